"""A Presidency that presides over a World Council and its Bureau: three terms, and the mayors who have them."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from models.belonging.dating import Period, on
from models.belonging.offices import Mandate, MandateId, Office, OfficeId
from models.belonging.roles import Role
from models.body import BodyId, BodyKind, Charter, stream_of
from models.organisation import ORGANISATION, Organisation
from models.presidency.milestones import Milestone, MilestoneId, Precision
from models.presidency.rotation import Handover, HandoverId, RotationId
from models.presidency.terms import About, Switch, Term, TermId
from models.procedure import Command, PersonId, StreamId
from models.rules.bodies import EnterBody, FoundBody
from models.rules.calendar import EnterMeeting
from models.rules.conduct import ConveneMeeting, OpenMeeting
from models.rules.handing_over import HandOver
from models.rules.milestones import EditMilestone, EnterMilestone
from models.rules.offices import EnterMandate, EnterOffice
from models.rules.rotations import BeginRotation, PublishRotation, SetTerm
from models.text import Text
from server.acts import carry_out
from server.chamber import Chamber
from server.house import House
from tests.record.acts import NINE, asked, draft

PRESIDENCY, COUNCIL, BUREAU = BodyId("presidency"), BodyId("world-council"), BodyId("bureau")
KINDS = {PRESIDENCY: BodyKind.PRESIDENCY, COUNCIL: BodyKind.COUNCIL, BUREAU: BodyKind.BUREAU}
GOVERNING = RotationId("governing")
CITIES = ("kazan", "xian", "soria")
DAYS = {"retreat": date(2021, 11, 1), "council": date(2021, 11, 17), "forum": date(2021, 12, 1)}
"""When each milestone is; the second is a meeting itself, once that is called; handovers are where they end."""
ABOUT = About(Text("Governing Presidency"), over=(COUNCIL, BUREAU))
KAZAN, XIAN, SORIA = (PersonId(city) for city in CITIES)
PEOPLE = {city: PersonId(city) for city in CITIES}


def mayor(city: str) -> OfficeId:
    return OfficeId(f"mayor-of-{city}")


def milestone(name: str, sequence: int) -> Milestone:
    known = Milestone(MilestoneId(name), Text(name.title()), sequence, on(DAYS[name]), Precision.EXACT)
    return replace(known, zone="Europe/Madrid")


def terms(*switches: Switch) -> tuple[Term, ...]:
    """Kazan, Xi'an, Soria: each begins at the next milestone; they begin by themselves as it is said here."""
    said = (*switches, *[Switch.ACT] * len(CITIES))
    named = zip(CITIES, DAYS, said, strict=False)
    return tuple(Term(TermId(city), MilestoneId(at), (mayor(city),), switch=how) for city, at, how in named)


def founding(
    *switches: Switch, about: About = ABOUT, people: Mapping[str, PersonId] = PEOPLE
) -> list[tuple[StreamId, Command]]:
    """The bodies, the offices and who holds them, the milestones, and the published rotation."""
    keeps, since = stream_of(PRESIDENCY), Period(on(date(2020, 1, 1)))
    acts: list[tuple[StreamId, Command]] = []
    for body, kind in KINDS.items():
        acts += [
            (ORGANISATION, EnterBody(body)),
            (stream_of(body), FoundBody(Charter(body, Text(body), kind))),
        ]
    for city in CITIES:
        mandate = Mandate(MandateId(city), mayor(city), people[city], since)
        office = Office(mayor(city), Text(f"Mayor of {city.title()}"))
        acts += [(ORGANISATION, EnterOffice(office)), (ORGANISATION, EnterMandate(mandate))]
    acts += [(ORGANISATION, EnterMilestone(milestone(name, n))) for n, name in enumerate(DAYS, 1)]
    acts += [(keeps, BeginRotation(GOVERNING, about))]
    acts += [(keeps, SetTerm(GOVERNING, None, term)) for term in terms(*switches)]
    return [*acts, (keeps, PublishRotation(GOVERNING, 0))]


async def founded(house: House, *switches: Switch, about: About = ABOUT) -> Chamber:
    """All of that is there, and nothing has been handed over; the chamber of the Presidency."""
    await house.together([(stream, asked(act)) for stream, act in founding(*switches, about=about)])
    return await house.chamber(stream_of(PRESIDENCY))


async def convened(house: House, name: str, of: BodyId = COUNCIL) -> Chamber:
    stream, drafted = StreamId(f"meeting-{name}"), draft(name)
    called = replace(drafted, convocation=replace(drafted.convocation, of=of))
    await house.together([(ORGANISATION, asked(EnterMeeting(stream, name))), (stream, asked(called))])
    meeting = await house.chamber(stream)
    await meeting.submit(asked(ConveneMeeting()))
    if name == "council":
        await edited(house, name, meeting=name)
    return meeting


async def edited(house: House, name: str, *, at: datetime = NINE, **now: Any) -> None:
    """A milestone is known otherwise from here on."""
    organisation = await house.chamber(ORGANISATION)
    assert isinstance(organisation.state, Organisation)
    was = organisation.state.milestones[MilestoneId(name)]
    await carry_out(house, organisation, asked(EditMilestone(was, replace(was, **now)), at=at))


async def opened(house: House, name: str, of: BodyId = COUNCIL) -> Chamber:
    meeting = await convened(house, name, of)
    await meeting.submit(asked(OpenMeeting()))
    return meeting


def to(city: str, *, seen: str | None = None, meeting: str = "") -> HandOver:
    """The handover to this city's term, as it is logged in the body."""
    handover = Handover(HandoverId(f"to-{city}"), TermId(city), NINE, meeting=meeting)
    return HandOver(GOVERNING, handover, TermId(seen) if seen else None)


def chairs(meeting: Chamber) -> set[str]:
    """Who of the mayors may chair this meeting."""
    held = {city: meeting.meeting.actor(PersonId(city)).roles for city in CITIES}
    return {city for city, roles in held.items() if Role.CHAIR in roles}
