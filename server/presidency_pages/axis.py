"""The axis of a timeline: which days it shows, where an instant lies on it, and which days are marked.

Places are hundredths of the axis's width: the picture fits a phone and a wall, and its letters stay as large.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from babel import Locale
from babel.dates import format_date

DAYS_OF_ZOOMS = {"week": 7, "month": 31, "quarter": 92, "year": 366, "years": 1827}
"""How many days each zoom shows."""
MARGIN = 0.04
"""How much room is left at either side of a whole rotation."""
FEWEST, MOST = 7, 1827 * 4
MONTHS = (1, 2, 3, 6, 12, 24, 60)
DAYS = (1, 7, 14)
MOST_MARKS = 13
MONTH_DAYS = 30.44
NARROW, NONE = 78, 91
"""From which place on the words of a mark would leave a phone, and a screen."""


@dataclass(frozen=True)
class Mark:
    """A day that is marked: `at` in hundredths; `minor` where a phone has no room for its words.

    `room` is how much of it there is to its right, in a word: `wide`, `narrow` (none on a phone), `none`.
    """

    at: float
    words: str
    minor: bool

    @property
    def room(self) -> str:
        return "wide" if self.at < NARROW else "narrow" if self.at < NONE else "none"


@dataclass(frozen=True)
class Axis:
    """From the beginning of `first` to the beginning of `last` (UTC)."""

    first: date
    last: date

    @classmethod
    def around(cls, middle: date, days: int) -> "Axis":
        """So many days with this one in their middle."""
        first = middle - timedelta(days=days // 2)
        return cls(first, first + timedelta(days=days))

    @property
    def days(self) -> int:
        return (self.last - self.first).days

    @property
    def middle(self) -> date:
        return self.first + timedelta(days=self.days // 2)

    def holds(self, day: date) -> bool:
        return self.first <= day < self.last

    def place(self, at: datetime | date) -> float:
        """Where an instant, or the beginning of a day, lies: 0 to 100; beyond either end at that end."""
        return min(max(self.lies(at), 0.0), 100.0)

    def lies(self, at: datetime | date) -> float:
        """Where it lies, below 0 before the first day and above 100 after the last one."""
        instant = at if isinstance(at, datetime) else datetime.combine(at, time(), UTC)
        begun = datetime.combine(self.first, time(), UTC)
        return round(100 * ((instant - begun) / timedelta(days=self.days)), 2)

    def shows(self, at: datetime) -> bool:
        return self.holds(at.astimezone(UTC).date())

    def marks(self, language: str) -> tuple[Mark, ...]:
        """The days that are marked, so that there are at most a dozen."""
        found = list(self._marked())
        names = _names(found, language)
        return tuple(
            Mark(self.place(day), words, minor=bool(number % 3))
            for number, (day, words) in enumerate(zip(found, names, strict=True))
        )

    def moved(self, share: float) -> "Axis":
        """The same length, so many of its lengths later; earlier where it is negative."""
        step = timedelta(days=round(self.days * share))
        return Axis(self.first + step, self.last + step)

    def _marked(self) -> Iterator[date]:
        for step in DAYS:
            if self.days / step <= MOST_MARKS:
                first = self.first if step == 1 else self.first + timedelta(days=-self.first.weekday() % 7)
                yield from (first + timedelta(days=n) for n in range(0, (self.last - first).days, step))
                return
        months = next((m for m in MONTHS if self.days / (m * MONTH_DAYS) <= MOST_MARKS), MONTHS[-1])
        number = self.first.year * 12 + self.first.month - 1
        number += -number % months
        while (day := date(number // 12, number % 12 + 1, 1)) < self.last:
            if day >= self.first:
                yield day
            number += months


def whole(instants: Iterable[datetime], today: date) -> Axis:
    """An axis that shows all of these instants, with some room; a year from today where there are none."""
    days = sorted(instant.astimezone(UTC).date() for instant in instants)
    if not days:
        return Axis(today, today + timedelta(days=DAYS_OF_ZOOMS["year"]))
    room = timedelta(days=max(FEWEST, round((days[-1] - days[0]).days * MARGIN)))
    return Axis(days[0] - room, days[-1] + room)


def between(first: date, last: date) -> Axis | None:
    """An axis from one day to another; None where that is backwards, too little or too much to be seen."""
    return Axis(first, last) if FEWEST <= (last - first).days <= MOST else None


def _names(days: list[date], language: str) -> Iterator[str]:
    """Each day as shortly as it can be told from the one before: `Nov 2021`, `Dec`, `Jan 2022`; `1 Nov`, `8 Nov`."""
    locale = Locale.parse(language)
    monthly = all(day.day == 1 for day in days)
    yearly = monthly and len(days) > 1 and all(day.month == 1 for day in days)
    years = [0, *(day.year for day in days)]
    for before, day in zip(years, days, strict=False):
        form = ("" if monthly else "d ") + ("MMM" if before == day.year else "MMM y")
        yield format_date(day, "y" if yearly else form, locale)
