"""What the pages of the import send: a file or a text to read, or rows to check and keep, with what they came of.

A row's fields are named by column and number (`title_en.12`). Nothing is kept between two presses: the form carries
the file along, so that it can be read again.
"""

import asyncio
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from starlette.requests import Request

from server.import_pages.import_source import Source, brought, fields_in, source_in
from server.imports.rows import COLUMNS, MOST_ROWS, Row

MOST_FIELDS = MOST_ROWS * len(COLUMNS) + 500

_ROW = re.compile(r"what\.(\d{1,5})")
_PRESSED_AT = re.compile(r"(add|remove)\.(\d{1,5})")


class Act(StrEnum):
    """What was pressed; all but the last keep nothing."""

    READ = "read"
    CHECK = "check"
    ADD = "add"
    REMOVE = "remove"
    KEEP = "keep"


@dataclass(frozen=True)
class Pressed:
    """One press: `id` is its own, `language` that of the file, `day` that of times without one."""

    act: Act = Act.READ
    at: int = 0
    id: str = ""
    source: Source = Source()
    rows: tuple[Row, ...] = ()
    language: str = ""
    day: str = ""
    instead: bool = False

    def changed(self) -> "Pressed":
        """With a row more, or less, where that was asked."""
        match self.act:
            case Act.ADD:
                above = self.rows[self.at - 1] if 0 < self.at <= len(self.rows) else Row()
                fresh = Row(depth=above.depth if above.what == Row().what else "0")
                return replace(self, rows=(*self.rows[: self.at], fresh, *self.rows[self.at :]))
            case Act.REMOVE:
                return replace(self, rows=(*self.rows[: self.at - 1], *self.rows[self.at :]))
        return self


async def pressed(request: Request) -> Pressed:
    """What this request brings. Raises `TooMuch`, and `Unreadable` where there are too many rows."""
    if source := await brought(request):
        return Pressed(source=source)
    return await asyncio.to_thread(_of_rows, await request.body())


def _of_rows(body: bytes) -> Pressed:
    fields = fields_in(body, MOST_FIELDS, MOST_ROWS)
    act, at = fields.get("do", ""), 0
    if found := _PRESSED_AT.fullmatch(act):
        act, at = found[1], int(found[2])
    return Pressed(
        act=Act(act) if act in set(Act) else Act.CHECK,
        at=at,
        id=fields.get("id", ""),
        source=source_in(fields),
        rows=_rows(fields),
        language=fields.get("of", ""),
        day=fields.get("day", "").strip(),
        instead=fields.get("where") == "instead",
    )


def _rows(fields: Mapping[str, str]) -> tuple[Row, ...]:
    numbers = sorted(int(found[1]) for name in fields if (found := _ROW.fullmatch(name)))
    return tuple(
        Row(**{column: fields.get(f"{column}.{number}", "") for column in COLUMNS}) for number in numbers
    )
