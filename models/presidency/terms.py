"""What a rotation plans: terms that run from a milestone to the next, each with its holders.

Source: DOMAIN §3. A term never copies a date: move the milestone and both neighbouring terms move.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NewType

from models.belonging.offices import IDENTITY, OfficeId
from models.planning.sitting import SittingId
from models.presidency.milestones import MilestoneId
from models.text import Text

TermId = NewType("TermId", str)


class RotationPurpose(StrEnum):
    """What goes round. `presidency`: whoever has the turn presides over the bodies that are named. `chairs`: whoever
    has the turn chairs the bodies that are named, or the sittings of a meeting. `hosts`: whoever has the turn is host
    and chairs nothing.
    """

    PRESIDENCY = "presidency"
    CHAIRS = "chairs"
    HOSTS = "hosts"


class HandoverAt(StrEnum):
    """At which moment of its milestone a term begins; `sitting`: when a sitting of it that is named ends."""

    START = "start"
    END = "end"
    SITTING = "sitting"


class Switch(StrEnum):
    """What lets a term begin. `act`: a handover that somebody logs. `clock`: the planned instant, by itself, where
    the date is exact. `history`: it is known to have begun as planned, before anything was logged here.
    """

    ACT = "act"
    CLOCK = "clock"
    HISTORY = "history"


@dataclass(frozen=True)
class Term:
    """A turn: who has it (one or two offices; nobody: a gap, said so), where it begins, what they answer for.

    It lasts until the next term of the rotation begins, in the sequence of the milestones, or the rotation ends.
    `pinned`: the secretariat wants these holders here, whatever is proposed.
    """

    id: TermId = field(metadata=IDENTITY)
    begins: MilestoneId = field(metadata=IDENTITY)
    holders: tuple[OfficeId, ...] = ()
    handover: HandoverAt = HandoverAt.END
    sitting: SittingId | None = field(default=None, metadata=IDENTITY)
    switch: Switch = Switch.ACT
    policy: Text = Text()
    international: Text = Text()
    pinned: bool = False

    @property
    def moment(self) -> tuple[HandoverAt, SittingId | None]:
        """At which moment of its milestone it begins; a sitting that is named counts at a sitting alone."""
        return self.handover, self.sitting if self.handover is HandoverAt.SITTING else None


@dataclass(frozen=True)
class About:
    """What a rotation is: its name, what goes round, over which bodies (by their ids) it presides, where it ends.

    `meeting` is the slug of the one meeting whose sittings it gives chairs to: its milestones are these sittings.
    """

    name: Text
    purpose: RotationPurpose = RotationPurpose.PRESIDENCY
    over: tuple[str, ...] = ()
    meeting: str = field(default="", metadata=IDENTITY)
    ends: MilestoneId | None = field(default=None, metadata=IDENTITY)
    ends_at: HandoverAt = HandoverAt.END


@dataclass(frozen=True)
class Plan:
    """What is planned: what the rotation is, and its terms by id, in no order but the milestones'."""

    about: About
    terms: Mapping[TermId, Term] = field(default_factory=dict)
