"""Next, and opening an item out of turn (DOMAIN §2 and §7)."""

import pytest

from models.meeting import MeetingSuspended
from models.planning.agenda import ItemConcluded, ItemOpened, ItemReopened
from models.planning.item import ItemId, ItemState, Kind, Outcome
from models.procedure import Refusal
from models.rules.agenda import ConcludeItem, OpenItem, OpenNextItem
from models.rules.conduct import CloseMeeting, ResumeMeeting
from tests.models.story import MINUTE, NINE, Story, a_meeting, item


def test_before_the_first_item_nothing_is_current(meeting: Story) -> None:
    assert meeting.current is None
    meeting.when("chair", OpenNextItem(closing=None)).then(ItemOpened("5"))


def test_next_concludes_the_current_item_as_discussed_and_opens_the_one_after_it(meeting: Story) -> None:
    meeting.reached("5").when("chair", OpenNextItem(closing="5")).then(
        ItemConcluded("5", Outcome.DISCUSSED), ItemOpened("6")
    )


def test_the_secretariat_presses_next_for_the_chair(meeting: Story) -> None:
    meeting.when("secretariat", OpenNextItem(closing=None)).then(ItemOpened("5"))


def test_next_keeps_the_outcome_that_was_chosen(meeting: Story) -> None:
    pressed = OpenNextItem(closing="5", outcome=Outcome.ADOPTED)
    meeting.reached("5").when("chair", pressed).then(ItemConcluded("5", Outcome.ADOPTED), ItemOpened("6"))


def test_nothing_is_ever_adopted_by_itself(meeting: Story) -> None:
    to_the_end = meeting.reached("11").when("chair", OpenNextItem(closing="11"))
    assert set(to_the_end.outcomes().values()) == {Outcome.DISCUSSED, Outcome.ENDED}


def test_a_break_ends(meeting: Story) -> None:
    meeting.reached("lunch").when("chair", OpenNextItem(closing="lunch")).then(
        ItemConcluded("lunch", Outcome.ENDED), ItemOpened("9")
    )


def test_of_two_people_pressing_next_one_advances_and_the_other_hears_where_we_are(meeting: Story) -> None:
    first = meeting.reached("5").when("chair", OpenNextItem(closing="5"))
    first.when_at_once("secretariat", OpenNextItem(closing="5")).refused("moved_on", "Already at item 6.")


def test_somebody_who_saw_nothing_current_hears_where_we_are(meeting: Story) -> None:
    meeting.reached("lunch").when("chair", OpenNextItem(closing=None)).refused(
        "moved_on", "Already at “Lunch”."
    )


def test_somebody_who_saw_an_item_that_has_been_concluded_since_hears_so(meeting: Story) -> None:
    concluded = meeting.reached("5").when("chair", ConcludeItem("5", Outcome.NOTED))
    concluded.when("secretariat", OpenNextItem(closing="5")).refused(
        "moved_on", "No item is open any more: item 5 has been concluded."
    )


def test_next_opens_items_in_their_order_and_each_once(meeting: Story) -> None:
    opened = []
    while not meeting.state.agenda.concluded():
        meeting = meeting.when("chair", OpenNextItem(closing=meeting.current))
        opened += [event.item for event in meeting.heard if isinstance(event, ItemOpened)]
    assert opened == [one.id for one in meeting.state.agenda.items]


def test_next_after_the_last_item_concludes_the_agenda(meeting: Story) -> None:
    past = meeting.reached("11").when("chair", OpenNextItem(closing="11"))
    past.then(ItemConcluded("11", Outcome.DISCUSSED))
    assert past.state.agenda.concluded()
    past.when("chair", OpenNextItem(closing=None)).refused(
        "agenda_concluded", "That was the last item. Close the meeting, or open an item again."
    )


def test_an_agenda_is_not_concluded_while_its_last_item_is_current(meeting: Story) -> None:
    assert not meeting.state.agenda.concluded()
    assert not meeting.reached("11").state.agenda.concluded()


def test_next_goes_past_what_was_deferred_before_its_turn(meeting: Story) -> None:
    deferred = meeting.reached("5").when("chair", ConcludeItem("6", Outcome.DEFERRED))
    deferred.when("chair", OpenNextItem(closing="5")).then(
        ItemConcluded("5", Outcome.DISCUSSED), ItemOpened("lunch")
    )


