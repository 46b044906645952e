"""What calendars are told of a meeting: its sittings as planned, and how often each changed since it was convened.

Source: DOMAIN §2 and §3 (stable UID, SEQUENCE + 1 at each change, cancelled ones stay). The plan alone counts: that
items are opened and concluded moves nothing in anybody's calendar. What has changed is found by comparing what is
shown before and after each press, whatever was pressed.
"""

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from functools import reduce

from models.convocation import Convocation
from models.meeting import Meeting, MeetingState
from models.planning.agenda import Agenda
from models.planning.item import AgendaItem, ItemId, Kind, Outcome
from models.planning.programme import starts_of_all
from models.planning.sitting import Sitting, SittingId
from models.procedure import Entry
from models.text import Text

OFF_THE_AGENDA = (Outcome.DEFERRED, Outcome.WITHDRAWN)
"""Ends of an item that are no progress: it has left the plan."""

Key = SittingId | None
"""A sitting; None stands for the meeting itself, and holds what is in no sitting."""


@dataclass(frozen=True)
class Span:
    """From when to when (UTC), or the day at the venue where that is all that is known, or neither."""

    start: datetime | None = None
    end: datetime | None = None
    day: date | None = None


@dataclass(frozen=True)
class PublishedItem:
    """An item: its planned `start` (UTC), its `depth` below the top, and its `outcome` if it has left the plan."""

    number: str
    title: Text
    start: datetime | None
    depth: int = 0
    outcome: Outcome | None = None


@dataclass(frozen=True)
class PublishedSitting:
    """A sitting as calendars show it; with no `id` it is the meeting itself, and `title` is empty.

    `changed` (UTC) is when anything of it was last changed. `sequence` is 0 when it is first published and grows by
    one with each press that changes its titles, times, zone or place, or cancels it.
    """

    id: Key
    meeting: Text
    title: Text
    span: Span
    zone: str
    place: str
    chair: str
    items: tuple[PublishedItem, ...]
    changed: datetime
    sequence: int = 0
    cancelled: bool = False

    @property
    def notable(self) -> tuple[object, ...]:
        """What makes a new version of it where it changes."""
        return self.meeting, self.title, self.span, self.zone, self.place, self.cancelled


@dataclass(frozen=True)
class Publication:
    """What is published of a meeting: nothing while it is a draft, and then never less than before."""

    meeting: Meeting = Meeting()
    known: Mapping[Key, PublishedSitting] = field(default_factory=dict)

    @property
    def sittings(self) -> tuple[PublishedSitting, ...]:
        """In the order of the agenda; then those that are no longer in it, cancelled."""
        return tuple(self.known.values())

    def after(self, press: Sequence[Entry]) -> "Publication":
        """What is published once all entries of one press have happened."""
        was, now = self.meeting, reduce(Meeting.after, press, self.meeting)
        if now.convocation is None or now.state is MeetingState.DRAFT:
            return Publication(now)
        if was.state is not MeetingState.DRAFT and _same_plan(was, now):
            return replace(self, meeting=now)
        at = press[-1].at
        shown = {one.id: one for one in _shown(now, now.convocation, at)}
        gone = [
            replace(old, cancelled=True, changed=at) for key, old in self.known.items() if key not in shown
        ]
        return Publication(
            now, {new.id: _next(self.known.get(new.id), new) for new in (*shown.values(), *gone)}
        )


def published(
    entries: Iterable[Entry], ends: Container[int], before: Publication = Publication()
) -> Publication:
    """What is published once these entries have happened, from nothing or from what was published `before` them.

    `ends` has the number of each press's last entry, as receipts do. Each entry is folded once.
    """
    return reduce(Publication.after, _presses(entries, ends), before)


def _presses(entries: Iterable[Entry], ends: Container[int]) -> Iterator[list[Entry]]:
    press: list[Entry] = []
    for entry in entries:
        press.append(entry)
        if entry.seq in ends:
            yield press
            press = []
    if press:
        yield press


def _next(old: PublishedSitting | None, new: PublishedSitting) -> PublishedSitting:
    """The sitting with its history: unchanged, or changed, or a new version of it."""
    if old is None:
        return new
    same = replace(new, sequence=old.sequence, changed=old.changed)
    if same == old:
        return old
    return replace(new, sequence=old.sequence + (new.notable != old.notable))


# --------------------------------------------------------------------------------- what a calendar shows


