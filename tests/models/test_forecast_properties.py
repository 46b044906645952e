"""What holds of every forecast, whatever the agenda, the presses so far and the clock (DOMAIN §2, Forecast; §5)."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from random import Random

from hypothesis import assume, given
from hypothesis import strategies as st

from models.meeting import Suspension
from models.planning.agenda import Agenda
from models.planning.expected import whole
from models.planning.forecast import Forecast, Prospect, forecast
from models.planning.item import AgendaItem
from models.planning.programme import planned_items, planned_spans
from tests.models.programmes import (
    MINUTE,
    MORNINGS,
    Case,
    Slowly,
    a_case,
    a_programme,
    concluded,
    later,
    numbered_dice,
    opened,
    utc,
)

cases = numbered_dice.map(a_case)
timed = cases.map(lambda case: replace(case, agenda=without_bare_days(case.agenda)))
running = cases.map(lambda case: replace(case, suspension=None))
delays = st.integers(0, 6 * 3600).map(lambda seconds: timedelta(seconds=seconds))
HOUR = timedelta(hours=1)


def foretold(case: Case) -> Forecast:
    return forecast(case.agenda, case.now, case.suspension)


def instants(expected: Forecast) -> dict[str, object]:
    """All that it says, by name."""
    said = {one: (expected.start_of(one), expected.end_of(one)) for one in expected.items}
    return {
        **said,
        "sittings": {one: expected.end_of_sitting(one) for one in expected.sittings},
        "end": expected.end_of_agenda(),
    }


@given(cases, delays)
def test_the_numbers_say_at_any_moment_what_the_recurrence_says(case: Case, delay: timedelta) -> None:
    moment = later(case.now, delay)
    moved, slowly = foretold(case).at(moment), Slowly(replace(case, now=moment))
    assert {one: (moved.start_of(one), moved.end_of(one)) for one in moved.items} == slowly.spans
    assert moved.end_of_agenda() == slowly.end


@given(cases, delays)
def test_the_numbers_do_not_depend_on_now(case: Case, delay: timedelta) -> None:
    moved = replace(case, now=later(case.now, delay))
    assert foretold(moved) == foretold(case).at(moved.now)


@given(cases)
def test_starts_never_run_backwards(case: Case) -> None:
    expected = foretold(case)
    starts = [start for one in case.agenda.coming() if (start := expected.start_of(one.id))]
    assert starts == sorted(starts)
    assert all(start >= expected.over >= utc(case.now) for start in starts[:1] if expected.items)
    assert all(start <= end for start, end in spans(expected).values())


def spans(expected: Forecast) -> dict[str, tuple]:
    both = {one: (expected.start_of(one), expected.end_of(one)) for one in expected.items}
    return {one: span for one, span in both.items() if None not in span}


@given(timed)
def test_fixed_starts_hold_and_are_missed_by_overrun_alone(case: Case) -> None:
    expected = foretold(case)
    for precedes, one in parts(case.agenda, expected):
        start = expected.start_of(one.id)
        planned = (one.fixed_start, *(s.starts for s in case.agenda.sittings if s.id == one.sitting))
        fixed = {whole(at) for at in planned if at}
        assert start >= precedes
        assert start == precedes or start in fixed
        assert not one.fixed_start or start >= utc(one.fixed_start)


@given(timed)
def test_the_sum_of_the_parts_is_the_whole(case: Case) -> None:
    """An item ends its minutes after its start, or with the last of its sub-items; the agenda with its last item."""
    expected = foretold(case)
    last: dict[str | None, datetime] = {}
    for _, one in parts(case.agenda, expected):
        last[one.parent] = expected.end_of(one.id)
    for precedes, one in parts(case.agenda, expected):
        ends = max(expected.start_of(one.id) + one.minutes * MINUTE, last.get(one.id, precedes))
        assert expected.end_of(one.id) == ends
    line = [one.id for one in case.agenda.items if one.id in expected.items and one.parent is None]
    assert expected.end_of_agenda() == (expected.end_of(line[-1]) if line else None)


def parts(agenda: Agenda, expected: Forecast) -> Iterator[tuple[datetime, AgendaItem]]:
    """Every coming item, and from when it could start: the item before it ends, its parent starts, or now is over."""
    last: dict[str | None, datetime] = {}
    for one in agenda.items:
        if one.id in expected.items:
            start = expected.start_of(one.id)
            if start:
                yield last.get(one.parent) or expected.start_of(one.parent) or expected.over, one
            last[one.parent] = expected.end_of(one.id)


@given(numbered_dice)
def test_without_fixed_starts_the_end_is_now_and_all_that_remains(dice: Random) -> None:
    """Nobody waits: what is now, then the minutes of all that comes, a parent's or its sub-items', the larger."""
    case = a_case(dice, fixed=False, sittings=False)
    assume(not case.agenda.current or not list(case.agenda.ancestors(case.agenda.current)))
    assume(
        not any(one.parent == case.agenda.current for one in case.agenda.coming()) or not case.agenda.current
    )
    coming = case.agenda.coming()
    assume(coming and coming[0].parent is None)

    def needs(one: AgendaItem) -> int:
        return max(one.minutes, sum(needs(below) for below in coming if below.parent == one.id))

    expected = foretold(case)
    total = sum(needs(one) for one in coming if one.parent is None)
    assert expected.end_of_agenda() == expected.over + total * MINUTE


# --------------------------------------------------------------------------------- earlier is never later


@given(cases, delays)
def test_nothing_comes_earlier_by_waiting(case: Case, delay: timedelta) -> None:
    expected = foretold(case)
    assert_none_later(expected, expected.at(later(case.now, delay)))


@given(running, delays)
def test_finishing_early_never_makes_a_later_item_later(case: Case, delay: timedelta) -> None:
    """Next is pressed now, or some time later: at any moment from then on it is better to have pressed early."""
    coming = case.agenda.coming()
    assume(coming)
    then = later(case.now, delay)
    early, late = (opened(case.agenda, coming[0], moment) for moment in (case.now, then))
    assert_none_later(forecast(early, then), forecast(late, then))


@given(running)
def test_concluding_the_current_item_never_makes_a_later_item_later(case: Case) -> None:
    assume(case.agenda.current)
    assert_none_later(
        foretold(replace(case, agenda=concluded(case.agenda, case.now, Random())[0])), foretold(case)
    )


@given(cases, st.data())
def test_fewer_minutes_never_make_a_later_item_later(case: Case, data: st.DataObject) -> None:
    fewer = {
        one.id: data.draw(st.integers(0, one.minutes), label=one.id)
        for one in case.agenda.items
        if one.minutes
    }
    prospect = Prospect(case.agenda, case.suspension)
    assert_none_later(prospect.forecast(case.now, fewer), prospect.forecast(case.now))
    changed = tuple(replace(one, minutes=fewer.get(one.id, one.minutes)) for one in case.agenda.items)
    assert prospect.forecast(case.now, fewer) == foretold(
        replace(case, agenda=replace(case.agenda, items=changed))
    )


@given(running, delays)
def test_having_stood_still_for_less_never_makes_a_later_item_later(case: Case, delay: timedelta) -> None:
    then = later(case.now, delay)
    held = forecast(case.agenda.paused(utc(case.now), utc(then)), then)
    assert_none_later(forecast(case.agenda, then), held)


def assert_none_later(early: Forecast, late: Forecast) -> None:
    for one in early.items.keys() & late.items.keys():
        for each in (Forecast.start_of, Forecast.end_of):
            first, second = each(early, one), each(late, one)
            assert not (first and second) or first <= second, one
    ends = early.end_of_agenda(), late.end_of_agenda()
    assert None in ends or ends[0] <= ends[1]


# ------------------------------------------------------------------------------------------- suspensions


@given(running)
def test_a_suspended_hour_makes_everything_an_hour_later_but_what_waits_anyway(
    case: Case,
) -> None:
    """The hour is not the item's: what it had left when it was suspended it has left when it is resumed."""
    still = replace(case, suspension=Suspension(utc(case.now), later(utc(case.now), HOUR), ""))
    before, during = foretold(case), foretold(still)
    for one in before.items:
        for each in (Forecast.start_of, Forecast.end_of):
            was, will = each(before, one), each(during, one)
            assert (was is None) == (will is None)
            assert was is None or was <= will <= was + HOUR
    resumed = still.resumed(utc(case.now) + HOUR)
    assert instants(foretold(resumed)) == instants(during) == instants(during.at(resumed.now))


