"""The plan: when each item and sitting is to start and end, by fixed starts and minutes (DOMAIN §2, Forecast)."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import datetime

from models.planning.agenda import Agenda, Span
from models.planning.course import Course, standing
from models.planning.expected import whole
from models.planning.item import AgendaItem, ItemId, Outcome
from models.planning.sitting import Sitting, SittingId

GONE = frozenset({Outcome.DEFERRED, Outcome.WITHDRAWN})


def settle(agenda: Agenda, opening: ItemId) -> Agenda:
    """The agenda as this item opens: the plan of its sitting is settled now, if it was not before.

    Whatever is shortened, deferred or added later in the sitting, delays are counted from what was planned when it
    began; else every minute saved would move the plan along, and nothing would ever be on time again.
    """
    item = agenda.find(opening)
    if item is None or item.id in agenda.settled:
        return agenda
    spans = planned_spans(agenda)
    own = (i.id for i in agenda.items if i.sitting == item.sitting and i.id in spans)
    return replace(agenda, settled={**{one: spans[one] for one in own}, **agenda.settled})


def plan_of(agenda: Agenda) -> Mapping[ItemId, Span]:
    """The plan that delays are counted from: as settled when a sitting began, else as it is now.

    A fixed start counts as it is now. What was deferred or withdrawn before it began has no time.
    """
    spans = dict(planned_spans(agenda))
    for item in agenda.items:
        settled = agenda.settled.get(item.id)
        if settled and not item.fixed_start and (item.started or item.outcome not in GONE):
            spans[item.id] = settled
    return spans


def intended_end(agenda: Agenda) -> datetime | None:
    """When the agenda is to end (UTC) by the plan that delays are counted from, whatever has left it since."""
    later = [item for item in agenda.items if item.id not in agenda.settled]
    end = planned_end(agenda) if later or not agenda.settled else None
    return max([*(span.end for span in agenda.settled.values()), *([end] if end else [])], default=None)


def planned_starts(agenda: Agenda) -> Mapping[ItemId, datetime]:
    """The planned start (UTC) of every item that has one.

    An item starts when what precedes it should end, never before its own fixed start nor that of its sitting.
    A parent's minutes are the envelope its sub-items fill; if they need more, the larger counts. Items before
    the first fixed start have no planned time, nor those of a sitting of which only the day is known. Items
    deferred or withdrawn before they began, and withdrawn sittings, take no time and have none.
    """
    return {item: span.start for item, span in planned_spans(agenda).items()}


def starts_of_all(agendas: Iterable[Agenda]) -> Mapping[ItemId, datetime]:
    """The same over several agendas that run side by side, each by its own clock."""
    return {item: start for agenda in agendas for item, start in planned_starts(agenda).items()}


def planned_end(agenda: Agenda) -> datetime | None:
    """When the whole agenda should end (UTC); None if its last sitting has no planned time."""
    end = _gone_through(agenda).finish()
    return end.floor if end else None


def planned_spans(agenda: Agenda) -> Mapping[ItemId, Span]:
    """From when to when (UTC) every item is planned, in order; a parent until the last of its sub-items ends."""
    course = _gone_through(agenda)
    course.finish()
    foreseen = course.items.items()
    spans = ((item, one.start and one.start.floor, one.end and one.end.floor) for item, one in foreseen)
    return {item: Span(start, end) for item, start, end in spans if start and end}


def sitting_spans(agenda: Agenda) -> Mapping[SittingId, Span]:
    """From when to when (UTC) every sitting is planned: by its items, or as announced where they have no time."""
    announced = {
        sitting.id: Span(
            whole(sitting.starts), max(whole(sitting.starts), whole(sitting.ends or sitting.starts))
        )
        for sitting in agenda.sittings
        if sitting.starts and not sitting.withdrawn
    }
    return {**announced, **_filled(agenda.items, planned_spans(agenda))}


def _filled(items: Iterable[AgendaItem], spans: Mapping[ItemId, Span]) -> Mapping[SittingId, Span]:
    filled: dict[SittingId, Span] = {}
    for item in items:
        if item.sitting and (span := spans.get(item.id)):
            so_far = filled.get(item.sitting, span)
            filled[item.sitting] = Span(min(so_far.start, span.start), max(so_far.end, span.end))
    return filled


def _gone_through(agenda: Agenda) -> Course:
    """The whole agenda gone through as planned, whatever has happened since: nothing in it depends on now."""
    course = Course(None, agenda.sittings)
    for item in planned_items(agenda):
        course.through(item, item.minutes)
    return course


def planned_items(agenda: Agenda) -> tuple[AgendaItem, ...]:
    """The items that take time in the plan, in order."""
    off = withdrawn(agenda.sittings)
    return tuple(standing(agenda.items, lambda i: not i.started and (i.outcome in GONE or i.sitting in off)))


def withdrawn(sittings: Iterable[Sitting]) -> Collection[SittingId | None]:
    """The sittings that will not be held."""
    return {sitting.id for sitting in sittings if sitting.withdrawn}
