"""Programmes made at random and how far they have come, and their forecast worked out the slow way.

case = a_case(Random(7))          # an agenda after some presses, now, and perhaps a suspension
Slowly(case).spans["4.1"]         # (start, end) at case.now, by the recurrence itself, instant by instant
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from random import Random
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from models.meeting import Suspension
from models.planning.agenda import Agenda, ItemConcluded, ItemOpened
from models.planning.item import AgendaItem, Outcome
from models.planning.sitting import Sitting
from models.procedure import Entry, Event
from tests.models.story import item

MADRID = ZoneInfo("Europe/Madrid")
MINUTE = timedelta(minutes=1)

MORNINGS = (
    datetime(2021, 11, 17, 9, tzinfo=MADRID),
    datetime(2021, 10, 31, 0, 20, tzinfo=MADRID),  # 02:00 to 03:00 comes twice
    datetime(2021, 3, 28, 0, 20, tzinfo=MADRID),  # 02:00 to 03:00 is left out
)


numbered_dice = st.integers(0, 2**32).map(Random)
"""A failure names the number. To have Hypothesis draw every die by itself would take most of a test's time."""


@dataclass(frozen=True)
class Case:
    """A meeting as far as it has come: what a forecast is made from."""

    agenda: Agenda
    now: datetime
    suspension: Suspension | None = None

    def resumed(self, at: datetime) -> "Case":
        """The same meeting if it goes on at that moment."""
        assert self.suspension
        return Case(self.agenda.paused(self.suspension.since, utc(at)), at)


# ------------------------------------------------------------------------------------------- at random


def a_case(dice: Random, *, fixed: bool = True, sittings: bool = True) -> Case:
    """A random programme after a random number of presses; without `fixed` starts, sittings have none either.

    What has happened is in UTC, as a record has it; what was planned is in any zone.
    """
    morning = dice.choice(MORNINGS).astimezone(dice.choice((UTC, MADRID)))
    agenda, now = progress(a_programme(dice, morning, fixed=fixed, sittings=sittings), utc(morning), dice)
    if dice.random() < 0.6:
        return Case(agenda, later(now, seconds(dice, 90)))
    until = later(now, seconds(dice, 120)) if dice.random() < 0.6 else None
    return Case(agenda, later(now, seconds(dice, 90)), Suspension(utc(now), until, ""))


def a_programme(dice: Random, morning: datetime, *, fixed: bool = True, sittings: bool = True) -> Agenda:
    """Items three deep at most, in sittings of which some have times, some a day alone, and some are withdrawn."""
    held = tuple(a_sitting(dice, number, morning, fixed=fixed) for number in range(4 if sittings else 0))
    items: list[AgendaItem] = []
    grow(items, dice, "", held)
    return Agenda(held, tuple(with_fixed_start(one, dice, morning) if fixed else one for one in items))


def a_sitting(dice: Random, number: int, morning: datetime, *, fixed: bool) -> Sitting:
    starts = later(morning, timedelta(minutes=150 * number + dice.randrange(-60, 60)))
    sitting = Sitting(f"s{number}", item("").title, withdrawn=dice.random() < 0.1)  # type: ignore[arg-type]
    kind = dice.random() if fixed else 1
    if kind < 0.4:
        return replace(sitting, starts=starts, ends=later(starts, 120 * MINUTE))
    return replace(sitting, day=morning.date()) if kind < 0.5 else sitting


def grow(items: list[AgendaItem], dice: Random, parent: str, sittings: tuple[Sitting, ...]) -> None:
    """Adds items below `parent`, each followed by what stands below it."""
    depth = parent.count(".") + bool(parent)
    for number in range(1, dice.randrange(1, 8 - 2 * depth) + 1):
        one = f"{parent}.{number}" if parent else str(number)
        place = len(items) * len(sittings) // 12
        sitting = sittings[min(place, len(sittings) - 1)].id if sittings else None
        items.append(item(one, dice.choice((0, 3, 5, 10, 20, 45)), parent=parent or None, sitting=sitting))
        if depth < 2 and dice.random() < 0.35:
            grow(items, dice, one, sittings)


def with_fixed_start(one: AgendaItem, dice: Random, morning: datetime) -> AgendaItem:
    if dice.random() < 0.8:
        return one
    return replace(one, fixed_start=later(morning, dice.randrange(0, 500) * MINUTE))


def later(at: datetime, time: timedelta) -> datetime:
    """So much later, as time passes, in the same zone."""
    return (at.astimezone(UTC) + time).astimezone(at.tzinfo)


def seconds(dice: Random, minutes: int) -> timedelta:
    return timedelta(seconds=dice.randrange(minutes * 60))


# -------------------------------------------------------------------------------------------- presses


def progress(agenda: Agenda, at: datetime, dice: Random) -> tuple[Agenda, datetime]:
    """After some presses, and when the last of them was."""
    for _ in range(dice.randrange(len(agenda.items) + 2)):
        agenda, at = dice.choice(PRESSES)(agenda, later(at, seconds(dice, 25)), dice)
    return agenda, at


def next_pressed(agenda: Agenda, at: datetime, _: Random) -> tuple[Agenda, datetime]:
    coming = agenda.coming()
    return (opened(agenda, coming[0], at) if coming else agenda), at


