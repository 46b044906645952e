"""A task that does what is due, sleeps until the next thing is, and is woken by whatever may change that."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta

import structlog

LONGEST_SLEEP = timedelta(minutes=15)
"""A net beneath: what another process has changed is looked at after so long at the latest."""
AGAIN = timedelta(seconds=5)
"""What could not be done (the database is away) is tried again so soon."""

log = structlog.get_logger()


async def watch(look: Callable[[], Awaitable[timedelta]], woken: asyncio.Event) -> None:
    """Until it is cancelled: `look` does what is due, and says how long it is until the next thing may be."""
    while True:
        woken.clear()
        try:
            pause = await look()
        except Exception:  # the database may be away for a moment: the clock goes on
            log.exception("what is due could not be done")
            pause = AGAIN
        try:
            async with asyncio.timeout(pause.total_seconds()):
                await woken.wait()
        except TimeoutError:
            continue
