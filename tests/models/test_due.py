"""Which handover the clock has to make: at exact dates alone, never past a term that waits for an act."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from models.presidency.due import Due, handover_due
from models.presidency.milestones import Precision
from models.presidency.rotation import Handover, HandoverId, Rotation
from models.presidency.terms import Switch, TermId
from tests.models.presidencies import calendar, milestone, published, term

DAYS = {number: date(2024, number, 1) for number in range(1, 5)}
KNOWN = calendar(*(milestone(number, f"M{number}", day, day) for number, day in DAYS.items()))
LAST = datetime(2025, 1, 1, tzinfo=UTC)


def ends(number: int) -> datetime:
    """When the milestone of this number is over: a term begins there."""
    return datetime(2024, number, 2, tzinfo=UTC)


def turns(*switches: Switch, end: int | None = None) -> Rotation:
    """One term at each milestone."""
    return published(*(term(n, f"o{n}", switch=switch) for n, switch in enumerate(switches, 1)), ends=end)


def logged(rotation: Rotation, number: int, how: Switch = Switch.ACT, undone: str = "") -> Rotation:
    one = Handover(HandoverId(f"h{number}"), TermId(f"t{number}"), ends(number), how, undone=undone)
    return replace(rotation, handovers=(*rotation.handovers, one))


ACT, CLOCK, HISTORY = Switch.ACT, Switch.CLOCK, Switch.HISTORY


def test_at_the_planned_instant_and_not_before() -> None:
    rotation = turns(CLOCK, CLOCK)
    assert handover_due(rotation, KNOWN, ends(1) - timedelta(seconds=1)) is None
    assert handover_due(rotation, KNOWN, ends(1)) == Due(None, TermId("t1"), ends(1))


def test_what_was_slept_through_is_due_one_after_the_other() -> None:
    rotation = turns(CLOCK, CLOCK)
    assert handover_due(rotation, KNOWN, LAST) == Due(None, TermId("t1"), ends(1))
    assert handover_due(logged(rotation, 1, CLOCK), KNOWN, LAST) == Due(TermId("t1"), TermId("t2"), ends(2))
    assert handover_due(logged(logged(rotation, 1, CLOCK), 2, CLOCK), KNOWN, LAST) is None


def test_a_term_that_waits_for_an_act_is_not_passed_over() -> None:
    assert handover_due(turns(ACT, CLOCK), KNOWN, LAST) is None
    given = logged(turns(ACT, CLOCK), 1)
    assert handover_due(given, KNOWN, LAST) == Due(TermId("t1"), TermId("t2"), ends(2))


def test_after_what_is_known_from_history() -> None:
    assert handover_due(turns(HISTORY, CLOCK), KNOWN, LAST) == Due(TermId("t1"), TermId("t2"), ends(2))


def test_never_before_whatever_was_logged_last() -> None:
    late = replace(turns(ACT, CLOCK), handovers=(Handover(HandoverId("h"), TermId("t1"), ends(4)),))
    assert handover_due(late, KNOWN, LAST) == Due(TermId("t1"), TermId("t2"), ends(4))


def test_what_was_taken_back_is_not_done_again_unless_the_date_is_moved() -> None:
    rotation = logged(turns(CLOCK), 1, CLOCK, undone="not yet")
    assert handover_due(rotation, KNOWN, LAST) is None
    moved = {**KNOWN, **calendar(milestone(1, "M1", DAYS[3], DAYS[3]))}
    assert handover_due(rotation, moved, LAST) == Due(None, TermId("t1"), ends(3))


def test_what_was_taken_back_stays_so_though_the_term_before_is_handed_over_later() -> None:
    """Both handovers are undone, and the first is logged again: the second is the secretariat's to make."""
    rotation = logged(logged(turns(ACT, CLOCK), 1, undone="not yet"), 2, CLOCK, undone="not yet")
    again = Handover(HandoverId("again"), TermId("t1"), ends(3))
    assert handover_due(replace(rotation, handovers=(*rotation.handovers, again)), KNOWN, LAST) is None


def test_the_end_is_the_clocks_where_the_last_term_was() -> None:
    rotation = logged(turns(CLOCK, end=2), 1, CLOCK)
    assert handover_due(rotation, KNOWN, LAST) == Due(TermId("t1"), None, ends(2))
    assert handover_due(logged(turns(ACT, end=2), 1), KNOWN, LAST) is None
    over = Handover(HandoverId("end"), None, ends(2), CLOCK)
    assert handover_due(replace(rotation, handovers=(*rotation.handovers, over)), KNOWN, LAST) is None


@pytest.mark.parametrize("precision", [p for p in Precision if p is not Precision.EXACT])
def test_only_exact_dates_count(precision: Precision) -> None:
    known = (None, None) if precision is Precision.UNKNOWN else (DAYS[1], DAYS[1] + timedelta(days=6))
    fuzzy = {**KNOWN, **calendar(milestone(1, "M1", *known, precision))}
    assert handover_due(turns(CLOCK), fuzzy, LAST) is None


def test_what_does_not_count_is_never_due() -> None:
    rotation = turns(CLOCK)
    assert handover_due(replace(rotation, plan=None), KNOWN, LAST) is None
    assert handover_due(replace(rotation, withdrawn="adopted anew"), KNOWN, LAST) is None
