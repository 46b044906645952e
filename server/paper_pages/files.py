"""Where the bytes of papers are kept: in the database, by their SHA-256, in pieces.

In the database, so that a backup is one file and holds them. In pieces, each a transaction of its own, so that the
door's writes never wait behind a large file, and nobody ever holds one whole. `files` names what is there in full.
"""

import contextlib
import hashlib
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Protocol

from sqlalchemy import Table, insert, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection

from models.tables import files, pieces
from server.database import Database
from server.world import World

PIECE = 256 * 1024
"""Never another size: what an upload that was cut short has left is continued by the next of the same bytes."""


class Source(Protocol):
    """Something that can be read twice, as an upload can."""

    async def read(self, size: int = -1) -> bytes: ...

    async def seek(self, offset: int) -> None: ...


@dataclass(frozen=True)
class Kept:
    """A file by its SHA-256 in hex, and its size in bytes."""

    digest: str
    size: int


class Files:
    def __init__(self, database: Database, world: World) -> None:
        self._database = database
        self._world = world

    async def keep(self, source: Source) -> Kept:
        """Keep these bytes; returns once they are safe. The same bytes again cost nothing."""
        kept = await _weighed(source)
        if await self.size(kept.digest) is None:
            await source.seek(0)
            number = 0
            while content := await source.read(PIECE):
                await self._put(pieces, digest=kept.digest, number=number, content=content)
                number += 1
            await self._put(files, digest=kept.digest, size=kept.size, kept=self._world.now())
        return kept

    async def size(self, digest: str) -> int | None:
        """How many bytes are kept under this digest; None if none are."""
        async with self._database.reading() as connection:
            size: int | None = await connection.scalar(select(files.c.size).where(files.c.digest == digest))
        return size

    async def read(self, digest: str) -> AsyncIterator[bytes]:
        """The bytes, a piece at a time; between two pieces no connection is held for whoever reads slowly."""
        number = 0
        while content := await self._piece(digest, number):
            yield content
            number += 1

    async def _piece(self, digest: str, number: int) -> bytes | None:
        async with self._database.reading() as connection:
            return await piece(connection, digest, number)

    async def _put(self, table: Table, **row: object) -> None:
        """Add a row. One with that key is there already if somebody keeps the same bytes: then it is the same."""
        with contextlib.suppress(IntegrityError):
            async with self._database.writing() as connection:
                await connection.execute(insert(table).values(**row))


async def piece(connection: AsyncConnection, digest: str, number: int) -> bytes | None:
    content: bytes | None = await connection.scalar(
        select(pieces.c.content).where(pieces.c.digest == digest, pieces.c.number == number)
    )
    return content


async def fault_in(connection: AsyncConnection, digest: str, size: int) -> str:
    """What is wrong with the file of this digest and size, in words; empty if nothing is."""
    if await connection.scalar(select(files.c.size).where(files.c.digest == digest)) != size:
        return "is missing"
    found, number = hashlib.sha256(), 0
    while content := await piece(connection, digest, number):
        found.update(content)
        number += 1
    return "" if found.hexdigest() == digest else "is damaged"


async def _weighed(source: Source) -> Kept:
    await source.seek(0)
    digest, size = hashlib.sha256(), 0
    while content := await source.read(PIECE):
        digest.update(content)
        size += len(content)
    return Kept(digest.hexdigest(), size)
