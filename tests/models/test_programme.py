"""When each item is planned to start (DOMAIN §2, Forecast; §5, Time)."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest

from models.planning.agenda import Agenda
from models.planning.item import AgendaItem, Outcome
from models.planning.programme import planned_end, planned_spans, planned_starts, sitting_spans
from models.planning.sitting import Sitting
from models.text import Text
from tests.models.story import item

MADRID = ZoneInfo("Europe/Madrid")
NINE = datetime(2021, 11, 17, 9, tzinfo=UTC)


def plan(*items: AgendaItem) -> dict[str, str]:
    """Each item's planned start, as UTC reads it."""
    return {one: f"{at.astimezone(UTC):%H:%M}" for one, at in planned_starts(Agenda(items=items)).items()}


def at(hour: int, minute: int = 0) -> datetime:
    return NINE.replace(hour=hour, minute=minute)


def test_an_item_starts_when_the_one_before_it_should_end() -> None:
    planned = plan(item("1", 20, fixed_start=at(9)), item("2", 45), item("3", 10))
    assert planned == {"1": "09:00", "2": "09:20", "3": "10:05"}


def test_what_comes_before_the_first_fixed_start_has_no_planned_time() -> None:
    assert plan(item("1", 20), item("2", 10, fixed_start=at(9))) == {"2": "09:00"}


def test_without_any_fixed_start_nothing_is_planned() -> None:
    assert plan(item("1"), item("2")) == {}
    assert planned_end(Agenda(items=(item("1"),))) is None


def test_a_fixed_start_waits_though_what_precedes_it_ends_early() -> None:
    planned = plan(item("1", 20, fixed_start=at(9)), item("lunch", 60, fixed_start=at(12)), item("2"))
    assert planned == {"1": "09:00", "lunch": "12:00", "2": "13:00"}


def test_a_fixed_start_is_later_when_what_precedes_it_needs_longer() -> None:
    planned = plan(item("1", 200, fixed_start=at(9)), item("lunch", 60, fixed_start=at(12)), item("2"))
    assert planned == {"1": "09:00", "lunch": "12:20", "2": "13:20"}


def test_sub_items_fill_their_parents_envelope_and_are_not_added_to_it() -> None:
    below = [item(f"10.{n}", 8, parent="10") for n in (1, 2, 3)]
    planned = plan(item("10", 40, fixed_start=at(9)), *below, item("11"))
    assert planned == {"10": "09:00", "10.1": "09:00", "10.2": "09:08", "10.3": "09:16", "11": "09:40"}


def test_sub_items_that_need_more_than_the_envelope_push_what_follows() -> None:
    below = [item(f"10.{n}", 20, parent="10") for n in (1, 2, 3)]
    assert plan(item("10", 40, fixed_start=at(9)), *below, item("11"))["11"] == "10:00"


def test_an_envelope_stands_within_an_envelope() -> None:
    planned = plan(
        item("1", 10, fixed_start=at(9)),
        item("1.1", 10, parent="1"),
        item("1.1.1", 25, parent="1.1"),
        item("1.2", 5, parent="1"),
        item("2"),
    )
    assert planned == {"1": "09:00", "1.1": "09:00", "1.1.1": "09:00", "1.2": "09:25", "2": "09:30"}


def test_a_sub_item_with_a_fixed_start_waits_for_it_within_the_envelope() -> None:
    planned = plan(
        item("10", 60, fixed_start=at(9)),
        item("10.1", 5, parent="10"),
        item("10.2", 5, parent="10", fixed_start=at(9, 30)),
        item("11"),
    )
    assert planned == {"10": "09:00", "10.1": "09:00", "10.2": "09:30", "11": "10:00"}


def test_the_agenda_ends_when_its_last_item_should() -> None:
    agenda = Agenda(items=(item("1", 20, fixed_start=at(9)), item("2", 45)))
    assert planned_end(agenda) == at(10, 5)


def test_an_agenda_whose_last_item_is_an_envelope_ends_with_what_fills_it() -> None:
    agenda = Agenda(items=(item("1", 20, fixed_start=at(9)), item("1.1", 45, parent="1")))
    assert planned_end(agenda) == at(9, 45)


NIGHTS = {
    "an hour is repeated": datetime(2021, 10, 31, 1, 30, tzinfo=MADRID),
    "an hour is left out": datetime(2021, 3, 28, 1, 30, tzinfo=MADRID),
}


@pytest.mark.parametrize("zone", [MADRID, UTC, timezone(timedelta(hours=-5))], ids=str)
@pytest.mark.parametrize("night", NIGHTS.values(), ids=NIGHTS)
def test_minutes_are_minutes_in_the_night_the_clocks_are_changed(night: datetime, zone: ZoneInfo) -> None:
    """A record gives moments back in UTC, a draft has them in the venue's zone: the plan is the same."""
    start = night.astimezone(zone)
    agenda = Agenda(items=(item("1", 90, fixed_start=start), item("2", 60), item("3", 0)))
    begun = night.astimezone(UTC)
    starts = [planned.astimezone(UTC) for planned in planned_starts(agenda).values()]
    assert starts == [begun, begun + timedelta(minutes=90), begun + timedelta(minutes=150)]
    end = planned_end(agenda)
    assert end
    assert end.astimezone(UTC) == begun + timedelta(minutes=150)


