"""The house: every chamber of this process, found by stream or by a meeting's slug, and acts across several."""

import asyncio
from collections.abc import Sequence
from contextlib import AsyncExitStack

from models.organisation import ORGANISATION, Organisation
from models.procedure import Receipt, StreamId, Submission
from server.chamber import Chamber, answered, decide_and_keep
from server.database import Database
from server.draft import Answer
from server.metrics import STREAMS
from server.record import since
from server.world import World


class House:
    """Chambers are opened when they are first asked for, by replaying their stream."""

    def __init__(self, database: Database, world: World) -> None:
        self.database = database
        self.world = world
        self.chambers: dict[StreamId, Chamber] = {}
        self._opening: dict[StreamId, asyncio.Task[Chamber]] = {}
        self._acts: set[asyncio.Task[list[Answer]]] = set()

    async def chamber(self, stream: StreamId) -> Chamber:
        """The chamber of this stream, opened by replay if need be; a new stream's is empty."""
        if found := self.chambers.get(stream):
            return found
        if stream not in self._opening:
            self._opening[stream] = asyncio.create_task(self._open(stream))
        return await asyncio.shield(self._opening[stream])

    async def meeting(self, slug: str) -> Chamber | None:
        """The chamber of the meeting with this slug; None if there is no such meeting."""
        calendar = await self.chamber(ORGANISATION)
        stream = _entered(calendar, slug)
        if stream is None and not self.database.is_sqlite:
            async with calendar.lock:  # another process may have entered it since
                await calendar.catch_up()
            stream = _entered(calendar, slug)
        return await self.chamber(stream) if stream else None

    async def together(self, parts: Sequence[tuple[StreamId, Submission]]) -> list[Receipt]:
        """One act over several streams: each part decided by its own stream's rules, all kept or none.

        The doors are locked in a fixed order, the entries share one transaction. Raises the first `Refusal`.
        """
        places: dict[StreamId, list[int]] = {}
        for place, (stream, _) in enumerate(parts):
            places.setdefault(stream, []).append(place)
        order = sorted(places)
        heard = [(await self.chamber(stream), [parts[n][1] for n in places[stream]]) for stream in order]
        act = asyncio.create_task(self._together(heard))
        self._acts.add(act)
        act.add_done_callback(self._acts.discard)
        answers = await asyncio.shield(act)
        if refusals := [answer for answer in answers if not isinstance(answer, Receipt)]:
            raise refusals[0]
        by_place = dict(zip((n for stream in order for n in places[stream]), answers, strict=True))
        return [answered(by_place[n]) for n in range(len(parts))]

    async def close(self) -> None:
        """Let every door finish what it has taken."""
        await asyncio.gather(*self._acts, return_exceptions=True)
        for chamber in self.chambers.values():
            await chamber.close()

    async def _together(self, parts: list[tuple[Chamber, list[Submission]]]) -> list[Answer]:
        async with AsyncExitStack() as locks:
            for chamber, _ in parts:
                await locks.enter_async_context(chamber.lock)
            return await decide_and_keep(self.database, parts, whole=True)

    async def _open(self, stream: StreamId) -> Chamber:
        chamber = Chamber(stream, self.database, self.world)
        try:
            async with self.database.reading() as connection:
                chamber.learn(await since(connection, stream, 0))
            self.chambers[stream] = chamber
        finally:
            del self._opening[stream]
        STREAMS.set(len(self.chambers))
        return chamber


def _entered(calendar: Chamber, slug: str) -> StreamId | None:
    state = calendar.state
    return state.meetings.get(slug) if isinstance(state, Organisation) else None
