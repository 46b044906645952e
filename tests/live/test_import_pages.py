"""An agenda comes in by a file or a pasted text: understood, put right, kept whole or not at all."""

import asyncio
import io
import zipfile
from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
import pytest_asyncio

from models.belonging.roles import Role
from models.planning.item import Kind, Purpose
from server.import_pages.import_source import MOST_BYTES
from tests.live.drafted import BASE, SLUG, Drafted, convocation, drafted_in, item
from tests.live.importing import HERE, SETUP, Desk

FILES = Path(__file__).parents[1] / "imports"
MADRID = convocation("Europe/Madrid", "Madrid")
NEW_YORK = convocation("America/New_York", "New York")
STATUTORY = (FILES / "statutory-affairs-2020.txt").read_text("utf-8")
NAMES = (
    "number,title,contributors\n1,Opening,keynote: Ana Ruiz | Mayor of Soria | Forum of Regions\n2,Report,\n"
)


@pytest_asyncio.fixture
async def drafted(tmp_path: Path) -> AsyncIterator[Drafted]:
    async with drafted_in(tmp_path / "data") as made:
        yield made


@pytest_asyncio.fixture
async def desk(drafted: Drafted) -> Desk:
    """The secretariat of a draft in Madrid, at its import."""
    await drafted.draft(MADRID)
    return Desk(drafted, await drafted.token("secretariat"))


def utc(*moment: int) -> datetime:
    return datetime(*moment, tzinfo=UTC)  # type: ignore[misc,arg-type]


def titles(desk: Desk) -> list[str]:
    return [one.title.en for one in desk.meeting.items()]


# ------------------------------------------------------------------------------- four real agendas, by hand


async def test_a_committees_letter_is_pasted_put_right_and_kept(desk: Desk) -> None:
    page = await desk.paste(STATUTORY)
    assert page.status == 200
    assert "Lines: 12. Understood: 12. Not understood: 0." in page.words
    assert (
        "Item 1 · Report of the Committee on Statutory Affairs in Durban · For adoption · Report"
        in page.words
    )
    assert "Draft decision of item 1" in page.words
    assert page.rows()[0]["start"] == "16:30"
    kept = await desk.keep(page, {"title_en.3": "External assessment of UCLG"})
    assert (kept.status, kept.to) == (303, SETUP)
    [sitting] = desk.meeting.agenda.sittings
    assert (sitting.starts, sitting.ends) == (utc(2020, 5, 27, 14, 30), utc(2020, 5, 27, 15, 30))
    items = desk.meeting.agenda.items
    assert [one.number for one in items] == ["1", "2", "3", "4", "5", "6"]
    assert items[1].title.en == "External assessment of UCLG"
    assert (items[0].purpose, items[0].sitting) == (Purpose.ADOPTION, sitting.id)
    assert items[0].draft_decision.en.endswith("1. Adopt the report of the meeting.")


async def test_an_assembly_in_new_york_starts_on_new_yorks_clocks(drafted: Drafted) -> None:
    await drafted.draft(NEW_YORK)
    desk = Desk(drafted, await drafted.token("secretariat"))
    page = await desk.choose((FILES / "world-assembly-2024.txt").read_bytes())
    assert (await desk.keep(page)).status == 303
    morning, afternoon = desk.meeting.agenda.sittings
    assert (morning.starts, morning.ends) == (utc(2024, 9, 19, 15), utc(2024, 9, 19, 17, 30))
    assert afternoon.starts == utc(2024, 9, 19, 19)
    first, second, *_ = desk.meeting.agenda.items
    assert (first.title.en, first.kind, first.minutes) == ("High-Level Opening", Kind.OPENING, 20)
    assert second.title.en == "Session 1: Digital Futures and Localization"
    assert [one.title.en for one in desk.meeting.items() if one.parent == second.id] == [
        "Political commitment",
        "Actions for implementation",
        "Multilateral strategies",
    ]


async def test_a_programme_of_several_tracks_is_kept_with_an_agenda_for_each(desk: Desk) -> None:
    page = await desk.choose((FILES / "executive-bureau-2022.csv").read_bytes(), "programme.csv")
    assert (await desk.keep(page)).status == 303
    tracks = {agenda.track.title.en: agenda for agenda in desk.meeting.parallel if agenda.track}
    assert set(tracks) == {"Statutory", "Policy Councils"}
    first = tracks["Policy Councils"].sittings[0]
    assert first.title.en.startswith("Municipal Peace Talks")
    assert (first.starts, first.ends) == (utc(2022, 6, 13, 8, 45), utc(2022, 6, 13, 10, 30))
    assert first.contributors[0].organisation == "World Human Rights Cities Forum of Gwangju"
    assert sum(len(agenda.sittings) for agenda in tracks.values()) == 9


