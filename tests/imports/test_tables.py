"""Tables as CSV and XLSX: delimiters, encodings, headings in three languages, days and times as Excel keeps them."""

import codecs
from datetime import UTC, date, datetime, time, timedelta

import pytest
import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from server.imports.columns import HEADINGS, columns_of
from server.imports.read import read
from server.imports.reading import Column, Reading, Understood
from server.imports.rows import COLUMNS, Row
from tests.imports.files import sheet, xlsx
from tests.imports.reading import drafted, filled, refused, text

MADRID = "Europe/Madrid"
AGENDA = "number,title,minutes,label\n1,Débat,20,For decision\n2,Élection,10,\n"


def csv(words: str, name: str = "agenda.csv", **more) -> Reading:
    return read(name, words.encode(), zone=MADRID, **more)


def items(reading: Reading) -> list[Row]:
    return [row for row in reading.rows if row.what == "item"]


def odd(reading: Reading) -> list[str]:
    return [one.in_words("en") for line in reading.lines for one in line.warnings]


# ------------------------------------------------------------------------------- delimiters, encodings


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le+mark", "utf-16-be+mark"])
def test_every_delimiter_and_encoding_gives_the_same(delimiter: str, encoding: str) -> None:
    words = AGENDA.replace(",", delimiter)
    marks = {"utf-16-le+mark": codecs.BOM_UTF16_LE, "utf-16-be+mark": codecs.BOM_UTF16_BE}
    content = marks.get(encoding, b"") + words.encode(encoding.removesuffix("+mark"))
    assert read("agenda.csv", content, zone=MADRID).rows == csv(AGENDA).rows


def test_what_excel_says_of_its_delimiter_is_believed() -> None:
    assert csv('sep=;\nnumber;title\n1;"One; two, three"\n').rows[0].title() == "One; two, three"


def test_a_comma_in_a_title_does_not_divide_it() -> None:
    assert csv('title;minutes\n"Opportunities, for all";20\n').rows[0].title() == "Opportunities, for all"


def test_old_mac_and_windows_line_ends_are_the_same() -> None:
    assert csv(AGENDA.replace("\n", "\r\n")).rows == csv(AGENDA.replace("\n", "\r")).rows == csv(AGENDA).rows


def test_a_cell_of_several_lines_counts_its_lines() -> None:
    reading = csv('title,decision\n"One","Adopt\nthe report"\nTwo,\n')
    assert reading.rows[0].decision_en == "Adopt\nthe report"
    assert [line.number for line in reading.lines] == [1, 2, 4]


def test_a_table_pasted_from_a_spreadsheet_is_a_table() -> None:
    assert [row.minutes for row in text("Title\tMinutes\nOpening\t20\nDebate\t40").rows] == ["20", "40"]


# ------------------------------------------------------------------------------------------- headings


@pytest.mark.parametrize("language", [0, 1, 2])
def test_the_headings_of_exports_are_known_in_every_language(language: int) -> None:
    assert columns_of([names[language] for names in HEADINGS.values()]) == COLUMNS


@pytest.mark.parametrize(
    ("headings", "meanings"),
    [
        ("No.,Item,Time,Speaker", "number,title,time,speaker"),
        ("Item,Title,Duration (min)", "number,title,minutes"),
        ("Point,Intitulé,Durée,Intervenants,Mention", "number,title,minutes,speaker,purpose"),
        ("Punto,Título,Duración,Ponentes,Moderador", "number,title,minutes,speaker,moderator"),
        ("Heure (CEST),Séance,Salle,Titre", "time,sitting,place,title"),
        ("Session,Room,Start time,End time", "title,place,start,end"),
        ("title_en,title_fr,Título (es)", "title_en,title_fr,title_es"),
        ("Title (French),Draft decision (fr)", "title_fr,decision_fr"),
        ("Title,Title,Colour", "title,,"),
        ("date,start_assumed,chair_office,led_by,policy_council", "date,start,chair,lead,policy council"),
    ],
)
def test_headings_are_known_by_many_names(headings: str, meanings: str) -> None:
    assert columns_of(headings.split(",")) == tuple(meanings.split(","))


def test_what_is_above_the_headings_is_about_the_meeting() -> None:
    reading = csv("World Council,,\n17 November 2021,,\n\nNo.,Title,Minutes\n1,Opening,20\n")
    assert (reading.found.title, reading.found.date) == ("World Council", "2021-11-17")
    assert [line.understood.value for line in reading.lines] == [
        "heading",
        "heading",
        "blank",
        "columns",
        "item",
    ]
    assert [row.title() for row in reading.rows] == ["World Council", "Opening"]


