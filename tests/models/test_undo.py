"""Taking a step back: an act of its own, after which things are as they were (DOMAIN §2 and §7)."""

import pytest

from models.planning.agenda import ItemConcluded, ItemOpened, ItemPutBack, ItemReopened
from models.planning.item import ItemState, Outcome
from models.rules.agenda import ConcludeItem, OpenItem, OpenNextItem, ReopenPreviousItem
from tests.models.story import Story, a_meeting, item


def test_undo_of_next_puts_the_new_item_back_and_reopens_the_one_before(meeting: Story) -> None:
    back = meeting.reached("6").when("chair", ReopenPreviousItem(closing="6"))
    back.then(ItemPutBack("6"), ItemReopened("5", Outcome.DISCUSSED))
    assert back.current == "5"
    assert back.state.agenda.state(back.item("6")) is ItemState.PLANNED


def test_undo_of_next_gives_the_item_its_original_start(meeting: Story) -> None:
    at_five = meeting.reached("5")
    started = at_five.item("5").started
    back = at_five.later(minutes=7).reached("6").when("chair", ReopenPreviousItem(closing="6"))
    assert back.item("5").started == started
    assert back.item("5").ended is None
    assert back.item("6").started is None


def test_next_after_its_undo_opens_the_same_item_again(meeting: Story) -> None:
    back = meeting.reached("6").when("chair", ReopenPreviousItem(closing="6"))
    again = back.later(minutes=3).reached("6")
    assert again.item("6").started == again.clock


def test_a_step_back_that_was_a_slip_is_undone_with_the_times_and_the_outcome_there_were(
    meeting: Story,
) -> None:
    chosen = OpenNextItem(closing="5", outcome=Outcome.ADOPTED)
    before = meeting.reached("5").later(minutes=20).when("chair", chosen).later(minutes=12)
    back = before.when("chair", ReopenPreviousItem(closing="6"))
    again = back.when("chair", OpenItem("6", closing="5"))
    again.then(ItemConcluded("5", Outcome.ADOPTED), ItemOpened("6", again=True))
    assert again.state.agenda == before.state.agenda
    assert again.when("chair", ReopenPreviousItem(closing="6")).state.agenda == back.state.agenda


def test_next_right_after_a_step_back_goes_on_from_the_first_start(meeting: Story) -> None:
    before = meeting.reached("10.1").later(minutes=30)
    again = before.when("chair", ReopenPreviousItem(closing="10.1")).when("chair", OpenNextItem(closing="10"))
    assert again.state.agenda == before.state.agenda


def test_what_was_reopened_out_of_turn_is_open_again_as_it_was(meeting: Story) -> None:
    jumped = meeting.reached("9").later(minutes=5).when("chair", OpenItem("6", closing="9"))
    back = jumped.when("chair", ReopenPreviousItem(closing="6"))
    again = back.when("chair", OpenItem("6", closing="9"))
    again.then(ItemConcluded("9", Outcome.DISCUSSED), ItemReopened("6", Outcome.DISCUSSED, again=True))
    assert again.state.agenda == jumped.state.agenda


def test_another_item_opened_after_a_step_back_begins_now(meeting: Story) -> None:
    back = meeting.reached("6").when("chair", ReopenPreviousItem(closing="6"))
    other = back.when("chair", OpenItem("9", closing="5"))
    other.then(ItemConcluded("5", Outcome.DISCUSSED), ItemOpened("9"))
    assert other.item("9").started == other.clock


def test_undo_of_the_first_next_leaves_nothing_current(meeting: Story) -> None:
    back = meeting.reached("5").when("chair", ReopenPreviousItem(closing="5")).then(ItemPutBack("5"))
    assert back.state.agenda.items == meeting.state.agenda.items
    back.when("chair", ReopenPreviousItem(closing=None)).refused("nothing_before")


def test_all_of_it_may_be_taken_back_step_by_step(meeting: Story) -> None:
    back = meeting.reached("11")
    while back.current:
        back = back.when("chair", ReopenPreviousItem(closing=back.current))
    assert back.state.agenda == meeting.state.agenda


def test_undo_from_11_makes_10_5_current_and_10_under_way_again(meeting: Story) -> None:
    before = meeting.reached("10.5")
    back = before.reached("11").when("chair", ReopenPreviousItem(closing="11"))
    assert back.state.agenda == before.state.agenda


