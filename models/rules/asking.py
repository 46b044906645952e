"""How people ask for the floor, and what becomes of a request while it waits.

Source: DOMAIN §2. Nobody joins a closed list by themselves; points of order pass every list.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from models.belonging.membership import MemberId
from models.belonging.offices import IDENTITY
from models.meeting import Meeting
from models.planning.item import AgendaItem, ItemId
from models.procedure import Command, Event, PersonId, Submission, bounded
from models.rules import grounds
from models.rules.naming_speakers import oneself, somebody
from models.rules.on_the_floor import (
    CONDUCTING,
    HELPING,
    current,
    helps,
    in_order,
    joining,
    require_list,
    require_not_concluded,
    require_own,
    require_under_discussion,
    waiting,
)
from models.rules.papers import require_language
from models.speaking.admission import Admission, admission, admits
from models.speaking.allowance import rights_of_reply
from models.speaking.attendance import PRESENT, Attendance
from models.speaking.list_of_speakers import ListOfSpeakers
from models.speaking.request import (
    ABOUT_A_SPEECH,
    Gender,
    GenderTold,
    ReadinessTold,
    Request,
    RequestEdited,
    RequestId,
    RequestKind,
    RequestMade,
    RequestMoved,
    RequestSkipped,
    RequestWithdrawn,
    Speaker,
)
from models.speaking.speech import SpeechPaused
from models.text import Text

LANGUAGE, SUBJECT, OFFICE = bounded(longest=35), bounded(longest=300), bounded(longest=200)
MOST_REPLIES = 2


@dataclass(frozen=True)
class AskForFloor(Command):
    """Ask for the floor, for oneself. `about` is the speech a question or reply is to; null: the one on the floor."""

    item: ItemId = field(metadata=IDENTITY)
    attendance: Attendance
    kind: RequestKind = RequestKind.STATEMENT
    language: str = field(default="", metadata=LANGUAGE)
    subject: str = field(default="", metadata=SUBJECT)
    about: RequestId | None = field(default=None, metadata=IDENTITY)
    gender: Gender | None = None
    member: MemberId | None = field(default=None, metadata=IDENTITY)


@dataclass(frozen=True)
class AddSpeaker(Command):
    """Put somebody on the list, by member, person, office or organisation; `after` is whom they stand behind."""

    item: ItemId = field(metadata=IDENTITY)
    kind: RequestKind = RequestKind.STATEMENT
    member: MemberId | None = field(default=None, metadata=IDENTITY)
    person: PersonId | None = field(default=None, metadata=IDENTITY)
    office: str = field(default="", metadata=OFFICE)
    organisation: str = field(default="", metadata=OFFICE)
    attendance: Attendance = Attendance.IN_THE_ROOM
    language: str = field(default="", metadata=LANGUAGE)
    subject: str = field(default="", metadata=SUBJECT)
    about: RequestId | None = field(default=None, metadata=IDENTITY)
    after: RequestId | None = field(default=None, metadata=IDENTITY)


@dataclass(frozen=True)
class EditRequest(Command):
    """Change what a request that waits says of itself; its place stays."""

    item: ItemId = field(metadata=IDENTITY)
    request: RequestId = field(metadata=IDENTITY)
    attendance: Attendance
    language: str = field(default="", metadata=LANGUAGE)
    subject: str = field(default="", metadata=SUBJECT)


@dataclass(frozen=True)
class WithdrawRequest(Command):
    """Lower a hand: one's own; the chair and the desk anybody's."""

    item: ItemId = field(metadata=IDENTITY)
    request: RequestId = field(metadata=IDENTITY)


@dataclass(frozen=True)
class MoveRequest(Command):
    """Move a request right behind another; null: to the head. One's own request moves down only."""

    item: ItemId = field(metadata=IDENTITY)
    request: RequestId = field(metadata=IDENTITY)
    after: RequestId | None = field(default=None, metadata=IDENTITY)


