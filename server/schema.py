"""The schema in the database, brought up to date by the migrations whenever the server starts."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

import migrations
from server.database import Database


class NewerSchema(Exception):  # noqa: N818 - said to the operator, in words
    """The database was written by a newer release than this one."""


def head() -> str:
    """The revision this release writes."""
    revision = _scripts().get_current_head()
    if revision is None:
        raise LookupError("there are no migrations")
    return revision


async def revision(database: Database) -> str | None:
    """The revision the database has; None when it is empty."""
    async with database.reading() as connection:
        return await connection.run_sync(_revision)


async def upgrade(database: Database) -> Path | None:
    """Bring the schema to `head()`; returns the copy made of an SQLite file that had to change.

    Raises `NewerSchema` and leaves alone what a newer release has written.
    """
    stamp = await revision(database) if not database.file or database.file.exists() else None
    if stamp == head():
        return None
    if stamp and stamp not in {script.revision for script in _scripts().walk_revisions()}:
        raise NewerSchema(f"The database has schema {stamp}, which this release does not know.")
    copy = _copy_of(database.file) if stamp and database.file else None
    async with database.writing() as connection:
        await connection.run_sync(_upgrade)
    return copy


def _copy_of(file: Path) -> Path:
    """An exact copy of a database file, beside it."""
    copy = file.with_name(f"{file.name}.before-{head()}")
    with closing(sqlite3.connect(file)) as source, closing(sqlite3.connect(copy)) as target:
        source.backup(target)
    shutil.copymode(file, copy)
    return copy


def _upgrade(connection: Connection) -> None:
    config = _config()
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def _scripts() -> ScriptDirectory:
    return ScriptDirectory.from_config(_config())


def _revision(connection: Connection) -> str | None:
    return MigrationContext.configure(connection).get_current_revision()


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(migrations.__file__).parent))
    return config
