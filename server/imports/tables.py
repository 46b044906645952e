"""A table of rows and cells, whatever file it came in: where its headings are, and what its rows are read as.

Three shapes are known: our own exports (a column says what each row is), an agenda (rows are items, and a column may
name their sittings), and a programme (each row is a sitting in its track or room).
"""

from collections.abc import Mapping, Sequence
from typing import Protocol

from server.imports import grounds
from server.imports.agendas import AgendaRows
from server.imports.cells import Cells, cells_of, day_of_cell
from server.imports.columns import MEANINGS, columns_of, has_titles, zone_in
from server.imports.faults import Remark, Unreadable, quote, remark
from server.imports.grids import HEADINGS_WITHIN, GridRow, require_letters, require_width
from server.imports.notebook import Notebook
from server.imports.own import OwnRows, canonical
from server.imports.preamble import Preamble
from server.imports.programmes import ProgrammeRows, is_programme
from server.imports.reading import Column, Reading, Understood
from server.imports.rows import COLUMNS, MOST_ROWS, SITTING
from server.imports.sittings import on_day
from server.imports.spelling import spaced
from server.imports.text import LONGEST_LINE
from server.imports.vocabulary import language_of
from server.imports.zones import contradiction

FEW = 2

Mapped = Mapping[int, str]
"""What the reader of a preview says the columns mean: their place (from 0) and one of `columns.MEANINGS`."""


class Shape(Protocol):
    """What the rows of a table are read as, one after another."""

    def take(self, number: int, text: str, cells: Cells) -> None: ...


def read_grid(grid: Sequence[GridRow], *, zone: str, mapping: Mapped | None = None) -> Reading:
    """The agenda in a table. Raises `Unreadable`, above all where no column holds the titles."""
    reader = TableReader(zone)
    reader.table(grid, mapping)
    return reader.finished()


