"""Milestones: named events between which a presidency passes, dated as well as anybody knows.

Source: DOMAIN §3. Each has an explicit sequence number, since two months that are only named cannot be put in order
by their dates. Nothing else copies a milestone's date: move it, and whatever begins or ends there moves with it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from typing import NewType

from models.belonging.dating import UNKNOWN, Dating
from models.belonging.offices import IDENTITY
from models.planning.sitting import SittingId
from models.procedure import Event, bounded, counted
from models.text import Text

MilestoneId = NewType("MilestoneId", str)
REASON = bounded(longest=1000)


class Precision(StrEnum):
    """How well the days of a milestone are known.

    `exact`: it lasts from `earliest` to `latest`, one day or several. All others: it lies somewhere in there: a
    stretch of days (`range`), a week, a month, several months; `unknown`: nobody has said.
    """

    EXACT = "exact"
    RANGE = "range"
    WEEK = "week"
    MONTH = "month"
    MONTHS = "months"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class MilestoneSitting:
    """A sitting of the milestone at which something may be handed over; its instants (UTC) as they are planned."""

    id: SittingId = field(metadata=IDENTITY)
    title: Text
    starts: datetime | None = None
    ends: datetime | None = None


@dataclass(frozen=True)
class Milestone:
    """A named event: "Annual Retreat". `zone` is its place's own (IANA), in which its days are counted.

    `meeting` is the slug where it is a meeting of ours, `sitting` where it is one sitting of that: its days, its
    planned instants `starts` and `ends` (UTC) and its `sittings` then follow that meeting's plan. `cancelled` says
    why it does not take place; `merged_into` at which other milestone everything happens that was to happen here.
    """

    id: MilestoneId = field(metadata=IDENTITY)
    name: Text
    sequence: int = field(default=0, metadata=counted(most=1_000_000))
    dating: Dating = UNKNOWN
    precision: Precision = Precision.UNKNOWN
    zone: str = field(default="UTC", metadata=IDENTITY)
    place: str = field(default="", metadata=bounded(longest=200))
    meeting: str = field(default="", metadata=IDENTITY)
    sitting: SittingId | None = field(default=None, metadata=IDENTITY)
    starts: datetime | None = None
    ends: datetime | None = None
    sittings: tuple[MilestoneSitting, ...] = ()
    cancelled: str = field(default="", metadata=REASON)
    merged_into: MilestoneId | None = field(default=None, metadata=IDENTITY)

    @property
    def takes_place(self) -> bool:
        return not self.cancelled

    @property
    def exact(self) -> bool:
        """Whether its days are known to the day."""
        return self.precision is Precision.EXACT and self.dating.known


Milestones = Mapping[MilestoneId, Milestone]
"""The organisation's calendar of milestones, by id."""


@dataclass(frozen=True)
class MilestoneEntered(Event):
    milestone: Milestone


@dataclass(frozen=True)
class MilestoneEdited(Event):
    """A milestone is known so from here on: moved, made more exact, named anew, put elsewhere in the sequence."""

    milestone: Milestone


@dataclass(frozen=True)
class MilestoneCancelled(Event):
    """It does not take place, and why; what was to happen there happens at another one, or falls away."""

    milestone: MilestoneId
    reason: str
    merged_into: MilestoneId | None = None


@dataclass(frozen=True)
class MilestoneRestored(Event):
    """It takes place after all."""

    milestone: MilestoneId


@dataclass(frozen=True)
class MilestoneStruck(Event):
    """It was entered by mistake: there never was one."""

    milestone: MilestoneId


def milestones_after(known: Milestones, event: Event) -> Milestones:
    """The calendar of milestones once this has happened. Never refuses."""
    match event:
        case MilestoneEntered(milestone) | MilestoneEdited(milestone):
            return {**known, milestone.id: milestone}
        case MilestoneCancelled(gone, reason, merged_into) if gone in known:
            return {**known, gone: replace(known[gone], cancelled=reason, merged_into=merged_into)}
        case MilestoneRestored(back) if back in known:
            return {**known, back: replace(known[back], cancelled="", merged_into=None)}
        case MilestoneStruck(struck):
            return {k: m for k, m in known.items() if k != struck}
    return known


def in_sequence(milestones: Iterable[Milestone]) -> tuple[Milestone, ...]:
    """These milestones in the order in which they come; by id where two have the same number."""
    return tuple(sorted(milestones, key=lambda milestone: (milestone.sequence, milestone.id)))


def taking_place(milestones: Milestones, milestone: MilestoneId | None) -> Milestone | None:
    """Where that happens which was to happen at this milestone; None where it falls away, or is not known."""
    seen: set[MilestoneId] = set()
    while milestone is not None and milestone not in seen:
        seen.add(milestone)
        found = milestones.get(milestone)
        if found is None or found.takes_place:
            return found
        milestone = found.merged_into
    return None
