"""The preview of an import as its page shows it: lines with what they were taken for, and rows as fields."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from models.planning.item import Kind, Purpose
from models.text import LANGUAGES
from server.import_pages.import_words import clocks, found_in_words, labels, meanings, row_in_words, taken_for
from server.imports import grounds
from server.imports.columns import MEANINGS
from server.imports.faults import Fault
from server.imports.reading import Column, Line, Reading, Understood
from server.imports.rows import COLUMNS, ITEM, NO, SITTING, YES, Row
from server.imports.vocabulary import kind_said, purpose_said
from server.languages import words_of

AREAS = {"contributors", "links", "decision_en", "decision_fr", "decision_es"}
ALWAYS = {
    ITEM: ("what", "depth", "number", "title", "kind", "purpose", "start", "minutes"),
    SITTING: ("what", "title", "date", "start", "end", "place", "chair"),
}
"""What is shown of a row whatever stands in it; the rest is folded away while it is empty."""
ZONE_CODES = {grounds.ZONE_DIFFERS.code}


@dataclass(frozen=True)
class LineView:
    number: int
    text: str
    words: str
    understood: bool
    warnings: tuple[str, ...]
    row: int | None


@dataclass(frozen=True)
class Option:
    value: str
    words: str
    chosen: bool


@dataclass(frozen=True)
class FieldView:
    """One value of a row: `name` is that of the form's field, `lang` the language it is meant to be in, if any."""

    name: str
    column: str
    label: str
    value: str
    lang: str
    options: tuple[Option, ...]
    faults: tuple[str, ...]

    @property
    def area(self) -> bool:
        return self.column in AREAS


@dataclass(frozen=True)
class RowView:
    number: int
    words: str
    what: str
    front: tuple[FieldView, ...]
    folded: tuple[FieldView, ...]


@dataclass(frozen=True)
class ColumnView:
    place: int
    heading: str
    options: tuple[Option, ...]


@dataclass(frozen=True)
class FaultView:
    """A fault in words; `field` is the name of the field it stands at, "" for one of all rows."""

    field: str
    row: str
    words: str


@dataclass(frozen=True)
class LinesView:
    """What was read: every line that says something, those to look at first, and how many there are of each."""

    lines: tuple[LineView, ...]
    first: tuple[LineView, ...]
    total: int
    lost: int
    found: tuple[tuple[str, str], ...]
    other_zone: tuple[str, ...]


def lines_view(reading: Reading, language: str, zone: str) -> LinesView:
    """The lines of a reading, those that were not understood or are odd set apart too."""
    rows = _dated(reading.rows)
    lines = tuple(
        _line(line, rows, language, zone) for line in reading.lines if line.understood is not Understood.BLANK
    )
    lost = [line for line in lines if not line.understood]
    odd = [line for line in lines if line.understood and line.warnings]
    zones = (w for line in reading.lines for w in line.warnings if w.code in ZONE_CODES)
    return LinesView(
        lines,
        (*lost, *odd),
        len(lines),
        len(lost),
        tuple(found_in_words(reading.found, language)),
        tuple(dict.fromkeys(warning.in_words(language) for warning in zones)),
    )


def _line(line: Line, rows: Sequence[Row], language: str, zone: str) -> LineView:
    """A line; what was not understood says so by its first warning."""
    words = taken_for(line, rows, language, zone)
    warnings = tuple(warning.in_words(language) for warning in line.warnings)
    understood = line.understood is not Understood.NOTHING
    if not understood and warnings:
        words, *rest = warnings
        warnings = tuple(rest)
    return LineView(line.number, line.text, words, understood, warnings, line.row)


def columns_view(columns: Iterable[Column], language: str) -> tuple[ColumnView, ...]:
    """The columns of a table, each with all it can be said to mean."""
    words = meanings(language)
    _ = words_of(language).say
    known = sorted(((words.get(one, one), one) for one in MEANINGS), key=lambda pair: pair[0].casefold())
    return tuple(
        ColumnView(
            column.place,
            column.heading,
            (
                Option("-", _("left out"), not column.means),
                *(Option(one, said.replace(" ({zone})", ""), one == column.means) for said, one in known),
            ),
        )
        for column in columns
    )