def test_a_fixed_start_in_the_repeated_hour_is_compared_as_the_moment_it_is() -> None:
    """02:45 comes twice that night: 02:10 for the second time is later than 02:45 for the first."""
    first = datetime(2021, 10, 31, 2, 45, tzinfo=MADRID)
    second = datetime(2021, 10, 31, 2, 10, fold=1, tzinfo=MADRID)
    agenda = Agenda(items=(item("1", 5, fixed_start=first), item("2", 5, fixed_start=second)))
    assert planned_starts(agenda)["2"].astimezone(UTC) == second.astimezone(UTC)


# ------------------------------------------------------------------------------------ sittings, what is gone


def sitting(known_as: str, **more: object) -> Sitting:
    return Sitting(known_as, Text(known_as), **more)  # type: ignore[arg-type]


def sat(agenda: Agenda) -> dict[str, tuple[str, str]]:
    """Each sitting's planned start and end, as UTC reads it."""
    return {one: (f"{span.start:%H:%M}", f"{span.end:%H:%M}") for one, span in sitting_spans(agenda).items()}


def test_the_first_item_of_a_sitting_starts_with_it() -> None:
    agenda = Agenda(
        (sitting("am", starts=at(9)), sitting("pm", starts=at(14))),
        (item("1", 20, sitting="am"), item("2", 30, sitting="pm"), item("3", 10, sitting="pm")),
    )
    assert planned_starts(agenda) == {"1": at(9), "2": at(14), "3": at(14, 30)}
    assert sat(agenda) == {"am": ("09:00", "09:20"), "pm": ("14:00", "14:40")}


def test_a_sitting_starts_late_when_what_precedes_it_needs_longer() -> None:
    agenda = Agenda(
        (sitting("am", starts=at(9)), sitting("pm", starts=at(10))),
        (item("1", 90, sitting="am"), item("2", 30, sitting="pm", fixed_start=at(9, 50))),
    )
    assert planned_starts(agenda)["2"] == at(10, 30)


def test_of_a_sitting_of_which_only_the_day_is_known_nothing_is_planned_until_a_fixed_start() -> None:
    agenda = Agenda(
        (sitting("am", starts=at(9)), sitting("next", day=date(2021, 11, 18))),
        (item("1", sitting="am"), item("2", sitting="next"), item("3", sitting="next")),
    )
    assert list(planned_starts(agenda)) == ["1"]
    assert planned_end(agenda) is None
    fixed = (*agenda.items, item("4", 15, fixed_start=at(9) + timedelta(days=1)))
    assert planned_end(replace(agenda, items=fixed)) == at(9, 15) + timedelta(days=1)


def test_what_was_not_known_does_not_make_the_plan_run_backwards() -> None:
    agenda = Agenda(
        (sitting("some day", day=date(2021, 11, 17)),),
        (item("1", 90, fixed_start=at(9)), item("2", sitting="some day"), item("3", fixed_start=at(10))),
    )
    assert planned_starts(agenda) == {"1": at(9), "3": at(10, 30)}


def test_a_sitting_without_items_is_planned_as_it_is_announced() -> None:
    agenda = Agenda((sitting("workshop", starts=at(9), ends=at(10, 30)), sitting("lost")))
    assert sat(agenda) == {"workshop": ("09:00", "10:30")}


@pytest.mark.parametrize("outcome", [Outcome.DEFERRED, Outcome.WITHDRAWN])
def test_what_is_deferred_or_withdrawn_before_it_began_takes_no_time(outcome: Outcome) -> None:
    gone = item("2", 30, outcome=outcome)
    below = item("2.1", 40, parent="2")
    first, last = item("1", 20, fixed_start=at(9)), item("3", 10)
    assert plan(first, gone, below, last) == {"1": "09:00", "3": "09:20"}
    assert plan(first, replace(gone, started=at(9, 20)), last)["3"] == "09:50", "it took its time"


def test_a_withdrawn_sitting_takes_no_time() -> None:
    agenda = Agenda(
        (sitting("am", starts=at(9)), sitting("pm", starts=at(14), withdrawn=True)),
        (item("1", 20, sitting="am"), item("2", 30, sitting="pm"), item("3", 10)),
    )
    assert planned_starts(agenda) == {"1": at(9), "3": at(9, 20)}
    assert list(sitting_spans(agenda)) == ["am"]


def test_a_parent_is_planned_until_the_last_of_its_sub_items_ends() -> None:
    agenda = Agenda(items=(item("1", 20, fixed_start=at(9)), item("1.1", 45, parent="1"), item("2", 5)))
    spans = {one: (f"{span.start:%H:%M}", f"{span.end:%H:%M}") for one, span in planned_spans(agenda).items()}
    assert spans == {"1": ("09:00", "09:45"), "1.1": ("09:00", "09:45"), "2": ("09:45", "09:50")}
