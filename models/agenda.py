"""The agenda of one meeting: sittings and items in order, what is current, and what each act on it means.

Source: DOMAIN §2. At most one item is current. Opening 10.1 concludes nothing above it: 10 is under way.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from models.item import AgendaItem, ItemId, ItemState, Outcome, Sitting
from models.procedure import Entry, Event


@dataclass(frozen=True)
class Progress:
    """How far an item was at some moment: what undoing a step gives back to it."""

    item: ItemId
    started: datetime | None
    ended: datetime | None
    outcome: Outcome | None


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
class Pause:
    """From when to when the meeting stood still (UTC)."""

    since: datetime
    until: datetime


@dataclass(frozen=True)
class SittingAdded(Event):
    sitting: Sitting


@dataclass(frozen=True)
class ItemAdded(Event):
    """A planned item joined the end of the agenda."""

    item: AgendaItem


@dataclass(frozen=True)
class ItemOpened(Event):
    item: ItemId


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
    """An item is current again, by going back to it or by opening it anew; `was` is the outcome it had."""

    item: ItemId
    was: Outcome | None


AgendaEvent = SittingAdded | ItemAdded | ItemOpened | ItemConcluded | ItemPutBack | ItemReopened


@dataclass(frozen=True)
class Agenda:
    """Sittings, items in order (a parent before its sub-items), the current one, and the way we came.

    `left` is how far the items were that have been concluded since the last step.
    """

    sittings: tuple[Sitting, ...] = ()
    items: tuple[AgendaItem, ...] = ()
    current: ItemId | None = None
    trail: tuple[Step, ...] = ()
    left: tuple[Progress, ...] = ()
    pauses: tuple[Pause, ...] = ()

    def after(self, entry: Entry) -> "Agenda":
        """What the agenda is once this has happened. Never refuses (DESIGN §5.4)."""
        match entry.event:
            case SittingAdded(sitting):
                return replace(self, sittings=(*self.sittings, sitting))
            case ItemAdded(item):
                return replace(self, items=(*self.items, item))
            case ItemOpened(item):
                return self._step(item, entry.at)
            case ItemConcluded(item, outcome):
                return self._concluded(item, entry.at, outcome)
            case ItemPutBack():
                back = self._as_it_was(self.trail[-1].before)
                return replace(back, current=None, trail=self.trail[:-1], left=())
            case ItemReopened(item) if self.trail and self.trail[-1].item == item:
                return replace(self._as_it_was(self.left), current=item, left=())
            case ItemReopened(item):
                return self._step(item, entry.at)
        return self

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
        return tuple(
            item
            for item in self.items[place + 1 :]
            if not item.started and not item.outcome and not any(a.outcome for a in self.ancestors(item.id))
        )

    def last(self) -> AgendaItem | None:
        """The item opened last, whether it is still current or not."""
        return self.find(self.trail[-1].item) if self.trail else None

    def previous(self) -> AgendaItem | None:
        """The item that would be current again if the last step were taken back."""
        steps = self.trail if self.current is None else self.trail[:-1]
        return self.find(steps[-1].item) if steps else None

    def concluded(self) -> bool:
        """Past the last item: something was opened, nothing is current, nothing comes."""
        return bool(self.trail) and self.current is None and not self.coming()

    def _step(self, item: ItemId, at: datetime) -> "Agenda":
        """Open an item: it and those above it are begun and not concluded, whatever they were."""
        line = {item, *(above.id for above in self.ancestors(item))}
        opening = {
            i.id: replace(i, started=i.started or at, ended=None, outcome=None)
            for i in self.items
            if i.id in line and (i.started is None or i.outcome)
        }
        kept = {p.item for p in self.left}
        before = (*self.left, *(_progress(i) for i in self.items if i.id in opening and i.id not in kept))
        opened = replace(self, current=item, trail=(*self.trail, Step(item, before)), left=())
        return opened._with(opening)

    def _concluded(self, item: ItemId, at: datetime, outcome: Outcome) -> "Agenda":
        ending = self.find(item)
        if ending is None:
            return self
        begun = ending.started is not None and ending.outcome is None
        left = (*self.left, _progress(ending)) if begun else self.left
        current = None if item == self.current else self.current
        concluded = replace(ending, ended=at, outcome=outcome)
        return replace(self, current=current, left=left)._with({item: concluded})

    def _as_it_was(self, before: tuple[Progress, ...]) -> "Agenda":
        """Every item of these as far as it was then."""
        was = {p.item: p for p in before}
        return self._with(
            {
                i.id: replace(i, started=p.started, ended=p.ended, outcome=p.outcome)
                for i in self.items
                if (p := was.get(i.id))
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
    return Progress(item.id, item.started, item.ended, item.outcome)


def _held(item: AgendaItem, pauses: tuple[Pause, ...]) -> int:
    if item.started is None:
        return 0
    start, end = item.started, item.ended
    still = (min(p.until, end or p.until) - max(p.since, start) for p in pauses)
    return sum(max(0, int(length.total_seconds())) for length in still)
