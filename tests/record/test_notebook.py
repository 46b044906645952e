"""Everybody's own notes: two windows lose nothing, and nobody reads another's (server/paper_pages/notebook.py)."""

import asyncio

import pytest_asyncio
from sqlalchemy import insert

from models.planning.item import ItemId
from models.procedure import PersonId
from models.tables import people
from server.database import Database
from server.house import House
from server.paper_pages.notebook import Note, Notebook, Whose
from tests.record.acts import COUNCIL, NINE, World, draft_council

CHAIR, OTHER = PersonId("one chair"), PersonId("another chair")
ON_FIVE, ON_SIX = (Whose(CHAIR, COUNCIL, ItemId(item)) for item in ("5", "6"))


@pytest_asyncio.fixture
async def notebook(database: Database) -> Notebook:
    await draft_council(House(database, World()))
    async with database.writing() as connection:
        for person in (CHAIR, OTHER):
            await connection.execute(insert(people).values(id=person, name=person, since=NINE))
    return Notebook(database, World())


async def test_a_note_is_kept_on_its_item_for_its_writer_alone(notebook: Notebook) -> None:
    assert await notebook.read(CHAIR, COUNCIL) == {}
    assert await notebook.write(ON_FIVE, "Thank the mayor", 0) == (Note("Thank the mayor", 1), True)
    assert await notebook.write(ON_FIVE, "Thank both mayors", 1) == (Note("Thank both mayors", 2), True)
    assert await notebook.write(ON_SIX, "Keep it short", 0) == (Note("Keep it short", 1), True)
    assert await notebook.read(CHAIR, COUNCIL) == {
        "5": Note("Thank both mayors", 2),
        "6": Note("Keep it short", 1),
    }
    assert await notebook.read(OTHER, COUNCIL) == {}


async def test_who_has_not_seen_the_last_text_does_not_write_over_it(notebook: Notebook) -> None:
    await notebook.write(ON_FIVE, "from the desk", 0)
    assert await notebook.write(ON_FIVE, "from the phone", 0) == (Note("from the desk", 1), False)
    await notebook.write(ON_FIVE, "from the desk again", 1)
    assert await notebook.write(ON_FIVE, "from the phone", 1) == (Note("from the desk again", 2), False)
    assert await notebook.write(ON_FIVE, "both", 2) == (Note("both", 3), True)


async def test_what_is_there_already_may_be_sent_again(notebook: Notebook) -> None:
    """The first answer was lost on the way."""
    await notebook.write(ON_FIVE, "the same", 0)
    assert await notebook.write(ON_FIVE, "the same", 0) == (Note("the same", 1), True)


async def test_a_note_that_was_never_there_is_not_changed(notebook: Notebook) -> None:
    assert await notebook.write(ON_FIVE, "words", 7) == (Note("", 0), False)


async def test_of_two_windows_at_once_one_is_first_and_the_other_hears_of_it(
    notebook: Notebook, schema_url: str
) -> None:
    elsewhere = Database(schema_url)
    other = Notebook(elsewhere, World())
    for seen in (0, 1, 2):
        written = await asyncio.gather(
            notebook.write(ON_FIVE, f"here {seen}", seen), other.write(ON_FIVE, f"there {seen}", seen)
        )
        assert sorted(accepted for _, accepted in written) == [False, True]
        assert {note.revision for note, _ in written} == {seen + 1}
        assert len({note.text for note, _ in written}) == 1, "both hear what is kept"
    await elsewhere.close()
