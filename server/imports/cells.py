"""What the cells of a row say: dates, times, minutes, people, however the program that wrote them keeps them."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from server.imports import grounds
from server.imports.clocks import Clock, Span, spans_in
from server.imports.columns import PARTS
from server.imports.days import date_in
from server.imports.faults import Remark, quote, remark
from server.imports.notation import Person, alone, divided, plain

FIRST_DAY = date(1899, 12, 30)
SERIAL = range(20_000, 80_000)  # days of Excel: 1954 to 2119
HOUR = 60
LONGEST_TIME = 80  # letters of a cell that says a day or a time

_FRACTION = re.compile(r"0?\.\d+|0|1")
_MINUTES = re.compile(
    r"(?:(?P<hours>\d{1,2})\s?(?:h|hr|hrs|hours?|heures?|horas?)\s?(?=$|\d))?"
    r"(?:(?P<minutes>\d{1,5})\s?(?:m|min|mins|minutes?|minutos?|['\u2032’])?\.?)?",
    re.IGNORECASE,
)
_CLOCKED = re.compile(r"(?P<hours>\d{1,2}):(?P<minutes>[0-5]\d)(?::00)?")


BODIES = {"policy council", "organisation"}
"""Columns that hold organisations, whatever they look like."""


@dataclass(frozen=True)
class Cells:
    """A row by what its columns mean: trimmed fields, who has a part, and the title as it stands."""

    fields: Mapping[str, str]
    people: tuple[Person, ...] = ()
    title: str = ""

    def of(self, field: str) -> str:
        return self.fields.get(field, "")


def cells_of(cells: Sequence[str], meanings: Sequence[str], language: str) -> Cells:
    """The cells of a row by their meanings; titles and decisions that name no language are in this one."""
    fields: dict[str, str] = {}
    people: list[Person] = []
    title = ""
    for means, cell in zip(meanings, cells, strict=False):
        if means.startswith("title"):
            title = title or cell
        field = f"{means}_{language}" if means in {"title", "decision"} else means
        if means in PARTS or means == "organisation":
            people = _with(people, means, cell.strip())
        elif means and cell.strip():
            fields.setdefault(field, cell.strip())
    return Cells(fields, tuple(people), title)


def _with(people: list[Person], part: str, cell: str) -> list[Person]:
    """The people so far and those of one more cell; an organisation is that of the only person, if there is one."""
    if not cell:
        return people
    if part == "organisation" and len(people) == 1 and not people[0].organisation:
        return [replace(people[0], organisation=cell)]
    if part in BODIES:
        return [*people, Person("" if part == "organisation" else part, organisation=cell)]
    return [*people, *(alone(part, plain(entry)) for entry in divided(cell, ";\n"))]


def text_of_cell(value: object) -> str:
    """A cell of a workbook as text: days as 2021-11-17, times as 09:30, whole numbers without a point."""
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case datetime():
            day = value.date().isoformat()
            return day if value.time() == time() else f"{day} {value:%H:%M}"
        case date():
            return value.isoformat()
        case time():
            return f"{value:%H:%M:%S}".removesuffix(":00")
        case timedelta():
            minutes = value // timedelta(minutes=1)
            return f"{minutes // HOUR}:{minutes % HOUR:02}"
        case float() if value.is_integer():
            return str(int(value))
    return str(value)


def day_of_cell(cell: str) -> tuple[str, tuple[Remark, ...]]:
    """The date of a cell as 2021-11-17, and what is odd; "" where there is none."""
    if cell.isdecimal() and int(cell) in SERIAL:
        return (FIRST_DAY + timedelta(days=int(cell))).isoformat(), ()
    if dated := date_in(cell) if len(cell) <= LONGEST_TIME else None:
        return dated.day.isoformat(), dated.odd
    return "", (remark(grounds.UNREAD_CELL, said=quote(cell)),) if cell else ()


def times_of_cell(cell: str) -> tuple[Span, ...]:
    """The times of a cell; a bare fraction is one of a day, as Excel keeps times."""
    if _FRACTION.fullmatch(cell):
        minutes = round(float(cell) * 24 * HOUR)
        return (Span(Clock(cell, minutes // HOUR, minutes % HOUR), None, (0, len(cell))),)
    if len(cell) > LONGEST_TIME:
        return ()
    dated = date_in(cell)
    return spans_in(cell[dated.at[1] :] if dated else cell)


def minutes_of_cell(cell: str) -> str | None:
    """The minutes of a cell ("20", "20 min", "1h30", "0:45"); None where it says none."""
    found = _CLOCKED.fullmatch(cell) or _MINUTES.fullmatch(cell)
    if not cell or found is None or len(cell) > LONGEST_TIME:
        return None
    return str(int(found["hours"] or 0) * HOUR + int(found["minutes"] or 0))
