"""A folder with the product's schema in it: a copy, as the migrations take longer than most tests do."""

import asyncio
import atexit
import shutil
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

FILE = "hemicycle.sqlite3"


def migrated(folder: Path) -> Path:
    """This data folder, made if need be, with a database of today's schema, unless it has one."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not (folder / FILE).exists():
        shutil.copy(migrated_file(), folder / FILE)
    return folder


@lru_cache
def migrated_file() -> Path:
    """A file with the schema in it, made once a run; copy it, never open it."""
    folder = Path(mkdtemp(prefix="hemicycle-schema-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    apart(migrate(f"sqlite+aiosqlite:///{folder / FILE}"))
    return folder / FILE


async def migrate(url: str) -> None:
    from server import schema  # noqa: PLC0415 - tests of the models start without the server
    from server.database import Database  # noqa: PLC0415 - the same

    database = Database(url)
    await schema.upgrade(database)
    await database.close()


def apart(work: Coroutine[Any, Any, None]) -> None:
    """Done in a loop of its own, away from the test's."""
    with ThreadPoolExecutor(1) as thread:
        thread.submit(asyncio.run, work).result()
