"""What the pages of every import send: a file or a text to read, and then with each press what it was.

Nothing is kept between two presses: the form carries the file along, so that it can be read again.
"""

import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import parse_qsl

from starlette.datastructures import UploadFile
from starlette.requests import Request

from server.edge import take_up_to
from server.imports import grounds
from server.imports.faults import Unreadable, too_large
from server.imports.grids import MOST_COLUMNS
from server.imports.read import MOST_CONTENT, MOST_FILE
from server.imports.reading import Column

MOST_BYTES = 12 * 2**20
"""Of a press: a file of `MOST_FILE`, or the fields of as many rows as there may be with the text they came of."""
MOST_OF_A_FILE = 20
"""Fields beside a file."""
LONGEST_FILE_NAME = 200

_COLUMN = re.compile(r"column\.(\d{1,3})")


@dataclass(frozen=True)
class Source:
    """The file that is read, or a pasted text, which has no name; `mapping` says what its columns mean."""

    name: str = ""
    content: bytes = b""
    mapping: Mapping[int, str] = field(default_factory=dict)

    @property
    def carried(self) -> str:
        """The content as a form carries it; a file that is too large for that has to be chosen again."""
        return urlsafe_b64encode(self.content).decode() if len(self.content) <= MOST_CONTENT else ""

    @property
    def text(self) -> str:
        """A pasted text, as it was typed."""
        return "" if self.name else self.content.decode("utf-8", "replace")


async def brought(request: Request) -> Source | None:
    """The file or the text that this request brings; None where it brings rows. Raises `TooMuch`."""
    take_up_to(request, MOST_BYTES)
    if not request.headers.get("content-type", "").startswith("multipart/"):
        return None
    fields = await request.form(max_files=1, max_fields=MOST_OF_A_FILE, max_part_size=MOST_BYTES)
    try:
        upload, text = fields.get("file"), fields.get("text")
        if isinstance(upload, UploadFile) and upload.filename:
            return Source(upload.filename[:LONGEST_FILE_NAME], await upload.read(MOST_FILE + 1))
        return Source(content=text.encode("utf-8", "replace") if isinstance(text, str) else b"")
    finally:
        await fields.close()


def too_large_upload(request: Request) -> Unreadable:
    """What to say of a press that brings too much, by the size it says it has."""
    return too_large(int(request.headers.get("content-length") or MOST_FILE), MOST_FILE)


def columns_asked(fault: Unreadable | None, source: Source) -> tuple[Column, ...]:
    """The columns of which somebody has to say what they mean, where none was understood and the file is there."""
    headings = fault.columns if fault and source.carried else ()
    return tuple(Column(at, heading, source.mapping.get(at, "")) for at, heading in enumerate(headings))


def fields_in(body: bytes, most: int, most_rows: int) -> Mapping[str, str]:
    """The fields of a form. Raises `Unreadable` where there are too many."""
    try:
        sent = parse_qsl(body.decode("ascii", "replace"), max_num_fields=most)
    except ValueError:
        raise Unreadable.because(grounds.TOO_MANY_ROWS, most=str(most_rows)) from None
    return {name: value.replace("\r\n", "\n") for name, value in sent}


def source_in(fields: Mapping[str, str]) -> Source:
    """The file that a form carries along, and what its columns are said to mean."""
    try:
        content = urlsafe_b64decode(fields.get("source", ""))
    except ValueError:
        content = b""
    places = (int(found[1]) for name in fields if (found := _COLUMN.fullmatch(name)))
    mapping = {place: fields[f"column.{place}"].strip("-") for place in places if place < MOST_COLUMNS}
    return Source(fields.get("name", "")[:LONGEST_FILE_NAME], content, mapping)
