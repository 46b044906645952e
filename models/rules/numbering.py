"""The numbers of agenda items: they follow the order of a draft, and are frozen once the meeting is convened.

Source: DOMAIN §2. An item that joins a convened agenda between 5 and 6 is "5 bis", as in United Nations papers.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import count

from models.meeting import Meeting, MeetingState
from models.merge import Conflict
from models.planning.agenda import Agenda
from models.planning.arrangement import canonical, levels
from models.planning.editing import ItemRenumbered
from models.planning.item import AgendaItem, ItemId, Kind
from models.planning.sitting import TrackId
from models.procedure import Command, Event, Submission, bounded
from models.rules import grounds
from models.rules.preconditions import agenda_with, known_item, require_editable, require_no_conflict

ID = bounded(longest=80)
NUMBER = bounded(longest=20)
UNNUMBERED = frozenset({Kind.OPENING, Kind.BREAK, Kind.CLOSING})
LATER = ("bis", "ter", "quater", "quinquies", "sexies", "septies", "octies")


@dataclass(frozen=True)
class RenumberItem(Command):
    """Give an item another number, on purpose. `was` is the number the author saw."""

    item: ItemId = field(metadata=ID)
    was: str = field(metadata=NUMBER)
    now: str = field(metadata=NUMBER)


@dataclass(frozen=True)
class RenumberAgenda(Command):
    """Number an agenda anew in its present order, on purpose: 1, 2, 2.1, 3. Where none has a number, all get one."""

    track: TrackId | None = field(default=None, metadata=ID)


def renumber_item(command: RenumberItem, meeting: Meeting, _: Submission) -> Iterator[Event]:
    require_editable(meeting)
    agenda = agenda_with(meeting, command.item)
    item = known_item(agenda, command.item)
    if command.was != item.number:
        require_no_conflict((Conflict("number", item.number, command.now),))
    number = command.now.strip()
    if number == item.number:
        raise grounds.NOTHING_CHANGED.refusal()
    require_free(agenda, item.id, number)
    yield ItemRenumbered(item.id, number)


def renumber_agenda(command: RenumberAgenda, meeting: Meeting, _: Submission) -> Iterator[Event]:
    require_editable(meeting)
    agenda = meeting.running(command.track)
    if agenda is None:
        raise grounds.UNKNOWN_TRACK.refusal()
    unnumbered = not _numbered(agenda)
    joined = frozenset(i.id for i in agenda.items if unnumbered and i.kind not in UNNUMBERED)
    renumbering = tuple(renumbered(agenda, joined))
    if not renumbering:
        raise grounds.NOTHING_CHANGED.refusal()
    yield from renumbering


def require_free(agenda: Agenda, item: ItemId, number: str) -> None:
    taken = next((i for i in agenda.items if number and i.number == number and i.id != item), None)
    if taken:
        raise grounds.NUMBER_TAKEN.refusal(number=number, title=taken.title)


def follow_order(
    meeting: Meeting, before: Agenda, after: Agenda, joined: frozenset[ItemId] = frozenset()
) -> Iterator[ItemRenumbered]:
    """What renumbers a draft after an edit, if its numbers followed the order before; `joined` get theirs."""
    if meeting.state is MeetingState.DRAFT and in_order(before):
        yield from renumbered(after, joined)


def renumbered(agenda: Agenda, joined: frozenset[ItemId] = frozenset()) -> Iterator[ItemRenumbered]:
    """What brings every number of an agenda to its place: 1, 2, 2.1, 2.2, 3."""
    numbers = {item.id: item.number for item in agenda.items}
    for item, number in canonical(agenda.items, _numbered(agenda) | joined):
        if numbers[item] != number:
            yield ItemRenumbered(item, number)


def in_order(agenda: Agenda) -> bool:
    return not any(renumbered(agenda))


def is_numbered(agenda: Agenda, item: AgendaItem) -> bool:
    """Whether an item that has joined gets a number: where those beside it have one, or there are none yet."""
    beside = [i for i in _beside(agenda, item) if i is not item]
    counted = any(i.number for i in beside) or all(i.kind in UNNUMBERED for i in beside)
    return counted and item.kind not in UNNUMBERED


def number_for(agenda: Agenda, item: AgendaItem) -> str:
    """The number of an item that has joined a convened agenda; no other item's number changes.

    Empty if it gets none by itself: what comes before the first number has no place among them.
    """
    if not is_numbered(agenda, item):
        return ""
    row = [i for i in _beside(agenda, item) if i.number or i is item]
    place, taken = row.index(item), {i.number for i in agenda.items}
    return next((number for number in _candidates(agenda, row, place) if number not in taken), "")


def _candidates(agenda: Agenda, row: Sequence[AgendaItem], place: int) -> Iterable[str]:
    """What an item at this place of its level could be called, the best first."""
    if len(row) == 1:
        above = next((a for a in agenda.ancestors(row[place].id) if a.number), None)
        return (f"{above.number}.{n}" if above else str(n) for n in count(1))
    if place == 0:
        return ()
    base = row[place - 1].number.partition(" ")[0]
    head, dot, last = base.rpartition(".")
    if place == len(row) - 1 and last.isdecimal():
        return (f"{head}{dot}{n}" for n in count(int(last) + 1))
    return (f"{base} {suffix}" for suffix in LATER)


def _beside(agenda: Agenda, item: AgendaItem) -> list[AgendaItem]:
    """Everything that counts on this item's level, itself included, in order."""
    level = levels(agenda.items, _numbered(agenda))
    return [i for i in agenda.items if level[i.id] == level[item.id]]


def _numbered(agenda: Agenda) -> frozenset[ItemId]:
    return frozenset(item.id for item in agenda.items if item.number)
