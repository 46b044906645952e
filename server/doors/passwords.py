"""Passwords, for operators: argon2id, in threads of their own so that nobody waits for somebody else's guess."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import delete, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from models.procedure import PersonId
from models.tables import passwords, people
from server.database import Database
from server.doors.browsers import UNKNOWN, Browser
from server.doors.limits import Limits, Share
from server.doors.sign_ins import SignIns
from server.world import World

T = TypeVar("T")
SHORTEST = 12
LONGEST = 200
MOST_GUESSES = 10
"""Wrong ones an hour, for one name and from one sender."""
AT_ONCE = 2
"""Hashes being made at once: 64 MiB and a core each."""
MOST_WAITING = 20
NOBODYS = "no password of anybody's"


class Busy(Exception):  # noqa: N818 - a fact about this moment
    """Too many guesses are being looked at."""


class NotUsable(Exception):  # noqa: N818 - said in words
    """A password that cannot be taken; its text says why."""


def login_of(name: str) -> str:
    """How a name is compared: without its case, and with single spaces."""
    return " ".join(name.casefold().split())


def usable(password: str) -> None:
    """Raises `NotUsable`."""
    if not SHORTEST <= len(password) <= LONGEST:
        raise NotUsable(f"A password has {SHORTEST} to {LONGEST} characters.")


class Passwords:
    def __init__(
        self,
        database: Database,
        world: World,
        limits: Limits,
        sign_ins: SignIns,
        hasher: PasswordHasher | None = None,
    ) -> None:
        self._database = database
        self._world = world
        self._limits = limits
        self._sign_ins = sign_ins
        self._hasher = hasher or PasswordHasher()
        self._threads = ThreadPoolExecutor(AT_ONCE, "argon2")
        self._waiting = 0
        self._nobodys = ""
        self._making = asyncio.Lock()

    async def set(self, person: PersonId, name: str, password: str) -> None:
        """From here on this is the password of this name, and of no other. Raises `NotUsable`."""
        usable(password)
        hashed = await self._in_thread(lambda: self._hasher.hash(password))
        row = {"login": login_of(name), "person": person, "hash": hashed, "made": self._world.now()}
        async with self._database.writing() as connection:
            await connection.execute(delete(passwords).where(passwords.c.login == row["login"]))
            await connection.execute(insert(passwords).values(**row))

    async def remove(self, name: str) -> bool:
        """Whether there was one."""
        async with self._database.writing() as connection:
            gone = await connection.execute(delete(passwords).where(passwords.c.login == login_of(name)))
        return bool(gone.rowcount)

    async def sign_in(
        self, name: str, password: str, sender: str, agent: Browser = UNKNOWN
    ) -> tuple[str, PersonId] | None:
        """The secret of a new sign-in, and whose; None if the two do not go together, or nobody has this name.

        Each guess is counted before it is looked at, and the right one given back. A name that nobody has is as much
        work.
        Raises `TooMany` or `Busy`.
        """
        shares = (
            Share("password of", login_of(name), MOST_GUESSES),
            Share("password from", sender, MOST_GUESSES),
        )
        if self._waiting >= MOST_WAITING:
            raise Busy
        async with self._database.in_turn("passwords") as connection:
            await self._limits.take(connection, shares)
        found = await self._find(name)
        hashed = found[1] if found else await self._of_nobody()
        right = await self._in_thread(lambda: self._is(hashed, password[: LONGEST + 1]))
        if found is None or not right:
            return None
        async with self._database.in_turn("passwords") as connection:
            await self._limits.give_back(connection, [share for share in shares if share.subject])
            if await self._found(connection, name) != found:
                return None  # erased, or given another password, while this one was looked at
            return await self._sign_ins.begin(connection, found[0], agent), found[0]

    def close(self) -> None:
        self._threads.shutdown(wait=False, cancel_futures=True)

    async def _find(self, name: str) -> tuple[PersonId, str] | None:
        async with self._database.reading() as connection:
            return await self._found(connection, name)

    async def _found(self, connection: AsyncConnection, name: str) -> tuple[PersonId, str] | None:
        found = await connection.execute(
            select(passwords.c.person, passwords.c.hash)
            .join(people, passwords.c.person == people.c.id)
            .where(passwords.c.login == login_of(name), people.c.erased.is_(None))
        )
        row = found.first()
        return (PersonId(row.person), row.hash) if row else None

    async def prepare(self) -> None:
        """Make what guesses at names that nobody has are compared with, before the first of them."""
        await self._of_nobody()

    async def _of_nobody(self) -> str:
        async with self._making:
            if not self._nobodys:
                self._nobodys = await self._in_thread(lambda: self._hasher.hash(NOBODYS))
            return self._nobodys

    def _is(self, hashed: str, password: str) -> bool:
        try:
            return self._hasher.verify(hashed, password)
        except (VerificationError, InvalidHashError):
            return False

    async def _in_thread(self, work: Callable[[], T]) -> T:
        self._waiting += 1
        try:
            return await asyncio.get_running_loop().run_in_executor(self._threads, work)
        finally:
            self._waiting -= 1
