"""Calls for help: in one tap, for everybody who takes part; seen, answered and ended by the help desk.

Source: issue "The floor". Who needs help with what is sealed from all others.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from models.belonging.roles import Role
from models.meeting import Meeting
from models.procedure import Command, Event, Submission, bounded
from models.rules import grounds
from models.rules.preconditions import require_editable
from models.speaking.help import CallId, HelpAnswered, HelpAsked, HelpCall, HelpEnded, HelpNeed, calls_of

ID = bounded(longest=80)
AT_THE_DESK = frozenset({Role.DESK, Role.SECRETARIAT})


@dataclass(frozen=True)
class AskForHelp(Command):
    """Call the help desk, by saying what is needed."""

    need: HelpNeed


@dataclass(frozen=True)
class AnswerHelp(Command):
    """Say that you are on it."""

    call: CallId = field(metadata=ID)


@dataclass(frozen=True)
class EndHelp(Command):
    """Say that it works again, or is no longer needed; of others, the help desk alone says so."""

    call: CallId = field(metadata=ID)


def ask_for_help(command: AskForHelp, meeting: Meeting, submission: Submission) -> Iterator[Event]:
    require_editable(meeting)
    if any(call.need is command.need for call in calls_of(meeting.help, submission.by)):
        raise grounds.ASKED_ALREADY.refusal()
    yield HelpAsked(CallId(f"help-{meeting.seq + 1}"), command.need)


def answer_help(command: AnswerHelp, meeting: Meeting, _: Submission) -> Iterator[Event]:
    call = _waiting(meeting.help, command.call)
    if call.answered:
        raise grounds.ANSWERED_ALREADY.refusal()
    yield HelpAnswered(call.id)


def end_help(command: EndHelp, meeting: Meeting, submission: Submission) -> Iterator[Event]:
    actor = meeting.actor(submission.by)
    every = actor.operates or actor.roles & AT_THE_DESK
    call = _waiting(meeting.help if every else calls_of(meeting.help, submission.by), command.call)
    yield HelpEnded(call.id)


def _waiting(calls: tuple[HelpCall, ...], call: CallId) -> HelpCall:
    found = next((one for one in calls if one.id == call), None)
    if found is None:
        raise grounds.UNKNOWN_CALL.refusal()
    return found