def test_next_is_refused_while_suspended_in_words_that_offer_to_resume(meeting: Story) -> None:
    still = meeting.reached("5").given(MeetingSuspended(None, "technical trouble"))
    still.when("chair", OpenNextItem(closing="5")).refused(
        "suspended", "The meeting is suspended. Resume it first."
    )
    still.when("chair", ResumeMeeting()).when("chair", OpenNextItem(closing="5")).then(
        ItemConcluded("5", Outcome.DISCUSSED), ItemOpened("6")
    )


def test_a_suspension_with_a_term_says_until_when(meeting: Story) -> None:
    still = meeting.reached("5").given(MeetingSuspended(NINE + 90 * MINUTE, "lunch"))
    still.when("chair", OpenNextItem(closing="5")).refused(
        "suspended", "The meeting is suspended until 10:30. Resume it first, if you want to go on now."
    )


def test_next_before_the_opening_is_refused_in_words_that_offer_to_open() -> None:
    a_meeting().when("chair", OpenNextItem(closing=None)).refused(
        "not_opened", "The meeting is not open yet. Open the meeting first."
    )


def test_next_after_the_close_is_refused_in_words_that_offer_to_reopen(meeting: Story) -> None:
    meeting.when("chair", CloseMeeting()).when("chair", OpenNextItem(closing=None)).refused(
        "closed", "The meeting is closed. If that was a mistake, reopen it."
    )


@pytest.mark.parametrize("who", ["delegate", "observer", "interpreter", "desk"])
def test_not_anybody_can_advance(meeting: Story, who: str) -> None:
    """A defect of other tools: no check on the server."""
    meeting.reached("5").when(who, OpenNextItem(closing="5")).refused("not_permitted")


def test_the_public_is_asked_to_sign_in_before_it_advances(meeting: Story) -> None:
    meeting.when(None, OpenNextItem(closing=None)).refused("sign_in_first")


# ------------------------------------------------------------------------------------------ out of turn


def test_an_item_may_be_opened_out_of_turn_and_next_goes_on_from_there(meeting: Story) -> None:
    jumped = meeting.reached("5").when("chair", OpenItem("9", closing="5"))
    jumped.then(ItemConcluded("5", Outcome.DISCUSSED), ItemOpened("9"))
    jumped.when("chair", OpenNextItem(closing="9")).then(
        ItemConcluded("9", Outcome.DISCUSSED), ItemOpened("10")
    )


def test_a_concluded_item_is_reopened_and_the_record_keeps_the_outcome_it_had(meeting: Story) -> None:
    adopted = meeting.reached("6").when("chair", OpenNextItem(closing="6", outcome=Outcome.ADOPTED))
    again = adopted.when("chair", OpenItem("6", closing="lunch"))
    again.then(ItemConcluded("lunch", Outcome.ENDED), ItemReopened("6", Outcome.ADOPTED))
    assert again.state.agenda.state(again.item("6")) is ItemState.CURRENT
    assert again.item("6").outcome is None


def test_after_an_item_was_reopened_next_goes_to_what_is_still_planned(meeting: Story) -> None:
    again = meeting.reached("9").when("chair", OpenItem("5", closing="9"))
    again.when("chair", OpenNextItem(closing="5")).then(
        ItemConcluded("5", Outcome.DISCUSSED), ItemOpened("10")
    )


def test_opening_carries_the_item_that_was_seen_as_current(meeting: Story) -> None:
    meeting.reached("6").when("chair", OpenItem("9", closing="5")).refused("moved_on", "Already at item 6.")


def test_what_is_current_is_not_opened_twice(meeting: Story) -> None:
    meeting.reached("6").when("chair", OpenItem("6", closing="6")).refused(
        "already_current", "Already at item 6."
    )


def test_what_is_not_on_the_agenda_is_not_opened(meeting: Story) -> None:
    meeting.when("chair", OpenItem("77", closing=None)).refused("unknown_item")


def test_an_item_is_called_by_its_number_or_by_its_title_in_each_language(meeting: Story) -> None:
    label = meeting.item("6").label
    assert (label.en, label.fr, label.es) == ("item 6", "point 6", "punto 6")
    label = meeting.item("lunch").label
    assert (label.en, label.fr, label.es) == ("“Lunch”", "« Déjeuner »", "«Almuerzo»")


def test_the_agenda_of_one_item_begins_and_ends() -> None:
    only = a_meeting(item("1", kind=Kind.CLOSING)).opened().reached("1")
    past = only.when("chair", OpenNextItem(closing=ItemId("1")))
    assert not isinstance(past.heard, Refusal)
    assert past.state.agenda.concluded()
