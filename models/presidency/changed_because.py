"""Why a proposal changes a term of what was adopted: what would not hold, or would cost more, if it stayed. And which
rules what was adopted does not keep itself.

Source: DOMAIN §3, "few changes against what was already adopted".
"""

from dataclasses import dataclass

from models.presidency.demands import Demand, demands, met
from models.presidency.proposing import Assignment, Problem, Rule, Wish, slots
from models.presidency.terms import TermId
from models.presidency.wishes import costs


@dataclass(frozen=True)
class Because:
    """What speaks against it that this term alone stays as adopted: demands that are not met, else wishes that cost
    more. Both are empty where nothing does.
    """

    broken: tuple[Demand, ...] = ()
    dearer: tuple[Wish, ...] = ()


def changed_because(problem: Problem, assignment: Assignment, term: TermId) -> Because:
    """Why the holders of this term are not those that were adopted, in a plan that breaks nothing."""
    adopted = slots(problem)[term].adopted
    if adopted is None:
        return Because()
    back = {**assignment, term: tuple(sorted(adopted))}
    if broken := tuple(demand for demand in demands(problem) if not met(problem, demand, back)):
        return Because(broken)
    now = {cost.wish: cost.points for cost in costs(problem, assignment)}
    return Because(
        dearer=tuple(
            cost.wish
            for cost in costs(problem, back)
            if cost.points > now[cost.wish] and cost.wish is not Wish.FEW_CHANGES
        )
    )


BETWEEN_HOLDERS = frozenset({Rule.SECTIONS, Rule.PERSONS, Rule.TWICE_RUNNING})
"""Rules that were known when holders were adopted; mandates, posts and absences come and go."""


def waived(problem: Problem) -> frozenset[Rule]:
    """Rules between holders that what was adopted does not keep: whoever adopted it has done without them."""
    decided = {slot.id: slot.fixed if slot.adopted is None else slot.adopted for slot in problem.slots}
    plan = {term: tuple(sorted(those or ())) for term, those in decided.items()}
    return frozenset(
        demand.rule
        for demand in demands(problem)
        if demand.rule in BETWEEN_HOLDERS and not met(problem, demand, plan)
    )
