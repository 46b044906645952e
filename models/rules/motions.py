"""Procedural motions: moved by delegates themselves or for them, spoken on, put to the vote by show of hands.

Source: DOMAIN §4. One that comes first may be moved while others are pending, and is dealt with before them. How
many speak on each side is a rule of the body; where none is set, none is kept. Whoever speaks on one has the floor
until somebody else gets it (`models.rules.silence`).
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from models.belonging.membership import MemberId
from models.meeting import Meeting
from models.planning.item import ItemId
from models.procedure import Command, Event, PersonId, Submission, bounded
from models.rules import grounds
from models.rules.agenda import require_open
from models.rules.on_the_floor import (
    HELPING,
    helps,
    require_under_discussion,
    require_vote_taken,
    speaks_for,
)
from models.rules.points import counted_hands
from models.rules.preconditions import agenda_with
from models.rules.speaking_for import member_for
from models.speaking.allowance import limit_on_motion
from models.speaking.motions import (
    Motion,
    MotionDecided,
    MotionId,
    MotionKind,
    MotionMoved,
    MotionSpeaker,
    MotionSpokenOn,
    MotionWithdrawn,
    Side,
    SpeechOnMotionBegun,
    SpeechOnMotionEnded,
    SpeechOnMotionPaused,
    SpeechOnMotionResumed,
    most_speakers,
    pending,
)
from models.speaking.request import Speaker
from models.speaking.show_of_hands import HANDS, ShowOfHands
from models.speaking.speech import SpeechPaused

ID = bounded(longest=80)


@dataclass(frozen=True)
class MoveMotion(Command):
    """Move a procedural motion at the current item, for oneself or for the member that has asked for it."""

    item: ItemId = field(metadata=ID)
    kind: MotionKind
    member: MemberId | None = field(default=None, metadata=ID)


@dataclass(frozen=True)
class SpeakOnMotion(Command):
    """Let a member speak for a motion or against it: the speech on the floor pauses, and a clock runs."""

    item: ItemId = field(metadata=ID)
    motion: MotionId = field(metadata=ID)
    side: Side
    member: MemberId | None = field(default=None, metadata=ID)


@dataclass(frozen=True)
class PauseSpeechOnMotion(Command):
    """Pause the speech on a motion: its seconds do not count until it is resumed."""

    item: ItemId = field(metadata=ID)
    motion: MotionId = field(metadata=ID)


@dataclass(frozen=True)
class ResumeSpeechOnMotion(Command):
    """Let a paused speech on a motion go on, with all the time it had left."""

    item: ItemId = field(metadata=ID)
    motion: MotionId = field(metadata=ID)


@dataclass(frozen=True)
class EndSpeechOnMotion(Command):
    """End the speech on a motion; what it interrupted stays paused."""

    item: ItemId = field(metadata=ID)
    motion: MotionId = field(metadata=ID)


@dataclass(frozen=True)
class WithdrawMotion(Command):
    """Withdraw a motion that is not put to the vote yet: one's own; the chair and the desk anybody's."""

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
    person = None if helps(meeting, submission, HELPING) else submission.by
    yield MotionMoved(command.item, MotionId(f"motion-{meeting.seq + 1}"), command.kind, member, person)


def speak_on_motion(command: SpeakOnMotion, meeting: Meeting, submission: Submission) -> Iterator[Event]:
    item, speakers = require_under_discussion(meeting, command.item)
    require_vote_taken(speakers)
    motion = _pending(meeting, command.item, command.motion)
    member = member_for(meeting, submission, command.member)
    if member and any(one.member == member for one in motion.speakers):
        raise grounds.HAS_SPOKEN.refusal()
    most = most_speakers(meeting.rules, command.side)
    if most is not None and motion.spoken(command.side) >= most:
        raise grounds.ENOUGH_SPOKEN.refusal(most=str(most))
    if speakers.floor and speakers.speaking():
        yield SpeechPaused(item.id, speakers.floor.request.id)
    yield MotionSpokenOn(item.id, motion.id, command.side, member)
    yield SpeechOnMotionBegun(item.id, motion.id, limit_on_motion(item, speakers, meeting.rules))


def pause_speech_on_motion(command: PauseSpeechOnMotion, meeting: Meeting, _: Submission) -> Iterator[Event]:
    require_under_discussion(meeting, command.item)
    if _heard(meeting, command.item, command.motion).since is None:
        raise grounds.NOT_RUNNING.refusal()
    yield SpeechOnMotionPaused(command.item, command.motion)


def resume_speech_on_motion(
    command: ResumeSpeechOnMotion, meeting: Meeting, _: Submission
) -> Iterator[Event]:
    require_vote_taken(require_under_discussion(meeting, command.item)[1])
    if _heard(meeting, command.item, command.motion).since is not None:
        raise grounds.NOT_PAUSED.refusal()
    yield SpeechOnMotionResumed(command.item, command.motion)


def end_speech_on_motion(command: EndSpeechOnMotion, meeting: Meeting, _: Submission) -> Iterator[Event]:
    require_open(meeting)
    _heard(meeting, command.item, command.motion)
    yield SpeechOnMotionEnded(command.item, command.motion)


def withdraw_motion(command: WithdrawMotion, meeting: Meeting, submission: Submission) -> Iterator[Event]:
    require_open(meeting)
    motion = _pending(meeting, command.item, command.motion)
    if not helps(meeting, submission, HELPING) and not moved_by(meeting, motion, submission.by):
        raise grounds.NOT_YOUR_MOTION.refusal()
    yield MotionWithdrawn(command.item, motion.id)


def put_motion(command: PutMotion, meeting: Meeting, _: Submission) -> Iterator[Event]:
    require_open(meeting)
    motion = _pending(meeting, command.item, command.motion)
    first = pending(meeting.floor.at(command.item).motions)[0]
    if first.id != motion.id:
        raise grounds.COMES_FIRST.refusal(motion=first.kind)
    votes = counted_hands(ShowOfHands(command.in_favour, command.against, command.abstaining))
    yield MotionDecided(command.item, motion.id, votes, votes.carried)


def moved_by(meeting: Meeting, motion: Motion, person: PersonId | None) -> bool:
    """Whether this person has moved it, or stands for the member that has."""
    return speaks_for(meeting, person, Speaker(person=motion.person, member=motion.member))


def _heard(meeting: Meeting, item: ItemId, motion: MotionId) -> MotionSpeaker:
    """Who has the floor for this motion."""
    found = _pending(meeting, item, motion).heard
    if found is None:
        raise grounds.NOBODY_ON_MOTION.refusal()
    return found


def _pending(meeting: Meeting, item: ItemId, motion: MotionId) -> Motion:
    """A motion that is still to be decided."""
    found = next((m for m in meeting.floor.at(item).motions if m.id == motion), None)
    if found is None:
        raise grounds.UNKNOWN_MOTION.refusal()
    if found.carried is not None:
        raise grounds.DECIDED_ALREADY.refusal()
    return found
