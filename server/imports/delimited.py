"""CSV: cells divided by commas, semicolons or tabs, as spreadsheets write them."""

import csv
import io
from collections.abc import Callable, Sequence

from server.imports import grounds
from server.imports.columns import columns_of, has_titles
from server.imports.faults import Unreadable
from server.imports.grids import GridRow
from server.imports.rows import MOST_ROWS

DELIMITERS = ",;\t"
DANGEROUS = "=+-@\t\r"
"""What spreadsheets take for the beginning of a formula. Exports put an apostrophe before it."""
SAMPLE = 20
MOST_CELL = 20_000
ENOUGH = 0.8

Known = Callable[[Sequence[str]], int]
"""How many of these cells are headings that are known, if they can be the headings of a table."""


def known_of_an_agenda(cells: Sequence[str]) -> int:
    meanings = columns_of(cells)
    return sum(1 for meaning in meanings if meaning) if has_titles(meanings) else 0


def shown(cell: str) -> str:
    """A cell without the apostrophe that keeps spreadsheets from running it."""
    return cell[1:] if cell[:1] == "'" and cell[1:2] and cell[1] in DANGEROUS + "'" else cell


def guarded(cell: str) -> str:
    """A cell that no spreadsheet runs, and that `shown` shows as it was."""
    return f"'{cell}" if cell[:1] and cell[0] in DANGEROUS + "'" else cell


def grid_of(text: str, known: Known = known_of_an_agenda, *, as_it_is: bool = False) -> tuple[GridRow, ...]:
    """The rows of a CSV. Raises `Unreadable` if its quotation marks fail or it has too many rows.

    With `as_it_is` the apostrophes that keep cells from being run are left where they are.
    """
    delimiter = delimiter_of(text, known)
    if text.startswith("sep="):
        text = "\n" + text.partition("\n")[2]
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    rows: list[GridRow] = []
    line = 1
    try:
        for cells in reader:
            rows.append(GridRow(line, tuple(cells if as_it_is else map(shown, cells))))
            line = reader.line_num + 1
            if len(rows) > 2 * MOST_ROWS:
                raise Unreadable.because(grounds.TOO_MANY_ROWS, most=str(MOST_ROWS))
    except csv.Error:
        raise Unreadable.because(grounds.BAD_TABLE, line=str(line)) from None
    return _even(rows)


def delimiter_of(text: str, known: Known = known_of_an_agenda) -> str:
    """What divides the cells: what a "sep=" says, else what gives the best row of headings, else the most cells."""
    if text.startswith("sep="):
        return text[4:5] if text[4:5] in DELIMITERS else ","
    lines = [line for line in text[: MOST_CELL * 2].splitlines() if line.strip()][:SAMPLE]

    def worth(delimiter: str) -> tuple[int, int]:
        rows = [_cells(line, delimiter) for line in lines]
        return max(map(known, rows), default=0), sum(len(row) for row in rows)

    return max(DELIMITERS, key=worth)


def is_table(text: str) -> bool:
    """Whether a text is a table by its look: a row of headings that are known, or rows of as many cells."""
    delimiter = delimiter_of(text)
    lines = [line for line in text[: MOST_CELL * 2].splitlines() if line.strip()][:SAMPLE]
    rows = [_cells(line, delimiter) for line in lines]
    return any(known_of_an_agenda(row) > 1 for row in rows)


def is_even(text: str) -> bool:
    """Whether nearly all rows have as many cells, and several: a table whose headings are not known."""
    delimiter = delimiter_of(text)
    widths = [len(_cells(line, delimiter)) for line in text[: MOST_CELL * 2].splitlines() if line.strip()][
        :SAMPLE
    ]
    usual = max(set(widths), key=widths.count, default=1)
    return usual > 1 and len(widths) > 1 and widths.count(usual) >= ENOUGH * len(widths)


def _cells(line: str, delimiter: str) -> list[str]:
    try:
        return next(csv.reader([line], delimiter=delimiter), [])
    except csv.Error:
        return [line]


def _even(rows: list[GridRow]) -> tuple[GridRow, ...]:
    """All rows as wide as the widest; empty ones at the end are not there."""
    while rows and not rows[-1].filled:
        rows.pop()
    width = max((len(row.cells) for row in rows), default=0)
    return tuple(GridRow(row.number, (*row.cells, *[""] * (width - len(row.cells)))) for row in rows)