async def test_a_table_of_a_council_is_kept_with_sittings_chairs_and_minutes(desk: Desk) -> None:
    page = await desk.choose((FILES / "world-council-2021.csv").read_bytes(), "council.csv")
    assert (await desk.keep(page)).status == 303
    agenda = desk.meeting.agenda
    assert [one.chair for one in agenda.sittings][:2] == ["Mayor of Barcelona", "Mayor of Kazan"]
    adoption = next(one for one in agenda.items if one.number == "1")
    assert (adoption.title.en, adoption.minutes, adoption.fixed_start) == (
        "Adoption of the agenda",
        5,
        utc(2021, 11, 17, 10, 40),
    )
    assert len(agenda.items) == 22


# ---------------------------------------------------------------------------------- what the preview says


async def test_what_was_not_understood_stands_first_and_is_counted(desk: Desk) -> None:
    page = await desk.paste(
        f"{STATUTORY}\nPlease find your seat cards at the entrance; see you there, friends\n"
    )
    assert "Lines: 13. Understood: 12. Not understood: 1." in page.words
    assert page.words.index("This line was not understood") < page.words.index(
        "COMMITTEE ON STATUTORY AFFAIRS"
    )


async def test_a_zone_that_is_not_the_meetings_is_told_with_what_to_do(drafted: Drafted) -> None:
    await drafted.draft(NEW_YORK)
    page = await Desk(drafted, await drafted.token("secretariat")).paste(STATUTORY)
    assert "Times are read as New York time (" in page.words
    assert "The text says CEST, but the clocks of the meeting are those of America/New_York (UTC-4)" in (
        page.words.replace("−", "-")
    )
    assert "change the meeting's zone first" in page.words


async def test_an_odd_time_is_warned_of(desk: Desk) -> None:
    page = await desk.paste("Agenda\n17 November 2021\n\n1. Opening 16:00 PM\n2. Report 16:30\n")
    assert "“16:00 PM” is taken for 16:00" in page.words


async def test_the_columns_of_a_table_are_read_otherwise_when_told_so(desk: Desk) -> None:
    page = await desk.choose(b"title,theme\nFirst,Water\nSecond,Air\n", "table.csv")
    assert [row["title_en"] for row in page.rows()] == ["First", "Second"]
    again = await desk.press(page, "read", {"column.0": "-", "column.1": "title"})
    assert [row["title_en"] for row in again.rows()] == ["Water", "Air"]


async def test_a_table_without_known_headings_asks_which_is_which(desk: Desk) -> None:
    page = await desk.choose(b"wer,was\nRuiz,Bericht\nKing,Debatte\n", "tabelle.csv")
    assert page.status == 422
    assert "Which column holds the titles?" in page.words
    again = await desk.press(page, "read", {"column.1": "title"})
    assert [row["title_en"] for row in again.rows()] == ["Bericht", "Debatte"]


async def test_the_pages_speak_the_readers_language_where_words_are_known(desk: Desk) -> None:
    page = await desk.paste(STATUTORY, lang="fr")
    assert "Pour adoption" in page.words


# ------------------------------------------------------------------------------------------ put right


async def test_what_is_wrong_stands_at_its_row_and_everything_typed_stays(desk: Desk) -> None:
    page, before = await desk.paste(STATUTORY), desk.meeting.seq
    wrong = {"start.3": "25:99", "title_en.4": "", "track.5": "“Süd”", "decision_en.6": "One\r\nTwo"}
    for do in ("check", "keep"):
        back = await desk.press(page, do, wrong)
        assert back.status == 422
        assert "“25:99” is no time of day. Write it as 09:30." in back.words
        assert "This row needs a title." in back.words
        assert back.fields["start.3"] == "25:99"
        assert back.fields["track.5"] == "“Süd”"
        assert back.fields["decision_en.6"] == "One\nTwo"
        assert back.fields["id"] == page.fields["id"]
    assert desk.meeting.seq == before
    mended = await desk.press(back, "check", {"start.3": "16:45", "title_en.4": "Awards"})
    assert mended.status == 200
    assert "Nothing is wrong with these rows." in mended.words


async def test_a_row_is_added_and_another_taken_away(desk: Desk) -> None:
    page = await desk.paste(STATUTORY)
    page = await desk.press(page, "add.7")
    assert page.fields["title_en.8"] == ""
    page = await desk.press(page, "remove.3", {"title_en.8": "Any other business", "number.8": "7"})
    assert (await desk.keep(page)).status == 303
    assert [one.number for one in desk.meeting.items()] == ["1", "3", "4", "5", "6", "7"]
    assert titles(desk)[-1] == "Any other business"