@given(numbered_dice)
def test_where_nothing_is_fixed_a_suspended_hour_is_an_hour_exactly(dice: Random) -> None:
    case = replace(a_case(dice, fixed=False), suspension=None)
    still = replace(case, suspension=Suspension(utc(case.now), utc(case.now) + HOUR, ""))
    before, during = spans(foretold(case)), spans(foretold(still))
    assert during == {one: (start + HOUR, end + HOUR) for one, (start, end) in before.items()}


@given(cases, delays)
def test_a_suspension_is_foreseen_as_it_will_be_when_it_ends(case: Case, delay: timedelta) -> None:
    assume(case.suspension)
    until = max(utc(case.now), utc(case.suspension.until or case.now)) + delay
    assert instants(foretold(case).at(until)) == instants(foretold(case.resumed(until)))


# ---------------------------------------------------------------------------------------------- the plan


@given(numbered_dice, st.data())
def test_a_plan_that_is_on_time_is_what_is_expected(dice: Random, data: st.DataObject) -> None:
    """Each item has been opened when it was planned: at that moment, and until it is due, all is as planned."""
    agenda = on_plan(a_programme(dice, dice.choice(MORNINGS)))
    items, plan = planned_items(agenda), planned_spans(agenda)
    assume(items)
    reached = data.draw(st.integers(0, len(items) - 1), label="reached")
    for one in items[: reached + 1]:
        agenda = opened(agenda, one, plan[one.id].start)
    expected = forecast(agenda, plan[items[reached].id].start)
    assert_as_planned(expected, plan)
    if expected.hold:
        assert_as_planned(expected.at(expected.hold), plan)


