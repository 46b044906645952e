"""A meeting from draft to close (DOMAIN §2)."""

from datetime import timedelta

import pytest

from models.belonging.roles import Role
from models.meeting import (
    MeetingAdjourned,
    MeetingClosed,
    MeetingConvened,
    MeetingDrafted,
    MeetingOpened,
    MeetingReopened,
    MeetingResumed,
    MeetingState,
    MeetingSuspended,
    RoleGranted,
)
from models.planning.agenda import ItemAdded, ItemConcluded, ItemOpened, SittingAdded
from models.planning.item import ItemId, Outcome
from models.planning.sitting import Sitting
from models.procedure import Command
from models.rules.agenda import OpenNextItem, ReopenPreviousItem
from models.rules.conduct import (
    AdjournMeeting,
    CloseMeeting,
    ConveneMeeting,
    DraftMeeting,
    OpenMeeting,
    ReopenMeeting,
    ResumeMeeting,
    SuspendMeeting,
)
from models.text import Text
from tests.models.story import CONVOCATION, MINUTE, Story, a_meeting, item

MORNING = Sitting("morning", Text("Morning"), chair="Mayor of Kazan")


# --------------------------------------------------------------------------------------- draft and convene


def test_a_meeting_is_drafted_with_its_sittings_and_items_in_order() -> None:
    items = (item("1", sitting="morning"), item("1.1", parent="1"), item("2"))
    drafted = Story().when("operator", DraftMeeting(CONVOCATION, (MORNING,), items))
    drafted.then(MeetingDrafted(CONVOCATION), SittingAdded(MORNING), *map(ItemAdded, items))
    assert drafted.state.state is MeetingState.DRAFT


def test_a_meeting_is_drafted_once(meeting: Story) -> None:
    meeting.when("operator", DraftMeeting(CONVOCATION)).refused("already_drafted")


def test_an_item_stands_under_one_that_precedes_it() -> None:
    draft = DraftMeeting(CONVOCATION, (), (item("1.1", parent="1"), item("1")))
    Story().when("operator", draft).refused(
        "unknown_parent", "“Item 1.1” stands under an item that does not precede it."
    )


def test_an_item_never_stands_under_a_sitting() -> None:
    draft = DraftMeeting(CONVOCATION, (MORNING,), (item("1", parent="morning"),))
    Story().when("operator", draft).refused("unknown_parent")


def test_an_item_never_stands_under_itself() -> None:
    Story().when("operator", DraftMeeting(CONVOCATION, (), (item("1", parent="1"),))).refused(
        "unknown_parent"
    )


def test_an_item_belongs_to_a_sitting_that_is_there() -> None:
    draft = DraftMeeting(CONVOCATION, (MORNING,), (item("1", sitting="evening"),))
    Story().when("operator", draft).refused("unknown_sitting")


@pytest.mark.parametrize("twice", [item("1"), item("morning")])
def test_nothing_has_the_id_of_something_else(twice: object) -> None:
    draft = DraftMeeting(CONVOCATION, (MORNING,), (item("1"), twice))
    Story().when("operator", draft).refused("double_id")


def test_a_meeting_is_convened_with_an_agenda() -> None:
    drafted = Story().given(MeetingDrafted(CONVOCATION))
    drafted.when("operator", ConveneMeeting()).refused("no_items")
    drafted.given(ItemAdded(item("1"))).when("operator", ConveneMeeting()).then(MeetingConvened())


def test_a_meeting_is_convened_once() -> None:
    a_meeting().when("secretariat", ConveneMeeting()).refused("not_a_draft")


# --------------------------------------------------------------------------------- open, suspend, resume


def test_a_convened_meeting_is_opened_and_nothing_is_current_yet() -> None:
    opened = a_meeting().when("chair", OpenMeeting()).then(MeetingOpened())
    assert opened.state.state is MeetingState.OPEN
    assert opened.current is None


