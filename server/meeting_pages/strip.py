"""The day as a strip of blocks: the plan above, below it what has happened and what is expected.

Positions are percent of the strip, so that it is as wide as its place and its words are not stretched. What is
expected carries the numbers that move it (models.expected); the browser draws it anew between frames.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from models.planning.agenda import Agenda, Span
from models.planning.expected import Expected
from models.planning.forecast import Forecast
from models.planning.item import AgendaItem, ItemId, Kind
from models.planning.programme import plan_of
from server.languages import utc
from server.meeting_pages.moments import Moment, moment_of

MARGIN = timedelta(minutes=10)
HOUR = timedelta(hours=1)
MOST_HOURS = 26
HOURS_APART = ((4, 1), (9, 2), (MOST_HOURS, 3))
"""Up to so many hours a whole day's strip names each hour, every second, every third."""
EDGE = 7
"""Percent of the strip in which the words of an hour would stick out."""


@dataclass(frozen=True)
class Edge:
    """One end of a block: where it is, and what moves it (empty where nothing does)."""

    x: str
    floor: str = ""
    lead: str = ""


@dataclass(frozen=True)
class Block:
    id: str
    words: str
    state: str
    start: Edge
    width: str
    end: Edge


@dataclass(frozen=True)
class Tick:
    x: str
    moment: Moment


@dataclass(frozen=True)
class Strip:
    """From when to when (RFC 3339), the blocks of both rows, and the whole hours."""

    start: str
    end: str
    plan: tuple[Block, ...]
    real: tuple[Block, ...]
    ticks: tuple[Tick, ...]


def strip(agenda: Agenda, foreseen: Forecast, zone: str, language: str) -> Strip | None:
    """The day at which the agenda is; None where nothing of it has a planned time."""
    plan = plan_of(agenda)
    today = _today(agenda, plan, zone)
    shown = [item for item in agenda.items if item.id in today and not _has_below(agenda, item)]
    if not shown:
        return None
    real = {item.id: spans for item in shown if (spans := _real(item, agenda, foreseen))}
    edges = [at for span in (today[i.id] for i in shown) for at in span]
    edges += [at for start, end in real.values() for at in (_at(start, foreseen), _at(end, foreseen))]
    scale = Scale(min(edges) - MARGIN, max(edges) + MARGIN)
    return Strip(
        start=utc(scale.start),
        end=utc(scale.end),
        plan=tuple(_block(i, language, _planned_state(i), *today[i.id], scale, foreseen) for i in shown),
        real=tuple(
            _block(i, language, _real_state(i, agenda), *real[i.id], scale, foreseen)
            for i in shown
            if i.id in real
        ),
        ticks=tuple(scale.hours(zone)),
    )


@dataclass(frozen=True)
class Scale:
    start: datetime
    end: datetime

    def x(self, at: datetime) -> float:
        """The place of an instant, in percent."""
        share = (at - self.start) / (self.end - self.start)
        return round(max(0.0, min(1.0, share)) * 100, 3)

    def hours(self, zone: str) -> Iterator[Tick]:
        """Whole hours of the venue's clock, every second one on a long day."""
        local = self.start.astimezone(ZoneInfo(zone))
        minutes = timedelta(minutes=local.minute, seconds=local.second, microseconds=local.microsecond)
        at = self.start - minutes + HOUR
        hours = (self.end - self.start) / HOUR
        every = next((apart for most, apart in HOURS_APART if hours <= most), HOURS_APART[-1][1])
        for n in range(MOST_HOURS):
            if at >= self.end:
                return
            if n % every == 0 and EDGE < self.x(at) < 100 - EDGE:
                yield Tick(f"{self.x(at)}%", moment_of(at, zone))
            at += HOUR


def _today(agenda: Agenda, plan: Mapping[ItemId, Span], zone: str) -> Mapping[ItemId, Span]:
    """The items planned on the day of what is current, of what comes next, or else of the last item."""
    here = agenda.find(agenda.current) or next(iter(agenda.coming()), None) or agenda.last()
    if here is None or here.id not in plan:
        return {}
    venue = ZoneInfo(zone)
    day = plan[here.id].start.astimezone(venue).date()
    return {item: span for item, span in plan.items() if span.start.astimezone(venue).date() == day}


def _has_below(agenda: Agenda, item: AgendaItem) -> bool:
    return any(below.parent == item.id for below in agenda.items)


def _real(
    item: AgendaItem, agenda: Agenda, foreseen: Forecast
) -> tuple[datetime | Expected, datetime | Expected] | None:
    expected = foreseen.items.get(item.id)
    if item.started and item.ended:
        return (item.started, item.ended) if item.outcome else None
    if expected is None or expected.end is None:
        return None
    if item.started and item.id == agenda.current:
        return item.started, expected.end
    return (expected.start, expected.end) if expected.start else None


def _at(edge: datetime | Expected, foreseen: Forecast) -> datetime:
    return edge.at(foreseen.over) if isinstance(edge, Expected) else edge


def _block(
    item: AgendaItem,
    language: str,
    state: str,
    start: datetime | Expected,
    end: datetime | Expected,
    scale: Scale,
    foreseen: Forecast,
) -> Block:
    left, right = scale.x(_at(start, foreseen)), scale.x(_at(end, foreseen))
    title = item.title.read(language)[0]
    return Block(
        item.id,
        f"{item.number} {title}".strip(),
        state,
        _edge(start, left),
        f"{max(right - left, 0.2):.3f}%",
        _edge(end, right),
    )


def _edge(edge: datetime | Expected, place: float) -> Edge:
    if isinstance(edge, Expected):
        lead = "" if edge.lead is None else str(edge.lead)
        return Edge(f"{place:.3f}%", utc(edge.floor) if edge.floor else "", lead)
    return Edge(f"{place:.3f}%", utc(edge))


def _planned_state(item: AgendaItem) -> str:
    return "break" if item.kind is Kind.BREAK else "planned"


def _real_state(item: AgendaItem, agenda: Agenda) -> str:
    if item.id == agenda.current:
        return "current"
    return "concluded" if item.outcome else _planned_state(item)
