"""XLSX: the first sheet that holds something, with values as the workbook shows them; nothing is ever computed.

Formulas come as the values they had when the workbook was saved.
"""

import re

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook

from server.imports import grounds
from server.imports.cells import text_of_cell
from server.imports.faults import Unreadable
from server.imports.grids import MOST_COLUMNS, GridRow
from server.imports.packages import Parts, packed
from server.imports.rows import MOST_ROWS

FURTHEST = 2 * MOST_ROWS
MOST_CELLS = FURTHEST * MOST_COLUMNS
MOST_TEXT = 500_000_000
"""Cells times the longest text that cells share: what a workbook could swell to in memory, at worst."""

_FAR_ROW = re.compile(rb"<(?:\w+:)?row\b[^>]*?\br\s*=\s*[\"'](\d+)")
_CELL = re.compile(rb"<(?:\w+:)?c\b[^>]*?(?<!/)>")
_PLACED = re.compile(rb"\br\s*=\s*[\"']([A-Z]{1,3})(\d{1,7})[\"']")
_SHARED = re.compile(rb"</(?:\w+:)?si\s*>")


def grid_of(parts: Parts) -> tuple[GridRow, ...]:
    """The rows of the first sheet with something in it. Raises `Unreadable`."""
    sheets = [part for part in parts.values() if b"sheetData" in part]
    for sheet in sheets:
        _refuse_too_far(sheet)
    longest = max((len(text) for part in parts.values() for text in _SHARED.split(part)[:-1]), default=0)
    if longest * sum(len(_CELL.findall(sheet)) for sheet in sheets) > MOST_TEXT:
        raise Unreadable.because(grounds.UNPACKS_TOO_LARGE)
    try:
        with CalamineWorkbook.from_filelike(packed(parts)) as workbook:
            for name in workbook.sheet_names:
                if rows := _rows(workbook.get_sheet_by_name(name)):
                    return rows
    except CalamineError:
        raise Unreadable.because(grounds.DAMAGED) from None
    raise Unreadable.because(grounds.NO_SHEET)


def _refuse_too_far(sheet: bytes) -> None:
    """A sheet is read as one block from its first to its last cell: two cells far apart would fill the memory."""
    cells = _CELL.findall(sheet)
    places = [_PLACED.search(cell) for cell in cells]
    rows = [int(place[2]) for place in places if place]
    if len(rows) < len(cells):  # some say no place of their own: they follow their row
        rows += [int(row) for row in _FAR_ROW.findall(sheet)]
    if len(cells) > MOST_CELLS or max(rows, default=0) > FURTHEST:
        raise Unreadable.because(grounds.TOO_MANY_ROWS, most=str(MOST_ROWS))
    if max((_place(place[1]) for place in places if place), default=0) > MOST_COLUMNS:
        raise Unreadable.because(grounds.TOO_WIDE, most=str(MOST_COLUMNS))


def _place(letters: bytes) -> int:
    """Which column "A", "Z", "AA" is, from 1."""
    place = 0
    for letter in letters:
        place = place * 26 + letter - ord("A") + 1
    return place


def _rows(sheet: CalamineSheet) -> tuple[GridRow, ...]:
    rows = tuple(
        GridRow(number, tuple(text_of_cell(value) for value in cells))
        for number, cells in enumerate(sheet.to_python(skip_empty_area=False), 1)
    )
    return rows if any(row.filled for row in rows) else ()
