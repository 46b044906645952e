"""How an agenda is edited: what a secretariat does to items and sittings, and what each act means.

Source: DOMAIN §2. How it advances is `agenda.py`; where things stand in the row is `arrangement.py`.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from models.planning.arrangement import Row, branch, placed
from models.planning.item import AgendaItem, ItemId
from models.planning.particulars import Particulars, with_particulars
from models.planning.sitting import Sitting, SittingId
from models.procedure import Event


@dataclass(frozen=True)
class SittingEdited(Event):
    """A sitting reads and is planned so from here on."""

    sitting: Sitting


@dataclass(frozen=True)
class SittingRemoved(Event):
    """A sitting without items is gone."""

    sitting: SittingId


@dataclass(frozen=True)
class ItemEdited(Event):
    """An item reads and is planned so from here on."""

    item: ItemId
    particulars: Particulars


@dataclass(frozen=True)
class ItemRenumbered(Event):
    item: ItemId
    number: str


@dataclass(frozen=True)
class ItemMoved(Event):
    """An item, with all that stands under it, follows `after` now, under `parent`, in this sitting."""

    item: ItemId
    after: ItemId | None
    parent: ItemId | None
    sitting: SittingId | None


@dataclass(frozen=True)
class ItemRemoved(Event):
    """An item that never was public is gone, with all that stood under it."""

    item: ItemId


@dataclass(frozen=True)
class ItemDeferred(Event):
    """Of an item concluded as deferred: to which meeting (its slug)."""

    item: ItemId
    to: str


@dataclass(frozen=True)
class ItemRestored(Event):
    """An item that was withdrawn or deferred before it began is planned again."""

    item: ItemId


def edited(items: Row, sittings: Sequence[Sitting], item: AgendaItem, event: Event) -> Row:
    """The row once this has happened to one of its items; other events leave it as it is."""
    changed = item
    match event:
        case ItemMoved(_, after, parent, sitting):
            return placed(items, sittings, item.id, after=after, parent=parent, sitting=sitting)
        case ItemRemoved():
            gone = branch(items, item.id)
            return tuple(i for i in items if i not in gone)
        case ItemEdited(_, particulars):
            changed = with_particulars(item, particulars)
        case ItemRenumbered(_, number):
            changed = replace(item, number=number)
        case ItemDeferred(_, to):
            changed = replace(item, deferred_to=to)
        case ItemRestored():
            changed = replace(item, outcome=None, ended=None, deferred_to="")
    return tuple(changed if i is item else i for i in items)
