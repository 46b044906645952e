"""An item deferred from one meeting to another appears there as proposed (DOMAIN §2)."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from models.planning.agenda import ItemAdded, ItemConcluded
from models.planning.editing import ItemDeferred
from models.planning.item import ItemId, Outcome
from models.planning.particulars import particulars_of
from models.planning.proposal import ItemProposed, Proposal, ProposalAccepted, ProposalDeclined, ProposalId
from models.procedure import Command
from models.rules.agenda import ConcludeItem
from models.rules.conduct import CloseMeeting, SuspendMeeting
from models.rules.editing import RestoreItem
from models.rules.proposals import AcceptProposal, DeclineProposal, DeferItem, ProposeItem
from models.text import Text
from tests.models.story import Story, a_draft, a_meeting, item

TO_BUREAU = DeferItem(ItemId("6"), "bureau")
WAITS = Proposal(
    ProposalId("bureau/item-4"),
    "bureau",
    Text("Executive Bureau"),
    item("4", title=Text("Budget", "Budget"), draft_decision=Text("Adopt"), time_limit=120),
)


@pytest.fixture
def proposed(meeting: Story) -> Story:
    """A meeting to which another has deferred an item."""
    return meeting.when("chair", ProposeItem(WAITS)).then(ItemProposed(WAITS))


# ------------------------------------------------------------------------------------------- where it leaves


@pytest.mark.parametrize("story", [a_meeting(), a_meeting().opened(), a_meeting().opened().reached("5")])
def test_an_item_is_deferred_to_another_meeting(story: Story) -> None:
    deferred = story.when("chair", TO_BUREAU)
    deferred.then(ItemConcluded(ItemId("6"), Outcome.DEFERRED), ItemDeferred(ItemId("6"), "bureau"))
    assert deferred.item("6").deferred_to == "bureau"


def test_it_is_deferred_while_the_meeting_stands_still(meeting: Story) -> None:
    assert meeting.when("chair", SuspendMeeting()).when("chair", TO_BUREAU).outcomes() == {
        "6": Outcome.DEFERRED
    }


def test_planned_again_it_is_deferred_to_nowhere(meeting: Story) -> None:
    restored = meeting.when("chair", TO_BUREAU).when("chair", RestoreItem(ItemId("6")))
    assert restored.item("6") == meeting.item("6")


def test_what_has_begun_or_is_dealt_with_is_not_taken_elsewhere(meeting: Story) -> None:
    at_six = meeting.reached("6")
    at_six.when("chair", TO_BUREAU).refused(
        "has_begun", "item 6 has begun or is dealt with: it stays where it is."
    )
    at_six.when("chair", DeferItem(ItemId("5"), "bureau")).refused("already_concluded")
    aside = meeting.when("chair", ConcludeItem(ItemId("6"), Outcome.WITHDRAWN))
    aside.when("chair", TO_BUREAU).refused("already_concluded", "item 6 is concluded already.")


def test_an_item_is_deferred_to_another_meeting_than_its_own(meeting: Story) -> None:
    meeting.when("chair", DeferItem(ItemId("6"), "council")).refused(
        "same_meeting", "An item is deferred to another meeting than its own."
    )


def test_what_is_not_there_is_not_deferred(meeting: Story) -> None:
    meeting.when("chair", DeferItem(ItemId("7"), "bureau")).refused("unknown_item")


def test_nothing_is_deferred_before_the_meeting_is_convened_or_once_it_is_closed(meeting: Story) -> None:
    a_draft(item("6")).when("chair", TO_BUREAU).refused("not_convened")
    meeting.when("chair", CloseMeeting()).when("chair", TO_BUREAU).refused("closed")


# ------------------------------------------------------------------------------------------ where it arrives


def test_a_proposal_waits_and_is_on_no_agenda_yet(proposed: Story, meeting: Story) -> None:
    assert proposed.state.proposals == (WAITS,)
    assert proposed.state.agenda == meeting.state.agenda


def test_an_item_is_proposed_once_at_a_time(proposed: Story) -> None:
    proposed.when("chair", ProposeItem(WAITS)).refused(
        "already_proposed", "item 4 has been proposed there already."
    )
    declined = proposed.when("secretariat", DeclineProposal(WAITS.id))
    declined.when("chair", ProposeItem(WAITS)).then(ItemProposed(WAITS))


def test_a_draft_takes_proposals() -> None:
    assert a_draft().when("secretariat", ProposeItem(WAITS)).state.proposals == (WAITS,)


def test_nothing_is_proposed_to_a_meeting_that_is_closed(meeting: Story) -> None:
    """Whoever reads this is in the other meeting: the words say which one is closed."""
    meeting.when("chair", CloseMeeting()).when("chair", ProposeItem(WAITS)).refused(
        "closed", "“World Council” is closed: nothing can be proposed to it any more."
    )


def test_an_accepted_proposal_joins_the_agenda_with_the_number_that_is_due(proposed: Story) -> None:
    accepted = proposed.when("secretariat", AcceptProposal(WAITS.id, after=ItemId("6")))
    [added] = (event.item for event in accepted.heard if isinstance(event, ItemAdded))  # type: ignore[union-attr]
    assert accepted.heard[0] == ProposalAccepted(WAITS.id, added.id)  # type: ignore[index]
    assert accepted.state.proposals == ()
    assert accepted.order.startswith(f"5 6 {added.id} lunch")
    assert accepted.item(added.id).number == "6 bis"
    assert particulars_of(accepted.item(added.id)) == particulars_of(WAITS.item)


def test_its_fixed_start_stays_behind(meeting: Story) -> None:
    at_ten = replace(WAITS, item=replace(WAITS.item, fixed_start=datetime(2021, 1, 1, 10, tzinfo=UTC)))
    accepted = meeting.when("chair", ProposeItem(at_ten)).when("secretariat", AcceptProposal(WAITS.id))
    assert [one.fixed_start for one in accepted.state.items()] == [None] * 12


def test_two_proposals_are_accepted_one_after_another(proposed: Story) -> None:
    other = replace(WAITS, id=ProposalId("bureau/item-5"), item=item("5"))
    both = proposed.when("chair", ProposeItem(other))
    for waiting in (other, WAITS):
        both = both.when("secretariat", AcceptProposal(waiting.id, after=ItemId("11")))
    assert len({one.id for one in both.state.items()}) == 13
    assert both.numbers.endswith("10.5 11 11 bis 12")


def test_a_declined_proposal_waits_no_longer(proposed: Story) -> None:
    declined = proposed.when("secretariat", DeclineProposal(WAITS.id)).then(ProposalDeclined(WAITS.id))
    assert declined.state.proposals == ()


@pytest.mark.parametrize("command", [AcceptProposal(WAITS.id), DeclineProposal(WAITS.id)])
def test_a_proposal_is_answered_once(proposed: Story, command: Command) -> None:
    for answer in (AcceptProposal(WAITS.id), DeclineProposal(WAITS.id)):
        proposed.when("secretariat", answer).when("secretariat", command).refused(
            "unknown_proposal", "This proposal waits no longer."
        )


@pytest.mark.parametrize("command", [AcceptProposal(WAITS.id), DeclineProposal(WAITS.id)])
def test_a_closed_meeting_answers_no_proposals(proposed: Story, command: Command) -> None:
    proposed.when("chair", CloseMeeting()).when("secretariat", command).refused("closed")


def test_a_proposal_is_put_where_there_is_a_place(proposed: Story) -> None:
    proposed.when("secretariat", AcceptProposal(WAITS.id, after=ItemId("7"))).refused("unknown_item")
    proposed.when("secretariat", AcceptProposal(WAITS.id, sitting="x")).refused("no_such_sitting")  # type: ignore[arg-type]
