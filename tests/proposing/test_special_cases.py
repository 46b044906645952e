"""What is seldom asked, and has an answer all the same."""

from dataclasses import replace

import pytest

from models.belonging.dating import Period, on
from models.belonging.offices import OfficeId, SectionId
from models.presidency.changed_because import Because, changed_because
from models.presidency.demands import Demand
from models.presidency.proposing import Pin, Problem, Rule, Slot, Weight, Weights, Wish
from models.presidency.terms import TermId
from models.procedure import PersonId
from server.proposing import collisions
from server.proposing.lines import Asked, Fewer, Outcome
from server.proposing.seeking import seek
from tests.models.rotation_problems import can_hold, day, office, plan, problem, slot
from tests.proposing.asking import best, colliding, ending, proposals, said

A, B, C = map(OfficeId, "abc")
ONE, TWO = TermId("1"), TermId("2")


def test_a_rotation_of_one_term_and_one_office() -> None:
    assert best(problem("a", 1)).assignment == plan(_1="a")


def test_no_terms_at_all_are_filled_at_once() -> None:
    [proposal] = proposals(said(Problem((office("a"),), ()), proposals=3))
    assert (proposal.assignment, proposal.cost, proposal.gap) == ({}, 0, 0)


def test_an_empty_pool_collides_with_the_number_of_holders() -> None:
    found = colliding(said(problem("", 2)))
    assert found is not None
    assert len(found.demands) == 1
    assert found.demands[0].rule is Rule.NUMBER


def test_where_everything_is_pinned_nothing_is_left_to_propose() -> None:
    pins = tuple(Pin(TermId(term), OfficeId(name)) for term, name in zip("123", "aba", strict=True))
    lines = said(problem("ab", 3, pins=pins), proposals=3)
    [proposal] = proposals(lines)
    assert ending(lines).fewer is Fewer.NO_OTHER  # and it is proven
    assert proposal.assignment == plan(_1="a", _2="b", _3="a")


def test_pins_that_contradict_each_other_are_named_and_nothing_else() -> None:
    pins = (Pin(ONE, A), Pin(ONE, B), Pin(TWO, C, wanted=False))
    lines = said(problem("abc", 3, pins=pins))
    found = colliding(lines)
    assert found is not None
    assert found.demands == (
        Demand(Rule.NUMBER, ONE),
        Demand(Rule.PINNED, ONE, A),
        Demand(Rule.PINNED, ONE, B),
    )
    assert found.minimal
    assert ending(lines).outcome is Outcome.IMPOSSIBLE


def test_a_term_that_nobody_can_have_names_who_cannot_and_why() -> None:
    over = (Period(on(day(-9)), on(day(10))),)
    pool = (office("a", mandates=over), office("b", mandates=over))
    found = colliding(said(Problem(pool, (slot("1", 0, 30),))))
    assert found is not None
    assert found.demands == (
        Demand(Rule.NUMBER, ONE),
        Demand(Rule.MANDATED, ONE, A),
        Demand(Rule.MANDATED, ONE, B),
    )


def test_too_few_for_too_many_turns() -> None:
    found = colliding(said(problem("ab", 4, most_turns=1)))
    assert found is not None
    turns = [d.office for d in found.demands if d.rule is Rule.MOST_TURNS]
    terms = [d.term for d in found.demands if d.rule is Rule.NUMBER]
    assert (turns, len(terms), found.minimal) == ([A, B], 3, True)


def test_the_same_person_in_two_offices_is_no_pair() -> None:
    pool = (office("a", person=PersonId("p")), office("b", person=PersonId("p")), office("c"))
    for seed in range(3):
        [proposal] = proposals(said(Problem(pool, (slot("1", 0, 30, fewest=2, most=2),)), seed=seed))
        assert C in proposal.assignment[ONE]


def test_terms_without_days_and_of_no_days_have_holders_too() -> None:
    slots = (slot("1", 0, 30), slot("2"), slot("3", 60, 60), slot("4", 60, 90))
    proposal = best(Problem((office("a"), office("b")), slots))
    assert proposal.cost == 0
    assert {doubt.term for doubt in proposal.doubts if doubt.unchecked == "days_not_known"} == {TWO}


def test_what_is_past_or_pinned_never_changes() -> None:
    of = problem("abc", 4, pins=(Pin(TermId("3"), C),))
    of = replace(of, slots=(replace(of.slots[0], fixed=(B,)), *of.slots[1:]))
    for proposal in proposals(said(of, proposals=3)):
        assert (proposal.assignment[ONE], proposal.assignment[TermId("3")]) == ((B,), (C,))


