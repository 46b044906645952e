"""The engines: SQLite (WAL, explicit BEGIN IMMEDIATE, one writer, read-only readers) or PostgreSQL.

Source: DESIGN §6. SQLAlchemy with aiosqlite loses updates by default (of 20 concurrent read-modify-writes two
survived), so transactions are begun explicitly, and one connection does every write and checkpoint.
"""

import asyncio
from collections.abc import AsyncIterator, Collection, Coroutine, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, cast
from urllib.parse import quote

from sqlalchemy import URL, Connection, event, make_url, text
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

PRAGMAS = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",
    "PRAGMA foreign_keys=ON",
    "PRAGMA recursive_triggers=ON",
    "PRAGMA busy_timeout=10000",
)
CLAIM = text("SELECT pg_advisory_xact_lock(hashtextextended(:name, 0))")


class Steady:
    """A connection, one step after another; a step runs to its end even if nobody waits for it any more."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection
        self._steps: set[asyncio.Task[Any]] = set()

    async def step(self, work: Coroutine[Any, Any, Any]) -> Any:
        task = asyncio.create_task(work)
        self._steps.add(task)
        task.add_done_callback(self._steps.discard)
        return await asyncio.shield(task)

    def __getattr__(self, name: str) -> Any:
        own = getattr(self._connection, name)
        if name not in {"execute", "scalar", "scalars", "run_sync"}:
            return own

        def stepping(*arguments: Any, **options: Any) -> Coroutine[Any, Any, Any]:
            return self.step(own(*arguments, **options))

        return stepping

    async def begin(self) -> None:
        _ = await self._connection.start()
        _ = await self._connection.begin()

    async def end(self, *, keep: bool) -> None:
        """Commit or roll back, once what is still running has come to its end."""
        earlier = self._steps - {asyncio.current_task()}
        if earlier:
            await asyncio.wait(earlier)
        if self._connection.sync_connection is None:
            return  # it never began
        try:
            if keep:
                await self._connection.commit()
        finally:
            await self._connection.close()


class Database:
    """Where the record is kept. `writing()` and `reading()` are transactions; a reader sees one instant."""

    def __init__(self, url: str) -> None:
        parsed = make_url(url)
        self._turns: dict[str, asyncio.Lock] = {}
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
        """A transaction that writes: kept at its end, or nothing of it."""
        async with _steadily(self._writer) as connection:
            yield connection

    @asynccontextmanager
    async def in_turn(self, name: str) -> AsyncIterator[AsyncConnection]:
        """A transaction that writes, one at a time of this name, in every process: it sees what those before kept."""
        turn = self._turns.setdefault(name, asyncio.Lock())
        async with turn, self.alone([name]), self.writing() as connection:
            yield connection

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[AsyncConnection]:
        async with _steadily(self._reader) as connection:
            yield connection

    @asynccontextmanager
    async def alone(self, names: Collection[str]) -> AsyncIterator[None]:
        """Hold these names against every other process on PostgreSQL; on SQLite there is none."""
        if self.is_sqlite:
            yield
            return
        async with self.reading() as connection:
            await self.claim(connection, names)
            yield

    async def claim(self, connection: AsyncConnection, names: Collection[str]) -> None:
        """Wait for these names, in a fixed order, and hold them until the transaction ends."""
        if not self.is_sqlite:
            for name in sorted(names):
                await connection.execute(CLAIM, {"name": name})

    async def as_one_file(self) -> None:
        """Bring everything SQLite has written ahead into the file itself, which then stands alone."""
        async with self._writer.connect() as connection:
            raw = await connection.get_raw_connection()
            await raw.driver_connection.execute("PRAGMA journal_mode=DELETE")  # type: ignore[union-attr]

    async def close(self) -> None:
        await self._reader.dispose()
        await self._writer.dispose()


@asynccontextmanager
async def _steadily(engine: AsyncEngine) -> AsyncIterator[AsyncConnection]:
    """A transaction, kept at its end, or nothing of it.

    A cancelled statement would make SQLAlchemy drop the connection as it is: the file still locked by it, or its
    thread still at work when the loop is gone. So each step runs to its end in a task of its own, whoever is
    cancelled meanwhile.
    """
    steady = Steady(engine.connect())
    try:
        await steady.step(steady.begin())
        yield cast("AsyncConnection", steady)
    except BaseException:
        await steady.step(steady.end(keep=False))
        raise
    await steady.step(steady.end(keep=True))


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
