"""Days known as well as somebody has published them: a day, a month, a year, a stretch of days, or nothing.

Source: DOMAIN §3 (milestones and mandates whose dates are fuzzy); written as in EDTF, ISO 8601-2:2019, level 1:
`2021-09-15`, `2021-09`, `2021`, `2021-07/2021-08`, `../2019-11` (at the latest then), `2022-01/..` (not before).
"""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

_PART = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
_FORMS = (len("2021"), len("2021-09"), len("2021-09-15"))


class Answer(StrEnum):
    """What can be said of a day: nobody has published what is not known."""

    YES = "yes"
    NO = "no"
    NOT_KNOWN = "not_known"


@dataclass(frozen=True)
class Dating:
    """One day, of which is known that it lies from `earliest` to `latest`, both inclusive; None: no bound."""

    earliest: date | None = None
    latest: date | None = None

    @property
    def known(self) -> bool:
        """Whether anything is known of it."""
        return self.earliest is not None or self.latest is not None

    @property
    def exact(self) -> bool:
        """Whether it is one single day."""
        return self.earliest is not None and self.earliest == self.latest

    @property
    def backwards(self) -> bool:
        """Whether no day can lie so: its bounds are the wrong way round."""
        return self.earliest is not None and self.latest is not None and self.latest < self.earliest

    def reached(self, day: date) -> Answer:
        """Whether it is that day or past it."""
        if self.latest is not None and day >= self.latest:
            return Answer.YES
        if self.earliest is not None and day < self.earliest:
            return Answer.NO
        return Answer.NOT_KNOWN

    def __str__(self) -> str:
        """As EDTF; nothing where nothing is known."""
        if not self.known:
            return ""
        if self.earliest is None or self.latest is None:
            return f"{_shortest(self.earliest, first=True)}/{_shortest(self.latest, first=False)}"
        for figures in _FORMS:
            written = self.earliest.isoformat()[:figures]
            if _span(written) == self:
                return written
        return f"{_shortest(self.earliest, first=True)}/{_shortest(self.latest, first=False)}"


UNKNOWN = Dating()


@dataclass(frozen=True)
class Period:
    """From `since` on; no longer from the day `until` on. `until` None: nothing has ended it so far."""

    since: Dating = UNKNOWN
    until: Dating | None = None

    def covers(self, day: date) -> Answer:
        """Whether that day lies in it."""
        begun = self.since.reached(day)
        ended = self.until.reached(day) if self.until else Answer.NO
        if begun is Answer.NO or ended is Answer.YES:
            return Answer.NO
        return Answer.YES if (begun, ended) == (Answer.YES, Answer.NO) else Answer.NOT_KNOWN

    def meets(self, other: "Period") -> bool:
        """Whether there certainly is a day that lies in both: the later of the two known beginnings."""
        if self.since.latest is None or other.since.latest is None:
            return False
        day = max(self.since.latest, other.since.latest)
        return self.covers(day) is other.covers(day) is Answer.YES

    def apart(self, other: "Period") -> bool:
        """Whether one certainly is over when the other begins."""
        return any(
            first.until is not None
            and then.since.earliest is not None
            and first.until.latest is not None
            and first.until.latest <= then.since.earliest
            for first, then in ((self, other), (other, self))
        )

    def within(self, other: "Period") -> "Period":
        """The days of both, as far as is known which begins later and which ends first."""
        since = self.since if _later(self.since, other.since) else other.since
        if self.until is None or other.until is None:
            return Period(since, self.until or other.until)
        return Period(since, other.until if _later(self.until, other.until) else self.until)

    @property
    def backwards(self) -> bool:
        """Whether it certainly ends before it begins, or one of the two can lie nowhere."""
        if self.since.backwards or (self.until and self.until.backwards):
            return True
        first, last = self.since.earliest, self.until.latest if self.until else None
        return first is not None and last is not None and last < first


def _later(one: Dating, other: Dating) -> bool:
    """Whether it certainly is not before the other, or the other is not known at all."""
    if not other.known:
        return True
    return one.earliest is not None and other.latest is not None and other.latest <= one.earliest


def on(day: date) -> Dating:
    """Exactly that day."""
    return Dating(day, day)


def dated(written: str) -> Dating:
    """What EDTF says; blank: nothing is known. Raises `ValueError` where it is no such date."""
    text = written.strip()
    if not text:
        return UNKNOWN
    first, slash, last = text.partition("/")
    if not slash:
        return _span(text)
    earliest = None if first in {"", ".."} else _span(first).earliest
    latest = None if last in {"", ".."} else _span(last).latest
    if earliest and latest and latest < earliest:
        raise ValueError(f"{text} ends before it begins")
    return Dating(earliest, latest)


def _span(text: str) -> Dating:
    parts = _PART.fullmatch(text)
    if parts is None:
        raise ValueError(f"{text} is no date like 2021, 2021-09 or 2021-09-15")
    year, month, day = (int(part) if part else 0 for part in parts.groups())
    if day:
        return on(date(year, month, day))
    if month:
        return Dating(date(year, month, 1), date(year, month, monthrange(year, month)[1]))
    return Dating(date(year, 1, 1), date(year, 12, 31))


def _shortest(day: date | None, *, first: bool) -> str:
    """One bound in the fewest figures that say the same."""
    if day is None:
        return ".."
    for figures in _FORMS[:-1]:
        written = day.isoformat()[:figures]
        span = _span(written)
        if (span.earliest if first else span.latest) == day:
            return written
    return day.isoformat()
