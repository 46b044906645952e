"""Where an item of an agenda may be put, as the set-up page offers it: up, down, in, out, behind, under.

A place is a part of `move_item`, `add_item` or `accept_proposal`: ids, never positions (DOMAIN §2).
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from models.planning.agenda import Agenda
from models.planning.arrangement import branch
from models.planning.item import AgendaItem, ItemId
from models.planning.sitting import SittingId

Place = Mapping[str, str]
"""`{"after": …}`, `{"parent": …}` or `{"sitting": …}`: behind an item, first under it, first of a sitting."""

Siblings = tuple[ItemId | None, SittingId | None]


@dataclass(frozen=True)
class Ways:
    """Where an item can go by one step, if there is such a place; `movable` until it has begun."""

    movable: bool
    up: Place | None = None
    down: Place | None = None
    into: Place | None = None
    out: Place | None = None


class Places:
    """The places of one agenda."""

    def __init__(self, agenda: Agenda) -> None:
        self._agenda = agenda
        self._row = {item.id: n for n, item in enumerate(agenda.items)}
        last = agenda.last()
        self._passed = self._row[last.id] if last else -1
        self._siblings: dict[Siblings, list[AgendaItem]] = {}
        for item in agenda.items:
            self._siblings.setdefault(_level(item), []).append(item)
        self._order = [sitting.id for sitting in agenda.sittings]

    def ways(self, item: AgendaItem) -> Ways:
        """Where one step leads from here."""
        if not self.movable(item):
            return Ways(movable=False)
        beside = self._siblings[_level(item)]
        at = beside.index(item)
        above = beside[at - 1] if at else None
        return Ways(
            movable=True,
            up=self._up(item, above),
            down=_behind(beside[at + 1]) if at + 1 < len(beside) else self._down(item),
            into=self.end_of(above) if above and not above.outcome else None,
            out={"after": item.parent} if item.parent else None,
        )

    def movable(self, item: AgendaItem) -> bool:
        return not any(i.started or i.outcome for i in branch(self._agenda.items, item.id))

    def before(self, item: AgendaItem) -> Place:
        """Just before this item, on its level."""
        beside = self._siblings[_level(item)]
        at = beside.index(item)
        return _behind(beside[at - 1]) if at else _first(item)

    def end_of(self, item: AgendaItem) -> Place:
        """Last under this item."""
        below = self._siblings.get((item.id, None))
        return _behind(below[-1]) if below else {"parent": item.id}

    def end(self, sitting: SittingId | None) -> Place:
        """Last of a sitting; of those that stand in none, where there is none."""
        standing = self._siblings.get((None, sitting))
        if standing:
            return _behind(standing[-1])
        return {"sitting": sitting} if sitting else {}

    def ahead(self, *, without: Collection[ItemId] = ()) -> Iterator[tuple[SittingId | None, AgendaItem]]:
        """The items behind or under which something may be put, each with its sitting."""
        for item in self._agenda.items:
            passed = self._row[item.id] < self._passed and item not in self._agenda.under_way()
            if item.id not in without and not passed:
                yield item.sitting, item

    def _up(self, item: AgendaItem, above: AgendaItem | None) -> Place | None:
        if above:
            return self.before(above) if self._row[above.id] > self._passed else None
        earlier = self._beside(item, -1)
        return self.end(earlier) if earlier else None

    def _down(self, item: AgendaItem) -> Place | None:
        later = self._beside(item, 1)
        return {"sitting": later} if later else None

    def _beside(self, item: AgendaItem, step: int) -> SittingId | None:
        """The sitting before or behind that of an item; None of a sub-item."""
        if item.parent or item.sitting not in self._order:
            return None
        at = self._order.index(item.sitting) + step
        return self._order[at] if 0 <= at < len(self._order) else None


def _level(item: AgendaItem) -> Siblings:
    return (item.parent, None) if item.parent else (None, item.sitting)


def _behind(item: AgendaItem) -> Place:
    return {"after": item.id}


def _first(item: AgendaItem) -> Place:
    if item.parent:
        return {"parent": item.parent}
    return {"sitting": item.sitting} if item.sitting else {}
