"""A database that is read, thought about and written by many at once loses nothing (DESIGN §6)."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from sqlalchemy import insert, select, text, update
from sqlalchemy.exc import DBAPIError

from models.tables import people
from server import schema
from server.database import Database
from tests.record.acts import NINE

COUNTER = "counter"
PATIENCE = 5  # seconds; half of what a writer waits for another one


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'hemicycle.sqlite3'}"


@pytest_asyncio.fixture
async def sqlite(url: str) -> AsyncIterator[Database]:
    database = Database(url)
    await schema.upgrade(database)
    async with database.writing() as connection:
        await connection.execute(insert(people).values(id=COUNTER, name="0", since=NINE))
    yield database
    await database.close()


async def count_on(database: Database) -> None:
    """Read, modify, write: with a pause for thought in between."""
    async with database.writing() as connection:
        counted = int(await connection.scalar(select(people.c.name)) or 0)
        await asyncio.sleep(0)
        await connection.execute(update(people).values(name=str(counted + 1)))


async def counted(database: Database) -> int:
    async with database.reading() as connection:
        return int(await connection.scalar(select(people.c.name)) or 0)


async def test_of_twenty_at_once_twenty_survive(sqlite: Database) -> None:
    await asyncio.gather(*(count_on(sqlite) for _ in range(20)))
    assert await counted(sqlite) == 20


async def test_and_so_they_do_over_two_connections_to_one_file(sqlite: Database, url: str) -> None:
    other = Database(url)
    await asyncio.gather(*(count_on(database) for database in (sqlite, other) for _ in range(10)))
    assert await counted(sqlite) == await counted(other) == 20
    await other.close()


async def test_those_who_drop_in_between_count_once_or_not_at_all_and_hinder_nobody(sqlite: Database) -> None:
    as_it_begins = list(range(8, 14)) * 10
    for turns in [*range(30), *as_it_begins]:
        before = await counted(sqlite)
        dropping = asyncio.create_task(count_on(sqlite))
        for _ in range(turns):
            await asyncio.sleep(0)
        dropping.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await dropping
        after = await counted(sqlite)
        assert after - before in {0, 1}
        async with asyncio.timeout(PATIENCE):
            await count_on(sqlite)
        assert await counted(sqlite) == after + 1


async def test_a_reader_sees_one_instant(sqlite: Database) -> None:
    async with sqlite.reading() as connection:
        assert await connection.scalar(select(people.c.name)) == "0"
        await count_on(sqlite)
        assert await connection.scalar(select(people.c.name)) == "0"
    assert await counted(sqlite) == 1


async def test_a_reader_cannot_write(sqlite: Database) -> None:
    async with sqlite.reading() as connection:
        with pytest.raises(DBAPIError, match="readonly"):
            await connection.execute(update(people).values(name="7"))


async def test_a_transaction_that_fails_changes_nothing(sqlite: Database) -> None:
    async def fail() -> None:
        async with sqlite.writing() as connection:
            await connection.execute(update(people).values(name="7"))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await fail()
    assert await counted(sqlite) == 0


async def test_what_is_acknowledged_is_on_the_disk_and_replacing_meets_the_triggers(sqlite: Database) -> None:
    async with sqlite.writing() as connection:
        said = {
            name: await connection.scalar(text(f"PRAGMA {name}"))
            for name in ("journal_mode", "synchronous", "foreign_keys", "recursive_triggers")
        }
    assert said == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "recursive_triggers": 1}
