"""An agenda goes out as a file in every format, and comes back equal by the pages of the import."""

import json
from pathlib import Path
from typing import Any

import pytest

from server.exports.export import KINDS, FileFormat
from tests.live.drafted import SLUG, Drafted, convocation, drafted_in, item
from tests.live.importing import Desk

MADRID = convocation("Europe/Madrid", "Madrid")
AGENDA = (Path(__file__).parent / "council-with-a-track.csv").read_bytes()


async def desk_in(drafted: Drafted, content: bytes, name: str) -> Desk:
    """The secretariat of a fresh draft that has just kept this file."""
    await drafted.draft(MADRID)
    desk = Desk(drafted, await drafted.token("secretariat"))
    page = await desk.choose(content, name)
    assert page.status == 200, page.words
    kept = await desk.keep(page)
    assert kept.status == 303, kept.words
    return desk


@pytest.mark.parametrize("form", FileFormat)
async def test_what_is_exported_is_imported_equal(tmp_path: Path, form: FileFormat) -> None:
    async with drafted_in(tmp_path / "first") as first, drafted_in(tmp_path / "second") as second:
        source = await desk_in(first, AGENDA, "agenda.csv")
        sent = await source.export(form)
        name = f"{SLUG}{KINDS[form].suffix}"
        assert sent.status_code == 200
        assert sent.headers["content-type"] == KINDS[form].media_type
        assert f'attachment; filename="{name}"' in sent.headers["content-disposition"]
        copy = await desk_in(second, sent.content, name)
        if form is FileFormat.TCQ:
            assert listed(await copy.export(form)) == listed(sent)
            return
        assert (await copy.export("csv")).text == (await source.export("csv")).text
        assert "Ana Ruiz" in (await copy.export("csv")).text
        assert len(copy.meeting.parallel) == len(source.meeting.parallel) == 1


def listed(answer: Any) -> list[tuple[str, int, str]]:
    """TCQ's list without its ids."""
    return [(one["name"], one["timebox"], one["user"]["name"]) for one in json.loads(answer.content)]


async def test_the_source_of_these_tests_is_rich(tmp_path: Path) -> None:
    async with drafted_in(tmp_path / "data") as drafted:
        desk = await desk_in(drafted, AGENDA, "agenda.csv")
        text = (await desk.export("csv")).text
        for words in (
            "Ana Ruiz",
            "Li Wei",
            "Déjeuner",
            "Councils",
            "Adopt the agenda",
            "2.1",
            "Mayor of Kazan",
        ):
            assert words in text


async def test_a_public_agenda_is_exported_for_everybody_and_a_draft_for_its_secretariat(
    tmp_path: Path,
) -> None:
    async with drafted_in(tmp_path / "data") as drafted:
        await drafted.draft(MADRID, items=[item("1", "Opening")])
        public = Desk(drafted)
        assert (await public.export("csv")).status_code == 401
        secretariat = Desk(drafted, await drafted.token("secretariat"))
        assert "Opening" in (await secretariat.export("csv")).text
    async with drafted_in(tmp_path / "convened") as drafted:
        await drafted.convene(MADRID, items=[item("1", "Opening")])
        assert "Opening" in (await Desk(drafted).export("csv")).text


async def test_a_file_is_sent_once_while_nothing_changes_and_in_the_readers_language(tmp_path: Path) -> None:
    async with drafted_in(tmp_path / "data") as drafted:
        await drafted.convene(MADRID, items=[item("1", "Opening")])
        for form in FileFormat:
            first = await drafted.get(f"export.{form}")
            again = await drafted.get(f"export.{form}", headers={"If-None-Match": first.headers["etag"]})
            assert (first.status_code, again.status_code, again.content) == (200, 304, b"")
        assert "Présidence" in (await drafted.get("export.csv?lang=fr")).text


@pytest.mark.parametrize("form", ["pdf", "CSV", "csv.exe", "tcq.json"])
async def test_there_is_no_other_form(tmp_path: Path, form: str) -> None:
    async with drafted_in(tmp_path / "data") as drafted:
        await drafted.convene(MADRID)
        assert (await drafted.get(f"export.{form}")).status_code == 404
