"""How an agenda is edited: add, edit, number, move, split, remove, restore, plan anew.

Source: DOMAIN §2. An edit carries what its author saw (`was`): what others changed meanwhile is kept, and the
same words changed by two are refused to the second with both texts. Moves are by id and never conflict.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import count, repeat

from models.meeting import Meeting, MeetingState
from models.merge import Conflict, merge
from models.planning.agenda import Agenda, ItemAdded
from models.planning.editing import ItemEdited, ItemMoved, ItemRemoved, ItemRenumbered, ItemRestored
from models.planning.item import AgendaItem, ItemId, Outcome
from models.planning.particulars import Particulars, particulars_of, with_particulars
from models.planning.sitting import SittingId
from models.procedure import Command, Event, Submission, bounded
from models.rules import grounds
from models.rules.agenda import ConcludeItem, conclude_item
from models.rules.numbering import NUMBER, follow_order, is_numbered, number_for, require_free
from models.rules.placing import a_sitting, home, move_within
from models.rules.preconditions import (
    agenda_with,
    known_item,
    new_ids,
    require_editable,
    require_no_conflict,
    require_title,
    told,
)
from models.text import Text

ID = bounded(longest=80)
MOST_PARTS = 20


@dataclass(frozen=True)
class AddItem(Command):
    """Add an item behind `after` (null: first of its parent or sitting). Without a number it gets the one due."""

    item: Particulars
    after: ItemId | None = field(default=None, metadata=ID)
    parent: ItemId | None = field(default=None, metadata=ID)
    sitting: SittingId | None = field(default=None, metadata=ID)
    number: str | None = field(default=None, metadata=NUMBER)


@dataclass(frozen=True)
class EditItem(Command):
    """Change what is written about an item from what the author saw, `was`, to `now`."""

    item: ItemId = field(metadata=ID)
    was: Particulars
    now: Particulars


@dataclass(frozen=True)
class SplitItem(Command):
    """Split an item into sub-items with these titles; they share its minutes."""

    item: ItemId = field(metadata=ID)
    titles: tuple[Text, ...]


@dataclass(frozen=True)
class RemoveItem(Command):
    """Take an item, with all that stands under it, out of a draft. A public agenda's items are withdrawn instead."""

    item: ItemId = field(metadata=ID)


@dataclass(frozen=True)
class RestoreItem(Command):
    """Plan an item again that was withdrawn or deferred before it began."""

    item: ItemId = field(metadata=ID)


@dataclass(frozen=True)
class Replanned:
    """New planned minutes of an item; `was` is what the author saw. A `time_limit` is set if one is given."""

    item: ItemId = field(metadata=ID)
    was: int
    now: int
    time_limit: int | None = None


@dataclass(frozen=True)
class ReplanItems(Command):
    """Plan several items anew at once, as advice to end on time proposes: minutes, limits, what is deferred."""

    items: tuple[Replanned, ...] = ()
    deferring: tuple[ItemId, ...] = ()


def add_item(command: AddItem, meeting: Meeting, submission: Submission) -> Iterator[Event]:
    require_editable(meeting)
    require_title(command.item.title)
    agenda = home(meeting, command.after, command.parent, command.sitting)
    identity = ItemId(next(new_ids(meeting, "item")))
    blank = AgendaItem(identity, "", Text(), command.item.kind, 0, sitting=a_sitting(agenda))
    added = with_particulars(blank, command.item)
    move = move_within(agenda, added.id, command.after, command.parent, command.sitting)
    events: list[Event] = [ItemAdded(added), move]
    after = told(agenda, events, submission)
    here = known_item(after, added.id)
    yield from events
    if command.number is None:
        joined = frozenset({added.id} if is_numbered(after, here) else ())
        renumbering = tuple(follow_order(meeting, agenda, after, joined))
        yield from renumbering
        if any(renumbered.item == added.id for renumbered in renumbering):
            return
    number = number_for(after, here) if command.number is None else command.number.strip()
    require_free(agenda, added.id, number)
    if number:
        yield ItemRenumbered(added.id, number)


