"""A zone's clock as calendars take it: a VTIMEZONE with the changes of time around what is planned.

The library's own `Timezone.from_tzid` begins summer time an hour late (it reads the clock after the gap, RFC 5545
wants the one before), so the changes are found here, on instants.
"""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard

DAY, SECOND = timedelta(days=1), timedelta(seconds=1)
YEARS = range(1900, 2200)


def vtimezone(zone: str, moments: Iterable[datetime]) -> Timezone:
    """The clock of this zone (an IANA name) in every year of these moments, as this server's tzdata knows it."""
    tz = ZoneInfo(zone)
    made = Timezone()
    made.add("TZID", zone)
    for year in sorted({at.astimezone(UTC).year for at in moments} & set(YEARS)):
        at, end = datetime(year, 1, 1, tzinfo=UTC) - 2 * DAY, datetime(year + 1, 1, 1, tzinfo=UTC) + 2 * DAY
        made.add_component(_observance(tz, at, at))
        for change in changes(tz, at, end):
            made.add_component(_observance(tz, change - SECOND, change))
    return made


def changes(tz: ZoneInfo, at: datetime, end: datetime) -> Iterator[datetime]:
    """The instants (UTC) between these two at which the zone's clock changes, to the second."""
    while at < end:
        if _clock(tz, at + DAY) != _clock(tz, at):
            before, after = at, at + DAY
            while after - before > SECOND:
                middle = before + (after - before) // (2 * SECOND) * SECOND
                before, after = (middle, after) if _clock(tz, middle) == _clock(tz, at) else (before, middle)
            yield after
        at += DAY


def _clock(tz: ZoneInfo, at: datetime) -> tuple[timedelta | None, str | None, bool]:
    local = at.astimezone(tz)
    return local.utcoffset(), local.tzname(), bool(local.dst())


def _observance(tz: ZoneInfo, before: datetime, at: datetime) -> TimezoneStandard | TimezoneDaylight:
    """From `at` on the clock is this; its DTSTART is read on the clock that was there `before` (RFC 5545, 3.6.5)."""
    was, _, _ = _clock(tz, before)
    offset, name, summer = _clock(tz, at)
    made = TimezoneDaylight() if summer else TimezoneStandard()
    made.TZOFFSETFROM, made.TZOFFSETTO = was, offset
    made.DTSTART = (at + (was or timedelta())).replace(tzinfo=None)
    made.add("TZNAME", name)
    return made
