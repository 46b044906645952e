"""When coming items are expected, told in small examples (DOMAIN §2, Forecast)."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from models.meeting import Suspension
from models.planning.agenda import Agenda
from models.planning.expected import Expected, behind, latest, to_the_minute
from models.planning.forecast import Forecast, forecast
from models.planning.item import AgendaItem
from models.planning.programme import planned_starts
from models.planning.sitting import Sitting
from models.text import Text
from tests.models.programmes import opened
from tests.models.story import item

NINE = datetime(2021, 11, 17, 9, tzinfo=UTC)


def at(hour: int, minute: int = 0, day: int = 17) -> datetime:
    return NINE.replace(day=day, hour=hour, minute=minute)


def agenda(*items: AgendaItem, sittings: tuple[Sitting, ...] = ()) -> Agenda:
    return Agenda(sittings, items)


def sitting(known_as: str, **more: object) -> Sitting:
    return Sitting(known_as, Text(known_as), **more)  # type: ignore[arg-type]


def begun(agenda: Agenda, *openings: tuple[str, datetime]) -> Agenda:
    """The agenda once these items have been opened, each at its moment."""
    for identity, moment in openings:
        found = agenda.find(identity)  # type: ignore[arg-type]
        assert found
        agenda = opened(agenda, found, moment)
    return agenda


def starts(expected: Forecast) -> dict[str, str]:
    return {one: f"{start:%H:%M}" for one in expected.items if (start := expected.start_of(one))}


def ends(expected: Forecast) -> dict[str, str]:
    return {one: f"{end:%H:%M}" for one in expected.items if (end := expected.end_of(one))}


MORNING = agenda(
    item("1", 20, fixed_start=at(9)),
    item("2", 30),
    item("coffee", 20, fixed_start=at(10)),
    item("3", 40),
)


def test_before_anything_has_begun_what_is_first_may_start_now_but_not_before_its_fixed_start() -> None:
    early, late = forecast(MORNING, at(8, 30)), forecast(MORNING, at(9, 4))
    assert starts(early) == {"1": "09:00", "2": "09:20", "coffee": "10:00", "3": "10:20"}
    assert starts(late) == {"1": "09:04", "2": "09:24", "coffee": "10:00", "3": "10:20"}


def test_what_comes_starts_when_the_current_item_has_had_its_minutes() -> None:
    expected = forecast(begun(MORNING, ("1", at(9, 5))), at(9, 10))
    assert ends(expected) == {"1": "09:25", "2": "09:55", "coffee": "10:20", "3": "11:00"}
    assert expected.end_of_agenda() == at(11)


def test_overrun_pushes_on_as_it_happens() -> None:
    expected = forecast(begun(MORNING, ("1", at(9)), ("2", at(9, 20))), at(9, 40))
    assert starts(expected) == {"coffee": "10:00", "3": "10:20"}
    assert starts(expected.at(at(10, 7))) == {"coffee": "10:07", "3": "10:27"}


def test_between_two_items_the_next_may_start_now() -> None:
    paused = replace(begun(MORNING, ("1", at(9))), current=None)
    assert starts(forecast(paused, at(9, 12)))["2"] == "09:12"


def test_the_time_that_the_meeting_stood_still_is_not_the_items() -> None:
    running = begun(MORNING, ("1", at(9))).paused(at(9, 10), at(9, 25))
    assert starts(forecast(running, at(9, 26)))["2"] == "09:35"


def test_while_the_meeting_is_suspended_what_remains_follows_when_it_is_to_resume() -> None:
    running = begun(MORNING, ("1", at(9)))
    expected = forecast(running, at(9, 15), Suspension(at(9, 12), at(9, 30), ""))
    assert (expected.hold, expected.rest) == (at(9, 30), 8 * 60)
    assert starts(expected) == {"2": "09:38", "coffee": "10:08", "3": "10:28"}
    assert starts(expected.at(at(9, 33)))["2"] == "09:41", "it resumes later than it was to"


def test_while_nobody_knows_when_it_resumes_it_may_be_now() -> None:
    running = begun(MORNING, ("1", at(9)))
    expected = forecast(running, at(9, 15), Suspension(at(9, 12), None, ""))
    assert starts(expected)["2"] == "09:23"


def test_an_item_that_overran_when_the_meeting_was_suspended_has_nothing_left() -> None:
    running = begun(MORNING, ("1", at(9)))
    assert forecast(running, at(9, 50), Suspension(at(9, 45), at(10), "")).rest == 0


# ------------------------------------------------------------------------------------ parents, sub-items

REPORTS = agenda(
    item("10", 40, fixed_start=at(9)), *(item(f"10.{n}", 8, parent="10") for n in (1, 2, 3)), item("11", 5)
)


def test_while_a_parent_is_current_its_first_sub_item_may_start_now() -> None:
    expected = forecast(begun(REPORTS, ("10", at(9))), at(9, 6))
    assert starts(expected) == {"10.1": "09:06", "10.2": "09:14", "10.3": "09:22", "11": "09:40"}
    assert ends(expected)["10"] == "09:40"


def test_an_envelope_ends_with_its_sub_items_if_they_overrun_it() -> None:
    expected = forecast(begun(REPORTS, ("10", at(9)), ("10.1", at(9, 5))), at(9, 20))
    assert starts(expected)["11"] == "09:40"
    assert starts(expected.at(at(9, 30)))["11"] == "09:46"
    assert ends(expected.at(at(9, 30)))["10"] == "09:46"


def test_between_two_items_an_envelope_with_nothing_more_in_it_holds_nobody_up() -> None:
    last = begun(REPORTS, ("10", at(9)), ("10.3", at(9, 10)))
    assert starts(forecast(last, at(9, 15))) == {"11": "09:40"}
    assert starts(forecast(replace(last, current=None), at(9, 15))) == {"11": "09:15"}


def test_an_envelope_keeps_what_it_had_left_while_the_meeting_is_suspended() -> None:
    running = begun(REPORTS, ("10", at(9)), ("10.3", at(9, 10)))
    expected = forecast(running, at(9, 16), Suspension(at(9, 15), at(10), ""))
    assert ends(expected) == {"10": "10:25", "10.3": "10:03", "11": "10:30"}


# ---------------------------------------------------------------------------------------------- sittings


def test_the_first_item_of_a_sitting_waits_for_the_sitting() -> None:
    two = agenda(
        item("1", 20, fixed_start=at(9), sitting="am"),
        item("2", 20, sitting="pm"),
        item("3", 20, sitting="pm"),
        sittings=(sitting("am"), sitting("pm", starts=at(14))),
    )
    expected = forecast(begun(two, ("1", at(9))), at(9))
    assert starts(expected) == {"2": "14:00", "3": "14:20"}
    assert expected.end_of_sitting("am") == at(9, 20)  # type: ignore[arg-type]
    assert expected.end_of_sitting("pm") == at(14, 40)  # type: ignore[arg-type]
    assert starts(expected.at(at(14, 3))) == {"2": "14:03", "3": "14:23"}
    assert starts(forecast(begun(two, ("2", at(13, 50))), at(13, 50))) == {"3": "14:10"}


def test_nothing_is_known_of_a_sitting_of_which_only_the_day_is_until_it_begins() -> None:
    two = agenda(
        item("1", 20, fixed_start=at(9)),
        item("2", 20, sitting="pm"),
        item("3", 20, sitting="pm"),
        sittings=(sitting("pm", day=date(2021, 11, 18)),),
    )
    expected = forecast(begun(two, ("1", at(9))), at(9))
    assert starts(expected) == {}
    assert expected.end_of_agenda() is None
    assert expected.end_of_sitting("pm") is None  # type: ignore[arg-type]
    assert starts(forecast(begun(two, ("2", at(10, day=18))), at(10, day=18))) == {"3": "10:20"}


def test_a_withdrawn_sitting_is_not_waited_for() -> None:
    two = agenda(
        item("1", 20, fixed_start=at(9)),
        item("2", 20, sitting="pm"),
        item("2.1", 20, parent="2"),
        item("3", 20),
        sittings=(sitting("pm", starts=at(14), withdrawn=True),),
    )
    assert starts(forecast(begun(two, ("1", at(9))), at(9))) == {"3": "09:20"}


def test_each_day_of_a_programme_begins_anew() -> None:
    days = [sitting(f"day {day}", starts=at(9, day=day)) for day in (17, 18, 19)]
    items = [item(f"{day.id}/{n}", 90, sitting=day.id) for day in days for n in (1, 2)]
    week = begun(agenda(*items, sittings=tuple(days)), ("day 17/1", at(9)), ("day 17/2", at(9, 50)))
    expected = forecast(week, at(22))
    assert expected.end_of_sitting(days[0].id) == at(22)
    assert expected.start_of("day 18/1") == at(9, day=18)  # type: ignore[arg-type]
    assert expected.at(at(9, 10, day=18)).start_of("day 18/2") == at(10, 40, day=18)  # type: ignore[arg-type]
    assert expected.at(at(9, 10, day=18)).start_of("day 19/1") == at(9, day=19)  # type: ignore[arg-type]
    assert expected.end_of_agenda() == at(12, day=19)


# ------------------------------------------------------------------------------------------------- words


def test_a_concluded_agenda_expects_nothing() -> None:
    over = replace(begun(agenda(item("1", 20)), ("1", at(9))), current=None)
    assert forecast(over, at(9)).items == {}
    assert forecast(over, at(9)).end_of_agenda() is None
    assert forecast(Agenda(), at(9)).end is None


@pytest.mark.parametrize(
    ("seconds", "minutes"), [(0, 0), (29, 0), (30, 1), (-30, 0), (-31, -1), (90, 2), (-91, -2)]
)
def test_the_difference_is_that_of_the_two_clocks_shown(seconds: int, minutes: int) -> None:
    expected = at(10) + timedelta(seconds=seconds)
    assert behind(expected, at(10)) == minutes
    assert to_the_minute(expected) == at(10) + timedelta(minutes=minutes)


def test_the_later_of_two_is_later_whatever_happens() -> None:
    one, other = Expected(at(9), 60), Expected(at(9, 5), None)
    assert latest(one, other) == latest(other, one) == Expected(at(9, 5), 60)
    assert latest(None, one) == latest(one, None) == one
    assert latest(Expected(None, 0), Expected(at(9), None)) == Expected(at(9), 0)


def test_the_plan_of_the_morning_is_what_is_expected_at_its_first_moment() -> None:
    assert planned_starts(MORNING) == {
        one: forecast(MORNING, at(9)).start_of(one) for one in planned_starts(MORNING)
    }
