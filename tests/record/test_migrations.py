"""The schema: made from nothing, brought up to date with a copy before, never touched when it is newer."""

import shutil
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from sqlalchemy import Column, Connection, DateTime, MetaData, Table, insert, inspect, select, text

import migrations
from models.procedure import PersonId
from models.tables import Moment, metadata
from server import schema
from server.database import Database
from server.doorkeeper import Doorkeeper
from server.doors.digests import digest
from server.house import House
from server.settings import read_settings
from tests.record.acts import COUNCIL, World, draft_council, memory_is_the_record

NEXT_RELEASE = """
import sqlalchemy as sa
from alembic import op

revision = "9999"
down_revision = "{head}"


def upgrade() -> None:
    op.create_table("of_tomorrow", sa.Column("id", sa.String(80), primary_key=True))
"""


@pytest.fixture
def next_release(tmp_path: Path) -> Config:
    """The migrations of a release to come: ours, and one more."""
    folder = tmp_path / "migrations"
    shutil.copytree(Path(migrations.__file__).parent, folder, ignore=shutil.ignore_patterns("__pycache__"))
    (folder / "versions" / "9999_tomorrow.py").write_text(NEXT_RELEASE.format(head=schema.head()))
    config = Config()
    config.set_main_option("script_location", str(folder))
    return config


@pytest_asyncio.fixture
async def empty(database_url: str) -> AsyncIterator[Database]:
    database = Database(database_url)
    yield database
    await database.close()


