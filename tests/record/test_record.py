"""The record is only ever added to, whoever asks the database for something else (DESIGN §5.3)."""

import sqlite3
from contextlib import closing

import pytest
from sqlalchemy import insert, text
from sqlalchemy.exc import DBAPIError

from models.belonging.granting import RoleGranted
from models.planning.agenda import ItemOpened
from models.procedure import Entry
from models.tables import entries, streams, submissions
from server.chamber import Chamber
from server.database import Database
from server.draft import Draft
from server.record import Taken, append, entry_row
from tests.record.acts import COUNCIL, NINE, Meddled, asked, grant, kept, memory_is_the_record

RECORD = pytest.mark.parametrize("table", ["streams", "entries", "submissions"])

EVERYWHERE = {
    "update": "UPDATE {table} SET {column} = {column}",
    "update of one row": "UPDATE {table} SET {column} = 'x' WHERE {column} = (SELECT MAX({column}) FROM {table})",
    "delete": "DELETE FROM {table}",
    "upsert": "INSERT INTO {table} SELECT * FROM {table} WHERE true ON CONFLICT ({key}) DO UPDATE SET {column} = 'x'",
}
ON_SQLITE = {
    "insert or replace": "INSERT OR REPLACE INTO {table} SELECT * FROM {table}",
    "replace": "REPLACE INTO {table} SELECT * FROM {table}",
    "update or replace": "UPDATE OR REPLACE {table} SET {column} = 'x'",
}
ON_POSTGRES = {
    "truncate": "TRUNCATE {table} CASCADE",
    "truncate of all": "TRUNCATE streams, entries, submissions, meetings, links CASCADE",
}
COLUMNS = {"streams": "kind", "entries": "data", "submissions": "data"}
KEYS = {"streams": "id", "entries": "stream, seq", "submissions": 'stream, "by", id'}


@RECORD
async def test_nothing_in_the_record_can_be_changed_or_removed(
    council: Chamber, meddled: Meddled, table: str
) -> None:
    before = await _rows(meddled, table)
    assert before
    for act, statement in (EVERYWHERE | (ON_SQLITE if meddled.is_sqlite else ON_POSTGRES)).items():
        sql = statement.format(table=table, column=COLUMNS[table], key=KEYS[table])
        with pytest.raises(DBAPIError, match="the record is permanent"):
            async with meddled.writing() as connection:
                await connection.execute(text(sql))
        assert await _rows(meddled, table) == before, act


@RECORD
async def test_not_by_another_program_either(council: Chamber, meddled: Meddled, table: str) -> None:
    """The triggers stand in the file itself: SQLite's own shell meets them too."""
    if meddled.file is None:
        return  # PostgreSQL has one way in
    with closing(sqlite3.connect(meddled.file)) as shell:
        for statement in (f"UPDATE {table} SET {COLUMNS[table]} = 'x'", f"DELETE FROM {table}"):
            with pytest.raises(sqlite3.IntegrityError, match="the record is permanent"):
                shell.execute(statement)


async def test_what_is_kept_comes_back_as_it_was(council: Chamber, meddled: Meddled) -> None:
    await council.submit(asked(grant("Mayor of Xi’an")))
    tail = await kept(meddled, COUNCIL)
    assert tail.entries == tuple(council.entries)
    assert {type(entry.at.tzinfo) for entry in tail.entries} == {type(NINE.tzinfo)}
    assert isinstance(tail.entries[-1].event, RoleGranted)
    await memory_is_the_record(council, meddled)


async def test_a_number_is_given_once(council: Chamber, meddled: Meddled) -> None:
    """Who comes second hears that it is taken, and nothing of theirs is kept."""
    late = Draft(council)
    late.hear(asked(grant("somebody")))
    await council.submit(asked(grant("somebody else")))
    before = await kept(meddled, COUNCIL)
    with pytest.raises(Taken):
        await append(meddled, [late.growth()])
    assert await kept(meddled, COUNCIL) == before


async def test_an_entry_belongs_to_a_stream_that_is_there(meddled: Meddled) -> None:
    for table, row in (
        (entries, entry_row("nowhere", Entry(1, NINE, None, ItemOpened("1")))),
        (submissions, _submission_nowhere()),
    ):
        with pytest.raises(DBAPIError):
            async with meddled.writing() as connection:
                await connection.execute(insert(table).values(row))


async def test_a_stream_begins_once(council: Chamber, meddled: Meddled) -> None:
    again = {"id": COUNCIL, "kind": "meeting", "epoch": "another", "begun": NINE}
    with pytest.raises(DBAPIError):
        async with meddled.writing() as connection:
            await connection.execute(insert(streams).values(again))


async def _rows(database: Database, table: str) -> list[tuple[object, ...]]:
    async with database.reading() as connection:
        return [
            tuple(row) for row in await connection.execute(text(f"SELECT * FROM {table} ORDER BY 1, 2, 3"))
        ]


def _submission_nowhere() -> dict[str, object]:
    return {
        "stream": "nowhere", "by": "", "id": "1", "at": NINE, "command": "open_meeting", "data": "{}", "seq": 1,
    }  # fmt: skip
