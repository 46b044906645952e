"""A rotation as CP-SAT sees it: a yes or no for each office in each term, and a constraint for each demand."""

from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise

from ortools.sat.python.cp_model import Constraint, CpModel, IntVar

from models.belonging.offices import OfficeId
from models.presidency.demands import BARRING, Demand, allowed, barred, demands
from models.presidency.proposing import (
    Assignment,
    Candidate,
    Problem,
    Rule,
    Slot,
    candidates,
    preceding,
    same_person,
    slots,
)
from models.presidency.terms import TermId


class Model:
    """The hard rules of a problem, or of the demands that are given.

    With `guarded`, each demand holds only while its guard is true, so that one can ask which of them cannot hold
    together. Otherwise, where all of them are to hold, offices barred from a term are not even asked about.
    """

    def __init__(
        self, problem: Problem, those: Iterable[Demand] | None = None, *, guarded: bool = False
    ) -> None:
        self.problem = problem
        self.cp = CpModel()
        self.guards: dict[Demand, IntVar] = {}
        self._no, self._yes = self.cp.new_constant(0), self.cp.new_constant(1)
        gone = barred(problem) if those is None and not guarded else frozenset()
        self.has = {
            (slot.id, office): self._variable(slot, office, gone)
            for slot in problem.slots
            for office in candidates(problem)
        }
        for demand in demands(problem) if those is None else those:
            if guarded:
                self._guard(demand)
            elif not (gone and demand.rule in BARRING):
                tuple(self._constraints(demand))

    def in_term(self, term: TermId) -> list[IntVar]:
        """Each office in this term."""
        return [self.has[term, office] for office in candidates(self.problem)]

    def of_office(self, office: OfficeId) -> list[IntVar]:
        """This office in each term."""
        return [self.has[slot.id, office] for slot in self.problem.slots]

    def suggest(self, assignment: Assignment) -> None:
        """Let the search begin near this plan, as far as it goes."""
        self.cp.clear_hints()  # type: ignore[no-untyped-call] # the library has no types here
        for slot in self.problem.planned:
            if slot.id not in assignment:
                continue
            for office in candidates(self.problem):
                has = self.has[slot.id, office]
                if has.index not in {self._no.index, self._yes.index}:
                    self.cp.add_hint(has, office in assignment[slot.id])

    def tell_twins_apart(self) -> None:
        """Of offices that are alike in everything the first of the pool has its first turn before the others."""
        planned = [slot.id for slot in self.problem.planned]
        for twins in self._twins():
            for first, second in pairwise(twins):
                for number, term in enumerate(planned):
                    before = [self.has[t, first] for t in planned[: number + 1]]
                    self.cp.add_bool_or([*before, self.has[term, second].negated()])

    def with_twins_in_order(self, assignment: Assignment) -> Assignment:
        """The same plan, in which twins have changed places where the first of the pool does not come first."""
        instead: dict[OfficeId, OfficeId] = {}
        for twins in self._twins():
            by_turn = sorted(twins, key=lambda twin: [twin not in those for those in assignment.values()])
            instead |= dict(zip(by_turn, twins, strict=True))
        return {
            term: tuple(sorted(instead.get(office, office) for office in those))
            for term, those in assignment.items()
        }

    def _twins(self) -> list[list[OfficeId]]:
        alike: dict[object, list[OfficeId]] = {}
        for candidate in self.problem.pool:
            alike.setdefault(self._likeness(candidate), []).append(candidate.office)
        return list(alike.values())

    def differ(self, assignment: Assignment, terms: int) -> IntVar:
        """So many terms are to have other holders than in this plan: by how many they are short of that."""
        others = []
        for slot in self.problem.planned:
            other = self.cp.new_bool_var("")
            changed = [
                has.negated() if office in assignment[slot.id] else has
                for office in candidates(self.problem)
                for has in [self.has[slot.id, office]]
            ]
            self.cp.add_bool_or([*changed, other.negated()])
            others.append(other)
        short = self.cp.new_int_var(0, terms, "")
        self.cp.add(sum(others) + short >= terms)
        return short

    def plan(self, true: Callable[[IntVar], bool]) -> Assignment:
        """The plan in which those offices have those terms of which this is true."""
        offices = sorted(candidates(self.problem))
        return {
            slot.id: tuple(office for office in offices if true(self.has[slot.id, office]))
            for slot in self.problem.slots
        }

    def _guard(self, demand: Demand) -> None:
        self.guards[demand] = guard = self.cp.new_bool_var("")
        for constraint in self._constraints(demand):
            constraint.only_enforce_if(guard)

    def _variable(
        self, slot: Slot, office: OfficeId, gone: frozenset[tuple[TermId | None, OfficeId | None]]
    ) -> IntVar:
        if slot.fixed is not None:
            return self._yes if office in slot.fixed else self._no
        return self._no if (slot.id, office) in gone else self.cp.new_bool_var("")

    def _likeness(self, candidate: Candidate) -> object:
        """All that tells this candidate from another; itself, where the plan or a pin names it, or a person might."""
        office = candidate.office
        named = any(pin.office == office for pin in self.problem.pins) or any(
            office in (*(slot.adopted or ()), *(slot.fixed or ())) for slot in self.problem.slots
        )
        if named or len(same_person(self.problem)[office]) > 1:
            return office
        kept_out = frozenset(term for term, o in barred(self.problem) if o == office)
        return kept_out, candidate.section, candidate.gender, candidate.stands_for

    def _constraints(self, demand: Demand) -> Iterable[Constraint]:
        term, office = demand.term, demand.office
        match demand.rule:
            case Rule.PINNED if term and office:
                yield self.cp.add_bool_and([self.has[term, office]])
            case Rule.NUMBER if term:
                slot = slots(self.problem)[term]
                yield self.cp.add_linear_constraint(sum(self.in_term(term)), slot.fewest, slot.most)
            case Rule.SECTIONS if term:
                yield from self._one_of_each(term, [c.section for c in candidates(self.problem).values()])
            case Rule.PERSONS if term:
                yield from self._one_of_each(term, [c.person for c in candidates(self.problem).values()])
            case Rule.TWICE_RUNNING if term and office:
                before = preceding(self.problem)[term]
                for same in sorted(same_person(self.problem)[office]):
                    yield self.cp.add_bool_or(
                        [self.has[before, same].negated(), self.has[term, office].negated()]
                    )
            case Rule.MOST_TURNS if office:
                yield self.cp.add(sum(self.of_office(office)) <= allowed(self.problem, office))
            case Rule.TURN_EACH if office:
                yield self.cp.add_bool_or(self.of_office(office))
            case _ if term and office:
                yield self.cp.add_bool_and([self.has[term, office].negated()])

    def _one_of_each(self, term: TermId, named: Sequence[str | None]) -> Iterable[Constraint]:
        """At most one of the offices of one section, or of one person; those not known are no section's."""
        by: dict[str, list[IntVar]] = {}
        for name, has in zip(named, self.in_term(term), strict=True):
            if name is not None:
                by.setdefault(name, []).append(has)
        for those in by.values():
            if len(those) > 1:
                yield self.cp.add(sum(those) <= 1)
