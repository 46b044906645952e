"""A day of the programme as a table: a column a track, a row a start; what runs side by side stands side by side."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Generic, NamedTuple, TypeVar

T = TypeVar("T")


class Period(NamedTuple):
    """From when to when (UTC); without a known end, `end` is the start."""

    start: datetime
    end: datetime


class Column(NamedTuple):
    """A track; the plenary's `id` is empty. `title` is read in `lang`."""

    id: str
    title: str
    lang: str


class Timed(NamedTuple, Generic[T]):
    """Something in a column, from when to when (UTC)."""

    what: T
    column: str
    span: Period


class Cell(NamedTuple, Generic[T]):
    """What stands there (None: nothing), over so many rows and columns."""

    what: T | None
    rows: int = 1
    columns: int = 1


@dataclass(frozen=True)
class DayGrid(Generic[T]):
    """`heads` are the columns with how many lanes each has; `rows` have the cells that begin in them, in order."""

    heads: tuple[tuple[Column, int], ...]
    rows: tuple[tuple[Cell[T], ...], ...]


class _Box(NamedTuple, Generic[T]):
    """The same in rows `top` up to `foot`."""

    timed: Timed[T]
    top: int
    foot: int


def grid_of(entries: Sequence[Timed[T]], columns: Iterable[Column]) -> DayGrid[T]:
    """The table of one day. What is for all (no track) and stands alone in its time takes the whole width."""
    starts = sorted({entry.span.start for entry in entries})
    boxes = [_boxed(entry, starts) for entry in sorted(entries, key=lambda entry: entry.span)]
    whole = [box for box in boxes if not box.timed.column and _alone(box, boxes)]
    heads: list[tuple[Column, int]] = []
    beside: list[tuple[_Box[T], int]] = []
    width = 0
    for column in columns:
        lanes = _lanes([box for box in boxes if box.timed.column == column.id and box not in whole])
        beside += [(box, width + number) for number, lane in enumerate(lanes) for box in lane]
        width += len(lanes)
        if lanes:
            heads.append((column, len(lanes)))
    placed = {(box.top, lane): Cell(box.timed.what, box.foot - box.top) for box, lane in beside}
    placed |= {(box.top, 0): Cell(box.timed.what, box.foot - box.top, max(1, width)) for box in whole}
    return DayGrid(tuple(heads), _rows(placed, len(starts), max(1, width)))


def _boxed(entry: Timed[T], starts: list[datetime]) -> _Box[T]:
    top = starts.index(entry.span.start)
    return _Box(entry, top, max(top + 1, bisect_left(starts, entry.span.end)))


def _alone(box: _Box[T], boxes: Iterable[_Box[T]]) -> bool:
    return all(other is box or other.foot <= box.top or other.top >= box.foot for other in boxes)


def _lanes(boxes: Iterable[_Box[T]]) -> list[list[_Box[T]]]:
    """As few lanes as hold these, none over another; the boxes come by start."""
    lanes: list[list[_Box[T]]] = []
    for box in boxes:
        free = next((lane for lane in lanes if lane[-1].foot <= box.top), None)
        if free is None:
            lanes.append([box])
        else:
            free.append(box)
    return lanes


def _rows(placed: dict[tuple[int, int], Cell[T]], height: int, width: int) -> tuple[tuple[Cell[T], ...], ...]:
    """Row by row what begins in it, and an empty cell wherever nothing stands."""
    covered: set[tuple[int, int]] = set()
    rows: list[tuple[Cell[T], ...]] = []
    for top in range(height):
        row: list[Cell[T]] = []
        for lane in range(width):
            if (top, lane) in covered:
                continue
            cell = placed.get((top, lane), Cell(None))
            covered |= {(top + n, lane + m) for n in range(cell.rows) for m in range(cell.columns)}
            row.append(cell)
        rows.append(tuple(row))
    return tuple(rows)
