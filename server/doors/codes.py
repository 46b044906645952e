"""Codes: six digits and a link sent to an address; either signs in once.

A code counts only in the browser that asked for it. That browser alone has the secret the code is digested under,
so the database tells nobody which six digits they were.
"""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from sqlalchemy import delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from models.procedure import PersonId
from models.tables import codes, people
from server.database import Database
from server.doors.browsers import UNKNOWN, Browser
from server.doors.digests import digest, digits_of, keyed, same
from server.doors.limits import Limits, Share
from server.doors.links import Link, LinkState
from server.doors.sign_ins import SignIns
from server.world import World

CODE_LASTS = timedelta(minutes=15)
MOST_WRONG = 5
MOST_AN_HOUR = 10
MOST_AN_HOUR_AT_VENUE = 1000
KEPT = timedelta(days=1)
"""How long a code that is over is kept, so that its link can say so."""
TURN = "codes"


@dataclass(frozen=True)
class Asked:
    """What a browser has just asked for. `browser` is its cookie's secret; `code` and `link` go into the mail."""

    browser: str
    code: str
    link: str
    address: str


@dataclass(frozen=True)
class Known:
    """Somebody whose address it is, and the language (a BCP 47 code, or nothing) that they read."""

    person: PersonId
    name: str
    language: str


class Verdict(StrEnum):
    RIGHT = "right"
    WRONG = "wrong"
    VOID = "void"
    """Guessed at too often, used, expired, or never asked for here."""


@dataclass(frozen=True)
class Guessed:
    """What a guess was worth: the secret of a new sign-in and where to go; or how many guesses are left."""

    verdict: Verdict
    sign_in: str = ""
    person: PersonId | None = None
    to: str = ""
    left: int = 0


class Codes:
    def __init__(self, database: Database, world: World, limits: Limits, sign_ins: SignIns) -> None:
        self._database = database
        self._world = world
        self._limits = limits
        self._sign_ins = sign_ins

    async def ask(self, address: str, sender: str, to: str, *, at_venue: bool) -> Asked:
        """Make a code for this address. Nobody is looked up: all addresses are the same work. Raises `TooMany`."""
        address = address.strip().lower()
        made = [self._world.new_secret() for _ in range(3)]
        asked = Asked(made[0], digits_of(made[1]), made[2], address)
        now = self._world.now()
        shares = (
            Share("code to", address, MOST_AN_HOUR),
            Share("code from", sender, MOST_AN_HOUR_AT_VENUE if at_venue else MOST_AN_HOUR),
        )
        async with self._database.in_turn(TURN) as connection:
            await self._limits.take(connection, shares)
            await connection.execute(
                insert(codes).values(
                    browser=digest(asked.browser),
                    code=keyed(asked.browser, asked.code),
                    link=digest(asked.link),
                    address=address,
                    to=to,
                    made=now,
                    expires=now + CODE_LASTS,
                    wrong=0,
                )
            )
        return asked

    async def belong(self, connection: AsyncConnection, asked: Asked) -> list[Known]:
        """Find whose address it is; the code is theirs, if it is one person's."""
        found = await connection.execute(
            select(people.c.id, people.c.name, people.c.language).where(
                people.c.address == asked.address, people.c.erased.is_(None)
            )
        )
        known = [Known(PersonId(row.id), row.name, row.language) for row in found]
        whose = known[0].person if len(known) == 1 else None
        await connection.execute(
            update(codes).where(codes.c.browser == digest(asked.browser)).values(person=whose)
        )
        return known

    async def asked(self, browser: str) -> tuple[str, str]:
        """The address this browser asked with last, and where it wanted to go; both empty once that is over."""
        async with self._database.reading() as connection:
            found = await connection.execute(
                select(codes.c.address, codes.c.to).where(
                    codes.c.browser == digest(browser),
                    codes.c.used.is_(None),
                    codes.c.expires > self._world.now(),
                )
            )
            row = found.first()
        return (row.address, row.to) if row else ("", "")

    async def guess(self, browser: str, typed: str, agent: Browser = UNKNOWN) -> Guessed:
        """Try six digits in this browser. After five wrong ones nothing is right any more."""
        now = self._world.now()
        async with self._database.in_turn(TURN) as connection:
            found = await connection.execute(select(codes).where(codes.c.browser == digest(browser)))
            row = found.first()
            if row is None or row.used or row.expires <= now or row.wrong > MOST_WRONG:
                return Guessed(Verdict.VOID)
            this = update(codes).where(codes.c.browser == row.browser)
            right = same(row.code, keyed(browser, typed)) and row.person is not None
            if right and row.wrong < MOST_WRONG:
                await connection.execute(this.values(used=now))
                person = PersonId(row.person)
                fresh = await self._sign_ins.begin(connection, person, agent)
                return Guessed(Verdict.RIGHT, fresh, person, row.to)
            await connection.execute(this.values(wrong=row.wrong + 1))
            left = MOST_WRONG - row.wrong - 1
            return Guessed(Verdict.WRONG if left >= 0 else Verdict.VOID, left=max(left, 0))

    async def read_link(self, secret: str) -> Link:
        """What a mailed link is; reading it consumes nothing."""
        async with self._database.reading() as connection:
            found = await connection.execute(
                select(codes, people.c.name).join(people).where(codes.c.link == digest(secret))
            )
            row = found.first()
        if row is None:
            return Link(LinkState.UNKNOWN)
        state = LinkState.READY if row.expires > self._world.now() else LinkState.EXPIRED
        return Link(LinkState.USED if row.used else state, PersonId(row.person), row.name)

    async def use_link(self, secret: str, agent: Browser = UNKNOWN) -> Guessed:
        """The button of a mailed link: it may be pressed in any browser, once."""
        now = self._world.now()
        async with self._database.in_turn(TURN) as connection:
            used = await connection.execute(
                update(codes)
                .where(
                    codes.c.link == digest(secret),
                    codes.c.used.is_(None),
                    codes.c.expires > now,
                    codes.c.person.is_not(None),
                )
                .values(used=now)
                .returning(codes.c.person, codes.c.to)
            )
            row = used.first()
            if row is None:
                return Guessed(Verdict.VOID)
            person = PersonId(row.person)
            fresh = await self._sign_ins.begin(connection, person, agent)
        return Guessed(Verdict.RIGHT, fresh, person, row.to)

    async def sweep(self) -> None:
        """Forget codes that are long over, and what no longer counts against anybody."""
        async with self._database.in_turn(TURN) as connection:
            await connection.execute(delete(codes).where(codes.c.expires <= self._world.now() - KEPT))
            await self._limits.sweep(connection)
