"""When the terms of a rotation begin and end by plan, as well as the dates of its milestones are known.

Source: DOMAIN §3. A term begins at the end of its milestone (or its start, or the end of a sitting that is named);
while dates are fuzzy at the end of `latest` (start: of `earliest`) in the milestone's zone; never before the switch
before it.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from models.planning.sitting import SittingId
from models.presidency.milestones import Milestone, MilestoneId, Milestones, taking_place
from models.presidency.terms import HandoverAt, Plan, Term
from models.presidency.zoned_days import begin_of, end_of

_IN_TURN = (HandoverAt.START, HandoverAt.SITTING, HandoverAt.END)
_UNKNOWN = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True)
class Boundary:
    """Where a term begins or ends: at which milestone, and `at` which instant (UTC) by plan, where that is known.

    It lies between `earliest` and `latest`, both the same where the date is exact; None: no bound. `milestone` None:
    it never comes, since what it was to happen at falls away or is not known.
    """

    milestone: Milestone | None
    at: datetime | None = None
    earliest: datetime | None = None
    latest: datetime | None = None

    @property
    def where(self) -> MilestoneId | None:
        return self.milestone.id if self.milestone else None

    @property
    def fuzzy(self) -> bool:
        """Whether it has a window in which nobody can say yet whether it has come."""
        return self.milestone is not None and (self.earliest is None or self.earliest != self.latest)

    def open_at(self, at: datetime) -> bool:
        """Whether this instant lies in its window."""
        begun = self.earliest is None or self.earliest <= at
        return self.fuzzy and begun and (self.latest is None or at < self.latest)


NEVER = Boundary(None)
"""What does not take place, or is not known, begins and ends nothing."""


@dataclass(frozen=True)
class Scheduled:
    """A term and when it is to begin and to end. `ends` None: nothing ends it."""

    term: Term
    begins: Boundary
    ends: Boundary | None = None

    @property
    def falls_away(self) -> bool:
        """Whether it never begins: its milestone does not take place, or nobody knows it."""
        return self.begins.milestone is None

    @property
    def towards(self) -> MilestoneId | None:
        """The milestone at which it is to end."""
        return self.ends.where if self.ends else None


def schedule(plan: Plan, milestones: Milestones) -> tuple[Scheduled, ...]:
    """Every term in the order of the sequence. One that falls away stands in its place, and begins and ends never."""
    terms = sequence_of(plan, milestones)
    begins = [_boundary(milestones, term.begins, term.handover, term.sitting) for term in terms]
    end = closing(plan, milestones)
    bounds = _in_order([*begins, end or NEVER])
    found: list[Scheduled] = []
    following = bounds[-1] if end else None
    for term, begun in zip(reversed(terms), reversed(bounds[:-1]), strict=True):
        if begun.milestone is None:
            found.append(Scheduled(term, NEVER, NEVER))
            continue
        found.append(Scheduled(term, begun, following))
        following = begun
    return tuple(reversed(found))


def sequence_of(plan: Plan, milestones: Milestones) -> tuple[Term, ...]:
    """The terms in the order of the milestones at which they really begin; of two at one, as they were to come.

    At two sittings of one they come as these end, and one whose end is not known comes last. Terms whose milestone is
    not known come last.
    """

    def place(term: Term) -> tuple[bool, int, str, int, str, int, datetime, str]:
        own = milestones.get(term.begins)
        there = taking_place(milestones, term.begins) or own
        turn = _IN_TURN.index(term.handover)
        if own is None or there is None:
            return True, 0, term.begins, 0, "", turn, _UNKNOWN, term.id
        over = _sitting_ends(there, term.moment[1]) or _UNKNOWN
        return False, there.sequence, there.id, own.sequence, own.id, turn, over, term.id

    return tuple(sorted(plan.terms.values(), key=place))


def closing(plan: Plan, milestones: Milestones) -> Boundary | None:
    """Where the rotation ends, before any term is asked; None where nothing ends it."""
    if plan.about.ends is None:
        return None
    end = _boundary(milestones, plan.about.ends, plan.about.ends_at, None)
    return end if end.milestone else None


def _boundary(
    milestones: Milestones, named: MilestoneId, handover: HandoverAt, sitting: SittingId | None
) -> Boundary:
    """What its own milestone says of it."""
    milestone = taking_place(milestones, named)
    if milestone is None:
        return NEVER
    planned = _planned(milestone, handover, sitting)
    if planned:
        return Boundary(milestone, planned, planned, planned)
    edge = begin_of if handover is HandoverAt.START else end_of
    dating = milestone.dating
    first = edge(dating.earliest, milestone.zone) if dating.earliest else None
    last = edge(dating.latest, milestone.zone) if dating.latest else None
    if handover is HandoverAt.START:
        settled = first if milestone.exact else last
        return Boundary(milestone, first or last, first, settled)
    settled = last if milestone.exact else first
    return Boundary(milestone, last, settled, last)


def _planned(milestone: Milestone, handover: HandoverAt, sitting: SittingId | None) -> datetime | None:
    """The planned instant, where the milestone has one: a meeting of ours, or a sitting of it."""
    if handover is HandoverAt.START:
        return milestone.starts
    if handover is HandoverAt.SITTING:
        return _sitting_ends(milestone, sitting) or milestone.ends
    return milestone.ends


def _sitting_ends(milestone: Milestone, sitting: SittingId | None) -> datetime | None:
    """When this sitting of the milestone is planned to end."""
    return next((one.ends for one in milestone.sittings if one.id == sitting), None)


def _in_order(bounds: list[Boundary]) -> list[Boundary]:
    """The same, none before the one before it; one of which nothing is known lies between its neighbours."""
    return list(_not_after(list(_not_before(bounds))))


def _not_before(bounds: list[Boundary]) -> Iterator[Boundary]:
    switch: datetime | None = None
    early: datetime | None = None
    late: datetime | None = None
    for bound in bounds:
        if bound.milestone is None:
            yield bound
            continue
        at = _latest(bound.at, switch, early) if bound.at else None
        earliest = _latest(bound.earliest or switch, early)
        latest = _latest(bound.latest, late, at) if bound.latest else None
        yield replace(bound, at=at, earliest=earliest, latest=latest)
        switch, early, late = at or switch, earliest, latest or late


def _not_after(bounds: list[Boundary]) -> Iterator[Boundary]:
    """The latest of one without is where the next that is known is to come."""
    for place, bound in enumerate(bounds):
        if bound.milestone is None or bound.latest:
            yield bound
            continue
        known = (then.at for then in bounds[place + 1 :] if then.at)
        yield replace(bound, latest=next(known, None))


def _latest(*instants: datetime | None) -> datetime | None:
    """The last of those that are known."""
    return max((at for at in instants if at), default=None)
