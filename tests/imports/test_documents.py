"""DOCX: tables with headings, numbered and bulleted lists, plain paragraphs."""

from docx.document import Document as Paper
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Inches
from docx.text.paragraph import Paragraph

from server.imports.read import read
from server.imports.reading import Reading
from tests.imports.files import docx, table
from tests.imports.reading import drafted, file, text

MADRID = "Europe/Madrid"


def document(fill) -> Reading:
    return read("agenda.docx", docx(fill), zone=MADRID)


def titles(reading: Reading) -> list[tuple[str, str, str, str]]:
    return [(row.what, row.depth, row.number, row.title()) for row in reading.rows]


def at_level(paragraph: Paragraph, level: int) -> None:
    """Set a paragraph of a list at a deeper level, as Word does with Tab."""
    numbering = paragraph._p.get_or_add_pPr().get_or_add_numPr()
    numbering.get_or_add_ilvl().val = level


def test_a_table_is_mapped_by_its_headings() -> None:
    def fill(paper: Paper) -> None:
        paper.add_heading("World Council", 0)
        paper.add_paragraph("17 November 2021, Barcelona")
        table(paper, [["No.", "Title", "Minutes"], ["1", "Opening", "20"], ["1.1", "Welcome", "5"]])

    reading = document(fill)
    assert (reading.found.title, reading.found.date, reading.found.place) == (
        "World Council",
        "2021-11-17",
        "Barcelona",
    )
    assert titles(reading) == [
        ("sitting", "0", "", "World Council"),
        ("item", "0", "1", "Opening"),
        ("item", "1", "1.1", "Welcome"),
    ]


def test_the_heading_above_a_table_names_the_sitting() -> None:
    def fill(paper: Paper) -> None:
        paper.add_heading("Council", 0)
        for name in ("Business session", "Policy debate"):
            paper.add_heading(name, 1)
            table(paper, [["Time", "Title"], ["10:00", f"Opening of the {name}"]])

    assert titles(document(fill)) == [
        ("sitting", "0", "", "Business session"),
        ("item", "0", "", "Opening of the Business session"),
        ("sitting", "0", "", "Policy debate"),
        ("item", "0", "", "Opening of the Policy debate"),
    ]


def test_lists_tell_levels_and_numbers() -> None:
    def fill(paper: Paper) -> None:
        paper.add_paragraph("Committee")
        paper.add_paragraph("Agenda")
        paper.add_paragraph("Report of the meeting\tFor adoption", "List Number")
        paper.add_paragraph("The Committee is invited to adopt the report.")
        paper.add_paragraph("Awards", "List Number")
        at_level(paper.add_paragraph("First award", "List Bullet"), 1)
        paper.add_paragraph("Other", "List Number")

    reading = document(fill)
    assert titles(reading) == [
        ("item", "0", "1", "Report of the meeting"),
        ("item", "0", "2", "Awards"),
        ("item", "1", "", "First award"),
        ("item", "0", "3", "Other"),
    ]
    assert (reading.rows[0].purpose, reading.rows[0].decision_en) == (
        "adoption",
        "The Committee is invited to adopt the report.",
    )


def test_headings_are_sittings_above_lists() -> None:
    def fill(paper: Paper) -> None:
        paper.add_heading("Council", 0)
        paper.add_heading("Opening debate", 1)
        paper.add_paragraph("Welcome", "List Bullet")
        paper.add_heading("Decisions of the year", 1)
        paper.add_paragraph("Budget", "List Bullet")

    assert titles(document(fill)) == [
        ("sitting", "0", "", "Opening debate"),
        ("item", "0", "", "Welcome"),
        ("sitting", "0", "", "Decisions of the year"),
        ("item", "0", "", "Budget"),
    ]


def test_paragraphs_are_the_lines_of_a_text() -> None:
    for name, zone in (
        ("world-assembly-2024.txt", "America/New_York"),
        ("statutory-affairs-2020.txt", MADRID),
    ):
        words = file(name).decode()
        content = docx(lambda paper, words=words: [paper.add_paragraph(line) for line in words.splitlines()])
        assert drafted(read("a.docx", content, zone=zone), zone) == drafted(text(words, zone), zone)


def test_an_indented_paragraph_stands_below() -> None:
    def fill(paper: Paper) -> None:
        paper.add_paragraph("- One")
        paper.add_paragraph("- Two").paragraph_format.left_indent = Inches(0.5)

    assert [row.depth for row in document(fill).rows] == ["0", "1"]


def test_a_table_without_headings_is_read_as_text() -> None:
    def fill(paper: Paper) -> None:
        paper.add_paragraph("Council, 17 November 2021")
        table(paper, [["10:00", "Opening"], ["10:30", "Debate"]])

    assert [(row.title(), row.start) for row in document(fill).rows if row.what == "item"] == [
        ("Opening", "10:00"),
        ("Debate", "10:30"),
    ]


def test_what_was_deleted_is_not_read_and_what_was_inserted_is() -> None:
    def fill(paper: Paper) -> None:
        paper.add_paragraph("1. Opening")
        paragraph = paper.add_paragraph("2. Budget ")
        for mark, words in (("w:del", "2021"), ("w:ins", "2022")):
            change = OxmlElement(mark)
            change.append(paragraph.add_run(words)._r)
            paragraph._p.append(change)
        run = OxmlElement("w:instrText")
        run.text = "HYPERLINK"
        paragraph.add_run()._r.append(run)
        assert paragraph._p.find(qn("w:del")) is not None

    assert [row.title() for row in document(fill).rows] == ["Opening", "Budget 2022"]


def test_merged_cells_count_once() -> None:
    def fill(paper: Paper) -> None:
        table(paper, [["Sitting", "Title"], ["Morning", "A"], ["", "B"]])
        made = paper.tables[0]
        made.cell(1, 0).merge(made.cell(2, 0))

    assert titles(document(fill)) == [
        ("sitting", "0", "", "Morning"),
        ("item", "0", "", "A"),
        ("item", "0", "", "B"),
    ]
