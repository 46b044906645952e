"""The solver beside somebody who tries every plan there is: the same answer, whatever a secretariat comes up with."""

from dataclasses import replace
from itertools import islice

from hypothesis import given, settings

from models.presidency.proposed import audit
from models.presidency.proposing import Problem, Weight, Weights, Wish
from server.proposing.mending import mended
from tests.models.rotation_problems import can_hold, every_plan, least_cost, problems
from tests.proposing.asking import colliding, proposals, said

ONLY_CHANGES = Weights(*(Weight.NOT_AT_ALL for _ in range(5)), few_changes=Weight.A_LITTLE)


@given(problems())
def test_the_best_plan_is_the_best_of_all_and_no_plan_means_that_there_is_none(problem: Problem) -> None:
    lines = said(problem)
    least = least_cost(problem)
    if least is None:
        assert colliding(lines)
        assert proposals(lines) == []
        return
    [best] = proposals(lines)
    assert (best.cost, best.bound, best.gap) == (least, least, 0)
    assert audit(problem, best.assignment).broken == ()


@given(problems())
def test_of_what_collides_nothing_can_be_spared(problem: Problem) -> None:
    if (collision := colliding(said(problem))) is None:
        return
    assert collision.minimal
    assert not can_hold(problem, collision.demands)
    for one in collision.demands:
        assert can_hold(problem, [other for other in collision.demands if other != one])


@given(problems())
@settings(max_examples=20)
def test_every_proposal_holds_and_differs_from_the_others(problem: Problem) -> None:
    offered = proposals(said(problem, proposals=3))
    least = min(2, len(problem.planned))
    for number, one in enumerate(offered):
        assert audit(problem, one.assignment).broken == ()
        for other in offered[:number]:
            changed = [term for term, those in one.assignment.items() if other.assignment[term] != those]
            assert len(changed) >= least


@given(problems())
@settings(max_examples=20)
def test_what_was_adopted_stays_where_it_can_and_nothing_else_is_wished_for(problem: Problem) -> None:
    found = proposals(said(problem))
    if not found:
        return
    adopted = tuple(replace(s, adopted=found[0].assignment[s.id]) for s in problem.slots)
    again = replace(problem, slots=adopted, weights=ONLY_CHANGES)
    [kept] = proposals(said(again))
    assert kept.assignment == found[0].assignment
    assert kept.changed == ()


@given(problems())
def test_mending_breaks_nothing_and_makes_nothing_dearer(problem: Problem) -> None:
    for plan in islice(every_plan(problem), 3):
        better = audit(problem, mended(problem, plan, 0))
        assert better.broken == ()
        assert better.cost <= audit(problem, plan).cost


@given(problems())
@settings(max_examples=40)
def test_what_was_adopted_comes_before_every_other_wish(problem: Problem) -> None:
    """No plan that costs less changes more than it must."""
    first = replace(problem, weights=replace(problem.weights, few_changes=Weight.MOST))
    plans = [audit(first, plan) for plan in islice(every_plan(first), 300)]
    changes = {
        one.cost: units
        for one in plans
        for c in one.costs
        if c.wish is Wish.FEW_CHANGES
        for units in [c.units]
    }
    assert not changes or changes[min(changes)] == min(changes.values())