def test_a_column_that_is_not_known_is_reported() -> None:
    reading = csv("Title,Colour\nOpening,red\n", mapping={})
    assert odd(reading) == ["The column “Colour” was not understood and is left out."]
    assert reading.columns == (Column(0, "Title", "title"), Column(1, "Colour", ""))


def test_a_table_without_titles_asks_for_them() -> None:
    fault = refused("Quoi,Combien\nOuverture,20\nDébat,30\n".encode())
    assert (fault.code, fault.columns) == ("no_titles", ("Quoi", "Combien"))


def test_a_mapping_says_what_the_columns_mean() -> None:
    reading = csv("Quoi,Combien\nOuverture,20\nDébat,30\n", mapping={0: "title_fr", 1: "minutes"})
    assert [(row.title_fr, row.minutes) for row in reading.rows] == [("Ouverture", "20"), ("Débat", "30")]


def test_a_mapping_can_take_a_guess_away() -> None:
    assert csv("Title,Minutes\nOpening,20\n", mapping={1: ""}).rows[0].minutes == ""


# -------------------------------------------------------------------------------------------- shapes


def test_days_of_an_agenda_are_sittings_where_no_column_names_them() -> None:
    reading = csv("date,start,title\n2022-02-21,10:00,A\n2022-02-21,11:00,B\n2022-02-22,9:00,C\n")
    assert [(row.what, row.title(), row.date, row.start) for row in reading.rows] == [
        ("sitting", "Day 1", "2022-02-21", "10:00"),
        ("item", "A", "", "10:00"),
        ("item", "B", "", "11:00"),
        ("sitting", "Day 2", "2022-02-22", "09:00"),
        ("item", "C", "", "09:00"),
    ]


def test_merged_cells_stand_for_all_their_rows() -> None:
    reading = csv("sitting,date,title\nMorning,2022-02-21,A\n,,B\nAfternoon,,C\n,,D\n")
    plan = drafted(reading)
    assert [one.title.en for one in plan.sittings] == ["Morning", "Afternoon"]
    assert [one.sitting for one in plan.items] == ["sitting-1", "sitting-1", "sitting-2", "sitting-2"]


def test_a_row_with_a_single_cell_heads_what_follows() -> None:
    reading = csv("time,title\nMorning session,\n10:00,A\nLunch,\nAfternoon session,\n2:00,B\n")
    assert [(row.what, row.title(), row.start) for row in reading.rows] == [
        ("sitting", "Morning session", "10:00"),
        ("item", "A", "10:00"),
        ("sitting", "Afternoon session", "14:00"),
        ("item", "B", "14:00"),
    ]


def test_rows_side_by_side_are_sittings_of_a_programme() -> None:
    words = "date,start,end,title,room\n2022-02-21,10:00,11:00,A,Red\n2022-02-21,10:30,12:00,B,Blue\n"
    plan = drafted(csv(words))
    assert [(one.title.en, one.place) for one in plan.sittings] == [("A", "Red"), ("B", "Blue")]
    assert [one.minutes for one in plan.items] == [60, 90]


def test_start_and_end_in_one_column_are_both_read() -> None:
    reading = csv("Time,Title\n9h30 – 10h00,Opening\n10:00-12:00,Debate\n")
    assert [(row.start, row.end) for row in reading.rows] == [("09:30", "10:00"), ("10:00", "12:00")]


def test_levels_are_told_by_numbers_bullets_or_a_column() -> None:
    assert [row.depth for row in csv("no,title\n1,A\n1.1,B\n1.2,C\n2,D\n").rows] == ["0", "1", "1", "0"]
    assert [row.depth for row in csv("title,minutes\nA,1\n   - B,1\n   - C,1\nD,1\n").rows] == [
        "0",
        "1",
        "1",
        "0",
    ]
    assert [row.depth for row in csv("level,title\n0,A\n1,B\n2,C\n7,D\n0,E\n").rows] == [
        "0",
        "1",
        "2",
        "3",
        "0",
    ]


def test_who_has_a_part_stands_in_columns_of_their_own() -> None:
    words = (
        "Title,Moderator,Speaker,Speaker,Organisation\nDebate,Mayor of Soria,Ana Ruiz,Mayor of Iriga,\n"
        "Report,,Li Mingyuan,,UCLG Asia-Pacific\n"
    )
    plan = drafted(csv(words))
    assert [(one.part, one.holder, one.organisation) for one in plan.items[0].roles] == [
        ("moderator", "Mayor of Soria", ""),
        ("speaker", "", ""),
        ("speaker", "Mayor of Iriga", ""),
    ]
    assert [(one.part, one.organisation) for one in plan.items[1].roles] == [("speaker", "UCLG Asia-Pacific")]
    assert [named.name for named in plan.names] == ["Ana Ruiz", "Li Mingyuan"]


