"""Items are moved by id, never by index, while the chair advances (DOMAIN §2)."""

import pytest

from models.meeting import MeetingConvened
from models.planning.agenda import ItemAdded, ItemConcluded, ItemOpened, SittingAdded
from models.planning.editing import ItemMoved
from models.planning.item import Outcome
from models.planning.sitting import Sitting
from models.rules.agenda import ConcludeItem, OpenItem, OpenNextItem, ReopenPreviousItem
from models.rules.conduct import CloseMeeting, SuspendMeeting
from models.rules.editing import AddItem
from models.rules.placing import MoveItem
from models.text import Text
from tests.models.story import Story, a_draft, a_meeting, item
from tests.models.test_numbering import REPORT

NEXT = OpenNextItem(closing="5")


# ----------------------------------------------------------------------------------------------- where to


@pytest.mark.parametrize(
    ("command", "order"),
    [
        (MoveItem("11", after="5"), "5 11 6 lunch 9 10 10.1 10.2 10.3 10.4 10.5"),
        (MoveItem("11", after="10"), "5 6 lunch 9 10 10.1 10.2 10.3 10.4 10.5 11"),
        (MoveItem("11"), "11 5 6 lunch 9 10 10.1 10.2 10.3 10.4 10.5"),
        (MoveItem("10.4", after="10.1"), "5 6 lunch 9 10 10.1 10.4 10.2 10.3 10.5 11"),
        (MoveItem("10.4", parent="10"), "5 6 lunch 9 10 10.4 10.1 10.2 10.3 10.5 11"),
        (MoveItem("10.4", after="10", parent="10"), "5 6 lunch 9 10 10.4 10.1 10.2 10.3 10.5 11"),
        (MoveItem("10.4", after="10"), "5 6 lunch 9 10 10.1 10.2 10.3 10.5 10.4 11"),
        (MoveItem("9", parent="10"), "5 6 lunch 10 9 10.1 10.2 10.3 10.4 10.5 11"),
        (MoveItem("10", after="5"), "5 10 10.1 10.2 10.3 10.4 10.5 6 lunch 9 11"),
    ],
)
def test_an_item_stands_where_it_was_moved(meeting: Story, command: MoveItem, order: str) -> None:
    if order == meeting.order:
        meeting.when("chair", command).refused("nothing_changed")
    assert meeting.when("chair", command).order == order


def test_sub_items_move_with_the_item_they_stand_under(meeting: Story) -> None:
    moved = meeting.when("chair", MoveItem("10", parent="9"))
    assert moved.order == "5 6 lunch 9 10 10.1 10.2 10.3 10.4 10.5 11"
    assert [a.id for a in moved.state.agenda.ancestors("10.3")] == ["10", "9"]  # type: ignore[arg-type]


def test_an_item_moves_to_another_sitting_with_its_sub_items() -> None:
    sittings = (SittingAdded(Sitting(name, Text(name))) for name in ("morning", "evening"))  # type: ignore[arg-type]
    items = (
        item("1", sitting="morning"),
        item("1.1", sitting="morning", parent="1"),
        item("2", sitting="evening"),
    )
    draft = a_draft().given(*sittings, *map(ItemAdded, items))
    evening = draft.when("secretariat", MoveItem("1", sitting="evening"))
    assert evening.order == "1 1.1 2"
    assert [one.sitting for one in evening.state.agenda.items] == ["evening"] * 3
    behind = draft.when("secretariat", MoveItem("1", after="2"))
    assert (behind.order, behind.item("1.1").sitting) == ("2 1 1.1", "evening")
    last = evening.when("secretariat", MoveItem("2", sitting="morning"))
    assert (last.order, last.item("2").sitting) == ("2 1 1.1", "morning")


def test_an_item_may_follow_one_of_another_sitting_and_open_its_own() -> None:
    sittings = (SittingAdded(Sitting(name, Text(name))) for name in ("morning", "evening"))  # type: ignore[arg-type]
    items = (item("1", sitting="morning"), item("2", sitting="evening"), item("3", sitting="evening"))
    convened = a_draft().given(*sittings, *map(ItemAdded, items), MeetingConvened())
    opens = convened.when("secretariat", MoveItem("3", after="1", sitting="evening"))  # type: ignore[arg-type]
    opens.then(ItemMoved("3", "1", None, "evening"))  # type: ignore[arg-type]
    under = convened.when("secretariat", MoveItem("3", parent="1"))
    assert under.item("3").sitting == "morning"
    under.when("secretariat", MoveItem("2", parent="1", sitting="evening")).then(  # type: ignore[arg-type]
        ItemMoved("2", None, "1", "morning")  # type: ignore[arg-type]
    )


