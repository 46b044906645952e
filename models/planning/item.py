"""An item of an agenda: what it is called, planned as, and how it ends.

Source: DOMAIN §2.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NewType

from models.planning.sitting import Contributor, SittingId
from models.text import Text

ItemId = NewType("ItemId", str)


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
class AgendaItem:
    """One item. `minutes` are planned; `started` and `ended` are what really happened (UTC).

    `held` counts the seconds the meeting was suspended while this item was open: they are not its time.
    `draft_decision` is what the body is invited to ("1. Adopt …"), `time_limit` the seconds a speech may take,
    `deferred_to` the slug of the meeting that an item was deferred to.
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
    roles: tuple[Contributor, ...] = ()
    started: datetime | None = None
    ended: datetime | None = None
    outcome: Outcome | None = None
    held: int = 0
    draft_decision: Text = Text()
    time_limit: int | None = None
    deferred_to: str = ""

    @property
    def takes_speakers(self) -> bool:
        """Whether people speak on it: a break has no list of speakers."""
        return self.kind is not Kind.BREAK

    @property
    def label(self) -> Text:
        """How people call it: "item 6" where it has a number, else its title in quotation marks."""
        if self.number:
            return Text(f"item {self.number}", f"point {self.number}", f"punto {self.number}")
        french, spanish = self.title.read("fr")[0], self.title.read("es")[0]
        return Text(f"“{self.title.read('en')[0]}”", f"« {french} »", f"«{spanish}»")