def test_undo_past_the_last_item_makes_it_current_again(meeting: Story) -> None:
    before = meeting.reached("11")
    past = before.when("chair", OpenNextItem(closing="11"))
    assert past.when("chair", ReopenPreviousItem(closing=None)).state.agenda == before.state.agenda


def test_undo_of_opening_10_3_directly_unbegins_10_too(meeting: Story) -> None:
    before = meeting.reached("5")
    jumped = before.when("chair", OpenItem("10.3", closing="5"))
    back = jumped.when("chair", ReopenPreviousItem(closing="10.3"))
    assert back.state.agenda == before.state.agenda


def test_undo_of_10_1_leaves_10_its_start_though_both_were_opened_in_one_instant(meeting: Story) -> None:
    """Wall clocks step back and records do not: then many entries have the same time."""
    at_ten = meeting.reached("10")
    started = at_ten.item("10").started
    below = at_ten.when_at_once("chair", OpenNextItem(closing="10"))
    back = below.later(minutes=5).when("chair", ReopenPreviousItem(closing="10.1"))
    assert back.current == "10"
    assert back.item("10").started == started


def test_undo_carries_the_item_that_was_seen_as_current(meeting: Story) -> None:
    back = meeting.reached("9").when("chair", ReopenPreviousItem(closing="9"))
    back.when_at_once("secretariat", ReopenPreviousItem(closing="9")).refused(
        "moved_on", "Already at “Lunch”."
    )


def test_somebody_who_saw_an_item_that_was_put_back_since_hears_so(meeting: Story) -> None:
    back = meeting.reached("5").when("chair", ReopenPreviousItem(closing="5"))
    back.when("secretariat", OpenNextItem(closing="5")).refused(
        "moved_on", "No item is open: the one you saw was put back."
    )


# -------------------------------------------------------------------------------- of opening out of turn


@pytest.mark.parametrize("outcome", [Outcome.ADOPTED, Outcome.NOTED])
def test_undo_of_reopening_an_item_gives_it_its_outcome_back(meeting: Story, outcome: Outcome) -> None:
    done = meeting.reached("6").when("chair", OpenNextItem(closing="6", outcome=outcome)).reached("9")
    again = done.when("chair", OpenItem("6", closing="9"))
    back = again.when("chair", ReopenPreviousItem(closing="6"))
    back.then(ItemPutBack("6", outcome), ItemReopened("9", Outcome.DISCUSSED))
    assert back.outcomes() == done.outcomes()


def test_undo_of_reopening_an_item_gives_it_its_true_end_back(meeting: Story) -> None:
    done = meeting.reached("9")
    again = done.later(minutes=30).when("chair", OpenItem("6", closing="9"))
    back = again.when("chair", ReopenPreviousItem(closing="6"))
    assert back.item("6").ended == done.item("6").ended


def test_undo_of_opening_what_was_deferred_leaves_it_without_a_beginning(meeting: Story) -> None:
    deferred = meeting.reached("5").when("chair", ConcludeItem("9", Outcome.DEFERRED))
    opened = deferred.when("chair", OpenItem("9", closing="5"))
    back = opened.when("chair", ReopenPreviousItem(closing="9"))
    assert back.item("9") == deferred.item("9")


def test_undo_of_reopening_10_1_gives_10_its_outcome_back(meeting: Story) -> None:
    whole = meeting.reached("10.5").when("chair", ConcludeItem("10.5", Outcome.NOTED))
    adopted = whole.when("chair", ConcludeItem("10", Outcome.ADOPTED)).reached("11")
    again = adopted.when("chair", OpenItem("10.1", closing="11"))
    back = again.when("chair", ReopenPreviousItem(closing="10.1"))
    assert back.outcomes() == adopted.outcomes()


def test_undo_finds_its_way_through_many_returns() -> None:
    story = a_meeting(item("1"), item("2"), item("3")).opened().reached("1")
    told = [story]
    for number in ("2", "1", "3", "1", "2"):
        story = story.when("chair", OpenItem(number, closing=story.current))
        told.append(story)
    for before in reversed(told[:-1]):
        story = story.when("chair", ReopenPreviousItem(closing=story.current))
        assert story.current == before.current
        assert story.outcomes() == before.outcomes()