def test_a_draft_is_not_opened() -> None:
    drafted = Story().given(MeetingDrafted(CONVOCATION), RoleGranted("chair", Role.CHAIR))
    drafted.when("chair", OpenMeeting()).refused("not_convened", "This meeting is not convened yet.")


def test_an_open_meeting_is_not_opened_again(meeting: Story) -> None:
    meeting.when("chair", OpenMeeting()).refused("already_open")


def test_a_suspended_meeting_is_resumed_rather_than_opened(meeting: Story) -> None:
    still = meeting.when("chair", SuspendMeeting())
    still.when("chair", OpenMeeting()).refused("suspended")
    still.when("chair", ResumeMeeting()).then(MeetingResumed())


def test_a_suspension_keeps_its_term_and_its_reason(meeting: Story) -> None:
    until = meeting.clock + 30 * MINUTE
    still = meeting.when("chair", SuspendMeeting(until, "technical trouble"))
    still.then(MeetingSuspended(until, "technical trouble"))
    assert still.state.suspension is not None
    assert still.state.suspension.since == still.clock


@pytest.mark.parametrize("minutes", [-10, 1])
def test_a_meeting_is_not_suspended_until_a_moment_that_has_passed(meeting: Story, minutes: int) -> None:
    """One minute on is when the button is pressed."""
    meeting.when("chair", SuspendMeeting(meeting.clock + minutes * MINUTE)).refused("until_past")


def test_a_meeting_that_runs_is_not_resumed(meeting: Story) -> None:
    meeting.when("chair", ResumeMeeting()).refused("not_suspended")


def test_a_meeting_that_stands_still_is_not_suspended_again(meeting: Story) -> None:
    meeting.when("chair", SuspendMeeting()).when("chair", SuspendMeeting()).refused("suspended")


def test_the_item_is_still_the_current_one_after_a_suspension(meeting: Story) -> None:
    resumed = meeting.reached("6").when("chair", SuspendMeeting()).when("chair", ResumeMeeting())
    assert resumed.current == "6"


# ------------------------------------------------------------------------------------------- adjourned


def test_a_meeting_is_adjourned_to_a_moment_and_goes_on_where_it_was(meeting: Story) -> None:
    to = meeting.clock + 20 * 60 * MINUTE
    still = meeting.reached("6").when("chair", AdjournMeeting(to, "until tomorrow"))
    still.then(MeetingAdjourned(to, "until tomorrow"))
    assert still.state.state is MeetingState.ADJOURNED
    assert still.state.suspension
    assert still.state.suspension.until == to
    resumed = still.when("chair", ResumeMeeting()).then(MeetingResumed())
    assert (resumed.state.state, resumed.current) == (MeetingState.OPEN, "6")


def test_nothing_is_conducted_while_it_is_adjourned_in_words_that_say_so(meeting: Story) -> None:
    still = meeting.reached("6").when("chair", AdjournMeeting())
    for command in (OpenNextItem(closing=ItemId("6")), SuspendMeeting(), AdjournMeeting(), OpenMeeting()):
        still.when("chair", command).refused("suspended", "The meeting is adjourned. Resume it first.")
    assert still.when("chair", CloseMeeting()).state.state is MeetingState.CLOSED


def test_what_is_suspended_is_adjourned_and_all_of_that_time_is_nobodys(meeting: Story) -> None:
    still = meeting.reached("6").later(minutes=4).when("chair", SuspendMeeting())
    adjourned = still.later(minutes=9).when("chair", AdjournMeeting())
    assert adjourned.later(minutes=19).when("chair", ResumeMeeting()).item("6").held == 30 * 60


@pytest.mark.parametrize("minutes", [-1, 0])
def test_a_meeting_is_not_adjourned_to_a_moment_that_has_passed(meeting: Story, minutes: int) -> None:
    meeting.when("chair", AdjournMeeting(meeting.clock + minutes * MINUTE)).refused("until_past")


# -------------------------------------------------------------------------------------- suspended time