class TableReader:
    """Reads one table after another, and what stands between them."""

    def __init__(self, zone: str, *, own: bool = False) -> None:
        self.zone, self.own = zone, own
        self.notes = Notebook()
        self.preamble = Preamble(zone)
        self.columns: tuple[Column, ...] = ()
        self.language = "en"
        self.agenda = AgendaRows(self.notes)
        self.heading = ""
        self.filled = 0

    def above(self, number: int, text: str, *, heading: bool = False) -> None:
        """A line outside the tables: a fact of the meeting, the heading of the table below, or nothing."""
        if not text.strip():
            self.notes.line(number, text, Understood.BLANK)
        elif heading and self.own:
            self.notes.line(number, text, Understood.HEADING)
        elif heading and self.preamble.facts:
            self.heading = text
            self.notes.line(number, text, Understood.SITTING, {"sitting": text})
        elif taken := self._fact(text):
            self.notes.line(number, text, Understood.HEADING, taken[0], warnings=taken[1])
        else:
            self.notes.line(number, text, Understood.NOTHING, warnings=[remark(grounds.NOT_UNDERSTOOD)])

    def _fact(self, text: str) -> tuple[dict[str, str], list[Remark]] | None:
        """What a line above the first table says of the meeting."""
        return None if self.notes.rows or len(text) > LONGEST_LINE else self.preamble.take(spaced(text))

    def table(self, grid: Sequence[GridRow], mapping: Mapped | None = None) -> None:
        """One table. Raises `Unreadable` if it is too large or has no titles."""
        self.filled += sum(1 for row in grid if row.filled)
        if self.filled > MOST_ROWS:
            raise Unreadable.because(grounds.TOO_MANY_ROWS, most=str(MOST_ROWS))
        require_width(grid)
        if is_facts([row.cells for row in grid]):
            self._facts(grid)
            return
        require_letters(grid)
        place, meanings = self._headings(grid, mapping or {})
        for row in grid[:place]:
            self.above(row.number, ", ".join(cell.strip() for cell in row.cells if cell.strip()))
        self._note_columns(grid[place], meanings, grid[place + 1 :])
        self._rows(grid[place + 1 :], meanings)

    def finished(self) -> Reading:
        if not self.notes.rows:
            raise Unreadable.because(grounds.NO_AGENDA)
        return self.notes.reading(self.preamble.found, self.language, self.columns)

    def _facts(self, grid: Sequence[GridRow]) -> None:
        """A list of facts, one a row: those of a sitting, in a document that we have written."""
        values = {columns_of([row.cells[0]])[0]: row.cells[1].strip() for row in grid}
        values = canonical({column: value for column, value in values.items() if value} | {"what": SITTING})
        place = self.notes.row(**values)
        for row in grid:
            column = columns_of([row.cells[0]])[0]
            given = {column: values.get(column, "")}
            self.notes.line(row.number, row.text, Understood.SITTING, given, row=place)

    def _headings(self, grid: Sequence[GridRow], mapping: Mapped) -> tuple[int, tuple[str, ...]]:
        """Where the row of headings is, and what the columns mean."""
        first = [place for place, row in enumerate(grid) if row.filled][:HEADINGS_WITHIN]
        if not first:
            raise Unreadable.because(grounds.EMPTY)
        guessed = {place: columns_of(grid[place].cells) for place in first}
        known = {
            place: sum(1 for meaning in meanings if meaning)
            for place, meanings in guessed.items()
            if has_titles(meanings)
        }
        enough = [
            place for place in known if known[place] > 1 or grid[place].filled == 1 == len(grid[place].cells)
        ]
        place = enough[0] if enough else max(first, key=lambda place: grid[place].filled)
        meanings = tuple(
            mapping[at] if mapping.get(at) in MEANINGS else "" if at in mapping else meaning
            for at, meaning in enumerate(guessed[place])
        )
        if not has_titles(meanings):
            raise Unreadable.because(grounds.NO_TITLES, columns=grid[place].cells)
        return place, meanings

    def _note_columns(self, header: GridRow, meanings: Sequence[str], body: Sequence[GridRow]) -> None:
        pairs = list(enumerate(zip(header.cells, meanings, strict=True)))
        self.columns = self.columns or tuple(Column(at, cell.strip(), means) for at, (cell, means) in pairs)
        odd = [
            remark(grounds.COLUMN_IGNORED, said=quote(cell))
            for _, (cell, means) in pairs
            if not means and cell.strip()
        ]
        given = {means: cell.strip() for _, (cell, means) in pairs if means}
        if label := zone_in(header.cells):
            self.preamble.facts.setdefault("zone", label)
            odd += self._zone(label, [_cell(row, meanings, "date") for row in body])
        self.notes.line(header.number, header.text, Understood.COLUMNS, given, warnings=odd)

    def _zone(self, label: str, dates: Sequence[str]) -> list[Remark]:
        """What to say of the zone that the headings name, on the first date there is."""
        day = next((day for cell in dates if (day := day_of_cell(cell)[0])), "")
        differs = contradiction(label, self.zone, on_day(day, 0)) if day else None
        return [differs] if differs else []

    def _rows(self, body: Sequence[GridRow], meanings: Sequence[str]) -> None:
        self.language = language_of("\n".join(_cell(row, meanings, "title") for row in body))
        rows = [(row, cells_of(row.cells, meanings, self.language)) for row in body]
        shape = self._shape(meanings, [cells for row, cells in rows if row.filled])
        for row, cells in rows:
            if row.filled:
                shape.take(row.number, row.text, cells)
            else:
                self.notes.line(row.number, "", Understood.BLANK)

    def _shape(self, meanings: Sequence[str], rows: Sequence[Cells]) -> Shape:
        if self.own or "what" in meanings:
            return OwnRows(self.notes)
        facts, language = self.preamble.facts, self.language
        if is_programme(meanings, rows):
            return ProgrammeRows(self.notes, facts.get("date", ""))
        self.agenda.begin(language, facts.get("title", ""), facts.get("date", ""))
        if self.heading and "sitting" not in meanings:
            self.agenda.open(self.heading)
        self.heading = ""
        return self.agenda


def is_facts(table: Sequence[Sequence[str]]) -> bool:
    """Whether a table lists the facts of a sitting: two columns, on the left the name of a field, on the right it."""
    if len(table) < FEW or any(len(row) != FEW for row in table):
        return False
    fields = [columns_of([row[0]])[0] for row in table]
    return set(fields) <= set(COLUMNS) and has_titles(fields) and len(set(fields)) == len(fields)


def _cell(row: GridRow, meanings: Sequence[str], stem: str) -> str:
    """The cells of a row whose meaning begins so, in one."""
    return " ".join(
        cell.strip() for cell, means in zip(row.cells, meanings, strict=False) if means.startswith(stem)
    )
