"""Procedural motions: moved through the chair or the desk, spoken on, put to the vote by show of hands.

Source: DOMAIN §4. One that comes first may be moved while others are pending, and is dealt with before them. How
many speak on each side is a rule of the body; where none is set, none is kept.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from models.item import ItemId
from models.meeting import Meeting
from models.membership import MemberId
from models.motions import (
    Motion,
    MotionDecided,
    MotionId,
    MotionKind,
    MotionMoved,
    MotionSpokenOn,
    MotionWithdrawn,
    Side,
    most_speakers,
    pending,
)
from models.procedure import Command, Event, Submission, bounded
from models.rules import grounds
from models.rules.agenda import require_open
from models.rules.points import counted_hands
from models.rules.preconditions import agenda_with
from models.rules.speaking_for import member_for
from models.show_of_hands import HANDS, ShowOfHands

ID = bounded(longest=80)


@dataclass(frozen=True)
class MoveMotion(Command):
    """Move a procedural motion at the current item, for the member that has asked for it; null: nobody has said."""

    item: ItemId = field(metadata=ID)
    kind: MotionKind
    member: MemberId | None = field(default=None, metadata=ID)


@dataclass(frozen=True)
class SpeakOnMotion(Command):
    """Note that a member speaks for a motion or against it."""

    item: ItemId = field(metadata=ID)
    motion: MotionId = field(metadata=ID)
    side: Side
    member: MemberId | None = field(default=None, metadata=ID)


@dataclass(frozen=True)
class WithdrawMotion(Command):
    """Withdraw a motion that is not put to the vote yet."""

    item: ItemId = field(metadata=ID)
    motion: MotionId = field(metadata=ID)


@dataclass(frozen=True)
class PutMotion(Command):
    """Put the motion that comes first to the vote, by show of hands."""

    item: ItemId = field(metadata=ID)
    motion: MotionId = field(metadata=ID)
    in_favour: int = field(metadata=HANDS)
    against: int = field(metadata=HANDS)
    abstaining: int = field(default=0, metadata=HANDS)


def move_motion(command: MoveMotion, meeting: Meeting, submission: Submission) -> Iterator[Event]:
    require_open(meeting)
    if agenda_with(meeting, command.item).current != command.item:
        raise grounds.NOT_AT_ITEM.refusal()
    for other in pending(meeting.floor.at(command.item).motions):
        if not command.kind.precedes(other.kind):
            raise grounds.COMES_FIRST.refusal(motion=other.kind)
    member = member_for(meeting, submission, command.member)
    yield MotionMoved(command.item, MotionId(f"motion-{meeting.seq + 1}"), command.kind, member)


def speak_on_motion(command: SpeakOnMotion, meeting: Meeting, submission: Submission) -> Iterator[Event]:
    require_open(meeting)
    motion = _pending(meeting, command.item, command.motion)
    member = member_for(meeting, submission, command.member)
    if member and any(one.member == member for one in motion.speakers):
        raise grounds.HAS_SPOKEN.refusal()
    most = most_speakers(meeting.rules, command.side)
    if most is not None and motion.spoken(command.side) >= most:
        raise grounds.ENOUGH_SPOKEN.refusal(most=str(most))
    yield MotionSpokenOn(command.item, motion.id, command.side, member)


def withdraw_motion(command: WithdrawMotion, meeting: Meeting, _: Submission) -> Iterator[Event]:
    require_open(meeting)
    yield MotionWithdrawn(command.item, _pending(meeting, command.item, command.motion).id)


def put_motion(command: PutMotion, meeting: Meeting, _: Submission) -> Iterator[Event]:
    require_open(meeting)
    motion = _pending(meeting, command.item, command.motion)
    first = pending(meeting.floor.at(command.item).motions)[0]
    if first.id != motion.id:
        raise grounds.COMES_FIRST.refusal(motion=first.kind)
    votes = counted_hands(ShowOfHands(command.in_favour, command.against, command.abstaining))
    yield MotionDecided(command.item, motion.id, votes, votes.carried)


def _pending(meeting: Meeting, item: ItemId, motion: MotionId) -> Motion:
    """A motion that is still to be decided."""
    found = next((m for m in meeting.floor.at(item).motions if m.id == motion), None)
    if found is None:
        raise grounds.UNKNOWN_MOTION.refusal()
    if found.carried is not None:
        raise grounds.DECIDED_ALREADY.refusal()
    return found
