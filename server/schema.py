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
    revision = ScriptDirectory.from_config(_config()).get_current_head()
    if revision is None:
        raise LookupError("there are no migrations")
    return revision


async def revision(database: Database) -> str | None:
    """The revision the database has; None when it is empty."""
    async with database.reading() as connection:
        return await connection.run_sync(_revision)


async def upgrade(database: Database) -> Path | None:
    """Bring the schema to `head()`; returns the copy made of an SQLite file that had to change."""
    copy = _copy_before(database.file) if database.file else None
    async with database.writing() as connection:
        await connection.run_sync(_upgrade)
    return copy


def _copy_before(file: Path) -> Path | None:
    """An exact copy of the database file, made only if it exists and is not up to date."""
    if not file.exists():
        return None
    with closing(sqlite3.connect(file)) as source:
        known = source.execute("SELECT 1 FROM sqlite_master WHERE name = 'alembic_version'").fetchone()
        stamp = source.execute("SELECT version_num FROM alembic_version").fetchone() if known else None
        if stamp is None or stamp[0] == head():
            return None
        copy = file.with_name(f"{file.name}.before-{head()}")
        with closing(sqlite3.connect(copy)) as target:
            source.backup(target)
        shutil.copymode(file, copy)
        return copy


def _upgrade(connection: Connection) -> None:
    config = _config()
    stamp = _revision(connection)
    scripts = ScriptDirectory.from_config(config)
    if stamp and stamp not in {script.revision for script in scripts.walk_revisions()}:
        raise NewerSchema(f"The database has schema {stamp}, which this release does not know.")
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def _revision(connection: Connection) -> str | None:
    return MigrationContext.configure(connection).get_current_revision()


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(migrations.__file__).parent))
    return config
