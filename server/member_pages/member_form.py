"""What the pages of the import of members send: a file to read, or rows to check and keep.

A row that is as it was read is carried in one field (`row.12`); one that is open has a field a column (`country.12`).
"""

import asyncio
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

import msgspec
from starlette.requests import Request

from server.import_pages.import_source import Source, brought, fields_in, source_in
from server.imports.grids import MOST_COLUMNS
from server.imports.member_columns import MEANINGS
from server.imports.member_rows import COLUMNS, MOST_ROWS, MemberRow
from server.imports.reading import Column

MOST_FIELDS = MOST_ROWS * (len(COLUMNS) + 2) + 5 * MOST_COLUMNS
UNSAID = "?"
"""What a column means, where nobody has said it."""

_ROW = re.compile(r"(?:row|line)\.(\d{1,5})")
_READ_AS = re.compile(r"as\.(\d{1,3})")
_PRESSED_AT = re.compile(r"(open|drop)\.(\d{1,5})")
_REMOVED = "remove."


class Act(StrEnum):
    """What was pressed; only the last two change anything."""

    READ = "read"
    CHECK = "check"
    OPEN = "open"
    DROP = "drop"
    KEEP = "keep"
    UNDO = "undo"


@dataclass(frozen=True)
class PressedMembers:
    """One press: `id` is its own, `seen` the body's last entry that its page knew, `opened` rows to be corrected.

    `offices`: those that are not known shall be entered.
    """

    act: Act = Act.READ
    id: str = ""
    source: Source = Source()
    columns: tuple[Column, ...] = ()
    rows: tuple[MemberRow, ...] = ()
    opened: frozenset[int] = frozenset()
    removed: frozenset[str] = frozenset()
    seen: int = 0
    offices: bool = False

    @property
    def given(self) -> frozenset[str]:
        return frozenset(column.means for column in self.columns if column.means)


async def pressed_members(request: Request) -> PressedMembers:
    """What this request brings. Raises `TooMuch`, and `Unreadable` where there are too many rows."""
    if source := await brought(request):
        return PressedMembers(source=source)
    return await asyncio.to_thread(_of_rows, await request.body())


def packed(row: MemberRow) -> str:
    """A row in one field."""
    values = {column: row.raw(column) for column in (*COLUMNS, "surplus") if row.raw(column)}
    return msgspec.json.encode({"line": str(row.line), **values}).decode()


def settled(mapping: Mapping[int, str]) -> Mapping[int, str]:
    """What columns are said to mean, without those of which nobody has said it."""
    return {place: means for place, means in mapping.items() if means != UNSAID}


def _of_rows(body: bytes) -> PressedMembers:
    fields = fields_in(body, MOST_FIELDS, MOST_ROWS)
    act, at = fields.get("do", ""), 0
    if found := _PRESSED_AT.fullmatch(act):
        act, at = found[1], int(found[2])
    source = source_in(fields)
    numbers = sorted({int(found[1]) for name in fields if (found := _ROW.fullmatch(name))})[:MOST_ROWS]
    rows = [_row(fields, number) for number in numbers]
    opened = {place for place, number in enumerate(numbers, 1) if f"line.{number}" in fields}
    if act == Act.OPEN:
        opened.add(at)
    if act == Act.DROP and 0 < at <= len(rows):
        del rows[at - 1]
        opened = {place - (place > at) for place in opened if place != at}
    return PressedMembers(
        act=Act(act) if act in set(Act) else Act.CHECK,
        id=fields.get("id", ""),
        source=replace(source, mapping=settled(source.mapping)),
        columns=_columns(fields),
        rows=tuple(rows),
        opened=frozenset(opened),
        removed=frozenset(name.removeprefix(_REMOVED) for name in fields if name.startswith(_REMOVED)),
        seen=_number(fields.get("seen", "")),
        offices="offices" in fields,
    )


def _row(fields: Mapping[str, str], number: int) -> MemberRow:
    if f"line.{number}" in fields:
        values = {column: fields.get(f"{column}.{number}", "") for column in (*COLUMNS, "surplus")}
        return MemberRow(line=_number(fields[f"line.{number}"]), **values)
    try:
        given = msgspec.json.decode(fields[f"row.{number}"], type=dict[str, str])
    except (msgspec.MsgspecError, UnicodeError):
        given = {}
    values = {column: given.get(column, "") for column in (*COLUMNS, "surplus")}
    return MemberRow(line=_number(given.get("line", "")), **values)


def _columns(fields: Mapping[str, str]) -> tuple[Column, ...]:
    """The columns of the file as it was read."""
    places = sorted(int(found[1]) for name in fields if (found := _READ_AS.fullmatch(name)))
    return tuple(
        Column(place, fields.get(f"heading.{place}", ""), means if means in MEANINGS else "")
        for place in places[:MOST_COLUMNS]
        for means in (fields[f"as.{place}"],)
    )


def _number(said: str) -> int:
    return int(said) if said.isascii() and said.isdecimal() and len(said) < len("1000000000") else 0
