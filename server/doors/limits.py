"""How often something may be had: codes by an address, guesses at a password.

Kept in the database, so a restart forgives nothing. Whose taking it is, is kept as a digest, and no longer than it
counts.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import delete, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from models.tables import takings
from server.world import World

WINDOW = timedelta(hours=1)


@dataclass(frozen=True)
class Share:
    """`most` takings of this kind in an hour, for one subject (an address, a sender); no subject, no limit."""

    what: str
    subject: str
    most: int

    @property
    def key(self) -> str:
        return hashlib.sha256(f"{self.what} {self.subject}".encode()).hexdigest()


class TooMany(Exception):  # noqa: N818 - a fact about a request
    """Somebody has had their share. `wait`: until there is more."""

    def __init__(self, wait: timedelta) -> None:
        super().__init__()
        self.wait = wait


class Limits:
    def __init__(self, world: World) -> None:
        self._world = world

    async def take(self, connection: AsyncConnection, shares: Sequence[Share]) -> None:
        """Take one of each share, or none. Raises `TooMany` if one of them is used up.

        The connection is a transaction that nobody of the same kind runs beside (`Database.in_turn`).
        """
        counted = [share for share in shares if share.subject]
        waits = [wait for share in counted if (wait := await self._wait(connection, share))]
        if waits:
            raise TooMany(max(waits))
        rows = [
            {"id": self._world.new_id(), "what": share.what, "subject": share.key, "at": self._world.now()}
            for share in counted
        ]
        if rows:
            await connection.execute(insert(takings), rows)

    async def give_back(self, connection: AsyncConnection, shares: Sequence[Share]) -> None:
        """The last taking of each share does not count: it was no guess."""
        for share in shares:
            last = select(takings.c.id).where(takings.c.what == share.what, takings.c.subject == share.key)
            found = await connection.scalar(last.order_by(takings.c.at.desc()).limit(1))
            await connection.execute(delete(takings).where(takings.c.id == found))

    async def sweep(self, connection: AsyncConnection) -> None:
        """Forget what no longer counts."""
        await connection.execute(delete(takings).where(takings.c.at <= self._world.now() - WINDOW))

    async def _wait(self, connection: AsyncConnection, share: Share) -> timedelta | None:
        now = self._world.now()
        found = await connection.scalars(
            select(takings.c.at)
            .where(
                takings.c.what == share.what,
                takings.c.subject == share.key,
                takings.c.at > now - WINDOW,
            )
            .order_by(takings.c.at.desc())
            .limit(share.most)
        )
        taken = list(found)
        return taken[-1] + WINDOW - now if len(taken) >= share.most else None
