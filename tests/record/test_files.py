"""The bytes of papers: kept once, whole, in pieces that let everybody else through (server/paper_pages/files.py)."""

import asyncio
import hashlib
from io import BytesIO

import pytest
from sqlalchemy import delete, func, insert, select, update
from starlette.datastructures import UploadFile

from models.tables import files, pieces
from server.database import Database
from server.paper_pages.files import PIECE, Files, Kept, fault_in
from tests.record.acts import Meddled, World

LARGE = bytes(range(256)) * (PIECE * 3 // 256) + b"the rest"


def upload(content: bytes) -> UploadFile:
    return UploadFile(BytesIO(content))


def known(content: bytes) -> Kept:
    return Kept(hashlib.sha256(content).hexdigest(), len(content))


async def read(kept: Files, digest: str) -> bytes:
    return b"".join([content async for content in kept.read(digest)])


async def counted(database: Database) -> int | None:
    async with database.reading() as connection:
        return await connection.scalar(select(func.count()).select_from(pieces))


async def fault(database: Database, kept: Kept) -> str:
    async with database.reading() as connection:
        return await fault_in(connection, kept.digest, kept.size)


@pytest.mark.parametrize("content", [b"one letter", LARGE, b"x" * PIECE], ids=["small", "large", "one piece"])
async def test_what_is_kept_comes_back_byte_for_byte(database: Database, content: bytes) -> None:
    kept = Files(database, World())
    assert await kept.size(known(content).digest) is None
    assert await kept.keep(upload(content)) == known(content)
    assert await kept.size(known(content).digest) == len(content)
    assert await read(kept, known(content).digest) == content
    assert await fault(database, known(content)) == ""


async def test_the_same_bytes_are_kept_once(meddled: Meddled) -> None:
    kept = Files(meddled, World())
    await kept.keep(upload(LARGE))
    before, pieces_before = meddled.transactions, await counted(meddled)
    assert await kept.keep(upload(LARGE)) == known(LARGE)
    assert (meddled.transactions, await counted(meddled)) == (before, pieces_before)


async def test_two_who_keep_the_same_bytes_at_once_both_have_them(meddled: Meddled, schema_url: str) -> None:
    other = Database(schema_url)
    both = [Files(meddled, World()), Files(other, World()), Files(meddled, World())]
    assert await asyncio.gather(*(one.keep(upload(LARGE)) for one in both)) == [known(LARGE)] * 3
    assert await read(both[1], known(LARGE).digest) == LARGE
    assert await counted(meddled) == 4
    await other.close()


async def test_a_large_file_never_holds_the_database_for_long(meddled: Meddled) -> None:
    """One transaction a piece, and one that says that it is there: between them the door writes."""
    await Files(meddled, World()).keep(upload(LARGE))
    assert meddled.transactions == 4 + 1


async def test_an_upload_that_was_cut_short_is_not_there_and_the_next_one_mends_it(
    database: Database,
) -> None:
    kept = Files(database, World())
    async with database.writing() as connection:
        first = {"digest": known(LARGE).digest, "number": 0, "content": LARGE[:PIECE]}
        await connection.execute(insert(pieces).values(**first))
    assert await kept.size(known(LARGE).digest) is None
    assert await fault(database, known(LARGE)) == "is missing"
    await kept.keep(upload(LARGE))
    assert await read(kept, known(LARGE).digest) == LARGE


async def test_what_was_meddled_with_is_found(database: Database) -> None:
    await Files(database, World()).keep(upload(LARGE))
    async with database.writing() as connection:
        await connection.execute(update(pieces).where(pieces.c.number == 1).values(content=b"nonsense"))
    assert await fault(database, known(LARGE)) == "is damaged"
    async with database.writing() as connection:
        await connection.execute(delete(pieces).where(pieces.c.number > 0))
    assert await fault(database, known(LARGE)) == "is damaged"
    async with database.writing() as connection:
        await connection.execute(delete(files))
    assert await fault(database, known(LARGE)) == "is missing"
