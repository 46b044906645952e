"""Where an item stands: moved by id, never by index, and never to a place that has passed.

Source: DOMAIN §2. Two people who move, and a chair who advances meanwhile, never conflict: all of it lands.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from models.meeting import Meeting
from models.planning.agenda import Agenda, ItemAdded
from models.planning.arrangement import branch, placed
from models.planning.editing import ItemMoved, ItemRemoved
from models.planning.item import AgendaItem, ItemId, Kind
from models.planning.sitting import SittingId
from models.procedure import Command, Event, Submission, bounded
from models.rules import grounds
from models.rules.numbering import follow_order, require_free
from models.rules.preconditions import agenda_with, known_item, require_editable, told
from models.text import Text

ID = bounded(longest=80)


@dataclass(frozen=True)
class MoveItem(Command):
    """Move an item, with all that stands under it, behind `after`, under `parent`, into this sitting.

    Null `after`: first of its parent or sitting. A place that has passed means: next.
    """

    item: ItemId = field(metadata=ID)
    after: ItemId | None = field(default=None, metadata=ID)
    parent: ItemId | None = field(default=None, metadata=ID)
    sitting: SittingId | None = field(default=None, metadata=ID)


def move_item(command: MoveItem, meeting: Meeting, submission: Submission) -> Iterator[Event]:
    require_editable(meeting)
    agenda = agenda_with(meeting, command.item)
    item = known_item(agenda, command.item)
    moving = {i.id: i for i in branch(agenda.items, item.id)}
    if item.outcome or any(i.started for i in moving.values()):
        raise grounds.HAS_BEGUN.refusal(item=item.label)
    if moving.keys() & {command.after, command.parent}:
        raise grounds.UNDER_ITSELF.refusal(item=item.label)
    target = home(meeting, command.after, command.parent, command.sitting)
    move = move_within(target, item.id, command.after, command.parent, command.sitting)
    events: list[Event] = [move]
    if target is not agenda:
        away = [replace(i, sitting=move.sitting or a_sitting(target)) for i in moving.values()]
        away[0] = replace(away[0], parent=None)
        events = [ItemRemoved(item.id), *(ItemAdded(i) for i in away), move]
    if target is agenda and told(agenda, events, submission).items == agenda.items:
        raise grounds.NOTHING_CHANGED.refusal()
    for changed in (agenda,) if target is agenda else (agenda, target):
        events += follow_order(meeting, changed, told(changed, events, submission))
    if target is not agenda:
        there = told(target, events, submission)
        for moved in (i for i in there.items if i.id in moving):
            require_free(there, moved.id, moved.number)
    yield from events


def home(meeting: Meeting, after: ItemId | None, parent: ItemId | None, sitting: SittingId | None) -> Agenda:
    """The agenda that a place belongs to. Refuses what is not there, and a parent in another agenda."""
    found = [agenda_with(meeting, item) for item in (after, parent) if item]
    if sitting:
        own = next((a for a in meeting.agendas if any(s.id == sitting for s in a.sittings)), None)
        if own is None:
            raise grounds.NO_SUCH_SITTING.refusal()
        found.append(own)
    if any(agenda is not found[0] for agenda in found):
        raise grounds.NOT_BESIDE.refusal()
    return found[0] if found else meeting.agenda


def a_sitting(agenda: Agenda) -> SittingId | None:
    """A sitting by which an item is known to belong to this agenda until it is placed."""
    return agenda.sittings[0].id if agenda.sittings else None


def move_within(
    agenda: Agenda, item: ItemId, after: ItemId | None, parent: ItemId | None, sitting: SittingId | None
) -> ItemMoved:
    """The move that is meant: beside what it follows, in its sitting; a place that has passed means next."""
    move = _beside(agenda, ItemMoved(item, after or None, parent or None, sitting or None))
    above = agenda.find(move.parent)
    for gone in (i for i in (above, *agenda.ancestors(move.parent)) if i and i.outcome):
        raise grounds.PAST_PLACE.refusal(item=gone.label)
    last = agenda.last()
    if last is None or (above and not above.started) or _follows(agenda, move, last):
        return move
    front = next(i for i in (last, *agenda.ancestors(last.id)) if i.parent == move.parent)
    return replace(move, after=front.id, sitting=front.sitting)


def _beside(agenda: Agenda, move: ItemMoved) -> ItemMoved:
    """The same with the parent and the sitting of its neighbour, where none was named."""
    beside = agenda.find(move.after)
    if beside and move.after != move.parent:
        if move.parent not in {None, beside.parent}:
            raise grounds.NOT_BESIDE.refusal()
        move = replace(move, parent=beside.parent)
    host = beside or agenda.find(move.parent)
    if host and (move.parent or move.sitting is None):
        return replace(move, sitting=host.sitting)
    return move


def _follows(agenda: Agenda, move: ItemMoved, last: AgendaItem) -> bool:
    """Whether an item, here or new, then stands behind the one opened last."""
    new = () if agenda.find(move.item) else (AgendaItem(move.item, "", Text(), Kind.REPORT, 0),)
    row = placed(
        (*agenda.items, *new),
        agenda.sittings,
        move.item,
        after=move.after,
        parent=move.parent,
        sitting=move.sitting,
    )
    order = [item.id for item in row]
    return order.index(move.item) > order.index(last.id)
