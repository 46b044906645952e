"""Sittings: a stretch of the meeting with its own chair, place, times, speakers and links (DOMAIN §1 and §2)."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from models.meeting import MeetingConvened, MeetingOpened, TrackAdded
from models.planning.agenda import ItemAdded, ItemConcluded, ItemOpened, SittingAdded
from models.planning.editing import ItemRemoved, SittingEdited, SittingRemoved
from models.planning.item import ItemId, Outcome
from models.planning.sitting import Contributor, Link, LinkKind, Sitting, SittingId, TrackId
from models.procedure import Command
from models.rules.agenda import ConcludeItem, OpenItem
from models.rules.conduct import CloseMeeting
from models.rules.editing import RestoreItem
from models.rules.programme import AddSitting, EditSitting, WithdrawSitting
from models.text import Text
from tests.models.story import Story, a_draft, item
from tests.models.test_tracks import SIDE, order

NINE, TEN = (datetime(2021, 11, 17, hour, tzinfo=UTC) for hour in (9, 10))
MORNING, EVENING = (Sitting(SittingId(name), Text(name.capitalize())) for name in ("morning", "evening"))
ITEMS = (
    item("1", sitting="morning"),
    item("1.1", parent="1"),
    item("2", sitting="evening"),
    item("2.1", parent="2", sitting="evening"),
)


def day(story: Story) -> Story:
    return story.given(TrackAdded(SIDE), SittingAdded(MORNING), SittingAdded(EVENING), *map(ItemAdded, ITEMS))


@pytest.fixture
def draft() -> Story:
    return day(a_draft())


@pytest.fixture
def convened(draft: Story) -> Story:
    return draft.given(MeetingConvened())


@pytest.fixture
def under_way(convened: Story) -> Story:
    return convened.given(MeetingOpened())


def edited(was: Sitting, **changes: object) -> EditSitting:
    return EditSitting(was.id, was, replace(was, **changes))  # type: ignore[arg-type]


# --------------------------------------------------------------------------------------------------- add


def test_a_sitting_joins_with_all_that_is_planned_for_it(draft: Story) -> None:
    sitting = Sitting(
        SittingId("room"),
        Text("Ecology", "Écologie"),
        "Mayor of Kazan",
        SIDE.id,
        "Conference Room 3",
        starts=NINE,
        ends=TEN,
        contributors=(Contributor("facilitator", "Director", "UNESCO"),),
        links=(Link(LinkKind.INTERPRETATION, "HTTPS://a.example", "zh"),),
    )
    added = draft.when("secretariat", AddSitting(sitting)).then(SittingAdded(sitting))
    assert added.state.agendas[1].sittings == (sitting,)
    assert added.state.sitting(sitting.id) == sitting


def test_a_sitting_without_an_id_gets_one(draft: Story) -> None:
    added = draft.when("secretariat", AddSitting(Sitting(SittingId(""), Text("Night"))))
    assert added.state.agenda.sittings[-1].id == f"sitting-n{added.state.seq}"


@pytest.mark.parametrize(
    ("changes", "code", "words"),
    [
        ({"title": Text()}, "no_title", "A title is needed, in at least one language."),
        ({"track": TrackId("x")}, "unknown_track", "There is no such track in this meeting."),
        ({"track": TrackId("")}, "unknown_track", "There is no such track in this meeting."),
        ({"starts": TEN, "ends": NINE}, "ends_before", "“Morning” would end before it starts."),
        ({"starts": TEN, "ends": TEN}, "ends_before", "“Morning” would end before it starts."),
        (
            {"links": (Link(LinkKind.STREAM, "javascript:alert(1)"),)},
            "bad_link",
            "“javascript:alert(1)” is no link: one begins with https:// or http://.",
        ),
    ],
)
def test_a_sitting_that_cannot_be_is_refused(
    draft: Story, changes: dict[str, object], code: str, words: str
) -> None:
    new = replace(MORNING, id=SittingId("new"), **changes)  # type: ignore[arg-type]
    draft.when("secretariat", AddSitting(new)).refused(code, words)
    draft.when("secretariat", edited(MORNING, **changes)).refused(code, words)


def test_no_two_sittings_have_one_id(draft: Story) -> None:
    draft.when("secretariat", AddSitting(replace(EVENING, track=SIDE.id))).refused(
        "not_added_twice", "There is a track or sitting with this id already: evening."
    )


# -------------------------------------------------------------------------------------------------- edit


def test_a_sitting_is_planned_as_it_was_edited(under_way: Story) -> None:
    now = replace(MORNING, chair="Mayor of Kazan", starts=NINE)
    story = under_way.when("secretariat", EditSitting(MORNING.id, MORNING, now)).then(SittingEdited(now))
    assert story.state.agenda.sittings == (now, EVENING)


def test_what_two_change_of_a_sitting_is_kept_of_both(draft: Story) -> None:
    one, other = edited(MORNING, starts=NINE), edited(MORNING, title=Text("Morning", "Matin"))
    both = draft.when("secretariat", one).when("secretariat", other)
    assert both.state.sitting(MORNING.id) == replace(MORNING, starts=NINE, title=Text("Morning", "Matin"))


@pytest.mark.parametrize(
    ("field", "theirs", "mine", "said"),
    [
        ("chair", "Mayor of Kazan", "Mayor of Soria", "chair meanwhile. It reads now: “Mayor of Kazan”"),
        ("day", NINE.date(), NINE.date().replace(day=18), "“2021-11-17”. You wrote: “2021-11-18”"),
        ("withdrawn", True, True, ""),
        (
            "links",
            (Link(LinkKind.STREAM, "https://a.example"),),
            (Link(LinkKind.STREAM, "https://b.example"),),
            "",
        ),
    ],
)
def test_the_same_changed_by_two_is_refused_to_the_second(
    draft: Story, field: str, theirs: object, mine: object, said: str
) -> None:
    second = draft.when("secretariat", edited(MORNING, **{field: theirs})).when(
        "secretariat", edited(MORNING, **{field: mine})
    )
    second.refused("edited_meanwhile" if theirs != mine else "nothing_changed")
    assert said in second.refusal()


def test_two_who_each_move_one_end_of_a_sitting_do_not_turn_it_round(draft: Story) -> None:
    planned = draft.when("secretariat", edited(MORNING, starts=NINE, ends=TEN))
    was = planned.state.sitting(MORNING.id)
    assert was
    later, sooner = (
        edited(was, starts=TEN.replace(hour=9, minute=50)),
        edited(was, ends=NINE.replace(minute=30)),
    )
    planned.when("secretariat", later).when("secretariat", sooner).refused("ends_before")


def test_a_sitting_that_is_not_there_is_not_edited(draft: Story) -> None:
    draft.when("secretariat", edited(replace(MORNING, id=SittingId("x")), chair="y")).refused(
        "no_such_sitting"
    )
    draft.when("secretariat", WithdrawSitting(SittingId("x"))).refused(
        "no_such_sitting", "There is no such sitting in this meeting."
    )
    draft.when("secretariat", edited(MORNING)).refused("nothing_changed")


# ------------------------------------------------------------------------------------------ to another track


def test_a_sitting_takes_its_items_to_another_track(convened: Story) -> None:
    moved = convened.when("secretariat", edited(MORNING, track=SIDE.id))
    assert order(moved) == ["2 2.1", "1 1.1"]
    assert moved.state.agendas[1].sittings == (replace(MORNING, track=SIDE.id),)
    assert moved.state.agenda.sittings == (EVENING,)
    back = moved.when("secretariat", edited(replace(MORNING, track=SIDE.id), track=None))
    assert order(back) == ["2 2.1 1 1.1", ""]


def test_sub_items_that_name_no_sitting_go_with_what_they_stand_under(convened: Story) -> None:
    moved = convened.when("secretariat", edited(MORNING, track=SIDE.id))
    assert moved.state.agendas[1].find(ItemId("1.1"))
    assert [one.sitting for one in moved.state.agendas[1].items] == ["morning", "morning"]


def test_a_sub_item_that_sat_elsewhere_than_its_parent_stands_by_itself_there(draft: Story) -> None:
    apart = draft.given(ItemAdded(item("2.2", parent="2", sitting="morning")))
    moved = apart.when("secretariat", edited(MORNING, track=SIDE.id))
    assert order(moved) == ["2 2.1", "1 1.1 2.2"]
    assert moved.state.agendas[1].items[-1].parent is None


def test_a_sitting_that_has_begun_stays_in_its_track(under_way: Story) -> None:
    begun = under_way.when("chair", OpenItem(ItemId("1.1"), None))
    begun.when("secretariat", edited(MORNING, track=SIDE.id)).refused(
        "sitting_begun", "“Morning” has begun: it stays where it is."
    )
    moved = begun.when("secretariat", edited(EVENING, track=SIDE.id))
    assert order(moved) == ["1 1.1", "2 2.1"]


def test_what_was_withdrawn_from_a_sitting_goes_with_it(convened: Story) -> None:
    without = convened.when("chair", ConcludeItem(ItemId("1.1"), Outcome.WITHDRAWN))
    moved = without.when("secretariat", edited(MORNING, track=SIDE.id))
    assert order(moved) == ["2 2.1", "1 1.1"]
    assert {one.id: one.outcome for one in moved.state.items() if one.outcome} == {"1.1": Outcome.WITHDRAWN}


def test_in_a_draft_the_numbers_follow_a_sitting_to_another_track(draft: Story) -> None:
    moved = draft.when("secretariat", edited(MORNING, track=SIDE.id))
    assert [[one.number for one in agenda.items] for agenda in moved.state.agendas] == [["1", "1.1"]] * 2


# ----------------------------------------------------------------------------------------------- withdraw


def test_a_sitting_is_gone_from_a_draft_with_all_that_was_in_it(draft: Story) -> None:
    gone = draft.when("secretariat", WithdrawSitting(MORNING.id))
    assert [ItemRemoved(ItemId("1")), SittingRemoved(MORNING.id)] == [*gone.heard][:2]  # type: ignore[misc]
    assert (gone.order, gone.numbers) == ("2 2.1", "1 1.1")
    assert gone.state.agenda.sittings == (EVENING,)


def test_a_public_sitting_is_withdrawn_with_what_is_planned_in_it(convened: Story) -> None:
    without = convened.when("secretariat", WithdrawSitting(MORNING.id))
    without.then(
        SittingEdited(replace(MORNING, withdrawn=True)),
        ItemConcluded(ItemId("1"), Outcome.WITHDRAWN),
        ItemConcluded(ItemId("1.1"), Outcome.WITHDRAWN),
    )
    assert without.order == convened.order
    without.when("secretariat", WithdrawSitting(MORNING.id)).refused("nothing_changed")


def test_what_was_dealt_with_before_keeps_its_outcome(under_way: Story) -> None:
    noted = under_way.when("chair", OpenItem(ItemId("2.1"), None)).when(
        "chair", ConcludeItem(ItemId("2.1"), Outcome.ADOPTED)
    )
    noted.when("secretariat", WithdrawSitting(EVENING.id)).refused("sitting_begun")
    whole = noted.when("chair", ConcludeItem(ItemId("2"), Outcome.NOTED))
    without = whole.when("secretariat", WithdrawSitting(EVENING.id))
    without.then(SittingEdited(replace(EVENING, withdrawn=True)))
    assert without.outcomes() == {"2": Outcome.NOTED, "2.1": Outcome.ADOPTED}


def test_a_sitting_takes_place_after_all(convened: Story) -> None:
    without = convened.when("secretariat", WithdrawSitting(MORNING.id))
    again = without.when("secretariat", edited(replace(MORNING, withdrawn=True), withdrawn=False))
    restored = again.when("chair", RestoreItem(ItemId("1")))
    assert restored.state.sitting(MORNING.id) == MORNING
    assert restored.item("1").outcome is None


@pytest.mark.parametrize(
    "command",
    [
        AddSitting(replace(MORNING, id=SittingId("x"))),
        edited(MORNING, chair="x"),
        WithdrawSitting(MORNING.id),
    ],
)
def test_a_closed_meetings_sittings_are_history(under_way: Story, command: Command) -> None:
    under_way.when("chair", CloseMeeting()).when("secretariat", command).refused("closed")


def test_what_is_next_is_not_in_the_withdrawn_sitting(under_way: Story) -> None:
    without = under_way.when("secretariat", WithdrawSitting(MORNING.id))
    assert [one.id for one in without.state.agenda.coming()] == ["2", "2.1"]
    without.when("chair", OpenItem(ItemId("2"), None)).then(ItemOpened(ItemId("2")))
