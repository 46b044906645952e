"""A rotation as a picture: a bar for every term, its edges as fuzzy as the dates, mandates beneath, today across.

Everything is a place on the axis; the template draws it as SVG whose letters do not shrink with it. What the picture
says stands in the table too, for those who cannot see it.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from models.belonging.dating import Period
from models.belonging.offices import OfficeId, Offices
from models.presidency.schedule import Boundary, Scheduled
from models.presidency.terms import Switch, TermId
from server.presidency_pages.axis import Axis

ROW, TOP, FOOT = 74, 44, 30
"""Heights in CSS pixels: of a term's row, of the axis's words above, of the milestones' line beneath."""
HALFWAY = 55
"""A bar that begins beyond this place has its words end where it ends, so that they do not leave the picture."""


@dataclass(frozen=True)
class Piece:
    """A stretch of a bar from `x`, `width` hundredths long."""

    x: float
    width: float


@dataclass(frozen=True)
class Bar:
    """A term: whole from `x` for `width`; it fades in up to `opens` and out from `closes` (hundredths of the bar)."""

    term: TermId
    x: float
    width: float
    opens: float
    closes: float
    y: int
    words_at: float
    ends_there: bool
    now: bool
    over: bool
    mandates: tuple[tuple[Piece, bool], ...]
    """Beneath it, of each holder: the stretches in which they hold the office, and whether that is sure."""


@dataclass(frozen=True)
class Dot:
    """A milestone on the line beneath: where it lies, and whether its days are known to the day."""

    x: float
    sure: bool
    name: str
    when: str


@dataclass(frozen=True)
class Timeline:
    bars: tuple[Bar, ...]
    dots: tuple[Dot, ...]
    today: float | None
    height: int

    @property
    def foot(self) -> int:
        """Where the line of milestones is."""
        return self.height - FOOT


def instants(terms: Sequence[Scheduled]) -> Iterator[datetime]:
    """Every instant that a picture of these terms has to show."""
    for scheduled in terms:
        for boundary in (scheduled.begins, scheduled.ends):
            if boundary:
                yield from (at for at in (boundary.earliest, boundary.latest) if at)


def recent(terms: Sequence[Scheduled], now: datetime, running: TermId | None) -> tuple[datetime, ...]:
    """The instants of what is not history, with today where history still runs; none where that is no less."""
    history = {one.term.id for one in terms if one.term.switch is Switch.HISTORY}
    if not 0 < len(history) < len(terms):
        return ()
    shown = tuple(instants([one for one in terms if one.term.id not in history]))
    return (*shown, now) if running in history else shown


def timeline(
    terms: Sequence[Scheduled],
    offices: Offices,
    axis: Axis,
    now: datetime,
    *,
    running: TermId | None,
    said: Mapping[str, tuple[str, str]],
) -> Timeline:
    """The picture of these terms; `said` is each milestone's name and days in words, by its id."""
    shown = [one for one in terms if (span := _span(one)) and _touches(axis, *span)]
    bars = tuple(
        _bar(scheduled, TOP + row * ROW, offices, axis, now, running=running)
        for row, scheduled in enumerate(shown)
    )
    height = TOP + max(1, len(bars)) * ROW + FOOT
    today = axis.place(now) if axis.shows(now) else None
    return Timeline(bars, tuple(_dots(terms, axis, said)), today, height)


def _bar(
    scheduled: Scheduled,
    y: int,
    offices: Offices,
    axis: Axis,
    now: datetime,
    *,
    running: TermId | None,
) -> Bar:
    first, sure, unsure, last = (axis.place(at) for at in _edges(scheduled, axis))
    width = max(last - first, 0.4)
    sure, unsure = min(sure, unsure), max(sure, unsure)
    ends_there = first > HALFWAY
    ended = scheduled.ends.at if scheduled.ends else None
    return Bar(
        term=scheduled.term.id,
        x=first,
        width=round(width, 2),
        opens=_share(sure, first, width),
        closes=_share(unsure, first, width),
        y=y,
        words_at=round(min(first + width, 100.0), 2) if ends_there else first,
        ends_there=ends_there,
        now=scheduled.term.id == running,
        over=scheduled.term.id != running and ended is not None and ended <= now,
        mandates=tuple(_mandates(scheduled.term.holders, offices, axis, first, first + width)),
    )


def _edges(scheduled: Scheduled, axis: Axis) -> tuple[datetime, datetime, datetime, datetime]:
    """When it begins at the earliest and at the latest, when it ends at the earliest and at the latest."""
    begin, end = scheduled.begins, scheduled.ends
    first, last = (datetime.combine(day, time(), UTC) for day in (axis.first, axis.last))
    opens = begin.earliest or begin.at or first
    opened = begin.latest or begin.at or opens
    closed = (end.latest or end.at) if end else None
    closes = (end.earliest or end.at) if end else None
    return opens, opened, closes or closed or last, closed or last


def _span(scheduled: Scheduled) -> tuple[datetime | None, datetime | None] | None:
    """From when to when it may last; None where it never begins."""
    if scheduled.begins.milestone is None:
        return None
    return scheduled.begins.earliest, scheduled.ends.latest if scheduled.ends else None


def _touches(axis: Axis, first: datetime | None, last: datetime | None) -> bool:
    starts = first.astimezone(UTC).date() if first else date.min
    ends = last.astimezone(UTC).date() if last else date.max
    return starts < axis.last and ends >= axis.first


def _share(at: float, first: float, width: float) -> float:
    return round(min(max((at - first) / width, 0.0), 1.0), 3)


def _mandates(
    holders: Sequence[OfficeId], offices: Offices, axis: Axis, first: float, last: float
) -> Iterator[tuple[Piece, bool]]:
    for office in holders:
        for mandate in offices.mandates_of(office):
            for period, sure in ((_outer(mandate.period), False), (_inner(mandate.period), True)):
                start = max(axis.place(period[0]), first)
                end = min(axis.place(period[1]), last)
                if end > start:
                    yield Piece(start, round(end - start, 2)), sure


def _outer(period: Period) -> tuple[date, date]:
    """The days in which it may lie."""
    until = period.until.latest if period.until else None
    return period.since.earliest or date.min, until or date.max


def _inner(period: Period) -> tuple[date, date]:
    """The days in which it certainly lies."""
    begins = period.since.latest or date.max
    if period.until is None:
        return begins, date.max
    return begins, period.until.earliest or date.min


def _dots(terms: Sequence[Scheduled], axis: Axis, said: Mapping[str, tuple[str, str]]) -> Iterator[Dot]:
    for boundary in _boundaries(terms):
        milestone = boundary.milestone
        at = boundary.latest or boundary.at
        if milestone is None or at is None or not axis.shows(at):
            continue
        name, when = said[milestone.id]
        middle = at if boundary.earliest is None else boundary.earliest + (at - boundary.earliest) / 2
        yield Dot(axis.place(middle), not boundary.fuzzy, name, when)


def _boundaries(terms: Sequence[Scheduled]) -> Iterator[Boundary]:
    seen = set()
    for scheduled in terms:
        for boundary in (scheduled.begins, scheduled.ends):
            if boundary and boundary.milestone and boundary.milestone.id not in seen:
                seen.add(boundary.milestone.id)
                yield boundary
