"""What is proposed for a rotation, audited: which demands a plan breaks, what it costs, what nobody could check.

Source: DOMAIN §3. The audit knows nothing of whoever made the plan: a solver, a person, an import.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from models.belonging.dating import Answer
from models.belonging.offices import OfficeId
from models.presidency.demands import Demand, complete, demands, met
from models.presidency.may_hold import eligible, mandated
from models.presidency.proposing import Assignment, Problem, Wish, candidates
from models.presidency.terms import TermId
from models.presidency.wishes import Cost, adopted_first, costs


class Effort(StrEnum):
    """For how long a search goes on. Measured in steps, never by a clock: the same effort gives the same answer."""

    QUICK = "quick"
    ORDINARY = "ordinary"
    THOROUGH = "thorough"


class Unchecked(StrEnum):
    """Why something was not checked. The days of a term are not known or run backwards; nobody has said whether the
    mandate, or the post, lasts through it; nobody has said of which gender somebody is, or of which section.
    """

    DAYS_NOT_KNOWN = "days_not_known"
    DAYS_RUN_BACKWARDS = "days_run_backwards"
    MANDATE_NOT_KNOWN = "mandate_not_known"
    POST_NOT_KNOWN = "post_not_known"
    GENDER_NOT_KNOWN = "gender_not_known"
    SECTION_NOT_KNOWN = "section_not_known"


@dataclass(frozen=True)
class Doubt:
    """Something that could not be checked: of a term, of an office, or of an office in a term."""

    unchecked: Unchecked
    term: TermId | None = None
    office: OfficeId | None = None


@dataclass(frozen=True)
class Audit:
    """What is to be said of a plan. It may stand when `broken` is empty; `cost` is in points."""

    broken: tuple[Demand, ...]
    costs: tuple[Cost, ...]
    doubts: tuple[Doubt, ...]
    changed: tuple[TermId, ...]

    @property
    def cost(self) -> int:
        return sum(cost.points for cost in self.costs)


@dataclass(frozen=True)
class Proposed:
    """A proposal: a plan that breaks nothing, and what it costs.

    No plan at all costs less than `bound` points: where that is the `cost`, it is proven that none is better.
    `gap`: by how much the cost might come down, in thousandths of it; where what was adopted comes first, of what the
    other wishes cost. `emphasis`: it was looked for as if this wish
    mattered more. `changed`: the terms that are not as adopted.
    """

    number: int
    assignment: Assignment
    cost: int
    bound: int
    gap: int
    costs: tuple[Cost, ...]
    emphasis: Wish | None = None
    changed: tuple[TermId, ...] = ()
    doubts: tuple[Doubt, ...] = ()


def audit(problem: Problem, assignment: Assignment) -> Audit:
    """What this plan breaks, costs and changes. Raises `ValueError` where it leaves a term out or says it in another
    form than `Assignment`, or touches what is past.
    """
    if not complete(problem, assignment):
        raise ValueError("a plan has every term, its offices in order, and leaves what is past")
    return Audit(
        tuple(demand for demand in demands(problem) if not met(problem, demand, assignment)),
        costs(problem, assignment),
        tuple(_doubts(problem, assignment)),
        tuple(
            slot.id
            for slot in problem.planned
            if slot.adopted is not None and assignment[slot.id] != tuple(sorted(slot.adopted))
        ),
    )


def proposed(
    problem: Problem, number: int, assignment: Assignment, bound: int, emphasis: Wish | None = None
) -> Proposed:
    """The proposal that this plan is, its cost taken from the audit. Raises `ValueError` where it breaks a rule."""
    found = audit(problem, assignment)
    if found.broken:
        raise ValueError(f"a proposal breaks {found.broken}")
    least = min(bound, found.cost)
    return Proposed(
        number,
        assignment,
        found.cost,
        least,
        gap(problem, found.costs, least),
        found.costs,
        emphasis,
        found.changed,
        found.doubts,
    )


def weighed(problem: Problem, found: Iterable[Cost]) -> int:
    """Points of the wishes that are weighed against each other: not of what was adopted, where that comes first."""
    first = {Wish.FEW_CHANGES} if adopted_first(problem) else set()
    return sum(cost.points for cost in found if cost.wish not in first)


def gap(problem: Problem, found: Sequence[Cost], bound: int) -> int:
    """By how many thousandths of itself a cost might still come down, which is no less than `bound`."""
    over = sum(cost.points for cost in found) - bound
    return -(-1000 * over // max(1, weighed(problem, found))) if over > 0 else 0


def _doubts(problem: Problem, assignment: Assignment) -> Iterable[Doubt]:
    known = candidates(problem)
    for slot in problem.planned:
        if slot.days is None:
            backwards = slot.first is not None and slot.until is not None
            why = Unchecked.DAYS_RUN_BACKWARDS if backwards else Unchecked.DAYS_NOT_KNOWN
            yield Doubt(why, slot.id)
            continue
        for office in assignment[slot.id]:
            if mandated(known[office], slot) is Answer.NOT_KNOWN:
                yield Doubt(Unchecked.MANDATE_NOT_KNOWN, slot.id, office)
            if eligible(known[office], slot) is Answer.NOT_KNOWN:
                yield Doubt(Unchecked.POST_NOT_KNOWN, slot.id, office)
    for office in sorted({office for holders in assignment.values() for office in holders}):
        if known[office].gender is None:
            yield Doubt(Unchecked.GENDER_NOT_KNOWN, office=office)
        if known[office].section is None:
            yield Doubt(Unchecked.SECTION_NOT_KNOWN, office=office)
