"""CSV in UTF-8 with its mark, so that spreadsheets read the accents; cells they would run are kept from it."""

import csv
import io
from zoneinfo import ZoneInfo

from models.text import Text
from server.exports.grid import cells, heading
from server.imports.delimited import guarded
from server.imports.flat import rows_of
from server.imports.plan import Drafted
from server.imports.rows import COLUMNS

DELIMITERS = {"en": ","}
OTHERWISE = ";"
"""Where the comma stands in numbers, spreadsheets divide cells by semicolons."""


def csv_of(plan: Drafted, zone: ZoneInfo, language: str, _: Text) -> bytes:
    """The agenda as CSV; the title of the meeting is not in it.

    A cell that begins like a formula gets an apostrophe before it, which reading takes off again.
    """
    written = io.StringIO(newline="")
    writer = csv.writer(written, delimiter=DELIMITERS.get(language, OTHERWISE))
    writer.writerow(heading(column, zone, language) for column in COLUMNS)
    for row in rows_of(plan, zone):
        writer.writerow(guarded(cell) for cell in cells(row, language))
    return written.getvalue().encode("utf-8-sig")