@dataclass(frozen=True)
class SayReady(Command):
    """Say that one's line has been tested and one is ready to speak, or take that back."""

    item: ItemId = field(metadata=IDENTITY)
    request: RequestId = field(metadata=IDENTITY)
    ready: bool = True


def ask_for_floor(command: AskForFloor, meeting: Meeting, submission: Submission) -> Iterator[Event]:
    item = require_not_concluded(meeting, command.item)
    require_list(item)
    require_admitted(command.kind, item, meeting, submission)
    if command.attendance not in PRESENT:
        raise grounds.SAID_ABSENT.refusal()
    speaker = oneself(meeting, submission.by, command.member)
    request = asked(command, speaker, meeting)
    yield RequestMade(item.id, request)
    yield from interrupted(request.kind, meeting.floor.at(item.id))
    if command.gender:
        yield GenderTold(item.id, request.id, command.gender)


def add_speaker(command: AddSpeaker, meeting: Meeting, submission: Submission) -> Iterator[Event]:
    item = require_not_concluded(meeting, command.item)
    require_list(item)
    if not helps(meeting, submission, CONDUCTING):
        require_admitted(command.kind, item, meeting, submission)
    speaker = somebody(
        meeting, command.member, command.person, Text(command.office), Text(command.organisation)
    )
    if meeting.rules.presence_demanded and command.attendance not in PRESENT:
        raise grounds.SAID_ABSENT.refusal()
    request = asked(command, speaker, meeting)
    if command.after:
        ahead = placed_behind(command.after, request.id, meeting, item)
        request = replace(request, behind=ahead, by_chair=True)
    yield RequestMade(item.id, request)
    yield from interrupted(request.kind, meeting.floor.at(item.id))


def interrupted(kind: RequestKind, speakers: ListOfSpeakers) -> Iterator[Event]:
    """Who raises a point of order interrupts: what runs is paused, unless it is a speech on a point itself."""
    speech = speakers.floor
    order = RequestKind.POINT_OF_ORDER
    if kind is order and speech and speech.request.kind is not order and speakers.speaking():
        yield SpeechPaused(speakers.item, speech.request.id)


def edit_request(command: EditRequest, meeting: Meeting, submission: Submission) -> Iterator[Event]:
    item = require_not_concluded(meeting, command.item)
    request = waiting(meeting, item.id, command.request)
    helping = require_own(meeting, request.speaker, submission, HELPING)
    if command.attendance not in PRESENT and (not helping or meeting.rules.presence_demanded):
        raise grounds.SAID_ABSENT.refusal()
    require_language(command.language)
    edited = replace(
        request, attendance=command.attendance, language=command.language, subject=command.subject.strip()
    )
    if edited == request:
        raise grounds.NOTHING_CHANGED.refusal()
    yield from joining(meeting, item.id, request)
    yield RequestEdited(item.id, request.id, edited.attendance, edited.language, edited.subject)


def withdraw_request(command: WithdrawRequest, meeting: Meeting, submission: Submission) -> Iterator[Event]:
    item = require_not_concluded(meeting, command.item)
    speakers = meeting.floor.at(item.id)
    away = next((one for one in speakers.skipped if one.id == command.request), None)
    request = away or waiting(meeting, item.id, command.request)
    require_own(meeting, request.speaker, submission, HELPING)
    if away and away.contributor:
        raise grounds.UNKNOWN_REQUEST.refusal()
    if request.contributor:
        yield from joining(meeting, item.id, request)
        yield RequestSkipped(item.id, request.id, None)
    else:
        yield RequestWithdrawn(item.id, request.id)


def move_request(command: MoveRequest, meeting: Meeting, submission: Submission) -> Iterator[Event]:
    item = require_not_concluded(meeting, command.item)
    request = waiting(meeting, item.id, command.request)
    helping = require_own(meeting, request.speaker, submission, HELPING)
    order = [one.id for one in in_order(meeting, item.id)]
    behind = placed_behind(command.after, request.id, meeting, item)
    now = order.index(request.id)
    if order[:now] == list(behind):
        raise grounds.NOTHING_CHANGED.refusal()
    if not helping and len(behind) <= now:
        raise grounds.ONLY_DOWN.refusal()
    yield from joining(meeting, item.id, request)
    yield RequestMoved(item.id, request.id, behind, helping)


