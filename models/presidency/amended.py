"""Who has a term once what departs from the plan is taken into account: swaps, replaced holders, deputies.

Source: DOMAIN §3. A chair ceded for one item of a meeting concerns that meeting, and nothing here.
"""

from collections.abc import Mapping
from datetime import datetime

from models.belonging.offices import OfficeId
from models.presidency.departures import Departure, Override
from models.presidency.rotation import Rotation
from models.presidency.terms import Plan, TermId

Holders = tuple[OfficeId, ...]
Applied = tuple[Override, ...]


def stands(override: Override, at: datetime) -> bool:
    """Whether it departs from the plan at this instant (UTC)."""
    begun = override.since is None or override.since <= at
    return begun and (override.until is None or at < override.until)


def by_plan(rotation: Rotation, plan: Plan, term: TermId, at: datetime) -> tuple[Holders, Applied]:
    """Who has the term by the plan as amended by swaps, and which of these touch it."""
    holders = {one.id: one.holders for one in plan.terms.values()}
    applied = []
    for swap in _standing(rotation, Departure.SWAPPED, at):
        if swap.term not in holders or swap.other not in holders or swap.term == swap.other:
            continue
        holders[swap.term], holders[swap.other] = holders[swap.other], holders[swap.term]
        if term in {swap.term, swap.other}:
            applied.append(swap)
    return holders.get(term, ()), tuple(applied)


def acting(rotation: Rotation, plan: Plan, term: TermId, at: datetime) -> tuple[Holders, Applied]:
    """Who acts in this term at this instant, and by which departures, in the order in which they count."""
    holders, applied = by_plan(rotation, plan, term, at)
    for departure in (Departure.REPLACED, Departure.DEPUTY):
        for one in _standing(rotation, departure, at):
            if one.term not in {None, term} or (one.instead_of and one.instead_of not in holders):
                continue
            now = _in_place(holders, one)
            if now != holders:
                holders, applied = now, (*applied, one)
    return holders, applied


def amended(rotation: Rotation, plan: Plan, at: datetime) -> Mapping[TermId, Holders]:
    """Who has each term, with swaps and replacements: deputies stand in for a while and change no plan."""
    found = {}
    for term in plan.terms:
        holders, _ = by_plan(rotation, plan, term, at)
        for one in _standing(rotation, Departure.REPLACED, at):
            if one.term in {None, term} and (one.instead_of is None or one.instead_of in holders):
                holders = _in_place(holders, one)
        found[term] = holders
    return found


def _standing(rotation: Rotation, departure: Departure, at: datetime) -> Applied:
    return tuple(o for o in rotation.overrides if o.departure is departure and stands(o, at))


def _in_place(holders: Holders, override: Override) -> Holders:
    """These holders with the office of the departure in the place of whom it names; of everybody, if of nobody."""
    if override.instead_of is None:
        return (override.office,) if override.office else ()
    found = (override.office if held == override.instead_of else held for held in holders)
    return tuple(dict.fromkeys(office for office in found if office))
