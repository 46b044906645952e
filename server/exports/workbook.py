"""XLSX: one sheet, every cell a text but the minutes. Nothing in it is a formula or a link."""

import io
from datetime import datetime
from zoneinfo import ZoneInfo

import xlsxwriter  # type: ignore[import-untyped]
from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]

from models.text import Text
from server.exports.grid import cells, heading
from server.imports.delimited import DANGEROUS
from server.imports.flat import rows_of
from server.imports.plan import Drafted
from server.imports.rows import COLUMNS

NUMBERS = {"minutes", "limit"}
WIDTHS = {
    "title_en": 44,
    "title_fr": 44,
    "title_es": 44,
    "contributors": 40,
    "links": 30,
    "place": 20,
    "chair": 24,
}
WIDE = {f"decision_{language}": 50 for language in ("en", "fr", "es")}
USUAL_WIDTH = 12
ALWAYS = datetime(1980, 1, 1)  # noqa: DTZ001 - no moment: the same agenda gives the same bytes


def xlsx_of(plan: Drafted, zone: ZoneInfo, language: str, title: Text) -> bytes:
    """The agenda as a workbook."""
    written = io.BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    with xlsxwriter.Workbook(written, options) as workbook:
        properties = {"title": title.read(language)[0], "author": "Hemicycle", "created": ALWAYS}
        workbook.set_properties(properties)
        sheet = workbook.add_worksheet()
        text = workbook.add_format({"num_format": "@", "text_wrap": True, "valign": "top"})
        quoted = workbook.add_format(
            {"num_format": "@", "text_wrap": True, "valign": "top", "quote_prefix": True}
        )
        bold = workbook.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
        for place, column in enumerate(COLUMNS):
            sheet.set_column(place, place, (WIDTHS | WIDE).get(column, USUAL_WIDTH), text)
            sheet.write_string(0, place, heading(column, zone, language), bold)
        for number, row in enumerate(rows_of(plan, zone), 1):
            for place, cell in enumerate(cells(row, language)):
                _write(sheet, number, place, cell, quoted if cell[:1] in DANGEROUS else text)
        sheet.freeze_panes(1, 0)
    return written.getvalue()


def _write(sheet: Worksheet, row: int, place: int, cell: str, form: object) -> None:
    """A cell that begins like a formula is a text that stays one when it is edited (its format says so)."""
    if not cell:
        return
    if COLUMNS[place] in NUMBERS:
        sheet.write_number(row, place, int(cell))
    else:
        sheet.write_string(row, place, cell, form)
