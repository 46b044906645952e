"""What somebody is: the offices they hold, their posts in bodies, their roles. Read from the states, in words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from models.belonging.dating import Answer, Period
from models.belonging.offices import Office, OfficeId
from models.belonging.posts import OF_A_MEMBER, Appointment
from models.body import Body
from models.meeting import Meeting
from models.organisation import ORGANISATION, Organisation
from models.procedure import PersonId, StreamId
from models.text import Text
from server.house import House
from server.languages import words_of


@dataclass(frozen=True)
class Part:
    """One thing that somebody is or was, and where; `kind` is mandate, post or role, the dates are EDTF."""

    kind: str
    what: str
    where: str
    since: str = ""
    until: str = ""


@dataclass(frozen=True)
class Affiliation:
    """What stands under a name: the office held that day, and the member somebody speaks for."""

    office: str = ""
    member: str = ""

    @property
    def lines(self) -> tuple[str, ...]:
        """Both, where they say different things."""
        said = (self.office, self.member)
        return tuple(line for n, line in enumerate(said) if line and line not in said[:n])


async def organisation_and_bodies(house: House) -> tuple[Organisation, tuple[Body, ...]]:
    """The states of the organisation and of its bodies as they are now."""
    state = (await house.chamber(ORGANISATION)).state
    assert isinstance(state, Organisation)
    chambers = [await house.body(body) for body in state.bodies]
    return state, tuple(chamber.body for chamber in chambers if chamber)


def affiliations(
    organisation: Organisation, bodies: Iterable[Body], day: date, language: str
) -> Mapping[PersonId, Affiliation]:
    """What everybody certainly is on that day."""
    offices = {office.id: office for office in organisation.offices.offices}
    holders: dict[OfficeId, PersonId] = {}
    known: dict[PersonId, Affiliation] = {}
    for mandate in organisation.offices.mandates:
        if mandate.period.covers(day) is Answer.YES and mandate.office in offices:
            holders.setdefault(mandate.office, mandate.person)
            title = _title(offices[mandate.office], language)
            known.setdefault(mandate.person, Affiliation(office=title))
    for body in bodies:
        for one in body.appointments.values():
            person = one.person or (holders.get(one.office) if one.office else None)
            member = body.members.get(one.member) if one.member else None
            if person and member and one.post in OF_A_MEMBER and one.period.covers(day) is Answer.YES:
                so_far = known.get(person, Affiliation())
                known[person] = replace(so_far, member=so_far.member or member.name.read(language)[0])
    return known


async def parts_of(
    house: House, person: PersonId, streams: Iterable[StreamId], language: str
) -> tuple[Part, ...]:
    """All that the record says somebody is or was: mandates, posts and roles. `streams` are those that name them."""
    organisation, bodies = await organisation_and_bodies(house)
    said = [*_mandates(organisation, person, language)]
    for body in bodies:
        said += _posts(body, organisation, person, language)
        said += _roles(body, body.charter.name if body.charter else Text(), person, language)
    said += _roles(organisation, Text(), person, language)
    for stream in streams:
        state = (await house.chamber(stream)).state
        if isinstance(state, Meeting) and state.convocation:
            said += _roles(state, state.convocation.title, person, language)
    return tuple(said)


def _mandates(organisation: Organisation, person: PersonId, language: str) -> Iterable[Part]:
    for mandate in organisation.offices.mandates:
        office = organisation.offices.office(mandate.office)
        if mandate.person == person and office:
            yield Part("mandate", office.title.read(language)[0], office.city, *_dates(mandate.period))


def _posts(body: Body, organisation: Organisation, person: PersonId, language: str) -> Iterable[Part]:
    """The posts given to this person by name, and those of the offices they hold or held."""
    held = {m.office for m in organisation.offices.mandates if m.person == person}
    where = body.charter.name.read(language)[0] if body.charter else ""
    for one in body.appointments.values():
        if one.person == person or (one.person is None and one.office in held):
            yield Part("post", _post(one, body, language), where, *_dates(one.period))


def _post(one: Appointment, body: Body, language: str) -> str:
    words = one.title.read(language)[0] or words_of(language).of(one.post)
    member = body.members.get(one.member) if one.member else None
    return f"{words}, {member.name.read(language)[0]}" if member else words


def _roles(
    state: Organisation | Body | Meeting, where: Text, person: PersonId, language: str
) -> Iterable[Part]:
    words = words_of(language)
    for role in sorted(state.actor(person).roles):
        place = where.read(language)[0] or words.say("the whole organisation")
        yield Part("role", words.roles[role], place)


def _title(office: Office, language: str) -> str:
    return office.title.read(language)[0]


def _dates(period: Period) -> tuple[str, str]:
    return str(period.since), str(period.until) if period.until else ""
