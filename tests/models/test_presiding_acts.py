"""Who presides once it is handed over, before its time or after it, and undone again."""

from dataclasses import replace
from datetime import date

import pytest

from models.belonging.dating import Dating
from models.presidency.milestones import Precision
from models.presidency.presiding import coming
from models.presidency.reasons import Because
from models.presidency.rotation import Handover, HandoverId
from models.presidency.terms import Switch, TermId
from tests.models.presidencies import published, term
from tests.models.presidency_year import SEASONS, YEAR, acting, asked, by_plan, codes, in_force, moved, on

BY_ACT = published(*(term(n, holder) for n, holder in enumerate("abc", 1)), ends=4)


def test_before_any_act_nobody_has_the_turn_although_the_plan_says_who_would() -> None:
    assert in_force(BY_ACT) == " ".join("-" * 12)
    assert by_plan(BY_ACT) == in_force(YEAR)
    assert {Because.NOTHING_YET, Because.OVERDUE} <= codes(asked(BY_ACT, on(5, 1)))
    follows = coming(BY_ACT, SEASONS, on(5, 1))
    assert follows is not None
    assert follows.term.id == "t1"


def test_a_handover_before_or_after_its_time_counts_when_it_is_made() -> None:
    rotation = acting(BY_ACT, ("t1", on(3, 20)), ("t2", on(5, 1)), ("t3", on(11, 1)))
    assert in_force(rotation) == "- - - a b b b b b b c c"
    assert Because.AHEAD in codes(asked(rotation, on(5, 15)))
    assert Because.OVERDUE in codes(asked(rotation, on(10, 15)))
    assert asked(rotation, on(10, 15)).in_force.until is None


def test_a_handover_to_nobody_ends_it() -> None:
    rotation = acting(BY_ACT, ("t1", on(3, 20)), (None, on(5, 1)))
    assert in_force(rotation) == "- - - a - - - - - - - -"
    assert Because.RELEASED in codes(asked(rotation, on(6, 1)))
    assert coming(rotation, SEASONS, on(6, 1)) is None


def test_a_rotation_that_was_over_and_is_extended_goes_on() -> None:
    """The last term was handed over to nobody; one more is published since."""
    over = acting(BY_ACT, ("t1", on(3, 20)), ("t2", on(5, 1)), (None, on(6, 1)))
    assert over.plan
    without = {known: one for known, one in over.plan.terms.items() if known != "t3"}
    extended = replace(over, over={over.handovers[-1].id: frozenset(without)})
    assert asked(extended, on(6, 15)).in_force.term is None
    assert {Because.RELEASED} <= codes(asked(extended, on(6, 15)))
    follows = coming(extended, SEASONS, on(6, 15))
    assert follows
    assert follows.term.id == "t3"
    assert Because.OVERDUE in codes(asked(extended, on(10, 15)))


def test_an_undone_handover_gives_the_turn_back() -> None:
    rotation = acting(BY_ACT, ("t1", on(3, 20)), ("t2", on(5, 1)))
    undone = replace(rotation.handovers[1], undone="Pressed by mistake")
    rotation = replace(rotation, handovers=(rotation.handovers[0], undone))
    assert in_force(rotation) == "- - - a a a a a a a a a"


def test_of_two_acts_at_one_instant_the_last_logged_counts() -> None:
    rotation = acting(BY_ACT, ("t2", on(3, 20)), ("t1", on(3, 20)))
    assert in_force(rotation).startswith("- - - a a")


def test_history_goes_on_after_an_act_but_never_back_behind_it() -> None:
    ahead = acting(YEAR, ("t3", on(5, 1)))
    assert in_force(ahead) == "- - - a c c c c c c c c"
    back = acting(YEAR, ("t1", on(8, 1)))
    assert in_force(back) == "- - - a a a b a a c c c"


def test_by_the_clock_it_is_an_act_that_says_so() -> None:
    clocked = published(term(1, "a", switch=Switch.CLOCK))
    assert in_force(clocked) == " ".join("-" * 12)
    handover = Handover(HandoverId("h"), TermId("t1"), on(3, 21, 0), Switch.CLOCK)
    assert Because.BY_CLOCK in codes(asked(replace(clocked, handovers=(handover,)), on(5, 1)))


def test_what_was_handed_over_and_is_planned_no_more_is_a_gap_that_is_told() -> None:
    gone = acting(BY_ACT, ("t9", on(4, 1)))
    answer = asked(gone, on(5, 1))
    assert (answer.in_force.term, answer.in_force.offices) == ("t9", ())
    assert Because.TERM_GONE in codes(answer)


@pytest.mark.parametrize("how", Switch)
def test_a_handover_settles_what_the_dates_leave_open(how: Switch) -> None:
    """However it is known: its instant is."""
    fuzzy = moved((2, Dating(date(2022, 6, 1), date(2022, 6, 30)), Precision.MONTH))
    rotation = acting(BY_ACT, ("t1", on(3, 20)), ("t2", on(6, 10)))
    rotation = replace(rotation, handovers=tuple(replace(one, how=how) for one in rotation.handovers))
    answers = [asked(rotation, on(6, day), fuzzy).provisional for day in (9, 11)]
    assert answers == [True, False]
