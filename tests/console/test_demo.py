"""The World Council of 17 November 2021, as published or convened for today."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.meeting import MeetingState, replay
from models.organisation import ORGANISATION
from models.planning.agenda import Agenda
from models.planning.item import Kind
from models.planning.programme import planned_end, planned_starts
from models.procedure import OPERATOR, CommandId, Entry, Submission
from models.rules.conduct import DraftMeeting
from models.rules.decide import decide
from models.wire import event_from_wire, to_wire, wire_name
from server.console.operator import Operator
from server.database import Database
from server.demo.world_council import SLUG, world_council
from server.house import House
from server.world import RealWorld
from tests.console.operating import operator_of

MADRID = ZoneInfo("Europe/Madrid")
FIVE_MINUTES = timedelta(minutes=5)
NOON = datetime(2026, 3, 3, 12, 1, 30, tzinfo=UTC)

PUBLISHED = {
    "item-opening-1": "09:30",
    "item-break-3": "11:20",
    "item-1": "11:40",
    "item-8": "13:15",
    "item-break-12": "13:40",
    "item-9": "15:00",
    "item-10": "15:40",
    "item-10-1": "15:40",
    "item-10-5": "16:12",
    "item-11": "16:20",
    "item-closing-22": "16:50",
}


def opening(draft: DraftMeeting) -> datetime:
    start = draft.items[0].fixed_start
    assert start
    return start.astimezone(UTC)


def clocks(draft: DraftMeeting) -> dict[str, str]:
    """Every planned start as the venue's clock shows it."""
    planned = planned_starts(Agenda(items=draft.items))
    return {item: f"{at.astimezone(UTC).astimezone(MADRID):%H:%M}" for item, at in planned.items()}


# ---------------------------------------------------------------------------------------- as published


def test_as_published_it_keeps_its_dates() -> None:
    draft = world_council(NOON, as_published=True)
    assert opening(draft) == datetime(2021, 11, 17, 8, 30, tzinfo=UTC)
    assert draft.convocation.moved_from is None
    planned = clocks(draft)
    assert {item: planned[item] for item in PUBLISHED} == PUBLISHED
    assert planned_end(Agenda(items=draft.items)) == datetime(2021, 11, 17, 16, 0, tzinfo=UTC)


def test_it_has_its_sittings_and_who_chairs_them() -> None:
    draft = world_council(NOON, as_published=True)
    assert [(one.title.en, one.chair) for one in draft.sittings] == [
        ("Opening and policy debate", "Mayor of Barcelona"),
        ("Business session", "Mayor of Kazan"),
        ("Lunch", ""),
        ("Debate and closing", "Mayor of Xi'an"),
    ]


def test_it_has_its_items_numbers_and_sub_items() -> None:
    items = {one.id: one for one in world_council(NOON, as_published=True).items}
    assert len(items) == 22
    numbers = [one.number for one in items.values() if one.number]
    below = [f"10.{n}" for n in range(1, 6)]
    assert numbers == [*(str(n) for n in range(1, 11)), *below, "11", "12"]
    assert {one.parent for one in items.values() if one.number in below} == {"item-10"}
    assert [one.title.fr for one in items.values() if one.kind is Kind.BREAK] == ["Pause", "Déjeuner"]
    assert all(one.title.en and one.title.fr and one.title.es for one in items.values())


# ----------------------------------------------------------------------------------- convened for today


@pytest.mark.parametrize(
    ("now", "due"),
    [
        ("10:00:00", "10:00"),
        ("10:00:01", "10:05"),
        ("10:04:59.999999", "10:05"),
        ("10:05:00", "10:05"),
        ("10:57:00", "11:00"),
        ("23:58:00", "00:00"),
    ],
)
def test_the_opening_is_due_at_the_next_full_five_minutes(now: str, due: str) -> None:
    draft = world_council(datetime.fromisoformat(f"2026-03-03T{now}+00:00"), as_published=False)
    assert f"{opening(draft):%H:%M}" == due


@given(now=st.datetimes(datetime(2021, 1, 1), datetime(2037, 1, 1), timezones=st.just(UTC)))  # noqa: DTZ001
def test_it_is_due_within_five_minutes_whenever_it_is_made(now: datetime) -> None:
    _due_at_the_next_five_minutes(now)


