"""Places given up: whose line is lost for longer than the body says loses their place, by a command like any other.

Source: DESIGN §2 (deadlines). The rules decide at the door, on the state that counts there. Where another server may
be at work on the same database, whoever was seen there has lost nothing.
"""

import asyncio
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta

import structlog

from models.procedure import OPERATOR, Command, CommandId, Refusal, Submission
from server.chamber import Chamber
from server.waking import AGAIN, LONGEST_SLEEP, watch
from server.world import World

Due = tuple[datetime, Chamber, Command]
log = structlog.get_logger()


class GivenUp:
    """`due` says which places are to be given up, and when (UTC); it is `woken` when a line is lost or is back."""

    def __init__(self, due: Callable[[], Iterable[Due]], world: World, woken: asyncio.Event) -> None:
        self._due = due
        self._world = world
        self._woken = woken

    async def watch(self) -> None:
        """Until it is cancelled."""
        await watch(self.look, self._woken)

    async def look(self) -> timedelta:
        """Give up what is due now; how long it is until the next place is, or until this is tried again."""
        pauses, now = [LONGEST_SLEEP], self._world.now()
        for at, chamber, command in self._due():
            if at > now:
                pauses.append(at - now)
            elif not await self._done(chamber, command):
                pauses.append(AGAIN)
        return min(pauses)

    async def _done(self, chamber: Chamber, command: Command) -> bool:
        """Whether it is decided; one that failed keeps no other waiting."""
        try:
            known_as = CommandId(self._world.new_id())
            await chamber.submit(Submission(known_as, OPERATOR, self._world.now(), command))
        except Refusal as refusal:  # somebody was quicker: it is not due any more
            log.info("a deadline came too late", command=type(command).__name__, code=refusal.code)
        except Exception:
            log.exception("a deadline could not be kept", command=type(command).__name__)
            return False
        return True
