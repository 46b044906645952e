"""An agenda: sittings and items in order, what is current, and what each act on it means.

Source: DOMAIN §2. At most one item is current. Opening 10.1 concludes nothing above it: 10 is under way. A meeting
has one agenda for its plenary and one for each of its tracks; each hears every event and takes what is its own.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import NamedTuple

from models.planning.editing import SittingEdited, SittingRemoved, edited
from models.planning.item import AgendaItem, ItemId, ItemState, Outcome
from models.planning.sitting import Sitting, SittingId, Track
from models.procedure import Entry, Event


@dataclass(frozen=True)
class Progress:
    """How far an item was at some moment: what undoing a step gives back to it."""

    item: ItemId
    started: datetime | None
    ended: datetime | None
    outcome: Outcome | None
    deferred_to: str = ""


@dataclass(frozen=True)
class Step:
    """One opening, in the order things were opened; `before` is how far the items were that it changed."""

    item: ItemId
    before: tuple[Progress, ...] = ()

    @property
    def was(self) -> Outcome | None:
        """The outcome the item had before it was opened; None if it was planned."""
        return next((p.outcome for p in self.before if p.item == self.item), None)


@dataclass(frozen=True)
class StepBack:
    """The opening that was taken back last: of which item, when (UTC), and how far the items were until then."""

    item: ItemId
    at: datetime
    before: tuple[Progress, ...]


@dataclass(frozen=True)
class Pause:
    """From when to when the meeting stood still (UTC)."""

    since: datetime
    until: datetime


class Span(NamedTuple):
    """From when to when (UTC)."""

    start: datetime
    end: datetime


@dataclass(frozen=True)
class SittingAdded(Event):
    sitting: Sitting


@dataclass(frozen=True)
class ItemAdded(Event):
    """A planned item joined the end of the agenda."""

    item: AgendaItem


@dataclass(frozen=True)
class ItemOpened(Event):
    """An item is current. `again`: it was put back a moment ago, and everything has the times it had before that."""

    item: ItemId
    again: bool = False


@dataclass(frozen=True)
class ItemConcluded(Event):
    item: ItemId
    outcome: Outcome


@dataclass(frozen=True)
class ItemPutBack(Event):
    """The last opening is taken back: all it changed is as before, the item planned, or concluded as it `was`."""

    item: ItemId
    was: Outcome | None = None


@dataclass(frozen=True)
class ItemReopened(Event):
    """An item is current again, by going back to it or by opening it anew; `was` is the outcome it had.

    `again`: it was put back a moment ago, and everything has the times it had before that.
    """

    item: ItemId
    was: Outcome | None
    again: bool = False


@dataclass(frozen=True)
class Agenda:
    """Sittings, items in order (a parent before its sub-items), the current one, and the way we came.

    `left` is how far the items were that have been concluded since the last step. The plenary's has no `track`.
    `settled` is the plan of items whose sitting has begun: what is replanned from then on is measured by it.
    `back` is the step taken back last, until the next one.
    """

    sittings: tuple[Sitting, ...] = ()
    items: tuple[AgendaItem, ...] = ()
    current: ItemId | None = None
    trail: tuple[Step, ...] = ()
    left: tuple[Progress, ...] = ()
    pauses: tuple[Pause, ...] = ()
    track: Track | None = None
    settled: Mapping[ItemId, Span] = field(default_factory=dict)
    back: StepBack | None = field(default=None, compare=False)

    def after(self, entry: Entry) -> "Agenda":
        """What the agenda is once this has happened. Never refuses (DESIGN §5.4)."""
        event = entry.event
        match event:
            case SittingAdded(sitting) | SittingEdited(sitting):
                return self._with_sitting(sitting)
            case SittingRemoved(gone):
                return replace(self, sittings=tuple(s for s in self.sittings if s.id != gone))
            case ItemAdded(item):
                return replace(self, items=(*self.items, item)) if self._takes(item) else self
        concerned = self.find(getattr(event, "item", None))
        return self._progressed(entry, concerned) if concerned else self

    def _progressed(self, entry: Entry, item: AgendaItem) -> "Agenda":
        """What becomes of one of its items."""
        match entry.event:
            case ItemOpened(_, again):
                return self._step(item.id, entry.at, again=again)
            case ItemConcluded(_, outcome):
                return self._concluded(item, entry.at, outcome)
            case ItemPutBack():
                was = self.trail[-1].before
                had = tuple(_progress(i) for p in was if (i := self.find(p.item)))
                back = replace(self._as_it_was(was), back=StepBack(item.id, entry.at, had))
                return replace(back, current=None, trail=self.trail[:-1], left=())
            case ItemReopened(again=False) if self.trail and self.trail[-1].item == item.id:
                return replace(self._as_it_was(self.left), current=item.id, left=())
            case ItemReopened(again=again):
                return self._step(item.id, entry.at, again=again)
        return replace(self, items=edited(self.items, self.sittings, item, entry.event))

    def paused(self, since: datetime, until: datetime) -> "Agenda":
        """The meeting stood still: nobody's item counts that time."""
        return replace(self, pauses=(*self.pauses, Pause(since, until)))._timed()

    def find(self, item: ItemId | None) -> AgendaItem | None:
        return next((i for i in self.items if i.id == item), None)

    def state(self, item: AgendaItem) -> ItemState:
        if item.id == self.current:
            return ItemState.CURRENT
        return ItemState.CONCLUDED if item.outcome else ItemState.PLANNED

    def ancestors(self, item: ItemId | None) -> Iterator[AgendaItem]:
        """The items above this one, nearest first."""
        below = self.find(item)
        while below and (above := self.find(below.parent)):
            yield above
            below = above

    def under_way(self) -> tuple[AgendaItem, ...]:
        """Items that have begun, are not concluded, and are not the current one themselves."""
        return tuple(i for i in self.items if i.started and not i.outcome and i.id != self.current)

    def coming(self) -> tuple[AgendaItem, ...]:
        """What Next goes to, and what follows it: planned items behind the last one opened.

        What stands under a concluded item does not come by itself: it has gone with it.
        """
        last = self.trail[-1].item if self.trail else None
        place = next((n for n, i in enumerate(self.items) if i.id == last), -1)
        gone: set[ItemId | None] = set()
        found = []
        for n, item in enumerate(self.items):
            if item.outcome or item.parent in gone:
                gone.add(item.id)
            elif n > place and not item.started:
                found.append(item)
        return tuple(found)

    def last(self) -> AgendaItem | None:
        """The item opened last, whether it is still current or not."""
        return self.find(self.trail[-1].item) if self.trail else None

    def previous(self) -> AgendaItem | None:
        """The item that would be current again if the last step were taken back."""
        steps = self.trail if self.current is None else self.trail[:-1]
        return self.find(steps[-1].item) if steps else None

    def chairing(self) -> Iterator[SittingId]:
        """The sittings whose own chairs have the floor's control now: the current item's.

        Where nothing is current, that which was left last and that which comes next: one of them has to go on.
        """
        coming = self.coming()[:1] if self.current is None else ()
        for item in (self.last(), *coming):
            line = (item, *self.ancestors(item.id)) if item else ()
            yield from [one.sitting for one in line if one.sitting][:1]

    def concluded(self) -> bool:
        """Past the last item: something was opened, nothing is current, nothing comes."""
        return bool(self.trail) and self.current is None and not self.coming()

    def _step(self, item: ItemId, at: datetime, *, again: bool) -> "Agenda":
        """Open an item: it and those above it are begun and not concluded, whatever they were."""
        line = {item, *(above.id for above in self.ancestors(item))}
        opening = {
            i.id: replace(i, started=i.started or at, ended=None, outcome=None, deferred_to="")
            for i in self.items
            if i.id in line and (i.started is None or i.outcome)
        }
        kept = {p.item for p in self.left}
        before = (*self.left, *(_progress(i) for i in self.items if i.id in opening and i.id not in kept))
        opened = replace(self, current=item, trail=(*self.trail, Step(item, before)), left=())
        return opened._with(opening)._timed_as(self.back.before if again and self.back else ())

    def _takes(self, item: AgendaItem) -> bool:
        """Whether an item joins this agenda: its parent's, else its sitting's, else the plenary's."""
        if item.parent:
            return self.find(item.parent) is not None
        return any(s.id == item.sitting for s in self.sittings) if item.sitting else self.track is None

    def _with_sitting(self, sitting: Sitting) -> "Agenda":
        if sitting.track != (self.track.id if self.track else None):
            return self
        known = any(s.id == sitting.id for s in self.sittings)
        row = tuple(sitting if s.id == sitting.id else s for s in self.sittings)
        return replace(self, sittings=row if known else (*row, sitting))

    def _concluded(self, ending: AgendaItem, at: datetime, outcome: Outcome) -> "Agenda":
        begun = ending.started is not None and ending.outcome is None
        left = (*self.left, _progress(ending)) if begun else self.left
        current = None if ending.id == self.current else self.current
        concluded = replace(ending, ended=at, outcome=outcome)
        return replace(self, current=current, left=left)._with({ending.id: concluded})

    def _as_it_was(self, before: tuple[Progress, ...]) -> "Agenda":
        """Every item of these as far as it was then."""
        was = {p.item: p for p in before}
        return self._with(
            {
                i.id: replace(
                    i, started=p.started, ended=p.ended, outcome=p.outcome, deferred_to=p.deferred_to
                )
                for i in self.items
                if (p := was.get(i.id))
            }
        )

    def _timed_as(self, before: tuple[Progress, ...]) -> "Agenda":
        """What has begun, and what has ended, with the times it had then."""
        had = {p.item: p for p in before}
        return self._with(
            {
                i.id: replace(i, started=p.started, ended=p.ended)
                for i in self.items
                if (p := had.get(i.id)) and p.started and bool(p.ended) is bool(i.outcome)
            }
        )

    def _with(self, changed: Mapping[ItemId, AgendaItem]) -> "Agenda":
        return replace(self, items=tuple(changed.get(i.id, i) for i in self.items))._timed()

    def _timed(self) -> "Agenda":
        """Each item with the seconds of its time in which the meeting stood still."""
        if not self.pauses:
            return self
        return replace(self, items=tuple(replace(i, held=_held(i, self.pauses)) for i in self.items))


def _progress(item: AgendaItem) -> Progress:
    return Progress(item.id, item.started, item.ended, item.outcome, item.deferred_to)


def _held(item: AgendaItem, pauses: tuple[Pause, ...]) -> int:
    if item.started is None:
        return 0
    start, end = item.started, item.ended
    still = (min(p.until, end or p.until) - max(p.since, start) for p in pauses)
    return sum(max(0, int(length.total_seconds())) for length in still)