def by_sitting(agenda: Agenda) -> Mapping[Key, tuple[AgendaItem, ...]]:
    """The items of each sitting in order; a sub-item without a sitting of its own is in its parent's."""
    place: dict[ItemId, Key] = {}
    found: dict[Key, tuple[AgendaItem, ...]] = {}
    for item in agenda.items:
        key = item.sitting or (place.get(item.parent) if item.parent else None)
        place[item.id] = key
        found[key] = (*found.get(key, ()), item)
    return found


def spans(agenda: Agenda, plan: Mapping[ItemId, datetime]) -> Mapping[Key, Span]:
    """When each sitting is planned, and under None what stands in none of them (unless that is breaks alone).

    `plan` is the planned start of every item. A sitting's own times come first; where it has none it begins with its
    first item and ends with its last. But where all it has is a day and its first item has no fixed start, the clock
    has run on from another day, and says nothing.
    """
    held = by_sitting(agenda)
    found: dict[Key, Span] = {}
    loose = held.get(None, ())
    if not agenda.sittings or any(item.kind is not Kind.BREAK for item in loose):
        found[None] = _span(None, None, loose, plan)
    for sitting in agenda.sittings:
        items = held.get(sitting.id, ())
        guessed = sitting.day and not sitting.starts and not (items and items[0].fixed_start)
        found[sitting.id] = (
            Span(day=sitting.day) if guessed else _span(sitting.starts, sitting.ends, items, plan)
        )
    return found


def _span(
    starts: datetime | None,
    ends: datetime | None,
    items: Iterable[AgendaItem],
    plan: Mapping[ItemId, datetime],
) -> Span:
    timed = [item for item in items if item.id in plan]
    start = starts or min((plan[item.id] for item in timed), default=None)
    end = ends or max((plan[item.id] + timedelta(minutes=item.minutes) for item in timed), default=None)
    return Span(start, end if start and end and end > start else None)


def _shown(meeting: Meeting, convocation: Convocation, at: datetime) -> Iterator[PublishedSitting]:
    """The sittings whose time is known and that are to be held, as calendars show them."""
    agenda, plan = meeting.whole, starts_of_all(meeting.agendas)
    held, depths = by_sitting(agenda), _depths(agenda)
    sittings: Mapping[Key, Sitting] = {sitting.id: sitting for sitting in agenda.sittings}
    for key, span in spans(agenda, plan).items():
        sitting = sittings.get(key)
        if not (span.start or span.day) or (sitting and sitting.withdrawn):
            continue
        yield PublishedSitting(
            id=key,
            meeting=convocation.title,
            title=sitting.title if sitting else Text(),
            span=span,
            zone=convocation.zone,
            place=(sitting.place if sitting else "") or convocation.place,
            chair=sitting.chair if sitting else "",
            items=tuple(
                PublishedItem(
                    item.number,
                    item.title,
                    plan.get(item.id) if span.start else None,
                    depths[item.id],
                    _left(item),
                )
                for item in held.get(key, ())
            ),
            changed=at,
        )


def _depths(agenda: Agenda) -> Mapping[ItemId, int]:
    """How many items are above each; a parent comes before its sub-items."""
    found: dict[ItemId, int] = {}
    for item in agenda.items:
        found[item.id] = found.get(item.parent, 0) + 1 if item.parent else 0
    return found


def _same_plan(was: Meeting, now: Meeting) -> bool:
    """Whether the plans are the same, however far the meeting has come; an item nobody touched is the same value."""
    if was.convocation is not now.convocation or len(was.agendas) != len(now.agendas):
        return False
    return all(_same_agenda(one, other) for one, other in zip(was.agendas, now.agendas, strict=True))


def _same_agenda(one: Agenda, other: Agenda) -> bool:
    return one is other or (
        _frame(one) == _frame(other)
        and len(one.items) == len(other.items)
        and all(a is b or _planned(a) == _planned(b) for a, b in zip(one.items, other.items, strict=True))
    )


def _frame(agenda: Agenda) -> Agenda:
    return replace(agenda, items=(), current=None, trail=(), left=(), pauses=(), settled={})


def _planned(item: AgendaItem) -> AgendaItem:
    return replace(item, started=None, ended=None, held=0, outcome=_left(item))


def _left(item: AgendaItem) -> Outcome | None:
    return item.outcome if item.outcome in OFF_THE_AGENDA else None
