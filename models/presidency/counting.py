"""Several rotations over one body: which of them counts, and why.

Source: DOMAIN §3. In force is what was last handed over; and the nearest right wins: turns that are about chairs
alone count before a presidency.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

from models.body import BodyId
from models.presidency.milestones import Milestones
from models.presidency.presiding import Turn
from models.presidency.rotation import RotationId
from models.presidency.schedule import schedule
from models.presidency.switches import end_of_all
from models.presidency.terms import Plan, RotationPurpose
from models.text import Text

RANK = (RotationPurpose.CHAIRS, RotationPurpose.PRESIDENCY)
"""What goes round where somebody presides over a body, the nearest first; hosts preside over nothing."""


@dataclass(frozen=True)
class Claim:
    """A rotation over a body and whose turn it is by it now; `kept_by` is the body in whose record it stands."""

    kept_by: BodyId
    rotation: RotationId
    name: Text
    purpose: RotationPurpose
    turn: Turn

    @property
    def precedence(self) -> tuple[bool, int, float, BodyId, RotationId]:
        """What counts comes first: it is somebody's turn, about chairs alone, begun last; then by its address."""
        since = self.turn.since or datetime.min.replace(tzinfo=UTC)
        last = -(since - datetime(1970, 1, 1, tzinfo=UTC)).total_seconds()
        return not self.turn.offices, RANK.index(self.purpose), last, self.kept_by, self.rotation


class Counting(StrEnum):
    """Why one counts and another does not, although it is somebody's turn by both."""

    CHAIRS = "chairs"
    BEGAN_LAST = "began_last"
    ADDRESS = "address"


@dataclass(frozen=True)
class Contest:
    """By both it is somebody's turn over one body: the first counts, the other does not."""

    counts: Claim
    other: Claim

    @property
    def why(self) -> Counting:
        if self.counts.purpose is not self.other.purpose:
            return Counting.CHAIRS
        same = self.counts.turn.since == self.other.turn.since
        return Counting.ADDRESS if same else Counting.BEGAN_LAST


def contests(claims: Iterable[Claim]) -> Iterator[Contest]:
    """What counts over a body, against each other claim by which it is somebody's turn."""
    first, *others = sorted((one for one in claims if one.turn.offices), key=lambda one: one.precedence) or (
        None,
    )
    if first:
        yield from (Contest(first, other) for other in others)


@dataclass(frozen=True)
class Overlap:
    """By plan this other rotation is over the same body at once, from `first` on (UTC), to `last` if known."""

    over: BodyId
    other: Text
    first: datetime
    last: datetime | None


def overlaps(plan: Plan, others: Iterable[Plan], milestones: Milestones) -> Iterator[Overlap]:
    """Where these other plans are over the same bodies as this one, the same going round, at the same time."""
    own = _span(plan, milestones)
    for other in others:
        span = _span(other, milestones)
        if (
            other.about.purpose is not plan.about.purpose
            or plan.about.purpose not in RANK
            or not (own and span)
        ):
            continue
        first = max(own[0], span[0])
        last = min((end for end in (own[1], span[1]) if end), default=None)
        if last is None or first < last:
            for over in plan.about.over:
                if over in other.about.over:
                    yield Overlap(BodyId(over), other.about.name, first, last)


def _span(plan: Plan, milestones: Milestones) -> tuple[datetime, datetime | None] | None:
    """From when to when somebody has a turn by it; None where nobody can say when it begins."""
    terms = schedule(plan, milestones)
    begins = [one.begins.at for one in terms if one.begins.at]
    return (begins[0], end_of_all(terms)) if begins else None
