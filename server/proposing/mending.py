"""A plan that holds, made cheaper by small changes: a holder put in, taken out or replaced, two that change places.

The solver begins where this ends: it is good at proofs and at the last hundredth, slow to leave a poor first plan.
Simulated annealing (Kirkpatrick, Gelatt and Vecchi, 1983): at first dearer plans are taken too, and ever less so.
"""

import random
from collections.abc import Mapping
from math import log

from models.presidency.proposing import Assignment, Problem, Wish
from server.proposing.numbered import Numbered

TRIES = 170
"""So many for each office in each term."""

MOST_TRIES = 1_000_000

HOT, COLD = 1.0, 0.0125
"""How much dearer a plan may become by one change, at first and at last: parts of the dearest of the units below."""

ORDINARY = (Wish.EQUAL_TURNS, Wish.EQUAL_DAYS, Wish.SECTION_IN_TURN, Wish.GENDER_BALANCE, Wish.PORTFOLIO)
"""Wishes that are weighed against each other: what was adopted, and the number of holders, stand above them."""

NOBODY = -1


def mended(
    problem: Problem, assignment: Assignment, seed: int, factors: Mapping[Wish, int] | None = None
) -> Assignment:
    """The cheapest plan that was met on the way; it breaks no rule if this one breaks none.

    `factors`: wishes that are to count so many times as much.
    """
    plan = _Plan(Numbered(problem, factors or {}), assignment, random.Random(seed))  # noqa: S311 - for variety, not for secrets
    if not plan.of.open:
        return assignment
    tries = min(MOST_TRIES, TRIES * len(problem.planned) * len(plan.of.offices))
    heat = HOT * max(1, *(plan.of.points[wish] for wish in ORDINARY))
    cooling = (COLD / HOT) ** (1 / tries)
    cost = best = 0
    kept = plan.assignment()
    for _ in range(tries):
        heat *= cooling
        cost += plan.changed(-heat * log(1.0 - plan.dice()))
        if cost < best:
            best, kept = cost, plan.assignment()
    return kept


