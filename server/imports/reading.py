"""What was read in a file: line by line what it was understood as, and the rows that came of it."""

from dataclasses import dataclass
from enum import StrEnum

from server.imports.faults import Remark
from server.imports.rows import Row


class Understood(StrEnum):
    """What a line of a text or a row of a table was understood as."""

    HEADING = "heading"
    DAY = "day"
    SITTING = "sitting"
    ITEM = "item"
    SUB_ITEM = "sub_item"
    BREAK = "break"
    DECISION = "decision"
    CONTRIBUTOR = "contributor"
    CONTINUED = "continued"
    LABEL = "label"
    COLUMNS = "columns"
    BLANK = "blank"
    NOTHING = "nothing"


@dataclass(frozen=True)
class Line:
    """One line of the source: its number there (from 1), its text, what it was taken for and what it gave.

    `values` are pairs of a field and its value as understood; fields are those of `Row` and of `Found`.
    `row` is the number (from 1) of the row that the line made or added to.
    """

    number: int
    text: str
    understood: Understood
    values: tuple[tuple[str, str], ...] = ()
    warnings: tuple[Remark, ...] = ()
    row: int | None = None


@dataclass(frozen=True)
class Column:
    """A column of a table: where it stands (from 0), its heading, and the field it fills; "" for none."""

    place: int
    heading: str
    means: str


@dataclass(frozen=True)
class Found:
    """What a file says of the meeting itself, as strings for a form.

    `date` is the first day ("2024-09-19"), `zone` a label as printed ("CEST", "ET") or an IANA name,
    `format` a value of `Format`.
    """

    title: str = ""
    date: str = ""
    zone: str = ""
    place: str = ""
    format: str = ""


@dataclass(frozen=True)
class Reading:
    """A file as it was understood; nothing of it is kept until its rows have been made a plan.

    `language` is the one its titles were taken to be in; `columns` are those of a table.
    """

    lines: tuple[Line, ...]
    rows: tuple[Row, ...]
    found: Found = Found()
    language: str = "en"
    columns: tuple[Column, ...] = ()
