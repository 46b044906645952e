"""The first and the last instant of a day in a zone: 23, 24 or 25 hours apart. Source: DOMAIN §5."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

_FIRST, _LAST = date(2, 1, 1), date(9998, 12, 31)  # no zone takes these out of the calendar


def begin_of(day: date, zone: str) -> datetime:
    """When that day begins in the zone (UTC). Where midnight is left out, at the first moment there is."""
    midnight = datetime.combine(min(max(day, _FIRST), _LAST), time(), ZoneInfo(zone))
    return midnight.astimezone(UTC)


def end_of(day: date, zone: str) -> datetime:
    """When that day is over in the zone (UTC): when the next one begins."""
    return begin_of(min(max(day, _FIRST), _LAST - timedelta(days=1)) + timedelta(days=1), zone)


def day_at(at: datetime, zone: str) -> date:
    """Which day it is in the zone at this instant; in UTC where no zone is named."""
    return at.astimezone(ZoneInfo(zone or "UTC")).date()
