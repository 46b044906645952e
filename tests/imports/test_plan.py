"""From rows, as a form posts them, to sittings and items; or every fault, by row and column."""

from datetime import UTC, date, datetime

import pytest

from models.planning.item import Kind, Purpose
from server.imports.faults import Fault
from server.imports.plan import Drafted, plan_of
from server.imports.rows import Row

MADRID = "Europe/Madrid"
DAY = "2021-11-17"


def sitting(title: str = "Morning", **more: str) -> Row:
    return Row(what="sitting", title_en=title, **more)


def item(title: str = "Item", **more: str) -> Row:
    return Row(title_en=title, **more)


def plan(*rows: Row, zone: str = MADRID, **more) -> Drafted:
    made = plan_of(rows, zone, **more)
    assert isinstance(made, Drafted), made
    return made


def faults(*rows: Row, zone: str = MADRID) -> list[tuple[int, str, str]]:
    made = plan_of(rows, zone)
    assert not isinstance(made, Drafted), made
    return [(fault.row, fault.column, fault.remark.code) for fault in made]


def at(hour: int, minute: int = 0, day: int = 17) -> datetime:
    return datetime(2021, 11, day, hour, minute, tzinfo=UTC)


def timing(*rows: Row) -> list[tuple[int, datetime | None]]:
    return [(one.minutes, one.fixed_start) for one in plan(*rows).items]


HELD = sitting(date=DAY, start="10:00", end="12:00")


# ------------------------------------------------------------------------------- minutes, fixed starts


def test_an_item_lasts_until_the_next_and_the_last_until_the_end() -> None:
    rows = (HELD, item(start="10:00"), item(start="10:20"), item(start="11:30"))
    assert [minutes for minutes, _ in timing(*rows)] == [20, 70, 30]


def test_only_the_first_of_a_sitting_is_fixed_where_the_rest_follows() -> None:
    rows = (HELD, item(start="10:00"), item(start="10:20"), item(start="11:30"))
    assert [fixed for _, fixed in timing(*rows)] == [at(9), None, None]


def test_the_first_item_without_a_time_is_fixed_when_the_sitting_starts() -> None:
    assert timing(HELD, item(minutes="20"), item(minutes="30")) == [(20, at(9)), (30, None)]


def test_a_time_after_a_gap_is_fixed() -> None:
    assert timing(HELD, item(minutes="20"), item(start="11:00", minutes="30")) == [(20, at(9)), (30, at(10))]


def test_a_time_after_minutes_that_nobody_knows_is_fixed() -> None:
    assert timing(HELD, item(), item(), item(start="11:00")) == [(0, at(9)), (0, None), (60, at(10))]


def test_minutes_fill_the_rest_up_to_the_next_time() -> None:
    assert [m for m, _ in timing(HELD, item(minutes="20"), item(), item(start="11:00"))] == [20, 40, 60]


def test_nobody_invents_minutes_for_items_without_times() -> None:
    assert [m for m, _ in timing(HELD, item(), item(), item())] == [0, 0, 0]


def test_a_single_item_fills_its_sitting() -> None:
    assert timing(HELD, item()) == [(120, at(9))]


def test_an_end_of_its_own_counts_before_the_next_start() -> None:
    assert [m for m, _ in timing(HELD, item(start="10:00", end="10:15"), item(start="11:00"))] == [15, 60]


def test_minutes_that_are_said_count_before_all() -> None:
    assert timing(HELD, item(start="10:00", minutes="0"), item(start="10:20", minutes="5")) == [
        (0, at(9)),
        (5, at(9, 20)),
    ]


def test_sub_items_have_no_minutes_unless_they_have_times() -> None:
    rows = (HELD, item(), item(depth="1"), item(depth="1"))
    assert [m for m, _ in timing(*rows)] == [120, 0, 0]
    timed = (HELD, item(minutes="60"), item(depth="1", start="10:00"), item(depth="1", start="10:20"))
    assert timing(*timed) == [(60, at(9)), (20, None), (0, None)]


def test_the_sub_items_of_a_parent_without_minutes_say_when_the_next_is_due() -> None:
    rows = (HELD, item(), item(depth="1", minutes="20"), item(depth="1", minutes="25"), item(start="10:45"))
    assert timing(*rows)[-1] == (75, None)


