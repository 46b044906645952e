"""What a change does to a rotation: which terms are others, whom and which calendars it concerns.

Source: DOMAIN §3. The same is shown before it is applied, told by mail, and followed by calendars.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from models.belonging.mandate_days import uncovered
from models.belonging.offices import OfficeId, Offices
from models.presidency.amended import Holders, amended
from models.presidency.departures import Departure
from models.presidency.holder_checks import days_of
from models.presidency.milestones import Milestones
from models.presidency.rotation import Rotation, RotationId
from models.presidency.schedule import Boundary, Scheduled, schedule
from models.presidency.terms import Plan, TermId
from models.text import Text


class Known(NamedTuple):
    """All that a rotation's published terms follow from."""

    rotation: Rotation
    milestones: Milestones
    offices: Offices


@dataclass(frozen=True)
class Leg:
    """A published term with all that follows from it. `later` are holders who come in its course, since when (UTC);
    `vacant` those whose office is vacant on some day of it; `called` every text a calendar says of it.
    """

    begins: Boundary
    ends: Boundary | None
    holders: Holders
    later: tuple[tuple[datetime, Holders], ...] = ()
    vacant: Holders = ()
    called: tuple[Text | None, ...] = ()

    @property
    def concerned(self) -> Holders:
        """Everybody who has it at some time."""
        every = (*self.holders, *(office for _, holders in self.later for office in holders))
        return tuple(dict.fromkeys(every))


class Changed(StrEnum):
    """In which way a term is another one. `words`: what it, its milestones or its holders are called."""

    ADDED = "added"
    REMOVED = "removed"
    BEGINS = "begins"
    ENDS = "ends"
    HOLDERS = "holders"
    VACANT = "vacant"
    WORDS = "words"


@dataclass(frozen=True)
class Change:
    """A term that changes, as it `was` and as it is `now`; None: it was not or is no more."""

    term: TermId
    was: Leg | None
    now: Leg | None
    what: frozenset[Changed]

    @property
    def concerned(self) -> Holders:
        """The offices whose turn it was or is."""
        every = (office for leg in (self.was, self.now) if leg for office in leg.concerned)
        return tuple(dict.fromkeys(every))


class Calendars(NamedTuple):
    """Whose calendars change: the rotation's own, those of offices, those of the bodies presided over (by id)."""

    rotation: RotationId
    offices: Holders
    bodies: tuple[str, ...]


def changes(before: Known, after: Known) -> tuple[Change, ...]:
    """Every published term that is another one than before, in the order it has now; those removed come last."""
    was, now = legs(before), legs(after)
    found = (
        Change(term, was.get(term), now.get(term), _what(was.get(term), now.get(term)))
        for term in dict.fromkeys([*now, *was])
    )
    return tuple(change for change in found if change.what)


def calendars(found: Iterable[Change], before: Known, after: Known) -> Calendars | None:
    """Whose calendars follow these changes; None where there are none."""
    every = tuple(found)
    if not every:
        return None
    plans = (known.rotation.plan for known in (before, after))
    bodies = (body for plan in plans if plan for body in plan.about.over)
    concerned = (office for change in every for office in change.concerned)
    return Calendars(after.rotation.id, tuple(dict.fromkeys(concerned)), tuple(dict.fromkeys(bodies)))


def legs(known: Known) -> Mapping[TermId, Leg]:
    """The published terms, in their order; none where nothing is published, or no more."""
    plan = known.rotation.plan
    if plan is None or known.rotation.withdrawn:
        return {}
    return {one.term.id: _leg(one, plan, known) for one in schedule(plan, known.milestones)}


def _leg(one: Scheduled, plan: Plan, known: Known) -> Leg:
    begins, ends = one.begins.at, one.ends.at if one.ends else None
    holders = one.term.holders
    later: list[tuple[datetime, Holders]] = []
    if begins:
        holders = amended(known.rotation, plan, begins)[one.term.id]
        for edge in sorted(set(_edges(known.rotation, begins, ends))):
            then = amended(known.rotation, plan, edge)[one.term.id]
            if then != (later[-1][1] if later else holders):
                later.append((edge, then))
    leg = Leg(one.begins, one.ends, holders, tuple(later))
    vacant = tuple(office for office in leg.concerned if _vacant(office, one, known.offices))
    return Leg(one.begins, one.ends, holders, tuple(later), vacant, _called(one, plan, leg, known.offices))


def _edges(rotation: Rotation, begins: datetime, ends: datetime | None) -> Iterator[datetime]:
    """Instants within the term at which a holder is replaced, or is back."""
    for override in rotation.overrides:
        if override.departure is not Departure.DEPUTY:
            for edge in (override.since, override.until):
                if edge and begins < edge and (ends is None or edge < ends):
                    yield edge


def _vacant(holder: OfficeId, one: Scheduled, offices: Offices) -> bool:
    office = offices.office(holder)
    days = days_of(one, office.zone if office else "")
    if days is None:
        return False
    return any(stretch.vacant for stretch in uncovered(holder, offices, *days))


def _called(one: Scheduled, plan: Plan, leg: Leg, offices: Offices) -> tuple[Text | None, ...]:
    held = (offices.office(holder) for holder in leg.concerned)
    bounds = (bound.milestone for bound in (one.begins, one.ends) if bound)
    return (
        plan.about.name,
        one.term.policy,
        one.term.international,
        *(milestone.name for milestone in bounds if milestone),
        *(office.title if office else None for office in held),
    )


def _what(was: Leg | None, now: Leg | None) -> frozenset[Changed]:
    if was is None or now is None:
        gone = Changed.REMOVED if was else Changed.ADDED
        return frozenset({gone})
    same = {
        Changed.BEGINS: _bounds(was.begins) == _bounds(now.begins),
        Changed.ENDS: _bounds(was.ends) == _bounds(now.ends),
        Changed.HOLDERS: (was.holders, was.later) == (now.holders, now.later),
        Changed.VACANT: was.vacant == now.vacant,
        Changed.WORDS: was.called == now.called,
    }
    return frozenset(what for what, alike in same.items() if not alike)


def _bounds(bound: Boundary | None) -> tuple[object, ...]:
    """What is said of where a term begins or ends: not that another milestone narrows its days."""
    if bound is None or bound.milestone is None:
        return (bound is None,)
    return bound.where, bound.at, bound.fuzzy, bound.milestone.dating, bound.milestone.precision
