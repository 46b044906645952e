"""A plan that cannot hold is flagged when it is made (DOMAIN §2, Forecast)."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from models.planning.agenda import Agenda
from models.planning.flags import Flag, Reason, clashes, flags
from models.planning.item import AgendaItem, Outcome
from models.planning.programme import sitting_spans
from models.planning.sitting import Sitting
from models.text import Text
from tests.models.story import item

NINE = datetime(2022, 6, 13, 9, tzinfo=UTC)


def at(hour: int, minute: int = 0) -> datetime:
    return NINE.replace(hour=hour, minute=minute)


def sitting(known_as: str, **more: object) -> Sitting:
    return Sitting(known_as, Text(known_as), **more)  # type: ignore[arg-type]


def flagged(*items: AgendaItem, sittings: tuple[Sitting, ...] = ()) -> tuple[Flag, ...]:
    return flags(Agenda(sittings, items))


def test_a_plan_that_holds_has_no_flags() -> None:
    am, pm = sitting("am", starts=at(9), ends=at(10)), sitting("pm", starts=at(10))
    items = (
        item("1", 40, sitting="am"),
        item("1.1", 20, parent="1", sitting="am"),
        item("1.2", 20, parent="1", sitting="am"),
        item("2", 20, sitting="am", fixed_start=at(9, 40)),
        item("3", 20, sitting="pm"),
    )
    assert flagged(*items, sittings=(am, pm)) == ()


def test_a_fixed_start_before_what_precedes_it_can_end() -> None:
    items = item("1", 200, fixed_start=at(9)), item("lunch", 60, fixed_start=at(12)), item("2")
    assert flagged(*items) == (Flag(Reason.FIXED_START, 20, item="lunch", other="1"),)


def test_what_precedes_the_item_after_a_parent_is_the_parent() -> None:
    below = [item(f"1.{n}", 10, parent="1") for n in (1, 2)]
    (flag,) = flagged(item("1", 60, fixed_start=at(9)), *below, item("2", fixed_start=at(9, 30)))
    assert flag == Flag(Reason.FIXED_START, 30, item="2", other="1")


def test_a_sub_item_cannot_start_before_its_parent() -> None:
    (flag,) = flagged(item("1", 60, fixed_start=at(9, 30)), item("1.1", 10, parent="1", fixed_start=at(9)))
    assert flag == Flag(Reason.FIXED_START, 30, item="1.1", other="1")


def test_what_has_begun_is_past_planning() -> None:
    first, lunch = item("1", 200, fixed_start=at(9)), item("lunch", 60, fixed_start=at(12), started=at(12, 5))
    assert flagged(first, lunch) == ()


@pytest.mark.parametrize("fixed", [None, at(9)], ids=["no time", "a time"])
def test_sub_items_that_need_more_than_their_parent_has(fixed: datetime | None) -> None:
    below = [item(f"1.{n}", 20, parent="1") for n in (1, 2, 3)]
    assert flagged(item("1", 40, fixed_start=fixed), *below) == (Flag(Reason.SUB_ITEMS, 20, item="1"),)
    assert flagged(item("1", 40, fixed_start=fixed), *below[:2]) == ()
    assert flagged(item("1", 0, fixed_start=fixed), *below) == (), "it has no minutes of its own"


def test_a_sub_item_that_waits_beyond_its_parents_minutes() -> None:
    items = item("1", 40, fixed_start=at(9)), item("1.1", 10, parent="1", fixed_start=at(10))
    assert flagged(*items) == (Flag(Reason.SUB_ITEMS, 30, item="1"),)


def test_a_withdrawn_sub_item_needs_nothing() -> None:
    below = [item(f"1.{n}", 20, parent="1", outcome=Outcome.WITHDRAWN) for n in (1, 2, 3)]
    assert flagged(item("1", 40), *below) == ()


def test_a_sitting_planned_beyond_its_end_and_into_the_next() -> None:
    am, pm = sitting("am", starts=at(9), ends=at(10)), sitting("pm", starts=at(10, 10), ends=at(12))
    items = item("1", 90, sitting="am"), item("2", 30, sitting="pm")
    assert flagged(*items, sittings=(am, pm)) == (
        Flag(Reason.SITTING_ENDS, 30, sitting="am"),
        Flag(Reason.SITTING_STARTS, 20, sitting="pm", other="am"),
    )


def test_a_sitting_that_is_over_is_past_planning() -> None:
    am = sitting("am", starts=at(9), ends=at(10))
    over = item("1", 90, sitting="am", started=at(9), ended=at(10), outcome=Outcome.DISCUSSED)
    assert flagged(over, sittings=(am,)) == ()
    assert flagged(replace(over, ended=None, outcome=None), sittings=(am,)) != ()


def test_a_sitting_announced_to_start_before_the_one_before_it_is_announced_to_end() -> None:
    am, pm = sitting("am", starts=at(9), ends=at(13)), sitting("pm", starts=at(12))
    assert flagged(sittings=(pm, am)) == (Flag(Reason.SITTING_STARTS, 60, sitting="pm", other="am"),)
    assert flagged(sittings=(replace(am, withdrawn=True), pm)) == ()
    assert flagged(sittings=(replace(am, track="other"), pm)) == (), "tracks run beside one another"


def test_of_a_sitting_of_which_only_the_day_is_known_nothing_is_flagged() -> None:
    assert flagged(item("1", 90, sitting="s"), sittings=(sitting("s", day=date(2022, 6, 13)),)) == ()


# ------------------------------------------------------------------------------------------------- places


def test_two_sittings_in_one_place_at_one_time() -> None:
    one = sitting("one", place="Seville, room 2", starts=at(10), ends=at(12))
    other = sitting("other", place="seville,  Room 2 ", starts=at(11, 30), ends=at(13))
    assert clashes((other, one)) == (Flag(Reason.PLACE, 30, sitting="other", other="one"),)
    assert clashes((replace(one, ends=at(11, 30)), other)) == (), "one follows the other"
    assert clashes((replace(one, withdrawn=True), other)) == ()


@pytest.mark.parametrize("place", ["", "online", "Online"])
def test_where_a_place_is_nobodys_room_nothing_clashes(place: str) -> None:
    assert clashes([sitting(name, place=place, starts=at(10), ends=at(12)) for name in "ab"]) == ()


def test_the_end_of_a_sitting_that_announces_none_is_where_its_items_end() -> None:
    one, other = sitting("one", place="A", starts=at(10)), sitting("other", place="A", starts=at(11))
    assert clashes((one, other)) == ()
    spans = sitting_spans(Agenda((one,), (item("1", 80, sitting="one"),)))
    assert clashes((one, other), spans) == (Flag(Reason.PLACE, 20, sitting="other", other="one"),)
    longer = replace(other, ends=at(12))
    assert clashes((one, longer), spans) == (Flag(Reason.PLACE, 20, sitting="other", other="one"),)


def test_two_sittings_that_start_together_clash_though_nobody_knows_how_long_they_are() -> None:
    assert len(clashes([sitting(name, place="A", starts=at(10)) for name in "abc"])) == 3


def test_an_hour_is_an_hour_when_the_clocks_are_changed() -> None:
    """02:30 comes twice that night: one hour is between the two, and the sitting of 90 minutes is not over."""
    madrid = ZoneInfo("Europe/Madrid")
    first = datetime(2021, 10, 31, 2, 30, tzinfo=madrid)
    one = sitting("one", place="A", starts=first)
    again = sitting(
        "again", place="A", starts=first.replace(fold=1), ends=first.replace(fold=1) + timedelta(hours=1)
    )
    spans = sitting_spans(Agenda((one,), (item("1", 90, sitting="one"),)))
    assert clashes((one, again), spans) == (Flag(Reason.PLACE, 30, sitting="again", other="one"),)
