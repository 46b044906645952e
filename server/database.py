"""The engines: SQLite (WAL, explicit BEGIN IMMEDIATE, one writer, read-only readers) or PostgreSQL.

Source: DESIGN §6. SQLAlchemy with aiosqlite loses updates by default (of 20 concurrent read-modify-writes two
survived), so transactions are begun explicitly, and one connection does every write and checkpoint.
"""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import URL, Connection, event, make_url
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

PRAGMAS = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",
    "PRAGMA foreign_keys=ON",
    "PRAGMA recursive_triggers=ON",
    "PRAGMA busy_timeout=10000",
)


class Database:
    """Where the record is kept. `writing()` and `reading()` are transactions; a reader sees one instant."""

    def __init__(self, url: str) -> None:
        parsed = make_url(url)
        self.is_sqlite = parsed.get_backend_name() == "sqlite"
        self.file = Path(parsed.database or "") if self.is_sqlite else None
        if self.file:
            read_only = {"mode": "ro", "uri": "true"}
            self._writer = _sqlite(_url(str(self.file), {}), "BEGIN IMMEDIATE", 1, PRAGMAS)
            self._reader = _sqlite(_url(f"file:{quote(str(self.file))}", read_only), "BEGIN", 4, PRAGMAS[2:])
        else:
            parsed = parsed.set(drivername="postgresql+asyncpg")
            self._writer = self._reader = create_async_engine(
                parsed, pool_size=8, isolation_level="REPEATABLE READ", hide_parameters=True
            )

    @asynccontextmanager
    async def writing(self) -> AsyncIterator[AsyncConnection]:
        async with self._writer.begin() as connection:
            yield connection

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[AsyncConnection]:
        async with self._reader.connect() as connection, connection.begin():
            yield connection

    async def as_one_file(self) -> None:
        """Bring everything SQLite has written ahead into the file itself, which then stands alone."""
        async with self._writer.connect() as connection:
            raw = await connection.get_raw_connection()
            await raw.driver_connection.execute("PRAGMA journal_mode=DELETE")  # type: ignore[union-attr]

    async def close(self) -> None:
        await self._reader.dispose()
        await self._writer.dispose()


def _url(database: str, query: Mapping[str, str]) -> URL:
    return URL.create("sqlite+aiosqlite", database=database, query=query)


def _sqlite(url: URL, begin: str, connections: int, pragmas: tuple[str, ...]) -> AsyncEngine:
    engine = create_async_engine(url, pool_size=connections, max_overflow=0, hide_parameters=True)

    @event.listens_for(engine.sync_engine, "connect")
    def connected(connection: Any, _: object) -> None:
        connection.isolation_level = None
        cursor = connection.cursor()
        for pragma in pragmas:
            cursor.execute(pragma)
        cursor.close()

    @event.listens_for(engine.sync_engine, "begin")
    def begun(connection: Connection) -> None:
        connection.exec_driver_sql(begin)

    return engine