def test_the_time_the_meeting_stood_still_is_not_the_items(meeting: Story) -> None:
    still = meeting.reached("6").later(minutes=4).when("chair", SuspendMeeting())
    resumed = still.later(minutes=29).when("chair", ResumeMeeting())
    assert resumed.item("6").held == 30 * 60
    assert resumed.item("5").held == 0


def test_it_is_not_the_time_of_the_items_above_either(meeting: Story) -> None:
    still = meeting.reached("10.2").when("chair", SuspendMeeting())
    resumed = still.later(minutes=9).when("chair", ResumeMeeting())
    assert (resumed.item("10").held, resumed.item("10.1").held, resumed.item("10.2").held) == (600, 0, 600)


def test_several_suspensions_add_up(meeting: Story) -> None:
    story = meeting.reached("6")
    for _ in range(3):
        story = story.when("chair", SuspendMeeting()).later(minutes=4).when("chair", ResumeMeeting())
    assert story.item("6").held == 15 * 60


def test_it_is_not_the_items_time_when_the_meeting_is_closed_without_being_resumed(meeting: Story) -> None:
    still = meeting.reached("6").when("chair", SuspendMeeting())
    closed = still.later(minutes=59).when("chair", CloseMeeting())
    six = closed.item("6")
    assert six.started
    assert six.ended
    assert six.ended - six.started - timedelta(seconds=six.held) == MINUTE


def test_it_is_not_the_items_time_though_the_step_to_the_next_one_was_taken_back_after_it(
    meeting: Story,
) -> None:
    """5 is current again, with its original start: the thirty minutes in between are nobody's time."""
    still = meeting.reached("6").when("chair", SuspendMeeting())
    resumed = still.later(minutes=29).when("chair", ResumeMeeting())
    back = resumed.when("chair", ReopenPreviousItem(closing="6"))
    assert back.item("5").held == 30 * 60


# ----------------------------------------------------------------------------------------------- close


def test_close_concludes_the_current_item_as_discussed_in_the_same_act(meeting: Story) -> None:
    closed = meeting.reached("6").when("chair", CloseMeeting())
    closed.then(ItemConcluded("6", Outcome.DISCUSSED), MeetingClosed())
    assert closed.state.state is MeetingState.CLOSED
    assert closed.current is None


def test_close_ends_a_break(meeting: Story) -> None:
    meeting.reached("lunch").when("chair", CloseMeeting()).then(
        ItemConcluded("lunch", Outcome.ENDED), MeetingClosed()
    )


def test_close_concludes_a_sub_item_and_then_what_it_stands_under(meeting: Story) -> None:
    meeting.reached("10.1").when("chair", CloseMeeting()).then(
        ItemConcluded("10.1", Outcome.DISCUSSED), ItemConcluded("10", Outcome.DISCUSSED), MeetingClosed()
    )


def test_a_suspended_meeting_may_be_closed(meeting: Story) -> None:
    closed = meeting.when("chair", SuspendMeeting()).when("chair", CloseMeeting())
    assert closed.state.state is MeetingState.CLOSED
    assert closed.state.suspension is None


@pytest.mark.parametrize("command", [CloseMeeting(), SuspendMeeting()])
def test_a_meeting_that_never_opened_is_neither_closed_nor_suspended(command: Command) -> None:
    a_meeting().when("chair", command).refused("not_opened")


@pytest.mark.parametrize("command", [CloseMeeting(), SuspendMeeting(), OpenMeeting()])
def test_in_a_closed_meeting_everything_offers_to_reopen_it(meeting: Story, command: Command) -> None:
    meeting.when("chair", CloseMeeting()).when("chair", command).refused("closed")


def test_a_meeting_closed_by_mistake_is_reopened_and_goes_on(meeting: Story) -> None:
    reopened = meeting.reached("6").when("chair", CloseMeeting()).when("chair", ReopenMeeting())
    reopened.then(MeetingReopened())
    reopened.when("chair", OpenNextItem(closing=None)).then(ItemOpened("lunch"))
    reopened.when("chair", ReopenMeeting()).refused("not_closed")
