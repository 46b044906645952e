"""Who is with another server of the same database: read from the sign-ins, whose caretakers write it down.

On SQLite there is no other server. A place is kept at least until another server had the time to tell of its owner.
"""

from collections.abc import Callable, Iterable
from datetime import timedelta

from server.database import Database
from server.doors.sign_ins import SignIns
from server.hub import Hub
from server.watching.given_up import Due
from server.watching.lines import TWO_ROUNDS

EVERY = 5
"""Beats of the heart between two looks."""


class Elsewhere:
    """`hubs` are those of this server."""

    def __init__(self, database: Database, sign_ins: SignIns, hubs: Callable[[], Iterable[Hub]]) -> None:
        self._hubs = hubs
        self._alone = database.is_sqlite
        self._sign_ins = sign_ins
        self._beats = 0

    async def beat(self) -> None:
        """Now and then: of those who may speak for somebody who waits from afar."""
        self._beats += 1
        if not self._alone and self._beats % EVERY == 1:
            for hub in list(self._hubs()):
                afar = hub.afar()
                hub.elsewhere = await self._sign_ins.seen(afar) if afar else {}

    def due(self) -> list[Due]:
        """Which places are to be given up, when (UTC), and where."""
        kept = timedelta() if self._alone else TWO_ROUNDS
        return [(at, hub.chamber, command) for hub in self._hubs() for at, command in hub.due(kept)]
