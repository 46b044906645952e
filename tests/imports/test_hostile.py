"""What is no agenda, or means harm, gets one clear sentence, at once; nothing of it is kept."""

import random
import struct
import time
import tracemalloc
import zipfile
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.imports.faults import Unreadable
from server.imports.read import read
from server.imports.text import LONGEST_LINE, MOST_TEXT
from tests.imports.files import archive, docx, sheet, unpacked, xlsx
from tests.imports.reading import refused

SECONDS = 2.0
"""Of work: other programs may keep the machine busy, they do not count."""

WORKBOOK = sheet([["Title", "Minutes"], ["Opening", "20"]])
PAPER = docx(lambda paper: [paper.add_paragraph("1. Opening"), paper.add_paragraph("2. Closing")])
SHEET, WORDS = "xl/worksheets/sheet2.xml", "word/document.xml"


def with_part(content: bytes, name: str, part: bytes) -> bytes:
    return archive(unpacked(content) | {name: part})


def lying(content: bytes, size: int) -> bytes:
    """An archive whose first entry says it is this long, unpacked."""
    forged = bytearray(content)
    forged[22:26] = struct.pack("<I", size)
    directory = (
        forged.rfind(b"PK\x01\x02") if forged.count(b"PK\x01\x02") == 1 else forged.find(b"PK\x01\x02")
    )
    forged[directory + 24 : directory + 28] = struct.pack("<I", size)
    return bytes(forged)


def far_apart() -> bytes:
    """Two cells, at the first place of a sheet and at its last: as one block they would fill the memory."""
    return xlsx(
        lambda worksheet, _: [worksheet.write(0, 0, "Title"), worksheet.write(1_048_575, 16_383, "x")]
    )


def swelling() -> bytes:
    """One long text that very many cells share."""
    parts = unpacked(WORKBOOK)
    row = b"".join(b'<c r="%c%%d" t="s"><v>0</v></c>' % letter for letter in b"ABCDEFGHIJ")
    rows = b"".join(b'<row r="%d">' % n + row.replace(b"%d", b"%d" % n) + b"</row>" for n in range(1, 1900))
    head, _, rest = parts[SHEET].partition(b"<sheetData>")
    parts[SHEET] = head + b"<sheetData>" + rows + b"</sheetData>" + rest.partition(b"</sheetData>")[2]
    shared = parts["xl/sharedStrings.xml"]
    parts["xl/sharedStrings.xml"] = shared.replace(b"Title", b"x" * 1_000_000)
    return archive(parts)


LAUGHS = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>'
NUL = b"number,title\n1,Open\x00ing\n"
ROWS = b"number,title\n" + b"".join(b"%d,Item\n" % n for n in range(10_000))
LATIN = "number,title\n1,Débat général\n2,Élection\n".encode("latin-1")

