"""Workbooks and documents for the tests, made as office programs make them."""

import io
import zipfile
from collections.abc import Callable, Iterable

import xlsxwriter
from docx import Document
from docx.document import Document as Paper
from xlsxwriter.worksheet import Worksheet


def xlsx(fill: Callable[[Worksheet, xlsxwriter.Workbook], None]) -> bytes:
    """A workbook with an empty first sheet, and a second that is filled in."""
    written = io.BytesIO()
    with xlsxwriter.Workbook(written, {"in_memory": True}) as workbook:
        workbook.add_worksheet("Notes")
        fill(workbook.add_worksheet("Agenda"), workbook)
    return written.getvalue()


def sheet(rows: Iterable[Iterable[str]]) -> bytes:
    """A workbook of texts."""

    def fill(worksheet: Worksheet, _: xlsxwriter.Workbook) -> None:
        for place, row in enumerate(rows):
            for column, cell in enumerate(row):
                worksheet.write_string(place, column, cell)

    return xlsx(fill)


def docx(fill: Callable[[Paper], None]) -> bytes:
    paper = Document()
    fill(paper)
    written = io.BytesIO()
    paper.save(written)
    return written.getvalue()


def table(paper: Paper, rows: list[list[str]]) -> None:
    made = paper.add_table(len(rows), len(rows[0]))
    for place, row in enumerate(rows):
        for column, cell in enumerate(row):
            made.cell(place, column).text = cell


def archive(parts: dict[str, bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", compression) as made:
        for name, content in parts.items():
            made.writestr(name, content)
    return written.getvalue()


def unpacked(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as made:
        return {name: made.read(name) for name in made.namelist()}
