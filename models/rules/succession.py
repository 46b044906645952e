"""Handing the presidency over at a meeting, and taking that back.

Source: DOMAIN §3. The handover itself stands in the record of the body that keeps the rotation; it comes there in the
same act, and from there to every meeting it concerns (`server/following/successions.py`, `rosters.py`).
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from models.belonging.offices import IDENTITY
from models.meeting import Meeting, MeetingState
from models.presidency.milestones import REASON
from models.presidency.presided import Presided, PresidencyHandedOver, PresidencyTakenBack, named
from models.presidency.rotation import HandoverId, RotationId
from models.presidency.terms import TermId
from models.procedure import Command, Event, Submission
from models.rules import grounds
from models.rules.preconditions import require_editable


@dataclass(frozen=True)
class HandOverPresidency(Command):
    """Hand the presidency over to the term that begins at this meeting or is due, or to nobody where the plan does.

    `term` None: the rotation ends here. `seen` is the term whose turn the presser saw it to be.
    """

    rotation: RotationId = field(metadata=IDENTITY)
    term: TermId | None = field(metadata=IDENTITY)
    seen: TermId | None = field(default=None, metadata=IDENTITY)


@dataclass(frozen=True)
class TakeBackPresidency(Command):
    """Take the last handover back, because it was none: whoever presided before presides again."""

    rotation: RotationId = field(metadata=IDENTITY)
    handover: HandoverId = field(metadata=IDENTITY)
    reason: str = field(metadata=REASON)


def hand_over_presidency(command: HandOverPresidency, meeting: Meeting, _: Submission) -> Iterator[Event]:
    turn = _presided(meeting, command.rotation)
    if turn.term != command.seen:
        if not turn.offices:
            raise grounds.PASSED_TO_NOBODY.refusal()
        raise grounds.PASSED_ALREADY.refusal(offices=named(turn.offices))
    coming = turn.next
    if coming is None or coming.term != command.term or not coming.due:
        raise grounds.NOT_DUE.refusal()
    yield PresidencyHandedOver(command.rotation, command.term, turn.offices, coming.offices)


def take_back_presidency(command: TakeBackPresidency, meeting: Meeting, _: Submission) -> Iterator[Event]:
    turn = _presided(meeting, command.rotation)
    if turn.handover != command.handover:
        raise grounds.NOT_HANDED_OVER.refusal()
    if not command.reason.strip():
        raise grounds.NO_UNDOING_REASON.refusal()
    yield PresidencyTakenBack(command.rotation, command.handover, command.reason.strip())


def _presided(meeting: Meeting, rotation: RotationId) -> Presided:
    """Whose turn it is by this rotation, at a meeting that has begun and is not closed."""
    require_editable(meeting)
    if meeting.state not in {MeetingState.OPEN, MeetingState.SUSPENDED}:
        raise grounds.NOT_OPENED.refusal()
    turn = meeting.roster.turn_of(rotation) if meeting.roster else None
    if turn is None:
        raise grounds.NOT_PRESIDED.refusal()
    return turn
