"""Numbers follow the order of a draft, and are frozen once the meeting is convened (DOMAIN §2)."""

import pytest

from models.planning.editing import ItemRenumbered
from models.planning.item import AgendaItem, Kind
from models.planning.particulars import Particulars
from models.rules.editing import AddItem, RemoveItem, SplitItem
from models.rules.numbering import RenumberAgenda, RenumberItem
from models.rules.placing import MoveItem
from models.text import Text
from tests.models.story import Story, a_draft, a_meeting, item

REPORT = Particulars(Text("Another report"), Kind.REPORT)
OPENING, BREAK = Particulars(Text("Opening"), Kind.OPENING), Particulars(Text("Break"), Kind.BREAK)
LUNCH = item("lunch", number="", kind=Kind.BREAK)
IN_ORDER = (item("1"), item("2"), item("2.1", parent="2"), item("2.2", parent="2"), LUNCH, item("3"))


def row(numbers: str) -> tuple[AgendaItem, ...]:
    """Items with these numbers, `2.1` under `2`; a dash for a heading without one."""
    known: list[AgendaItem] = []
    for place, number in enumerate(numbers.split()):
        above = number.rpartition(".")[0]
        known_as = f"heading-{place}" if number == "–" else number
        known.append(item(known_as, number=number.strip("–"), parent=above or None))
    return tuple(known)


def add(after: str | None, item: Particulars = REPORT, **more: str) -> AddItem:
    return AddItem(item, after=after, **more)  # type: ignore[arg-type]


# ----------------------------------------------------------------------------------------------- a draft


@pytest.mark.parametrize(
    ("after", "order", "numbers"),
    [
        (None, "item-n14 1 2 2.1 2.2 lunch 3", "1 2 3 3.1 3.2 – 4"),
        ("1", "1 item-n14 2 2.1 2.2 lunch 3", "1 2 3 3.1 3.2 – 4"),
        ("2.1", "1 2 2.1 item-n14 2.2 lunch 3", "1 2 2.1 2.2 2.3 – 3"),
        ("2", "1 2 2.1 2.2 item-n14 lunch 3", "1 2 2.1 2.2 3 – 4"),
        ("3", "1 2 2.1 2.2 lunch 3 item-n14", "1 2 2.1 2.2 – 3 4"),
    ],
)
def test_what_joins_a_draft_in_order_is_numbered_by_its_place(after: str, order: str, numbers: str) -> None:
    added = a_draft(*IN_ORDER).when("secretariat", add(after))
    assert (added.order, added.numbers) == (order, numbers)


def test_a_draft_is_numbered_from_its_first_item_on() -> None:
    """Written one after another, with nothing said of numbers."""
    story = a_draft()
    for written in (OPENING, REPORT, BREAK, REPORT):
        last = story.state.agenda.items[-1].id if story.state.agenda.items else None
        story = story.when("secretariat", add(last, written))
    assert story.numbers == "– 1 – 2"
    under = story.when("secretariat", AddItem(REPORT, parent=story.state.agenda.items[1].id))
    assert under.numbers == "– 1 1.1 – 2"


@pytest.mark.parametrize("kind", [Kind.OPENING, Kind.BREAK, Kind.CLOSING])
def test_an_opening_a_break_and_a_closing_have_no_number(kind: Kind) -> None:
    added = a_draft(*IN_ORDER).when("secretariat", add("1", Particulars(Text("x"), kind)))
    assert added.numbers == "1 – 2 2.1 2.2 – 3"


def test_where_those_beside_it_go_without_a_number_so_does_what_joins() -> None:
    debates = (item("1"), item("a", number="", parent="1"), item("b", number="", parent="1"))
    assert a_draft(*debates).when("secretariat", add("a")).numbers == "1 – – –"
    assert a_draft(item("a", number="")).when("secretariat", add("a")).numbers == "– –"


