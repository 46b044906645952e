"""How a meeting is conducted: drafted, convened, opened, suspended, adjourned, resumed, closed.

Source: DOMAIN §2. The agenda's own chapter is `rules/agenda.py`.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

from models.belonging.granting import RoleGranted
from models.belonging.roles import Role
from models.convocation import Convocation
from models.meeting import (
    STANDING_STILL,
    ConvocationEdited,
    Meeting,
    MeetingAdjourned,
    MeetingClosed,
    MeetingConvened,
    MeetingDrafted,
    MeetingOpened,
    MeetingReopened,
    MeetingResumed,
    MeetingState,
    MeetingSuspended,
)
from models.merge import merge
from models.planning.agenda import ItemConcluded
from models.planning.item import AgendaItem
from models.planning.sitting import Sitting, Track
from models.procedure import OPERATOR, Command, Event, Submission, bounded
from models.rules import grounds
from models.rules.agenda import require_open, to_conclude
from models.rules.laying_out import laid_out, require_links
from models.rules.preconditions import require_editable, require_no_conflict, require_title


@dataclass(frozen=True)
class DraftMeeting(Command):
    """Draft a meeting with its sittings and agenda; goes together with `enter_meeting` in the calendar.

    Whoever of the organisation drafts it is of its secretariat.
    """

    convocation: Convocation
    sittings: tuple[Sitting, ...] = ()
    items: tuple[AgendaItem, ...] = ()
    tracks: tuple[Track, ...] = ()


@dataclass(frozen=True)
class EditMeeting(Command):
    """Change what a meeting is called to, from what the author saw, `was`, to `now`; its slug stays."""

    was: Convocation
    now: Convocation


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
class AdjournMeeting(Command):
    """Adjourn an open or suspended meeting to another moment (with its zone), or until it is resumed."""

    to: datetime | None = None
    reason: str = field(default="", metadata=bounded(longest=200))


@dataclass(frozen=True)
class ResumeMeeting(Command):
    """Resume a suspended or adjourned meeting."""


@dataclass(frozen=True)
class CloseMeeting(Command):
    """Close the meeting; an item still open is concluded as discussed in the same act."""


@dataclass(frozen=True)
class ReopenMeeting(Command):
    """Reopen a meeting that was closed by mistake."""


def draft_meeting(command: DraftMeeting, meeting: Meeting, submission: Submission) -> Iterator[Event]:
    if meeting.convocation:
        raise grounds.ALREADY_DRAFTED.refusal()
    require_title(command.convocation.title)
    yield MeetingDrafted(command.convocation)
    if submission.by and submission.by != OPERATOR:
        yield RoleGranted(submission.by, Role.SECRETARIAT)
    yield from laid_out(meeting, command.tracks, command.sittings, command.items)


def edit_meeting(command: EditMeeting, meeting: Meeting, _: Submission) -> Iterator[Event]:
    require_editable(meeting)
    if meeting.convocation is None:
        raise grounds.NOT_CONVENED.refusal()
    now, conflicts = merge(command.was, command.now, meeting.convocation)
    require_no_conflict(conflicts)
    require_title(now.title)
    require_links(now.links)
    if now == meeting.convocation:
        raise grounds.NOTHING_CHANGED.refusal()
    if meeting.roster and now.of is None:
        raise grounds.BODY_STAYS.refusal()
    if now.slug != meeting.convocation.slug or now.moved_from != meeting.convocation.moved_from:
        raise grounds.SLUG_STAYS.refusal()
    sittings = (s for agenda in meeting.agendas for s in agenda.sittings)
    if now.zone != meeting.convocation.zone and (
        any(item.fixed_start for item in meeting.items()) or any(s.starts or s.ends for s in sittings)
    ):
        raise grounds.ZONE_FIXED.refusal(zone=meeting.convocation.zone)
    yield ConvocationEdited(now)


def convene_meeting(_: ConveneMeeting, meeting: Meeting, __: Submission) -> Iterator[Event]:
    if meeting.state is not MeetingState.DRAFT or meeting.convocation is None:
        raise grounds.NOT_A_DRAFT.refusal()
    if not any(meeting.items()):
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


def adjourn_meeting(command: AdjournMeeting, meeting: Meeting, submission: Submission) -> Iterator[Event]:
    if meeting.state is not MeetingState.SUSPENDED:
        require_open(meeting)
    if command.to and command.to <= submission.at:
        raise grounds.UNTIL_PAST.refusal(until=command.to)
    yield MeetingAdjourned(command.to, command.reason)


def resume_meeting(_: ResumeMeeting, meeting: Meeting, __: Submission) -> Iterator[Event]:
    if meeting.state not in STANDING_STILL:
        raise grounds.NOT_SUSPENDED.refusal()
    yield MeetingResumed()


def close_meeting(_: CloseMeeting, meeting: Meeting, __: Submission) -> Iterator[Event]:
    if meeting.state not in STANDING_STILL:
        require_open(meeting)
    for agenda in meeting.agendas:
        for item, outcome in to_conclude(agenda, opening=None):
            yield ItemConcluded(item.id, outcome)
    yield MeetingClosed()


def reopen_meeting(_: ReopenMeeting, meeting: Meeting, __: Submission) -> Iterator[Event]:
    if meeting.state is not MeetingState.CLOSED:
        raise grounds.NOT_CLOSED.refusal()
    yield MeetingReopened()
