"""A plan for a rotation, audited: what breaks a rule, what a wish costs and why, what nobody could check."""

from dataclasses import replace

import pytest

from models.belonging.dating import Period, dated, on
from models.belonging.offices import OfficeId, SectionId
from models.belonging.posts import Post
from models.presidency.demands import Demand, demands
from models.presidency.proposed import Doubt, Unchecked, audit
from models.presidency.proposing import Having, Pin, Problem, Rule, Stretch, Weight, Weights, Wish
from models.presidency.terms import TermId
from models.presidency.wishes import FACTORS, Detail, share_of_turns
from models.procedure import PersonId
from models.speaking.request import Gender
from tests.models.rotation_problems import day, every_plan, office, plan, problem, slot

A, B, C = map(OfficeId, "abc")
NORTH, SOUTH = SectionId("north"), SectionId("south")


def broken(of: Problem, **terms: str) -> set[Demand]:
    return set(audit(of, plan(**terms)).broken)


def cost(of: Problem, wish: Wish, **terms: str) -> tuple[int, tuple[Detail, ...]]:
    """Its units, and what for."""
    [found] = [one for one in audit(of, plan(**terms)).costs if one.wish is wish]
    return found.units, found.details


def one_term(*pool, **known) -> Problem:
    """The pool and one term of thirty days for as many as are asked for."""
    return Problem(pool, (slot("1", 0, 30, **known),))


# ------------------------------------------------------------------------------------------------- rules


def test_as_many_holders_as_the_term_wants() -> None:
    of = problem("ab", 1)
    assert broken(of, _1="a") == set()
    assert broken(of, _1="") == broken(of, _1="ab") == {Demand(Rule.NUMBER, TermId("1"))}
    either = one_term(office("a"), office("b"), fewest=1, most=2)
    assert broken(either, _1="a") == broken(either, _1="ab") == set()


def test_a_mandate_lasts_on_every_day_of_the_term() -> None:
    def held(*periods: Period) -> set[Demand]:
        return broken(one_term(office("a", mandates=periods)), _1="a")

    without = {Demand(Rule.MANDATED, TermId("1"), A)}
    assert held(Period(on(day(0)), on(day(30)))) == set()
    assert held(Period(on(day(0)), on(day(29)))) == without
    assert held(Period(on(day(1)))) == without
    assert held(Period(on(day(-9)), on(day(10))), Period(on(day(10)))) == set()  # elected again
    assert held(Period(on(day(-9)), on(day(10))), Period(on(day(11)))) == without
    assert held(Period(dated("2026-01"), None)) == set()  # on some day of that month: nobody has said


def test_whoever_is_away_on_one_day_of_a_term_does_not_have_it() -> None:
    of = one_term(
        office("a", away=(Stretch(day(29), day(40)),)), office("b", away=(Stretch(day(30), day(40)),))
    )
    assert broken(of, _1="a") == {Demand(Rule.AVAILABLE, TermId("1"), A)}
    assert broken(of, _1="b") == set()


def test_an_office_in_two_posts_is_eligible_by_either() -> None:
    posts = (
        Having(Post.TREASURER, Period(on(day(0)), on(day(10)))),
        Having(Post.CO_PRESIDENT, Period(on(day(10)))),
    )
    of = one_term(office("a", posts=posts), open_to=(Post.TREASURER, Post.CO_PRESIDENT))
    assert broken(of, _1="a") == set()
    not_both = one_term(office("a", posts=posts), open_to=(Post.CO_PRESIDENT,))
    assert broken(not_both, _1="a") == {Demand(Rule.ELIGIBLE, TermId("1"), A)}
    assert broken(one_term(office("a"), open_to=(Post.ENVOY,)), _1="a") == {
        Demand(Rule.ELIGIBLE, TermId("1"), A)
    }


def test_whoever_is_pinned_but_not_in_the_pool_is_not_eligible() -> None:
    of = replace(problem("a", 1), pins=(Pin(TermId("1"), C),))
    assert broken(of, _1="c") == {Demand(Rule.ELIGIBLE, TermId("1"), C)}
    assert broken(of, _1="a") == {Demand(Rule.PINNED, TermId("1"), C)}


def test_an_office_is_kept_out_of_a_term() -> None:
    of = problem("ab", 2, pins=(Pin(TermId("2"), A, wanted=False),))
    assert broken(of, _1="b", _2="a") == {Demand(Rule.KEPT_OUT, TermId("2"), A)}
    assert broken(of, _1="a", _2="b") == set()


