"""What would bring the end back to when it should be: shorter items, a shorter break, shorter speeches, fewer items.

Source: DOMAIN §2 (advice to end on time). In whole minutes and seconds; the same meeting always gets the same advice.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from models.planning.agenda import Agenda
from models.planning.deferring import to_defer
from models.planning.ending import Ending, may_be_cut, minutes_of
from models.planning.expected import MINUTE, behind, whole
from models.planning.forecast import AS_PLANNED, Prospect, Standstill
from models.planning.item import ItemId, Kind
from models.planning.programme import intended_end as planned_until
from models.planning.programme import sitting_spans
from models.planning.sitting import SittingId
from models.speaking.speeches import Limit, limited

SLIGHT = 5
"""A delay of so few minutes asks for no advice: a meeting makes it up by itself."""


class Measure(StrEnum):
    SHORTEN = "shorten"
    """All that is to come, in proportion."""
    BREAK = "break"
    """The first break that makes a difference."""
    DEFER = "defer"
    """The fewest of the least important items."""
    LIMIT = "limit"
    """A speaking limit in debates and reports whose speakers are known, which are shortened so."""


class Change(NamedTuple):
    """An item's minutes, as they are and as proposed."""

    item: ItemId
    old: int
    new: int


@dataclass(frozen=True)
class Proposal:
    """What could be done; when all would end then (UTC), by how many minutes earlier, and how many too late still.

    `changes` are in order. `deferring` takes what stands below these items with it.
    """

    measure: Measure
    end: datetime
    gain: int
    over: int
    changes: tuple[Change, ...] = ()
    deferring: tuple[ItemId, ...] = ()
    limits: tuple[Limit, ...] = ()


def advice(
    agenda: Agenda,
    now: datetime,
    suspension: Standstill | None = None,
    *,
    target: datetime | None = None,
    sitting: SittingId | None = None,
) -> tuple[Proposal, ...]:
    """Ways to end on time, each by itself, or as near as it comes; none if it is all but on time or nobody knows.

    On time is at `target`: by default the end of `sitting`, if one is given, or else the planned end of the agenda.
    """
    wanted = target or intended_end(agenda, sitting)
    prospect = Prospect(agenda, suspension)
    expected = prospect.forecast(now)
    end = expected.end_of_sitting(sitting) if sitting else expected.end_of_agenda()
    if wanted is None or end is None or behind(end, wanted) < SLIGHT:
        return ()
    ending = Ending(prospect, now, whole(wanted), sitting)
    ways = (_shorten(ending), _shorten_break(ending), _defer(ending), _limit_speeches(ending))
    return tuple(_said_once(way for way in ways if way and way.gain))


def intended_end(agenda: Agenda, sitting: SittingId | None = None) -> datetime | None:
    """When the agenda should end by its plan (UTC), or when a sitting should: as announced, or else by its plan."""
    if sitting is None:
        return planned_until(agenda)
    announced = next((one.ends for one in agenda.sittings if one.id == sitting), None)
    span = sitting_spans(agenda).get(sitting)
    return whole(announced) if announced else span.end if span else None


def _said_once(proposals: Iterable[Proposal]) -> Iterator[Proposal]:
    """Where a break is all that can be shortened, two ways are one."""
    said: set[tuple[Change, ...]] = set()
    for proposal in proposals:
        if proposal.measure is not Measure.BREAK or proposal.changes not in said:
            said.add(proposal.changes)
            yield proposal


def _shorten(ending: Ending) -> Proposal:
    return _proposal(Measure.SHORTEN, ending, ending.cut(map(may_be_cut, ending.to_come)))


def _shorten_break(ending: Ending) -> Proposal | None:
    for item in ending.prospect.coming:
        if item.kind is Kind.BREAK:
            minutes = ending.cut_within_envelopes([may_be_cut(item)])
            if item.id in minutes:
                return _proposal(Measure.BREAK, ending, minutes)
    return None


def _defer(ending: Ending) -> Proposal:
    return _proposal(Measure.DEFER, ending, deferring=to_defer(ending))


def _limit_speeches(ending: Ending) -> Proposal | None:
    minutes, limits = limited(ending)
    return _proposal(Measure.LIMIT, ending, minutes, limits=limits) if limits else None


def _proposal(
    measure: Measure,
    ending: Ending,
    minutes: Mapping[ItemId, int] = AS_PLANNED,
    deferring: tuple[ItemId, ...] = (),
    limits: tuple[Limit, ...] = (),
) -> Proposal:
    end = ending.at(minutes, deferring)
    gain, over = (ending.late - end) // MINUTE, max(0, minutes_of(end - ending.target))
    changes = tuple(Change(one, ending.items[one].minutes, new) for one, new in minutes.items())
    return Proposal(measure, end, gain, over, changes, deferring, limits)
