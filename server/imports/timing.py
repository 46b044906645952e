"""Planned minutes and fixed starts, as a careful secretary sets them.

**Minutes.** What a row says counts. Without it an item takes the time until its own end, else until the next item
of its level in the same sitting starts, and the last one until the sitting ends. That is so where its own start is
printed or follows from the minutes before it; a sub-item's must be printed. Where this tells nothing, minutes are 0.

**Fixed starts.** The first item of a sitting is fixed: at its own time, or when the sitting starts. A later time that
follows from the minutes before it is planned by those minutes and not fixed, so that the forecast can move it; one
that does not follow (there is a gap, or minutes are missing) is fixed. `fixed` in a row overrules this.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from models.text import Text
from server.imports.checked import ItemEntry, SittingEntry
from server.imports.course import Course
from server.imports.rows import NO, YES

MINUTE = timedelta(minutes=1)


@dataclass(frozen=True)
class Timing:
    """What an item is planned as: minutes, and the moment (UTC) before which it does not begin."""

    minutes: int
    fixed_start: datetime | None


def timings(items: Sequence[ItemEntry], sittings: Sequence[SittingEntry]) -> Iterator[Timing]:
    """The timing of each item, in order; every track has a course of its own, which sub-items share."""
    courses: dict[Text, Course] = defaultdict(Course)
    course = courses[Text()]
    begun: set[int | None] = set()
    for place, item in enumerate(items):
        sitting = None if item.sitting is None else sittings[item.sitting]
        if item.depth == 0:
            course = courses[sitting.track if sitting else Text()]
        first = item.depth == 0 and item.sitting not in begun
        begun.add(item.sitting)
        due = course.due(item.depth)
        given = item.start or (sitting.starts if first and sitting else None)
        fixed = given if is_fixed(item.fixed, given, due, first=first) else None
        minutes = item.minutes
        if minutes is None and (start := item.start or (given or due if item.depth == 0 else None)):
            minutes = _until(start, item.end or _next(items, place) or _close(items, place, sitting))
        course.take(item.depth, fixed, minutes)
        yield Timing(minutes or 0, fixed)


def is_fixed(said: str, start: datetime | None, due: datetime | None, *, first: bool) -> bool:
    """Whether an item that starts then is fixed; `due` is when it would come up by the minutes before it."""
    if said in {YES, NO}:
        return said == YES
    return start is not None and (first or start != due)


def _until(start: datetime, end: datetime | None) -> int | None:
    """The whole minutes from one to the other; None if there are none."""
    return (end - start) // MINUTE if end and end - start >= MINUTE else None


def _next(items: Sequence[ItemEntry], place: int) -> datetime | None:
    """The printed start of the next item of the same level in the same sitting."""
    beside = _beside(items, place)
    return items[beside].start if beside is not None else None


def _close(items: Sequence[ItemEntry], place: int, sitting: SittingEntry | None) -> datetime | None:
    """When the sitting ends, for its last item."""
    last = items[place].depth == 0 and _beside(items, place) is None
    return sitting.ends if sitting and last else None


def _beside(items: Sequence[ItemEntry], place: int) -> int | None:
    item = items[place]
    for beside in range(place + 1, len(items)):
        if items[beside].depth < item.depth:
            return None
        if items[beside].depth == item.depth:
            return beside if items[beside].sitting == item.sitting else None
    return None