def say_ready(command: SayReady, meeting: Meeting, submission: Submission) -> Iterator[Event]:
    item = require_not_concluded(meeting, command.item)
    request = waiting(meeting, item.id, command.request)
    require_own(meeting, request.speaker, submission, HELPING)
    if request.ready == command.ready:
        raise grounds.NOTHING_CHANGED.refusal()
    yield from joining(meeting, item.id, request)
    yield ReadinessTold(item.id, request.id, command.ready)


def require_admitted(kind: RequestKind, item: AgendaItem, meeting: Meeting, submission: Submission) -> None:
    """Refuse whom the list does not take by themselves at this moment."""
    speakers = meeting.floor.at(item.id)
    if kind is RequestKind.POINT_OF_ORDER:
        require_under_discussion(meeting, item.id)
    stands = admission(speakers, submission.at, current=current(meeting.agenda_of(item.id), item.id))
    if admits(stands, kind):
        return
    match stands:
        case Admission.REPLIES_ONLY:
            raise grounds.REPLIES_ONLY.refusal(item=item.label)
        case Admission.NOT_YET if speakers.opens and submission.at < speakers.opens:
            raise grounds.INSCRIPTION_LATER.refusal(item=item.label, opens=speakers.opens)
        case Admission.NOT_YET:
            raise grounds.LIST_NOT_OPEN.refusal(item=item.label)
    raise grounds.LIST_CLOSED.refusal(item=item.label)


def asked(command: AskForFloor | AddSpeaker, speaker: Speaker, meeting: Meeting) -> Request:
    """The request as it is made; refused where this speaker waits already, or has no more of this kind."""
    speakers = meeting.floor.at(command.item)
    require_language(command.language)
    require_room(command.kind, speaker, speakers, meeting.rules.requests_at_once or 1)
    return Request(
        RequestId(f"request-{meeting.seq + 1}"),
        command.kind,
        speaker,
        command.attendance,
        command.language,
        command.subject.strip(),
        subject_of(command, speakers),
    )


def require_room(kind: RequestKind, speaker: Speaker, speakers: ListOfSpeakers, at_once: int) -> None:
    """Refuse more than one point of order, or more other requests than the body lets somebody have at once."""
    if kind is RequestKind.RIGHT_OF_REPLY and rights_of_reply(speakers, speaker) >= MOST_REPLIES:
        raise grounds.TWO_REPLIES.refusal()
    order = kind is RequestKind.POINT_OF_ORDER
    own = [one for one in speakers.waiting if one.speaker.same(speaker)]
    alike = [one for one in own if (one.kind is RequestKind.POINT_OF_ORDER) is order]
    if len(alike) >= (1 if order else at_once):
        raise grounds.ALREADY_WAITING.refusal()


def subject_of(command: AskForFloor | AddSpeaker, speakers: ListOfSpeakers) -> RequestId | None:
    """The speech that a question or reply is about, or that a right of reply answers."""
    if command.kind in ABOUT_A_SPEECH:
        if speakers.floor is None:
            raise grounds.NO_SPEECH.refusal()
        about = command.about or speakers.floor.request.id
        if about not in {speech.request.id for speech in speakers.unended}:
            raise grounds.SPEECH_OVER.refusal()
        return about
    if command.about and speakers.speech(command.about) is None:
        raise grounds.UNKNOWN_REQUEST.refusal()
    return command.about


def placed_behind(
    after: RequestId | None, moved: RequestId, meeting: Meeting, item: AgendaItem
) -> tuple[RequestId, ...]:
    """Those that stand ahead of a place by hand: right behind `after`, or at the head."""
    order = [one.id for one in in_order(meeting, item.id) if one.id != moved]
    if after is None:
        return ()
    if after not in order:
        raise grounds.UNKNOWN_REQUEST.refusal()
    return tuple(order[: order.index(after) + 1])
