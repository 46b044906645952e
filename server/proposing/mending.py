"""A plan that holds, made cheaper by small changes: one holder put in, taken out or replaced at a time.

The solver begins where this ends: it is good at proofs and at the last tenth, and slow to leave a poor first plan.
Late acceptance (Burke and Bykov, 2017): a change is taken unless it is dearer than what stood dozens of tries ago.
"""

import random

from models.belonging.offices import OfficeId, SectionId
from models.presidency.demands import allowed, barred
from models.presidency.proposing import Assignment, Problem, Rule, Wish, candidates, same_person
from models.presidency.wishes import Share, points_a_unit, share_of_days, share_of_turns, sharing
from models.speaking.request import Gender

MEMORY = 60
"""How many tries ago."""

TRIES = 25
"""So many for each office in each term."""

SIDES = {Gender.WOMAN: 1, Gender.MAN: -1}


def mended(problem: Problem, assignment: Assignment, seed: int) -> Assignment:
    """The cheapest plan that was met on the way; it breaks no rule if this one breaks none."""
    plan = _Plan(problem, assignment)
    if not plan.open:
        return assignment
    dice = random.Random(seed)  # noqa: S311 - for variety, not for secrets
    cost = best = 0
    kept = plan.assignment()
    costs = [0] * MEMORY
    for attempt in range(TRIES * len(problem.planned) * len(plan.known)):
        change = plan.change(dice)
        if change is None:
            continue
        step = plan.make(*change)
        past = attempt % MEMORY
        if step > 0 and cost + step > costs[past]:
            plan.undo(*change)
        else:
            cost += step
            if cost < best:
                best, kept = cost, plan.assignment()
        costs[past] = min(costs[past], cost) if attempt >= MEMORY else cost
    return kept