def test_numbers_follow_a_move_a_split_and_a_removal_in_a_draft() -> None:
    draft = a_draft(*IN_ORDER)
    assert draft.when("secretariat", MoveItem("3", after="1")).numbers == "1 2 3 3.1 3.2 –"
    assert draft.when("secretariat", MoveItem("2", after="3")).numbers == "1 – 2 3 3.1 3.2"
    assert draft.when("secretariat", MoveItem("2.2", after="1")).numbers == "1 2 3 3.1 – 4"
    assert draft.when("secretariat", RemoveItem("2")).numbers == "1 – 2"
    assert (
        draft.when("secretariat", SplitItem("1", (Text("a"), Text("b")))).numbers == "1 1.1 1.2 2 2.1 2.2 – 3"
    )


def test_numbers_that_do_not_follow_the_order_are_left_alone() -> None:
    """A provisional agenda keeps the numbers of the papers: 5, 6, 8."""
    draft = a_draft(*row("5 6 8"))
    assert draft.when("secretariat", MoveItem("8", after="5")).numbers == "5 8 6"
    assert draft.when("secretariat", add("5")).numbers == "5 5 bis 6 8"
    assert draft.when("secretariat", RemoveItem("6")).numbers == "5 8"


def test_what_stands_under_a_heading_without_a_number_counts_on() -> None:
    programme = (item("a", number=""), item("1", parent="a"), item("2", parent="a"))
    afternoon = (item("b", number=""), item("3", parent="b"), item("3.1", parent="3"), item("4"))
    draft = a_draft(*programme, *afternoon)
    assert draft.when("secretariat", add("1")).numbers == "– 1 2 3 – 4 4.1 5"
    assert draft.when("secretariat", MoveItem("3", after="1")).numbers == "– 1 2 2.1 3 – 4"


def test_a_number_given_on_purpose_is_kept() -> None:
    assert a_draft(*IN_ORDER).when("secretariat", add("1", number=" 1 A ")).numbers == "1 1 A 2 2.1 2.2 – 3"
    assert a_draft(*IN_ORDER).when("secretariat", add("1", number="")).numbers == "1 – 2 2.1 2.2 – 3"


# -------------------------------------------------------------------------------------------- once convened


@pytest.mark.parametrize(
    ("numbers", "after", "given"),
    [
        ("5 6", "5", "5 bis"),
        ("5 6", "6", "7"),
        ("5 6", None, "–"),
        ("5", "5", "6"),
        ("5 5.1 6", "5.1", "5.2"),
        ("5 5.1 5.2 6", "5.1", "5.1 bis"),
        ("5 5.1 6", "5", "5 bis"),
        ("6 5", "5", "7"),
        ("A B", "A", "A bis"),
        ("A B", "B", "B bis"),
        ("–", "heading-0", "–"),
        ("5 – 6", "heading-1", "5 bis"),
        ("5 –", "5", "6"),
        ("5 –", "heading-1", "6"),
    ],
)
def test_what_joins_a_convened_agenda_has_a_number_of_its_own(
    numbers: str, after: str | None, given: str
) -> None:
    before = a_meeting(*row(numbers))
    added = before.when("secretariat", add(after))
    [joined] = (one for one in added.state.agenda.items if not before.state.agenda.find(one.id))
    assert joined.number == given.strip("–")
    assert [one.number for one in added.state.agenda.items if one is not joined] == [
        one.number for one in before.state.agenda.items
    ]


def test_between_5_and_6_come_5_bis_5_ter_and_so_on() -> None:
    story = a_meeting(*row("5 6"))
    for _ in range(8):
        last = story.state.agenda.items[-2].id
        story = story.when("secretariat", add(last))
    assert story.numbers == ("5 5 bis 5 ter 5 quater 5 quinquies 5 sexies 5 septies 5 octies – 6")