def test_lunch_is_nobodys_time() -> None:
    rows = (HELD, item(start="11:00"), sitting("Afternoon", date=DAY, start="15:00"), item(start="15:00"))
    assert timing(*rows) == [(60, at(10)), (0, at(14))]


def test_tracks_run_side_by_side() -> None:
    one, other = sitting(date=DAY, start="10:00", track="A"), sitting(date=DAY, start="10:00", track="B")
    rows = (one, item(minutes="30"), other, item(minutes="20"), item(start="10:20"))
    assert timing(*rows) == [(30, at(9)), (20, at(9)), (0, None)]


def test_a_row_can_say_that_it_is_fixed_or_not() -> None:
    rows = (HELD, item(minutes="20", fixed="no"), item(minutes="20", start="10:20", fixed="yes"))
    assert [fixed for _, fixed in timing(*rows)] == [None, at(9, 20)]


# ----------------------------------------------------------------------------------------- days, nights


def test_an_item_is_on_the_day_of_its_sitting() -> None:
    assert plan(HELD, item(start="10:30")).items[0].fixed_start == at(9, 30)


def test_a_sitting_that_ends_before_it_starts_ends_the_next_day() -> None:
    late = sitting(date=DAY, start="22:00", end="00:30")
    made = plan(late, item(start="22:00"), item(start="00:10"))
    assert made.sittings[0].ends == at(23, 30)
    assert [one.minutes for one in made.items] == [130, 20]


def test_a_sitting_of_which_only_the_day_is_known_has_a_day() -> None:
    made = plan(sitting(date=DAY), item())
    assert (made.sittings[0].day, made.sittings[0].starts) == (date(2021, 11, 17), None)
    assert made.items[0].fixed_start is None


def test_a_time_without_any_date_takes_the_one_that_is_given() -> None:
    made = plan(item(start="10:00"), day=date(2021, 11, 17))
    assert made.items[0].fixed_start == at(9)
    assert faults(item(start="10:00")) == [(1, "start", "no_date")]


def test_the_hour_that_is_put_forward_does_not_exist() -> None:
    night = sitting(date="2021-03-28", start="02:30")
    assert faults(night) == [(1, "start", "skipped_hour")]


def test_the_hour_that_comes_twice_is_the_first_unless_it_says_the_second() -> None:
    first, second = sitting(date="2021-10-31", start="02:30"), sitting(date="2021-10-31", start="02:30+01:00")
    assert [one.starts for one in plan(first, second).sittings] == [
        datetime(2021, 10, 31, 0, 30, tzinfo=UTC),
        datetime(2021, 10, 31, 1, 30, tzinfo=UTC),
    ]


def test_ten_in_mexico_city_is_sixteen_in_utc_in_april_2026() -> None:
    made = plan(sitting(date="2026-04-08", start="10:00"), zone="America/Mexico_City")
    assert made.sittings[0].starts == datetime(2026, 4, 8, 16, tzinfo=UTC)


@pytest.mark.parametrize("clock", ["10:00", "10h00", "10 h", "10:00 am", "10.00"])
def test_a_form_may_be_filled_in_with_any_spelling(clock: str) -> None:
    assert plan(sitting(date="17 November 2021", start=clock)).sittings[0].starts == at(9)


# ------------------------------------------------------------------------------------ ids, people, words


def test_ids_are_readable_and_nobody_elses() -> None:
    rows = (
        sitting(track="Policy Councils"),
        item("Opening", kind="opening"),
        item(number="10"),
        item(number="10.2", depth="1"),
        item(depth="1"),
        item("Lunch", kind="break"),
        item("Coffee", kind="break"),
        item(number="10"),
    )
    made = plan(*rows)
    assert made.tracks[0].id == "track-policy-councils"
    assert [one.id for one in made.sittings] == ["sitting-1"]
    ids = ["item-opening", "item-10", "item-10-2", "item-10-a", "item-break", "item-break-2", "item-10b"]
    assert [one.id for one in made.items] == ids
    assert plan(*rows) == made
    again = plan(*rows, taken=["item-10", "sitting-1"])
    assert [again.sittings[0].id, again.items[1].id, again.items[3].id] == [
        "sitting-1b",
        "item-10b",
        "item-10b-a",
    ]


