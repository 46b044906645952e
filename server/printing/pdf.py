"""PDFs, set by programs beside this one: a few at a time, each in good time or not at all (DESIGN §6).

A page that was set is kept for whoever asks next; who asks while it is being set waits for the same one.
"""

import asyncio
import sys
from collections import OrderedDict

import structlog

AT_ONCE = 2
MOST_WAITING = 20
SECONDS = 20
MOST_KEPT = 12
PROGRAM = (sys.executable, "-P", "-m", "server.printing.typesetting")

log = structlog.get_logger()


class CannotSet(Exception):  # noqa: N818 - a fact about this moment
    """Too many pages are waiting to be set, or this one took too long. It may be asked for again."""


class Typesetter:
    def __init__(self, program: tuple[str, ...] = PROGRAM, seconds: float = SECONDS) -> None:
        self._program = program
        self._seconds = seconds
        self._places = asyncio.Semaphore(AT_ONCE)
        self._setting: dict[bytes, asyncio.Task[bytes]] = {}
        self._kept: OrderedDict[bytes, bytes] = OrderedDict()
        self._once = 0

    async def once(self, document: bytes, template: str) -> bytes:
        """The PDF of this document by a template of its own; nothing of it is kept here. Raises `CannotSet`."""
        if len(self._setting) + self._once >= MOST_WAITING:
            raise CannotSet
        self._once += 1
        try:
            return await self._set(document, template)
        finally:
            self._once -= 1

    def forget(self) -> None:
        """Keep nothing of what was set: it may name somebody who is not to be named any more."""
        self._kept.clear()

    async def pdf(self, agenda: bytes) -> bytes:
        """The PDF of this agenda (JSON of `server.printing.printed.Printed`). Raises `CannotSet`.

        Whoever asked may leave: the page is set all the same, for the next one who asks.
        """
        if agenda in self._kept:
            self._kept.move_to_end(agenda)
            return self._kept[agenda]
        if agenda not in self._setting:
            if len(self._setting) >= MOST_WAITING:
                raise CannotSet
            task = asyncio.create_task(self._set(agenda), name="typesetting")
            self._setting[agenda] = task
            task.add_done_callback(lambda done: self._done(agenda, done))
        return await asyncio.shield(self._setting[agenda])

    async def close(self) -> None:
        """Stop what is being set."""
        for task in list(self._setting.values()):
            task.cancel()
        await asyncio.gather(*self._setting.values(), return_exceptions=True)

    def _done(self, agenda: bytes, task: asyncio.Task[bytes]) -> None:
        del self._setting[agenda]
        if task.cancelled() or task.exception():
            return
        self._kept[agenda] = task.result()
        if len(self._kept) > MOST_KEPT:
            self._kept.popitem(last=False)

    async def _set(self, document: bytes, *template: str) -> bytes:
        async with self._places:
            pipe = asyncio.subprocess.PIPE
            process = await asyncio.create_subprocess_exec(
                *self._program, *template, stdin=pipe, stdout=pipe, stderr=pipe
            )
            try:
                async with asyncio.timeout(self._seconds):
                    made, said = await process.communicate(document)
            except TimeoutError:
                log.warning("a page took too long to set", seconds=self._seconds)
                raise CannotSet from None
            finally:
                if process.returncode is None:
                    process.kill()
                    await process.wait()
        if process.returncode:
            raise RuntimeError(
                f"typesetting ended with {process.returncode}: {said.decode(errors='replace')}"
            )
        return made
