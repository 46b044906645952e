"""A rotation as a picture: a bar for every term, its edges as fuzzy as the dates, mandates beneath, today across.

Everything is a place on the axis; the template draws it as SVG whose letters do not shrink with it. What the picture
says stands in the table too, for those who cannot see it. The milestones' names stand beneath, see milestone_dots.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from models.belonging.dating import Period
from models.belonging.offices import OfficeId, Offices
from models.presidency.rotation import Handover
from models.presidency.schedule import Scheduled
from models.presidency.terms import Switch, TermId
from server.presidency_pages.axis import Axis
from server.presidency_pages.milestone_dots import Dot, Said, milestone_dots
from server.presidency_pages.shades import Shade, shades

ROW, TOP = 62, 46
"""Heights in CSS pixels: of a term's row, of the axis's words above."""


@dataclass(frozen=True)
class Piece:
    """A stretch of a bar from `x`, `width` hundredths long."""

    x: float
    width: float


@dataclass(frozen=True)
class Bar:
    """A term from `x` for `width`, which may lie beyond the picture; its words begin at `words_at`, within.

    `shades` say how sure it is that the term runs there: hundredths of the bar, and from 0 to 1.
    """

    term: TermId
    x: float
    width: float
    shades: Sequence[Shade]
    y: int
    words_at: float
    now: bool
    over: bool
    mandates: tuple[tuple[Piece, bool], ...]
    """Beneath it, of each holder: the stretches in which they hold the office, and whether that is sure."""


@dataclass(frozen=True)
class Passed:
    """Where the turn was really handed over: a place on the axis, in the row of the term it passed to; when."""

    x: float
    y: int
    when: str


HandoverSaid = tuple[Handover, str]
"""A handover that stands, and its instant in words."""


@dataclass(frozen=True)
class Timeline:
    bars: tuple[Bar, ...]
    dots: Sequence[Dot]
    passed: tuple[Passed, ...]
    today: float | None
    height: int


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
    said: Said,
    handovers: Sequence[HandoverSaid] = (),
) -> Timeline:
    """The picture of these terms; `handovers` show where it passed, whatever the plan says of their days."""
    shown = [one for one in terms if (span := _span(one)) and _touches(axis, *span)]
    rows = {scheduled.term.id: TOP + row * ROW for row, scheduled in enumerate(shown)}
    bars = tuple(
        _bar(scheduled, rows[scheduled.term.id], offices, axis, now, running=running) for scheduled in shown
    )
    return Timeline(
        bars,
        milestone_dots(shown, rows, axis, said),
        tuple(_passed(handovers, rows, axis)),
        axis.place(now) if axis.shows(now) else None,
        TOP + max(1, len(bars)) * ROW,
    )


def _bar(
    scheduled: Scheduled,
    y: int,
    offices: Offices,
    axis: Axis,
    now: datetime,
    *,
    running: TermId | None,
) -> Bar:
    edges = [axis.lies(at) for at in _edges(scheduled, axis)]
    first, last = edges[0], max(edges[-1], edges[0] + 0.4)
    ended = scheduled.ends.at if scheduled.ends else None
    seen = max(first, 0.0), min(last, 100.0)
    return Bar(
        term=scheduled.term.id,
        x=first,
        width=round(last - first, 2),
        shades=shades(first, edges[1], edges[2], last),
        y=y,
        words_at=seen[0],
        now=scheduled.term.id == running,
        over=scheduled.term.id != running and ended is not None and ended <= now,
        mandates=tuple(_mandates(scheduled.term.holders, offices, axis, *seen)),
    )


def _passed(handovers: Sequence[HandoverSaid], rows: Mapping[TermId, int], axis: Axis) -> Iterator[Passed]:
    for handover, words in handovers:
        if handover.term and handover.term in rows and axis.shows(handover.at):
            yield Passed(axis.place(handover.at), rows[handover.term], words)


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