def test_kinds_and_labels_that_are_not_known_are_guessed_and_reported() -> None:
    reading = csv("title,kind,label\nReport of the Bureau,thing,For fun\n")
    assert filled(reading.rows[0]) == {"title_en": "Report of the Bureau", "kind": "report"}
    assert odd(reading) == [
        "“For fun” is no label that is known, and is left out.",
        "“thing” is no kind of item; report was guessed.",
    ]


@pytest.mark.parametrize(
    ("cell", "minutes"),
    [
        ("20", "20"),
        ("20 min", "20"),
        ("20'", "20"),
        ("1h30", "90"),
        ("2 hours", "120"),
        ("0:45", "45"),
        ("soon", ""),
    ],
)
def test_minutes_are_understood(cell: str, minutes: str) -> None:
    assert csv(f"title,minutes\nOpening,{cell}\n").rows[0].minutes == minutes


def test_the_zone_of_a_heading_is_found_and_compared() -> None:
    words = "date,Start (CET),title\n2021-11-17,10:00,A\n"
    assert csv(words).found.zone == "CET"
    assert odd(csv(words)) == []
    assert odd(csv(words.replace("CET", "ET"))) == [
        "The text says ET, but the clocks of the meeting are those of Europe/Madrid (UTC+1). Check the times."
    ]


# ------------------------------------------------------------------------------------------ workbooks


def test_a_workbook_is_read_from_its_first_sheet_that_holds_something() -> None:
    reading = read("a.xlsx", sheet(row.split(",") for row in AGENDA.splitlines()), zone=MADRID)
    assert reading.rows == csv(AGENDA).rows


def test_days_times_and_numbers_are_read_as_excel_keeps_them() -> None:
    def fill(worksheet: Worksheet, workbook: xlsxwriter.Workbook) -> None:
        form = {name: workbook.add_format({"num_format": name}) for name in ("yyyy-mm-dd", "hh:mm", "[h]:mm")}
        worksheet.write_row(2, 1, ["Date", "Start", "End", "No.", "Title", "Duration"])
        worksheet.write_datetime(3, 1, date(2021, 11, 17), form["yyyy-mm-dd"])
        worksheet.write_datetime(3, 2, time(9, 30), form["hh:mm"])
        worksheet.write_number(3, 3, 0.75)
        worksheet.write_number(3, 4, 10.1)
        worksheet.write_string(3, 5, "Opening")
        worksheet.write_number(3, 6, 20)
        worksheet.write_datetime(
            4, 1, datetime(2021, 11, 18, 9, 0, tzinfo=UTC).replace(tzinfo=None), form["yyyy-mm-dd"]
        )
        worksheet.write_number(4, 4, 11)
        worksheet.write_string(4, 5, "Debate")
        worksheet.write_datetime(4, 6, timedelta(hours=1, minutes=5), form["[h]:mm"])
        worksheet.write_number(5, 1, 44519)
        worksheet.write_string(5, 5, "Closing")

    reading = read("a.xlsx", xlsx(fill), zone=MADRID)
    assert [(row.number, row.start, row.end, row.minutes) for row in items(reading)] == [
        ("10.1", "09:30", "18:00", "20"),
        ("11", "", "", "65"),
        ("", "", "", ""),
    ]
    assert [row.date for row in reading.rows if row.what == "sitting"] == [
        "2021-11-17",
        "2021-11-18",
        "2021-11-19",
    ]
    assert [line.number for line in reading.lines if line.understood is Understood.COLUMNS] == [3]


def test_formulas_come_as_the_values_they_had() -> None:
    def fill(worksheet: Worksheet, _: xlsxwriter.Workbook) -> None:
        worksheet.write_row(0, 0, ["Title", "Minutes"])
        worksheet.write_formula(1, 0, '=CONCATENATE("Open","ing")', None, "Opening")
        worksheet.write_formula(1, 1, "=10+10", None, 20)

    assert filled(read("a.xlsx", xlsx(fill), zone=MADRID).rows[0]) == {
        "title_en": "Opening",
        "kind": "opening",
        "minutes": "20",
    }


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)"])
def test_a_cell_that_looks_like_a_formula_is_a_text(cell: str) -> None:
    rows = [["Title", "Place"], ["Opening", cell]]
    words = "\n".join(",".join(row) for row in rows)
    assert drafted(csv(f"date,{words.replace(chr(10), chr(10) + '2021-11-17,')}")).sittings[0].place == cell
    dated = [["Date", *rows[0]], ["2021-11-17", *rows[1]]]
    assert drafted(read("a.xlsx", sheet(dated), zone=MADRID)).sittings[0].place == cell
