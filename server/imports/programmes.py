"""A programme as a table: each row is a sitting, in its track or room, with one item of the same title."""

from collections.abc import Sequence
from itertools import pairwise

from server.imports.cells import Cells, times_of_cell
from server.imports.contributors import Contributors
from server.imports.notebook import Notebook
from server.imports.reading import Understood
from server.imports.rows import SITTING
from server.imports.tabled import TITLES, Tabled, clock


def is_programme(meanings: Sequence[str], rows: Sequence[Cells]) -> bool:
    """Whether rows are sittings: they have tracks, or some run side by side; and no column numbers or groups them."""
    if {"sitting", "number", "depth"} & set(meanings):
        return False
    return "track" in meanings or _side_by_side(rows)


class ProgrammeRows:
    """Takes each row into a sitting and its item. `day` is the date of rows that give none."""

    def __init__(self, notes: Notebook, day: str) -> None:
        self.notes, self.day = notes, day
        self.people = Contributors(notes)
        self.last: dict[tuple[str, str], int] = {}

    def take(self, number: int, text: str, cells: Cells) -> None:
        row = Tabled(cells)
        self.day = row.day() or self.day
        beside = (self.day, cells.of("track") or cells.of("place"))
        start, end = row.times(self.last.get(beside))
        if start is not None:
            self.last[beside] = start
        item = row.item()
        titles = {field: item[field] for field in TITLES if field in item}
        if not titles:
            self.notes.line(number, text, Understood.NOTHING, warnings=row.odd)
            return
        values = titles | {"date": self.day, "start": clock(start), "end": clock(end), "links": row.links()}
        values |= {field: cells.of(field) for field in ("track", "place") if cells.of(field)}
        values["contributors"] = item.pop("contributors", "")
        sitting = self.notes.row(what=SITTING, **values)
        odd = [*row.odd, *(self.people.chair(chair, sitting) if (chair := cells.of("chair")) else [])]
        self.notes.row(**item, start=clock(start))
        self.notes.line(number, text, Understood.SITTING, values, warnings=odd, row=sitting)


def _side_by_side(rows: Sequence[Cells]) -> bool:
    """Whether two rows of a day overlap."""
    spans = sorted(
        (
            cells.of("date"),
            start[0].start.hour * 60 + start[0].start.minute,
            end[0].start.hour * 60 + end[0].start.minute,
        )
        for cells in rows
        if (start := times_of_cell(cells.of("start"))) and (end := times_of_cell(cells.of("end")))
    )
    return any(
        day == next_day and start < next_end and next_start < end
        for (day, start, end), (next_day, next_start, next_end) in pairwise(spans)
    )
