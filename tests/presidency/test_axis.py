"""The axis of a timeline: its marks can be read at every length, and every instant has its place."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.presidency_pages.axis import MOST, Axis, between, whole
from server.presidency_pages.zooms import axis_of, zooms_of

FIRST = date(2021, 11, 1)
TODAY = date(2022, 3, 18)


def axis(days: int) -> Axis:
    return Axis(FIRST, FIRST + timedelta(days=days))


@pytest.mark.parametrize(
    ("days", "first", "second"),
    [
        (7, "1 Nov 2021", "2 Nov"),
        (31, "1 Nov 2021", "8 Nov"),
        (365, "Nov 2021", "Dec"),
        (1827, "Jan 2022", "Jul"),
        (3650, "2022", "2023"),
    ],
)
def test_days_are_marked_as_finely_as_they_can_be_read(days: int, first: str, second: str) -> None:
    marks = axis(days).marks("en")
    assert [mark.words for mark in marks[:2]] == [first, second]


@given(st.integers(7, MOST), st.integers(0, 3000))
def test_there_are_some_marks_and_never_too_many(days: int, later: int) -> None:
    shown = axis(days).moved(later / days)
    marks = shown.marks("fr")
    assert 1 <= len(marks) <= 14
    assert [mark.at for mark in marks] == sorted({mark.at for mark in marks})


def test_an_instant_has_its_place_and_what_is_beyond_lies_at_the_end() -> None:
    shown = axis(10)
    assert shown.place(FIRST) == 0
    assert shown.place(datetime(2021, 11, 6, tzinfo=UTC)) == 50
    assert shown.place(date(2030, 1, 1)) == 100
    assert not shown.shows(datetime(2021, 11, 11, tzinfo=UTC))


def test_a_whole_rotation_has_room_at_either_side_and_one_without_dates_shows_a_year() -> None:
    both = [datetime(2021, 11, 18, tzinfo=UTC), datetime(2022, 11, 1, tzinfo=UTC)]
    assert whole(both, TODAY) == Axis(date(2021, 11, 4), date(2022, 11, 15))
    assert whole([], TODAY) == Axis(TODAY, date(2023, 3, 19))


def test_a_stretch_is_asked_for_by_name_or_by_its_days() -> None:
    week, zoom = axis_of({"zoom": "week"}, [], TODAY)
    assert (week.days, zoom, week.holds(TODAY)) == (7, "week", True)
    asked, zoom = axis_of({"from": "2022-01-01", "to": "2022-03-01"}, [], TODAY)
    assert (asked, zoom) == (Axis(date(2022, 1, 1), date(2022, 3, 1)), "")


@pytest.mark.parametrize(
    "asked",
    [{"zoom": "century"}, {"from": "2022-03-01", "to": "2022-01-01"}, {"from": "soon"}, {"at": "2022-01-01"}],
)
def test_what_is_no_stretch_shows_the_whole(asked: dict[str, str]) -> None:
    assert axis_of(asked, [], TODAY)[1] == "all"
    assert between(TODAY, TODAY) is None


def test_from_a_stretch_one_goes_earlier_later_and_to_every_other() -> None:
    shown, zoom = axis_of({"zoom": "month", "at": "2022-07-15"}, [], TODAY)
    ways = zooms_of(shown, zoom, TODAY, "en")
    assert [(words, current) for _, words, current in ways if current] == [("Month", True)]
    addresses = {words: href for href, words, _ in ways}
    assert addresses["Later"] == "?zoom=month&at=2022-07-31#timeline"
    assert addresses["Year"] == "?zoom=year&at=2022-07-15#timeline"
    assert addresses["All"] == "?#timeline"