async def test_ids_avoid_what_is_there_and_tracks_are_joined(desk: Desk) -> None:
    programme = (FILES / "executive-bureau-2022.csv").read_bytes()
    for _ in range(2):
        assert (await desk.keep(await desk.choose(programme, "a.csv"), {"where": "behind"})).status == 303
    assert len(desk.meeting.parallel) == 2
    ids = [one.id for one in desk.meeting.items()]
    assert len(ids) == len(set(ids)) == 18


async def test_a_draft_may_have_its_agenda_replaced(desk: Desk) -> None:
    await desk.keep(await desk.paste("1. One\n2. Two\n"))
    page = await desk.paste("1. Three\n2. Four\n")
    assert page.fields["where"] == "behind"
    assert (await desk.keep(page, {"where": "instead"})).status == 303
    assert titles(desk) == ["Three", "Four"]


async def test_once_convened_a_meeting_only_grows(drafted: Drafted) -> None:
    await drafted.convene(MADRID, items=[item("1", "Opening")])
    desk = Desk(drafted, await drafted.token("secretariat"))
    page = await desk.paste("2. Budget\n3. Other matters\n")
    assert "where" not in page.fields
    refused = await desk.keep(page, {"where": "instead"})
    assert refused.status == 422
    assert "convened already" in refused.words
    assert (await desk.keep(page)).status == 303
    assert titles(desk) == ["Opening", "Budget", "Other matters"]


async def test_names_of_speakers_are_in_the_directory_and_in_no_entry(desk: Desk) -> None:
    assert (await desk.keep(await desk.choose(NAMES.encode(), "a.csv"))).status == 303
    [speaker] = desk.meeting.agenda.items[0].roles
    assert (speaker.holder, desk.drafted.parts.directory.name(speaker.person)) == (
        "Mayor of Soria",
        "Ana Ruiz",
    )
    assert "Ruiz" not in repr(desk.chamber.entries)


# --------------------------------------------------------------------------------------- kept once


async def test_the_same_press_twice_keeps_once(desk: Desk) -> None:
    page = await desk.choose(NAMES.encode(), "a.csv")
    first = await desk.keep(page)
    seq = desk.meeting.seq
    assert (first.status, (await desk.keep(page)).status) == (303, 303)
    assert desk.meeting.seq == seq


async def test_two_presses_at_the_same_moment_keep_once(desk: Desk) -> None:
    page = await desk.choose(NAMES.encode(), "a.csv")
    answers = await asyncio.gather(desk.keep(page), desk.keep(page))
    assert [answer.status for answer in answers] == [303, 303]
    assert titles(desk) == ["Opening", "Report"]


async def test_another_agenda_from_the_same_page_is_not_kept_beside_the_first(desk: Desk) -> None:
    page = await desk.paste("1. One\n2. Two\n")
    await desk.keep(page)
    again = await desk.keep(page, {"title_en.1": "Uno"})
    assert (again.status, again.fields["title_en.1"]) == (409, "Uno")
    assert "This agenda was kept already" in again.words
    assert titles(desk) == ["One", "Two"]


# ------------------------------------------------------------------------------------------ what is no agenda


def bomb() -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("xl/workbook.xml", b" " * 100_000_000)
    return packed.getvalue()


HOSTILE: dict[str, tuple[Callable[[], bytes], str]] = {
    "bomb.xlsx": (bomb, "Unpacked, this file is far larger than any agenda or list."),
    "many.csv": (lambda: b"title\n" + b"One more\n" * 10_000, "There are more than 2000 lines or rows."),
    "latin.csv": (lambda: "title,lieu\nSéance,Córdoba\n".encode("latin-1"), "in an old encoding"),
    "columns.csv": (lambda: b"a,b,c\n1,2,3\n", "Which column holds the titles?"),
    "noise.bin": (lambda: bytes(range(1, 256)) * 40, "."),
    "damaged.docx": (lambda: b"PK\x03\x04" + b"x" * 400, "This file is damaged"),
    "old.doc": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 400, "an older format of Word or Excel"),
    "scan.pdf": (lambda: b"%PDF-1.7 x", "A PDF cannot be read here."),
    "nothing.txt": (lambda: b"", "There is nothing to read"),
    "large.txt": (lambda: b"x" * 10_500_000, "at most 10 MB can be read at once"),
    "huge.txt": (lambda: b"x" * (MOST_BYTES + 1), "at most 10 MB can be read at once"),
}


@pytest.mark.parametrize("name", HOSTILE)
async def test_what_is_no_agenda_is_refused_in_a_sentence(desk: Desk, name: str) -> None:
    made, words = HOSTILE[name]
    before = desk.meeting.seq
    page = await desk.choose(made(), name)
    assert page.status == 422
    assert words in page.words.partition("Import an agenda Choose")[0]
    assert desk.meeting.seq == before


