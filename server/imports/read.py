"""The way in: a file or a pasted text, whatever it calls itself, as a reading.

What a file is, its content says; its name only tells a table without known headings from running text.
"""

from server.imports import delimited, grounds, sheets, structured
from server.imports.documents import read_document
from server.imports.encodings import text_in
from server.imports.faults import MEGABYTE, Unreadable, too_large
from server.imports.grids import GridRow
from server.imports.packages import Parts, parts_of
from server.imports.reading import Reading
from server.imports.tables import Mapped, read_grid
from server.imports.text import read_text

MOST_FILE = 10 * MEGABYTE
MOST_CONTENT = 4 * MEGABYTE
"""Of tables and JSON; a file of an office program is mostly wrapping and pictures."""

ZIP, OLE = b"PK", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
REFUSED = ((OLE, grounds.OLD_OFFICE), (b"%PDF", grounds.PDF), (b"{\\rtf", grounds.RTF))
OTHERWISE_READ = {ground.code for ground in (grounds.PDF, grounds.RTF, grounds.NOT_KNOWN)}
"""Why no table is in a file, said in words that offer other ways to bring an agenda."""
PAGES = ("<!doctype", "<html", "<?xml", "<head", "<body", "<table", "<div")


def read(name: str, content: bytes, *, zone: str, mapping: Mapped | None = None) -> Reading:
    """What this file says, row by row; nothing is kept of it.

    `zone` is the IANA name of the meeting's zone ("" if it is not known yet): labels that contradict it are warned
    of. `mapping` tells what the columns of a table mean, where their headings do not (`columns.MEANINGS`).
    Raises `Unreadable`, one clear sentence, for anything that is no agenda.
    """
    inside = opened(content)
    if isinstance(inside, str):
        return _text(name.lower(), inside, zone, mapping)
    return _office(inside, zone, mapping)


def read_table(content: bytes, known: delimited.Known) -> tuple[GridRow, ...]:
    """The cells of a table in CSV or XLSX as they stand there; `known` tells headings. Raises `Unreadable`.

    What spreadsheets might run begins with an apostrophe, unless somebody wrote it without (`delimited.shown`).
    """
    try:
        inside = opened(content)
    except Unreadable as fault:
        raise Unreadable.because(grounds.NO_TABLE) if fault.code in OTHERWISE_READ else fault from None
    if isinstance(inside, str):
        if inside.lstrip()[:20].lower().startswith(PAGES):
            raise Unreadable.because(grounds.NO_TABLE)
        return delimited.grid_of(inside, known, as_it_is=True)
    if "xl/workbook.xml" not in inside:
        raise Unreadable.because(grounds.NO_TABLE)
    return tuple(
        GridRow(row.number, tuple(map(delimited.guarded, row.cells))) for row in sheets.grid_of(inside)
    )


def opened(content: bytes) -> Parts | str:
    """What is in a file: the parts of an office program's, else its text. Raises `Unreadable`."""
    if len(content) > MOST_FILE:
        raise too_large(len(content), MOST_FILE)
    if not content.strip():
        raise Unreadable.because(grounds.EMPTY)
    for start, ground in REFUSED:
        if content.startswith(start):
            raise Unreadable.because(ground)
    if content.startswith(ZIP):
        return parts_of(content)
    if len(content) > MOST_CONTENT:
        raise too_large(len(content), MOST_CONTENT)
    text = text_in(content)
    if not text.strip():
        raise Unreadable.because(grounds.EMPTY)
    return text


def _office(parts: Parts, zone: str, mapping: Mapped | None) -> Reading:
    if "word/document.xml" in parts:
        return read_document(parts, zone=zone, mapping=mapping)
    if "xl/workbook.xml" in parts:
        return read_grid(sheets.grid_of(parts), zone=zone, mapping=mapping)
    raise Unreadable.because(grounds.NOT_KNOWN)


def _text(name: str, text: str, zone: str, mapping: Mapped | None) -> Reading:
    words = text.lstrip()
    if words[:20].lower().startswith(PAGES):
        raise Unreadable.because(grounds.WEB_PAGE)
    if structured.is_json(words, certainly=name.endswith(".json")):
        return structured.read_json(words, zone=zone)
    table = delimited.is_table(text) or (name.endswith((".csv", ".tsv")) and delimited.is_even(text))
    if mapping or table:
        return read_grid(delimited.grid_of(text), zone=zone, mapping=mapping)
    return read_text(text, zone=zone)
