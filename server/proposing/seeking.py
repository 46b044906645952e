"""A search from end to end: a first plan, the best one, others that are as good; or which rules collide."""

import random
from collections.abc import Callable
from math import ceil

from ortools.sat.python.cp_model import INFEASIBLE, CpSolver, CpSolverSolutionCallback, LinearExpr

from models.presidency.proposed import Proposed, gap, proposed, weighed
from models.presidency.proposing import Assignment, Problem, Wish
from models.presidency.wishes import adopted_first, costs, points_a_unit
from server.proposing.collisions import collision
from server.proposing.lines import MOST_PROPOSALS, Asked, Ended, Fewer, Line, Offer, Outcome, Progress
from server.proposing.mending import mended
from server.proposing.model import Model
from server.proposing.pricing import Prices
from server.proposing.solver import FIRST_PLAN, STEPS, Budget

WITHIN = 150
"""Other proposals cost at most so many thousandths more than the best, or one unit of the dearest wish."""

BEYOND = 20
"""What lies beyond that counts so many times: taken only where nothing else is to be had, and then not offered."""

OTHERS = 4
"""Each further proposal gets that part of the steps."""

EMPHASIS = 4
"""How many times as much a wish counts in a proposal that lays the emphasis on it."""

SPARE_ATTEMPTS = 2
"""How many searches for another proposal may fail before there are fewer."""

SLIGHT = 4
"""A seed's taste is at most that part of what one unit of the dearest wish costs."""

APART = 10
"""Proposals differ in every so-manieth term, two at the least."""

MOST_POINTS = 2**40

Report = Callable[[Line], None]


def seek(asked: Asked, report: Report, seconds: float | None = None) -> None:
    """Search, and say what is found as it is found; `Ended` comes last."""
    budget = (
        Budget(asked.effort, asked.seed) if seconds is None else Budget(asked.effort, asked.seed, seconds)
    )
    search = _Search(asked, report, budget)
    outcome = search.run()
    if outcome is not Outcome.IMPOSSIBLE and budget.stopped:
        outcome = Outcome.STOPPED
    report(Ended(outcome, asked.seed, asked.effort, round(1000 * budget.used), search.fewer))


