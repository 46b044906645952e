"""The caretaker: now and then writes down who was seen, and throws away what is over."""

import asyncio

import structlog

from server.doors.codes import Codes
from server.doors.sign_ins import ROUND, SignIns
from server.live import Live

SWEEPS_EVERY = 30

log = structlog.get_logger()


class Caretaker:
    def __init__(self, sign_ins: SignIns, codes: Codes, live: Live) -> None:
        self._sign_ins = sign_ins
        self._codes = codes
        self._live = live
        self._rounds = 0

    async def run(self) -> None:
        """One round after another, until cancelled."""
        while True:
            await asyncio.sleep(ROUND)
            await self.go_round()

    async def go_round(self) -> None:
        """One round. A database that is away is asked again at the next."""
        self._rounds += 1
        try:
            self._sign_ins.note(self._live.credentials())
            await self._sign_ins.keep()
            if self._rounds % SWEEPS_EVERY == 1:
                await self._codes.sweep()
        except Exception:
            log.exception("the caretaker could not do a round")
