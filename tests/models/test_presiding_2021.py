"""The Governing Presidency of 2021-22: who presides at forty instants, written by hand."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from models.belonging.dating import Dating
from models.belonging.offices import Offices
from models.presidency.milestones import MilestoneId, Milestones, Precision
from models.presidency.plan_changes import Changed, Known, calendars, changes
from models.presidency.presiding import Presiding, presiding
from models.presidency.rotation import Handover, HandoverId, Rotation
from models.presidency.schedule import sequence_of
from models.presidency.terms import Switch, TermId
from tests.models.presidencies import of_2021

NOBODY: tuple[str, ...] = ()
KAZAN = ("Mayor of Kazan",)
XIAN = ("Mayor of Xi'an", "Mayor of Iriga")
SORIA = ("Mayor of Soria", "Mayor of San José")
KONYA = ("Mayor of Konya", "Mayor of Kitchener")
PARIS = ("Mayor of Paris", "Mayor of Barcelona")
HAGUE = ("Mayor of The Hague",)

SURE, OPEN = False, True

# In UTC. The turn passes on when its milestone is over at its own place.
AS_PLANNED = [
    ("2021-11-01T12:00", NOBODY, SURE),  # before the World Council
    ("2021-11-17T10:00", NOBODY, SURE),  # while it meets: the turn passes at its end
    ("2021-11-17T22:59", NOBODY, SURE),  # 23:59 in Madrid
    ("2021-11-17T23:00", KAZAN, SURE),  # midnight in Madrid
    ("2021-12-31T23:59", KAZAN, SURE),
    ("2022-02-21T12:00", KAZAN, SURE),  # the Retreat's first day: it cannot be over before that day is
    ("2022-02-21T23:00", KAZAN, OPEN),  # from here on it may be
    ("2022-02-23T12:00", KAZAN, OPEN),
    ("2022-02-25T22:59", KAZAN, OPEN),
    ("2022-02-25T23:00", XIAN, SURE),  # the week is over in Madrid
    ("2022-03-27T01:00", XIAN, SURE),  # clocks go forward in Madrid
    ("2022-04-28T12:00", XIAN, SURE),  # the High-level meeting
    ("2022-04-29T03:59", XIAN, SURE),  # 23:59 in New York
    ("2022-04-29T04:00", SORIA, SURE),
    ("2022-05-15T00:00", SORIA, SURE),
    ("2022-06-01T21:59", SORIA, SURE),  # the month of the Executive Bureau: its first day is not over
    ("2022-06-01T22:00", SORIA, OPEN),
    ("2022-06-15T18:00", SORIA, OPEN),
    ("2022-06-30T21:59", SORIA, OPEN),
    ("2022-06-30T22:00", KONYA, SURE),  # June is over in Madrid
    ("2022-07-01T17:00", KONYA, SURE),  # 2 July in Jakarta: Urban 20 never is before the Political Forum
    ("2022-07-02T03:59", KONYA, SURE),  # still the first day of the Forum's month in New York
    ("2022-07-02T04:00", KONYA, OPEN),
    ("2022-07-15T12:00", KONYA, OPEN),  # Forum and Urban 20 may both be in July
    ("2022-07-31T17:00", KONYA, OPEN),  # July is over in Jakarta, not in New York
    ("2022-08-01T03:59", KONYA, OPEN),
    ("2022-08-01T04:00", PARIS, OPEN),  # July is over in New York; Urban 20 may have been
    ("2022-08-15T00:00", PARIS, OPEN),
    ("2022-08-31T16:59", PARIS, OPEN),
    ("2022-08-31T17:00", HAGUE, SURE),  # August is over in Jakarta
    ("2022-09-30T12:00", HAGUE, SURE),
    ("2022-10-01T14:59", HAGUE, SURE),  # the first day of October is not over in Seoul
    ("2022-10-01T15:00", HAGUE, OPEN),
    ("2022-10-14T12:00", HAGUE, OPEN),
    ("2022-10-31T14:59", HAGUE, OPEN),
    ("2022-10-31T15:00", NOBODY, SURE),  # October is over in Seoul: the rotation is
    ("2026-11-22T10:00", NOBODY, SURE),
]
ACTS = (("t1", "2021-11-17T16:30"), ("t2", "2022-02-25T17:00"), ("t3", "2022-04-28T20:00"))
WITH_ACTS = [
    ("2021-11-17T16:29", NOBODY, NOBODY, SURE),
    ("2021-11-17T16:30", KAZAN, NOBODY, SURE),  # handed over in the meeting, before the day is over
    ("2021-11-18T00:00", KAZAN, KAZAN, SURE),
    ("2022-02-24T00:00", KAZAN, KAZAN, OPEN),
    ("2022-02-25T17:00", XIAN, KAZAN, SURE),  # the act settles what the week has left open
    ("2022-04-28T20:00", SORIA, XIAN, SURE),
    ("2022-06-15T18:00", SORIA, SORIA, OPEN),
    ("2022-07-15T12:00", SORIA, KONYA, OPEN),  # nobody has handed over to the Mayor of Konya
    ("2022-12-01T12:00", SORIA, NOBODY, SURE),  # by plan it is over; nobody has taken the turn from them
]


def moment(written: str) -> datetime:
    return datetime.fromisoformat(written).replace(tzinfo=UTC)


def asked(rotation: Rotation, milestones: Milestones, written: str) -> Presiding:
    return presiding(rotation, milestones, Offices(), moment(written))


@pytest.mark.parametrize(("at", "holders", "provisional"), AS_PLANNED)
def test_who_presides_as_it_is_known_from_history(
    at: str, holders: tuple[str, ...], *, provisional: bool
) -> None:
    answer = asked(*of_2021(), at)
    assert (answer.in_force.offices, answer.planned.offices) == (holders, holders)
    assert answer.provisional is provisional


@pytest.mark.parametrize(("at", "in_force", "planned", "provisional"), WITH_ACTS)
def test_who_presides_where_the_turn_is_handed_over_by_acts(
    at: str, in_force: tuple[str, ...], planned: tuple[str, ...], *, provisional: bool
) -> None:
    rotation, milestones = of_2021(Switch.ACT)
    handovers = tuple(Handover(HandoverId(term), TermId(term), moment(then)) for term, then in ACTS)
    answer = asked(replace(rotation, handovers=handovers), milestones, at)
    assert (answer.in_force.offices, answer.planned.offices) == (in_force, planned)
    assert answer.provisional is provisional


def test_the_political_forum_comes_before_urban_20_although_both_may_be_in_july() -> None:
    rotation, milestones = of_2021()
    forum, urban = milestones[MilestoneId("m5")], milestones[MilestoneId("m6")]
    assert forum.dating.latest > urban.dating.earliest
    assert [one.id for one in sequence_of(rotation.draft, milestones)] == ["t1", "t2", "t3", "t4", "t5", "t6"]
    july = replace(urban, dating=Dating(date(2022, 7, 4), date(2022, 7, 5)), precision=Precision.EXACT)
    answers = [
        asked(rotation, {**milestones, july.id: july}, at).planned.offices
        for at in ("2022-07-06T12:00", "2022-08-01T03:59", "2022-08-01T04:00")
    ]
    assert answers == [KONYA, KONYA, HAGUE]


@pytest.mark.parametrize("exact", [False, True])
def test_moving_the_executive_bureau_by_two_weeks_moves_exactly_two_terms(*, exact: bool) -> None:
    rotation, milestones = of_2021(Switch.ACT)
    bureau = milestones[MilestoneId("m4")]
    if exact:
        bureau = replace(
            bureau, dating=Dating(date(2022, 6, 13), date(2022, 6, 15)), precision=Precision.EXACT
        )
    days = [day + timedelta(weeks=2) for day in (bureau.dating.earliest, bureau.dating.latest)]
    moved = {**milestones, bureau.id: replace(bureau, dating=Dating(*days))}
    before = Known(rotation, {**milestones, bureau.id: bureau}, Offices())
    after = Known(rotation, moved, Offices())
    found = changes(before, after)
    assert [(change.term, change.what) for change in found] == [
        ("t3", {Changed.ENDS}),
        ("t4", {Changed.BEGINS}),
    ]
    affected = calendars(found, before, after)
    assert affected is not None
    assert affected.offices == (*SORIA, *KONYA)
    assert changes(before, before) == ()


def test_a_milestone_moved_into_the_month_of_the_next_changes_no_term_that_begins_there() -> None:
    rotation, milestones = of_2021(Switch.ACT)
    review = milestones[MilestoneId("m3")]
    moved = {**milestones, review.id: replace(review, dating=Dating(date(2022, 6, 20), date(2022, 6, 20)))}
    found = changes(Known(rotation, milestones, Offices()), Known(rotation, moved, Offices()))
    assert [(change.term, change.what) for change in found] == [
        ("t2", {Changed.ENDS}),
        ("t3", {Changed.BEGINS}),
    ]


def test_nothing_changes_no_calendar() -> None:
    rotation, milestones = of_2021()
    before = Known(rotation, milestones, Offices())
    assert calendars((), before, before) is None