def faults_view(faults: Sequence[Fault], rows: Sequence[Row], language: str) -> tuple[FaultView, ...]:
    """Every fault, in words and in the order of the rows."""
    return tuple(
        FaultView(
            f"{fault.column}.{fault.row}" if fault.row and fault.column in COLUMNS else "",
            row_in_words(rows[fault.row - 1], language) if 0 < fault.row <= len(rows) else "",
            fault.remark.in_words(language),
        )
        for fault in faults
    )


def rows_view(
    rows: Sequence[Row], faults: Sequence[FaultView], language: str, zone: str
) -> tuple[RowView, ...]:
    """The rows as fields; what is empty and seldom given stands folded."""
    by_field: dict[str, list[str]] = {}
    for fault in faults:
        by_field.setdefault(fault.field, []).append(fault.words)
    called = [clocks(row, zone) for row in _dated(rows)]
    return tuple(
        _row(number, row, by_field, language, called[number - 1]) for number, row in enumerate(rows, 1)
    )


def _dated(rows: Sequence[Row]) -> list[Row]:
    """The rows with the date that goes on from those above."""
    dated, day = [], ""
    for row in rows:
        day = row.date or day
        dated.append(replace(row, date=day))
    return dated


def _row(number: int, row: Row, faults: Mapping[str, Sequence[str]], language: str, zone: str) -> RowView:
    title = _written(row, "title", language)
    always = {f"title_{title}" if one == "title" else one for one in ALWAYS.get(row.what, ALWAYS[ITEM])}
    front: list[FieldView] = []
    folded: list[FieldView] = []
    for column in COLUMNS:
        field = _field(number, row, column, tuple(faults.get(f"{column}.{number}", ())), language, zone)
        other = column.startswith("title_") and column not in always
        other |= (
            column.startswith("decision_") and column != f"decision_{_written(row, 'decision', language)}"
        )
        shown = column in always or field.faults or (field.value and not other and column != "depth")
        (front if shown else folded).append(field)
    return RowView(number, row_in_words(row, language), row.what, tuple(front), tuple(folded))


def _written(row: Row, stem: str, language: str) -> str:
    """The language in which a text of this row is shown first."""
    return next((one for one in (language, *LANGUAGES) if getattr(row, f"{stem}_{one}")), language)


def _field(
    number: int, row: Row, column: str, faults: tuple[str, ...], language: str, zone: str
) -> FieldView:
    value: str = getattr(row, column)
    return FieldView(
        name=f"{column}.{number}",
        column=column,
        label=labels(language)[column].format(zone=zone),
        value=value,
        lang=column[-2:] if column.startswith(("title_", "decision_")) else "",
        options=_options(column, value, language),
        faults=faults,
    )


def _options(column: str, value: str, language: str) -> tuple[Option, ...]:
    """What can be chosen in this column; a value that is none of it stays to be seen."""
    words = words_of(language)
    _ = words.say
    match column:
        case "what":
            known = {SITTING: _("Sitting"), ITEM: _("Item")}
        case "kind":
            known = {"": _("by its title"), **{one.value: words.kinds[one] for one in Kind}}
            value = kind_said(value) or value
        case "purpose":
            known = {"": _("none"), **{one.value: words.purposes[one] for one in Purpose}}
            value = purpose_said(value) or value
        case "fixed":
            known = {"": _("as the times say"), YES: _("yes"), NO: _("no")}
        case "withdrawn":
            known = {"": _("no"), YES: _("yes")}
            value = "" if value == NO else value
        case _:
            return ()
    if value not in known:
        known[value] = value
    return tuple(Option(one, said, one == value) for one, said in known.items())
