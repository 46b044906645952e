"""What is read of the presidency: the organisation, its bodies, and every rotation that is published."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from models.belonging.dating import Answer
from models.belonging.offices import OfficeId
from models.belonging.posts import Post
from models.body import Body, BodyId
from models.organisation import ORGANISATION, Organisation
from models.presidency.checked import Check
from models.presidency.presiding import Presiding, presiding
from models.presidency.rotation import Rotation, RotationId
from models.presidency.rotation_checks import checks
from models.presidency.schedule import Scheduled, schedule
from models.presidency.terms import Plan, RotationPurpose
from models.procedure import Actor, PersonId
from models.rules.permission import may_follow, may_set_up
from models.text import Text
from server.house import House, stream_of

Name = Callable[[PersonId | None], str]


@dataclass(frozen=True)
class Kept:
    """A rotation, the body that keeps it, and its plan as it is published."""

    body: Body
    rotation: Rotation
    plan: Plan

    @property
    def body_id(self) -> BodyId:
        assert self.body.charter is not None
        return self.body.charter.id

    @property
    def address(self) -> str:
        return f"/presidency/{self.body_id}/{self.rotation.id}"


@dataclass(frozen=True)
class PresidencyRegister:
    """All that is asked, at one instant (UTC); `name` says how people are called.

    `hidden` are the meetings (slugs) that this reader may not follow, and so is told nothing of.
    """

    organisation: Organisation
    bodies: Sequence[Body]
    at: datetime
    name: Name
    hidden: frozenset[str] = frozenset()

    def published(self) -> tuple[Kept, ...]:
        """Every rotation that counts, in the order of the bodies."""
        return tuple(kept for kept in self._kept() if not kept.rotation.withdrawn)

    def find(self, body: str, rotation: str) -> Kept | None:
        """A rotation that was published, also one that is withdrawn; a draft is nobody's but the secretariat's."""
        wanted = (body, RotationId(rotation))
        return next((kept for kept in self._kept() if (kept.body_id, kept.rotation.id) == wanted), None)

    def _kept(self) -> Iterator[Kept]:
        for body in self.bodies:
            for rotation in body.rotations.values():
                if body.charter and rotation.plan:
                    yield Kept(body, rotation, rotation.plan)

    def terms(self, kept: Kept) -> tuple[Scheduled, ...]:
        return schedule(kept.plan, self.organisation.milestones)

    def presiding(self, kept: Kept) -> Presiding:
        return presiding(
            kept.rotation,
            self.organisation.milestones,
            self.organisation.offices,
            self.at,
            tuple(kept.body.appointments.values()),
        )

    def president(self, kept: Kept) -> tuple[OfficeId, ...]:
        """The office whose holder is President, and so presides while it is nobody's turn (DOMAIN §3)."""
        if kept.plan.about.purpose is not RotationPurpose.PRESIDENCY:
            return ()
        posts = kept.body.appointed(Post.PRESIDENT)
        there = (one for one in posts if one.period.covers(self.at.date()) is Answer.YES and one.office)
        return tuple(one.office for one in there if one.office)

    def checks(self, kept: Kept) -> tuple[Check, ...]:
        """What is to be said against the plan that is shown."""
        return checks(
            kept.plan,
            self.organisation.milestones,
            self.organisation.offices,
            tuple(kept.body.appointments.values()),
            kept.rotation.overrides,
        )

    def keeps(self, kept: Kept, actor: Actor) -> bool:
        """Whether this reader sets that rotation up."""
        return may_set_up(kept.body.actor(actor.person)) or actor.operates


async def registered(house: House, at: datetime, name: Name, reader: PersonId | None) -> PresidencyRegister:
    """What this reader may know now; on PostgreSQL with what another process had added a moment ago."""
    state = (await house.recent(ORGANISATION)).state
    assert isinstance(state, Organisation)
    bodies = [(await house.recent(stream_of(body))).body for body in state.bodies]
    hidden = await _hidden(house, state, bodies, reader)
    return PresidencyRegister(_without(state, hidden), bodies, at, name, hidden)


async def _hidden(
    house: House, organisation: Organisation, bodies: Sequence[Body], reader: PersonId | None
) -> frozenset[str]:
    """The meetings that milestones and handovers name, and that this reader may not follow."""
    rotations = (rotation for body in bodies for rotation in body.rotations.values())
    handed_over = (handover.meeting for rotation in rotations for handover in rotation.handovers)
    named = {*(one.meeting for one in organisation.milestones.values()), *handed_over} - {""}
    hidden = set()
    for slug in named:
        chamber = await house.meeting(slug)
        if chamber is None or not may_follow(chamber.meeting, chamber.meeting.actor(reader)):
            hidden.add(slug)
    return frozenset(hidden)


def _without(organisation: Organisation, hidden: frozenset[str]) -> Organisation:
    """Milestones keep their own name and days; which meeting they are, and what sits there, goes untold."""
    untold = {
        one.id: replace(
            one, meeting="", sittings=tuple(replace(sitting, title=Text()) for sitting in one.sittings)
        )
        for one in organisation.milestones.values()
        if one.meeting in hidden
    }
    return replace(organisation, milestones={**organisation.milestones, **untold}) if untold else organisation
