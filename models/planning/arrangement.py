"""The order of an agenda: items stand in one row, a parent before its sub-items; each is placed after another.

Source: DOMAIN §2 ("moves are by id, never by index"). Everything here is a plain function of the row.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from models.planning.item import AgendaItem, ItemId
from models.planning.sitting import Sitting, SittingId

Row = tuple[AgendaItem, ...]


def branch(items: Sequence[AgendaItem], root: ItemId) -> Row:
    """An item and everything that stands under it, in order."""
    within = {root}
    found = []
    for item in items:
        if item.id == root or item.parent in within:
            within.add(item.id)
            found.append(item)
    return tuple(found)


def placed(
    items: Row,
    sittings: Sequence[Sitting],
    root: ItemId,
    *,
    after: ItemId | None,
    parent: ItemId | None,
    sitting: SittingId | None,
) -> Row:
    """The row once this item, with all that stands under it, follows `after` under `parent` in this sitting.

    Without `after` it comes first: of its parent's sub-items, else of its sitting. What is not in the row is
    left where it is: a record's meaning never refuses.
    """
    moving = branch(items, root)
    rest = tuple(item for item in items if item not in moving)
    if not moving:
        return items
    moved = tuple(
        replace(item, parent=parent if item.id == root else item.parent, sitting=sitting) for item in moving
    )
    place = _place(rest, sittings, after, parent, sitting)
    return (*rest[:place], *moved, *rest[place:])


def _place(
    rest: Row,
    sittings: Sequence[Sitting],
    after: ItemId | None,
    parent: ItemId | None,
    sitting: SittingId | None,
) -> int:
    where = {item.id: n for n, item in enumerate(rest)}
    if after in where:
        follows = 1 if after == parent else len(branch(rest, after))
        return where[after] + follows
    if parent in where:
        return where[parent] + 1
    order = [s.id for s in sittings]
    own = order.index(sitting) if sitting in order else -1
    later = (
        n
        for n, item in enumerate(rest)
        if (order.index(item.sitting) if item.sitting in order else -1) >= own
    )
    return next(later, len(rest))


def levels(items: Row, numbered: frozenset[ItemId]) -> Mapping[ItemId, ItemId | None]:
    """For each item the numbered one above it, whose number its own begins with; None: it counts at the top.

    What stands under an item without a number counts with that item's neighbours.
    """
    found: dict[ItemId, ItemId | None] = {}
    counting: dict[ItemId | None, ItemId | None] = {}
    for item in items:
        found[item.id] = counting.get(item.parent)
        counting[item.id] = item.id if item.id in numbered else found[item.id]
    return found


def canonical(items: Row, numbered: frozenset[ItemId]) -> Iterator[tuple[ItemId, str]]:
    """The number of every item of the set by its place: 1, 2, 2.1, 2.2, 3."""
    level = levels(items, numbered)
    counts: Counter[ItemId | None] = Counter()
    numbers: dict[ItemId | None, str] = {}
    for item in (item for item in items if item.id in numbered):
        above = level[item.id]
        counts[above] += 1
        numbers[item.id] = f"{numbers[above]}.{counts[above]}" if above else str(counts[above])
        yield item.id, numbers[item.id]
