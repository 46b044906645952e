"""An agenda is cut to the time there is: split, set aside, planned again, given other minutes (DOMAIN §2)."""

import pytest

from models.planning.agenda import ItemConcluded, ItemOpened
from models.planning.editing import ItemDeferred, ItemRemoved, ItemRestored
from models.planning.item import ItemState, Kind, Outcome
from models.rules.agenda import ConcludeItem, OpenItem, OpenNextItem, ReopenPreviousItem
from models.rules.conduct import CloseMeeting, SuspendMeeting
from models.rules.editing import RemoveItem, ReplanItems, Replanned, RestoreItem, SplitItem
from models.text import Text
from tests.models.story import Story, a_draft, a_meeting, item

THREE = tuple(map(Text, ("Income", "Expenditure", "Reserve")))


def test_an_item_is_split_into_sub_items_that_share_its_minutes(meeting: Story) -> None:
    split = meeting.when("secretariat", SplitItem("6", THREE))
    assert split.order == "5 6 item-n21 item-n22 item-n23 lunch 9 10 10.1 10.2 10.3 10.4 10.5 11"
    assert split.numbers == "5 6 6.1 6.2 6.3 – 9 10 10.1 10.2 10.3 10.4 10.5 11"
    parts = [split.item(f"item-n{n}") for n in (21, 22, 23)]
    assert [part.title for part in parts] == [*THREE]
    assert [part.minutes for part in parts] == [4, 3, 3]
    assert all(part.parent == "6" and part.kind is Kind.DECISION for part in parts)
    assert split.item("6").minutes == 10


def test_next_goes_to_the_first_part_of_the_current_item(meeting: Story) -> None:
    split = meeting.reached("6").when("secretariat", SplitItem("6", THREE))
    first = split.state.agenda.coming()[0]
    below = split.when("chair", OpenNextItem(closing="6")).then(ItemOpened(first.id))
    assert first.title == Text("Income")
    assert below.under_way() == ("6",)


def test_an_item_with_sub_items_is_split_further(meeting: Story) -> None:
    split = meeting.when("secretariat", SplitItem("10", THREE))
    assert split.numbers.endswith("10.5 10.6 10.7 10.8 11")


def test_a_part_never_has_a_number_that_another_item_has() -> None:
    gap = a_meeting(item("1"), item("1.1", parent="1"), item("1.3", parent="1"))
    assert gap.when("secretariat", SplitItem("1", THREE)).numbers == "1 1.1 1.3 1.4 1.5 1.6"


def test_parts_of_an_item_without_a_number_have_none() -> None:
    split = a_meeting(item("1"), item("Debate", number="")).when("secretariat", SplitItem("Debate", THREE))
    assert split.numbers == "1 – – – –"


def test_parts_are_split_in_their_turn(meeting: Story) -> None:
    twice = meeting.when("secretariat", SplitItem("6", THREE)).when(
        "secretariat", SplitItem("item-n22", THREE)
    )
    assert twice.numbers == "5 6 6.1 6.2 6.2.1 6.2.2 6.2.3 6.3 – 9 10 10.1 10.2 10.3 10.4 10.5 11"


@pytest.mark.parametrize("titles", [(), THREE[:1], THREE * 7])
def test_an_item_is_split_into_two_to_twenty(meeting: Story, titles: tuple[Text, ...]) -> None:
    meeting.when("secretariat", SplitItem("6", titles)).refused(
        "too_few_parts", "An item is split into 2 to 20 sub-items."
    )


def test_every_part_has_a_title(meeting: Story) -> None:
    meeting.when("secretariat", SplitItem("6", (*THREE, Text()))).refused("no_title")


def test_what_is_over_is_not_split(meeting: Story) -> None:
    meeting.reached("6").when("secretariat", SplitItem("5", THREE)).refused("already_concluded")


# ---------------------------------------------------------------------------------------- remove, restore


def test_an_item_is_taken_out_of_a_draft_with_all_that_stands_under_it() -> None:
    draft = a_draft(item("1"), item("2"), item("2.1", parent="2"), item("3", number="x"))
    assert draft.when("secretariat", RemoveItem("2")).then(ItemRemoved("2")).order == "1 3"


def test_what_was_public_is_withdrawn_not_removed() -> None:
    a_meeting().when("secretariat", RemoveItem("6")).refused(
        "stays_public", "The agenda is public: item 6 can be withdrawn, not removed."
    )


