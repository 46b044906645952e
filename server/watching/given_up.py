"""Places given up: whose line is lost for longer than the body says loses their place, by a command like any other.

Source: DESIGN §2 (deadlines). The rules decide at the door, on the state that counts there.
"""

import asyncio

import structlog

from models.procedure import OPERATOR, Command, CommandId, Refusal, Submission
from server.chamber import Chamber
from server.live import Live
from server.world import World

log = structlog.get_logger()


class GivenUp:
    def __init__(self, live: Live, world: World) -> None:
        self._live = live
        self._world = world

    async def run(self) -> None:
        """Once a second, until cancelled."""
        while True:
            await asyncio.sleep(1)
            for chamber, command in self._live.overdue(self._world.now()):
                await self._submit(chamber, command)

    async def _submit(self, chamber: Chamber, command: Command) -> None:
        now = self._world.now()
        try:
            await chamber.submit(Submission(CommandId(self._world.new_id()), OPERATOR, now, command))
        except Refusal as refusal:  # somebody was quicker: it is not due any more
            log.info("a deadline came too late", command=type(command).__name__, code=refusal.code)
        except Exception:  # the database may be away for a moment: it is due again in a second
            log.exception("a deadline could not be kept", command=type(command).__name__)
