"""The milestones beneath a timeline: where each lies, its name and its days, in as few rows as can be read.

On a phone every milestone has a row of its own; elsewhere those share one whose words do not meet.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from models.presidency.milestones import MilestoneId
from models.presidency.schedule import Boundary, Scheduled
from models.presidency.terms import TermId
from server.presidency_pages.axis import Axis

LETTER, GAP = 0.8, 3.0
"""In hundredths of the narrowest picture on which milestones share rows: a letter, and the dot with some room."""
HALF = 50.0


@dataclass(frozen=True)
class MilestoneSaid:
    """A milestone in words: its name, its days as everywhere (`days`), and where there is little room (`short`)."""

    name: str
    days: str
    short: str


Said = Mapping[MilestoneId, MilestoneSaid]


@dataclass(frozen=True)
class Dot:
    """A milestone at `x`, whether its days are known to the day, and its words. The line down to it begins at `top`
    (CSS pixels). `row` is where it stands among those that share rows, `own` where each has its own.

    The words stand after it; `before` it where there is more room: `alone` in its row, from the middle on.
    """

    x: float
    top: int
    sure: bool
    before: bool
    alone: bool
    row: int
    own: int
    said: MilestoneSaid


def milestone_dots(
    terms: Sequence[Scheduled], rows: Mapping[TermId, int], axis: Axis, said: Said
) -> Sequence[Dot]:
    """Those the terms shown begin and end at, in their order; `rows` says how far down each term's row is."""
    found: list[Dot] = []
    taken: list[list[tuple[float, float]]] = []
    for milestone, boundary, top in _boundaries(terms, rows):
        middle = _middle(boundary)
        if middle is None or not axis.shows(middle):
            continue
        x, words = axis.place(middle), said[milestone]
        length = GAP + LETTER * len(words.name + words.short)
        before = x > HALF and x + length > 100  # noqa: PLR2004 - hundredths
        span = (x - length, x) if before else (x, x + length)
        row = _free(taken, span)
        found.append(Dot(x, top, not boundary.fuzzy, before, x > HALF, row, len(found), words))
    return tuple(found)


def _free(taken: list[list[tuple[float, float]]], span: tuple[float, float]) -> int:
    """The first row in which these words meet no others; they stand there from now on."""
    for number, row in enumerate(taken):
        if all(span[1] <= start or end <= span[0] for start, end in row):
            row.append(span)
            return number
    taken.append([span])
    return len(taken) - 1


def _middle(boundary: Boundary) -> datetime | None:
    at = boundary.latest or boundary.at
    if at is None or boundary.earliest is None:
        return at
    return boundary.earliest + (at - boundary.earliest) / 2


def _boundaries(
    terms: Sequence[Scheduled], rows: Mapping[TermId, int]
) -> Iterator[tuple[MilestoneId, Boundary, int]]:
    """Every milestone once, where it is first met: beneath the term that ends there, else the one that begins."""
    seen = set()
    for scheduled in terms:
        for boundary in (scheduled.begins, scheduled.ends):
            if boundary and boundary.milestone and boundary.milestone.id not in seen:
                seen.add(boundary.milestone.id)
                yield boundary.milestone.id, boundary, rows[scheduled.term.id]
