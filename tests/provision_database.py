"""Databases for the tests. PostgreSQL: a throw-away cluster for the run, an empty database for each test.

HEMICYCLE_TEST_POSTGRES names another server (`postgresql://user:password@host:port/database`, with a user who
may create databases). Only databases made here, named `hemicycle_test_…`, are ever touched or dropped.
"""

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
import uuid
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import asyncpg
import pytest
import pytest_asyncio

from scripts.provision import find_postgres
from tests.migrated import FILE, apart, migrate, migrated
from tests.provision import dying_with_us, free_port

if TYPE_CHECKING:
    from server.database import Database

SETTINGS = {
    "fsync": "off",  # the cluster is thrown away
    "full_page_writes": "off",
    "synchronous_commit": "off",
    "max_connections": "200",
    "listen_addresses": "127.0.0.1",
}
SECONDS_TO_START = 30


@pytest.fixture(params=["sqlite", "postgres"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """An empty database of the test's own, on each of the two kinds that the product runs on."""
    if request.param == "sqlite":
        return f"sqlite+aiosqlite:///{tmp_path / 'hemicycle.sqlite3'}"
    return request.getfixturevalue("postgres_url")


@pytest.fixture(params=["sqlite", "postgres"])
def schema_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The same with the product's schema in it: a copy, as the migrations take longer than most tests do."""
    if request.param == "sqlite":
        file = migrated(tmp_path) / FILE
        return f"sqlite+aiosqlite:///{file}"
    return request.getfixturevalue("postgres_schema_url")


@pytest_asyncio.fixture
async def database(schema_url: str) -> AsyncIterator["Database"]:
    """A database with the product's schema in it, on each of the two kinds."""
    from server.database import Database  # noqa: PLC0415 - tests of the models start without the server

    database = Database(schema_url)
    yield database
    await database.close()


@pytest.fixture
def postgres_url(postgres_server: str) -> Iterator[str]:
    """An empty database on PostgreSQL; dropped after the test, whoever is still connected."""
    with _database(postgres_server, "template0") as url:
        yield url


@pytest.fixture
def postgres_schema_url(postgres_server: str, postgres_schema: str) -> Iterator[str]:
    """The same with the product's schema in it."""
    with _database(postgres_server, postgres_schema.rpartition("/")[2]) as url:
        yield url


@pytest.fixture(scope="session")
def postgres_schema(postgres_server: str) -> Iterator[str]:
    """The address of a database with the product's schema in it, to be copied; nobody may be connected to it."""
    with _database(postgres_server, "template0") as url:
        apart(migrate(url))
        yield url


@contextmanager
def _database(server: str, template: str) -> Iterator[str]:
    name = f"hemicycle_test_{uuid.uuid4().hex}"
    _execute(server, f"CREATE DATABASE {name} TEMPLATE {template}")
    yield f"{server.rpartition('/')[0]}/{name}".replace("postgresql://", "postgresql+asyncpg://")
    _execute(server, f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """The address of a server on which databases may be made."""
    if given := os.environ.get("HEMICYCLE_TEST_POSTGRES"):
        yield given.replace("postgresql+asyncpg://", "postgresql://")
        return
    programs = find_postgres()
    assert programs, "No PostgreSQL here: `make test` installs it, or HEMICYCLE_TEST_POSTGRES names a server."
    folder = Path(tempfile.mkdtemp(prefix="hemicycle-pg-"))  # not tmp_path: a socket's path must be short
    try:
        yield from _cluster(programs, folder)
    finally:
        shutil.rmtree(folder)


def _cluster(programs: Path, folder: Path) -> Iterator[str]:
    data, log, port = folder / "data", folder / "log", free_port()
    as_user = _as_user_of(folder)
    initdb = [programs / "initdb", "-D", data, "--username=tests", "--auth=trust", "--no-sync"]
    locale = ["--encoding=UTF8", "--locale=C.UTF-8"]
    subprocess.run([*as_user, *initdb, *locale], check=True, stdout=subprocess.DEVNULL, cwd=folder)

    settings = [f"--{name}={value}" for name, value in SETTINGS.items()]
    postgres = [programs / "postgres", "-D", data, "-p", str(port), "-k", folder, *settings]
    with log.open("w") as output:
        command = [*as_user, *dying_with_us(signal.SIGQUIT), *postgres]  # a change of user would forget it
        server = subprocess.Popen(command, cwd=folder, stdout=output, stderr=output)
    try:
        url = f"postgresql://tests@127.0.0.1:{port}/postgres"
        _wait(url, server, log)
        yield url
    finally:
        server.send_signal(signal.SIGQUIT)  # at once: nothing in it is worth a checkpoint
        server.wait(timeout=30)


def _as_user_of(folder: Path) -> list[str]:
    """PostgreSQL refuses to run as root: then the folder and the server belong to somebody else."""
    if os.geteuid() != 0:
        return []
    names = {user.pw_name for user in pwd.getpwall()}
    user = pwd.getpwnam("postgres" if "postgres" in names else "nobody")
    os.chown(folder, user.pw_uid, user.pw_gid)
    return ["setpriv", f"--reuid={user.pw_uid}", f"--regid={user.pw_gid}", "--clear-groups"]


def _wait(url: str, server: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + SECONDS_TO_START
    while True:
        try:
            return _execute(url, "SELECT 1")
        except (OSError, asyncpg.CannotConnectNowError):
            assert server.poll() is None, f"PostgreSQL did not start:\n{log.read_text()}"
            assert time.monotonic() < deadline, f"PostgreSQL is not ready:\n{log.read_text()}"
            time.sleep(0.02)


def _execute(url: str, statement: str) -> None:
    async def execute() -> None:
        connection = await asyncpg.connect(url)
        try:
            await connection.execute(statement)
        finally:
            await connection.close()

    apart(execute())
