"""What departs from the plan of a rotation: a chair ceded, a deputy, a holder replaced, two terms swapped.

Source: DOMAIN §3.
"""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import NewType

from models.belonging.offices import IDENTITY, OfficeId
from models.planning.item import ItemId
from models.presidency.milestones import REASON
from models.presidency.terms import TermId

OverrideId = NewType("OverrideId", str)


class Departure(StrEnum):
    """In which way something departs from the plan.

    `ceded`: one item of a meeting is chaired by `office`. `deputy`: `office` stands in while `instead_of` is away.
    `replaced`: `office` has the term from `since` on, in the place of `instead_of`. `swapped`: the holders of `term`
    and `other` change places.
    """

    CEDED = "ceded"
    DEPUTY = "deputy"
    REPLACED = "replaced"
    SWAPPED = "swapped"


@dataclass(frozen=True)
class Override:
    """One departure from the plan: from `since` to `until` (UTC; None: no bound), and why."""

    id: OverrideId = field(metadata=IDENTITY)
    departure: Departure
    office: OfficeId | None = field(default=None, metadata=IDENTITY)
    instead_of: OfficeId | None = field(default=None, metadata=IDENTITY)
    term: TermId | None = field(default=None, metadata=IDENTITY)
    other: TermId | None = field(default=None, metadata=IDENTITY)
    since: datetime | None = None
    until: datetime | None = None
    meeting: str = field(default="", metadata=IDENTITY)
    item: ItemId | None = field(default=None, metadata=IDENTITY)
    reason: str = field(default="", metadata=REASON)
