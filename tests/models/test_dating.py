"""Days known as well as they are: written and read again, and what can be said of a day between two of them."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.belonging.dating import UNKNOWN, Answer, Dating, Period, dated, on

FIRST = date(2021, 1, 1)
NEAR = st.integers(0, 12).map(lambda days: FIRST + timedelta(days=days))
ANY_DAY = st.dates(date(1, 1, 1), date(9999, 12, 31))


@st.composite
def datings(draw: st.DrawFn, days: st.SearchStrategy[date]) -> Dating:
    earliest, latest = draw(st.none() | days), draw(st.none() | days)
    if earliest and latest and latest < earliest:
        earliest, latest = latest, earliest
    return Dating(earliest, latest)


def periods() -> st.SearchStrategy[Period]:
    return st.builds(Period, datings(NEAR), st.none() | datings(NEAR))


@given(datings(ANY_DAY))
def test_what_is_written_is_read_again(dating: Dating) -> None:
    assert dated(str(dating)) == dating


@given(st.dates(date(1, 1, 1), date(9999, 12, 31)))
def test_months_and_years_are_written_as_such(day: date) -> None:
    for written in (day.isoformat()[:4], day.isoformat()[:7], day.isoformat()):
        assert str(dated(written)) == written


@pytest.mark.parametrize(
    ("written", "earliest", "latest"),
    [
        ("", None, None),
        ("2021", date(2021, 1, 1), date(2021, 12, 31)),
        ("2020-02", date(2020, 2, 1), date(2020, 2, 29)),
        ("2021-11-16", date(2021, 11, 16), date(2021, 11, 16)),
        ("2022-07/2022-08", date(2022, 7, 1), date(2022, 8, 31)),
        ("../2019-11", None, date(2019, 11, 30)),
        ("2022-01/..", date(2022, 1, 1), None),
        (" 2021-09 ", date(2021, 9, 1), date(2021, 9, 30)),
        ("0987", date(987, 1, 1), date(987, 12, 31)),
    ],
)
def test_what_a_date_says(written: str, earliest: date | None, latest: date | None) -> None:
    assert dated(written) == Dating(earliest, latest)


@pytest.mark.parametrize(
    "written",
    ["soon", "2021-13", "2021-02-30", "21-09", "2021-9", "2021/2020", "2021/2022/2023", "16.11.2021", "٢٠٢١"],
)
def test_what_is_no_date(written: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        dated(written)


@given(datings(NEAR), NEAR)
def test_a_day_is_reached_as_the_possible_days_say(dating: Dating, day: date) -> None:
    possible = {day >= one for one in possible_days(dating)}
    assert dating.reached(day) is said(possible)


@given(datings(NEAR), st.none() | datings(NEAR), NEAR)
def test_a_period_covers_a_day_as_every_possible_one_does(
    since: Dating, until: Dating | None, day: date
) -> None:
    """However the fuzzy ends really were, the answer is never contradicted, and never vaguer than need be."""
    ends = possible_days(until) if until else [None]
    possible = {
        begun <= day and (over is None or day < over) for begun in possible_days(since) for over in ends
    }
    assert Period(since, until).covers(day) is said(possible)


@given(periods(), periods())
def test_two_periods_meet_where_a_day_certainly_lies_in_both(one: Period, other: Period) -> None:
    days = [FIRST + timedelta(days=n) for n in range(-2, 16)]
    both = any(one.covers(day) is other.covers(day) is Answer.YES for day in days)
    assert one.meets(other) is other.meets(one) is both
    assert not (both and one.apart(other))


@given(datings(NEAR), datings(NEAR), NEAR)
def test_what_is_within_both_is_covered_by_both(since: Dating, until: Dating, day: date) -> None:
    month = Period(on(FIRST), on(FIRST + timedelta(days=6)))
    within = Period(since, until).within(month)
    if Period(since, until).covers(day) is month.covers(day) is Answer.YES:
        assert within.covers(day) is not Answer.NO


def test_fuzzy_ends() -> None:
    mandate = Period(dated("../2019-11"), dated("2021-09"))
    answers = {
        date(2019, 11, 29): Answer.NOT_KNOWN,
        date(2019, 11, 30): Answer.YES,
        date(2021, 8, 31): Answer.YES,
        date(2021, 9, 1): Answer.NOT_KNOWN,
        date(2021, 9, 29): Answer.NOT_KNOWN,
        date(2021, 9, 30): Answer.NO,
    }
    assert {day: mandate.covers(day) for day in answers} == answers
    assert Period().covers(FIRST) is Answer.NOT_KNOWN
    assert Period(dated("2020")).covers(FIRST) is Answer.YES


def test_what_runs_backwards() -> None:
    assert Period(dated("2021-10"), dated("2021-09")).backwards
    assert not Period(dated("2021-09"), dated("2021-09")).backwards
    assert not Period(UNKNOWN, dated("2021")).backwards
    assert Period(Dating(date(2022, 1, 1), FIRST)).backwards
    assert Period(UNKNOWN, Dating(date(2022, 1, 1), FIRST)).backwards


def possible_days(dating: Dating) -> list[date]:
    """Days it may be, near enough to tell."""
    every = [FIRST + timedelta(days=n) for n in range(-2, 16)]
    return [day for day in every if (dating.earliest or date.min) <= day <= (dating.latest or date.max)]


def said(possible: set[bool]) -> Answer:
    if len(possible) > 1:
        return Answer.NOT_KNOWN
    return Answer.YES if possible == {True} else Answer.NO
