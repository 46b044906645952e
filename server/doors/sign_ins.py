"""Sign-ins: a browser that was let in, until it is signed out, revoked or out of time; and when it was last seen.

Beside them the tokens that act for the same person, until these are revoked.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import bindparam, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from models.procedure import PersonId
from models.tables import sign_ins, tokens
from server.database import Database
from server.doors.browsers import UNKNOWN, Browser
from server.doors.digests import digest
from server.world import World

ROUND = 60.0
"""Seconds between two rounds of the caretaker; a sign-in was seen last at most that long after what is kept."""
SIGN_IN_LASTS = timedelta(days=30)
SHOWN = 16
"""Characters of a sign-in's digest that name it on its person's page."""


@dataclass(frozen=True)
class SignIn:
    """One browser of somebody. `credential` is the digest of what it shows."""

    credential: str
    since: datetime
    seen: datetime
    browser: Browser

    @property
    def name(self) -> str:
        return self.credential[:SHOWN]


@dataclass(frozen=True)
class Token:
    """What a program shows to act as somebody. `credential` is its digest."""

    credential: str
    made: datetime

    @property
    def name(self) -> str:
        return self.credential[:SHOWN]


class SignIns:
    def __init__(self, database: Database, world: World) -> None:
        self._database = database
        self._world = world
        self._seen: dict[str, datetime] = {}

    async def begin(self, connection: AsyncConnection, person: PersonId, browser: Browser = UNKNOWN) -> str:
        """A new sign-in, in this transaction: its secret, for the cookie."""
        secret, now = self._world.new_secret(), self._world.now()
        row = {"digest": digest(secret), "person": person, "since": now, "expires": now + SIGN_IN_LASTS}
        made = insert(sign_ins).values(**row, seen=now, browser=browser.name, system=browser.system)
        await connection.execute(made)
        return secret

    async def of(self, person: PersonId) -> list[SignIn]:
        """This person's sign-ins that still let in, the one seen last first."""
        async with self._database.reading() as connection:
            rows = await connection.execute(
                select(sign_ins).where(
                    sign_ins.c.person == person,
                    sign_ins.c.revoked.is_(None),
                    sign_ins.c.expires > self._world.now(),
                )
            )
            found = [
                SignIn(
                    row.digest,
                    row.since,
                    max(row.since, row.seen or row.since, self._seen.get(row.digest, row.since)),
                    Browser(row.browser, row.system),
                )
                for row in rows
            ]
        return sorted(found, key=lambda one: (one.seen, one.since), reverse=True)

    async def tokens(self, person: PersonId) -> list[Token]:
        """The tokens that act for this person, the newest first."""
        asked = select(tokens.c.digest, tokens.c.made).where(
            tokens.c.person == person, tokens.c.revoked.is_(None)
        )
        async with self._database.reading() as connection:
            rows = await connection.execute(asked.order_by(tokens.c.made.desc()))
            return [Token(row.digest, row.made) for row in rows]

    def note(self, credentials: Iterable[str]) -> None:
        """These have just been seen; kept at the next `keep`."""
        now = self._world.now()
        self._seen.update(dict.fromkeys(credentials, now))

    async def seen(self, persons: Collection[PersonId]) -> dict[PersonId, datetime]:
        """When each of these was seen last, in any browser that is still let in, as far as it is written down."""
        asked = (
            select(sign_ins.c.person, func.max(sign_ins.c.seen))
            .where(sign_ins.c.person.in_(persons), sign_ins.c.seen.is_not(None), sign_ins.c.revoked.is_(None))
            .group_by(sign_ins.c.person)
        )
        async with self._database.reading() as connection:
            return {PersonId(person): seen for person, seen in await connection.execute(asked)}

    async def keep(self) -> None:
        """Write down when each was seen last. Credentials that are no sign-ins are nobody's row."""
        seen, self._seen = self._seen, {}
        if not seen:
            return
        statement = (
            update(sign_ins).where(sign_ins.c.digest == bindparam("shown")).values(seen=bindparam("at"))
        )
        async with self._database.writing() as connection:
            await connection.execute(statement, [{"shown": shown, "at": at} for shown, at in seen.items()])
