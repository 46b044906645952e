"""How a list of speakers is opened, closed, limited and ordered.

Source: DOMAIN §2. A closing that is announced is a moment in the record: it comes by itself, nothing is written then.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

from models.belonging.offices import IDENTITY
from models.body import OrderPolicy
from models.meeting import Meeting
from models.merge import merge
from models.planning.item import ItemId
from models.procedure import Command, Event, Submission
from models.rules import grounds
from models.rules.on_the_floor import current, in_order, joining, require_list, require_not_concluded
from models.rules.preconditions import (
    agenda_with,
    known_item,
    require_editable,
    require_no_conflict,
)
from models.speaking.admission import Admission, admission
from models.speaking.limits import Limits
from models.speaking.list_of_speakers import (
    InscriptionSet,
    LimitsSet,
    ListClosed,
    ListLimitedToReplies,
    ListOpened,
    ListState,
    OrderSet,
)
from models.speaking.request import RequestId, RequestsReordered

CLOSED = frozenset({Admission.CLOSED, Admission.EXHAUSTED})


@dataclass(frozen=True)
class OpenList(Command):
    """Open the list of speakers of an item, before the item is reached or after the list was closed."""

    item: ItemId = field(metadata=IDENTITY)


@dataclass(frozen=True)
class CloseList(Command):
    """Close the list: nobody joins by themselves any more, those who wait stay. With `at` that is announced."""

    item: ItemId = field(metadata=IDENTITY)
    at: datetime | None = None


@dataclass(frozen=True)
class LimitToReplies(Command):
    """Hear nothing but rights of reply from here on."""

    item: ItemId = field(metadata=IDENTITY)


@dataclass(frozen=True)
class SetInscription(Command):
    """Let people put themselves on the list in advance between two moments; null and null: no longer."""

    item: ItemId = field(metadata=IDENTITY)
    opens: datetime | None = None
    closes: datetime | None = None


@dataclass(frozen=True)
class SetOrder(Command):
    """Order the list by these policies, the first one counting most; none: first come.

    Places given by hand are kept, unless `keep_moves` says no.
    """

    item: ItemId = field(metadata=IDENTITY)
    policies: tuple[OrderPolicy, ...] = ()
    keep_moves: bool = True


@dataclass(frozen=True)
class SetLimits(Command):
    """Limit speeches, from what the author saw, `was`, to `now`; what has begun keeps its limit."""

    item: ItemId = field(metadata=IDENTITY)
    was: Limits
    now: Limits


@dataclass(frozen=True)
class ReorderRequests(Command):
    """Put all who wait in this order, by hand."""

    item: ItemId = field(metadata=IDENTITY)
    order: tuple[RequestId, ...]


def open_list(command: OpenList, meeting: Meeting, _: Submission) -> Iterator[Event]:
    item = require_not_concluded(meeting, command.item)
    require_list(item)
    speakers = meeting.floor.at(item.id)
    if speakers.state is ListState.OPEN and speakers.closes is None:
        raise grounds.NOTHING_CHANGED.refusal()
    yield ListOpened(item.id)


def close_list(command: CloseList, meeting: Meeting, submission: Submission) -> Iterator[Event]:
    item = require_not_concluded(meeting, command.item)
    if command.at and command.at <= submission.at:
        raise grounds.CLOSING_PAST.refusal(at=command.at)
    speakers = meeting.floor.at(item.id)
    here = current(meeting.agenda_of(item.id), item.id)
    if admission(speakers, submission.at, current=here) in CLOSED or (
        command.at and command.at == speakers.closes
    ):
        raise grounds.NOTHING_CHANGED.refusal()
    yield ListClosed(item.id, command.at)


def limit_to_replies(command: LimitToReplies, meeting: Meeting, _: Submission) -> Iterator[Event]:
    item = require_not_concluded(meeting, command.item)
    if meeting.floor.at(item.id).state is ListState.REPLIES_ONLY:
        raise grounds.NOTHING_CHANGED.refusal()
    yield ListLimitedToReplies(item.id)


def set_inscription(command: SetInscription, meeting: Meeting, _: Submission) -> Iterator[Event]:
    require_editable(meeting)
    item = known_item(agenda_with(meeting, command.item), command.item)
    require_list(item)
    if command.closes and (command.opens is None or command.closes <= command.opens):
        raise grounds.INSCRIPTION_BACKWARDS.refusal()
    speakers = meeting.floor.at(item.id)
    if (speakers.opens, speakers.until) == (command.opens, command.closes):
        raise grounds.NOTHING_CHANGED.refusal()
    yield InscriptionSet(item.id, command.opens, command.closes)


def set_order(command: SetOrder, meeting: Meeting, _: Submission) -> Iterator[Event]:
    require_editable(meeting)
    item = known_item(agenda_with(meeting, command.item), command.item)
    policies = tuple(dict.fromkeys(command.policies))
    here = meeting.floor.at(item.id)
    if here.policies == policies and (command.keep_moves or here.without_moves() == here):
        raise grounds.NOTHING_CHANGED.refusal()
    yield OrderSet(item.id, policies, command.keep_moves)


def set_limits(command: SetLimits, meeting: Meeting, _: Submission) -> Iterator[Event]:
    require_editable(meeting)
    item = known_item(agenda_with(meeting, command.item), command.item)
    limits, conflicts = merge(command.was, command.now, meeting.floor.at(item.id).limits)
    require_no_conflict(conflicts)
    if limits == meeting.floor.at(item.id).limits:
        raise grounds.NOTHING_CHANGED.refusal()
    yield LimitsSet(item.id, limits)


def reorder_requests(command: ReorderRequests, meeting: Meeting, _: Submission) -> Iterator[Event]:
    item = require_not_concluded(meeting, command.item)
    requests = in_order(meeting, item.id)
    order = tuple(one.id for one in requests)
    if len(command.order) != len(order) or set(command.order) != set(order):
        raise grounds.REQUESTS_CHANGED.refusal()
    if command.order == order:
        raise grounds.NOTHING_CHANGED.refusal()
    yield from joining(meeting, item.id, *requests)
    yield RequestsReordered(item.id, command.order)
