"""DOCX as a document: titles, the reader's language first, nothing empty, and what a screen reader needs."""

import io

from docx import Document
from docx.document import Document as Paper
from docx.oxml.ns import qn

from models.planning.agenda import Agenda
from models.text import Text
from server.exports.export import FileFormat, export, gathered
from server.imports.plan import Drafted, plan_of
from server.imports.read import read
from server.imports.rows import Row
from tests.imports.reading import drafted, file

MADRID = "Europe/Madrid"


def council() -> Drafted:
    return drafted(read("a.csv", file("world-council-2021.csv"), zone=MADRID))


def paper(plan: Drafted, language: str = "en") -> Paper:
    title = Text("World Council", "Conseil mondial", "Consejo Mundial")
    return Document(io.BytesIO(export(plan, FileFormat.DOCX, MADRID, language, title=title)))


def test_it_has_a_title_and_a_heading_for_each_sitting() -> None:
    made = paper(council(), "fr")
    assert [
        (p.style.name, p.text) for p in made.paragraphs if p.style.name.startswith(("Title", "Heading"))
    ] == [
        ("Title", "Conseil mondial"),
        ("Heading 1", "Opening and policy debate"),
        ("Heading 1", "Business session"),
        ("Heading 1", "Lunch"),
        ("Heading 1", "Debate and closing"),
    ]


def test_it_says_the_zone_of_its_times() -> None:
    assert "All times: Europe/Madrid" in [p.text for p in paper(council()).paragraphs]
    assert read("a", export(council(), FileFormat.DOCX, MADRID, "en"), zone=MADRID).found.zone == MADRID


def test_the_day_of_a_sitting_is_in_words() -> None:
    facts = {row.cells[0].text: row.cells[1].text for row in paper(council(), "es").tables[0].rows}
    assert facts["Fecha"] == "miércoles 17 de noviembre de 2021"
    assert facts["Inicio (Europe/Madrid)"] == "09:30"
    assert facts["Presidencia"] == "Mayor of Barcelona"


def test_columns_in_which_nothing_stands_are_left_out() -> None:
    headings = [cell.text for cell in paper(council()).tables[3].rows[0].cells]
    assert headings == [
        "No.",
        "Title (en)",
        "Start (Europe/Madrid)",
        "Minutes",
        "Kind",
        "Label",
        "Contributors",
    ]


def test_planned_times_stand_beside_the_items() -> None:
    rows = [[cell.text for cell in row.cells] for row in paper(council()).tables[3].rows]
    assert [row[2] for row in rows[1:]][:4] == ["11:40", "11:45", "11:55", "12:10"]


def test_headings_of_tables_are_repeated_on_every_page() -> None:
    first = paper(council()).tables[1].rows[0]._tr
    assert first.trPr is not None
    assert first.trPr.find(qn("w:tblHeader")) is not None


def test_the_readers_language_stands_first_and_no_language_is_lost() -> None:
    made = plan_of([Row(title_en="Budget", title_fr="Le budget", title_es="")], MADRID)
    assert isinstance(made, Drafted)
    assert [cell.text for cell in paper(made, "fr").tables[0].rows[0].cells][:2] == ["Titre (fr)", "Durée"]
    assert "Titre (en)" in [cell.text for cell in paper(made, "fr").tables[0].rows[0].cells]


def test_the_agendas_of_all_tracks_are_exported_together() -> None:
    plan = council()
    halves = (Agenda(plan.sittings[:2], plan.items[:11]), Agenda(plan.sittings[2:], plan.items[11:]))
    assert gathered(halves) == plan
