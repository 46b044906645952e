"""What is wrong with a plan that cannot hold, said when it is made (DOMAIN §2, Forecast)."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from types import MappingProxyType

from models.planning.agenda import Agenda, Span
from models.planning.expected import MINUTE, whole
from models.planning.item import AgendaItem, ItemId
from models.planning.programme import planned_items, planned_spans, sitting_spans
from models.planning.sitting import Sitting, SittingId

NO_SPANS: Mapping[SittingId, Span] = MappingProxyType({})
ONLINE = "online"


class Reason(StrEnum):
    FIXED_START = "fixed_start"
    """The item is to start before `other`, which precedes it, can end."""
    SUB_ITEMS = "sub_items"
    """The item's sub-items need more than its minutes."""
    SITTING_ENDS = "sitting_ends"
    """The items of the sitting need longer than until it ends."""
    SITTING_STARTS = "sitting_starts"
    """The sitting is to start before the sitting `other` ends."""
    PLACE = "place"
    """The sitting is in the same place as the sitting `other`, which has not ended then."""


@dataclass(frozen=True)
class Flag:
    """Why a plan cannot hold: about an item or a sitting, by how many minutes, and which other one is in the way."""

    reason: Reason
    minutes: int
    item: ItemId | None = None
    sitting: SittingId | None = None
    other: ItemId | SittingId | None = None


def flags(agenda: Agenda) -> tuple[Flag, ...]:
    """What cannot hold in this plan: its items in order, then its sittings. What has begun is past planning."""
    spans = planned_spans(agenda)
    return (*_items(planned_items(agenda), spans), *_sittings(agenda))


def clashes(sittings: Iterable[Sitting], spans: Mapping[SittingId, Span] = NO_SPANS) -> tuple[Flag, ...]:
    """Sittings, of several agendas, that are in one place at one time; `spans` is when their items are planned.

    A sitting whose place is empty is where the meeting is, and one that is online is in nobody's way.
    """
    rooms: dict[str, list[tuple[Sitting, Span]]] = defaultdict(list)
    for sitting, span in _in_order(sittings, spans):
        rooms[" ".join(sitting.place.casefold().split())].append((sitting, span))
    return tuple(
        flag for place, held in rooms.items() if place not in {"", ONLINE} for flag in _overlaps(held)
    )


def _items(items: tuple[AgendaItem, ...], spans: Mapping[ItemId, Span]) -> Iterator[Flag]:
    needs = _needs(items)
    last: dict[ItemId | None, ItemId] = {}
    for item in items:
        precedes = last.get(item.parent, item.parent)
        last[item.parent] = item.id
        span = spans.get(item.id)
        if span and item.fixed_start and not item.started:
            late = _minutes(span.start - whole(item.fixed_start))
            if late > 0:
                yield Flag(Reason.FIXED_START, late, item=item.id, other=precedes)
        # An item with no minutes of its own takes what its sub-items need.
        if item.minutes and not item.outcome:
            needed = max(needs[item.id], _minutes(span.end - span.start) if span else 0)
            if needed > item.minutes:
                yield Flag(Reason.SUB_ITEMS, needed - item.minutes, item=item.id)


def _needs(items: tuple[AgendaItem, ...]) -> Mapping[ItemId | None, int]:
    """The minutes that what stands below each item needs."""
    needs: dict[ItemId | None, int] = defaultdict(int)
    for item in reversed(items):
        needs[item.parent] += max(item.minutes, needs[item.id])
    return needs


def _sittings(agenda: Agenda) -> Iterator[Flag]:
    spans = sitting_spans(agenda)
    begun = {item.sitting for item in agenda.items if item.started}
    to_come = {item.sitting for item in planned_items(agenda) if not item.outcome}
    before: dict[str | None, tuple[Sitting, Span]] = {}
    for sitting, span in _in_order(agenda.sittings, spans):
        beyond = _minutes(spans[sitting.id].end - whole(sitting.ends)) if sitting.ends else 0
        if beyond > 0 and sitting.id in to_come:
            yield Flag(Reason.SITTING_ENDS, beyond, sitting=sitting.id)
        earlier = before.get(sitting.track)
        if earlier and earlier[1].end > span.start and sitting.id not in begun:
            over = _minutes(earlier[1].end - span.start)
            yield Flag(Reason.SITTING_STARTS, over, sitting=sitting.id, other=earlier[0].id)
        if earlier is None or span.end > earlier[1].end:
            before[sitting.track] = sitting, span


def _overlaps(held: list[tuple[Sitting, Span]]) -> Iterator[Flag]:
    """Each sitting with every earlier one that has not ended when it starts; at one moment two are one too many."""
    for number, (sitting, span) in enumerate(held):
        for earlier, other in held[:number]:
            if other.end > span.start or other.start == span.start:
                both = min(other.end, span.end) if span.end > span.start else other.end
                yield Flag(Reason.PLACE, _minutes(both - span.start), sitting=sitting.id, other=earlier.id)


def _in_order(sittings: Iterable[Sitting], spans: Mapping[SittingId, Span]) -> list[tuple[Sitting, Span]]:
    """The sittings of which the time is known, from when they are announced until all is over, by their start."""
    timed = [
        (sitting, span)
        for sitting in sittings
        if not sitting.withdrawn and (span := _announced(sitting, spans.get(sitting.id)))
    ]
    return sorted(timed, key=lambda one: one[1].start)


def _announced(sitting: Sitting, planned: Span | None) -> Span | None:
    start = whole(sitting.starts) if sitting.starts else planned.start if planned else None
    if start is None:
        return None
    ends = [whole(sitting.ends)] if sitting.ends else []
    return Span(start, max([start, *ends, *([planned.end] if planned else [])]))


def _minutes(time: timedelta) -> int:
    """Whole minutes, one that has begun counting as one."""
    return -(-time // MINUTE)
