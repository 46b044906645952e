"""Editing an agenda, by several people at once, while the meeting runs (DOMAIN §2 and §7)."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from models.planning.agenda import ItemConcluded, ItemOpened
from models.planning.editing import ItemEdited
from models.planning.item import Kind, Outcome, Purpose
from models.planning.particulars import Particulars, particulars_of
from models.planning.sitting import Contributor
from models.procedure import Command
from models.rules.agenda import OpenNextItem
from models.rules.conduct import CloseMeeting
from models.rules.editing import (
    AddItem,
    EditItem,
    RemoveItem,
    ReplanItems,
    Replanned,
    RestoreItem,
    SplitItem,
)
from models.text import Text
from tests.models.story import Story, a_draft, item

BUDGET = Particulars(Text("Budget"), Kind.DECISION, 15, Purpose.ADOPTION)
NOON = datetime(2021, 11, 17, 12, tzinfo=UTC)


def edit(story: Story, **changes: object) -> EditItem:
    """What somebody who looks at item 5 now sends, when they change this."""
    seen = particulars_of(story.item("5"))
    return EditItem("5", seen, replace(seen, **changes))  # type: ignore[arg-type]


# --------------------------------------------------------------------------------------------------- add


def test_an_item_joins_behind_another_and_has_all_that_was_written_about_it(meeting: Story) -> None:
    added = meeting.when("secretariat", AddItem(BUDGET, after="6"))
    assert added.order == "5 6 item-n21 lunch 9 10 10.1 10.2 10.3 10.4 10.5 11"
    assert particulars_of(added.item("item-n21")) == BUDGET


def test_an_item_joins_under_another_as_its_first_or_behind_one_of_its_sub_items(meeting: Story) -> None:
    first = meeting.when("secretariat", AddItem(BUDGET, parent="10"))
    assert first.order == "5 6 lunch 9 10 item-n21 10.1 10.2 10.3 10.4 10.5 11"
    behind = meeting.when("secretariat", AddItem(BUDGET, after="10.2"))
    assert behind.order == "5 6 lunch 9 10 10.1 10.2 item-n21 10.3 10.4 10.5 11"
    assert first.item("item-n21").parent == behind.item("item-n21").parent == "10"


def test_an_item_behind_10_stands_behind_all_its_sub_items(meeting: Story) -> None:
    added = meeting.when("secretariat", AddItem(BUDGET, after="10"))
    assert added.order == "5 6 lunch 9 10 10.1 10.2 10.3 10.4 10.5 item-n21 11"
    assert added.item("item-n21").parent is None


def test_the_first_item_of_an_empty_agenda_joins_too() -> None:
    assert a_draft().when("secretariat", AddItem(BUDGET)).order == "item-n8"


def test_an_item_that_joins_where_the_chair_has_been_comes_next(meeting: Story) -> None:
    added = meeting.reached("9").when("secretariat", AddItem(BUDGET, after="5"))
    joined = added.state.agenda.coming()[0]
    assert joined.title == BUDGET.title
    added.when("chair", OpenNextItem(closing="9")).then(
        ItemConcluded("9", Outcome.DISCUSSED), ItemOpened(joined.id)
    )


def test_an_id_that_came_with_an_import_is_not_given_again() -> None:
    """Another meeting's record gave it: what is exported there is imported here."""
    added = a_draft(item("item-n9")).when("secretariat", AddItem(BUDGET))
    assert added.order == "item-n10 item-n9"


def test_an_item_needs_a_title_in_one_language(meeting: Story) -> None:
    for nothing in (Text(), Text(" ", "\n", "")):
        nameless = AddItem(replace(BUDGET, title=nothing))
        meeting.when("secretariat", nameless).refused(
            "no_title", "A title is needed, in at least one language."
        )
    French = AddItem(replace(BUDGET, title=Text("", "Budget")))  # noqa: N806
    assert not isinstance(meeting.when("secretariat", French).heard, Exception)


@pytest.mark.parametrize("nowhere", [{"after": "7"}, {"parent": "7"}])
def test_an_item_joins_beside_what_is_there(meeting: Story, nowhere: dict[str, str]) -> None:
    meeting.when("secretariat", AddItem(BUDGET, **nowhere)).refused("unknown_item")  # type: ignore[arg-type]


def test_an_item_joins_a_sitting_that_is_there(meeting: Story) -> None:
    meeting.when("secretariat", AddItem(BUDGET, sitting="evening")).refused(  # type: ignore[arg-type]
        "no_such_sitting", "There is no such sitting in this meeting."
    )


# -------------------------------------------------------------------------------------------------- edit


def test_an_item_reads_as_it_was_edited(meeting: Story) -> None:
    command = edit(meeting, title=Text("Budget"), fixed_start=NOON, time_limit=180)
    edited = meeting.when("secretariat", command).then(ItemEdited("5", command.now))
    assert particulars_of(edited.item("5")) == command.now
    assert edited.item("5").number == "5"


def test_the_current_item_and_one_that_is_over_can_be_edited(meeting: Story) -> None:
    six = meeting.reached("6")
    edited = six.when("secretariat", edit(six, draft_decision=Text("The Council adopts …")))
    assert edited.item("5").outcome is Outcome.DISCUSSED
    assert edited.item("5").started == six.item("5").started
    assert edited.item("5").draft_decision == Text("The Council adopts …")


