"""What the columns of an import are called, and what each line was understood as, in the reader's language."""

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime
from functools import lru_cache

from models.convocation import Format
from models.planning.item import Kind, Purpose
from server.imports.reading import Found, Line, Understood
from server.imports.rows import SITTING, YES, Row
from server.languages import words_of, zone_label

NOON = 12
SAID_FIRST = {"what", "depth", "number", "decision_en", "decision_fr", "decision_es"}


@lru_cache
def labels(language: str) -> Mapping[str, str]:
    """What each column of a row is called."""
    _ = words_of(language).say
    return {
        "what": _("Row"),
        "depth": _("Level"),
        "number": _("Number"),
        "title_en": _("Title in English"),
        "title_fr": _("Title in French"),
        "title_es": _("Title in Spanish"),
        "kind": _("Kind"),
        "purpose": _("Label"),
        "date": _("Date"),
        "start": _("Start ({zone})"),
        "end": _("End ({zone})"),
        "minutes": _("Minutes"),
        "fixed": _("Fixed start"),
        "sitting": _("Sitting"),
        "track": _("Track"),
        "place": _("Room or place"),
        "chair": _("Chair, an office"),
        "contributors": _("Who has a part"),
        "links": _("Links"),
        "decision_en": _("Draft decision in English"),
        "decision_fr": _("Draft decision in French"),
        "decision_es": _("Draft decision in Spanish"),
        "limit": _("Speaking limit, in seconds"),
        "withdrawn": _("Withdrawn"),
    }


@lru_cache
def meanings(language: str) -> Mapping[str, str]:
    """What a column of a table can be said to mean."""
    words = words_of(language)
    _ = words.say
    known = {
        "title": _("Title"),
        "decision": _("Draft decision"),
        "time": _("Time, from and to"),
        "organisation": _("Organisation"),
        "sitting_en": _("Sitting in English"),
        "sitting_fr": _("Sitting in French"),
        "sitting_es": _("Sitting in Spanish"),
        "start": _("Start"),
        "end": _("End"),
        "discussant": _("Discussant"),
        "lead": _("Organised by"),
        "closing": _("Closing words"),
        "interpreter": _("Interpreter"),
        "policy council": _("Policy council"),
    }
    return {**words.parts, **labels(language), **known}


def taken_for(line: Line, rows: Sequence[Row], language: str, zone: str) -> str:
    """What a line of the source was understood as: "Item 3 · Report · For adoption"."""
    row = rows[line.row - 1] if line.row and line.row <= len(rows) else Row()
    return " · ".join([_kind_of_line(line, row, language), *_values(line, row, language, zone)])


def row_in_words(row: Row, language: str) -> str:
    """What a row is called: "Item 3", "the item “Opening”"."""
    _ = words_of(language).say
    if row.what == SITTING:
        return _("sitting “{title}”").format(title=row.title())
    return (
        _("item {number}").format(number=row.number)
        if row.number
        else _("item “{title}”").format(title=row.title())
    )


def clocks(row: Row, zone: str) -> str:
    """What the clocks of this row's day are called: "CEST"; the zone itself where no day is given."""
    try:
        day = date.fromisoformat(row.date)
        return zone_label(datetime(day.year, day.month, day.day, NOON, tzinfo=UTC), zone)
    except (ValueError, OverflowError):
        return zone


def _kind_of_line(line: Line, row: Row, language: str) -> str:
    _ = words_of(language).say
    of = row_in_words(row, language) if line.row else ""
    match line.understood:
        case Understood.ITEM | Understood.SUB_ITEM | Understood.BREAK | Understood.SITTING:
            return of[:1].upper() + of[1:] if of else _("Sitting")
        case Understood.DECISION:
            return _("Draft decision of {row}").format(row=of)
        case Understood.CONTRIBUTOR:
            return _("Somebody with a part in {row}").format(row=of)
        case Understood.CONTINUED:
            return _("Goes on with {row}").format(row=of)
    return _plainly(line.understood, _)


def _plainly(understood: Understood, _: Callable[[str], str]) -> str:
    return {
        Understood.HEADING: _("About the meeting"),
        Understood.DAY: _("Day"),
        Understood.LABEL: _("Label"),
        Understood.COLUMNS: _("Headings of the columns"),
        Understood.BLANK: _("Empty line"),
    }.get(understood, _("Not understood"))


def _values(line: Line, row: Row, language: str, zone: str) -> list[str]:
    """What a line gave, but for what its first words say already."""
    if line.understood is Understood.COLUMNS:
        return []
    called = clocks(Row(date=row.date or dict(line.values).get("date", "")), zone)
    said = (
        _value(name, value, language, called)
        for name, value in line.values
        if name not in SAID_FIRST and not (value == row.title() and not row.number)
    )
    return [words for words in said if words]


def _value(name: str, value: str, language: str, zone: str) -> str:
    words = words_of(language)
    match name:
        case "kind" if value in set(Kind):
            return words.kinds[Kind(value)]
        case "purpose" if value in set(Purpose):
            return words.purposes[Purpose(value)]
        case "format" if value in set(Format):
            return words.formats[Format(value)]
        case "start" | "end" | "time":
            return f"{value} {zone}"
        case "minutes":
            return words.say("{minutes} min").format(minutes=value)
        case "fixed" | "withdrawn":
            return labels(language)[name] if value == YES else ""
    return value.replace("\n", "; ")


def found_in_words(found: Found, language: str) -> list[tuple[str, str]]:
    """What the file says of the meeting itself: a label and words."""
    words = words_of(language)
    _ = words.say
    form = words.formats[Format(found.format)] if found.format in set(Format) else found.format
    said = [
        (_("Title"), found.title),
        (_("Date"), found.date),
        (_("Time zone"), found.zone),
        (_("Place"), found.place),
        (_("Held"), form),
    ]
    return [(label, value) for label, value in said if value]
