"""A search from end to end: a first plan, the best one, others that are as good; or which rules collide."""

from collections.abc import Callable
from math import ceil

from ortools.sat.python.cp_model import INFEASIBLE, CpSolver, CpSolverSolutionCallback

from models.presidency.proposed import Proposed, gap, proposed
from models.presidency.proposing import Assignment, Problem, Wish
from models.presidency.wishes import costs, points_a_unit
from server.proposing.collisions import collision
from server.proposing.lines import MOST_PROPOSALS, Asked, Ended, Line, Offer, Outcome, Progress
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

APART = 10
"""Proposals differ in every so-manieth term, two at the least."""

MOST_POINTS = 2**40

Report = Callable[[Line], None]


def seek(asked: Asked, report: Report, seconds: float | None = None) -> None:
    """Search, and say what is found as it is found; `Ended` comes last."""
    budget = (
        Budget(asked.effort, asked.seed) if seconds is None else Budget(asked.effort, asked.seed, seconds)
    )
    outcome = _Search(asked, report, budget).run()
    if outcome is not Outcome.IMPOSSIBLE and budget.stopped:
        outcome = Outcome.STOPPED
    report(Ended(outcome, asked.seed, asked.effort, round(1000 * budget.used)))


class _Search:
    def __init__(self, asked: Asked, report: Report, budget: Budget) -> None:
        self.asked, self.report, self.budget = asked, report, budget
        self.problem: Problem = asked.problem
        self.model = Model(self.problem)
        self.found: list[Proposed] = []
        self.told: dict[int, int] = {}

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
        self._others()
        return Outcome.FOUND

    def _best(self, first: Assignment) -> None:
        """The plan that costs least, or the best there is in so many steps, and how far it may be from the best."""
        self.model.suggest(first)
        self.model.cp.minimize(self.prices.cost)
        best, bound = self._minimum(1, STEPS[self.asked.effort])
        plans = [first] if best is None else [best, first]
        self._offer(proposed(self.problem, 1, min(plans, key=self._cost), bound))

    def _others(self) -> None:
        """Plans that cost little more and differ from those before; each has its emphasis on a wish that costs.

        What they must not be costs so much that they become it only where there is nothing else: so the search can
        begin at the plan before.
        """
        best = self.found[0]
        limit = best.cost + max(best.cost * WITHIN // 1000, _dearest(self.problem))
        over = self.model.cp.new_int_var(0, MOST_POINTS, "")
        self.model.cp.add(over >= self.prices.cost - limit)
        faults = BEYOND * over
        dear = sorted((c for c in best.costs if c.points), key=lambda cost: -cost.points)
        emphases: list[Wish | None] = [cost.wish for cost in dear]
        for number in range(2, min(self.asked.proposals, MOST_PROPOSALS) + 1):
            before = self.found[-1].assignment
            faults += BEYOND * (limit + 1) * self.model.differ(before, self._apart)
            emphasis = emphases.pop(0) if emphases else None
            self.model.suggest(before)
            self.model.cp.minimize(self.prices.emphasising(emphasis) + faults)
            plan, _ = self._minimum(number, STEPS[self.asked.effort] / OTHERS)
            if plan is None or self.budget.stopped or not self._is_another(plan):
                return
            other = proposed(self.problem, number, plan, best.bound, emphasis)
            if other.cost > limit:
                return
            self._offer(other)

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
        cost = self._cost(plan)
        if cost >= self.told.get(number, MOST_POINTS):
            return
        self.told[number] = cost
        least = min(cost, self.found[0].bound if self.found else bound)
        self.report(Progress(number, plan, cost, least, gap(cost, least)))


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
    """What one unit of the wish costs that matters most; that of number is a rule in disguise."""
    return max(points_a_unit(problem, wish) for wish in Wish if wish is not Wish.NUMBER)
