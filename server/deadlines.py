"""The clock of the house: what happens at an instant that was planned, though nobody presses anything.

Source: DOMAIN §3. A term that the plan leaves to the clock is handed over to at its planned instant, or as soon as
this server runs again; the handover says when it was due, its entry when it was kept. Where something else changes by
itself (a departure begins or is over, what is known from history), meetings are brought to it. It sleeps until the
next such instant, and is woken by whatever changes the organisation or a body.
"""

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

import structlog

from models.body import Body, BodyId, stream_of
from models.organisation import ORGANISATION, Organisation
from models.presidency.due import Due, handover_due
from models.presidency.next_change import next_change
from models.presidency.rotation import Handover, HandoverId, Rotation
from models.presidency.terms import Switch
from models.procedure import OPERATOR, CommandId, Refusal, StreamId, Submission
from models.rules.handing_over import HandOver
from server.acts import carry_out
from server.chamber import Chamber
from server.house import House
from server.waking import LONGEST_SLEEP, watch
from server.world import World

log = structlog.get_logger()


@dataclass(frozen=True)
class Kept:
    """All that the clock reads: the organisation, and every rotation with the body that keeps it."""

    organisation: Organisation
    rotations: tuple[tuple[BodyId, Rotation], ...]

    def changes(self, after: datetime) -> Iterator[datetime]:
        """For each rotation the next instant after this one at which something changes by itself (UTC)."""
        for _, rotation in self.rotations:
            known = (self.organisation.milestones, after, self.organisation.offices)
            if at := next_change(rotation, *known):
                yield at


class Deadlines:
    def __init__(self, house: House, world: World) -> None:
        self._house = house
        self._world = world
        self._woken = asyncio.Event()
        self._heard: set[StreamId] = set()
        self._followed: datetime | None = None

    async def watch(self) -> None:
        """Until it is cancelled."""
        await watch(self.look, self._woken)

    async def look(self) -> timedelta:
        """Do what is due now; how long it is until the next thing may be."""
        now = self._world.now()
        kept = await self._hand_over_all(now)
        since = self._followed
        if kept.rotations and (since is None or any(at <= now for at in kept.changes(since))):
            await self._house.follow_by_clock(OPERATOR, now)
        self._followed = now
        return min([LONGEST_SLEEP, *(at - self._world.now() for at in kept.changes(now))])

    async def _hand_over_all(self, now: datetime) -> Kept:
        """One after another, the earliest first: one handover may bring the next one about."""
        tried: set[CommandId] = set()
        while True:
            kept = await self._kept()
            found = [
                (due, body, rotation)
                for body, rotation in kept.rotations
                if (due := handover_due(rotation, kept.organisation.milestones, now))
                and _known_as(rotation, due) not in tried
            ]
            if not found:
                return kept
            due, body, rotation = min(found, key=lambda one: one[0].at)
            tried.add(_known_as(rotation, due))
            await self._hand_over(due, body, rotation)

    async def _hand_over(self, due: Due, body: BodyId, rotation: Rotation) -> None:
        chamber = await self._listened(stream_of(body))
        known_as = _known_as(rotation, due)
        handover = Handover(HandoverId(known_as), due.term, due.at, Switch.CLOCK)
        command = HandOver(rotation.id, handover, due.seen)
        try:
            await carry_out(self._house, chamber, Submission(known_as, OPERATOR, self._world.now(), command))
        except Refusal as refusal:  # somebody was first
            log.info("the clock came second", rotation=rotation.id, because=refusal.code)

    async def _kept(self) -> Kept:
        organisation = (await self._listened(ORGANISATION)).state
        assert isinstance(organisation, Organisation)
        bodies: dict[BodyId, Body] = {
            body: (await self._listened(stream_of(body))).body for body in organisation.bodies
        }
        rotations = ((body, one) for body, state in bodies.items() for one in state.rotations.values())
        return Kept(organisation, tuple(rotations))

    async def _listened(self, stream: StreamId) -> Chamber:
        """The newest of this stream; from now on it wakes the clock when it grows."""
        chamber = await self._house.newest(stream)
        if stream not in self._heard:
            self._heard.add(stream)
            chamber.grown.append(self._woken.set)
        return chamber


def _known_as(rotation: Rotation, due: Due) -> CommandId:
    """The id of a handover by the clock: the same for every process that comes to make it."""
    words = (rotation.id, due.term or "", due.at.isoformat())
    return CommandId(sha256("\0".join(words).encode()).hexdigest())
