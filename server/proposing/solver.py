"""CP-SAT, set so that the same question gets the same answer, whatever else the machine does meanwhile."""

import time
from dataclasses import dataclass, field

from ortools.sat.python.cp_model import CpSolver

from models.presidency.proposed import Effort

STEPS = {Effort.QUICK: 1.0, Effort.ORDINARY: 8.0, Effort.THOROUGH: 30.0}
"""How long the best plan is searched for, in CP-SAT's deterministic time: work done, not seconds."""

FIRST_PLAN = 4.0
"""So long at most for any plan at all, or for the proof that there is none."""

AT_ONCE = 2
"""Threads. They take their tasks in turn and wait for each other, so that it never counts who was faster."""

SECONDS = 600.0
"""A search that takes longer is stopped, and says so. With two cores to itself none takes a quarter of that."""


@dataclass
class Budget:
    """What a search may use, and what it has used."""

    effort: Effort
    seed: int
    seconds: float = SECONDS
    began: float = field(default_factory=time.monotonic)
    used: float = 0.0
    stopped: bool = False

    def solver(self, steps: float) -> CpSolver:
        """One that gives up after so many steps; or when the clock says so, as a last resort."""
        solver = CpSolver()
        solver.parameters.random_seed = self.seed
        solver.parameters.max_deterministic_time = steps
        solver.parameters.max_time_in_seconds = max(0.01, self._left())
        solver.parameters.num_workers = 1
        return solver

    def optimiser(self, steps: float) -> CpSolver:
        """The same for what is to be as good as it can be: several strategies, which are given their turns in order.

        `max_lp` proves how good a plan can be at all, `reduced_costs` goes where that points; neighbourhoods mend.
        """
        solver = self.solver(steps)
        solver.parameters.num_workers = AT_ONCE
        solver.parameters.interleave_search = True
        solver.parameters.interleave_batch_size = 3 * AT_ONCE
        solver.parameters.max_presolve_iterations = 1
        solver.parameters.subsolvers.extend(["reduced_costs", "max_lp"])
        return solver

    def account(self, solver: CpSolver) -> None:
        """Add what this solver has used."""
        self.used += solver.deterministic_time
        self.stopped = self.stopped or self._left() <= 0

    def _left(self) -> float:
        return self.began + self.seconds - time.monotonic()