def test_two_who_change_the_same_title_both_read_both_texts(meeting: Story) -> None:
    """One of the real defects of other tools: two secretaries edit, and one loses text."""
    one, other = edit(meeting, title=Text("Budget 2022")), edit(meeting, title=Text("The budget"))
    meeting.when("secretariat", one).when("secretariat", other).refused(
        "edited_meanwhile",
        "Somebody else has changed the title meanwhile. It reads now: “Budget 2022”. You wrote: “The budget”. "
        "Nothing is lost: look at both, then save again.",
    )


def test_who_has_looked_at_both_saves_again(meeting: Story) -> None:
    first = meeting.when("secretariat", edit(meeting, title=Text("Budget 2022")))
    again = first.when("secretariat", edit(first, title=Text("The budget for 2022")))
    assert again.item("5").title == Text("The budget for 2022")


def test_two_languages_of_one_title_are_both_kept(meeting: Story) -> None:
    one = edit(meeting, title=Text("Item 5", "Point 5"))
    other = edit(meeting, title=Text("Item 5", "", "Punto 5"))
    both = meeting.when("secretariat", one).when("secretariat", other)
    assert both.item("5").title == Text("Item 5", "Point 5", "Punto 5")


def test_two_fields_of_one_item_are_both_kept(meeting: Story) -> None:
    one, other = edit(meeting, minutes=25), edit(meeting, title=Text("Budget"))
    both = meeting.when("secretariat", one).when("secretariat", other)
    assert (both.item("5").minutes, both.item("5").title) == (25, Text("Budget"))


def test_the_same_change_twice_changes_nothing_the_second_time(meeting: Story) -> None:
    same = edit(meeting, title=Text("Budget"))
    meeting.when("secretariat", same).when("secretariat", same).refused(
        "nothing_changed", "Nothing would change by this."
    )


def test_a_title_is_not_taken_away(meeting: Story) -> None:
    meeting.when("secretariat", edit(meeting, title=Text())).refused("no_title")


def test_two_who_each_take_one_language_away_leave_one(meeting: Story) -> None:
    """Each left a title; both together would leave none."""
    two = meeting.when("secretariat", edit(meeting, title=Text("Item 5", "Point 5")))
    one, other = edit(two, title=Text("Item 5")), edit(two, title=Text("", "Point 5"))
    two.when("secretariat", one).when("secretariat", other).refused("no_title")


@pytest.mark.parametrize(
    ("field", "theirs", "mine", "said"),
    [
        (
            "kind",
            Kind.DEBATE,
            Kind.ELECTION,
            "the kind meanwhile. It reads now: “debate”. You wrote: “election”",
        ),
        (
            "purpose",
            None,
            Purpose.DECISION,
            "the purpose meanwhile. It reads now: “–”. You wrote: “decision”",
        ),
        ("minutes", 0, 25, "the planned minutes meanwhile. It reads now: “0”. You wrote: “25”"),
        ("time_limit", None, 120, "the speaking limit meanwhile. It reads now: “–”. You wrote: “120”"),
        ("fixed_start", NOON, None, "the fixed start meanwhile. It reads now: “12:00”. You wrote: “–”"),
        (
            "roles",
            (Contributor("keynote", "Mayor of Kazan"), Contributor("panellist", "Director", "UNESCO")),
            (),
            "It reads now: “keynote: Mayor of Kazan; panellist: Director (UNESCO)”. You wrote: “–”",
        ),
        ("draft_decision", Text("Adopt"), Text("Note"), "It reads now: “Adopt”. You wrote: “Note”"),
    ],
)
def test_whatever_two_have_changed_is_shown_in_words(
    field: str, theirs: object, mine: object, said: str
) -> None:
    planned = item("5", purpose=Purpose.ADOPTION, time_limit=60, fixed_start=NOON.replace(hour=9))
    five = a_draft(replace(planned, roles=(Contributor("presenter", "Treasurer"),)))
    one, other = edit(five, **{field: theirs}), edit(five, **{field: mine})
    assert (
        said in five.when("secretariat", one).when("secretariat", other).refused("edited_meanwhile").refusal()
    )


# --------------------------------------------------------------------------------------------- and always

ANY: list[Command] = [
    AddItem(BUDGET, after="6"),
    EditItem("6", BUDGET, replace(BUDGET, minutes=3)),
    SplitItem("6", (Text("Income"), Text("Expenditure"))),
    RemoveItem("6"),
    RestoreItem("6"),
    ReplanItems((Replanned("6", 10, 5),)),
]


@pytest.mark.parametrize("command", ANY, ids=lambda command: type(command).__name__)
def test_a_closed_meeting_is_history(meeting: Story, command: Command) -> None:
    meeting.when("chair", CloseMeeting()).when("secretariat", command).refused("closed")


@pytest.mark.parametrize("command", ANY[1:], ids=lambda command: type(command).__name__)
def test_what_is_not_on_the_agenda_is_not_edited(command: Command) -> None:
    a_draft(item("5")).when("secretariat", command).refused("unknown_item")
