"""When each coming item is expected to start and to end, from actual progress and planned minutes.

Source: DOMAIN §2, Forecast. Nothing before its fixed start; later only if what precedes it overruns. The numbers do
not depend on now: a browser moves them between frames with no rules of its own (`models.planning.expected`).
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from types import MappingProxyType
from typing import Protocol

from models.planning.agenda import Agenda
from models.planning.course import Course, Foreseen, standing
from models.planning.expected import NOW_OVER, Expected, whole
from models.planning.item import AgendaItem, ItemId
from models.planning.programme import withdrawn
from models.planning.sitting import SittingId

AS_PLANNED: Mapping[ItemId, int] = MappingProxyType({})


class Standstill(Protocol):
    """Since when the meeting stands still, and until when (UTC; None: nobody said)."""

    @property
    def since(self) -> datetime: ...

    @property
    def until(self) -> datetime | None: ...


@dataclass(frozen=True)
class Forecast:
    """What is expected at `now` (UTC): of the current item and those it stands under the end, of coming ones all.

    What is now will be over at max(now, `hold`) + `rest` seconds. `sittings` has the ends of those under way or to
    come, `end` is that of the agenda. What is not known (a sitting of which only the day is) is None or left out.
    """

    now: datetime
    hold: datetime | None
    rest: int
    items: Mapping[ItemId, Foreseen]
    sittings: Mapping[SittingId, Expected]
    end: Expected | None

    @property
    def over(self) -> datetime:
        """When what is now will be over (UTC)."""
        now = self.now.astimezone(UTC)
        return max(now, self.hold or now) + timedelta(seconds=self.rest)

    def at(self, now: datetime) -> "Forecast":
        """The same forecast at another moment, as long as nothing happens."""
        return replace(self, now=now)

    def start_of(self, item: ItemId) -> datetime | None:
        """When a coming item is expected to start (UTC); None if that is not known, or the item not coming."""
        foreseen = self.items.get(item)
        return foreseen.start.at(self.over) if foreseen and foreseen.start else None

    def end_of(self, item: ItemId) -> datetime | None:
        """When a current, under-way or coming item is expected to end (UTC), if that is known."""
        foreseen = self.items.get(item)
        return foreseen.end.at(self.over) if foreseen and foreseen.end else None

    def end_of_sitting(self, sitting: SittingId) -> datetime | None:
        """When a sitting is expected to end (UTC); None if that is not known, or it is over."""
        end = self.sittings.get(sitting)
        return end.at(self.over) if end else None

    def end_of_agenda(self) -> datetime | None:
        """When the whole agenda is expected to end (UTC); None if that is not known, or it is over."""
        return self.end.at(self.over) if self.end else None


def forecast(agenda: Agenda, now: datetime, suspension: Standstill | None = None) -> Forecast:
    """What is expected at `now`, while nothing else happens. Takes time in proportion to the items."""
    return Prospect(agenda, suspension).forecast(now)


class Prospect:
    """What is under way and to come, to be forecast as planned or with other minutes and without some items."""

    def __init__(self, agenda: Agenda, suspension: Standstill | None = None) -> None:
        begun = {item.sitting for item in agenda.items if item.started}
        self.ahead = tuple(sitting for sitting in agenda.sittings if sitting.id not in begun)
        off = withdrawn(agenda.sittings)
        self.coming = tuple(standing(agenda.coming(), lambda item: item.sitting in off))
        self.current = agenda.find(agenda.current)
        self.suspension = suspension
        self._items = {item.id: item for item in agenda.items}

    def forecast(
        self, now: datetime, minutes: Mapping[ItemId, int] = AS_PLANNED, without: Collection[ItemId] = ()
    ) -> Forecast:
        """What is expected at `now` if some items took other `minutes`, and others did not come at all."""
        coming = tuple(standing(self.coming, lambda item: item.id in without))
        now_on = self._current_by_itself(coming)
        hold, rest = self._hold_and_rest(now_on, minutes)
        course = Course(NOW_OVER, self.ahead)
        for above in self.line(coming):
            course.within(above, self._envelope(above, minutes, rest))
        if now_on:
            course.within(now_on, NOW_OVER)
        elif self.current:
            course.within(self.current, self._envelope(self.current, minutes, rest))
        for item in coming:
            course.through(item, minutes.get(item.id, item.minutes))
        end = course.finish() if course.items else None
        return Forecast(now, hold, rest, course.items, course.sittings, end)

    def line(self, coming: tuple[AgendaItem, ...]) -> tuple[AgendaItem, ...]:
        """What the current item stands under, or between two items the next one; outermost first."""
        line: list[AgendaItem] = []
        below = self.current or next(iter(coming), None)
        while below and below.parent and (below := self._items.get(below.parent)):
            line.append(below)
        return tuple(reversed(line))

    def _current_by_itself(self, coming: tuple[AgendaItem, ...]) -> AgendaItem | None:
        """The current item, unless its own sub-items come next: then they are what its time is for."""
        if self.current is None or (coming and coming[0].parent == self.current.id):
            return None
        return self.current

    def _hold_and_rest(
        self, current: AgendaItem | None, minutes: Mapping[ItemId, int]
    ) -> tuple[datetime | None, int]:
        """Before which instant what is now will not be over, and how many seconds it then still takes."""
        if self.suspension:
            until = self.suspension.until
            rest = self.remaining(current, self.suspension.since, minutes) if current else 0
            return whole(until) if until else None, rest
        return _due(current, minutes) if current else None, 0

    def _envelope(self, item: AgendaItem, minutes: Mapping[ItemId, int], rest: int) -> Expected | None:
        """When an item that has sub-items under way or to come has had its own minutes."""
        if self.suspension and item.started:
            return Expected(None, self.remaining(item, self.suspension.since, minutes) - rest)
        due = _due(item, minutes)
        return Expected(due) if due else None

    def remaining(self, item: AgendaItem, now: datetime, minutes: Mapping[ItemId, int] = AS_PLANNED) -> int:
        """The seconds that an item has left; while the meeting is suspended, what it had left then."""
        planned = minutes.get(item.id, item.minutes) * 60
        if item.started is None:
            return planned
        still = self.suspension.since if self.suspension else now
        spent = (whole(still) - whole(item.started)) // timedelta(seconds=1) - item.held
        return max(0, planned - max(0, spent))


def _due(item: AgendaItem, minutes: Mapping[ItemId, int]) -> datetime | None:
    """When the planned minutes of an item are spent."""
    if item.started is None:
        return None
    return whole(item.started) + timedelta(seconds=item.held, minutes=minutes.get(item.id, item.minutes))