def upgraded_by(release: Config, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(schema, "_config", lambda: release)


# ------------------------------------------------------------------------------------------ from nothing


async def test_from_nothing_the_schema_is_made(empty: Database) -> None:
    assert await schema.upgrade(empty) is None
    assert await schema.revision(empty) == schema.head()
    await draft_council(House(empty, World()))


async def test_again_it_changes_nothing(empty: Database) -> None:
    for _ in range(2):
        assert await schema.upgrade(empty) is None
    assert await schema.revision(empty) == schema.head()
    assert empty.file is None or [p.name for p in _beside(empty.file)] == []


async def test_what_migrations_make_is_what_the_tables_declare(database: Database) -> None:
    def differences(connection: Connection) -> list[object]:
        compared = MigrationContext.configure(connection, opts={"compare_server_default": True})
        return compare_metadata(compared, metadata)

    async with database.writing() as connection:
        assert await connection.run_sync(differences) == []


async def test_keys_and_rules_are_those_that_the_tables_declare(database: Database) -> None:
    """What the comparison leaves out: primary and unique keys, and where foreign keys point."""

    def described(connection: Connection) -> dict[str, object]:
        seen = inspect(connection)
        return {
            table: (
                seen.get_pk_constraint(table)["constrained_columns"],
                sorted(unique["column_names"] for unique in seen.get_unique_constraints(table)),
                sorted(
                    (key["constrained_columns"], key["referred_table"])
                    for key in seen.get_foreign_keys(table)
                ),
            )
            for table in metadata.tables
        }

    async with database.reading() as connection:
        found = await connection.run_sync(described)
    assert found == {
        name: (
            [column.name for column in table.primary_key],
            sorted([column.name] for column in table.columns if column.unique),
            sorted(([key.parent.name], key.column.table.name) for key in table.foreign_keys),
        )
        for name, table in metadata.tables.items()
    }


# ------------------------------------------------------------------------------- from an older release


async def test_an_older_database_is_brought_up_to_date_with_everything_in_it(
    database: Database, next_release: Config, monkeypatch: pytest.MonkeyPatch
) -> None:
    await draft_council(House(database, World()))
    upgraded_by(next_release, monkeypatch)
    await schema.upgrade(database)
    assert await schema.revision(database) == "9999"
    chamber = await House(database, World()).chamber(COUNCIL)
    assert chamber.meeting.agenda.items
    await memory_is_the_record(chamber, database)


async def test_a_database_of_the_first_release_is_brought_up_to_date(empty: Database, tmp_path: Path) -> None:
    """It knows no papers, no notes, no body of a meeting and nobody's behalf, and keeps all it has."""
    of_today = Database(f"sqlite:///{tmp_path / 'of-today.sqlite3'}")
    await schema.upgrade(of_today)
    await draft_council(House(of_today, World()))
    async with empty.writing() as connection, of_today.reading() as source:
        await connection.run_sync(made_by_release, "0001")
        for name in ("streams", "entries", "submissions", "meetings"):
            known = await connection.run_sync(
                lambda c, t=name: [one["name"] for one in inspect(c).get_columns(t)]
            )
            found = (await source.execute(select(metadata.tables[name]))).mappings()
            rows = [{column: row[column] for column in known} for row in found]
            await connection.execute(insert(metadata.tables[name]), [without_body(row) for row in rows])
    await of_today.close()
    assert not {"files", "pieces", "notes"} & await tables_of(empty)
    await schema.upgrade(empty)
    assert await schema.revision(empty) == schema.head()
    assert await tables_of(empty) >= {"files", "pieces", "notes"}
    council = await House(empty, World()).chamber(COUNCIL)
    assert council.meeting.agenda.items
    assert {entry.behalf for entry in council.entries} == {None}
    await memory_is_the_record(council, empty)


def without_body(row: dict[str, Any]) -> dict[str, Any]:
    """As it was written before a meeting could name its body by id."""
    return {**row, "data": row["data"].replace(',"of":null', "")} if "data" in row else row


def made_by_release(connection: Connection, revision: str) -> None:
    config = schema._config()
    config.attributes["connection"] = connection
    command.upgrade(config, revision)


async def test_a_link_of_an_earlier_release_still_leads_to_its_meeting(empty: Database) -> None:
    """From 0004 on one may lead to no meeting; those that were printed keep theirs."""
    async with empty.writing() as connection:
        await connection.run_sync(made_by_release, "0003")
        now, person = World().now(), PersonId("ann")
        made = {"begun": now, "since": now, "made": now, "expires": now + timedelta(days=1)}
        for table, row in (
            ("streams", {"id": COUNCIL, "kind": "meeting", "epoch": "one"}),
            ("people", {"id": person, "name": "Ann"}),
            ("links", {"digest": digest("before"), "person": person, "meeting": COUNCIL}),
        ):
            columns = await connection.run_sync(lambda c, name=table: inspect(c).get_columns(name))
            given = row | {c["name"]: made[c["name"]] for c in columns if c["name"] in made}
            await connection.execute(Table(table, MetaData(), *map(like, columns)).insert().values(given))
    await schema.upgrade(empty)
    doorkeeper = Doorkeeper(empty, World(), read_settings({}))
    after = await doorkeeper.make_link(person)
    read = [await doorkeeper.read_link(secret) for secret in ("before", after.rpartition("/")[2])]
    assert [(link.person, link.meeting) for link in read] == [(person, COUNCIL), (person, None)]
    assert await doorkeeper.sign_in("before")


def like(column: dict[str, Any]) -> Column[Any]:
    """A column as it was then, with instants as the house keeps them."""
    return Column(column["name"], Moment if isinstance(column["type"], DateTime) else column["type"])


async def tables_of(database: Database) -> set[str]:
    async with database.reading() as connection:
        return set(await connection.run_sync(lambda c: inspect(c).get_table_names()))


async def test_an_sqlite_file_is_copied_before_it_is_changed(
    database: Database, next_release: Config
) -> None:
    if database.file is None:
        return  # whoever runs PostgreSQL keeps its backups
    house = House(database, World())
    await draft_council(house)
    with pytest.MonkeyPatch.context() as tomorrow:
        upgraded_by(next_release, tomorrow)
        copy = await schema.upgrade(database)
    assert copy
    assert copy.parent == database.file.parent
    assert copy.stat().st_mode == database.file.stat().st_mode
    before = Database(f"sqlite:///{copy}")
    assert await schema.revision(before) == schema.head()
    await memory_is_the_record(await house.chamber(COUNCIL), before)
    await before.close()


async def test_a_change_that_fails_leaves_the_database_as_it_was(
    database: Database, next_release: Config, tmp_path: Path
) -> None:
    broken = tmp_path / "migrations" / "versions" / "9999_tomorrow.py"
    broken.write_text(broken.read_text() + "    op.execute('CREATE NONSENSE')\n")
    house = House(database, World())
    await draft_council(house)
    with pytest.MonkeyPatch.context() as tomorrow:
        upgraded_by(next_release, tomorrow)
        with pytest.raises(Exception, match="NONSENSE"):
            await schema.upgrade(database)
    assert await schema.revision(database) == schema.head()
    async with database.reading() as connection:
        tables = await connection.run_sync(lambda c: inspect(c).get_table_names())
    assert "of_tomorrow" not in tables
    await memory_is_the_record(await house.chamber(COUNCIL), database)


# --------------------------------------------------------------------------------- from a newer release


async def test_a_newer_database_is_refused_in_words_and_left_alone(
    database: Database, next_release: Config
) -> None:
    with pytest.MonkeyPatch.context() as tomorrow:
        upgraded_by(next_release, tomorrow)
        await schema.upgrade(database)
    beside = _beside(database.file) if database.file else []
    with pytest.raises(schema.NewerSchema, match="schema 9999, which this release does not know"):
        await schema.upgrade(database)
    assert await schema.revision(database) == "9999"
    assert beside == (_beside(database.file) if database.file else []), "nothing is copied for nothing"


async def test_a_database_of_something_else_is_not_taken_for_ours(empty: Database) -> None:
    """Tables without a revision: some other program's, or a file half restored by hand."""
    async with empty.writing() as connection:
        await connection.execute(text("CREATE TABLE streams (id integer)"))
    with pytest.raises(Exception, match="streams"):
        await schema.upgrade(empty)
    async with empty.reading() as connection:
        assert await connection.run_sync(lambda c: inspect(c).get_table_names()) == ["streams"]


def _beside(file: Path) -> list[Path]:
    """Copies beside the database file."""
    return sorted(file.parent.glob(f"{file.name}.before*"))
