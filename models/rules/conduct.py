"""How a meeting is conducted: drafted, convened, opened, suspended, resumed, closed; and who is what in it.

Source: DOMAIN §2. The agenda's own chapter is `rules/agenda.py`.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

from models.agenda import ItemAdded, ItemConcluded, SittingAdded
from models.item import AgendaItem, Sitting
from models.meeting import (
    Convocation,
    Meeting,
    MeetingClosed,
    MeetingConvened,
    MeetingDrafted,
    MeetingOpened,
    MeetingReopened,
    MeetingResumed,
    MeetingState,
    MeetingSuspended,
    RoleGranted,
    RoleWithdrawn,
)
from models.procedure import Command, Event, PersonId, Submission, bounded
from models.roles import Role
from models.rules import grounds
from models.rules.agenda import require_open, to_conclude


@dataclass(frozen=True)
class DraftMeeting(Command):
    """Draft a meeting with its sittings and agenda; goes together with `enter_meeting` in the calendar."""

    convocation: Convocation
    sittings: tuple[Sitting, ...] = ()
    items: tuple[AgendaItem, ...] = ()


@dataclass(frozen=True)
class ConveneMeeting(Command):
    """Convene a drafted meeting: from here on its members and the public can follow it."""


@dataclass(frozen=True)
class OpenMeeting(Command):
    """Open a convened meeting."""


@dataclass(frozen=True)
class SuspendMeeting(Command):
    """Suspend an open meeting until a moment (with its zone), or until it is resumed; the reason is shown to all."""

    until: datetime | None = None
    reason: str = field(default="", metadata=bounded(longest=200))


@dataclass(frozen=True)
class ResumeMeeting(Command):
    """Resume a suspended meeting."""


@dataclass(frozen=True)
class CloseMeeting(Command):
    """Close the meeting; an item still open is concluded as discussed in the same act."""


@dataclass(frozen=True)
class ReopenMeeting(Command):
    """Reopen a meeting that was closed by mistake."""


@dataclass(frozen=True)
class GrantRole(Command):
    """Make a person something in this meeting."""

    person: PersonId = field(metadata=bounded(longest=80))
    role: Role


@dataclass(frozen=True)
class WithdrawRole(Command):
    """Take a role in this meeting from a person."""

    person: PersonId = field(metadata=bounded(longest=80))
    role: Role


def draft_meeting(command: DraftMeeting, meeting: Meeting, _: Submission) -> Iterator[Event]:
    if meeting.convocation:
        raise grounds.ALREADY_DRAFTED.refusal()
    yield MeetingDrafted(command.convocation)
    known: set[str] = set()
    for sitting in command.sittings:
        _join(known, sitting.id)
        yield SittingAdded(sitting)
    sittings = known.copy()
    for item in command.items:
        if item.parent and item.parent not in known - sittings:
            raise grounds.UNKNOWN_PARENT.refusal(title=item.title)
        if item.sitting and item.sitting not in sittings:
            raise grounds.UNKNOWN_SITTING.refusal(title=item.title)
        _join(known, item.id)
        yield ItemAdded(item)


def _join(known: set[str], identity: str) -> None:
    if identity in known:
        raise grounds.DOUBLE_ID.refusal(id=identity)
    known.add(identity)


def convene_meeting(_: ConveneMeeting, meeting: Meeting, __: Submission) -> Iterator[Event]:
    if meeting.state is not MeetingState.DRAFT or meeting.convocation is None:
        raise grounds.NOT_A_DRAFT.refusal()
    if not meeting.agenda.items:
        raise grounds.NO_ITEMS.refusal()
    yield MeetingConvened()


def open_meeting(_: OpenMeeting, meeting: Meeting, __: Submission) -> Iterator[Event]:
    match meeting.state:
        case MeetingState.DRAFT:
            raise grounds.NOT_CONVENED.refusal()
        case MeetingState.OPEN:
            raise grounds.ALREADY_OPEN.refusal()
        case MeetingState.CONVENED:
            yield MeetingOpened()
        case _:
            require_open(meeting)


def suspend_meeting(command: SuspendMeeting, meeting: Meeting, submission: Submission) -> Iterator[Event]:
    require_open(meeting)
    if command.until and command.until <= submission.at:
        raise grounds.UNTIL_PAST.refusal(until=command.until)
    yield MeetingSuspended(command.until, command.reason)


def resume_meeting(_: ResumeMeeting, meeting: Meeting, __: Submission) -> Iterator[Event]:
    if meeting.state is not MeetingState.SUSPENDED:
        raise grounds.NOT_SUSPENDED.refusal()
    yield MeetingResumed()


def close_meeting(_: CloseMeeting, meeting: Meeting, __: Submission) -> Iterator[Event]:
    if meeting.state is not MeetingState.SUSPENDED:
        require_open(meeting)
    for item, outcome in to_conclude(meeting.agenda, opening=None):
        yield ItemConcluded(item.id, outcome)
    yield MeetingClosed()


def reopen_meeting(_: ReopenMeeting, meeting: Meeting, __: Submission) -> Iterator[Event]:
    if meeting.state is not MeetingState.CLOSED:
        raise grounds.NOT_CLOSED.refusal()
    yield MeetingReopened()


def grant_role(command: GrantRole, meeting: Meeting, _: Submission) -> Iterator[Event]:
    if command.role in meeting.roles.get(command.person, frozenset()):
        raise grounds.HAS_ROLE.refusal()
    yield RoleGranted(command.person, command.role)


def withdraw_role(command: WithdrawRole, meeting: Meeting, _: Submission) -> Iterator[Event]:
    if command.role not in meeting.roles.get(command.person, frozenset()):
        raise grounds.HAS_NO_ROLE.refusal()
    yield RoleWithdrawn(command.person, command.role)