def jumped(agenda: Agenda, at: datetime, dice: Random) -> tuple[Agenda, datetime]:
    coming = agenda.coming()
    return (opened(agenda, dice.choice(coming[:3]), at) if coming else agenda), at


def concluded(agenda: Agenda, at: datetime, _: Random) -> tuple[Agenda, datetime]:
    return (
        after(agenda, at, ItemConcluded(agenda.current, Outcome.DISCUSSED)) if agenda.current else agenda
    ), at


def taken_off(agenda: Agenda, at: datetime, dice: Random) -> tuple[Agenda, datetime]:
    coming = agenda.coming()
    off = ItemConcluded(dice.choice(coming).id, Outcome.DEFERRED) if coming else None
    return (after(agenda, at, off) if off else agenda), at


def stood_still(agenda: Agenda, at: datetime, dice: Random) -> tuple[Agenda, datetime]:
    until = later(at, seconds(dice, 60))
    return agenda.paused(utc(at), utc(until)), until


Press = Callable[[Agenda, datetime, Random], tuple[Agenda, datetime]]
PRESSES: tuple[Press, ...] = (*(next_pressed,) * 8, jumped, concluded, taken_off, stood_still)


def opened(agenda: Agenda, opening: AgendaItem, at: datetime) -> Agenda:
    """As the rules have it: what has begun and does not contain it is concluded first, innermost first."""
    stays = {opening.id, *(above.id for above in agenda.ancestors(opening.id))}
    for one in reversed(agenda.items):
        if one.started and not one.outcome and one.id not in stays:
            agenda = after(agenda, at, ItemConcluded(one.id, Outcome.DISCUSSED))
    return after(agenda, at, ItemOpened(opening.id))


def after(agenda: Agenda, at: datetime, event: Event) -> Agenda:
    return agenda.after(Entry(1, at.astimezone(UTC), None, event))


# ------------------------------------------------------------------------------------------ the slow way


class Slowly:
    """The recurrence itself, at one moment: no leads and no floors. `spans` has (start, end), None if not known."""

    def __init__(self, case: Case) -> None:
        self.agenda, self.suspension = case.agenda, case.suspension
        until = case.suspension and case.suspension.until
        self.goes_on = max(utc(case.now), utc(until or case.now))
        off = {sitting.id for sitting in case.agenda.sittings if sitting.withdrawn}
        self.coming = [
            one
            for one in case.agenda.coming()
            if not any(each.sitting in off for each in (one, *self._below_what_comes(one)))
        ]
        begun = {one.sitting for one in case.agenda.items if one.started}
        self.ahead = {one.id: one for one in case.agenda.sittings if one.id not in begun}
        self.known = True
        self.spans: dict[str, tuple[datetime | None, datetime | None]] = {}
        self.end = self._agenda()

    def _below_what_comes(self, one: AgendaItem) -> Iterator[AgendaItem]:
        return (above for above in self.agenda.ancestors(one.id) if above in self.agenda.coming())

    def _agenda(self) -> datetime | None:
        current = self.agenda.find(self.agenda.current)
        first = current or next(iter(self.coming), None)
        if first is None:
            return None
        clock = over = self.goes_on
        for above in (*((current,) if current else ()), *self.agenda.ancestors(first.id)):
            due = self._due(above) if above.started else None
            if above is current and not any(one.parent == above.id for one in self.coming):
                clock = over = latest(due)
            clock = latest(over, due, self._fill(above.id, clock))
            self.spans[above.id] = None, self._if_known(clock)
        return self._if_known(self._fill(None, clock))

    def _fill(self, parent: str | None, clock: datetime) -> datetime:
        for one in [one for one in self.coming if one.parent == parent]:
            clock = self._start(one, clock)
            start = self._if_known(clock)
            clock = latest(start and start + one.minutes * MINUTE, self._fill(one.id, clock))
            self.spans[one.id] = start, self._if_known(clock)
        return clock

    def _start(self, one: AgendaItem, clock: datetime) -> datetime:
        sitting = self.ahead.pop(one.sitting, None) if one.sitting else None
        starts = [utc(start) for start in (one.fixed_start, sitting and sitting.starts) if start]
        self.known = bool(starts) or (self.known and not (sitting and sitting.day))
        return latest(clock, *starts)

    def _if_known(self, at: datetime) -> datetime | None:
        """Of a sitting of which only the day is known, nothing is until something in it is fixed."""
        return at if self.known else None

    def _due(self, one: AgendaItem) -> datetime:
        """When an item that has begun ends by itself: now at the earliest, if it is current."""
        assert one.started
        spent = timedelta(seconds=one.held)
        if self.suspension is None:
            return max(self.goes_on, utc(one.started) + spent + one.minutes * MINUTE)
        left = one.minutes * MINUTE - (utc(self.suspension.since) - utc(one.started) - spent)
        return self.goes_on + max(timedelta(), min(left, one.minutes * MINUTE))


def latest(*instants: datetime | None) -> datetime:
    return max(instant for instant in instants if instant)


def utc(at: datetime) -> datetime:
    return at.astimezone(UTC)
