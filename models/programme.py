"""When each item is planned to start: from fixed starts and planned minutes (DOMAIN §2, Forecast)."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

from models.agenda import Agenda
from models.item import AgendaItem, ItemId


def planned_starts(agenda: Agenda) -> Mapping[ItemId, datetime]:
    """The planned start (UTC) of every item that has one.

    An item starts when what precedes it should end, never before its own fixed start. A parent's minutes
    are the envelope its sub-items fill; if they need more, the larger counts. Items before the first
    fixed start have no planned time.
    """
    starts: dict[ItemId, datetime] = {}
    _plan(agenda, None, None, starts)
    return starts


def planned_end(agenda: Agenda) -> datetime | None:
    """When the whole agenda should end (UTC)."""
    return _plan(agenda, None, None, {})


def _plan(
    agenda: Agenda, parent: ItemId | None, start: datetime | None, starts: dict[ItemId, datetime]
) -> datetime | None:
    clock = start
    for item in (i for i in agenda.items if i.parent == parent):
        clock = _start(item, clock)
        if clock:
            starts[item.id] = clock
            ends = clock + timedelta(minutes=item.minutes)
            filled = _plan(agenda, item.id, clock, starts)
            clock = max(ends, filled) if filled else ends
    return clock


def _start(item: AgendaItem, clock: datetime | None) -> datetime | None:
    """In UTC, where an hour is an hour: on the venue's clock one is left out or repeated twice a year."""
    fixed = item.fixed_start.astimezone(UTC) if item.fixed_start else None
    return max(fixed, clock) if fixed and clock else fixed or clock
