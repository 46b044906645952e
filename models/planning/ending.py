"""An end that one wants to keep, and how far minutes must be cut for it.

Fewer minutes never make the end later, so how much must go is found by halving; what was cut in vain (before a fixed
start that waits anyway, in an envelope that is not full) is given back.
"""

from bisect import bisect_right
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from typing import NamedTuple

from models.planning.expected import MINUTE
from models.planning.forecast import AS_PLANNED, Prospect
from models.planning.item import AgendaItem, ItemId, Kind, Purpose
from models.planning.sitting import SittingId

WHOLE = 1000
SHORTEST = 5
"""Minutes below which nothing is cut that opens or closes a meeting, or decides."""
SOLEMN = frozenset({Kind.OPENING, Kind.CLOSING, Kind.DECISION, Kind.ELECTION})
DECIDING = frozenset({Purpose.ADOPTION, Purpose.DECISION})


class Cut(NamedTuple):
    """An item that may be shortened, from its `minutes` to `least`."""

    item: ItemId
    minutes: int
    least: int

    def to(self, share: int) -> int:
        """So many thousandths of its minutes, at least."""
        return max(self.least, -(-self.minutes * share // WHOLE))


def may_be_cut(item: AgendaItem, least: int = 0) -> Cut:
    """Never below `least` minutes, nor half of what is planned, nor where it is solemn below SHORTEST."""
    solemn = item.kind in SOLEMN or item.purpose in DECIDING
    lowest = max(least, -(-item.minutes // 2), SHORTEST if solemn else 0)
    return Cut(item.id, item.minutes, min(item.minutes, lowest))


@dataclass(frozen=True)
class Ending:
    """When a sitting (None: the agenda) is expected to end, at `now`, and when it should (UTC)."""

    prospect: Prospect
    now: datetime
    target: datetime
    sitting: SittingId | None = None

    def at(self, minutes: Mapping[ItemId, int] = AS_PLANNED, without: Collection[ItemId] = ()) -> datetime:
        """When it would end with other minutes or without some items; with nothing left, when what is now is over."""
        expected = self.prospect.forecast(self.now, minutes, without)
        end = expected.end_of_sitting(self.sitting) if self.sitting else expected.end_of_agenda()
        return end or expected.over

    @cached_property
    def late(self) -> datetime:
        """When it will end as things are."""
        return self.at()

    @cached_property
    def parents(self) -> Collection[ItemId | None]:
        """The items that have sub-items to come: their minutes are an envelope."""
        return {item.parent for item in self.prospect.coming}

    @cached_property
    def items(self) -> Mapping[ItemId, AgendaItem]:
        """What is under way and to come, in order."""
        coming, current = self.prospect.coming, self.prospect.current
        under_way = (*self.prospect.line(coming), *((current,) if current else ()))
        return {item.id: item for item in (*under_way, *coming)}

    @cached_property
    def to_come(self) -> tuple[AgendaItem, ...]:
        """What is to come and the envelopes under way, in order: all but the item that is current by itself."""
        current = self.prospect.current
        return tuple(item for item in self.items.values() if item is not current or item.id in self.parents)

    def cut(self, cuts: Iterable[Cut]) -> Mapping[ItemId, int]:
        """The new minutes of those that must be shortened to end in time, in proportion, or as near as possible."""
        able = [cut for cut in cuts if cut.least < cut.minutes]
        allowed = max(self.target, self.at({cut.item: cut.least for cut in able}))

        def shared(share: int) -> dict[ItemId, int]:
            return {cut.item: cut.to(share) for cut in able}

        share = bisect_right(range(WHOLE + 1), allowed, key=lambda share: self.at(shared(share))) - 1
        minutes = self._eased(able, shared(share), allowed)
        return {cut.item: minutes[cut.item] for cut in able if minutes[cut.item] < cut.minutes}

    def cut_within_envelopes(self, cuts: Iterable[Cut]) -> Mapping[ItemId, int]:
        """The same, with the envelopes that these items stand in: none is to be longer than what fills it."""
        chosen = {cut.item: cut for cut in cuts}
        for one in tuple(chosen):
            above = self._above(self.items[one])
            while above and above.id not in chosen:
                chosen[above.id] = may_be_cut(above)
                above = self._above(above)
        return self.cut(chosen[one] for one in self.items if one in chosen)

    def _above(self, item: AgendaItem) -> AgendaItem | None:
        return self.items.get(item.parent) if item.parent else None

    def _eased(self, cuts: list[Cut], minutes: dict[ItemId, int], allowed: datetime) -> dict[ItemId, int]:
        """Give back, in order, the minutes that need not go: one more moves the end by one at most."""
        for cut in cuts:
            if minutes[cut.item] < cut.minutes:
                late = self.at({**minutes, cut.item: cut.minutes}) - allowed
                minutes[cut.item] = cut.minutes - max(0, minutes_of(late))
        return minutes


def minutes_of(time: timedelta) -> int:
    """Whole minutes, one that has begun counting as one."""
    return -(-time // MINUTE)
