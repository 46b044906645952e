"""What a reader writes down: lines as they were understood, and rows as they grow."""

from collections.abc import Iterable, Mapping

from models.text import LANGUAGES, Text
from server.imports.faults import Remark
from server.imports.reading import Column, Found, Line, Reading, Understood
from server.imports.rows import Row


class Notebook:
    """The lines and rows so far. Rows are known by their number, from 1."""

    def __init__(self) -> None:
        self.lines: list[Line] = []
        self.rows: list[dict[str, str]] = []

    def row(self, **values: str) -> int:
        """A new row; its number."""
        self.rows.append(values)
        return len(self.rows)

    def of(self, row: int, field: str) -> str:
        return self.rows[row - 1].get(field, "")

    def put(self, row: int, **values: str) -> None:
        self.rows[row - 1].update(values)

    def add(self, row: int, field: str, words: str, between: str = "\n") -> None:
        """More words in a field, behind what stands there."""
        before = self.of(row, field)
        self.put(row, **{field: f"{before}{between}{words}" if before else words})

    def line(
        self,
        number: int,
        text: str,
        understood: Understood,
        values: Mapping[str, str] | None = None,
        *,
        warnings: Iterable[Remark] = (),
        row: int | None = None,
    ) -> None:
        """A line of the source as it was understood; values that are empty say nothing."""
        given = tuple((field, value) for field, value in (values or {}).items() if value)
        self.lines.append(Line(number, text, understood, given, tuple(warnings), row))

    def reading(
        self, found: Found | None = None, language: str = "en", columns: tuple[Column, ...] = ()
    ) -> Reading:
        return Reading(
            tuple(self.lines), tuple(Row(**row) for row in self.rows), found or Found(), language, columns
        )


def titled(text: Text, prefix: str = "title") -> dict[str, str]:
    """A text as the fields of a row."""
    return {
        f"{prefix}_{language}": getattr(text, language) for language in LANGUAGES if getattr(text, language)
    }