class _Plan:
    """A plan in change. Who has a term is in `those`, one place further on: before the first and behind the last
    there is nobody; so are the sections.
    """

    def __init__(self, of: Numbered, assignment: Assignment, dice: random.Random) -> None:
        self.of, self.dice = of, dice.random
        problem = of.problem
        self.held = [[of.places[office] for office in assignment[slot.id]] for slot in problem.slots]
        self.those = [0, *(of.bits(assignment[slot.id]) for slot in problem.slots), 0]
        self.turns = [sum(n in held for held in self.held) for n in range(len(of.offices))]
        self.days = [
            sum(days for days, held in zip(of.days, self.held, strict=True) if n in held)
            for n in range(len(of.offices))
        ]
        self.apart = sum(of.known[office].side for held in self.held for office in held)
        self.by_term: list[dict[int, tuple[int, int]]] = [{} for _ in problem.slots]
        self.numbers = [of.number(term) for term in range(len(problem.slots))]
        self.gender = of.points[Wish.GENDER_BALANCE]
        self.section = of.points[Wish.SECTION_IN_TURN] if problem.in_sequence else 0
        self.sections = [
            0,
            *(self._of_term(term, self.those[term + 1])[1] for term in range(len(problem.slots))),
            0,
        ]

    def assignment(self) -> Assignment:
        offices = self.of.offices
        return {
            slot.id: tuple(sorted(offices[n] for n in held))
            for slot, held in zip(self.of.problem.slots, self.held, strict=True)
        }

    def changed(self, limit: float) -> int:
        """Try one change, and make it if it costs no more than this: what it costs; 0 where it is not made."""
        term = self._any_of(self.of.open)
        return self._replaced(term, limit) if self.dice() < 0.5 else self._swapped(term, limit)  # noqa: PLR2004 - half

    def _any_of(self, those: list[int]) -> int:
        return those[int(self.dice() * len(those))]

    def _of_term(self, term: int, those: int) -> tuple[int, int]:
        known = self.by_term[term].get(those)
        if known is None:
            known = self.by_term[term][those] = self.of.of_term(term, those)
        return known

    def _replaced(self, term: int, limit: float) -> int:
        """Somebody leaves, somebody joins, or both."""
        held, those, known = self.held[term], self.those[term + 1], self.of.known
        joins = self._any_of(self.of.may[term])
        leaves = self._any_of([*held, NOBODY])
        if those & known[joins].bit:
            joins, leaves = NOBODY, joins
        if not self._may_replace(term, leaves, joins):
            return 0
        after, cost, apart, days = those, 0, self.apart, self.of.days[term]
        if leaves != NOBODY:
            after ^= known[leaves].bit
            apart -= known[leaves].side
            cost += self._share(leaves, -1, -days)
        if joins != NOBODY:
            after |= known[joins].bit
            apart += known[joins].side
            cost += self._share(joins, 1, days)
        cost += self.gender * (abs(apart) - abs(self.apart)) + self._as_holders(term, after)
        if cost > limit:
            return 0
        if leaves != NOBODY:
            held.remove(leaves)
            self._count(leaves, -1, -days)
        if joins != NOBODY:
            held.append(joins)
            self._count(joins, 1, days)
        self.apart = apart
        self._let_have(term, after)
        return cost

    def _may_replace(self, term: int, leaves: int, joins: int) -> bool:
        """Whether no rule is broken by it."""
        those, known = self.those[term + 1], self.of.known
        fewest, most = self.numbers[term]
        if not fewest <= len(self.held[term]) + (joins != NOBODY) - (leaves != NOBODY) <= most:
            return False
        if leaves != NOBODY:
            one = known[leaves]
            if one.bit & self.of.pinned[term] or self.turns[leaves] <= one.fewest:
                return False
            those ^= one.bit
        if joins == NOBODY:
            return leaves != NOBODY
        one = known[joins]
        beside = self.those[term] | self.those[term + 2]
        return self.turns[joins] < one.most and not one.clash & those and not one.rest & beside

    def _swapped(self, term: int, limit: float) -> int:
        """Holders of two terms change places."""
        other = self._any_of(self.of.open)
        if other == term or not self.held[term] or not self.held[other]:
            return 0
        first, second = self._any_of(self.held[term]), self._any_of(self.held[other])
        one, two = self.of.known[first], self.of.known[second]
        before, there = self.those[term + 1], self.those[other + 1]
        if not self._may_swap(term, first, other) or not self._may_swap(other, second, term):
            return 0
        here, there_after = before ^ one.bit, there ^ two.bit
        if two.clash & here or one.clash & there_after:
            return 0
        days = self.of.days[other] - self.of.days[term]
        cost = self._share(first, 0, days) + self._share(second, 0, -days)
        cost += self._as_holders(term, here | two.bit)
        self._let_have(term, here | two.bit)
        cost += self._as_holders(other, there_after | one.bit)
        self._let_have(other, there_after | one.bit)
        if cost > limit or not (self._rests(term, second) and self._rests(other, first)):
            self._let_have(term, before)
            self._let_have(other, there)
            return 0
        self.held[term][self.held[term].index(first)] = second
        self.held[other][self.held[other].index(second)] = first
        self._count(first, 0, days)
        self._count(second, 0, -days)
        return cost

    def _may_swap(self, term: int, office: int, to: int) -> bool:
        """Whether it may leave that term for the other one, where it is not yet."""
        bit = self.of.known[office].bit
        return bool(bit & self.of.allowed[to] & ~self.those[to + 1] & ~self.of.pinned[term])

    def _rests(self, term: int, office: int) -> bool:
        return not self.of.known[office].rest & (self.those[term] | self.those[term + 2])

    def _share(self, office: int, turns: int, days: int) -> int:
        """What it costs more that it has so many turns and days more."""
        one, had, stayed = self.of.known[office], self.turns[office], self.days[office]
        cost = one.days_cost[stayed + days] - one.days_cost[stayed]
        return cost + one.turns_cost[had + turns] - one.turns_cost[had] if turns else cost

    def _count(self, office: int, turns: int, days: int) -> None:
        self.turns[office] += turns
        self.days[office] += days

    def _as_holders(self, term: int, after: int) -> int:
        """What it costs more that they have this term, next to who has the terms beside it."""
        cost, sections = self._of_term(term, after)
        was, were = self._of_term(term, self.those[term + 1])
        if sections != were and self.section:
            beside = (self.sections[term], self.sections[term + 2])
            cost += self.section * sum((sections & s).bit_count() - (were & s).bit_count() for s in beside)
        return cost - was

    def _let_have(self, term: int, those: int) -> None:
        self.those[term + 1] = those
        self.sections[term + 1] = self._of_term(term, those)[1]
