"""The house: every chamber of this process, found by stream or by a meeting's slug, and acts across several."""

import asyncio
from collections.abc import Callable, Coroutine, Mapping, Sequence
from contextlib import AsyncExitStack
from datetime import datetime
from functools import partial
from math import inf
from typing import Any

from models.body import BodyId, stream_of
from models.organisation import ORGANISATION, Organisation
from models.procedure import PersonId, Receipt, StreamId, Submission
from models.rules.following import is_followed
from server.chamber import Chamber, Follow, Tell, answered, decide_and_keep
from server.database import Database
from server.draft import Answer
from server.following.lapses import Lapses
from server.following.milestone_meetings import MilestoneMeetings
from server.following.reissues import Reissues
from server.following.rosters import Rosters, Wider
from server.following.successions import Successions
from server.following.turns_seen import require_seen
from server.metrics import STREAMS
from server.record import Beside, since
from server.world import World

__all__ = ["House", "stream_of"]

A_MOMENT = 1.0  # seconds


class House:
    """Chambers are opened when they are first asked for, by replaying their stream."""

    def __init__(self, database: Database, world: World) -> None:
        self.database = database
        self.world = world
        self.chambers: dict[StreamId, Chamber] = {}
        self._rosters = Rosters(database, world)
        self._follow = (
            Lapses(world).follow,
            Successions(world).follow,
            require_seen,
            MilestoneMeetings(world).follow,
            Reissues(world).follow,
            self._rosters.follow,
        )
        self._tell: list[Tell] = []
        self._told: list[Callable[[], None]] = []
        self._opening: dict[StreamId, asyncio.Task[Chamber]] = {}
        self._acts: set[asyncio.Task[list[Answer]]] = set()
        self._looked: dict[StreamId, float] = {}

    def tells(self, tell: Tell, told: Callable[[], None]) -> None:
        """From here on `tell` says what is kept beside an act that others follow, the letters about it; when that is
        kept, it is `told`.
        """
        self._tell.append(tell)
        self._told.append(told)

    async def chamber(self, stream: StreamId) -> Chamber:
        """The chamber of this stream, opened by replay if need be; a new stream's is empty."""
        if found := self.chambers.get(stream):
            return found
        if stream not in self._opening:
            self._opening[stream] = asyncio.create_task(self._open(stream))
        return await asyncio.shield(self._opening[stream])

    async def newest(self, stream: StreamId) -> Chamber:
        """The chamber of this stream, with what another process has added to it since."""
        chamber = await self.chamber(stream)
        if not self.database.is_sqlite:
            async with chamber.lock:
                await chamber.catch_up()
        return chamber

    async def recent(self, stream: StreamId) -> Chamber:
        """For whoever only reads: with what another process had added a moment ago; waits for no busy door."""
        chamber = await self.chamber(stream)
        looked, now = self._looked.get(stream, -inf), asyncio.get_running_loop().time()
        if now - looked > A_MOMENT and not chamber.lock.locked():
            self._looked[stream] = now
            return await self.newest(stream)
        return chamber

    async def meeting(self, slug: str) -> Chamber | None:
        """The chamber of the meeting with this slug; None if there is no such meeting."""
        calendar = await self.chamber(ORGANISATION)
        stream = _entered(calendar, slug)
        if stream is None and not self.database.is_sqlite:
            async with calendar.lock:  # another process may have entered it since
                await calendar.catch_up()
            stream = _entered(calendar, slug)
        return await self.chamber(stream) if stream else None

    async def body(self, body: BodyId) -> Chamber | None:
        """The chamber of the body with this id; None if there is no such body."""
        organisation = (await self.newest(ORGANISATION)).state
        known = isinstance(organisation, Organisation) and body in organisation.bodies
        return await self.newest(stream_of(body)) if known else None

    async def slug_of(self, code: str) -> str | None:
        """The slug of the meeting with this short code."""
        calendar = (await self.chamber(ORGANISATION)).state
        return calendar.meeting_of(code) if isinstance(calendar, Organisation) else None

    async def together(
        self, parts: Sequence[tuple[StreamId, Submission]], *, beside: Beside | None = None
    ) -> list[Receipt]:
        """One act over several streams: each part decided by its own stream's rules, all kept or none.

        The doors are locked in a fixed order, the entries share one transaction, also those of meetings whose
        rosters follow; and so does what stands `beside` the record. Raises the `Refusal` of the first part that is
        refused, in the order in which they were given.
        """
        places: dict[StreamId, list[int]] = {}
        for place, (stream, _) in enumerate(parts):
            places.setdefault(stream, []).append(place)
        order = sorted(places)
        heard = {stream: [parts[n][1] for n in places[stream]] for stream in order}
        followed = [one for _, one in parts if is_followed(one.command)]
        follow = [partial(one, followed[0]) for one in self._follow] if followed else []
        answers = await self._carried(self._together(heard, beside, follow))
        by_place = dict(zip((n for stream in order for n in places[stream]), answers, strict=True))
        return [answered(by_place[n]) for n in range(len(parts))]

    async def follow_by_clock(self, by: PersonId, now: datetime) -> None:
        """Bring every meeting to what is true now, since time alone has changed it."""
        await self._carried(self._together({}, None, [partial(self._rosters.follow_time, by, now)]))

    async def _carried(self, act: Coroutine[Any, Any, list[Answer]]) -> list[Answer]:
        """An act runs to its end, whether or not anybody still waits for it."""
        carried = asyncio.create_task(act)
        self._acts.add(carried)
        carried.add_done_callback(self._acts.discard)
        return await asyncio.shield(carried)

    async def close(self) -> None:
        """Let every door finish what it has taken."""
        await asyncio.gather(*self._acts, *self._opening.values(), return_exceptions=True)
        for chamber in self.chambers.values():
            await chamber.close()

    async def _together(
        self,
        heard: Mapping[StreamId, list[Submission]],
        beside: Beside | None,
        follow: Sequence[Follow],
    ) -> list[Answer]:
        """Begun again with more doors locked until all are that the act turns out to concern."""
        streams = set(heard)
        while True:
            chambers = [await self.chamber(stream) for stream in sorted(streams)]
            parts = [(chamber, heard.get(chamber.stream, [])) for chamber in chambers]
            async with AsyncExitStack() as locks:
                for chamber in chambers:
                    await locks.enter_async_context(chamber.lock)
                try:
                    answers = await decide_and_keep(
                        self.database,
                        parts,
                        whole=True,
                        follow=follow,
                        tell=self._tell if follow else (),
                        beside=beside,
                    )
                except Wider as wider:
                    streams |= wider.streams
                else:
                    for told in self._told if follow else ():
                        told()
                    return answers

    async def _open(self, stream: StreamId) -> Chamber:
        chamber = Chamber(stream, self.database, self.world, self.together)
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
