"""Points of order: ruled on in words, appealed, put to the vote at once. They are raised by `ask_for_floor`.

Source: DOMAIN §2 and §4. A point interrupts: what runs is paused when it is raised, keeps its time, and goes on
by `resume_speech`. A ruling stands unless a majority of those voting is against it.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from models.belonging.membership import MemberId
from models.meeting import Meeting
from models.planning.item import ItemId
from models.procedure import Command, Event, Submission, bounded
from models.rules import grounds
from models.rules.agenda import require_open
from models.rules.speaking_for import member_for
from models.speaking.list_of_speakers import ListOfSpeakers
from models.speaking.points import (
    AppealDecided,
    AppealWithdrawn,
    PointOfOrder,
    PointRuledOn,
    PointState,
    RulingAppealed,
)
from models.speaking.request import RequestId
from models.speaking.show_of_hands import HANDS, ShowOfHands
from models.speaking.speech import SpeechEnded, SpeechPaused
from models.text import Text

ID = bounded(longest=80)


@dataclass(frozen=True)
class RuleOnPoint(Command):
    """Rule on a point of order, in words; its speaker need not have had the floor."""

    item: ItemId = field(metadata=ID)
    request: RequestId = field(metadata=ID)
    granted: bool
    text: Text


@dataclass(frozen=True)
class AppealRuling(Command):
    """Appeal against a ruling: the meeting itself decides, at once.

    `member` is for which one, where chair, secretariat or desk enter it; null: nobody has said.
    """

    item: ItemId = field(metadata=ID)
    request: RequestId = field(metadata=ID)
    member: MemberId | None = field(default=None, metadata=ID)


@dataclass(frozen=True)
class WithdrawAppeal(Command):
    """Withdraw an appeal that is not put to the vote yet."""

    item: ItemId = field(metadata=ID)
    request: RequestId = field(metadata=ID)


@dataclass(frozen=True)
class DecideAppeal(Command):
    """Put an appealed ruling to the vote by show of hands: how many are for the ruling, against it, abstain."""

    item: ItemId = field(metadata=ID)
    request: RequestId = field(metadata=ID)
    in_favour: int = field(metadata=HANDS)
    against: int = field(metadata=HANDS)
    abstaining: int = field(default=0, metadata=HANDS)


def rule_on_point(command: RuleOnPoint, meeting: Meeting, _: Submission) -> Iterator[Event]:
    require_open(meeting)
    speakers = meeting.floor.at(command.item)
    point = known_point(speakers, command.request)
    if point.ruling:
        raise grounds.RULED_ALREADY.refusal()
    text = command.text
    if not any(words.strip() for words in (text.en, text.fr, text.es)):
        raise grounds.NOTHING_RULED.refusal()
    yield from _heard(speakers, point)
    yield from _stilled(speakers, point)
    yield PointRuledOn(command.item, point.id, command.granted, text)


def appeal_ruling(command: AppealRuling, meeting: Meeting, submission: Submission) -> Iterator[Event]:
    require_open(meeting)
    speakers = meeting.floor.at(command.item)
    point = known_point(speakers, command.request)
    if point.ruling is None:
        raise grounds.NOT_RULED.refusal()
    if point.state is not PointState.RULED:
        raise grounds.APPEALED_ALREADY.refusal()
    member = member_for(meeting, submission, command.member)
    yield from _stilled(speakers, point)
    yield RulingAppealed(command.item, point.id, member)


def withdraw_appeal(command: WithdrawAppeal, meeting: Meeting, _: Submission) -> Iterator[Event]:
    require_open(meeting)
    point = _appealed(meeting, command.item, command.request)
    yield AppealWithdrawn(command.item, point.id)


def decide_appeal(command: DecideAppeal, meeting: Meeting, _: Submission) -> Iterator[Event]:
    require_open(meeting)
    point = _appealed(meeting, command.item, command.request)
    votes = counted_hands(ShowOfHands(command.in_favour, command.against, command.abstaining))
    yield AppealDecided(command.item, point.id, votes, not votes.overruled)


def counted_hands(votes: ShowOfHands) -> ShowOfHands:
    """The same; refused where not one hand has been counted."""
    if not votes.anybody:
        raise grounds.NOBODY_COUNTED.refusal()
    return votes


def known_point(speakers: ListOfSpeakers, request: RequestId) -> PointOfOrder:
    found = next((point for point in speakers.points if point.id == request), None)
    if found is None:
        raise grounds.UNKNOWN_POINT.refusal()
    return found


def _appealed(meeting: Meeting, item: ItemId, request: RequestId) -> PointOfOrder:
    point = known_point(meeting.floor.at(item), request)
    if point.state is not PointState.APPEALED:
        raise grounds.NOT_APPEALED.refusal()
    return point


def _heard(speakers: ListOfSpeakers, point: PointOfOrder) -> Iterator[Event]:
    """The speech on the point is over, and whatever interrupts it; what it has interrupted stays paused."""
    unended = [speech.request.id for speech in speakers.unended]
    over = unended[unended.index(point.id) :] if point.id in unended else []
    for ended in reversed(over):
        yield SpeechEnded(speakers.item, ended)


def _stilled(speakers: ListOfSpeakers, point: PointOfOrder) -> Iterator[Event]:
    """What runs, unless it is the speech on the point itself, is paused."""
    unended = [speech.request.id for speech in speakers.unended]
    if speakers.floor and speakers.speaking() and point.id not in unended:
        yield SpeechPaused(speakers.item, speakers.floor.request.id)
