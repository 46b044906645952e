"""Procedural motions, by precedence; moved, spoken on, put to the vote, carried or rejected.

Source: DOMAIN §4: suspend the meeting > adjourn the meeting > adjourn the debate > close the debate. What a carried
motion asks for is done by the chair, with the commands there are.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import NewType

from models.belonging.membership import MemberId
from models.belonging.offices import IDENTITY
from models.body import Rules
from models.planning.item import ItemId
from models.procedure import Entry, Event, PersonId
from models.speaking.show_of_hands import ShowOfHands

MotionId = NewType("MotionId", str)


class MotionKind(StrEnum):
    """In the order of precedence: what stands first is dealt with first."""

    SUSPEND_MEETING = "suspend_meeting"
    ADJOURN_MEETING = "adjourn_meeting"
    ADJOURN_DEBATE = "adjourn_debate"
    CLOSE_DEBATE = "close_debate"

    def precedes(self, other: "MotionKind") -> bool:
        """Whether it may be moved while the other is pending."""
        order = tuple(MotionKind)
        return order.index(self) < order.index(other)


class Side(StrEnum):
    """On which side somebody speaks on a motion."""

    IN_FAVOUR = "in_favour"
    AGAINST = "against"


@dataclass(frozen=True)
class MotionMoved(Event):
    """A motion is pending; for this member, where that is known. `person` has moved it themselves."""

    item: ItemId
    motion: MotionId
    kind: MotionKind
    member: MemberId | None
    person: PersonId | None = None


@dataclass(frozen=True)
class MotionSpokenOn(Event):
    """Somebody speaks for the motion or against it; for this member, where that is known."""

    item: ItemId
    motion: MotionId
    side: Side
    member: MemberId | None


@dataclass(frozen=True)
class SpeechOnMotionBegun(Event):
    """Whoever spoke last on the motion by the record has the floor; `limit` in seconds, None: no limit is set."""

    item: ItemId
    motion: MotionId
    limit: int | None


@dataclass(frozen=True)
class SpeechOnMotionPaused(Event):
    item: ItemId
    motion: MotionId


@dataclass(frozen=True)
class SpeechOnMotionResumed(Event):
    item: ItemId
    motion: MotionId


@dataclass(frozen=True)
class SpeechOnMotionEnded(Event):
    item: ItemId
    motion: MotionId


SpeechOnMotion = SpeechOnMotionBegun | SpeechOnMotionPaused | SpeechOnMotionResumed | SpeechOnMotionEnded


@dataclass(frozen=True)
class MotionWithdrawn(Event):
    item: ItemId
    motion: MotionId


@dataclass(frozen=True)
class MotionDecided(Event):
    item: ItemId
    motion: MotionId
    votes: ShowOfHands
    carried: bool


@dataclass(frozen=True)
class MotionSpeaker:
    """Who speaks on a motion, from `began` until `ended`, for `limit` seconds; `began` None: only noted.

    `spoken` is what had counted before `since`; their time runs while `since` is set (UTC).
    """

    side: Side
    member: MemberId | None = field(default=None, metadata=IDENTITY)
    began: datetime | None = None
    limit: int | None = None
    spoken: timedelta = timedelta()
    since: datetime | None = None
    ended: datetime | None = None

    @property
    def has_the_floor(self) -> bool:
        return self.began is not None and self.ended is None

    def taken(self, now: datetime) -> timedelta:
        """The time it has taken."""
        return self.spoken + (max(now - self.since, timedelta()) if self.since else timedelta())

    def paused(self, at: datetime) -> "MotionSpeaker":
        return replace(self, spoken=self.taken(at), since=None)

    def over(self, at: datetime) -> "MotionSpeaker":
        return replace(self.paused(at), ended=at)


@dataclass(frozen=True)
class Motion:
    """One motion; while `carried` is None it is pending."""

    id: MotionId = field(metadata=IDENTITY)
    kind: MotionKind
    moved: datetime
    member: MemberId | None = field(default=None, metadata=IDENTITY)
    person: PersonId | None = field(default=None, metadata=IDENTITY)
    speakers: tuple[MotionSpeaker, ...] = ()
    votes: ShowOfHands | None = None
    carried: bool | None = None

    def spoken(self, side: Side) -> int:
        """How many have spoken on this side."""
        return sum(one.side is side for one in self.speakers)

    @property
    def heard(self) -> MotionSpeaker | None:
        """Who has the floor for it now, running or paused."""
        last = self.speakers[-1] if self.speakers else None
        return last if last and last.has_the_floor else None

    def last(self, change: Callable[[MotionSpeaker], MotionSpeaker]) -> "Motion":
        """With its last speaker changed; as it is where nobody has spoken."""
        *before, last = self.speakers or (None,)
        return self if last is None else replace(self, speakers=(*before, change(last)))


Motions = tuple[Motion, ...]
"""The motions of one item, in the order they were moved; withdrawn ones are forgotten."""


def pending(motions: Motions) -> Motions:
    """Those that are not decided, what is dealt with first at the head."""
    order = tuple(MotionKind)
    waiting = (motion for motion in motions if motion.carried is None)
    return tuple(sorted(waiting, key=lambda motion: order.index(motion.kind)))


def spoken_on(motions: Motions) -> Motion | None:
    """The motion on which somebody speaks now."""
    return next((motion for motion in motions if motion.heard), None)


def most_speakers(rules: Rules, side: Side) -> int | None:
    """How many may speak on this side by the body's rules; None: no rule is set."""
    return rules.motion_speakers_for if side is Side.IN_FAVOUR else rules.motion_speakers_against


def _heard(motions: Motions, event: SpeechOnMotion, at: datetime) -> Motions:
    """The motions once this has happened to the speech on one of them."""

    def change(speaker: MotionSpeaker) -> MotionSpeaker:
        match event:
            case SpeechOnMotionBegun(_, _, limit):
                return replace(speaker, began=at, since=at, limit=limit)
            case SpeechOnMotionPaused():
                return speaker.paused(at)
            case SpeechOnMotionResumed():
                return speaker if speaker.since else replace(speaker, since=at)
            case SpeechOnMotionEnded():
                return speaker.over(at)

    return tuple(m.last(change) if m.id == event.motion else m for m in motions)


def motions_after(motions: Motions, entry: Entry) -> Motions:
    """The motions once this has happened to their item."""
    match entry.event:
        case MotionMoved(_, new, kind, member, person):
            return (*motions, Motion(new, kind, entry.at, member, person))
        case MotionSpokenOn(_, known, side, member):
            speaker = MotionSpeaker(side, member)
            return tuple(replace(m, speakers=(*m.speakers, speaker)) if m.id == known else m for m in motions)
        case SpeechOnMotionBegun() | SpeechOnMotionPaused() | SpeechOnMotionResumed() | SpeechOnMotionEnded():
            return _heard(motions, entry.event, entry.at)
        case MotionWithdrawn(_, gone):
            return tuple(m for m in motions if m.id != gone)
        case MotionDecided(_, known, votes, carried):
            return tuple(replace(m, votes=votes, carried=carried) if m.id == known else m for m in motions)
    return motions
