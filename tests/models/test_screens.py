"""What is said to all screens: announcements, countdowns, the layout of the wall (DOMAIN §2)."""

import pytest

from models.procedure import Command
from models.rules.conduct import CloseMeeting, SuspendMeeting
from models.rules.screens import Announce, LayOutWall, WithdrawAnnouncement
from models.screens import Announcement, AnnouncementMade, AnnouncementWithdrawn, WallLaidOut, WallLayout
from models.text import Text
from tests.models.story import MINUTE, Story, a_draft, a_meeting

COFFEE = Text("Coffee is served", "Le café est servi", "El café está servido")


def test_an_announcement_stands_on_every_screen_since_when_it_was_made(meeting: Story) -> None:
    told = meeting.when("chair", Announce(COFFEE)).then(AnnouncementMade(COFFEE, None))
    assert told.state.screens.announcement == Announcement(COFFEE, None, told.clock)


def test_an_announcement_counts_down(meeting: Story) -> None:
    until = meeting.clock + 15 * MINUTE
    told = meeting.when("chair", Announce(COFFEE, until))
    assert told.state.screens.announcement == Announcement(COFFEE, until, told.clock)
    over = told.later(minutes=30)
    assert over.state.screens.announcement, "it is for people to take it off"


def test_an_announcement_replaces_the_one_before(meeting: Story) -> None:
    first = meeting.when("chair", Announce(COFFEE, meeting.clock + 15 * MINUTE))
    second = first.when("secretariat", Announce(Text("Buses leave at six")))
    assert second.state.screens.announcement == Announcement(Text("Buses leave at six"), None, second.clock)


def test_an_announcement_is_withdrawn_once(meeting: Story) -> None:
    gone = meeting.when("chair", Announce(COFFEE)).when("chair", WithdrawAnnouncement())
    gone.then(AnnouncementWithdrawn())
    assert gone.state.screens.announcement is None
    gone.when("chair", WithdrawAnnouncement()).refused("nothing_announced", "Nothing is announced.")


@pytest.mark.parametrize("text", [Text(), Text(" ", "\n", "\t")])
def test_an_announcement_says_something(meeting: Story, text: Text) -> None:
    meeting.when("chair", Announce(text)).refused(
        "nothing_said", "An announcement says something, in at least one language."
    )


@pytest.mark.parametrize("minutes", [-10, 1])
def test_nothing_counts_down_to_what_has_passed(meeting: Story, minutes: int) -> None:
    """One minute on is when the button is pressed."""
    meeting.when("chair", Announce(COFFEE, meeting.clock + minutes * MINUTE)).refused("until_past")


def test_the_wall_shows_what_was_chosen(meeting: Story) -> None:
    assert meeting.state.screens.wall is WallLayout.NOW
    for layout in (WallLayout.AGENDA, WallLayout.ANNOUNCEMENT, WallLayout.COUNTDOWN, WallLayout.NOW):
        meeting = meeting.when("chair", LayOutWall(layout)).then(WallLaidOut(layout))
        assert meeting.state.screens.wall is layout
    meeting.when("chair", LayOutWall(WallLayout.NOW)).refused("nothing_changed")


@pytest.mark.parametrize("command", [Announce(COFFEE), LayOutWall(WallLayout.AGENDA)])
def test_screens_serve_before_and_after_the_meeting_too(meeting: Story, command: Command) -> None:
    for story in (
        a_draft(),
        a_meeting(),
        meeting.when("chair", SuspendMeeting()),
        meeting.when("chair", CloseMeeting()),
    ):
        assert story.when("chair", command).state.screens != story.state.screens
