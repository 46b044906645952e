"""How the floor is given: to whom, paused, resumed, ended, yielded, extended, and taken back.

Source: DOMAIN §2. One speech at a time: a statement ends what has the floor in the same instant; a question, a reply
or a point of order pauses it. A press carries the request seen on the floor, so that two who press skip nobody.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from models.belonging.offices import IDENTITY
from models.meeting import Meeting
from models.planning.item import AgendaItem, ItemId
from models.procedure import Command, Event, Submission
from models.rules import grounds
from models.rules.on_the_floor import (
    CONDUCTING,
    in_order,
    joining,
    on_floor,
    require_floor,
    require_own,
    require_under_discussion,
    require_vote_taken,
    waiting,
)
from models.speaking.allowance import allowance
from models.speaking.list_of_speakers import ListOfSpeakers
from models.speaking.request import (
    ABOUT_A_SPEECH,
    INTERRUPTING,
    Request,
    RequestId,
    RequestKind,
    RequestSkipped,
)
from models.speaking.speech import (
    SpeakersBroughtBack,
    Speech,
    SpeechBegun,
    SpeechEnded,
    SpeechExtended,
    SpeechPaused,
    SpeechResumed,
    SpeechState,
)


@dataclass(frozen=True)
class GiveFloor(Command):
    """Give the floor to somebody who waits. `floor` is the request seen on the floor, or null."""

    item: ItemId = field(metadata=IDENTITY)
    request: RequestId = field(metadata=IDENTITY)
    floor: RequestId | None = field(metadata=IDENTITY)


@dataclass(frozen=True)
class GiveFloorToNext(Command):
    """Give the floor to whoever is first on the list. `floor` is the request seen on the floor, or null."""

    item: ItemId = field(metadata=IDENTITY)
    floor: RequestId | None = field(metadata=IDENTITY)


@dataclass(frozen=True)
class PauseSpeech(Command):
    """Pause the speech that has the floor: its seconds do not count until it is resumed."""

    item: ItemId = field(metadata=IDENTITY)
    request: RequestId = field(metadata=IDENTITY)


@dataclass(frozen=True)
class ResumeSpeech(Command):
    """Let a paused speech go on, with all the time it had left."""

    item: ItemId = field(metadata=IDENTITY)
    request: RequestId = field(metadata=IDENTITY)


@dataclass(frozen=True)
class EndSpeech(Command):
    """End the speech that has the floor; what a question interrupted goes on, a point of order leaves it paused."""

    item: ItemId = field(metadata=IDENTITY)
    request: RequestId = field(metadata=IDENTITY)


@dataclass(frozen=True)
class ExtendSpeech(Command):
    """Give the speech that has the floor more seconds."""

    item: ItemId = field(metadata=IDENTITY)
    request: RequestId = field(metadata=IDENTITY)
    seconds: int = field(metadata={"most": 86_400})


@dataclass(frozen=True)
class YieldTime(Command):
    """Yield the rest of a statement's time to somebody who waits; null: the speech is over."""

    item: ItemId = field(metadata=IDENTITY)
    request: RequestId = field(metadata=IDENTITY)
    to: RequestId | None = field(default=None, metadata=IDENTITY)


@dataclass(frozen=True)
class SkipSpeaker(Command):
    """Pass over somebody who was called and is absent. `again`: they wait again, behind `after`; null: at the end."""

    item: ItemId = field(metadata=IDENTITY)
    request: RequestId = field(metadata=IDENTITY)
    after: RequestId | None = field(default=None, metadata=IDENTITY)
    again: bool = True


@dataclass(frozen=True)
class BringBackSpeakers(Command):
    """Undo the last giving of the floor: who spoke before has it again, with the time they really had left.

    Where nobody spoke before, nobody has it then.
    """

    item: ItemId = field(metadata=IDENTITY)
    floor: RequestId | None = field(metadata=IDENTITY)


def give_floor(command: GiveFloor, meeting: Meeting, submission: Submission) -> Iterator[Event]:
    item, speakers = require_under_discussion(meeting, command.item)
    require_vote_taken(speakers)
    require_floor(speakers, command.floor)
    yield from given(called(meeting, item.id, command.request), item, speakers, meeting, submission)


def give_floor_to_next(command: GiveFloorToNext, meeting: Meeting, submission: Submission) -> Iterator[Event]:
    item, speakers = require_under_discussion(meeting, command.item)
    require_vote_taken(speakers)
    require_floor(speakers, command.floor)
    order = in_order(meeting, item.id)
    if not order:
        raise grounds.NOBODY_WAITS.refusal()
    yield from given(order[0], item, speakers, meeting, submission)


def pause_speech(command: PauseSpeech, meeting: Meeting, _: Submission) -> Iterator[Event]:
    item, speakers = require_under_discussion(meeting, command.item)
    if on_floor(speakers, command.request).state is not SpeechState.SPEAKING:
        raise grounds.NOT_RUNNING.refusal()
    yield SpeechPaused(item.id, command.request)


def resume_speech(command: ResumeSpeech, meeting: Meeting, _: Submission) -> Iterator[Event]:
    item, speakers = require_under_discussion(meeting, command.item)
    require_vote_taken(speakers)
    if on_floor(speakers, command.request).state is not SpeechState.PAUSED:
        raise grounds.NOT_PAUSED.refusal()
    yield SpeechResumed(item.id, command.request)


