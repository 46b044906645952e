"""How the agenda advances: Next, open this item, conclude with an outcome, back to the previous one.

Source: DOMAIN §2. A press carries the item the chair saw as current, so two people pressing Next skip nothing.
Next concludes as *discussed* (a break as *ended*) unless an outcome was chosen; never *adopted* by itself.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from types import MappingProxyType

from models.meeting import Meeting, MeetingState
from models.planning.agenda import Agenda, ItemConcluded, ItemOpened, ItemPutBack, ItemReopened
from models.planning.item import AgendaItem, ItemId, Kind, Outcome
from models.planning.sitting import TrackId
from models.procedure import Command, Event, Submission, bounded
from models.rules import grounds
from models.rules.preconditions import agenda_with, known_item
from models.speaking.speech import SpeakersBroughtBack

ITEM_ID = bounded(longest=80)
JUST_NOW = timedelta(minutes=2)
"""For how long a step is a slip that can be undone whole: who had the floor has it again, no time is lost."""
WITHOUT_BEGINNING = frozenset({Outcome.DEFERRED, Outcome.WITHDRAWN})


@dataclass(frozen=True)
class OpenNextItem(Command):
    """Conclude what is current and open what comes next. `closing` is the item seen as current, or null.

    `track` is whose agenda advances; null: the plenary's.
    """

    closing: ItemId | None = field(metadata=ITEM_ID)
    outcome: Outcome | None = None
    track: TrackId | None = field(default=None, metadata=ITEM_ID)


@dataclass(frozen=True)
class OpenItem(Command):
    """Conclude what is current and open this item, wherever it stands; a concluded one is reopened."""

    item: ItemId = field(metadata=ITEM_ID)
    closing: ItemId | None = field(metadata=ITEM_ID)
    outcome: Outcome | None = None


@dataclass(frozen=True)
class ConcludeItem(Command):
    """Conclude an item with an outcome and open nothing."""

    item: ItemId = field(metadata=ITEM_ID)
    outcome: Outcome


@dataclass(frozen=True)
class ReopenPreviousItem(Command):
    """Take the last step back: the previous item is current again, the one opened since is put back."""

    closing: ItemId | None = field(metadata=ITEM_ID)
    track: TrackId | None = field(default=None, metadata=ITEM_ID)


def open_next_item(command: OpenNextItem, meeting: Meeting, submission: Submission) -> Iterator[Event]:
    require_open(meeting)
    agenda = running(meeting, command.track)
    require_seen(agenda, command.closing)
    coming = agenda.coming()
    if agenda.current is None and not coming:
        raise grounds.AGENDA_CONCLUDED.refusal()
    if coming:
        yield from stepped(ItemOpened(coming[0].id), command.outcome, agenda, meeting, submission.at)
    else:
        yield from conclude(agenda, None, command.outcome)


def open_item(command: OpenItem, meeting: Meeting, submission: Submission) -> Iterator[Event]:
    require_open(meeting)
    agenda = agenda_with(meeting, command.item)
    require_seen(agenda, command.closing)
    opening = known_item(agenda, command.item)
    if opening.id == agenda.current:
        raise grounds.ALREADY_CURRENT.refusal(item=opening.label)
    if opening in agenda.under_way():
        raise grounds.UNDER_WAY.refusal(item=opening.label)
    opened = ItemReopened(opening.id, opening.outcome) if opening.outcome else ItemOpened(opening.id)
    yield from stepped(opened, command.outcome, agenda, meeting, submission.at)


def conclude_item(command: ConcludeItem, meeting: Meeting, _: Submission) -> Iterator[Event]:
    if command.outcome in WITHOUT_BEGINNING:
        require_convened(meeting)
    else:
        require_open(meeting)
    agenda = agenda_with(meeting, command.item)
    item = known_item(agenda, command.item)
    if item.outcome:
        raise grounds.ALREADY_CONCLUDED.refusal(item=item.label)
    if not item.started and command.outcome not in WITHOUT_BEGINNING:
        raise grounds.NOT_BEGUN.refusal(item=item.label)
    for below in (i for i in (agenda.find(agenda.current), *agenda.under_way()) if i):
        if item in agenda.ancestors(below.id):
            raise grounds.SUB_ITEM_OPEN.refusal(item=below.label)
    require_fitting(item, command.outcome)
    yield ItemConcluded(item.id, command.outcome)


def reopen_previous_item(
    command: ReopenPreviousItem, meeting: Meeting, submission: Submission
) -> Iterator[Event]:
    require_open(meeting)
    agenda = running(meeting, command.track)
    require_seen(agenda, command.closing)
    previous = agenda.previous()
    if agenda.current is None and previous is None:
        raise grounds.NOTHING_BEFORE.refusal()
    if agenda.current:
        yield ItemPutBack(agenda.current, agenda.trail[-1].was)
    if previous:
        yield ItemReopened(previous.id, previous.outcome)
        if previous.ended and submission.at - previous.ended <= JUST_NOW:
            yield from heard_again(meeting, previous.id, previous.ended)


def stepped(
    opened: ItemOpened | ItemReopened, chosen: Outcome | None, agenda: Agenda, meeting: Meeting, at: datetime
) -> Iterator[Event]:
    """This item is current from now on; what was put back just now is as it was until then."""
    back, opening = agenda.back, agenda.find(opened.item)
    if back is None or back.item != opened.item or at - back.at > JUST_NOW:
        yield from conclude(agenda, opening, chosen)
        yield opened
        return
    yield from conclude(agenda, opening, chosen, {one.item: one.outcome for one in back.before})
    yield replace(opened, again=True)
    yield from heard_again(meeting, opened.item, back.at)


def heard_again(meeting: Meeting, item: ItemId, left: datetime) -> Iterator[Event]:
    """Who spoke when the item was left, at this instant (UTC), has the floor again: below questions, the speaker."""
    speeches = meeting.floor.at(item).speeches
    over = [one.request.id for one in speeches if one.ended == left and one.gave_way is None]
    if over:
        yield SpeakersBroughtBack(item, (over[0],), None)


def require_open(meeting: Meeting) -> None:
    """Refuse unless the meeting is open, in words that say what to do about it."""
    match meeting.state:
        case MeetingState.OPEN:
            return
        case MeetingState.DRAFT:
            raise grounds.NOT_CONVENED.refusal()
        case MeetingState.CONVENED:
            raise grounds.NOT_OPENED.refusal()
        case MeetingState.CLOSED:
            raise grounds.CLOSED.refusal()
    until = meeting.suspension.until if meeting.suspension else None
    if meeting.state is MeetingState.ADJOURNED:
        raise grounds.ADJOURNED_TO.refusal(until=until) if until else grounds.ADJOURNED.refusal()
    raise grounds.SUSPENDED_UNTIL.refusal(until=until) if until else grounds.SUSPENDED.refusal()


def require_convened(meeting: Meeting) -> None:
    """Refuse before the meeting is convened and once it is closed."""
    if meeting.state in {MeetingState.DRAFT, MeetingState.CLOSED}:
        require_open(meeting)


def running(meeting: Meeting, track: TrackId | None) -> Agenda:
    agenda = meeting.running(track)
    if agenda is None:
        raise grounds.UNKNOWN_TRACK.refusal()
    return agenda


def require_seen(agenda: Agenda, seen: ItemId | None) -> None:
    """Refuse if the item the presser saw as current is not the current one any more."""
    if seen == agenda.current:
        return
    current, last = agenda.find(agenda.current), agenda.find(seen)
    if current:
        raise grounds.MOVED_ON.refusal(item=current.label)
    if last and last.outcome:
        raise grounds.NOTHING_CURRENT.refusal(item=last.label)
    raise grounds.NOTHING_BEGUN.refusal()


def require_fitting(item: AgendaItem, outcome: Outcome) -> None:
    if outcome not in fitting(item):
        raise grounds.WRONG_OUTCOME.refusal(item=item.label, outcome=outcome)


def fitting(item: AgendaItem) -> tuple[Outcome, ...]:
    """The outcomes an item can have: a break ends, nothing else does."""
    if item.kind is Kind.BREAK:
        return (Outcome.ENDED, Outcome.DEFERRED, Outcome.WITHDRAWN)
    return tuple(o for o in Outcome if o is not Outcome.ENDED)


def conclude(
    agenda: Agenda,
    opening: AgendaItem | None,
    chosen: Outcome | None,
    had: Mapping[ItemId, Outcome | None] = MappingProxyType({}),
) -> Iterator[Event]:
    """What ends when `opening` begins: the current item, and parents that `opening` does not stand under.

    `had` are the outcomes they get again, where nobody has chosen another.
    """
    ending = to_conclude(agenda, opening)
    if chosen and all(item.id != agenda.current for item, _ in ending):
        raise grounds.NOTHING_TO_CONCLUDE.refusal()
    for item, by_itself in ending:
        outcome = had.get(item.id) or by_itself
        if chosen and item.id == agenda.current:
            require_fitting(item, chosen)
            outcome = chosen
        yield ItemConcluded(item.id, outcome)


def to_conclude(agenda: Agenda, opening: AgendaItem | None) -> tuple[tuple[AgendaItem, Outcome], ...]:
    """The items that end with the outcome they get by themselves, sub-items before their parents."""
    stays = {opening.id, *(a.id for a in agenda.ancestors(opening.id))} if opening else set()
    current = agenda.find(agenda.current)
    ending = (*agenda.under_way(), *((current,) if current else ()))
    return tuple(
        (item, Outcome.ENDED if item.kind is Kind.BREAK else Outcome.DISCUSSED)
        for item in reversed(ending)
        if item.id not in stays
    )