def edit_item(command: EditItem, meeting: Meeting, _: Submission) -> Iterator[Event]:
    require_editable(meeting)
    item = known_item(agenda_with(meeting, command.item), command.item)
    now, conflicts = merge(command.was, command.now, particulars_of(item))
    require_no_conflict(conflicts)
    require_title(now.title)
    if now == particulars_of(item):
        raise grounds.NOTHING_CHANGED.refusal()
    yield ItemEdited(item.id, now)


def split_item(command: SplitItem, meeting: Meeting, submission: Submission) -> Iterator[Event]:
    require_editable(meeting)
    agenda = agenda_with(meeting, command.item)
    item = known_item(agenda, command.item)
    if item.outcome:
        raise grounds.ALREADY_CONCLUDED.refusal(item=item.label)
    if not 1 < len(command.titles) <= MOST_PARTS:
        raise grounds.TOO_FEW_PARTS.refusal(most=str(MOST_PARTS))
    below = [i for i in agenda.items if i.parent == item.id]
    numbers = _numbers_under(agenda, item, below)
    share, left = divmod(item.minutes, len(command.titles))
    last = below[-1].id if below else item.id
    events: list[Event] = []
    for place, (title, new) in enumerate(zip(command.titles, new_ids(meeting, "item"), strict=False)):
        require_title(title)
        part = AgendaItem(ItemId(new), next(numbers), title, item.kind, share + (place < left))
        events += [
            ItemAdded(replace(part, parent=item.id, sitting=item.sitting)),
            ItemMoved(part.id, last, item.id, item.sitting),
        ]
        last = part.id
    yield from events
    yield from follow_order(meeting, agenda, told(agenda, events, submission))


def _numbers_under(agenda: Agenda, item: AgendaItem, below: Sequence[AgendaItem]) -> Iterator[str]:
    """The numbers of further sub-items, none of them taken; empty where the item or those below it go without."""
    if not item.number or any(not i.number for i in below):
        return repeat("")
    taken = {i.number for i in agenda.items}
    numbers = (f"{item.number}.{n}" for n in count(len(below) + 1))
    return (number for number in numbers if number not in taken)


def remove_item(command: RemoveItem, meeting: Meeting, submission: Submission) -> Iterator[Event]:
    require_editable(meeting)
    agenda = agenda_with(meeting, command.item)
    item = known_item(agenda, command.item)
    if meeting.state is not MeetingState.DRAFT:
        raise grounds.STAYS_PUBLIC.refusal(item=item.label)
    yield ItemRemoved(item.id)
    yield from follow_order(meeting, agenda, told(agenda, [ItemRemoved(item.id)], submission))


def restore_item(command: RestoreItem, meeting: Meeting, _: Submission) -> Iterator[Event]:
    require_editable(meeting)
    item = known_item(agenda_with(meeting, command.item), command.item)
    if item.started or item.outcome not in {Outcome.WITHDRAWN, Outcome.DEFERRED}:
        raise grounds.NOT_WITHDRAWN.refusal(item=item.label)
    yield ItemRestored(item.id)


def replan_items(command: ReplanItems, meeting: Meeting, _: Submission) -> Iterator[Event]:
    require_editable(meeting)
    changes = [change for planned in command.items for change in _replanned(planned, meeting)]
    if not changes and not command.deferring:
        raise grounds.NOTHING_CHANGED.refusal()
    yield from changes
    for identity in dict.fromkeys(command.deferring):
        yield from conclude_item(ConcludeItem(identity, Outcome.DEFERRED), meeting, _)


def _replanned(planned: Replanned, meeting: Meeting) -> Iterator[Event]:
    item = known_item(agenda_with(meeting, planned.item), planned.item)
    if planned.was != item.minutes:
        require_no_conflict((Conflict("minutes", item.minutes, planned.now),))
    limit = item.time_limit if planned.time_limit is None else planned.time_limit
    now = replace(particulars_of(item), minutes=planned.now, time_limit=limit)
    if now != particulars_of(item):
        yield ItemEdited(item.id, now)
