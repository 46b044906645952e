"""A body's members as a table that people open and that comes back equal: CSV and XLSX.

Cells that spreadsheets would run are kept from it, as in the export of an agenda.
"""

import csv
import io
from collections.abc import Sequence

import xlsxwriter  # type: ignore[import-untyped]

from server.exports.comma_separated import DELIMITERS, OTHERWISE
from server.imports.delimited import DANGEROUS, guarded
from server.imports.member_columns import heading
from server.imports.member_lines import Known, row_of
from server.imports.member_rows import COLUMNS, MemberRow

NUMBERS = {"fees_paid_to", "weight"}
WIDE = 26
USUAL_WIDTH = 14


def rows_of_members(known: Known, language: str) -> tuple[MemberRow, ...]:
    """The members of a body, by name."""
    members = sorted(
        known.body.members.values(), key=lambda one: (one.name.read(language)[0].casefold(), one.id)
    )
    return tuple(row_of(member, known, language) for member in members)


def csv_of_members(rows: Sequence[MemberRow], language: str) -> bytes:
    """CSV in UTF-8 with its mark, divided as spreadsheets in this language expect it."""
    written = io.StringIO(newline="")
    writer = csv.writer(written, delimiter=DELIMITERS.get(language, OTHERWISE))
    writer.writerow(heading(column, language) for column in COLUMNS)
    for row in rows:
        writer.writerow(guarded(row.raw(column)) for column in COLUMNS)
    return written.getvalue().encode("utf-8-sig")


def xlsx_of_members(rows: Sequence[MemberRow], language: str) -> bytes:
    """A workbook of one sheet: every cell a text but years and weights. Nothing in it is a formula or a link."""
    written = io.BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    with xlsxwriter.Workbook(written, options) as workbook:
        workbook.set_properties({"author": "Hemicycle"})
        sheet = workbook.add_worksheet()
        text = workbook.add_format({"num_format": "@", "valign": "top"})
        quoted = workbook.add_format({"num_format": "@", "valign": "top", "quote_prefix": True})
        bold = workbook.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
        for place, column in enumerate(COLUMNS):
            wide = column.endswith(("_en", "_fr", "_es", "_name", "_office", "_address"))
            sheet.set_column(place, place, WIDE if wide else USUAL_WIDTH, text)
            sheet.write_string(0, place, heading(column, language), bold)
        for number, row in enumerate(rows, 1):
            for place, column in enumerate(COLUMNS):
                if column in NUMBERS and row.raw(column):
                    sheet.write_number(number, place, int(row.raw(column)))
                elif cell := row.raw(column):
                    sheet.write_string(number, place, cell, quoted if cell[:1] in DANGEROUS else text)
        sheet.freeze_panes(1, 0)
    return written.getvalue()
