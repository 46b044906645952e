"""An expected instant in max-plus form, which a browser can move by itself.

Let `over` be when what is now will be over. Then every expected instant of an agenda is the later of two: `floor`,
which holds whatever happens, and `over` plus `lead`. Both the later of two such instants and one of them some
seconds on have that form again, so a whole agenda is worked out once, and moved by numbers alone.
"""

from datetime import UTC, datetime, timedelta
from typing import NamedTuple

MINUTE = timedelta(minutes=1)


class Expected(NamedTuple):
    """`floor` is an instant (UTC), `lead` seconds after `over`, or None; not both are None."""

    floor: datetime | None
    lead: int | None = None

    def at(self, over: datetime) -> datetime:
        """The instant, if what is now will be over at `over`."""
        moved = over + timedelta(seconds=self.lead) if self.lead is not None else None
        known = [instant for instant in (self.floor, moved) if instant]
        return max(known)

    def on(self, seconds: int) -> "Expected":
        """So many seconds later."""
        floor = self.floor + timedelta(seconds=seconds) if self.floor else None
        return Expected(floor, None if self.lead is None else self.lead + seconds)


NOW_OVER = Expected(None, 0)
"""When what is now will be over."""


def latest(one: Expected | None, other: Expected | None) -> Expected | None:
    """The later of two, whatever `over` is; one that is not known says nothing."""
    if one is None or other is None:
        return one or other
    floor, lead = one
    if floor is None or (other.floor and other.floor > floor):
        floor = other.floor
    if lead is None or (other.lead is not None and other.lead > lead):
        lead = other.lead
    return Expected(floor, lead)


def whole(at: datetime) -> datetime:
    """The instant in UTC, where an hour is an hour, and in whole seconds, as pages carry it."""
    return at.astimezone(UTC).replace(microsecond=0)


def to_the_minute(at: datetime) -> datetime:
    """An expected instant as a clock shows it: at the nearest whole minute, half a minute counting up (UTC)."""
    return (at.astimezone(UTC) + MINUTE / 2).replace(second=0, microsecond=0)


def behind(expected: datetime, planned: datetime) -> int:
    """The minutes by which something is later than planned; negative: earlier; less than half a minute is on time."""
    return (expected.astimezone(UTC) - planned.astimezone(UTC) + MINUTE / 2) // MINUTE