def test_holders_of_one_term_are_of_different_sections_as_far_as_they_are_known() -> None:
    pool = [office("a", section=NORTH), office("b", section=NORTH), office("c"), office("d")]
    of = one_term(*pool, fewest=2, most=2)
    assert broken(of, _1="ab") == {Demand(Rule.SECTIONS, TermId("1"))}
    assert broken(of, _1="ac") == broken(of, _1="cd") == set()


def test_nobody_shares_a_term_with_themselves_or_has_two_running_in_two_offices() -> None:
    pool = (office("a", person=PersonId("p")), office("b", person=PersonId("p")), office("c"))
    pair = one_term(*pool, fewest=2, most=2)
    assert broken(pair, _1="ab") == {Demand(Rule.PERSONS, TermId("1"))}
    row = replace(problem("abc", 2), pool=pool)
    assert broken(row, _1="a", _2="b") == {Demand(Rule.TWICE_RUNNING, TermId("2"), B)}
    assert broken(row, _1="a", _2="c") == set()


def test_terms_side_by_side_follow_nobody() -> None:
    """Policy Councils have their co-chairs at the same time."""
    of = problem("ab", 2)
    assert broken(of, _1="a", _2="a") == {Demand(Rule.TWICE_RUNNING, TermId("2"), A)}
    assert broken(replace(of, in_sequence=False), _1="a", _2="a") == set()


def test_turns_have_bounds_and_what_is_past_counts() -> None:
    of = problem("ab", 3, most_turns=1, rules=frozenset({Rule.MOST_TURNS, Rule.TURN_EACH}))
    assert broken(of, _1="a", _2="b", _3="a") == {Demand(Rule.MOST_TURNS, office=A)}
    assert broken(of, _1="a", _2="", _3="") == {Demand(Rule.TURN_EACH, office=B)}
    past = replace(of, slots=(replace(of.slots[0], fixed=(A, B)), *of.slots[1:]))
    assert broken(past, _1="ab", _2="", _3="") == set()
    assert broken(past, _1="ab", _2="b", _3="") == {Demand(Rule.MOST_TURNS, office=B)}


def test_a_rule_that_is_switched_off_demands_nothing() -> None:
    of = problem("a", 2, rules=frozenset(Rule) - {Rule.TWICE_RUNNING, Rule.NUMBER})
    assert broken(of, _1="a", _2="a") == broken(of, _1="", _2="a") == set()


def test_what_is_past_is_not_judged_and_not_touched() -> None:
    """Paris and Barcelona are of one section, and had term 5 together."""
    pool = (office("a", section=NORTH), office("b", section=NORTH), office("c", section=SOUTH))
    of = Problem(pool, (slot("1", 0, 30, fixed=(A, B), fewest=2, most=2), slot("2", 30, 60)))
    assert broken(of, _1="ab", _2="c") == set()
    assert broken(of, _1="ab", _2="b") == {Demand(Rule.TWICE_RUNNING, TermId("2"), B)}
    with pytest.raises(ValueError, match="past"):
        audit(of, plan(_1="ac", _2="c"))


def test_a_problem_names_each_term_and_office_once() -> None:
    with pytest.raises(ValueError, match="twice"):
        problem("aa", 1)
    with pytest.raises(ValueError, match="at least"):
        one_term(office("a"), fewest=2, most=1)


# ------------------------------------------------------------------------------------------------- dates


def test_days_that_are_not_known_are_said_and_forbid_nothing() -> None:
    over = office("a", mandates=(Period(on(day(-99)), on(day(-9))),), away=(Stretch(day(0), day(9)),))
    of = Problem((over,), (slot("1"),))
    found = audit(of, plan(_1="a"))
    assert found.broken == ()
    assert Doubt(Unchecked.DAYS_NOT_KNOWN, TermId("1")) in found.doubts


def test_of_half_known_days_what_is_certain_counts() -> None:
    over = office("a", mandates=(Period(on(day(-99)), on(day(-9))),))
    later = office("b", mandates=(Period(on(day(60))),))
    of = Problem((over, later), (slot("1", 0), slot("2", None, 50)))
    without = {Demand(Rule.MANDATED, TermId("1"), A), Demand(Rule.MANDATED, TermId("2"), B)}
    assert {d for d in demands(of) if d.rule is Rule.MANDATED} == without


def test_a_term_of_no_days_is_looked_at_on_its_day() -> None:
    leaves = office("a", mandates=(Period(on(day(-9)), on(day(0))),))
    of = Problem((leaves, office("b")), (slot("1", 0, 0),))
    assert broken(of, _1="a") == {Demand(Rule.MANDATED, TermId("1"), A)}
    assert cost(of, Wish.EQUAL_DAYS, _1="b") == (0, ())


def test_days_that_run_backwards_are_said() -> None:
    of = Problem((office("a"),), (slot("1", 30, 0),))
    assert Doubt(Unchecked.DAYS_RUN_BACKWARDS, TermId("1")) in audit(of, plan(_1="a")).doubts


