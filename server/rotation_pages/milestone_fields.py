"""The fields of a milestone's form by name, and what may be chosen in them."""

from collections.abc import Mapping

from models.meeting import Meeting
from models.organisation import Organisation
from models.presidency.milestones import Milestone, Milestones, in_sequence
from server.house import House
from server.presidency.milestone_words import days_in_words
from server.setup_pages.setup_forms import Fields, text_fields

Choices = tuple[tuple[str, str], ...]


def milestone_fields(under: str, of: Milestone) -> Fields:
    first, last = of.dating.earliest, of.dating.latest
    return {
        **text_fields(f"{under}.name", of.name),
        f"{under}.sequence:count": str(of.sequence),
        f"{under}.dating.earliest:day": first.isoformat() if first else "",
        f"{under}.dating.latest:day": last.isoformat() if last else "",
        f"{under}.precision": of.precision.value,
        f"{under}.zone:text": of.zone,
        f"{under}.place:text": of.place,
        f"{under}.meeting:text": of.meeting,
        f"{under}.sitting:none": of.sitting or "",
    }


def milestone_choices(milestones: Milestones, language: str, *, but: str = "") -> Choices:
    """Those that take place, in their sequence, with their days."""
    return tuple(
        (one.id, f"{one.sequence} · {one.name.read(language)[0]}, {days_in_words(one, language)}")
        for one in in_sequence(milestones.values())
        if one.takes_place and one.id != but
    )


async def meeting_choices(house: House, organisation: Organisation, language: str) -> Choices:
    """Our own meetings, by their titles."""
    found = []
    for slug, stream in organisation.meetings.items():
        convocation = (await house.chamber(stream)).meeting.convocation
        if convocation:
            found.append((slug, convocation.title.read(language)[0]))
    return tuple(sorted(found, key=lambda one: one[1]))


async def sittings_of(house: House, organisation: Organisation, language: str) -> Mapping[str, Choices]:
    """The sittings of each of our meetings that is a milestone, by the meeting's slug."""
    found: dict[str, Choices] = {}
    for slug in {milestone.meeting for milestone in organisation.milestones.values()}:
        stream = organisation.meetings.get(slug)
        if stream:
            found[slug] = _sittings((await house.chamber(stream)).meeting, language)
    return found


def _sittings(meeting: Meeting, language: str) -> Choices:
    return tuple(
        (sitting.id, sitting.title.read(language)[0])
        for agenda in meeting.agendas
        for sitting in agenda.sittings
        if not sitting.withdrawn
    )
