"""For how long what is kept beside the record stays once it has served its purpose. The record stays for ever.

Source: issue "People and doors" (retention settings; erasable fields live outside the record).
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

BETWEEN = timedelta(hours=1)


@dataclass(frozen=True)
class Keeping:
    """Days for which things stay after their end; None: until their person is erased.

    A sign-in or token ends when it expires or is revoked, a link when it is used or expires, a note when its meeting
    is closed and nobody has changed it since.
    """

    sign_ins: int | None = None
    links: int | None = None
    notes: int | None = None


@dataclass(frozen=True)
class Horizons:
    """What has ended before these instants (UTC) is let go; None: nothing is."""

    sign_ins: datetime | None
    links: datetime | None
    notes: datetime | None


def horizons(keeping: Keeping, now: datetime) -> Horizons:
    """What is let go now."""

    def before(days: int | None) -> datetime | None:
        return None if days is None else now - timedelta(days=days)

    return Horizons(before(keeping.sign_ins), before(keeping.links), before(keeping.notes))


def due(last: datetime | None, now: datetime) -> bool:
    """Whether it is time to look again: at first, then once an hour."""
    return last is None or now - last >= BETWEEN