@pytest.mark.parametrize("minute", range(3, 240, 29))
@pytest.mark.parametrize("midnight", ["2026-10-25T00:00+02:00", "2026-03-29T00:00+01:00"])
def test_and_so_it_is_in_the_night_the_clocks_are_changed(midnight: str, minute: int) -> None:
    _due_at_the_next_five_minutes(
        datetime.fromisoformat(midnight).astimezone(UTC) + timedelta(minutes=minute)
    )


def test_intervals_are_those_that_were_published() -> None:
    draft = world_council(NOON, as_published=False)
    moved = opening(draft) - datetime(2021, 11, 17, 8, 30, tzinfo=UTC)
    published = planned_starts(Agenda(items=world_council(NOON, as_published=True).items))
    assert planned_starts(Agenda(items=draft.items)) == {one: at + moved for one, at in published.items()}


@pytest.mark.parametrize("made", ["2026-10-24T22:41:00+00:00", "2026-03-28T23:41:00+00:00"])
def test_over_a_changed_night_intervals_are_kept_as_the_venues_clock_shows_them(made: str) -> None:
    """Made at 00:41: the Opening at 00:45, item 1 at 02:55 and item 9 at 06:15 on the clock on the wall."""
    draft = world_council(datetime.fromisoformat(made), as_published=False)
    starts = {one.id: one.fixed_start for one in draft.items if one.fixed_start}
    assert starts.keys() == {"item-opening-1", "item-1", "item-9"}
    shown = {one: f"{at.astimezone(UTC).astimezone(MADRID):%H:%M}" for one, at in starts.items()}
    assert shown["item-opening-1"] == "00:45"
    assert shown["item-9"] == "06:15"
    if made < "2026-10":  # 02:55 is left out that night
        assert shown["item-1"] == "03:55"
    else:
        assert shown["item-1"] == "02:55"


@pytest.mark.parametrize("made", ["2026-10-24T22:11:00+00:00", "2026-03-28T23:11:00+00:00", str(NOON)])
def test_what_is_drafted_is_what_the_record_gives_back(made: str) -> None:
    """Item 1 falls into the hour that is repeated, or left out: the moment itself is kept."""
    draft = world_council(datetime.fromisoformat(made), as_published=False)
    submission = Submission(CommandId("1"), OPERATOR, NOON, draft)
    events = decide(replay(()), submission)
    entries = [Entry(seq, NOON, OPERATOR, event) for seq, event in enumerate(events, 1)]
    back = [
        Entry(one.seq, NOON, OPERATOR, event_from_wire(wire_name(type(one.event)), to_wire(one.event)))
        for one in entries
    ]
    assert replay(back) == replay(entries)


def test_it_says_when_it_really_was() -> None:
    moved_from = world_council(NOON, as_published=False).convocation.moved_from
    assert moved_from
    assert moved_from.astimezone(UTC) == datetime(2021, 11, 17, 8, 30, tzinfo=UTC)


# -------------------------------------------------------------------------------------------- made once


async def test_it_is_made_once_and_convened(database: Database) -> None:
    operator, house = _operator(database)
    assert [await operator.demo() for _ in range(3)] == [SLUG] * 3
    council = await house.meeting(SLUG)
    assert council
    assert council.meeting.state is MeetingState.CONVENED
    assert len((await house.chamber(ORGANISATION)).entries) == 1
    assert len(await operator._doorkeeper.names(council.meeting.roles)) == 4


async def test_a_demo_that_was_interrupted_is_finished_the_next_time(database: Database) -> None:
    """The power failed when the meeting was drafted and not yet convened."""
    operator, _ = _operator(database)
    draft = Operator.demo
    interrupted, house = _operator(database)
    welcomed = interrupted._doorkeeper.welcome_person
    interrupted._doorkeeper.welcome_person = _power_fails  # type: ignore[method-assign]
    with pytest.raises(OSError, match="the power fails"):
        await draft(interrupted)
    interrupted._doorkeeper.welcome_person = welcomed  # type: ignore[method-assign]
    assert await operator.demo() == SLUG
    council = await house.meeting(SLUG)
    assert council
    await council.catch_up()
    assert council.meeting.state is MeetingState.CONVENED
    assert len(council.meeting.roles) == 4


async def _power_fails(*_: str) -> None:
    raise OSError("the power fails")


def _operator(database: Database) -> tuple[Operator, House]:
    world = RealWorld()
    house = House(database, world)
    return operator_of(database, house, world), house


def _due_at_the_next_five_minutes(now: datetime) -> None:
    due = opening(world_council(now, as_published=False))
    assert timedelta(0) <= due - now < FIVE_MINUTES
    assert due.minute % 5 == due.second == due.microsecond == 0
