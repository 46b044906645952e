"""Searches for a rotation, each in a process of its own: a few at a time, followed line by line, cancelled at will.

Nothing here needs the solver; a server without it says so.
"""

import asyncio
import sys
from collections.abc import AsyncGenerator
from contextlib import aclosing
from enum import StrEnum
from importlib.util import find_spec

import structlog

from models.presidency.proposing import Problem
from server.proposing.lines import Asked, Line, Waiting, line_of, written

PROGRAM = (sys.executable, "-P", "-m", "server.proposing")
SOLVER = "ortools"

AT_ONCE = 2
MOST_WAITING = 4
MOST_PLACES = 20_000
"""Offices times terms: eight times what was measured (docs/proposing.md)."""

LONGEST_LINE = 4 * 1024 * 1024

log = structlog.get_logger()


class WhyNot(StrEnum):
    """Why a search does not begin."""

    NOT_INSTALLED = "not_installed"
    TOO_MANY = "too_many"
    TOO_LARGE = "too_large"


class CannotSearch(Exception):  # noqa: N818 - a fact about this server, or this moment
    """A search does not begin, and why (`words.ProposingWords.why_not` says it to people)."""

    def __init__(self, why: WhyNot) -> None:
        super().__init__(why.value)
        self.why = why


def installed() -> bool:
    """Whether this server can search: the extra `rotation` is there."""
    return find_spec(SOLVER) is not None


class Searches:
    def __init__(
        self, program: tuple[str, ...] = PROGRAM, at_once: int = AT_ONCE, most_waiting: int = MOST_WAITING
    ) -> None:
        self._program = program
        self._places = asyncio.Semaphore(at_once)
        self._most = at_once + most_waiting
        self._under_way = 0

    async def lines(self, asked: Asked) -> AsyncGenerator[Line, None]:
        """What the search says, as it says it. Raises `CannotSearch` before the first line, `RuntimeError` where the
        program fails.

        Cancelled when it is closed (`contextlib.aclosing`) or its task is: then the process is gone at once.
        """
        if why := self._refused(asked.problem):
            raise CannotSearch(why)
        self._under_way += 1
        try:
            if self._places.locked():
                yield Waiting()
            # A place is free when its process is gone, and not before.
            async with self._places, aclosing(self._followed(asked)) as lines:
                async for line in lines:
                    yield line
        finally:
            self._under_way -= 1

    def _refused(self, problem: Problem) -> WhyNot | None:
        if not installed():
            return WhyNot.NOT_INSTALLED
        if len(problem.pool) * len(problem.slots) > MOST_PLACES:
            return WhyNot.TOO_LARGE
        return WhyNot.TOO_MANY if self._under_way >= self._most else None

    async def _followed(self, asked: Asked) -> AsyncGenerator[Line, None]:
        pipe = asyncio.subprocess.PIPE
        process = await asyncio.create_subprocess_exec(
            *self._program, stdin=pipe, stdout=pipe, stderr=pipe, limit=LONGEST_LINE
        )
        assert process.stdin is not None
        assert process.stdout is not None
        assert process.stderr is not None
        complaints = asyncio.create_task(process.stderr.read(), name="complaints of a search")
        try:
            process.stdin.write(written(asked))
            process.stdin.close()
            async for line in process.stdout:
                yield line_of(line)
            await process.wait()
            said = (await complaints).decode(errors="replace")
        finally:
            complaints.cancel()
            if process.returncode is None:
                process.kill()
                await process.wait()
        if process.returncode:
            log.warning("a search failed", returned=process.returncode, said=said)
            raise RuntimeError(f"the search ended with {process.returncode}: {said}")
