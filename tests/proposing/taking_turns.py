"""A council with three co-presidents, and a published rotation of three terms that begin in the next months."""

from datetime import UTC, datetime, timedelta

from models.belonging.dating import on
from models.belonging.offices import Office, OfficeId
from models.belonging.posts import Appointment, AppointmentId, Post
from models.body import BodyId, stream_of
from models.presidency.milestones import Milestone, MilestoneId, Precision
from models.presidency.rotation import RotationId
from models.presidency.terms import About, Term, TermId
from models.rules.milestones import EnterMilestone
from models.rules.offices import EnterOffice
from models.rules.posts import Appoint
from models.rules.rotations import BeginRotation, PublishRotation, SetTerm
from models.text import Text
from tests.live.keeping import COUNCIL, Keeper

STREAM, ROTATION = stream_of(BodyId("council")), RotationId("turns")
HERE = f"{COUNCIL}/rotations/turns/propose"
CITIES = {"konya": "Türkiye", "kazan": "Russia", "iriga": "Philippines"}


async def take_turns(desk: Keeper) -> None:
    """Kazan has every term, which nobody would propose."""
    for number, (city, country) in enumerate(CITIES.items(), 1):
        office = OfficeId(f"mayor-of-{city}")
        await desk.act(EnterOffice(Office(office, Text(f"Mayor of {city.title()}"), city.title(), country)))
        await desk.act(Appoint(Appointment(AppointmentId(city), Post.CO_PRESIDENT, office)), STREAM)
        day = on(datetime.now(UTC).date() + timedelta(days=30 * number))
        named = Milestone(MilestoneId(f"m{number}"), Text(f"Retreat {number}"), number, day, Precision.EXACT)
        await desk.act(EnterMilestone(named))
    await desk.act(BeginRotation(ROTATION, About(Text("Turns"), over=("council",))), STREAM)
    for number in (1, 2, 3):
        term = Term(TermId(f"t{number}"), MilestoneId(f"m{number}"), (OfficeId("mayor-of-kazan"),))
        await desk.act(SetTerm(ROTATION, None, term), STREAM)
    await desk.act(PublishRotation(ROTATION, 0, Text()), STREAM)
