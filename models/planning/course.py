"""The course of an agenda: items gone through in order, each noted with when it starts and when it ends.

Source: DOMAIN §2, Forecast.
An item starts when what precedes it ends, never before its own fixed start. A parent's minutes are the envelope
that its sub-items fill; if they need more, the larger counts. The first item of a sitting waits for the start of
that sitting; where only its day is published, nothing is known until the next fixed start.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from typing import NamedTuple

from models.planning.expected import Expected, latest, whole
from models.planning.item import AgendaItem, ItemId
from models.planning.sitting import Sitting, SittingId


class Foreseen(NamedTuple):
    """When an item starts and ends, as far as known. What has begun already has no `start` here."""

    start: Expected | None
    end: Expected | None


class Course:
    """Goes through items in order; `items` and `sittings` (their ends) say what it has found.

    Until an item is left, `items` has the end it would have by itself, whatever stands below it.
    The clock is the end of what has been gone through. While it is not known, the next item does not start before
    it all the same: starts never run backwards.
    """

    def __init__(self, clock: Expected | None, ahead: Iterable[Sitting]) -> None:
        """Begins at `clock` (None: not known); `ahead` are the sittings that have not begun."""
        self._clock = clock
        self._known = clock is not None
        self.items: dict[ItemId, Foreseen] = {}
        self.sittings: dict[SittingId, Expected] = {}
        self._ahead = {sitting.id: sitting for sitting in ahead}
        self._open: list[AgendaItem] = []

    def within(self, item: AgendaItem, end: Expected | None) -> None:
        """This item has begun, and by itself ends at `end`; what follows may be its sub-items."""
        self._enter(item, Foreseen(None, end))

    def through(self, item: AgendaItem, minutes: int) -> None:
        """Go through the next item."""
        self._leave(item.parent)
        not_before = self._reach(item)
        if not_before:
            self._clock = latest(self._clock, Expected(not_before))
            self._known = True
        start = self._clock if self._known else None
        self._enter(item, Foreseen(start, start.on(minutes * 60) if start else None))

    def finish(self) -> Expected | None:
        """When all of it has ended; None if that is not known."""
        self._leave(None)
        return self._clock if self._known else None

    def _reach(self, item: AgendaItem) -> datetime | None:
        """Come to an item, and to its sitting if it is the first there: the instant they may not start before."""
        fixed = [whole(item.fixed_start)] if item.fixed_start else []
        sitting = self._ahead.pop(item.sitting, None) if item.sitting else None
        if sitting and sitting.starts:
            fixed.append(whole(sitting.starts))
        elif sitting and sitting.day:
            self._known = False
        return max(fixed, default=None)

    def _enter(self, item: AgendaItem, foreseen: Foreseen) -> None:
        self.items[item.id] = foreseen
        self._open.append(item)

    def _leave(self, parent: ItemId | None) -> None:
        """Leave all that the next item does not stand under: an item ends with its sub-items at the earliest."""
        while self._open and self._open[-1].id != parent:
            left = self._open.pop()
            start, end = self.items[left.id]
            self._clock = latest(end, self._clock)
            end = self._clock if self._known else None
            self.items[left.id] = Foreseen(start, end)
            if end and left.sitting:
                self.sittings[left.sitting] = latest(end, self.sittings.get(left.sitting)) or end


def standing(items: Iterable[AgendaItem], gone: Callable[[AgendaItem], bool]) -> Iterator[AgendaItem]:
    """The items that take time: neither gone nor below one that is."""
    left: set[ItemId] = set()
    for item in items:
        if item.parent in left or gone(item):
            left.add(item.id)
        else:
            yield item
