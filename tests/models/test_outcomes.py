"""Concluding an item, and the outcomes it can have (DOMAIN §2)."""

import pytest

from models.planning.agenda import ItemConcluded
from models.planning.item import ItemState, Outcome
from models.rules.agenda import ConcludeItem, OpenNextItem, ReopenPreviousItem
from tests.models.story import Story

OF_BUSINESS = [o for o in Outcome if o is not Outcome.ENDED]
OF_BREAKS = [Outcome.ENDED, Outcome.DEFERRED, Outcome.WITHDRAWN]


@pytest.mark.parametrize("outcome", OF_BUSINESS)
def test_the_current_item_is_concluded_as_the_chair_says(meeting: Story, outcome: Outcome) -> None:
    concluded = meeting.reached("6").when("chair", ConcludeItem("6", outcome))
    concluded.then(ItemConcluded("6", outcome))
    assert concluded.current is None
    assert concluded.item("6").outcome is outcome
    assert concluded.item("6").ended == concluded.clock


@pytest.mark.parametrize("outcome", OF_BREAKS)
def test_a_break_ends_or_does_not_take_place(meeting: Story, outcome: Outcome) -> None:
    meeting.reached("lunch").when("chair", ConcludeItem("lunch", outcome)).then(
        ItemConcluded("lunch", outcome)
    )


@pytest.mark.parametrize("outcome", [o for o in Outcome if o not in OF_BREAKS])
def test_a_break_is_not_business(meeting: Story, outcome: Outcome) -> None:
    broken = meeting.reached("lunch")
    broken.when("chair", ConcludeItem("lunch", outcome)).refused("wrong_outcome")
    broken.when("chair", OpenNextItem(closing="lunch", outcome=outcome)).refused("wrong_outcome")


def test_business_does_not_just_end(meeting: Story) -> None:
    meeting.reached("6").when("chair", ConcludeItem("6", Outcome.ENDED)).refused(
        "wrong_outcome", "item 6 cannot be concluded as ended."
    )


@pytest.mark.parametrize("outcome", [Outcome.DEFERRED, Outcome.WITHDRAWN])
def test_an_item_may_be_deferred_or_withdrawn_before_its_turn(meeting: Story, outcome: Outcome) -> None:
    gone = meeting.reached("5").when("chair", ConcludeItem("9", outcome)).then(ItemConcluded("9", outcome))
    assert gone.current == "5"
    assert gone.state.agenda.state(gone.item("9")) is ItemState.CONCLUDED
    assert gone.item("9").started is None


def test_an_item_that_has_not_begun_was_not_discussed(meeting: Story) -> None:
    meeting.reached("5").when("chair", ConcludeItem("9", Outcome.DISCUSSED)).refused(
        "not_begun", "item 9 has not begun: it can be deferred or withdrawn, or opened first."
    )


def test_an_item_is_concluded_once(meeting: Story) -> None:
    meeting.reached("6").when("chair", ConcludeItem("5", Outcome.ADOPTED)).refused(
        "already_concluded", "item 5 is concluded already."
    )


def test_an_outcome_is_chosen_for_something(meeting: Story) -> None:
    meeting.when("chair", OpenNextItem(closing=None, outcome=Outcome.NOTED)).refused("nothing_to_conclude")


def test_what_is_not_on_the_agenda_is_not_concluded(meeting: Story) -> None:
    meeting.when("chair", ConcludeItem("77", Outcome.NOTED)).refused("unknown_item")


def test_a_conclusion_is_taken_back_by_going_back(meeting: Story) -> None:
    concluded = meeting.reached("6").when("chair", ConcludeItem("6", Outcome.ADOPTED))
    back = concluded.when("chair", ReopenPreviousItem(closing=None))
    assert back.current == "6"
    assert back.item("6").outcome is None
    assert back.item("6").ended is None
