"""The schema: made from nothing, brought up to date with a copy before, never touched when it is newer."""

import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from sqlalchemy import Connection, inspect, text

import migrations
from models.tables import metadata
from server import schema
from server.database import Database
from server.house import House
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