async def test_a_formula_is_a_title_like_any_other(desk: Desk) -> None:
    page = await desk.choose(b'number,title\n1,"=HYPERLINK(""https://evil.example"")"\n2,Two\n', "a.csv")
    await desk.keep(page)
    assert titles(desk)[0] == '=HYPERLINK("https://evil.example")'
    assert b"\"'=HYPERLINK" in (await desk.export("csv")).content


async def test_markup_in_a_file_is_shown_as_letters(desk: Desk) -> None:
    content = b'number,title\n1,<script>alert(1)</script>\n2,"</textarea><b>"\n'
    answer = await desk.drafted.http.post(HERE, headers=desk.headers, files={"file": ("<b>.csv", content)})
    assert "<script>alert" not in answer.text
    assert "</textarea><b>" not in answer.text


async def test_more_fields_than_rows_there_may_be_are_refused(desk: Desk) -> None:
    body = "&".join(f"what.{n}=item" for n in range(60_000))
    headers = {**desk.headers, "Content-Type": "application/x-www-form-urlencoded"}
    answer = await desk.drafted.http.post(HERE, headers=headers, content=body)
    assert answer.status_code == 422
    assert "There are more than 2000" in answer.text


async def test_what_is_posted_by_no_page_of_ours_harms_nothing(desk: Desk) -> None:
    for fields in (
        {"do": "keep"},
        {"do": "keep", "what.1": "Kobold", "title_en.1": "One"},
        {"do": "keep", "what.99999": "item", "source": "%%%", "column.9": "x", "of": "x" * 99},
        {"do": "remove.7", "what.1": "item"},
        {"do": "add.99999"},
        {"do": "no such", "day": "yesterday"},
        {"do": "keep", "what.1": "item", "title_en.1": "One", "day": "yesterday"},
        {"do": "keep", "what.1": "item", "title_en.1": "One", "date.1": "0001-01-01", "start.1": "00:01"},
        {"do": "keep", "what.1": "item", "title_en.1": "\ud83d\ude00\0" * 100, "id": "\0" * 300},
        {"do": "read", "source": "AAAA"},
    ):
        sent = {
            name: value.encode("utf-16", "surrogatepass").decode("utf-16") for name, value in fields.items()
        }
        answer = await desk.drafted.http.post(HERE, headers=desk.headers, data=sent)
        assert answer.status_code in {200, 303, 409, 422}, fields


async def test_the_largest_agenda_is_read_checked_and_kept(desk: Desk) -> None:
    table = "number,title,draft decision\n" + "".join(
        f"{n},Título {n},Se invita al Comité a aprobarlo\n" for n in range(1, 1999)
    )
    page = await desk.choose(table.encode(), "many.csv")
    assert page.status == 200
    assert (await desk.keep(page)).status == 303
    assert len(desk.meeting.agenda.items) == 1998


# ----------------------------------------------------------------------------------------- who may


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.SECRETARIAT])
async def test_nobody_but_the_secretariat_imports(drafted: Drafted, role: str) -> None:
    await drafted.convene(MADRID)
    somebody = Desk(drafted, await drafted.token(role))
    before = somebody.meeting.seq
    assert (await somebody.come()).status == 403
    assert (await somebody.paste("1. One\n2. Two\n")).status == 403
    assert somebody.meeting.seq == before


async def test_the_public_is_asked_to_sign_in(drafted: Drafted) -> None:
    await drafted.convene(MADRID)
    public = Desk(drafted)
    assert [(await public.come()).status, (await public.paste("1. One\n")).status] == [401, 401]


async def test_who_may_not_is_told_before_the_file_is_read(drafted: Drafted) -> None:
    await drafted.convene(MADRID)
    assert (await Desk(drafted).choose(b"x" * (MOST_BYTES + 1))).status == 401


async def test_a_form_of_another_house_imports_nothing(desk: Desk) -> None:
    http, before = desk.drafted.http, desk.meeting.seq
    link = await desk.drafted.parts.operator.link("secretariat", SLUG)
    assert (await http.post(link, headers={"Origin": BASE})).status_code == 303
    seq = desk.meeting.seq
    text = {"text": (None, "1. One\n2. Two\n")}
    assert (await http.post(HERE, files=text, headers={"Origin": "https://evil.example"})).status_code == 403
    assert (await http.post(HERE, files=text)).status_code == 403
    assert (await http.post(HERE, files=text, headers={"Origin": BASE})).status_code == 200
    assert desk.meeting.seq == seq >= before
