"""Who presides where dates are missing, milestones fall away, and days are 23 or 25 hours long."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from models.belonging.dating import UNKNOWN, Dating
from models.planning.sitting import SittingId
from models.presidency.milestones import MilestoneId, MilestoneSitting, Precision
from models.presidency.next_change import next_change
from models.presidency.presiding import coming
from models.presidency.reasons import Because
from models.presidency.schedule import schedule
from models.presidency.terms import HandoverAt, Switch, TermId
from models.text import Text
from tests.models.presidencies import calendar, milestone, published, term
from tests.models.presidency_year import SEASONS, YEAR, asked, by_plan, codes, in_force, moved, on


def test_a_year_of_three_terms() -> None:
    assert in_force(YEAR) == by_plan(YEAR) == "- - - a a a b b b c c c"
    assert asked(YEAR, on(12, 21)).in_force.offices == ()


def test_a_rotation_of_one_lasts_until_it_ends() -> None:
    one = published(term(1, "a", switch=Switch.HISTORY), ends=2)
    assert in_force(one) == "- - - a a a - - - - - -"
    endless = published(term(1, "a", switch=Switch.HISTORY))
    assert in_force(endless) == "- - - a a a a a a a a a"
    assert asked(endless, on(5, 1)).in_force.until is None


def test_what_is_not_published_or_is_withdrawn_gives_no_turn() -> None:
    assert codes(asked(replace(YEAR, plan=None), on(5, 1))) == {Because.NOT_PUBLISHED}
    assert codes(asked(replace(YEAR, withdrawn="Annulled"), on(5, 1))) == {Because.WITHDRAWN}
    assert next_change(replace(YEAR, withdrawn="Annulled"), SEASONS, on(1, 1)) is None
    assert coming(replace(YEAR, plan=None), SEASONS, on(1, 1)) is None


@pytest.mark.parametrize(
    ("day", "zone", "begins", "ends"),
    [
        (date(2022, 3, 27), "Europe/Madrid", "2022-03-26T23:00", "2022-03-27T22:00"),  # 23 hours
        (date(2022, 10, 30), "Europe/Madrid", "2022-10-29T22:00", "2022-10-30T23:00"),  # 25 hours
        (date(2022, 3, 13), "America/Los_Angeles", "2022-03-13T08:00", "2022-03-14T07:00"),
        (date(2022, 11, 6), "America/Los_Angeles", "2022-11-06T07:00", "2022-11-07T08:00"),
        (date(2022, 4, 3), "Pacific/Auckland", "2022-04-02T11:00", "2022-04-03T12:00"),
        (date(2022, 3, 27), "Asia/Beirut", "2022-03-26T22:00", "2022-03-27T21:00"),  # no midnight that day
        (date(2024, 2, 29), "UTC", "2024-02-29T00:00", "2024-03-01T00:00"),  # a leap day
        (date(2024, 2, 29), "Pacific/Kiritimati", "2024-02-28T10:00", "2024-02-29T10:00"),
        (date(2024, 2, 29), "Pacific/Pago_Pago", "2024-02-29T11:00", "2024-03-01T11:00"),
    ],
)
def test_a_term_begins_when_the_day_begins_or_is_over_at_the_place(
    day: date, zone: str, begins: str, ends: str
) -> None:
    there = calendar(milestone(1, "There", day, day, zone=zone))
    for handover, expected in (
        (HandoverAt.START, begins),
        (HandoverAt.END, ends),
        (HandoverAt.SITTING, ends),
    ):
        [one] = schedule(published(term(1, "a", handover=handover)).draft, there)
        assert one.begins.at == datetime.fromisoformat(expected).replace(tzinfo=UTC)
        assert not one.begins.fuzzy


def test_a_meeting_of_ours_hands_over_at_its_planned_instants_or_when_a_sitting_ends() -> None:
    ours = replace(
        SEASONS[MilestoneId("m1")],
        starts=on(3, 20, 9),
        ends=on(3, 20, 18),
        sittings=(MilestoneSitting(SittingId("s"), Text("Handover"), on(3, 20, 15), on(3, 20, 16)),),
    )
    for handover, hour in ((HandoverAt.START, 9), (HandoverAt.SITTING, 16), (HandoverAt.END, 18)):
        one = replace(term(1, "a", handover=handover), sitting=SittingId("s"))
        [planned] = schedule(published(one).draft, {ours.id: ours})
        assert planned.begins.at == on(3, 20, hour)


def test_a_start_that_is_fuzzy_is_at_its_earliest_and_open_until_its_latest() -> None:
    fuzzy = moved((1, Dating(date(2022, 3, 1), date(2022, 3, 31)), Precision.MONTH))
    at_start = published(term(1, "a", switch=Switch.HISTORY, handover=HandoverAt.START))
    before, within, after = (asked(at_start, at, fuzzy) for at in (on(2, 28), on(3, 1), on(3, 31, 1)))
    assert [one.in_force.offices for one in (before, within, after)] == [(), ("a",), ("a",)]
    assert [one.provisional for one in (before, within, after)] == [False, True, False]


def test_a_milestone_without_a_date_begins_nothing_until_a_later_one_has() -> None:
    unknown = moved((2, UNKNOWN, Precision.UNKNOWN))
    assert in_force(YEAR, unknown) == "- - - a a a a a a c c c"
    asked_in = {month: asked(YEAR, on(month, 15), unknown) for month in (3, 5, 10)}
    assert [answer.provisional for answer in asked_in.values()] == [False, True, False]
    assert Because.MILESTONE_UNKNOWN in codes(asked_in[5])
    nothing = moved(*((n, UNKNOWN, Precision.UNKNOWN) for n in (1, 2, 3, 4)))
    assert in_force(YEAR, nothing) == " ".join("-" * 12)
    assert next_change(YEAR, nothing, on(1, 1)) is None


def test_what_is_known_on_one_side_only() -> None:
    later = moved((2, Dating(date(2022, 6, 1), None), Precision.RANGE))
    assert in_force(YEAR, later) == "- - - a a a a a a c c c"
    sooner = moved((2, Dating(None, date(2022, 8, 1)), Precision.RANGE))
    assert in_force(YEAR, sooner) == "- - - a a a a b b c c c"
    assert asked(YEAR, on(4, 15), sooner).provisional


def test_a_term_never_begins_before_the_one_before_it() -> None:
    early = moved((2, Dating(date(2022, 2, 1), date(2022, 2, 1)), Precision.EXACT))
    assert by_plan(YEAR, early) == "- - - b b b b b b c c c"
    first, second, _ = schedule(YEAR.draft, early)
    assert first.begins.at == first.ends.at == second.begins.at


def test_a_term_of_no_length_never_has_the_turn() -> None:
    twice = published(
        term(1, "a", switch=Switch.HISTORY),
        term(2, "b", switch=Switch.HISTORY),
        replace(term(2, "c", switch=Switch.HISTORY), id=TermId("t2-again")),
    )
    assert in_force(twice) == "- - - a a a c c c c c c"
    both = published(
        term(2, "b", switch=Switch.HISTORY),
        replace(term(2, "a", switch=Switch.HISTORY, handover=HandoverAt.START), id=TermId("t9")),
    )
    assert [asked(both, at).in_force.offices for at in (on(6, 20), on(6, 21))] == [("a",), ("b",)]


def test_a_cancelled_milestone_lets_the_term_before_go_on() -> None:
    june = replace(SEASONS[MilestoneId("m2")], cancelled="Floods")
    off = {**SEASONS, june.id: june}
    assert in_force(YEAR, off) == "- - - a a a a a a c c c"
    answer = asked(YEAR, on(5, 15), off)
    assert Because.MILESTONE_CANCELLED in codes(answer)
    assert answer.in_force.until == on(9, 21, 0)
    assert [one.falls_away for one in schedule(YEAR.draft, off)] == [False, True, False]


def test_a_merged_milestone_hands_over_where_it_now_takes_place() -> None:
    june = replace(SEASONS[MilestoneId("m2")], cancelled="Joined", merged_into=MilestoneId("m3"))
    merged = {**SEASONS, june.id: june}
    assert in_force(YEAR, merged) == "- - - a a a a a a c c c"
    september = replace(SEASONS[MilestoneId("m3")], cancelled="Joined", merged_into=MilestoneId("m2"))
    earlier = {**SEASONS, september.id: september}
    assert in_force(YEAR, earlier) == "- - - a a a c c c c c c"
    assert Because.MILESTONE_MERGED in codes(asked(YEAR, on(7, 15), earlier))
