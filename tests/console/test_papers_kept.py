"""Papers and notes outlive a backup and its restore, and `verify` finds a paper whose file is gone or damaged."""

import asyncio
import sqlite3
from contextlib import closing
from io import BytesIO
from pathlib import Path

import pytest
from starlette.datastructures import UploadFile

from models.belonging.roles import Role
from models.planning.item import ItemId
from models.planning.papers import MEDIA
from models.procedure import OPERATOR, CommandId, PersonId, Submission
from models.rules.papers import AttachPaper, WithdrawPaper
from models.text import Text
from server import archive, schema
from server.chamber import Chamber
from server.database import Database
from server.house import House
from server.paper_pages.files import PIECE, Files, Kept
from server.paper_pages.notebook import Note, Notebook, Whose
from server.settings import read_settings
from server.world import RealWorld
from tests.console.conftest import Console
from tests.console.operating import operator_of

SLUG, ITEM = "world-council-2021", ItemId("item-1")
REPORT = b"%PDF-1.7\n" + b"words " * PIECE
NOTE = "Thank the curator"
WORLD = RealWorld()


async def council(database: Database) -> Chamber:
    chamber = await House(database, WORLD).meeting(SLUG)
    assert chamber
    return chamber


async def fill(database: Database) -> tuple[Kept, PersonId]:
    """A paper on an item, one that was withdrawn, and the chair's note."""
    chamber = await council(database)
    kept = await Files(database, WORLD).keep(UploadFile(BytesIO(REPORT)))
    gone = await Files(database, WORLD).keep(UploadFile(BytesIO(b"withdrawn")))
    for file in (gone, kept):
        command = AttachPaper(ITEM, Text("Report"), "report.pdf", MEDIA["pdf"], file.size, file.digest)
        await chamber.submit(Submission(CommandId(WORLD.new_id()), OPERATOR, WORLD.now(), command))
    withdraw = WithdrawPaper(chamber.meeting.papers[0].id)
    await chamber.submit(Submission(CommandId(WORLD.new_id()), OPERATOR, WORLD.now(), withdraw))
    [chair] = (person for person, roles in chamber.meeting.roles.items() if Role.CHAIR in roles)
    await Notebook(database, WORLD).write(Whose(chair, chamber.stream, ITEM), NOTE, 0)
    return kept, chair


async def everything_is_there(database: Database, kept: Kept, chair: PersonId) -> None:
    chamber = await council(database)
    assert chamber.meeting.papers[-1].digest == kept.digest
    assert b"".join([part async for part in Files(database, WORLD).read(kept.digest)]) == REPORT
    assert await Notebook(database, WORLD).read(chair, chamber.stream) == {ITEM: Note(NOTE, 1)}
    assert all(finding.sound for finding in await archive.verify(database))


async def demo(database: Database) -> None:
    await schema.upgrade(database)
    await operator_of(database, House(database, WORLD), WORLD).demo()


async def test_they_come_back_into_another_folder_from_either_kind_of_database(
    database: Database, tmp_path: Path
) -> None:
    await demo(database)
    kept, chair = await fill(database)
    await archive.backup(database, tmp_path / "copy.sqlite3")
    here = read_settings({"HEMICYCLE_DATA": str(tmp_path / "new")})
    await archive.restore(here, tmp_path / "copy.sqlite3", WORLD, replace=False)
    restored = Database(here.database_url)
    await everything_is_there(restored, kept, chair)
    await restored.close()


async def test_they_move_to_postgresql(postgres_url: str, tmp_path: Path) -> None:
    database = Database(f"sqlite+aiosqlite:///{tmp_path / 'hemicycle.sqlite3'}")
    await demo(database)
    kept, chair = await fill(database)
    await archive.backup(database, tmp_path / "copy.sqlite3")
    await database.close()
    there = read_settings({"HEMICYCLE_DATA": str(tmp_path / "new"), "HEMICYCLE_DATABASE_URL": postgres_url})
    await archive.restore(there, tmp_path / "copy.sqlite3", WORLD, replace=False)
    restored = Database(there.database_url)
    await everything_is_there(restored, kept, chair)
    await restored.close()


# ------------------------------------------------------------------------------------------------ verify


@pytest.fixture
def filled(data: Path) -> Path:
    """The demo with papers and a note in it."""

    async def run() -> None:
        database = Database(read_settings({"HEMICYCLE_DATA": str(data)}).database_url)
        await fill(database)
        await database.close()

    asyncio.run(run())
    return data


def planted(data: Path, statement: str) -> None:
    with closing(sqlite3.connect(data / "hemicycle.sqlite3")) as shell:
        assert shell.execute(statement).rowcount > 0, "nothing was planted"
        shell.commit()


def test_papers_whose_files_are_there_are_sound(console: Console, filled: Path) -> None:
    said = console("verify", HEMICYCLE_DATA=filled)
    assert (said.code, said.err) == (0, "")
    assert all(line.endswith(", ok") for line in said.out.splitlines())


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        (f"DELETE FROM files WHERE size = {len(REPORT)}", "the file of paper-{n} is missing"),
        (f"UPDATE files SET size = 7 WHERE size = {len(REPORT)}", "the file of paper-{n} is missing"),
        ("DELETE FROM pieces WHERE number = 1", "the file of paper-{n} is damaged"),
        ("UPDATE pieces SET content = x'00' WHERE number = 2", "the file of paper-{n} is damaged"),
    ],
)
def test_a_paper_whose_file_is_not_as_it_was_is_found(
    console: Console, filled: Path, statement: str, words: str
) -> None:
    planted(filled, statement)
    said = console("verify", HEMICYCLE_DATA=filled)
    assert said.code == 1
    [line] = (line for line in said.out.splitlines() if not line.endswith(", ok"))
    number = int(line.partition("paper-")[2].split()[0])
    assert line.endswith(words.format(n=number))


def test_the_file_of_a_withdrawn_paper_may_be_erased(console: Console, filled: Path) -> None:
    planted(filled, "DELETE FROM files WHERE size = 9")
    assert console("verify", HEMICYCLE_DATA=filled).code == 0


def test_a_note_may_be_erased(console: Console, filled: Path) -> None:
    planted(filled, "DELETE FROM notes")
    assert console("verify", HEMICYCLE_DATA=filled).code == 0
