"""Mail: letters wait in an outbox, kept with whatever caused them, and are sent after the commit.

No request waits for a mail server. What cannot be sent is tried again, less and less often, for a day; a restart
tries everything at once. A letter that is sent is forgotten.
"""

import asyncio
import contextlib
from datetime import datetime, timedelta
from typing import Any, Protocol

import msgspec
import structlog
from sqlalchemy import Row, delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from models.tables import outbox
from server.database import Database
from server.mailing.letters import Letter
from server.metrics import MAILS
from server.world import World

GIVEN_UP_AFTER = timedelta(days=1)
PAUSES = tuple(timedelta(seconds=s) for s in (2, 10, 60, 300, 900, 3600))
IN_HAND = timedelta(seconds=60)
"""How long whoever has taken a letter may take to send it, before somebody else does."""
AT_ONCE, HANDS = 20, 4
LOOKS = 30.0
"""Seconds between two looks at what others may have put in."""
TROUBLED = 5.0

log = structlog.get_logger()


class Refused(Exception):  # noqa: N818 - a fact about a letter
    """The mail server will never take this letter."""


class NotNow(Exception):  # noqa: N818 - a fact about a mail server
    """It could not be sent; it may be later."""


class Carrier(Protocol):
    async def carry(self, id_: str, address: str, letter: Letter, made: datetime) -> None:
        """Hand the letter over. Raises `Refused` or `NotNow`."""
        ...


class Outbox:
    def __init__(self, database: Database, world: World, carrier: Carrier | None) -> None:
        self._database = database
        self._world = world
        self._carrier = carrier
        self._rung = asyncio.Event()

    @property
    def sends(self) -> bool:
        """Whether anybody carries the mail of this server."""
        return self._carrier is not None

    async def post(
        self, connection: AsyncConnection, address: str, letter: Letter, until: datetime | None = None
    ) -> None:
        """Put a letter in, in this transaction; `ring` once it is kept. After `until` it is of no use to anybody."""
        now = self._world.now()
        given_up = now + GIVEN_UP_AFTER
        await connection.execute(
            insert(outbox).values(
                id=self._world.new_id(),
                address=address,
                letter=msgspec.json.encode(letter).decode(),
                made=now,
                until=min(until or given_up, given_up),
                due=now,
                tries=0,
            )
        )

    def ring(self) -> None:
        """There is something to send."""
        self._rung.set()

    async def run(self) -> None:
        """Send whatever is due, until cancelled."""
        begun = False
        while True:
            self._rung.clear()
            try:
                if not begun:
                    await self._begin()
                    begun = True
                wait = await self.send_due()
            except Exception:  # the database may be away for a moment: the mail waits
                log.exception("the outbox could not be read")
                wait = TROUBLED
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(wait):
                    await self._rung.wait()

    async def _begin(self) -> None:
        """A restart is often what was needed: everything is due."""
        async with self._database.writing() as connection:
            await connection.execute(update(outbox).values(due=self._world.now()))

    async def send_due(self) -> float:
        """One round: send what is due, and give up what is past its time; how many seconds until the next."""
        if self._carrier is None:
            return LOOKS
        now = self._world.now()
        async with self._database.reading() as connection:
            found = await connection.execute(
                select(outbox).where(outbox.c.due <= now).order_by(outbox.c.due).limit(AT_ONCE)
            )
            rows = found.all()
        hands = asyncio.Semaphore(HANDS)
        async with asyncio.TaskGroup() as sending:
            for row in rows:
                sending.create_task(self._send(self._carrier, row, hands))
        if len(rows) == AT_ONCE:
            return 0
        async with self._database.reading() as connection:
            due = await connection.scalar(select(outbox.c.due).order_by(outbox.c.due).limit(1))
        return min(LOOKS, max((due - self._world.now()).total_seconds(), 0.05)) if due else LOOKS

    async def _send(self, carrier: Carrier, row: Row[Any], hands: asyncio.Semaphore) -> None:
        async with hands:
            if not await self._take(row):
                return  # another process has it in hand
            if row.until <= self._world.now():
                await self._over(row, "given_up")
                return
            try:
                await carrier.carry(
                    row.id, row.address, msgspec.json.decode(row.letter, type=Letter), row.made
                )
            except Refused as fault:
                log.warning("a letter was refused", letter=row.id, why=str(fault))
                await self._over(row, "refused")
            except NotNow as fault:
                log.warning(
                    "a letter could not be sent yet", letter=row.id, tries=row.tries + 1, why=str(fault)
                )
                await self._later(row)
            else:
                await self._over(row, "sent")

    async def _take(self, row: Row[Any]) -> bool:
        """Have this letter in hand; false if somebody else was first."""
        async with self._database.in_turn("outbox") as connection:
            taken = await connection.execute(
                update(outbox)
                .where(outbox.c.id == row.id, outbox.c.due == row.due)
                .values(due=self._world.now() + IN_HAND, tries=row.tries + 1)
            )
        return bool(taken.rowcount)

    async def _later(self, row: Row[Any]) -> None:
        MAILS.labels("retried").inc()
        due = self._world.now() + PAUSES[min(row.tries, len(PAUSES) - 1)]
        async with self._database.writing() as connection:
            await connection.execute(update(outbox).where(outbox.c.id == row.id).values(due=due))

    async def _over(self, row: Row[Any], how: str) -> None:
        MAILS.labels(how).inc()
        if how == "given_up":
            log.warning("a letter was given up", letter=row.id, tries=row.tries)
        async with self._database.writing() as connection:
            await connection.execute(delete(outbox).where(outbox.c.id == row.id))
