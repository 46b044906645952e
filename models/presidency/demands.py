"""What the rules of a rotation demand, one term and one office at a time, and whether a plan meets it.

Source: DOMAIN §3. A demand is the least that can be named when rules collide.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from models.belonging.dating import Answer
from models.belonging.offices import OfficeId
from models.presidency.may_hold import eligible, free, mandated
from models.presidency.proposing import (
    Assignment,
    Problem,
    Rule,
    Slot,
    candidates,
    preceding,
    same_person,
    slots,
)
from models.presidency.terms import TermId

BARRING = frozenset({Rule.ELIGIBLE, Rule.MANDATED, Rule.AVAILABLE, Rule.KEPT_OUT})
"""Rules whose demands keep one office out of one term."""


@dataclass(frozen=True, order=True)
class Demand:
    """One rule, as it concerns this term or this office, or this office in this term."""

    rule: Rule
    term: TermId | None = None
    office: OfficeId | None = None


@lru_cache(maxsize=16)
def demands(problem: Problem) -> tuple[Demand, ...]:
    """All that the rules that are switched on demand of the terms to be planned, in their order."""
    found = (
        *(demand for slot in problem.planned for demand in _of_a_term(problem, slot)),
        *_in_a_row(problem),
        *_of_the_whole(problem),
    )
    return tuple(demand for demand in found if demand.rule in problem.rules)


@lru_cache(maxsize=16)
def barred(problem: Problem) -> frozenset[tuple[TermId | None, OfficeId | None]]:
    """Which offices cannot have which terms, by a rule that concerns no other."""
    return frozenset((d.term, d.office) for d in demands(problem) if d.rule in BARRING)


def _of_a_term(problem: Problem, slot: Slot) -> Iterator[Demand]:
    pins = {(pin.office, pin.wanted) for pin in problem.pins if pin.term == slot.id}
    pool = {candidate.office for candidate in problem.pool}
    yield Demand(Rule.NUMBER, slot.id)
    for office, candidate in candidates(problem).items():
        if office not in pool or eligible(candidate, slot) is Answer.NO:
            yield Demand(Rule.ELIGIBLE, slot.id, office)
        if mandated(candidate, slot) is Answer.NO:
            yield Demand(Rule.MANDATED, slot.id, office)
        if free(candidate, slot) is Answer.NO:
            yield Demand(Rule.AVAILABLE, slot.id, office)
        if (office, True) in pins:
            yield Demand(Rule.PINNED, slot.id, office)
        if (office, False) in pins:
            yield Demand(Rule.KEPT_OUT, slot.id, office)
    yield Demand(Rule.SECTIONS, slot.id)
    yield Demand(Rule.PERSONS, slot.id)


def _in_a_row(problem: Problem) -> Iterator[Demand]:
    """A demand is the later term's, or its predecessor's where the later is past."""
    for _, later in problem.neighbours:
        for office in candidates(problem):
            yield Demand(Rule.TWICE_RUNNING, later.id, office)


def _of_the_whole(problem: Problem) -> Iterator[Demand]:
    for candidate in problem.pool:
        if problem.most_turns is not None:
            yield Demand(Rule.MOST_TURNS, office=candidate.office)
        yield Demand(Rule.TURN_EACH, office=candidate.office)


def past_turns(problem: Problem) -> Counter[OfficeId]:
    """How many terms that are past each office has had."""
    return Counter(office for slot in problem.slots for office in slot.fixed or ())


def turns(assignment: Assignment) -> Counter[OfficeId]:
    """How many terms each office has in all."""
    return Counter(office for holders in assignment.values() for office in holders)


def met(problem: Problem, demand: Demand, assignment: Assignment) -> bool:
    """Whether the plan does what is demanded."""
    known = candidates(problem)
    term, office = demand.term, demand.office
    holders = assignment[term] if term is not None else ()
    if demand.rule in BARRING:
        return office not in holders
    match demand.rule:
        case Rule.PINNED:
            return office in holders
        case Rule.NUMBER if term:
            slot = slots(problem)[term]
            return slot.fewest <= len(holders) <= slot.most
        case Rule.SECTIONS:
            return _different([known[office].section for office in holders])
        case Rule.PERSONS:
            return _different([known[office].person for office in holders])
        case Rule.TWICE_RUNNING if term and office:
            before = assignment[preceding(problem)[term]]
            return office not in holders or same_person(problem)[office].isdisjoint(before)
        case Rule.MOST_TURNS if office:
            return turns(assignment)[office] <= allowed(problem, office)
        case _:
            return any(office in those for those in assignment.values())


def allowed(problem: Problem, office: OfficeId) -> int:
    """How many turns this office may have; what it has had already is not taken back."""
    most = problem.most_turns
    assert most is not None
    return max(most, past_turns(problem)[office])


def _different(named: list[object]) -> bool:
    """Whether none that is known is there twice."""
    known = [one for one in named if one is not None]
    return len(set(known)) == len(known)


def complete(problem: Problem, assignment: Assignment) -> bool:
    """Whether it says of every term who has it, in order and without repeating, and leaves what is past."""
    return assignment.keys() == {slot.id for slot in problem.slots} and all(
        assignment[slot.id] == tuple(sorted(set(assignment[slot.id])))
        and {*assignment[slot.id]} <= candidates(problem).keys()
        and (slot.fixed is None or assignment[slot.id] == tuple(sorted(slot.fixed)))
        for slot in problem.slots
    )
