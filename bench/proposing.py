"""How long a rotation takes to be proposed, and how near the best it is: pools and terms up to 40 × 60, all wishes.

    python bench/proposing.py [--sizes 10x6,20x24,40x60] [--effort ordinary] [--numbers 2]

Times count from the start of the process, the import of the solver included; beside those of the clock stands the
processor's time, which tells of the search alone where something else runs. Of the rotations of 40 × 60 the first
is an easy one and the second a hard one.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from rotations import rotation  # noqa: E402 - the room beside this one, found by its path

from models.presidency.proposed import Effort, weighed  # noqa: E402
from server.proposing.lines import Asked, Ended, Offer, Progress, line_of, written  # noqa: E402
from server.proposing.search import PROGRAM  # noqa: E402

SIZES = "10x6,20x24,40x60"
AIMED_FIRST, AIMED_ALL = 2.0, 30.0
HEADING = "pool × terms  first plan   best cost     bound     gap   best in  offered   all in   processor"


@dataclass
class Run:
    """One search; times in seconds from the start of its process. `cost` and `bound` are of the wishes that are
    weighed: what must change of what was adopted comes before them.
    """

    size: str
    first: float
    cost: int
    bound: int
    gap: int
    best_in: float
    offered: int
    ended: float
    outcome: str
    processor: float

    def __str__(self) -> str:
        remark = "" if self.outcome == "found" else f"  {self.outcome}"
        return (
            f"{self.size:>12} {self.first:9.2f} s {self.cost:11,} {self.bound:9,} {self.gap:5} ‰"
            f" {self.best_in:7.1f} s {self.offered:8} {self.ended:6.1f} s {self.processor:9.1f} s{remark}"
        )


def run(offices: int, terms: int, number: int, effort: Effort) -> Run:
    """One search from start to end, its lines stamped as they come."""
    problem, used, began = rotation(offices, terms, number), processor(), time.monotonic()
    with subprocess.Popen(PROGRAM, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(written(Asked(problem, 1, effort)))
        process.stdin.close()
        lines = [(time.monotonic() - began, line_of(line)) for line in process.stdout]
    [(ended, end)] = [(at, line) for at, line in lines if isinstance(line, Ended)]
    offers = [(at, line.proposal) for at, line in lines if isinstance(line, Offer)]
    first = next(at for at, line in lines if isinstance(line, Progress))
    best_in, best = offers[0]
    cost = weighed(problem, best.costs)
    return Run(
        f"{offices} × {terms}",
        first,
        cost,
        cost - best.cost + best.bound,
        best.gap,
        best_in,
        len(offers),
        ended,
        end.outcome.value,
        processor() - used,
    )


def processor() -> float:
    """Seconds that the processes begun here have had of a processor, as far as they have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def rotations(sizes: str = SIZES, effort: Effort = Effort.ORDINARY, numbers: int = 2) -> str:
    """The table, as the bench prints it."""
    asked = [tuple(map(int, size.split("x"))) for size in sizes.split(",")]
    runs = [run(offices, terms, n, effort) for offices, terms in asked for n in range(numbers)]
    kept = all(each.first <= AIMED_FIRST and each.best_in <= AIMED_ALL for each in runs)
    return "\n".join(
        [
            f"\nRotations, all wishes, effort {effort}; cost and bound in points, the gap in thousandths of it.",
            HEADING,
            *map(str, runs),
            f"aimed at: a first plan in {AIMED_FIRST:g} s, the best in {AIMED_ALL:g} s: "
            + ("kept" if kept else "NOT KEPT (or something else ran on these cores)"),
        ]
    )


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--sizes", default=SIZES, help="offices x terms, separated by commas")
    parser.add_argument("--effort", type=Effort, default=Effort.ORDINARY, choices=list(Effort))
    parser.add_argument("--numbers", type=int, default=2, help="how many rotations of each size")
    chosen = parser.parse_args()
    print(rotations(chosen.sizes, chosen.effort, chosen.numbers))


if __name__ == "__main__":
    main()
