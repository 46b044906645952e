"""What an uploaded file is taken for, and under which name it is handed out again."""

import re
from urllib.parse import unquote

import pytest

from models.planning.papers import MEDIA, OTHER_MEDIA
from server.paper_pages.media import disposition, file_name, media_of

ZIP, OLE = b"PK\x03\x04\x14\x00", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\x00"
BEGIN = {
    "pdf": b"%PDF-1.7\n",
    "rtf": b"{\\rtf1\\ansi",
    "txt": b"Ordre du jour",
    "csv": "1;Opening\r\n".encode("utf-16"),
    "png": b"\x89PNG\r\n\x1a\n\x00",
    "gif": b"GIF89a\x00",
    "webp": b"RIFF\x24\x00\x00\x00WEBPVP8 ",
    **dict.fromkeys(("doc", "xls", "ppt"), OLE),
    **dict.fromkeys(("docx", "xlsx", "pptx", "odt", "ods", "odp", "zip"), ZIP),
    **dict.fromkeys(("jpg", "jpeg"), b"\xff\xd8\xff\xe0"),
    **dict.fromkeys(("tif", "tiff"), b"II*\x00"),
}


@pytest.mark.parametrize("ending", MEDIA)
def test_a_file_that_is_what_its_name_says_has_that_type(ending: str) -> None:
    assert media_of(f"Report.{ending.upper()}", BEGIN[ending]) == MEDIA[ending]


@pytest.mark.parametrize("ending", sorted(set(MEDIA) - {"txt", "csv"}))
def test_a_page_under_any_other_name_is_just_bytes(ending: str) -> None:
    assert media_of(f"report.{ending}", b"<!doctype html><script>alert(1)</script>") == OTHER_MEDIA


@pytest.mark.parametrize(
    "name", ["page.html", "image.svg", "page.xhtml", "script.js", "pdf", "x.", "", ".pdf.exe"]
)
def test_what_is_on_no_list_is_just_bytes(name: str) -> None:
    for begin in (*BEGIN.values(), b"<svg xmlns='http://www.w3.org/2000/svg'>", b""):
        assert media_of(name, begin) == OTHER_MEDIA


@pytest.mark.parametrize("ending", ["txt", "csv"])
def test_what_is_no_text_is_none(ending: str) -> None:
    assert media_of(f"report.{ending}", b"\x7fELF\0\0\0") == OTHER_MEDIA


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("report.pdf", "report.pdf"),
        ("C:\\Users\\me\\report.pdf", "report.pdf"),
        ("../../etc/passwd", "passwd"),
        ("Relevé des  décisions.docx", "Relevé des décisions.docx"),
        ("Отчёт.pdf", "Отчёт.pdf"),
        ("会议.pdf", "会议.pdf"),
        ("report\r\nSet-Cookie: x.pdf", "report Set-Cookie: x.pdf"),
        ("harmless\u202efdp.exe", "harmlessfdp.exe"),
        ("\0\u200b", "paper"),
        ("..", "paper"),
        (".pdf", "paper.pdf"),
        ("x" * 400 + ".pdf", "x" * 150 + ".pdf"),
        ("x" * 400, "x" * 150),
        ("a." + "b" * 400, ("a." + "b" * 400)[:150]),
        ("", "paper"),
    ],
)
def test_a_file_keeps_its_name_and_nothing_that_hides_in_it(given: str, kept: str) -> None:
    assert file_name(given) == kept


@pytest.mark.parametrize(
    "name", ['a";b.pdf', "Отчёт.pdf", "é\r\n.pdf", "%41.pdf", "'*.pdf", "会议.pdf", "a\\b.pdf"]
)
def test_a_download_says_its_name_to_old_readers_and_new_ones(name: str) -> None:
    said = disposition(name)
    fitting = re.fullmatch(
        r"attachment; filename=\"([\w .-]+)\"; filename\*=UTF-8''([\w.%~-]+)", said, re.ASCII
    )
    assert fitting, said
    assert fitting[1].endswith(".pdf")
    assert unquote(fitting[2]) == file_name(name)