def test_a_sub_item_that_was_withdrawn_moves_along(meeting: Story) -> None:
    without = meeting.when("chair", ConcludeItem("10.3", Outcome.WITHDRAWN))
    moved = without.when("chair", MoveItem("10", after="5"))
    assert moved.order == "5 10 10.1 10.2 10.3 10.4 10.5 6 lunch 9 11"
    assert moved.item("10.3").outcome is Outcome.WITHDRAWN


# ------------------------------------------------------------------------------------ while the chair advances


@pytest.mark.parametrize("after", ["5", "6", "10.2", None])
def test_a_secretary_moves_and_the_chair_advances_in_either_order_and_both_land(
    meeting: Story, after: str | None
) -> None:
    at_five, move = meeting.reached("5"), MoveItem("11", after=after)  # type: ignore[arg-type]
    moved_first = at_five.when("secretariat", move)
    moved_first = moved_first.when("chair", NEXT)
    advanced_first = at_five.when("chair", NEXT).when("secretariat", move)
    for story in (moved_first, advanced_first):
        assert not isinstance(story.heard, Exception)
        assert story.current in {"6", "11"}
        assert story.outcomes() == {"5": Outcome.DISCUSSED}
    assert {*moved_first.order.split()} == {*advanced_first.order.split()}


def test_a_place_that_is_still_to_come_is_kept_while_the_meeting_runs(meeting: Story) -> None:
    at_five = meeting.reached("5")
    at_five.when("secretariat", MoveItem("11", after="6")).then(ItemMoved("11", "6", None, None))
    at_five.when("secretariat", MoveItem("11", after="10.2")).then(ItemMoved("11", "10.2", "10", None))


@pytest.mark.parametrize("after", ["5", "6", "lunch", None])
def test_a_place_that_has_passed_means_next(meeting: Story, after: str | None) -> None:
    at_nine = meeting.reached("9")
    moved = at_nine.when("secretariat", MoveItem("11", after=after))  # type: ignore[arg-type]
    moved.then(ItemMoved("11", "9", None, None))
    moved.when("chair", OpenNextItem(closing="9")).then(
        ItemConcluded("9", Outcome.DISCUSSED), ItemOpened("11")
    )


def test_a_place_that_has_passed_among_sub_items_means_the_next_of_them(meeting: Story) -> None:
    at_third = meeting.reached("10.3")
    at_third.when("chair", MoveItem("10.5", after="10.1")).then(ItemMoved("10.5", "10.3", "10", None))
    at_third.when("chair", MoveItem("11", parent="10")).then(ItemMoved("11", "10.3", "10", None))
    at_third.when("chair", MoveItem("10.5", after="9")).then(ItemMoved("10.5", "10", None, None))


def test_a_move_counts_from_the_item_opened_last_though_none_is_current(meeting: Story) -> None:
    noted = meeting.reached("9").when("chair", ConcludeItem("9", Outcome.NOTED))
    noted.when("chair", MoveItem("11", after="5")).then(ItemMoved("11", "9", None, None))


def test_what_was_jumped_over_can_be_put_next(meeting: Story) -> None:
    jumped = meeting.reached("5").when("chair", OpenItem("9", closing="5"))
    assert [one.id for one in jumped.state.agenda.coming()][:2] == ["10", "10.1"]
    moved = jumped.when("chair", MoveItem("6", after="5")).then(ItemMoved("6", "9", None, None))
    assert moved.state.agenda.coming()[0].id == "6"


def test_inside_an_item_that_was_jumped_over_the_order_is_still_free(meeting: Story) -> None:
    jumped = meeting.reached("5").when("chair", OpenItem("11", closing="5"))
    assert (
        jumped.when("chair", MoveItem("10.5", parent="10")).order
        == "5 6 lunch 9 10 10.5 10.1 10.2 10.3 10.4 11"
    )
    joined = jumped.when("secretariat", AddItem(REPORT, parent="6"))  # type: ignore[arg-type]
    assert joined.state.agenda.items[2].parent == "6"