def assert_as_planned(expected: Forecast, plan: dict) -> None:
    for one, foreseen in expected.items.items():
        assert expected.end_of(one) == plan[one].end, one
        if foreseen.start:
            assert expected.start_of(one) == plan[one].start, one


def on_plan(agenda: Agenda) -> Agenda:
    """With a time for every item: a fixed start for the first of them, and no sitting with a day alone."""
    timed = without_bare_days(agenda)
    first = next(iter(planned_items(timed)), None)
    return replace(
        timed,
        items=tuple(replace(one, fixed_start=MORNINGS[0]) if one is first else one for one in timed.items),
    )


def without_bare_days(agenda: Agenda) -> Agenda:
    """So that every instant is known."""
    return replace(agenda, sittings=tuple(replace(one, day=None) for one in agenda.sittings))


@given(cases)
def test_in_whatever_zone_instants_are_written_the_forecast_is_the_same(case: Case) -> None:
    """In the nights the clocks are changed an hour is an hour too."""
    sittings = tuple(
        replace(one, starts=utc(one.starts) if one.starts else None) for one in case.agenda.sittings
    )
    items = tuple(
        replace(one, fixed_start=utc(one.fixed_start) if one.fixed_start else None)
        for one in case.agenda.items
    )
    same = replace(case, now=utc(case.now), agenda=replace(case.agenda, sittings=sittings, items=items))
    assert instants(foretold(same)) == instants(foretold(case))