@pytest.mark.parametrize("outcome", [Outcome.DEFERRED, Outcome.WITHDRAWN])
def test_an_item_is_set_aside_before_the_meeting_opens_and_planned_again(outcome: Outcome) -> None:
    aside = a_meeting().when("secretariat", ConcludeItem("6", outcome)).then(ItemConcluded("6", outcome))
    restored = aside.when("secretariat", RestoreItem("6")).then(ItemRestored("6"))
    assert restored.item("6") == a_meeting().item("6")


@pytest.mark.parametrize("outcome", [Outcome.ADOPTED, Outcome.NOTED, Outcome.DISCUSSED])
def test_nothing_is_concluded_otherwise_before_the_meeting_opens(outcome: Outcome) -> None:
    a_meeting().when("chair", ConcludeItem("6", outcome)).refused("not_opened")


def test_nothing_is_set_aside_in_a_draft_or_a_closed_meeting(meeting: Story) -> None:
    aside = ConcludeItem("6", Outcome.WITHDRAWN)
    a_draft(item("6")).when("chair", aside).refused("not_convened")
    meeting.when("chair", CloseMeeting()).when("chair", aside).refused("closed")


def test_while_the_meeting_stands_still_an_item_can_be_set_aside(meeting: Story) -> None:
    still = meeting.reached("5").when("chair", SuspendMeeting())
    still.when("chair", ConcludeItem("6", Outcome.WITHDRAWN)).then(ItemConcluded("6", Outcome.WITHDRAWN))
    still.when("chair", ConcludeItem("5", Outcome.NOTED)).refused("suspended")


def test_a_restored_item_comes_again_in_its_turn(meeting: Story) -> None:
    aside = meeting.reached("5").when("chair", ConcludeItem("6", Outcome.WITHDRAWN))
    restored = aside.when("chair", RestoreItem("6"))
    restored.when("chair", OpenNextItem(closing="5")).then(
        ItemConcluded("5", Outcome.DISCUSSED), ItemOpened("6")
    )


@pytest.mark.parametrize("chosen", ["5", "6", "9"])
def test_what_is_over_or_taken_or_planned_is_not_planned_again(meeting: Story, chosen: str) -> None:
    meeting.reached("6").when("chair", RestoreItem(chosen)).refused("not_withdrawn")


def test_what_was_withdrawn_in_the_midst_of_it_is_not_planned_again(meeting: Story) -> None:
    begun = meeting.reached("5").when("chair", ConcludeItem("5", Outcome.WITHDRAWN))
    begun.when("chair", RestoreItem("5")).refused(
        "not_withdrawn", "item 5 is neither withdrawn nor deferred, or has begun."
    )


def test_what_was_deferred_and_then_taken_up_is_deferred_no_longer(meeting: Story) -> None:
    """Taken back, it is again deferred to where it was."""
    there = meeting.reached("5").given(ItemConcluded("6", Outcome.DEFERRED), ItemDeferred("6", "bureau"))
    taken = there.when("chair", OpenItem("6", closing="5"))
    assert taken.item("6").deferred_to == ""
    assert taken.state.agenda.state(taken.item("6")) is ItemState.CURRENT
    back = taken.when("chair", ReopenPreviousItem(closing="6"))
    assert back.item("6") == there.item("6")
    assert back.item("6").deferred_to == "bureau"


# ------------------------------------------------------------------------------------------------ replan


def test_the_minutes_of_several_items_are_set_at_once(meeting: Story) -> None:
    shorter = ReplanItems((Replanned("9", 10, 5), Replanned("10", 40, 30), Replanned("11", 10, 10)))
    planned = meeting.when("chair", shorter)
    assert [event.item for event in planned.heard] == ["9", "10"]
    assert [planned.item(one).minutes for one in ("9", "10", "11")] == [5, 30, 10]


def test_minutes_that_somebody_else_has_set_meanwhile_are_not_set_over(meeting: Story) -> None:
    set_meanwhile = meeting.when("secretariat", ReplanItems((Replanned("10", 40, 35),)))
    late = set_meanwhile.when("chair", ReplanItems((Replanned("9", 10, 5), Replanned("10", 40, 30))))
    assert (
        "planned minutes meanwhile. It reads now: “35”. You wrote: “30”"
        in late.refused("edited_meanwhile").refusal()
    )
    assert late.item("9").minutes == 10


def test_to_replan_nothing_is_refused(meeting: Story) -> None:
    for nothing in ((), (Replanned("9", 10, 10),)):
        meeting.when("chair", ReplanItems(nothing)).refused("nothing_changed")
