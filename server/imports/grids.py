"""A table as rows of cells, whatever file it came in, and how large one may be."""

from collections.abc import Sequence
from dataclasses import dataclass

from server.imports import grounds
from server.imports.faults import MEGABYTE, Unreadable, too_large

MOST_COLUMNS = 100
MOST_LETTERS = 2 * MEGABYTE
HEADINGS_WITHIN = 15
"""The row of headings is looked for among the first that are filled."""


@dataclass(frozen=True)
class GridRow:
    """A row of a table: its number in the source (from 1) and its cells as text."""

    number: int
    cells: tuple[str, ...]

    @property
    def filled(self) -> int:
        return sum(1 for cell in self.cells if cell.strip())

    @property
    def text(self) -> str:
        return " | ".join(cell.strip() for cell in self.cells if cell.strip())


def require_width(grid: Sequence[GridRow]) -> None:
    """Raises `Unreadable` for a table with too many columns."""
    if max((len(row.cells) for row in grid), default=0) > MOST_COLUMNS:
        raise Unreadable.because(grounds.TOO_WIDE, most=str(MOST_COLUMNS))


def require_letters(grid: Sequence[GridRow]) -> None:
    """Raises `Unreadable` for a table with too much in it."""
    if (size := sum(len(cell) for row in grid for cell in row.cells)) > MOST_LETTERS:
        raise too_large(size, MOST_LETTERS)
