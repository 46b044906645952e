"""CSV and XLSX as spreadsheets open them: nothing runs, accents are right, minutes are numbers."""

import csv
import io
import re
import zipfile

import pytest
from python_calamine import CalamineWorkbook

from models.planning.item import AgendaItem, ItemId, Kind
from models.text import Text
from server.exports.export import KINDS, FileFormat, export
from server.imports.plan import Drafted, plan_of
from server.imports.read import read

MADRID = "Europe/Madrid"
DANGEROUS = ["=1+1", "+1", "-1", "@SUM(A1)", "=cmd|'/C calc'!A1", "'=1"]


def plan(*titles: str) -> Drafted:
    return Drafted(
        items=tuple(
            AgendaItem(ItemId(f"item-{place}"), "10.10", Text(fr=title), Kind.REPORT, 20)
            for place, title in enumerate(titles, 1)
        )
    )


def cells(content: bytes, delimiter: str = ",") -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=delimiter))


@pytest.mark.parametrize("title", DANGEROUS)
def test_no_cell_of_a_csv_begins_like_a_formula(title: str) -> None:
    content = export(plan(title), FileFormat.CSV, MADRID, "en")
    assert [cell for row in cells(content) for cell in row if cell[:1] in "=+-@\t\r" and cell] == []
    assert read("a.csv", content, zone=MADRID).rows[0].title_fr == title


@pytest.mark.parametrize("title", DANGEROUS)
def test_a_workbook_holds_no_formula(title: str) -> None:
    content = export(plan(title), FileFormat.XLSX, MADRID, "en")
    with zipfile.ZipFile(io.BytesIO(content)) as workbook:
        sheet = workbook.read("xl/worksheets/sheet1.xml").decode()
        styles = workbook.read("xl/styles.xml").decode()
    assert "<f>" not in sheet
    assert title.startswith("'") or 'quotePrefix="1"' in styles
    assert read("a.xlsx", content, zone=MADRID).rows[0].title_fr == title


def test_a_number_keeps_its_last_nought() -> None:
    content = export(plan("Rapport"), FileFormat.XLSX, MADRID, "en")
    row = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()[1]
    assert "10.10" in row
    assert 20.0 in row


def test_french_and_spanish_spreadsheets_divide_by_semicolons() -> None:
    for language, delimiter in (("en", ","), ("fr", ";"), ("es", ";")):
        content = export(plan("Débat"), FileFormat.CSV, MADRID, language)
        assert content.startswith(b"\xef\xbb\xbf")
        assert len(cells(content, delimiter)[0]) == len(cells(content, delimiter)[1]) > 20


def test_headings_and_words_are_the_readers_and_clocks_say_their_zone() -> None:
    heading, row = cells(export(plan("Débat"), FileFormat.CSV, MADRID, "fr"), ";")
    assert {"Titre (fr)", "Début (Europe/Madrid)", "Durée", "Séance"} <= set(heading)
    assert {"point", "Débat", "rapport", "20"} <= set(row)


def test_a_time_that_was_changed_in_the_file_becomes_a_fixed_start() -> None:
    first = plan_of(
        read("a", b"date,start,title,minutes\n2021-11-17,10:00,A,20\n,10:20,B,10\n", zone=MADRID).rows, MADRID
    )
    assert isinstance(first, Drafted)
    content = export(first, FileFormat.CSV, MADRID, "en")
    assert first.items[1].fixed_start is None
    changed = plan_of(read("a", content.replace(b"10:20", b"10:45"), zone=MADRID).rows, MADRID)
    assert isinstance(changed, Drafted)
    assert str(changed.items[1].fixed_start) == "2021-11-17 09:45:00+00:00"


@pytest.mark.parametrize("form", FileFormat)
def test_a_character_that_no_file_can_hold_stops_nothing(form: FileFormat) -> None:
    content = export(plan("A\x00B\x0b\uffffC"), form, MADRID, "fr", title=Text(fr="A\x01"))
    assert re.sub(r"[^A-C]", "", read("a", content, zone=MADRID).rows[0].title()) == "ABC"


def test_every_format_says_what_it_is() -> None:
    assert KINDS.keys() == set(FileFormat)
    assert len({kind.suffix for kind in KINDS.values()}) == len(FileFormat)