class _Plan:
    """A plan in change, and what a change costs: points more or less than before."""

    def __init__(self, problem: Problem, assignment: Assignment) -> None:
        self.problem = problem
        self.known = candidates(problem)
        self.held = [set(assignment[slot.id]) for slot in problem.slots]
        self.points = {wish: points_a_unit(problem, wish) for wish in Wish}
        gone = barred(problem)
        pins = (
            {(pin.term, pin.office) for pin in problem.pins if pin.wanted} if self._on(Rule.PINNED) else set()
        )
        self.pinned = [{o for o in self.known if (slot.id, o) in pins} for slot in problem.slots]
        self.may = [[o for o in self.known if (slot.id, o) not in gone] for slot in problem.slots]
        self.open = [n for n, slot in enumerate(problem.slots) if slot.fixed is None and self.may[n]]
        self.shared = set(sharing(problem))
        self.turns_share, self.days_share = share_of_turns(problem), share_of_days(problem)
        self.turns = {o: sum(o in those for those in self.held) for o in self.known}
        self.days = {
            o: sum(s.days or 0 for s, those in zip(problem.slots, self.held, strict=True) if o in those)
            for o in self.known
        }
        self.apart = sum(self._side(o) for those in self.held for o in those)
        self.in_pool = {c.office for c in problem.pool}
        self.most = {o: self._most(o) for o in self.known}
        self.least = 1 if self._on(Rule.TURN_EACH) else 0

    def assignment(self) -> Assignment:
        return {
            slot.id: tuple(sorted(those)) for slot, those in zip(self.problem.slots, self.held, strict=True)
        }

    def change(self, dice: random.Random) -> tuple[int, OfficeId | None, OfficeId | None] | None:
        """A term, who leaves it, who joins it; None where that would break a rule."""
        term = self.open[dice.randrange(len(self.open))]
        joins: OfficeId | None = self.may[term][dice.randrange(len(self.may[term]))]
        holders: list[OfficeId | None] = [*sorted(self.held[term]), None]
        leaves = holders[dice.randrange(len(holders))]
        if joins in self.held[term]:
            joins, leaves = None, joins
        if joins is None and leaves is None:
            return None
        return (term, leaves, joins) if self._holds(term, leaves, joins) else None

    def make(self, term: int, leaves: OfficeId | None, joins: OfficeId | None) -> int:
        before = self._cost(term, leaves, joins)
        self._move(term, leaves, -1)
        self._move(term, joins, 1)
        return self._cost(term, leaves, joins) - before

    def undo(self, term: int, leaves: OfficeId | None, joins: OfficeId | None) -> None:
        self._move(term, joins, -1)
        self._move(term, leaves, 1)

    def _on(self, rule: Rule) -> bool:
        return rule in self.problem.rules

    def _side(self, office: OfficeId) -> int:
        gender = self.known[office].gender
        return SIDES.get(gender, 0) if gender else 0

    def _most(self, office: OfficeId) -> int:
        bounded = self._on(Rule.MOST_TURNS) and self.problem.most_turns is not None
        return allowed(self.problem, office) if bounded and office in self.in_pool else len(self.held)

    def _move(self, term: int, office: OfficeId | None, by: int) -> None:
        if office is None:
            return
        if by > 0:
            self.held[term].add(office)
        else:
            self.held[term].remove(office)
        self.turns[office] += by
        self.days[office] += by * (self.problem.slots[term].days or 0)
        self.apart += by * self._side(office)

    def _holds(self, term: int, leaves: OfficeId | None, joins: OfficeId | None) -> bool:
        """Whether no rule is broken by this change."""
        slot, number = self.problem.slots[term], len(self.held[term])
        number += (joins is not None) - (leaves is not None)
        if self._on(Rule.NUMBER) and not slot.fewest <= number <= slot.most:
            return False
        if leaves is not None and (
            leaves in self.pinned[term] or (leaves in self.in_pool and self.turns[leaves] <= self.least)
        ):
            return False
        return joins is None or (
            self.turns[joins] < self.most[joins]
            and self._fits(joins, self.held[term] - {leaves})
            and (not self._on(Rule.TWICE_RUNNING) or self._rests(term, joins))
        )

    def _fits(self, office: OfficeId, others: set[OfficeId]) -> bool:
        """Whether it may share a term with these."""
        one = self.known[office]
        for other in (self.known[o] for o in others):
            if self._on(Rule.SECTIONS) and one.section is not None and one.section == other.section:
                return False
            if self._on(Rule.PERSONS) and one.person is not None and one.person == other.person:
                return False
        return True

    def _rests(self, term: int, office: OfficeId) -> bool:
        """Whether its person has neither the term before nor the one after."""
        if not self.problem.in_sequence:
            return True
        beside = [self.held[n] for n in (term - 1, term + 1) if 0 <= n < len(self.held)]
        return all(same_person(self.problem)[office].isdisjoint(those) for those in beside)

    def _cost(self, term: int, *offices: OfficeId | None) -> int:
        """All that depends on who has this term, and on what those offices have."""
        own = sum(self._share(o) for o in offices if o is not None)
        gender = self.points[Wish.GENDER_BALANCE] * abs(self.apart)
        return own + gender + self._term(term) + self._sections(term) + self._sections(term + 1)

    def _share(self, office: OfficeId) -> int:
        if office not in self.shared:
            return 0
        turns = self.turns_share.beyond(self.turns[office])
        days = self.days_share.beyond(self.days[office])
        return self.points[Wish.EQUAL_TURNS] * abs(turns) + self.points[Wish.EQUAL_DAYS] * abs(days)

    def _term(self, term: int) -> int:
        slot, those = self.problem.slots[term], self.held[term]
        cost = 0
        if slot.about and not any(tag in slot.about for o in those for tag in self.known[o].stands_for):
            cost += self.points[Wish.PORTFOLIO]
        if slot.adopted is not None:
            changed = max(len({*slot.adopted} - those), len(those - {*slot.adopted}))
            cost += self.points[Wish.FEW_CHANGES] * changed
        if not self._on(Rule.NUMBER):
            cost += self.points[Wish.NUMBER] * abs(Share(slot.fewest, slot.most).beyond(len(those)))
        return cost

    def _sections(self, later: int) -> int:
        """What it costs that sections have this term and the one before it."""
        if not self.problem.in_sequence or not 0 < later < len(self.held):
            return 0
        first, then = (self._sections_of(self.held[n]) for n in (later - 1, later))
        return self.points[Wish.SECTION_IN_TURN] * len(first & then)

    def _sections_of(self, those: set[OfficeId]) -> set[SectionId]:
        return {section for o in those if (section := self.known[o].section) is not None}