class _Search:
    def __init__(self, asked: Asked, report: Report, budget: Budget) -> None:
        self.asked, self.report, self.budget = asked, report, budget
        self.problem: Problem = asked.problem
        self.model = Model(self.problem)
        self.found: list[Proposed] = []
        self.told: dict[int, int] = {}
        self.fewer: Fewer | None = None

    def run(self) -> Outcome:
        self.model.tell_twins_apart()
        self.model.suggest({s.id: s.adopted for s in self.problem.planned if s.adopted is not None})
        solver = self.budget.solver(FIRST_PLAN)
        status = solver.solve(self.model.cp)
        self.budget.account(solver)
        if status == INFEASIBLE:
            self.report(collision(self.problem, self.budget))
            return Outcome.IMPOSSIBLE
        first = self._plan(solver)
        if first is None:
            return Outcome.UNDECIDED
        self.tell(1, first, 0)
        better = self.model.with_twins_in_order(mended(self.problem, first, self.asked.seed))
        self.tell(1, better, 0)
        self.prices = Prices(self.model)
        self._best(better)
        self.fewer = self._others()
        return Outcome.FOUND

    def _best(self, first: Assignment) -> None:
        """The plan that costs least, or the best there is in so many steps, and how far it may be from the best."""
        self.model.suggest(first)
        self.model.cp.minimize(self.prices.cost)
        best, bound = self._minimum(1, STEPS[self.asked.effort])
        plans = [first] if best is None else [best, first]
        self._offer(proposed(self.problem, 1, min(plans, key=self._cost), bound))

    def _others(self) -> Fewer | None:
        """Plans that cost little more and differ from those before; each has its emphasis on a wish that costs.

        What they must not be costs so much that they become it only where there is nothing else: so where no such
        plan is found, it may be proven that there is none. Why there are fewer than asked for, if there are.
        """
        wanted = min(self.asked.proposals, MOST_PROPOSALS)
        if not self.problem.planned:
            return Fewer.NO_OTHER if wanted > 1 else None
        limit, taste, ceiling = self._limit(), *self._taste()
        ceiling += EMPHASIS * limit
        faults = taste + self._too_dear(limit, ceiling) + self._alike(ceiling)
        for attempt, emphasis in enumerate(self._emphases(wanted + SPARE_ATTEMPTS), 1):
            if len(self.found) >= wanted or self.budget.stopped:
                break
            plan, bound = self._another(attempt, emphasis, faults)
            other = (
                proposed(self.problem, len(self.found) + 1, plan, self.found[0].bound, emphasis)
                if plan
                else None
            )
            if other and other.cost <= limit and self._is_another(other.assignment):
                self._offer(other)
                faults += self._alike(ceiling)
            elif bound > ceiling:
                return Fewer.NO_OTHER
        return None if len(self.found) >= wanted or self.budget.stopped else Fewer.NOT_FOUND

    def _limit(self) -> int:
        """The points that another proposal may cost; where what was adopted comes first, no more of it may change."""
        best = self.found[0]
        more = weighed(self.problem, best.costs) * WITHIN // 1000
        return best.cost + max(more, _dearest(self.problem))

    def _taste(self) -> tuple[LinearExpr, int]:
        """A seed has a slight taste for some offices in some terms, so that another one proposes something else; and
        the points that this comes to at the most. The first seed has none.
        """
        most = _dearest(self.problem) // SLIGHT if self.asked.seed else 0
        dice = random.Random(self.asked.seed)  # noqa: S311 - for variety, not for secrets
        tastes = [dice.randint(0, most) for _ in self.model.has]
        taste = LinearExpr.weighted_sum(list(self.model.has.values()), tastes)
        return taste, sum(tastes)

    def _too_dear(self, limit: int, ceiling: int) -> LinearExpr:
        over, dear = self.model.cp.new_int_var(0, MOST_POINTS, ""), self.model.cp.new_bool_var("")
        self.model.cp.add(over >= self.prices.cost - limit)
        self.model.cp.add(over == 0).only_enforce_if(dear.negated())
        return BEYOND * over + (ceiling + 1) * dear

    def _alike(self, ceiling: int) -> LinearExpr:
        """What it costs to be like the latest of the proposals: more than anything without a fault."""
        return (ceiling + 1) * self.model.differ(self.found[-1].assignment, self._apart)

    def _emphases(self, many: int) -> list[Wish | None]:
        """Which wishes are to matter more, one after another: the dearest first, or the next with each seed."""
        first = {Wish.FEW_CHANGES} if adopted_first(self.problem) else set()
        dear = [cost for cost in self.found[0].costs if cost.points and cost.wish not in first]
        wishes = [cost.wish for cost in sorted(dear, key=lambda cost: -cost.points)]
        turn = self.asked.seed % len(wishes) if wishes else 0
        wishes = [*wishes[turn:], *wishes[:turn]]
        return [*wishes, *[None] * many][: many - 1]

    def _another(
        self, attempt: int, emphasis: Wish | None, faults: LinearExpr
    ) -> tuple[Assignment | None, int]:
        """The cheapest plan with this emphasis and the fewest faults, and the points below which there is none."""
        before, factors = self.found[-1].assignment, {emphasis: EMPHASIS} if emphasis else {}
        start = self.model.with_twins_in_order(
            mended(self.problem, before, self.asked.seed + attempt, factors)
        )
        self.model.suggest(start if self._is_another(start) else before)
        self.model.cp.minimize(self.prices.emphasising(factors) + faults)
        return self._minimum(len(self.found) + 1, STEPS[self.asked.effort] / OTHERS)

    @property
    def _apart(self) -> int:
        planned = len(self.problem.planned)
        return min(planned, max(2, planned // APART))

    def _is_another(self, plan: Assignment) -> bool:
        """Whether it differs from each that is offered already."""
        changes = [sum(plan[term] != those for term, those in one.assignment.items()) for one in self.found]
        return min(changes) >= max(1, self._apart)

    def _minimum(self, number: int, steps: float) -> tuple[Assignment | None, int]:
        """The cheapest plan found in so many steps, and the points below which no plan can be."""
        solver = self.budget.optimiser(steps)
        solver.solve(self.model.cp, _Telling(self, number))
        self.budget.account(solver)
        return self._plan(solver), _whole(solver.best_objective_bound)

    def _plan(self, solver: CpSolver) -> Assignment | None:
        if not solver.response_proto.solution:
            return None
        return self.model.plan(solver.boolean_value)

    def _cost(self, plan: Assignment) -> int:
        return sum(one.points for one in costs(self.problem, plan))

    def _offer(self, proposal: Proposed) -> None:
        self.found.append(proposal)
        self.report(Offer(proposal))

    def tell(self, number: int, plan: Assignment, bound: int) -> None:
        """Report this plan, if it is cheaper than any that was reported for this proposal."""
        found = costs(self.problem, plan)
        cost = sum(one.points for one in found)
        if cost >= self.told.get(number, MOST_POINTS):
            return
        self.told[number] = cost
        least = min(cost, self.found[0].bound if self.found else bound)
        self.report(Progress(number, plan, cost, least, gap(self.problem, found, least)))


class _Telling(CpSolverSolutionCallback):
    """Says each better plan as soon as there is one."""

    def __init__(self, search: _Search, number: int) -> None:
        super().__init__()
        self._search, self._number = search, number

    def on_solution_callback(self) -> None:
        plan = self._search.model.plan(self.boolean_value)
        self._search.tell(self._number, plan, _whole(self.best_objective_bound))


def _whole(bound: float) -> int:
    """Points are whole: a plan that costs more than 7.2 costs 8. The solver's own bound has a float's accuracy."""
    return max(0, ceil(bound - 1e-6))


def _dearest(problem: Problem) -> int:
    """What one unit of the wish costs that matters most; that of number is a rule in disguise, and what was adopted
    may come before all.
    """
    above = {Wish.NUMBER, Wish.FEW_CHANGES} if adopted_first(problem) else {Wish.NUMBER}
    return max(points_a_unit(problem, wish) for wish in Wish if wish not in above)
