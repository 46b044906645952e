"""Last year's meeting copied: what was planned comes along, by the venue's clocks; what happened stays behind."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import reduce
from random import Random
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.belonging.roles import Role
from models.convocation import Convocation
from models.meeting import Meeting, MeetingDrafted
from models.planning.agenda import ItemConcluded, ItemOpened
from models.planning.copying import Plan, copied, first_day
from models.planning.editing import ItemRenumbered
from models.planning.item import AgendaItem, Outcome
from models.planning.sitting import Contributor, Link, LinkKind, Sitting, SittingId
from models.procedure import Entry, Event, PersonId, Refusal, Submission
from models.rules.conduct import DraftMeeting
from models.rules.decide import decide
from models.text import Text
from tests.meetings import executive_bureau, retreat
from tests.models.programmes import a_case
from tests.models.story import AGENDA, CONVOCATION, NINE, item

MADRID = "Europe/Madrid"
MEXICO = "America/Mexico_City"
ANA = PersonId("ana")


def drafted(draft: DraftMeeting) -> Meeting:
    """The meeting of this draft, by its rule."""
    events = decide(Meeting(), Submission("draft", ANA, NINE, draft))  # type: ignore[arg-type]
    return reduce(Meeting.after, (Entry(n, NINE, ANA, e) for n, e in enumerate(events, 1)), Meeting())


def planned(*items: AgendaItem, sittings: tuple[Sitting, ...] = (), zone: str = MADRID) -> Meeting:
    return drafted(DraftMeeting(replace(CONVOCATION, zone=zone), sittings, items))


def clock(at: datetime | None, zone: str = MADRID) -> str:
    assert at
    return f"{at.astimezone(ZoneInfo(zone)):%Y-%m-%d %H:%M}"


def at(day: str, time: str, zone: str = MADRID) -> datetime:
    return datetime.fromisoformat(f"{day}T{time}").replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)


def again(plan: Plan, zone: str = MADRID) -> Meeting:
    return drafted(
        DraftMeeting(
            Convocation("again", Text("Again"), Text("Again"), "There", zone),
            plan.sittings,
            plan.items,
            plan.tracks,
        )
    )


# ------------------------------------------------------------------------------------------- days and times


@pytest.mark.parametrize(
    ("was", "now"),
    [("2021-11-17", "2022-06-15"), ("2021-03-27", "2021-03-29"), ("2022-06-15", "2022-11-16")],
)
def test_times_of_day_are_the_venues_whatever_summer_time_does(was: str, now: str) -> None:
    sitting = Sitting(SittingId("am"), Text("Morning"), starts=at(was, "09:00"), ends=at(was, "12:30"))
    meeting = planned(item("1", fixed_start=at(was, "09:30")), sittings=(sitting,))
    plan = copied(meeting, date.fromisoformat(now), MADRID)
    assert clock(plan.sittings[0].starts) == f"{now} 09:00"
    assert clock(plan.sittings[0].ends) == f"{now} 12:30"
    assert clock(plan.items[0].fixed_start) == f"{now} 09:30"


def test_in_another_zone_the_clocks_there_show_the_same() -> None:
    meeting = planned(item("1", fixed_start=at("2021-11-17", "09:30")))
    plan = copied(meeting, date(2022, 11, 16), MEXICO)
    assert clock(plan.items[0].fixed_start, MEXICO) == "2022-11-16 09:30"


def test_the_hour_that_is_left_out_moves_on_and_the_one_that_comes_twice_is_the_first() -> None:
    meeting = planned(item("1", fixed_start=at("2021-03-20", "02:30")))
    left_out = copied(meeting, date(2021, 3, 28), MADRID).items[0].fixed_start
    twice = copied(meeting, date(2021, 10, 31), MADRID).items[0].fixed_start
    assert clock(left_out) == "2021-03-28 03:30"
    assert twice == datetime(2021, 10, 31, 0, 30, tzinfo=UTC)


def test_a_sitting_in_the_hour_that_is_left_out_still_ends_after_it_starts() -> None:
    night = Sitting(
        SittingId("n"), Text("Night"), starts=at("2021-03-20", "02:15"), ends=at("2021-03-20", "03:00")
    )
    [moved] = copied(planned(item("1"), sittings=(night,)), date(2021, 3, 28), MADRID).sittings
    assert moved.starts
    assert moved.ends == moved.starts + timedelta(minutes=45)


def test_every_day_keeps_its_distance_from_the_first() -> None:
    bureau = drafted(executive_bureau())
    assert first_day(bureau) == date(2022, 6, 7)
    plan = copied(bureau, date(2023, 5, 31), MADRID)
    was = [s.day for agenda in bureau.agendas for s in agenda.sittings]
    assert [s.day and s.day - date(2023, 5, 31) for s in plan.sittings] == [
        day and day - date(2022, 6, 7) for day in was
    ]


def test_where_nothing_has_a_day_the_first_sitting_gets_it() -> None:
    rooms = (Sitting(SittingId("a"), Text("A")), Sitting(SittingId("b"), Text("B")))
    meeting = planned(item("1", sitting="a"), sittings=rooms)
    assert first_day(meeting) is None
    assert [s.day for s in copied(meeting, date(2022, 1, 2), MADRID).sittings] == [date(2022, 1, 2), None]


# ------------------------------------------------------------------------------------- what comes, what stays


def test_tracks_sittings_sub_items_minutes_and_all_languages_come_along() -> None:
    week = drafted(retreat(date(2022, 2, 21)))
    plan = copied(week, date(2023, 2, 20), MADRID)
    copy = again(plan)
    assert [a.track for a in copy.agendas] == [a.track for a in week.agendas]
    for was, now in zip(week.items(), copy.items(), strict=True):
        same = ("id", "number", "title", "kind", "minutes", "purpose", "parent", "sitting", "time_limit")
        assert {name: getattr(was, name) for name in same} == {name: getattr(now, name) for name in same}
    council = copied(planned(*AGENDA), date(2022, 11, 16), MADRID)
    assert [(i.id, i.parent) for i in council.items] == [(i.id, i.parent) for i in AGENDA]


def test_what_happened_and_who_it_was_stays_behind() -> None:
    part = Contributor("keynote", "Mayor of Soria", "City of Soria", ANA)
    link = Link(LinkKind.STREAM, "https://stream.example/2021")
    sitting = Sitting(SittingId("am"), Text("AM"), withdrawn=True, contributors=(part,), links=(link,))
    meeting = planned(item("1", sitting="am", roles=(part,)), item("2"), sittings=(sitting,))
    happened: tuple[Event, ...] = (
        ItemOpened("1"),  # type: ignore[arg-type]
        ItemConcluded("1", Outcome.ADOPTED),  # type: ignore[arg-type]
        ItemConcluded("2", Outcome.WITHDRAWN),  # type: ignore[arg-type]
    )
    for event in happened:
        meeting = meeting.after(Entry(meeting.seq + 1, NINE, ANA, event))
    plan = copied(meeting, date(2022, 1, 2), MADRID)
    assert {(i.started, i.ended, i.outcome, i.held, i.deferred_to) for i in plan.items} == {
        (None, None, None, 0, "")
    }
    blank = replace(part, person=None)
    assert plan.items[0].roles == plan.sittings[0].contributors == (blank,)
    assert (plan.sittings[0].links, plan.sittings[0].withdrawn) == ((), False)
    assert again(plan).roles == {ANA: {Role.SECRETARIAT}}  # whoever drafts it; nobody else came along


def test_what_joined_later_gets_a_number_of_its_own_again() -> None:
    meeting = planned(item("1"), item("2"), item("3"), item("3.1", parent="3"))
    meeting = meeting.after(Entry(9, NINE, ANA, ItemRenumbered("2", "1 bis")))  # type: ignore[arg-type]
    meeting = meeting.after(Entry(10, NINE, ANA, ItemRenumbered("3", "2")))  # type: ignore[arg-type]
    meeting = meeting.after(Entry(11, NINE, ANA, ItemRenumbered("3.1", "2.1")))  # type: ignore[arg-type]
    plan = copied(meeting, date(2022, 1, 2), MADRID)
    assert [i.number for i in plan.items] == ["1", "2", "3", "3.1"]


def test_numbers_that_followed_no_order_stay_as_they_are() -> None:
    meeting = planned(item("1"), item("x", number="A 2"), item("7"))
    assert [i.number for i in copied(meeting, date(2022, 1, 2), MADRID).items] == ["1", "A 2", "7"]


# --------------------------------------------------------------------------------------------- there and back

days = st.dates(date(2021, 1, 1), date(2023, 12, 31))
zones = st.sampled_from([MADRID, MEXICO, "Asia/Kathmandu", "Australia/Lord_Howe", "UTC"])


@given(number=st.integers(0, 2**32), day=days, back=days, zone=zones)
def test_any_meeting_can_be_copied_and_the_copy_copied_back(
    number: int, day: date, back: date, zone: str
) -> None:
    """The rules take every copy; and back on the first copy's day by the same clocks it is the same again."""
    case = a_case(Random(number))
    agenda = replace(case.agenda, track=None)
    meeting = replace(Meeting(), convocation=replace(CONVOCATION, zone=MADRID), agenda=agenda)
    once = again(copied(meeting, day, zone), zone)
    twice = again(copied(once, back, zone), zone)
    assert [(i.number, i.title, i.minutes, i.parent) for i in once.items()] == [
        (i.number, i.title, i.minutes, i.parent) for i in twice.items()
    ]
    if first_day(once):
        home = again(copied(twice, first_day(once) or day, zone), zone)
        for was, now in zip(once.items(), home.items(), strict=True):
            assert (was.fixed_start is None) == (now.fixed_start is None)
            if was.fixed_start and now.fixed_start:  # an hour that summer time left out cannot come back
                assert abs(was.fixed_start - now.fixed_start) <= timedelta(hours=1)


# ----------------------------------------------------------------------------------------- whoever drafts it


def test_whoever_drafts_a_meeting_is_of_its_secretariat() -> None:
    assert drafted(DraftMeeting(CONVOCATION)).actor(ANA).roles == {Role.SECRETARIAT}


def test_a_record_that_has_begun_takes_no_draft() -> None:
    begun = Meeting().after(Entry(1, NINE, ANA, MeetingDrafted(CONVOCATION)))
    for who, code in ((ANA, "not_permitted"), (None, "sign_in_first")):
        with pytest.raises(Refusal) as refused:
            decide(begun, Submission("draft", who, NINE, DraftMeeting(CONVOCATION)))  # type: ignore[arg-type]
        assert refused.value.code == code
    with pytest.raises(Refusal) as refused:
        decide(Meeting(), Submission("draft", None, NINE, DraftMeeting(CONVOCATION)))  # type: ignore[arg-type]
    assert refused.value.code == "sign_in_first"
