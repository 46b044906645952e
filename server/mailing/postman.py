"""The postman: who asked for a code gets a letter, after the page was answered. So no answer knows whom it is for."""

import asyncio

import structlog

from server.database import Database
from server.doors.browsers import Browser
from server.doors.codes import CODE_LASTS, Asked, Codes
from server.mailing.letters import Letter, language_of_mail, shared_letter, sign_in_letter
from server.mailing.mail import Outbox
from server.world import World

STOP_SECONDS = 5

log = structlog.get_logger()


class Postman:
    def __init__(self, database: Database, codes: Codes, outbox: Outbox, world: World, base_url: str) -> None:
        self._database = database
        self._codes = codes
        self._outbox = outbox
        self._world = world
        self._base_url = base_url
        self._under_way: set[asyncio.Task[None]] = set()

    def send(self, asked: Asked, asked_in: Browser, language: str) -> None:
        """See to it, in a task of its own."""
        task = asyncio.create_task(self._send(asked, asked_in, language))
        self._under_way.add(task)
        task.add_done_callback(self._under_way.discard)

    async def close(self) -> None:
        """Let what is under way come to its end."""
        if self._under_way:
            await asyncio.wait(self._under_way, timeout=STOP_SECONDS)

    async def _send(self, asked: Asked, asked_in: Browser, language: str) -> None:
        try:
            async with self._database.writing() as connection:
                known = await self._codes.belong(connection, asked)
                letter: Letter | None = None
                if len(known) == 1:
                    own = language_of_mail(known[0].language, language)
                    link = f"{self._base_url}/in/{asked.link}"
                    letter = sign_in_letter(known[0].name, asked.code, link, asked_in, own)
                elif known:
                    letter = shared_letter(language)
                if letter:
                    until = self._world.now() + CODE_LASTS
                    await self._outbox.post(connection, asked.address, letter, until)
        except Exception:  # nobody waits for this: it is told to the log
            log.exception("a code could not be sent")
        self._outbox.ring()
