"""An item of an agenda, and the sitting it belongs to: what they are called, planned as, and how they end.

Source: DOMAIN §2.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NewType

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