def test_what_nobody_has_said_is_said() -> None:
    found = audit(one_term(office("a", posts=(Having(Post.ENVOY),)), open_to=(Post.ENVOY,)), plan(_1="a"))
    assert {doubt.unchecked for doubt in found.doubts} == {
        Unchecked.MANDATE_NOT_KNOWN,
        Unchecked.POST_NOT_KNOWN,
        Unchecked.GENDER_NOT_KNOWN,
        Unchecked.SECTION_NOT_KNOWN,
    }


# ------------------------------------------------------------------------------------------------ wishes


def test_turns_are_equal_within_one_where_they_cannot_be_shared_out() -> None:
    of = problem("ab", 3)
    assert cost(of, Wish.EQUAL_TURNS, _1="a", _2="b", _3="a") == (0, ())
    assert cost(of, Wish.EQUAL_TURNS, _1="a", _2="a", _3="a") == (
        2,
        (Detail(1, office=A), Detail(-1, office=B)),
    )


def test_whoever_can_have_no_turn_has_no_share_of_them() -> None:
    pins = tuple(Pin(TermId(term), C, wanted=False) for term in "12")
    assert (share_of_turns(problem("abc", 2, pins=pins)).least, share_of_turns(problem("abc", 2)).least) == (
        1,
        0,
    )


def test_days_are_equal_whatever_the_length_of_terms() -> None:
    of = Problem((office("a"), office("b")), (slot("1", 0, 40), slot("2", 40, 60)))
    assert cost(of, Wish.EQUAL_DAYS, _1="a", _2="b") == (20, (Detail(10, office=A), Detail(-10, office=B)))


def test_a_section_twice_running_costs_each_time() -> None:
    of = replace(
        problem("abc", 3), pool=(office("a", section=NORTH), office("b", section=NORTH), office("c"))
    )
    there = Detail(1, term=TermId("2"), section=NORTH)
    assert cost(of, Wish.SECTION_IN_TURN, _1="a", _2="b", _3="c") == (1, (there,))
    assert cost(of, Wish.SECTION_IN_TURN, _1="a", _2="c", _3="b") == (0, ())


def test_women_and_men_are_counted_and_nobody_is_guessed() -> None:
    pool = (office("a", gender=Gender.WOMAN), office("b", gender=Gender.MAN), office("c"))
    of = replace(problem("abc", 3), pool=pool)
    counted = (Detail(0, gender=Gender.WOMAN), Detail(2, gender=Gender.MAN))
    assert cost(of, Wish.GENDER_BALANCE, _1="b", _2="c", _3="b") == (2, counted)


def test_one_holder_who_stands_for_the_milestone_is_enough() -> None:
    of = one_term(
        office("a", stands_for=("water",)), office("b"), fewest=1, most=2, about=("water", "housing")
    )
    assert cost(of, Wish.PORTFOLIO, _1="ab") == (0, ())
    assert cost(of, Wish.PORTFOLIO, _1="b") == (1, (Detail(1, term=TermId("1")),))


def test_changes_are_counted_by_places_and_named() -> None:
    of = one_term(*map(office, "abc"), fewest=2, most=2, adopted=(A, B))
    left, joined = Detail(-1, term=TermId("1"), office=B), Detail(1, term=TermId("1"), office=C)
    assert cost(of, Wish.FEW_CHANGES, _1="ac") == (1, (left, joined))
    assert audit(of, plan(_1="ac")).changed == (TermId("1"),)
    assert cost(of, Wish.FEW_CHANGES, _1="ab") == (0, ())


def test_without_the_rule_of_number_a_missing_holder_costs() -> None:
    of = problem("a", 1, rules=frozenset(Rule) - {Rule.NUMBER})
    assert cost(of, Wish.NUMBER, _1="") == (1, (Detail(-1, term=TermId("1")),))
    assert cost(problem("a", 1), Wish.NUMBER, _1="a") == (0, ())


def test_each_step_of_a_weight_counts_twice_the_one_below() -> None:
    assert [FACTORS[weight] for weight in Weight] == [0, 1, 2, 4, 8, 16]
    of = problem("ab", 2, weights=Weights(equal_turns=Weight.MUCH, equal_days=Weight.NOT_AT_ALL))
    worst = audit(of, plan(_1="a", _2="a"))
    assert worst.cost == 2 * 8 * 30  # two turns off a share; a turn is worth the thirty days of a usual term


def test_every_plan_of_two_offices_in_three_terms() -> None:
    assert [*every_plan(problem("ab", 3))] == [plan(_1="a", _2="b", _3="a"), plan(_1="b", _2="a", _3="b")]
