"""The Governing Presidency of 2021-22 in a data folder with the demo in it, moved so that a day of it is today."""

import asyncio
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from models.belonging.dating import Dating
from models.belonging.offices import OfficeId
from models.body import BodyId, stream_of
from models.organisation import ORGANISATION, Organisation
from models.presidency.milestones import Milestone, Precision
from models.presidency.rotation import RotationId
from models.presidency.terms import Term
from models.procedure import OPERATOR, Command, CommandId, StreamId, Submission
from models.rules.milestones import EnterMilestone
from models.rules.rotations import BeginRotation, PublishRotation, SetTerm
from models.text import Text
from server.app import Parts
from server.settings import read_settings
from server.world import RealWorld
from tests.models.presidencies import of_2021

BODY, ROTATION = BodyId("presidency"), RotationId("governing")
ADDRESS = f"/presidency/{BODY}/{ROTATION}"
NAME = Text("Governing Presidency", "Présidence gouvernante", "Presidencia gobernante")
ADOPTED = Text(
    "adopted by the World Council", "adoptée par le Conseil mondial", "aprobada por el Consejo Mundial"
)


def rotating(data: Path, today: date) -> None:
    """Enter and publish it, moved by as many days as today is after `today` of that rotation."""
    asyncio.run(_rotate(data, today))


async def _rotate(data: Path, today: date) -> None:
    world = RealWorld()
    parts = Parts(read_settings({"HEMICYCLE_DATA": str(data)}), world)

    async def act(stream: StreamId, command: Command) -> None:
        press = Submission(CommandId(world.new_id()), OPERATOR, world.now(), command)
        await (await parts.house.chamber(stream)).submit(press)

    await parts.directory.open()
    await parts.organiser.demo()
    organisation = (await parts.house.chamber(ORGANISATION)).state
    assert isinstance(organisation, Organisation)
    known = {office.title.en: office.id for office in organisation.offices.offices}
    moved = world.now().date() - today
    rotation, milestones = of_2021()
    assert rotation.plan is not None
    for milestone in milestones.values():
        await act(ORGANISATION, EnterMilestone(_moved(milestone, moved)))
    body = stream_of(BODY)
    about = replace(rotation.plan.about, name=NAME, over=("world-council", "executive-bureau"))
    await act(body, BeginRotation(ROTATION, about))
    for term in rotation.plan.terms.values():
        await act(body, SetTerm(ROTATION, None, _held(term, known)))
    await act(body, PublishRotation(ROTATION, 0, ADOPTED))
    await parts.house.close()
    await parts.database.close()


def _held(term: Term, known: dict[str, OfficeId]) -> Term:
    return replace(term, holders=tuple(known[holder] for holder in term.holders))


def _moved(milestone: Milestone, days: timedelta) -> Milestone:
    first, last = milestone.dating.earliest, milestone.dating.latest
    known = (
        milestone.precision if milestone.exact else Precision.RANGE
    )  # a month that has moved is none any more
    return replace(milestone, dating=Dating(first and first + days, last and last + days), precision=known)