HOSTILE: dict[str, tuple[str, bytes | Callable[[], bytes], str]] = {
    "nothing": ("a.csv", b"", "empty"),
    "blanks": ("a.txt", b" \r\n\t\n", "empty"),
    "only a mark": ("a.txt", b"\xef\xbb\xbf", "empty"),
    "latin-1": ("a.csv", LATIN, "not_utf8"),
    "NUL bytes": ("a.csv", NUL, "not_known"),
    "UTF-16 without a mark": ("a.csv", "title,minutes\nA,1\n".encode("utf-16-le"), "not_known"),
    "UTF-16 with one word": ("a.txt", "\ufeffAgenda".encode("utf-16"), "no_agenda"),
    "an odd byte of UTF-16": ("a.csv", b"\xff\xfet\x00i\x00t", "damaged"),
    "random bytes": ("a.csv", random.Random(1).randbytes(50_000), "not_known"),
    "a picture": ("a.csv", b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "not_known"),
    "10,000 rows": ("a.csv", ROWS, "too_many_rows"),
    "10,000 lines": ("a.txt", b"- item\n" * 10_000, "too_many_rows"),
    "10,000 rows of a workbook": ("a.xlsx", lambda: sheet([["Title"], *[["A"]] * 10_000]), "too_many_rows"),
    "10,000 paragraphs": ("a.docx", archive({WORDS: b""}), "damaged"),
    "5 MB of text": ("a.txt", b"- item of the agenda\n" * 250_000, "too_large"),
    "20 MB": ("a.xlsx", b"PK" + b"0" * 20_000_000, "too_large"),
    "one line of 2 MB": ("a.txt", b"1. " + b"9.30 " * 390_000, "too_large"),
    "a line of quotation marks": ("a.csv", b'title,minutes\n"Opening,20\n', "bad_table"),
    "no columns that are known": ("a.csv", b"foo,bar\n1,2\n3,4\n", "no_titles"),
    "300 columns": ("a.csv", b"title,minutes" + b"," * 300 + b"\nA,1\n", "too_wide"),
    "an old workbook": ("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "old_office"),
    "a PDF": ("a.docx", b"%PDF-1.7\n1 0 obj", "pdf"),
    "rich text": ("a.docx", rb"{\rtf1 Agenda}", "rtf"),
    "a web page": ("a.csv", b"<!DOCTYPE html><html><table>", "web_page"),
    "an open document": (
        "a.odt",
        archive({"mimetype": b"application/vnd.oasis.opendocument.text"}),
        "open_document",
    ),
    "some archive": ("a.xlsx", archive({"readme.txt": b"hello"}), "not_known"),
    "an empty archive": ("a.xlsx", b"PK\x05\x06" + b"\0" * 18, "not_known"),
    "half an archive": ("a.xlsx", WORKBOOK[: len(WORKBOOK) // 2], "damaged"),
    "a zip bomb": ("a.xlsx", lambda: archive({"xl/workbook.xml": b" " * 60_000_000}), "unpacks_too_large"),
    "a bomb of many parts": (
        "a.docx",
        lambda: archive({f"{n}.xml": b"" for n in range(1001)}),
        "unpacks_too_large",
    ),
    "a bomb that lies": (
        "a.xlsx",
        lambda: lying(archive({"xl/workbook.xml": b" " * 60_000_000}), 100),
        "damaged",
    ),
    "a bomb of another kind": (
        "a.xlsx",
        lambda: archive({"xl/workbook.xml": b" " * 10_000_000}, zipfile.ZIP_BZIP2),
        "damaged",
    ),
    "two cells far apart": ("a.xlsx", far_apart, "too_many_rows"),
    "a text that swells": ("a.xlsx", swelling, "unpacks_too_large"),
    "an empty workbook": ("a.xlsx", xlsx(lambda *_: None), "no_sheet"),
    "entities in a document": (
        "a.docx",
        with_part(PAPER, WORDS, LAUGHS + unpacked(PAPER)[WORDS]),
        "unsafe_xml",
    ),
    "entities in a workbook": ("a.xlsx", with_part(WORKBOOK, SHEET, LAUGHS), "unsafe_xml"),
    "XML in another encoding": (
        "a.docx",
        with_part(PAPER, WORDS, b'<?xml version="1.0" encoding="utf-16"?><a/>'),
        "unsafe_xml",
    ),
    "XML that is none": ("a.docx", with_part(PAPER, WORDS, b"<w:document"), "damaged"),
    "a workbook without its parts": ("a.xlsx", archive({"xl/workbook.xml": b"<workbook/>"}), "damaged"),
    "a document without words": ("a.docx", docx(lambda _: None), "no_agenda"),
    "prose": (
        "a.txt",
        b"Dear all,\nplease find attached the note that was sent last week by mail.\n",
        "no_agenda",
    ),
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_it_gets_one_clear_sentence_at_once(kind: str) -> None:
    name, content, code = HOSTILE[kind]
    content = content() if callable(content) else content
    begun = time.process_time()
    fault = refused(content, name)
    took = time.process_time() - begun
    assert fault.code == code
    assert took < SECONDS


def test_the_sentence_says_what_to_do() -> None:
    from server.languages import refusal_in_words  # noqa: PLC0415

    assert refusal_in_words(refused(LATIN), "en")["message"] == (
        "The letters of this file are in an old encoding, so accents would be wrong. Save it as “CSV UTF-8” or as"
        " text in UTF-8, and choose it again."
    )
    assert refusal_in_words(refused(ROWS), "en")["message"] == (
        "There are more than 2000 lines or rows. Divide the file and read its parts."
    )


def test_ten_thousand_paragraphs_are_refused_at_once() -> None:
    parts = unpacked(PAPER)
    paragraph = b"<w:p><w:r><w:t>1. Item</w:t></w:r></w:p>"
    parts[WORDS] = parts[WORDS].replace(b"<w:body>", b"<w:body>" + paragraph * 10_000)
    begun = time.process_time()
    assert refused(archive(parts), "a.docx").code == "too_many_rows"
    assert time.process_time() - begun < SECONDS


def test_elements_within_elements_do_not_end_the_program() -> None:
    parts = unpacked(PAPER)
    deep = b"<w:sdt><w:sdtContent>" * 50_000 + b"</w:sdtContent></w:sdt>" * 50_000
    parts[WORDS] = parts[WORDS].replace(b"<w:body>", b"<w:body>" + deep)
    assert len(read("a.docx", archive(parts), zone="").rows) == 2


@pytest.mark.parametrize("name", ["a.csv", "a.pdf", "a.xlsx", "a", "agenda.docx.exe"])
def test_a_wrong_name_makes_no_difference(name: str) -> None:
    for content in (WORKBOOK, PAPER, b"number,title\n1,Opening\n", b"1. Opening\n2. Closing\n"):
        assert read(name, content, zone="").rows[0].title() == "Opening"


def test_two_thousand_rows_are_read_in_time() -> None:
    rows = [["No.", "Title", "Minutes"], *([str(n), f"Item {n} of the agenda", "5"] for n in range(1, 2000))]
    text = "\n".join(f"- {title} ({minutes} min)" for _, title, minutes in rows[1:])
    for content in ("\n".join(",".join(row) for row in rows).encode(), sheet(rows), text.encode()):
        begun = time.process_time()
        assert len(read("a", content, zone="Europe/Madrid").rows) == 1999
        assert time.process_time() - begun < SECONDS


@pytest.mark.parametrize(
    "piece", ["1", "1.", "9:3", "a ", "(", "10:00 - ", "for ", "... ", "é(: ", "a\t", "- "]
)
def test_no_line_takes_long(piece: str) -> None:
    line = (piece * 500)[: LONGEST_LINE - 1] + "x"
    content = ("1. Opening\n" + f"{line}\n" * (MOST_TEXT // LONGEST_LINE - 1)).encode()
    begun = time.process_time()
    assert read("a.txt", content, zone="Europe/Madrid").rows
    assert time.process_time() - begun < SECONDS


@given(st.binary(max_size=400) | st.text(max_size=200).map(str.encode))
def test_whatever_comes_it_is_read_or_refused(content: bytes) -> None:
    try:
        read("a", content, zone="Europe/Madrid")
    except Unreadable as fault:
        assert fault.code  # noqa: PT017 - either is right; anything else is an error


@given(st.integers(0, len(WORKBOOK) - 1), st.integers(0, 255))
def test_a_workbook_with_a_wrong_byte_is_read_or_refused(place: int, byte: int) -> None:
    content = bytearray(WORKBOOK)
    content[place] = byte
    try:
        read("a", bytes(content), zone="Europe/Madrid")
    except Unreadable as fault:
        assert fault.code  # noqa: PT017 - the same


def test_an_archive_is_unpacked_no_further_than_it_says() -> None:
    """A part of 60 MB that says it is of 100 bytes: 100 are unpacked, and it is damaged."""
    content = lying(archive({"xl/workbook.xml": b" " * 60_000_000}), 100)
    tracemalloc.start()
    try:
        assert refused(content).code == "damaged"
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert most < 5_000_000
