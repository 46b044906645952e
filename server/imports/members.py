"""A list of a body's members in CSV or XLSX, read row by row; nothing is kept of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from models.procedure import Ground
from server.imports import grounds, member_grounds
from server.imports.delimited import shown
from server.imports.faults import Fault, Unreadable, quote, remark
from server.imports.grids import HEADINGS_WITHIN, GridRow, require_letters, require_width
from server.imports.member_columns import MEANINGS, columns_of, has_names, known_headings
from server.imports.member_rows import MOST_ROWS, MemberRow
from server.imports.read import read_table
from server.imports.reading import Column

LEFT_OUT = ""
"""In a mapping: this column is not wanted."""
ENOUGH = 2


@dataclass(frozen=True)
class MembersRead:
    """A file as it was understood: its rows, and its columns with what they mean; "" for one that is not known."""

    rows: tuple[MemberRow, ...]
    columns: tuple[Column, ...]

    @property
    def given(self) -> frozenset[str]:
        """The fields that the file says something of, if only that there is nothing."""
        return frozenset(column.means for column in self.columns if column.means)


def read_members(content: bytes, mapping: Mapping[int, str] | None = None) -> MembersRead:
    """What this file says, row by row. `mapping` tells what columns mean, by their place (from 0).

    Raises `Unreadable`, one clear sentence, for anything that is no list of members.
    """
    grid = read_table(content, known_headings)
    require_width(grid)
    require_letters(grid)
    place, meanings = _headings(grid, mapping or {})
    body = [row for row in grid[place + 1 :] if row.filled]
    if len(body) > MOST_ROWS:
        raise Unreadable.because(grounds.TOO_MANY_ROWS, most=str(MOST_ROWS))
    if not body:
        raise Unreadable.because(member_grounds.NO_MEMBERS)
    header = tuple(shown(cell).strip() for cell in grid[place].cells)
    width = max((at for at, cell in enumerate(header, 1) if cell), default=0)
    width = min(max(width, *(at + 1 for at in mapping or {}), 0), len(header))
    columns = tuple(Column(at, header[at], meanings[at]) for at in range(width))
    return MembersRead(tuple(_row(row, columns) for row in body), _said(columns, body))


def unsettled(columns: Sequence[Column], mapping: Mapping[int, str]) -> tuple[Fault, ...]:
    """The columns of which nobody has said what they mean, or which are said to mean something else by now."""
    faults: list[Fault] = []
    for column in columns:
        means = mapping.get(column.place, column.means)
        if means != column.means:
            faults.append(_fault(column, member_grounds.READ_AGAIN))
        elif means == LEFT_OUT and column.place not in mapping:
            faults.append(_fault(column, member_grounds.UNKNOWN_COLUMN))
    return tuple(faults)


def _fault(column: Column, ground: Ground) -> Fault:
    said = quote(column.heading) or str(column.place + 1)
    return Fault(0, f"column.{column.place}", remark(ground, said=said))


def _headings(grid: Sequence[GridRow], mapping: Mapping[int, str]) -> tuple[int, tuple[str, ...]]:
    """Where the row of headings is, and what the columns mean."""
    first = [place for place, row in enumerate(grid) if row.filled][:HEADINGS_WITHIN]
    if not first:
        raise Unreadable.because(grounds.EMPTY)
    known = {place: known_headings(_shown(grid[place])) for place in first}
    best = max(first, key=lambda place: known[place])
    alone = known[best] == 1 == grid[best].filled
    if known[best] < ENOUGH and not alone:
        best = max(first, key=lambda place: grid[place].filled)
    meanings = tuple(
        meaning if at not in mapping else mapping[at] if mapping[at] in MEANINGS else ""
        for at, meaning in enumerate(columns_of(_shown(grid[best])))
    )
    meanings = tuple("" if means in meanings[:at] else means for at, means in enumerate(meanings))
    if not has_names(meanings):
        raise Unreadable.because(member_grounds.NO_NAMES, columns=_shown(grid[best]))
    return best, meanings


def _shown(row: GridRow) -> tuple[str, ...]:
    return tuple(shown(cell) for cell in row.cells)


def _row(row: GridRow, columns: Sequence[Column]) -> MemberRow:
    values = {
        column.means: cell.strip() for column, cell in zip(columns, row.cells, strict=False) if column.means
    }
    surplus = " | ".join(cell.strip() for cell in row.cells[len(columns) :] if cell.strip())
    return MemberRow(line=row.number, surplus=surplus, **values)


def _said(columns: Sequence[Column], body: Sequence[GridRow]) -> tuple[Column, ...]:
    """Those of the columns that have a heading, or at least something in them."""
    return tuple(
        column for column in columns if column.heading or any(row.cells[column.place].strip() for row in body)
    )
