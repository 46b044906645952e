"""Which rules collide: demands of which none can be dropped, lest the others can hold.

CP-SAT names some that suffice; of these, one after another is left out, and stays out where the rest still collide.
"""

from collections.abc import Sequence

from ortools.sat.python.cp_model import FEASIBLE, INFEASIBLE, OPTIMAL

from models.presidency.demands import Demand, demands
from models.presidency.proposing import Problem, Rule
from server.proposing.lines import Collision
from server.proposing.model import Model
from server.proposing.solver import Budget

FIRST_GUESS = 2.0
"""Steps for the first question: which demands suffice?"""

EACH = 1.0
"""Steps for the question whether some demands can hold."""

IN_ALL = 12.0
"""Steps for all these questions together: then what is left is said, and that not all of it was tried."""

SPARE = list(Rule)
"""Which are tried first, if one of several can be left out: from the last on, so that pins are left out late."""


def collision(problem: Problem, budget: Budget) -> Collision:
    """A minimal group of demands that cannot all hold, of a problem whose demands cannot."""
    kept = sorted(_sufficient(problem, budget), key=lambda demand: -SPARE.index(demand.rule))
    certain, until = True, budget.used + IN_ALL
    step = max(1, len(kept) // 2)
    while step:
        at = 0
        while at < len(kept):
            if budget.used > until or budget.stopped:
                certain, step = False, 0
                break
            rest = kept[:at] + kept[at + step :]
            holds = can_hold(problem, rest, budget)
            if holds is False:
                kept = rest
            else:
                certain = certain and (holds is True or step > 1)
                at += step
        step //= 2
    order = {demand: number for number, demand in enumerate(demands(problem))}
    return Collision(tuple(sorted(kept, key=order.__getitem__)), certain)


def can_hold(problem: Problem, those: Sequence[Demand], budget: Budget) -> bool | None:
    """Whether there is a plan that meets these demands; None: that was not found out."""
    solver = budget.solver(EACH)
    status = solver.solve(Model(problem, those).cp)
    budget.account(solver)
    return True if status in {OPTIMAL, FEASIBLE} else False if status == INFEASIBLE else None


def _sufficient(problem: Problem, budget: Budget) -> Sequence[Demand]:
    """Some demands that cannot all hold; all of them, where the solver does not say in time."""
    model = Model(problem, guarded=True)
    model.cp.add_assumptions(model.guards.values())
    solver = budget.solver(FIRST_GUESS)
    status = solver.solve(model.cp)
    budget.account(solver)
    if status != INFEASIBLE:
        return demands(problem)
    named = set(solver.sufficient_assumptions_for_infeasibility())
    return [demand for demand, guard in model.guards.items() if guard.index in named]