def test_behind_5_bis_comes_6() -> None:
    story = (
        a_meeting(*row("4 5"))
        .when("secretariat", add("4"))
        .when("secretariat", MoveItem("item-n11", after="5"))
    )
    assert story.numbers == "4 5 4 bis"
    assert story.when("secretariat", add("item-n11")).numbers == "4 5 4 bis 6"


def test_the_first_item_under_6_is_6_1(meeting: Story) -> None:
    assert " 6 6.1 – " in meeting.when("secretariat", AddItem(REPORT, parent="6")).numbers  # type: ignore[arg-type]


def test_what_stands_first_under_the_opening_of_5_is_5_1() -> None:
    """The opening has no number: what stands under it counts with what stands beside it."""
    opening = item("opening", number="", kind=Kind.OPENING, parent="5")
    added = a_meeting(item("5"), opening).when("secretariat", AddItem(REPORT, parent="opening"))  # type: ignore[arg-type]
    assert added.numbers == "5 – 5.1"


def test_a_move_or_a_split_changes_no_other_number(meeting: Story) -> None:
    assert (
        meeting.when("chair", MoveItem("11", after="5")).numbers == "5 11 6 – 9 10 10.1 10.2 10.3 10.4 10.5"
    )
    split = meeting.when("secretariat", SplitItem("5", (Text("a"), Text("b"))))
    assert split.numbers == "5 5.1 5.2 6 – 9 10 10.1 10.2 10.3 10.4 10.5 11"


# ----------------------------------------------------------------------------------------------- on purpose


def test_an_item_is_renumbered_on_purpose(meeting: Story) -> None:
    meeting.when("secretariat", RenumberItem("6", "6", " 6 A ")).then(ItemRenumbered("6", "6 A"))
    meeting.when("secretariat", RenumberItem("6", "6", "")).then(ItemRenumbered("6", ""))


def test_no_two_items_have_one_number(meeting: Story) -> None:
    for number in ("9", " 9 "):
        meeting.when("secretariat", RenumberItem("6", "6", number)).refused(
            "number_taken", "Number 9 belongs to “Item 9”."
        )
    meeting.when("secretariat", add("5", number="9")).refused("number_taken")


def test_two_who_renumber_one_item_both_read_both_numbers(meeting: Story) -> None:
    first = meeting.when("secretariat", RenumberItem("6", "6", "7"))
    assert "the number meanwhile. It reads now: “7”. You wrote: “8”" in (
        first.when("secretariat", RenumberItem("6", "6", "8")).refused("edited_meanwhile").refusal()
    )


def test_the_number_it_has_is_no_new_one(meeting: Story) -> None:
    meeting.when("secretariat", RenumberItem("6", "6", "6")).refused("nothing_changed")


def test_a_whole_agenda_is_numbered_anew_in_its_present_order(meeting: Story) -> None:
    anew = meeting.when("chair", MoveItem("11", after="5")).when("secretariat", RenumberAgenda())
    assert anew.order == "5 11 6 lunch 9 10 10.1 10.2 10.3 10.4 10.5"
    assert anew.numbers == "1 2 3 – 4 5 5.1 5.2 5.3 5.4 5.5"
    anew.when("secretariat", RenumberAgenda()).refused("nothing_changed")


def test_an_agenda_without_any_numbers_gets_them() -> None:
    pasted = (item("a", number="", kind=Kind.OPENING), *(item(one, number="") for one in "bc"))
    under = item("d", number="", parent="c")
    assert a_draft(*pasted, under).when("secretariat", RenumberAgenda()).numbers == "– 1 2 2.1"


def test_there_is_nothing_to_renumber_on_a_track_that_is_not_there(meeting: Story) -> None:
    meeting.when("secretariat", RenumberAgenda("side")).refused(  # type: ignore[arg-type]
        "unknown_track", "There is no such track in this meeting."
    )


def test_what_is_not_there_is_not_renumbered(meeting: Story) -> None:
    meeting.when("secretariat", RenumberItem("7", "7", "8")).refused("unknown_item")
