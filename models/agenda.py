"""The agenda of one meeting: sittings and items in order, what is current, and what each act on it means.

Source: DOMAIN §2. At most one item is current. Opening 10.1 concludes nothing above it: 10 is under way.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import NewType

from models.procedure import Entry, Event
from models.text import Text

ItemId = NewType("ItemId", str)
SittingId = NewType("SittingId", str)


class Kind(StrEnum):
    OPENING = "opening"
    REPORT = "report"
    DEBATE = "debate"
    DECISION = "decision"
    ELECTION = "election"
    INFORMATION = "information"
    BREAK = "break"
    CLOSING = "closing"


class Purpose(StrEnum):
    ADOPTION = "adoption"
    DECISION = "decision"
    INFORMATION = "information"


class Outcome(StrEnum):
    ADOPTED = "adopted"
    NOTED = "noted"
    DISCUSSED = "discussed"
    ENDED = "ended"
    DEFERRED = "deferred"
    WITHDRAWN = "withdrawn"


class ItemState(StrEnum):
    PLANNED = "planned"
    CURRENT = "current"
    CONCLUDED = "concluded"


@dataclass(frozen=True)
class Sitting:
    """A stretch of the meeting with its own chair, named by office ("Mayor of Kazan"), never by person."""

    id: SittingId
    title: Text
    chair: str = ""


@dataclass(frozen=True)
class ItemRole:
    """Who has a part in an item: "keynote", "presenter", "opening", and the office or title that has it."""

    part: str
    holder: str


@dataclass(frozen=True)
class AgendaItem:
    """One item. `minutes` are planned; `started` and `ended` are what really happened (UTC).

    `held` counts the seconds the meeting was suspended while this item was open: they are not its time.
    """

    id: ItemId
    number: str
    title: Text
    kind: Kind
    minutes: int
    purpose: Purpose | None = None
    parent: ItemId | None = None
    sitting: SittingId | None = None
    fixed_start: datetime | None = None
    roles: tuple[ItemRole, ...] = ()
    started: datetime | None = None
    ended: datetime | None = None
    outcome: Outcome | None = None
    held: int = 0

    @property
    def label(self) -> Text:
        """How people call it: "item 6" where it has a number, else its title in quotation marks."""
        if self.number:
            return Text(f"item {self.number}", f"point {self.number}", f"punto {self.number}")
        french, spanish = self.title.read("fr")[0], self.title.read("es")[0]
        return Text(f"“{self.title.read('en')[0]}”", f"« {french} »", f"«{spanish}»")


@dataclass(frozen=True)
class Step:
    """One opening in the order things were opened; `was` is the outcome it had when it was opened again."""

    item: ItemId
    was: Outcome | None = None


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
    """An opening is taken back: the item is planned again as if it had not begun, or concluded as it `was`."""

    item: ItemId
    was: Outcome | None = None


@dataclass(frozen=True)
class ItemReopened(Event):
    """A concluded item is current again; the outcome it had is kept here, for the record and for undoing."""

    item: ItemId
    was: Outcome | None


AgendaEvent = SittingAdded | ItemAdded | ItemOpened | ItemConcluded | ItemPutBack | ItemReopened


@dataclass(frozen=True)
class Agenda:
    """Sittings, items in order (a parent before its sub-items), the current one, and the way we came."""

    sittings: tuple[Sitting, ...] = ()
    items: tuple[AgendaItem, ...] = ()
    current: ItemId | None = None
    trail: tuple[Step, ...] = ()

    def after(self, entry: Entry) -> "Agenda":
        """What the agenda is once this has happened. Never refuses (DESIGN §5.4)."""
        match entry.event:
            case SittingAdded(sitting):
                return replace(self, sittings=(*self.sittings, sitting))
            case ItemAdded(item):
                return replace(self, items=(*self.items, item))
            case ItemOpened(item):
                return self._begun(item, entry.at)._current(item, Step(item))
            case ItemConcluded(item, outcome):
                current = None if item == self.current else self.current
                return replace(self._with(item, ended=entry.at, outcome=outcome), current=current)
            case ItemPutBack(item, was):
                back = self._with(item, ended=entry.at, outcome=was) if was else self._unbegun(item)
                return replace(back, current=None, trail=self.trail[:-1])
            case ItemReopened(item, was):
                return self._unended(item)._begun(item, entry.at)._current(item, Step(item, was))
        return self

    def held_for(self, seconds: int) -> "Agenda":
        """The meeting was suspended this long: nobody's item counts that time."""
        line = {item.id for item in self.under_way()} | {self.current}
        return replace(
            self,
            items=tuple(replace(i, held=i.held + seconds) if i.id in line else i for i in self.items),
        )

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

    def position(self) -> int:
        """Index of the item opened last, or -1 before the first."""
        last = self.trail[-1].item if self.trail else None
        return next((n for n, i in enumerate(self.items) if i.id == last), -1)

    def coming(self) -> tuple[AgendaItem, ...]:
        """What Next goes to, and what follows it: planned items behind the last one opened."""
        behind = self.items[self.position() + 1 :]
        return tuple(i for i in behind if not i.started and not i.outcome)

    def previous(self) -> AgendaItem | None:
        """The item that would be current again if the last step were taken back."""
        steps = self.trail if self.current is None else self.trail[:-1]
        return self.find(steps[-1].item) if steps else None

    def concluded(self) -> bool:
        """Past the last item: something was opened, nothing is current, nothing comes."""
        return bool(self.trail) and self.current is None and not self.coming()

    def _current(self, item: ItemId, step: Step) -> "Agenda":
        returned = bool(self.trail) and self.trail[-1].item == item
        trail = self.trail if returned else (*self.trail, step)
        return replace(self, current=item, trail=trail)

    def _begun(self, item: ItemId, at: datetime) -> "Agenda":
        begins = {item, *(a.id for a in self.ancestors(item))}
        return replace(
            self,
            items=tuple(
                replace(i, started=at) if i.id in begins and i.started is None else i for i in self.items
            ),
        )

    def _unbegun(self, item: ItemId) -> "Agenda":
        """Neither the item nor what began only with it has begun."""
        opened = self.find(item)
        line = {item, *(a.id for a in self.ancestors(item) if opened and a.started == opened.started)}
        return replace(
            self,
            items=tuple(replace(i, started=None, held=0) if i.id in line else i for i in self.items),
        )

    def _unended(self, item: ItemId) -> "Agenda":
        open_again = {item, *(a.id for a in self.ancestors(item))}
        return replace(
            self,
            items=tuple(
                replace(i, ended=None, outcome=None) if i.id in open_again else i for i in self.items
            ),
        )

    def _with(self, item: ItemId, **changes: object) -> "Agenda":
        return replace(
            self,
            items=tuple(replace(i, **changes) if i.id == item else i for i in self.items),  # type: ignore[arg-type]
        )