def end_speech(command: EndSpeech, meeting: Meeting, _: Submission) -> Iterator[Event]:
    item, speakers = require_under_discussion(meeting, command.item)
    yield from over(on_floor(speakers, command.request), item, speakers)


def extend_speech(command: ExtendSpeech, meeting: Meeting, _: Submission) -> Iterator[Event]:
    item, speakers = require_under_discussion(meeting, command.item)
    speech = on_floor(speakers, command.request)
    if speech.limit is None:
        raise grounds.NO_LIMIT.refusal()
    if not command.seconds:
        raise grounds.NO_SECONDS.refusal()
    yield SpeechExtended(item.id, command.request, command.seconds)


def yield_time(command: YieldTime, meeting: Meeting, submission: Submission) -> Iterator[Event]:
    item, speakers = require_under_discussion(meeting, command.item)
    speech = on_floor(speakers, command.request)
    require_own(meeting, speech.request.speaker, submission, CONDUCTING)
    if command.to is None:
        yield from over(speech, item, speakers)
        return
    heir = waiting(meeting, item.id, command.to)
    if {heir.kind, speech.request.kind} != {RequestKind.STATEMENT}:
        raise grounds.ONLY_STATEMENTS.refusal()
    left = speech.left(submission.at)
    if left is not None and left <= 0:
        raise grounds.NOTHING_LEFT.refusal()
    yield from joining(meeting, item.id, heir)
    yield SpeechEnded(item.id, speech.request.id, heir.id)
    yield SpeechBegun(item.id, heir.id, left)


def skip_speaker(command: SkipSpeaker, meeting: Meeting, _: Submission) -> Iterator[Event]:
    item, _speakers = require_under_discussion(meeting, command.item)
    absent = waiting(meeting, item.id, command.request)
    order = [one.id for one in in_order(meeting, item.id) if one.id != absent.id]
    if command.after not in {None, *order}:
        raise grounds.UNKNOWN_REQUEST.refusal()
    ahead = order[: order.index(command.after) + 1] if command.after else order
    yield from joining(meeting, item.id, absent)
    yield RequestSkipped(item.id, absent.id, tuple(ahead) if command.again else None)


def bring_back_speakers(command: BringBackSpeakers, meeting: Meeting, _: Submission) -> Iterator[Event]:
    item, speakers = require_under_discussion(meeting, command.item)
    require_floor(speakers, command.floor)
    instead = speakers.floor
    if instead is None:
        yield SpeakersBroughtBack(item.id, (last_ended(speakers).request.id,), None)
        return
    if instead.returned:
        raise grounds.NOTHING_TO_BRING_BACK.refusal()
    ended = tuple(s.request.id for s in speakers.speeches if s.gave_way == instead.request.id)
    below = speakers.unended[-2] if len(speakers.unended) > 1 else None
    yield SpeakersBroughtBack(item.id, ended, instead.request.id)
    if not ended and below and below.held == instead.began:
        yield SpeechResumed(item.id, below.request.id)


def called(meeting: Meeting, item: ItemId, request: RequestId) -> Request:
    """A request that can be given the floor: one that waits, or was skipped and waits no more."""
    speakers = meeting.floor.at(item)
    if speakers.speech(request):
        raise grounds.SPEECH_BEGUN.refusal()
    away = next((one for one in speakers.skipped if one.id == request), None)
    return away or waiting(meeting, item, request)


def given(
    request: Request, item: AgendaItem, speakers: ListOfSpeakers, meeting: Meeting, submission: Submission
) -> Iterator[Event]:
    """The floor goes to this request: what it ends ends, what it interrupts pauses."""
    ending = ended_by(request, speakers)
    for speech in reversed(ending):
        yield SpeechEnded(item.id, speech.request.id)
    staying = [speech for speech in speakers.unended if speech not in ending]
    if staying and staying[-1].state is SpeechState.SPEAKING:
        yield SpeechPaused(item.id, staying[-1].request.id)
    limit = allowance(item, speakers, meeting.rules, request, submission.at)
    yield from joining(meeting, item.id, request)
    yield SpeechBegun(item.id, request.id, limit)


def ended_by(request: Request, speakers: ListOfSpeakers) -> tuple[Speech, ...]:
    """All speeches, if it interrupts none; else the question or reply to the same speech that has the floor."""
    if request.kind not in INTERRUPTING:
        return speakers.unended
    floor = speakers.floor
    if floor is None or request.kind not in ABOUT_A_SPEECH or floor.request.kind not in ABOUT_A_SPEECH:
        return ()
    return (floor,) if floor.request.about == request.about else ()


def over(speech: Speech, item: AgendaItem, speakers: ListOfSpeakers) -> Iterator[Event]:
    """The speech on the floor ends; a question or reply gives the floor back running."""
    yield SpeechEnded(item.id, speech.request.id)
    below = speakers.unended[:-1]
    if below and speech.request.kind in ABOUT_A_SPEECH:
        yield SpeechResumed(item.id, below[-1].request.id)


def last_ended(speakers: ListOfSpeakers) -> Speech:
    """The speech that ended last and gave way to nobody; of several that ended at once, the interrupted one."""
    over_ = [one for one in speakers.speeches if one.ended and one.gave_way is None]
    latest = max((one.ended for one in over_ if one.ended), default=None)
    for one in over_:
        if one.ended == latest:
            return one
    raise grounds.NOTHING_TO_BRING_BACK.refusal()