def test_a_step_taken_back_leaves_the_moves_as_they_are(meeting: Story) -> None:
    moved = meeting.reached("6").when("secretariat", MoveItem("11", after="6"))
    back = moved.when("chair", ReopenPreviousItem(closing="6"))
    assert back.order == moved.order
    assert [one.id for one in back.state.agenda.coming()][:2] == ["6", "11"]


@pytest.mark.parametrize("chosen", ["5", "6", "10"])
def test_what_has_begun_or_is_over_stays_where_it_is(meeting: Story, chosen: str) -> None:
    story = meeting.reached("6") if chosen != "10" else meeting.reached("10.2")
    story.when("chair", MoveItem(chosen, after="11")).refused(
        "has_begun", f"item {chosen} has begun or is dealt with: it stays where it is."
    )


def test_what_was_withdrawn_stays_where_it_is(meeting: Story) -> None:
    aside = meeting.when("chair", ConcludeItem("6", Outcome.WITHDRAWN))
    aside.when("chair", MoveItem("6", after="9")).refused("has_begun")


# -------------------------------------------------------------------------------------------- where not to


@pytest.mark.parametrize(
    "place",
    [
        {"after": "10"},
        {"parent": "10"},
        {"after": "10.2"},
        {"parent": "10.2"},
        {"after": "9", "parent": "10.1"},
    ],
)
def test_an_item_never_stands_behind_or_under_itself(meeting: Story, place: dict[str, str]) -> None:
    meeting.when("chair", MoveItem("10", **place)).refused(  # type: ignore[arg-type]
        "under_itself", "item 10 cannot stand behind or under itself."
    )


def test_an_item_follows_one_that_stands_under_the_same_parent(meeting: Story) -> None:
    for parent in ("9", "10.1"):
        meeting.when("chair", MoveItem("11", after="10.2", parent=parent)).refused(  # type: ignore[arg-type]
            "not_beside", "That place is not on one agenda: look where the item shall stand."
        )


@pytest.mark.parametrize("place", [{"after": "7"}, {"parent": "7"}])
def test_an_item_moves_to_what_is_there(meeting: Story, place: dict[str, str]) -> None:
    meeting.when("chair", MoveItem("9", **place)).refused("unknown_item")  # type: ignore[arg-type]
    meeting.when("chair", MoveItem("9", sitting="evening")).refused("no_such_sitting")  # type: ignore[arg-type]
    meeting.when("chair", MoveItem("7", after="9")).refused("unknown_item")


def test_nothing_is_put_under_what_is_dealt_with(meeting: Story) -> None:
    """It would never come: Next goes past what stands under a concluded item."""
    past = meeting.reached("6")
    past.when("chair", MoveItem("11", parent="5")).refused(
        "past_place", "item 5 is dealt with: nothing can be put under it."
    )
    noted = past.when("chair", ConcludeItem("6", Outcome.NOTED))
    noted.when("secretariat", AddItem(REPORT, parent="6")).refused("past_place")  # type: ignore[arg-type]
    aside = meeting.when("chair", ConcludeItem("10", Outcome.WITHDRAWN))
    aside.when("chair", MoveItem("11", parent="10.2")).refused("past_place")


def test_an_item_that_stands_there_already_is_not_moved(meeting: Story) -> None:
    meeting.when("chair", MoveItem("6", after="5")).refused("nothing_changed")


def test_a_place_without_a_name_is_none(meeting: Story) -> None:
    """A program that says "" means null: nothing stands under an item that is not there."""
    moved = meeting.when("chair", MoveItem("11", "", "", ""))  # type: ignore[arg-type]
    moved.then(ItemMoved("11", None, None, None))


def test_items_move_while_the_meeting_stands_still_and_never_once_it_is_closed(meeting: Story) -> None:
    move = MoveItem("11", after="5")
    still = meeting.reached("5").when("chair", SuspendMeeting()).when("chair", move)
    still.then(ItemMoved("11", "5", None, None))
    meeting.when("chair", CloseMeeting()).when("chair", move).refused("closed")
    assert a_meeting().when("chair", move).order.startswith("5 11 6")
