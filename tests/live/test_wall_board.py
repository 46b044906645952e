"""What the wall shows of a meeting, in each layout: decided from the meeting's view alone."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from markupsafe import Markup

from models.meeting import (
    MeetingAdjourned,
    MeetingClosed,
    MeetingConvened,
    MeetingDrafted,
    MeetingOpened,
    MeetingSuspended,
)
from models.planning.agenda import ItemAdded, ItemConcluded, ItemOpened, SittingAdded
from models.planning.item import AgendaItem, Kind, Outcome
from models.planning.sitting import Sitting, SittingId
from models.screens import AnnouncementMade, WallLaidOut, WallLayout
from models.text import Text
from server.meeting_pages.views import Reader, meeting_view
from server.meeting_pages.wall_views import Board, board
from tests.models.story import CONVOCATION, NINE, Story, item

MINUTE = timedelta(minutes=1)
SAID = Text("Buses leave")
ITEMS = (
    item("1", 30, fixed_start=NINE),
    item("coffee", 20, number="", kind=Kind.BREAK),
    item("2", 30, fixed_start=NINE + 60 * MINUTE),
)


def convened(*items: AgendaItem, sittings: tuple[Sitting, ...] = ()) -> Story:
    return Story().given(
        MeetingDrafted(CONVOCATION),
        *(SittingAdded(sitting) for sitting in sittings),
        *(ItemAdded(one) for one in items or ITEMS),
        MeetingConvened(),
    )


def opened(*items: AgendaItem, sittings: tuple[Sitting, ...] = ()) -> Story:
    return convened(*items, sittings=sittings).given(MeetingOpened())


def shown(story: Story, layout: str = "", now: datetime | None = None) -> Board:
    reader = Reader("en", "", now or story.clock, lambda _: "", "https://meet.example", "ABC123", Markup())
    return board(meeting_view(story.state, reader), layout, reader.now)


def aim(story: Story, layout: str = "countdown", now: datetime | None = None) -> tuple[str, str] | None:
    """What is counted down to: what it does, and when at the venue."""
    found = shown(story, layout, now).aim
    return (found.does, found.at.clock) if found else None


@pytest.mark.parametrize("layout", list(WallLayout))
def test_it_follows_the_secretariat_unless_its_address_fixes_a_layout(layout: WallLayout) -> None:
    story = opened().given(AnnouncementMade(SAID, None), WallLaidOut(layout))
    assert shown(story).shows == layout
    assert shown(story, "agenda").shows == "agenda"


def test_while_nothing_is_announced_that_layout_shows_what_is_now() -> None:
    assert shown(opened(), "announcement").shows == "now"
    assert shown(opened().given(AnnouncementMade(SAID, None)), "announcement").shows == "announcement"


@pytest.mark.parametrize("layout", list(WallLayout))
def test_a_suspension_comes_before_every_layout(layout: WallLayout) -> None:
    story = opened().given(AnnouncementMade(SAID, None), MeetingSuspended(NINE + 40 * MINUTE, "Lunch"))
    assert shown(story, layout).shows == "suspended"
    assert aim(story, layout) == ("resumes", "10:40")
    assert shown(story, layout).band


def test_an_adjourned_meeting_says_to_when_and_keeps_its_item() -> None:
    to = NINE + timedelta(hours=25)
    story = opened().given(MeetingAdjourned(to, "until tomorrow"))
    seen = shown(story, WallLayout.NOW)
    assert seen.shows == "suspended"
    assert seen.aim
    assert seen.aim.does == "resumes"
    reader = Reader("en", "", story.clock, lambda _: "", "https://meet.example", "ABC123", Markup())
    view = meeting_view(story.state, reader)
    assert (view.state, view.state_words, view.reason) == ("adjourned", "Adjourned", "until tomorrow")
    assert view.until_day


def test_nobody_counts_down_to_a_resumption_that_nobody_has_announced() -> None:
    story = opened().given(AnnouncementMade(SAID, NINE + 5 * MINUTE), MeetingSuspended(None, ""))
    assert aim(story) is None


@pytest.mark.parametrize("layout", ["now", "countdown"])
def test_a_break_resumes_when_its_minutes_are_over_and_what_comes_may_start(layout: str) -> None:
    for fixed, resumes in ((60, "11:00"), (15, "10:20"), (None, "10:20")):
        after = replace(ITEMS[2], fixed_start=None if fixed is None else NINE + fixed * MINUTE)
        story = opened(*ITEMS[:2], after).given(ItemOpened("coffee"))
        for passed in (0, 19, 45):
            now = NINE + passed * MINUTE
            assert shown(story, layout, now).shows == "break"
            assert aim(story, layout, now) == ("resumes", resumes)


def test_a_break_without_planned_minutes_has_no_end_to_count_to() -> None:
    story = opened(replace(ITEMS[1], minutes=0)).given(ItemOpened("coffee"))
    assert (shown(story).shows, aim(story, "now")) == ("break", None)


def test_in_a_break_the_agenda_and_the_announcement_stay() -> None:
    story = opened().given(ItemOpened("coffee"), AnnouncementMade(SAID, None))
    assert shown(story, "agenda").shows == "agenda"
    assert shown(story, "announcement").shows == "announcement"


def test_before_the_opening_it_counts_to_the_opening() -> None:
    assert aim(convened(), now=NINE - 10 * MINUTE) == ("opens", "10:00")


def test_what_is_announced_is_counted_to_first_and_for_a_while_when_it_is_due() -> None:
    story = opened().given(AnnouncementMade(SAID, NINE + 5 * MINUTE))
    assert aim(story) == ("announced", "10:05")
    assert shown(story, "countdown").band is None
    assert aim(story, now=NINE + 14 * MINUTE) == ("announced", "10:05")
    assert aim(story, now=NINE + 15 * MINUTE) == ("starts", "11:00")


def test_else_it_counts_to_the_next_fixed_start_that_still_comes() -> None:
    assert aim(opened()) == ("starts", "11:00")
    gone = opened().given(ItemConcluded("2", Outcome.WITHDRAWN))
    assert shown(gone, "countdown", NINE + MINUTE).shows == "now"


def test_a_sitting_whose_start_is_announced_is_a_fixed_start_too() -> None:
    afternoon = Sitting(SittingId("afternoon"), Text("Afternoon"), starts=NINE + 45 * MINUTE)
    off = Sitting(SittingId("off"), Text("Off"), starts=NINE + 30 * MINUTE, withdrawn=True)
    story = opened(*ITEMS, item("3", sitting="afternoon"), sittings=(off, afternoon))
    assert aim(story) == ("starts", "10:45")


def test_the_agenda_is_that_of_the_day_of_what_is_now() -> None:
    days = tuple(
        Sitting(SittingId(f"day-{n}"), Text(f"Day {n}"), starts=NINE + timedelta(days=n)) for n in (0, 1)
    )
    story = opened(item("1", sitting="day-0"), item("2", sitting="day-1"), sittings=days)
    assert [s.title for s in shown(story, "agenda").sittings] == ["Day 0"]
    assert [s.title for s in shown(story.given(ItemOpened("2")), "agenda").sittings] == ["Day 1"]


def test_when_the_meeting_is_closed_every_wall_says_so() -> None:
    closed = opened().given(MeetingClosed())
    assert {shown(closed, layout).shows for layout in WallLayout} == {"now"}


def test_the_short_way_in_is_the_host_and_the_code() -> None:
    assert shown(opened()).short == "meet.example/m/"
