"""Whom the desk may put on the list: the members of the meeting, each as it is looked for."""

from collections.abc import Callable
from dataclasses import dataclass

from models.meeting import Meeting
from models.procedure import PersonId

Name = Callable[[PersonId | None], str]


@dataclass(frozen=True)
class MemberLine:
    """A member; `who` stands for it, by office and name as far as they are known."""

    id: str
    name: str
    who: str
    section: str


def member_lines(meeting: Meeting, language: str, name: Name) -> tuple[MemberLine, ...]:
    """All members of the meeting, by name; none where it has no roster."""
    seats = meeting.roster.seats if meeting.roster else ()
    lines = (
        MemberLine(
            id=seat.id,
            name=seat.name.read(language)[0],
            who=", ".join(
                part for part in (seat.delegate_office.read(language)[0], name(seat.delegate)) if part
            ),
            section=seat.section.read(language)[0],
        )
        for seat in seats
    )
    return tuple(sorted(lines, key=lambda line: line.name.casefold()))
