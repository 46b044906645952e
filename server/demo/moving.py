"""How the days of the demonstration are moved: as far as its meeting is, so that what was in force then is so now.

A published day moves by as many days as the meeting, a week by whole weeks, a month by as many months, a year by as
many years: nothing becomes more exact than it was published. Everything with a date in the demonstration goes through
here.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from models.belonging.dating import UNKNOWN, Dating, Period, dated
from server.demo.world_council import PUBLISHED_DAY

DAY, MONTH = 10, 7
"""How many characters a date has that is exact to the day, and to the month: 2021-11-16, 2021-09."""


@dataclass(frozen=True)
class Moved:
    """To the day (at the venue) on which the World Council of November 2021 is convened in the demonstration."""

    to: date = PUBLISHED_DAY

    def dating(self, written: str) -> Dating:
        """A published date (EDTF; blank: not known), moved. Raises `ValueError` where it is no such date."""
        if not written:
            return UNKNOWN
        years = self.to.year - PUBLISHED_DAY.year
        match len(written):
            case length if length == DAY:
                return dated((date.fromisoformat(written) + (self.to - PUBLISHED_DAY)).isoformat())
            case length if length == MONTH:
                months = int(written[:4]) * 12 + int(written[5:]) - 1
                months += years * 12 + self.to.month - PUBLISHED_DAY.month
                return dated(f"{months // 12:04}-{months % 12 + 1:02}")
        return dated(f"{int(written) + years:04}")

    def week(self, written: str) -> Dating:
        """A day of a week that is published, moved by whole weeks: a week that begins on a Monday still does."""
        if not written:
            return UNKNOWN
        weeks = round((self.to - PUBLISHED_DAY).days / 7)
        return dated((date.fromisoformat(written) + timedelta(weeks=weeks)).isoformat())

    def period(self, since: str, until: str) -> Period:
        """From one published date to another; blank: not known, and not ended."""
        return Period(self.dating(since), self.dating(until) if until else None)
