"""Who has had how much of the floor: by section, by gender, from the room and from afar, for the first time or again.

Source: DOMAIN §2 and §6. Every speech counts but points of order, which are about the proceedings.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TypeVar

from models.meeting import Meeting
from models.planning.item import AgendaItem, ItemId
from models.speaking.attendance import Attendance
from models.speaking.history import Tally, speeches, tallied
from models.speaking.list_of_speakers import ListOfSpeakers
from models.speaking.request import Gender, RequestKind
from models.speaking.speech import Speech
from models.text import Text


class Side(StrEnum):
    ROOM = "room"
    REMOTE = "remote"


class Intervention(StrEnum):
    """Whether somebody had the floor for the first time in this meeting, or again."""

    FIRST = "first"
    FURTHER = "further"


@dataclass(frozen=True)
class Equity:
    """The tallies of one item, or of the meeting; each mapping adds up to `total`.

    `sections` has every section that has a seat or has spoken, the text empty for those without one, and `seats` how
    many members each has. `genders` None: those who have not said.
    """

    total: Tally
    sections: Mapping[Text, Tally]
    sides: Mapping[Side, Tally]
    interventions: Mapping[Intervention, Tally]
    genders: Mapping[Gender | None, Tally]
    seats: Mapping[Text, int]


K = TypeVar("K")


def equity(meeting: Meeting, now: datetime, item: ItemId | None = None) -> Equity:
    """How the floor was shared at this item, else in the whole meeting, up to `now` (UTC)."""
    lists = meeting.floor.lists
    every = tuple(_heard(lists.values()))
    first = _first_of_each(every)
    heard = every if item is None else tuple(_heard([meeting.floor.at(item)]))
    seats = _seats(meeting)

    def by(of: Callable[[Speech], K], known: Iterable[K]) -> Mapping[K, Tally]:
        return {**dict.fromkeys(known, Tally()), **tallied(heard, of, now)}

    def intervention(speech: Speech) -> Intervention:
        begun = first[speech.request.speaker.identity]
        return Intervention.FIRST if begun is speech else Intervention.FURTHER

    return Equity(
        total=sum(tallied(heard, lambda _: 0, now).values(), Tally()),
        sections=by(lambda speech: speech.request.speaker.section, seats),
        sides=by(_side, Side),
        interventions=by(intervention, Intervention),
        genders=by(lambda speech: speech.request.speaker.gender, (Gender.WOMAN, Gender.MAN)),
        seats=seats,
    )


def debated(meeting: Meeting) -> tuple[AgendaItem, ...]:
    """The items at which anybody has had the floor, in the order of the agendas."""
    return tuple(one for one in meeting.items() if any(_heard([meeting.floor.at(one.id)])))


def _heard(lists: Iterable[ListOfSpeakers]) -> Iterator[Speech]:
    return (s for s in speeches(lists) if s.request.kind is not RequestKind.POINT_OF_ORDER)


def _first_of_each(heard: Iterable[Speech]) -> Mapping[tuple[str, ...], Speech]:
    """The speech that each speaker began first, at whatever item."""
    latest_first = sorted(heard, key=lambda speech: speech.began, reverse=True)
    return {speech.request.speaker.identity: speech for speech in latest_first}


def _side(speech: Speech) -> Side:
    return Side.REMOTE if speech.request.attendance is Attendance.REMOTE else Side.ROOM


def _seats(meeting: Meeting) -> Mapping[Text, int]:
    """The members of each section, by the roster."""
    seats: dict[Text, int] = {}
    for seat in meeting.roster.seats if meeting.roster else ():
        seats[seat.section] = seats.get(seat.section, 0) + 1
    return seats
