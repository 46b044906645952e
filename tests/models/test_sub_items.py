"""Items that stand under another: the one above is under way while they are taken (DOMAIN §2)."""

from models.planning.agenda import ItemConcluded, ItemOpened
from models.planning.item import Outcome
from models.rules.agenda import ConcludeItem, OpenItem, OpenNextItem
from tests.models.story import Story, a_meeting, item


def test_from_10_next_goes_to_10_1_and_concludes_nothing_above_it(meeting: Story) -> None:
    below = meeting.reached("10").when("chair", OpenNextItem(closing="10"))
    below.then(ItemOpened("10.1"))
    assert below.current == "10.1"
    assert below.under_way() == ("10",)
    assert below.item("10").outcome is None


def test_from_10_1_next_goes_to_10_2_and_10_stays_under_way(meeting: Story) -> None:
    below = meeting.reached("10.1").when("chair", OpenNextItem(closing="10.1"))
    below.then(ItemConcluded("10.1", Outcome.DISCUSSED), ItemOpened("10.2"))
    assert below.under_way() == ("10",)


def test_next_after_10_5_concludes_10_5_and_10(meeting: Story) -> None:
    meeting.reached("10.5").when("chair", OpenNextItem(closing="10.5")).then(
        ItemConcluded("10.5", Outcome.DISCUSSED), ItemConcluded("10", Outcome.DISCUSSED), ItemOpened("11")
    )


def test_the_outcome_chosen_with_next_is_that_of_the_current_item_alone(meeting: Story) -> None:
    pressed = OpenNextItem(closing="10.5", outcome=Outcome.NOTED)
    meeting.reached("10.5").when("chair", pressed).then(
        ItemConcluded("10.5", Outcome.NOTED), ItemConcluded("10", Outcome.DISCUSSED), ItemOpened("11")
    )


def test_no_outcome_is_chosen_for_10_when_next_goes_to_10_1(meeting: Story) -> None:
    pressed = OpenNextItem(closing="10", outcome=Outcome.ADOPTED)
    meeting.reached("10").when("chair", pressed).refused("nothing_to_conclude")


def test_opening_10_3_directly_begins_10_in_the_same_instant(meeting: Story) -> None:
    jumped = meeting.reached("5").when("chair", OpenItem("10.3", closing="5"))
    jumped.then(ItemConcluded("5", Outcome.DISCUSSED), ItemOpened("10.3"))
    assert jumped.under_way() == ("10",)
    assert jumped.item("10").started == jumped.item("10.3").started == jumped.clock


def test_leaving_10_for_another_item_concludes_it_with_its_sub_item(meeting: Story) -> None:
    left = meeting.reached("10.2").when("chair", OpenItem("11", closing="10.2"))
    left.then(
        ItemConcluded("10.2", Outcome.DISCUSSED), ItemConcluded("10", Outcome.DISCUSSED), ItemOpened("11")
    )


def test_opening_10_4_after_10_was_concluded_takes_10_up_again(meeting: Story) -> None:
    left = meeting.reached("10.2").when("chair", OpenItem("11", closing="10.2"))
    again = left.when("chair", OpenItem("10.4", closing="11"))
    assert again.current == "10.4"
    assert again.under_way() == ("10",)
    again.when("chair", OpenNextItem(closing="10.4")).then(
        ItemConcluded("10.4", Outcome.DISCUSSED), ItemOpened("10.5")
    )


def test_an_item_under_way_is_not_opened_again(meeting: Story) -> None:
    meeting.reached("10.2").when("chair", OpenItem("10", closing="10.2")).refused(
        "under_way", "item 10 is under way: its sub-items are being taken."
    )


def test_10_is_not_concluded_while_10_2_is_current(meeting: Story) -> None:
    meeting.reached("10.2").when("chair", ConcludeItem("10", Outcome.NOTED)).refused(
        "sub_item_open", "Conclude item 10.2 first: it belongs to the item you chose."
    )


def test_10_is_concluded_with_an_outcome_of_its_own_once_its_sub_item_is(meeting: Story) -> None:
    below = meeting.reached("10.5").when("chair", ConcludeItem("10.5", Outcome.NOTED))
    whole = below.when("chair", ConcludeItem("10", Outcome.ADOPTED)).then(
        ItemConcluded("10", Outcome.ADOPTED)
    )
    whole.when("chair", OpenNextItem(closing=None)).then(ItemOpened("11"))


def test_with_nothing_current_next_still_concludes_the_parents_it_leaves(meeting: Story) -> None:
    below = meeting.reached("10.5").when("chair", ConcludeItem("10.5", Outcome.NOTED))
    below.when("chair", OpenNextItem(closing=None)).then(
        ItemConcluded("10", Outcome.DISCUSSED), ItemOpened("11")
    )


def test_from_the_last_sub_item_of_the_last_item_next_concludes_the_agenda() -> None:
    last = a_meeting(item("1"), item("1.1", parent="1"), item("1.1.1", parent="1.1")).opened()
    past = last.reached("1.1.1").when("chair", OpenNextItem(closing="1.1.1"))
    past.then(
        ItemConcluded("1.1.1", Outcome.DISCUSSED),
        ItemConcluded("1.1", Outcome.DISCUSSED),
        ItemConcluded("1", Outcome.DISCUSSED),
    )
    assert past.state.agenda.concluded()


def test_what_stands_under_a_withdrawn_item_is_not_opened_by_next(meeting: Story) -> None:
    """10 goes, and 10.1 to 10.5 with it: there is nothing left that they could stand under."""
    withdrawn = meeting.reached("9").when("chair", ConcludeItem("10", Outcome.WITHDRAWN))
    withdrawn.when("chair", OpenNextItem(closing="9")).then(
        ItemConcluded("9", Outcome.DISCUSSED), ItemOpened("11")
    )


def test_what_stands_under_a_deferred_item_is_not_opened_by_next(meeting: Story) -> None:
    deferred = meeting.reached("10").when("chair", ConcludeItem("10", Outcome.DEFERRED))
    deferred.when("chair", OpenNextItem(closing=None)).then(ItemOpened("11"))