def test_names_of_persons_are_kept_apart() -> None:
    people = (
        "moderator: Ana Ruiz | Mayor of Soria | UCLG; keynote: High Commissioner; panellist: Forum of Regions"
    )
    made = plan(sitting(contributors="chair: Li Mingyuan"), item(contributors=people))
    assert [(one.part, one.holder, one.organisation, one.person) for one in made.items[0].roles] == [
        ("moderator", "Mayor of Soria", "UCLG", None),
        ("keynote", "High Commissioner", "", None),
        ("panellist", "", "Forum of Regions", None),
    ]
    assert [(one.of, one.place, one.name) for one in made.names] == [
        ("sitting-1", 0, "Li Mingyuan"),
        ("item-debate", 0, "Ana Ruiz"),
    ]
    assert "Ana Ruiz" not in repr(made.items)
    assert "Li Mingyuan" not in repr(made.sittings)


def test_words_of_any_language_name_kinds_and_labels() -> None:
    made = plan(item(kind="élection", purpose="Pour décision"), item("Lunch"))
    assert [(one.kind, one.purpose) for one in made.items] == [
        (Kind.ELECTION, Purpose.DECISION),
        (Kind.BREAK, None),
    ]


def test_items_stand_under_the_sitting_above_or_the_one_they_name() -> None:
    made = plan(
        item(), sitting("One"), item(), sitting("Two"), item(sitting="1"), item(), item(sitting="none")
    )
    assert [one.sitting for one in made.items] == [None, "sitting-1", "sitting-1", "sitting-2", None]


def test_rows_in_which_nothing_stands_are_passed_over() -> None:
    made = plan(Row(), item(), Row(what="sitting", title_en="  "))
    assert (len(made.items), len(made.sittings)) == (1, 0)


# --------------------------------------------------------------------------------------------- faults


@pytest.mark.parametrize(
    ("row", "column", "code"),
    [
        (Row(number="1"), "title_en", "no_title"),
        (item("x" * 4001), "title_en", "too_long"),
        (Row(title_fr="x" * 4001), "title_fr", "too_long"),
        (item(number="x" * 501), "number", "too_long"),
        (item(kind="picnic"), "kind", "no_such_kind"),
        (item(purpose="for fun"), "purpose", "no_such_purpose"),
        (item(date="31 February 2021"), "date", "no_such_date"),
        (item(date=DAY, start="25:00"), "start", "no_such_clock"),
        (item(date=DAY, start="soon"), "start", "no_such_clock"),
        (item(minutes="-5"), "minutes", "no_number"),
        (item(minutes="1e3"), "minutes", "no_number"),
        (item(minutes="٣"), "minutes", "no_number"),
        (item(minutes="100001"), "minutes", "no_number"),
        (item(limit="three"), "limit", "no_number"),
        (item(depth="1"), "depth", "too_deep"),
        (item(depth="x"), "depth", "no_number"),
        (item(sitting="2"), "sitting", "no_such_sitting"),
        (item(fixed="perhaps"), "fixed", "not_yes_or_no"),
        (item(fixed="yes"), "start", "fixed_needs_start"),
        (item(contributors="keynote: " + "x" * 501), "contributors", "too_long"),
        (sitting(withdrawn="maybe"), "withdrawn", "not_yes_or_no"),
        (sitting(links="look at this"), "links", "bad_link"),
        (sitting(links="stream | fr | " + "x" * 501), "links", "too_long"),
        (Row(what="paragraph", title_en="A"), "what", "no_what"),
    ],
)
def test_a_row_that_cannot_be_kept_says_which_column_and_why(row: Row, column: str, code: str) -> None:
    assert faults(row) == [(1, column, code)]


def test_every_fault_is_told_and_nothing_is_made() -> None:
    assert faults(item(), item(kind="picnic", minutes="x"), sitting(date="?")) == [
        (2, "kind", "no_such_kind"),
        (2, "minutes", "no_number"),
        (3, "date", "no_such_date"),
    ]


def test_a_fault_is_a_sentence() -> None:
    made = plan_of([item(kind="picnic")], MADRID)
    assert isinstance(made, tuple)
    assert [fault.remark.in_words("en") for fault in made if isinstance(fault, Fault)] == [
        "“picnic” is no kind of item."
    ]


def test_a_zone_that_does_not_exist_is_a_fault_of_all_rows() -> None:
    assert faults(item(), zone="Mars/Olympus") == [(0, "zone", "no_such_zone")]


def test_too_many_rows_are_one_fault() -> None:
    assert faults(*[item()] * 2001) == [(0, "rows", "too_many_rows")]