def test_a_new_absence_changes_that_term_and_no_other() -> None:
    """What was adopted is kept unless it must change, and what changed is said."""
    adopted = best(problem("abcd", 4)).assignment
    absent = adopted[TWO][0]
    keep = Weights(*(Weight.NOT_AT_ALL for _ in range(5)), few_changes=Weight.MOST)
    of = problem("abcd", 4, pins=(Pin(TWO, absent, wanted=False),), weights=keep)
    again = replace(of, slots=tuple(replace(s, adopted=adopted[s.id]) for s in of.slots))
    assert best(again).changed == (TWO,)


def test_what_was_adopted_stays_by_default_where_others_would_be_better() -> None:
    """Nothing has to change, so nothing does; where that matters less, better rotations are proposed."""
    of = problem("abcd", 4)
    poor = plan(_1="a", _2="b", _3="a", _4="b")
    again = replace(of, slots=tuple(replace(s, adopted=poor[s.id]) for s in of.slots))
    lines = said(again, proposals=3)
    [only] = proposals(lines)
    assert (only.assignment, only.changed, only.gap) == (poor, (), 0)
    assert ending(lines).fewer is Fewer.NO_OTHER
    less = replace(again, weights=Weights(few_changes=Weight.A_LITTLE))
    better, *others = proposals(said(less, proposals=3))
    assert better.changed
    assert len(others) == 2


def test_another_seed_gives_other_proposals() -> None:
    of = problem("abcde", 8)
    first, second = ([p.assignment for p in proposals(said(of, seed=seed, proposals=3))] for seed in (0, 1))
    assert len(first) == len(second) == 3
    assert any(one not in first for one in second)


def test_a_term_says_why_it_is_not_as_adopted() -> None:
    of = problem("ab", 2, weights=Weights(few_changes=Weight.A_LITTLE))
    of = replace(of, slots=tuple(replace(s, adopted=(A,)) for s in of.slots))
    assert changed_because(of, plan(_1="a", _2="b"), TWO) == Because((Demand(Rule.TWICE_RUNNING, TWO, A),))
    free = replace(of, rules=of.rules - {Rule.TWICE_RUNNING})
    assert changed_because(free, plan(_1="a", _2="b"), TWO).dearer == (Wish.EQUAL_TURNS, Wish.EQUAL_DAYS)
    assert changed_because(free, plan(_1="a", _2="a"), TWO) == Because()


def test_other_proposals_say_which_wish_they_lay_the_emphasis_on() -> None:
    pool = (
        office("a", section=SectionId("n"), stands_for=("water",)),
        office("b", section=SectionId("n"), stands_for=("housing",)),
        office("c", section=SectionId("s")),
        office("d", section=SectionId("s")),
    )
    slots = tuple(slot(str(n + 1), 30 * n, 30 * n + 30, about=("water",)) for n in range(4))
    first, *others = proposals(said(Problem(pool, slots), proposals=3))
    assert first.emphasis is None
    assert others
    costing = [cost.wish for cost in first.costs if cost.points]
    assert [other.emphasis for other in others] == [*costing, None][: len(others)]
    assert all(other.cost >= first.cost == first.bound == other.bound for other in others)


def test_chairs_of_the_sittings_of_a_meeting() -> None:
    """Three segments of one day, three of the co-presidents."""
    sittings = tuple(slot(str(n), 0, 1) for n in range(3))
    proposal = best(Problem(tuple(map(office, "abcde")), sittings))
    assert len(set(proposal.assignment.values())) == 3


def test_co_chairs_of_policy_councils_side_by_side() -> None:
    """Two a council, of different sections, all of them at once: nobody has two, nobody is twice running."""
    sections = {"a": "n", "b": "n", "c": "s", "d": "s"}
    pool = tuple(office(name, section=SectionId(section)) for name, section in sections.items())
    councils = tuple(Slot(TermId(name), fewest=2, most=2) for name in ("housing", "climate"))
    proposal = best(Problem(pool, councils, most_turns=1, in_sequence=False))
    pairs = [{sections[name] for name in those} for those in proposal.assignment.values()]
    assert pairs == [{"n", "s"}, {"n", "s"}]


def test_a_search_that_the_clock_stops_says_so() -> None:
    lines = []
    seek(Asked(problem("abcd", 4)), lines.append, seconds=0.0)
    assert ending(lines).outcome is Outcome.STOPPED


@pytest.mark.parametrize("seed", [0, 1])
def test_a_seed_gives_the_same_proposals_again(seed: int) -> None:
    of = problem("abcde", 8)
    assert proposals(said(of, seed=seed, proposals=3)) == proposals(said(of, seed=seed, proposals=3))


def test_what_could_not_be_tried_in_time_is_not_called_minimal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(collisions, "IN_ALL", -1.0)
    of = problem("ab", 4, most_turns=1)
    found = colliding(said(of))
    assert found is not None
    assert not found.minimal
    assert not can_hold(of, found.demands)
