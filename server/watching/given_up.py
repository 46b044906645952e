"""Places given up: whose line is lost for longer than the body says loses their place, by a command like any other.

Source: DESIGN §2 (deadlines). The rules decide at the door, on the state that counts there. Where another server may
be at work on the same database, whoever was seen there has lost nothing.
"""

import asyncio
from datetime import timedelta

import structlog

from models.procedure import OPERATOR, Command, CommandId, Refusal, Submission
from server.chamber import Chamber
from server.doors.sign_ins import SignIns
from server.live import Live
from server.watching.lines import TWO_ROUNDS
from server.world import World

ASKED_EVERY = 5
"""Seconds between two looks at who is with another server."""

log = structlog.get_logger()


class GivenUp:
    """`alone`: no other server can be at work on this database."""

    def __init__(self, live: Live, sign_ins: SignIns, world: World, *, alone: bool) -> None:
        self._live = live
        self._sign_ins = sign_ins
        self._world = world
        self._alone = alone
        self._beats = 0

    async def run(self) -> None:
        """Once a second, until cancelled."""
        while True:
            await asyncio.sleep(1)
            await self.beat()

    async def beat(self) -> None:
        """One look. A database that is away is asked again a second later, and meanwhile nobody loses a place."""
        try:
            if not self._alone and self._beats % ASKED_EVERY == 0:
                await self._look_elsewhere()
        except Exception:
            log.exception("nobody could say who is with another server")
            return
        self._beats += 1
        kept_anyway = timedelta() if self._alone else TWO_ROUNDS
        for hub in self._live.hubs():
            for command in hub.overdue(self._world.now(), kept_anyway):
                await self._submit(hub.chamber, command)

    async def _look_elsewhere(self) -> None:
        for hub in self._live.hubs():
            afar = hub.afar()
            hub.elsewhere = await self._sign_ins.seen(afar) if afar else {}

    async def _submit(self, chamber: Chamber, command: Command) -> None:
        now = self._world.now()
        try:
            await chamber.submit(Submission(CommandId(self._world.new_id()), OPERATOR, now, command))
        except Refusal as refusal:  # somebody was quicker: it is not due any more
            log.info("a deadline came too late", command=type(command).__name__, code=refusal.code)
        except Exception:  # the database may be away for a moment: it is due again in a second
            log.exception("a deadline could not be kept", command=type(command).__name__)
