"""What a secretary writes about an agenda item, and may write anew: everything but its number, place and progress.

Source: DOMAIN §2.
"""

from dataclasses import dataclass, fields, replace
from datetime import datetime

from models.planning.item import AgendaItem, Kind, Purpose
from models.planning.sitting import Contributor
from models.text import Text


@dataclass(frozen=True)
class Particulars:
    """`minutes` are planned, `fixed_start` is UTC, `time_limit` the seconds a speech may take."""

    title: Text
    kind: Kind
    minutes: int = 0
    purpose: Purpose | None = None
    fixed_start: datetime | None = None
    roles: tuple[Contributor, ...] = ()
    draft_decision: Text = Text()
    time_limit: int | None = None


NAMES = tuple(field.name for field in fields(Particulars))


def particulars_of(item: AgendaItem) -> Particulars:
    return Particulars(**{name: getattr(item, name) for name in NAMES})


def with_particulars(item: AgendaItem, particulars: Particulars) -> AgendaItem:
    return replace(item, **{name: getattr(particulars, name) for name in NAMES})
