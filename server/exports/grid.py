"""An agenda as a grid: a row of headings, and a row for each sitting and item, in words of the reader's language."""

from collections.abc import Mapping, Sequence
from zoneinfo import ZoneInfo

from models.planning.item import Kind, Purpose
from models.text import LANGUAGES
from server.imports.columns import HEADINGS
from server.imports.rows import COLUMNS, Row
from server.imports.vocabulary import ANSWERS, KINDS, PURPOSES, ROWS

CLOCKS = {"start", "end"}


def heading(column: str, zone: ZoneInfo, language: str) -> str:
    """What a column is called; one of clocks carries their zone."""
    words = HEADINGS[column][LANGUAGES.index(language)]
    return f"{words} ({zone.key})" if column in CLOCKS else words


def cells(row: Row, language: str, columns: Sequence[str] = COLUMNS) -> tuple[str, ...]:
    """The cells of a row, with kinds, labels and answers in words of this language."""
    return tuple(_word(column, getattr(row, column), LANGUAGES.index(language)) for column in columns)


def used(rows: Sequence[Row], columns: Sequence[str]) -> tuple[str, ...]:
    """Those of these columns in which anything stands."""
    empty = Row()
    return tuple(
        column for column in columns if any(getattr(row, column) != getattr(empty, column) for row in rows)
    )


def _word(column: str, value: str, language: int) -> str:
    words: Mapping[str, tuple[str, str, str]]
    match column:
        case "what":
            words = ROWS
        case "fixed" | "withdrawn":
            words = ANSWERS
        case "kind" if value:
            return KINDS[Kind(value)][language]
        case "purpose" if value:
            return PURPOSES[Purpose(value)][language]
        case _:
            return value
    return words[value][language] if value else value
