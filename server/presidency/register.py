"""What is read of the presidency: the organisation, its bodies, and every rotation that is published."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from models.belonging.dating import Answer
from models.belonging.offices import OfficeId
from models.belonging.posts import Post
from models.body import Body, BodyId
from models.organisation import ORGANISATION, Organisation
from models.presidency.checked import Check
from models.presidency.counting import RANK, Claim, Contest, Overlap, contests, overlaps
from models.presidency.plan_changes import Known, Leg, legs
from models.presidency.presiding import Presiding, presiding
from models.presidency.rotation import Rotation, RotationId
from models.presidency.rotation_checks import checks
from models.presidency.schedule import Scheduled, schedule
from models.presidency.terms import Plan, RotationPurpose, TermId
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
        """Every term in its order, each with everybody who has it at some time, as the plan is amended."""
        legs = self.legs(kept)
        return tuple(
            replace(one, term=replace(one.term, holders=legs[one.term.id].concerned))
            for one in schedule(kept.plan, self.organisation.milestones)
        )

    def legs(self, kept: Kept) -> Mapping[TermId, Leg]:
        """Each term of the plan that is shown, with whoever has it once swaps and replacements are counted."""
        shown = replace(kept.rotation, plan=kept.plan, withdrawn="")
        return legs(Known(shown, self.organisation.milestones, self.organisation.offices))

    def presiding(self, kept: Kept) -> Presiding:
        return presiding(
            kept.rotation,
            self.organisation.milestones,
            self.organisation.offices,
            self.at,
            tuple(kept.body.appointments.values()),
        )

    def contests(self, kept: Kept) -> Iterator[tuple[BodyId, Contest]]:
        """Over which bodies another rotation counts beside this one, or this one beside another."""
        for over in kept.plan.about.over:
            others = [one for one in self.published() if over in one.plan.about.over]
            about = ((one, one.plan.about) for one in others if one.plan.about.purpose in RANK)
            claims = [
                Claim(one.body_id, one.rotation.id, what.name, what.purpose, self.presiding(one).in_force)
                for one, what in about
            ]
            own = (kept.body_id, kept.rotation.id)
            for contest in contests(claims):
                if own in {(one.kept_by, one.rotation) for one in (contest.counts, contest.other)}:
                    yield BodyId(over), contest

    def overlaps(self, kept: Kept) -> tuple[Overlap, ...]:
        """Which other rotations are over the same bodies at the same time, by plan."""
        own = (kept.body_id, kept.rotation.id)
        others = (one.plan for one in self.published() if (one.body_id, one.rotation.id) != own)
        return tuple(overlaps(kept.plan, others, self.organisation.milestones))

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

    def called(self, body: BodyId) -> Text:
        """What a body is called; by its id where nobody knows it any more."""
        names = (one.charter.name for one in self.bodies if one.charter and one.charter.id == body)
        return next(names, Text(body))

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
