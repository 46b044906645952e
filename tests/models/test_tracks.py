"""Several agendas in one meeting: what runs beside the plenary has a current item of its own (DOMAIN §2)."""

from dataclasses import replace

import pytest

from models.meeting import MeetingClosed, MeetingOpened, MeetingState, TrackAdded, TrackEdited
from models.planning.agenda import (
    ItemAdded,
    ItemConcluded,
    ItemOpened,
    ItemPutBack,
    ItemReopened,
    SittingAdded,
)
from models.planning.editing import ItemMoved, ItemRemoved
from models.planning.item import ItemId, Outcome
from models.planning.particulars import Particulars
from models.planning.sitting import Sitting, SittingId, Track, TrackId
from models.procedure import Command
from models.rules.agenda import ConcludeItem, OpenItem, OpenNextItem, ReopenPreviousItem
from models.rules.conduct import CloseMeeting, ResumeMeeting, SuspendMeeting
from models.rules.editing import AddItem
from models.rules.numbering import RenumberAgenda
from models.rules.placing import MoveItem
from models.rules.programme import AddTrack, EditTrack
from models.text import Text
from tests.models.story import PEOPLE, Story, a_draft, a_meeting, item

SIDE = Track(TrackId("side"), Text("Policy Councils"))
ROOM = Sitting(SittingId("room"), Text("Ecology"), track=SIDE.id, place="Room 3")
HALL = Sitting(SittingId("hall"), Text("Plenary"))
PLENARY = (item("1", sitting="hall"), item("2", sitting="hall"), item("2.1", parent="2", sitting="hall"))
BESIDE = (item("A", sitting="room"), item("B", sitting="room"), item("B.1", parent="B"))


def two_agendas(story: Story) -> Story:
    return story.given(
        TrackAdded(SIDE), SittingAdded(HALL), SittingAdded(ROOM), *map(ItemAdded, (*PLENARY, *BESIDE))
    )


@pytest.fixture
def both() -> Story:
    """An open meeting with a plenary and a track beside it."""
    return two_agendas(a_meeting(item("0"))).given(MeetingOpened())


def order(story: Story) -> list[str]:
    return [" ".join(one.id for one in agenda.items) for agenda in story.state.agendas]


def current(story: Story) -> list[str | None]:
    return [agenda.current for agenda in story.state.agendas]


def next_of(story: Story, track: TrackId | None) -> OpenNextItem:
    agenda = story.state.running(track)
    assert agenda
    return OpenNextItem(agenda.current, track=track)


# --------------------------------------------------------------------------------------------- running


def test_an_item_stands_on_the_agenda_of_its_sitting_or_of_what_it_stands_under(both: Story) -> None:
    assert order(both) == ["0 1 2 2.1", "A B B.1"]


def test_next_in_a_track_does_not_touch_the_plenary(both: Story) -> None:
    there = both.when("chair", next_of(both, None)).when("chair", next_of(both, SIDE.id))
    there.then(ItemOpened(ItemId("A")))
    assert current(there) == ["0", "A"]
    further = there.when("chair", next_of(there, SIDE.id))
    further.then(ItemConcluded(ItemId("A"), Outcome.DISCUSSED), ItemOpened(ItemId("B")))
    assert current(further) == ["0", "B"]
    assert further.item("0").outcome is None


def test_next_in_the_plenary_does_not_touch_a_track(both: Story) -> None:
    there = both.when("chair", next_of(both, SIDE.id))
    assert current(there.when("chair", next_of(there, None))) == ["0", "A"]


def test_two_who_press_next_in_different_rooms_are_both_heard(both: Story) -> None:
    plenary, track = next_of(both, None), next_of(both, SIDE.id)
    assert current(both.when_at_once("chair", track).when_at_once("chair", plenary)) == ["0", "A"]
    twice = both.when_at_once("chair", track).when_at_once("secretariat", track)
    twice.refused("moved_on", "Already at item A.")


def test_any_item_is_opened_concluded_and_taken_back_on_its_own_agenda(both: Story) -> None:
    at_one = both.when("chair", OpenItem(ItemId("1"), None))
    at_b = at_one.when("chair", OpenItem(ItemId("B.1"), None)).then(ItemOpened(ItemId("B.1")))
    assert current(at_b) == ["1", "B.1"]
    at_b.when("chair", OpenItem(ItemId("A"), ItemId("1"))).refused("moved_on")
    noted = at_b.when("chair", ConcludeItem(ItemId("B.1"), Outcome.NOTED))
    assert current(noted) == ["1", None]
    at_a = noted.when("chair", OpenItem(ItemId("A"), None))
    back = at_a.when("chair", ReopenPreviousItem(ItemId("A"), SIDE.id))
    back.then(ItemPutBack(ItemId("A")), ItemReopened(ItemId("B.1"), Outcome.NOTED))
    assert current(back) == ["1", "B.1"]


@pytest.mark.parametrize(
    "command", [OpenNextItem(None, track=TrackId("x")), ReopenPreviousItem(None, TrackId("x"))]
)
def test_nothing_runs_in_a_track_that_is_not_there(both: Story, command: Command) -> None:
    both.when("chair", command).refused("unknown_track", "There is no such track in this meeting.")


def test_a_track_past_its_last_item_is_concluded_and_the_plenary_is_not(both: Story) -> None:
    story = both
    for _ in range(4):
        story = story.when("chair", next_of(story, SIDE.id))
    assert [agenda.concluded() for agenda in story.state.agendas] == [False, True]
    story.when("chair", next_of(story, SIDE.id)).refused("agenda_concluded")


def test_a_suspension_stops_the_clocks_of_all(both: Story) -> None:
    there = both.when("chair", next_of(both, None)).when("chair", next_of(both, SIDE.id))
    still = there.when("chair", SuspendMeeting())
    still.when("chair", next_of(still, SIDE.id)).refused("suspended")
    resumed = still.later(minutes=14).when("chair", ResumeMeeting())
    held = {one.id: one.held for one in resumed.state.items() if one.held}
    assert held == {"0": 15 * 60, "A": 15 * 60}


def test_close_concludes_what_is_open_on_every_agenda(both: Story) -> None:
    there = both.when("chair", next_of(both, None)).when("chair", OpenItem(ItemId("B.1"), None))
    closed = there.when("chair", CloseMeeting())
    discussed = (ItemConcluded(ItemId(one), Outcome.DISCUSSED) for one in ("0", "B.1", "B"))
    closed.then(*discussed, MeetingClosed())
    assert current(closed) == [None, None]
    assert closed.state.state is MeetingState.CLOSED


def test_a_meeting_whose_sittings_are_all_in_tracks_is_led_by_the_first() -> None:
    tracks = a_draft().given(TrackAdded(SIDE), SittingAdded(ROOM), *map(ItemAdded, BESIDE))
    assert tracks.state.leading.track == SIDE
    assert two_agendas(a_draft()).state.leading.track is None
    assert a_draft().state.leading.track is None


# --------------------------------------------------------------------------------------- from one to another


def test_an_item_moves_to_another_agenda_with_all_that_stands_under_it(both: Story) -> None:
    moved = both.when("secretariat", MoveItem(ItemId("2"), after=ItemId("A")))
    assert order(moved) == ["0 1", "A 2 2.1 B B.1"]
    assert {one.sitting for one in moved.state.items() if one.id in {"2", "2.1"}} == {"room"}
    back = moved.when("secretariat", MoveItem(ItemId("2"), after=ItemId("1")))
    assert order(back) == ["0 1 2 2.1", "A B B.1"]


def test_an_item_moves_under_one_that_names_no_sitting_of_its_own(both: Story) -> None:
    """B.1 is in the room because B is: what comes to stand beside it is there too, and nowhere else."""
    moved = both.when("secretariat", MoveItem(ItemId("1"), after=ItemId("B.1")))
    assert order(moved) == ["0 2 2.1", "A B B.1 1"]
    assert [one.id for one in moved.state.items()].count("1") == 1


def test_an_item_moves_to_a_track_by_its_sitting_alone(both: Story) -> None:
    moved = both.when("secretariat", MoveItem(ItemId("1"), sitting=ROOM.id))
    assert order(moved) == ["0 2 2.1", "1 A B B.1"]


def test_in_another_agenda_too_a_place_that_has_passed_means_next(both: Story) -> None:
    at_b = both.when("chair", OpenItem(ItemId("B"), None))
    moved = at_b.when("secretariat", MoveItem(ItemId("1"), after=ItemId("A")))
    assert order(moved) == ["0 2 2.1", "A B B.1 1"]


def test_what_has_begun_does_not_change_rooms(both: Story) -> None:
    at_one = both.when("chair", OpenItem(ItemId("1"), None))
    at_one.when("secretariat", MoveItem(ItemId("1"), after=ItemId("A"))).refused("has_begun")


@pytest.mark.parametrize(
    "place",
    [
        {"after": "1", "parent": "B"},
        {"after": "A", "sitting": "hall"},
        {"parent": "2", "sitting": "room"},
    ],
)
def test_a_place_is_on_one_agenda(both: Story, place: dict[str, str]) -> None:
    both.when("secretariat", MoveItem(ItemId("0"), **place)).refused("not_beside")  # type: ignore[arg-type]


def test_no_agenda_has_a_number_twice_after_a_move(both: Story) -> None:
    numbered = both.given(ItemAdded(item("another A", number="A", sitting="hall", title=Text("Other"))))
    numbered.when("secretariat", MoveItem(ItemId("another A"), after=ItemId("B"))).refused(
        "number_taken", "Number A belongs to “Item A”."
    )
    under = numbered.given(ItemMoved(ItemId("another A"), ItemId("1"), ItemId("1"), HALL.id))
    under.when("secretariat", MoveItem(ItemId("1"), after=ItemId("B"))).refused("number_taken")


def test_in_a_draft_the_numbers_of_both_agendas_follow() -> None:
    draft = two_agendas(a_draft()).when("secretariat", RenumberAgenda(SIDE.id))
    moved = draft.when("secretariat", MoveItem(ItemId("1"), after=ItemId("A")))
    assert [[one.number for one in agenda.items] for agenda in moved.state.agendas] == [
        ["1", "1.1"],
        ["1", "2", "3", "3.1"],
    ]


def test_an_item_joins_a_track(both: Story) -> None:
    written = Particulars(Text("Report"), BESIDE[0].kind)
    added = both.when("secretariat", AddItem(written, sitting=ROOM.id))
    joined = added.state.agendas[1].items[0]
    assert (joined.title, joined.sitting) == (Text("Report"), "room")
    assert ItemRemoved not in map(type, added.heard)  # type: ignore[arg-type]


# ------------------------------------------------------------------------------------------ tracks themselves


def test_a_track_is_added_and_called_otherwise(both: Story) -> None:
    hybrid = Track(TrackId("hybrid"), Text("Hybrid"))
    added = both.when("secretariat", AddTrack(hybrid)).then(TrackAdded(hybrid))
    called = added.when("secretariat", EditTrack(hybrid.id, Text("Hybrid"), Text("Online")))
    called.then(TrackEdited(replace(hybrid, title=Text("Online"))))
    assert [agenda.track.title.en for agenda in called.state.parallel if agenda.track] == [
        "Policy Councils",
        "Online",
    ]
    assert order(called)[:2] == order(both)


def test_a_track_without_an_id_gets_one(both: Story) -> None:
    added = both.when("secretariat", AddTrack(Track(TrackId(""), Text("Online"))))
    assert added.state.parallel[-1].track == Track(TrackId(f"track-n{added.state.seq}"), Text("Online"))


def test_no_two_tracks_have_one_id(both: Story) -> None:
    both.when("secretariat", AddTrack(SIDE)).refused(
        "not_added_twice", "There is a track or sitting with this id already: side."
    )


def test_a_track_has_a_title(both: Story) -> None:
    both.when("secretariat", AddTrack(Track(TrackId("x"), Text()))).refused("no_title")
    both.when("secretariat", EditTrack(SIDE.id, SIDE.title, Text())).refused("no_title")


def test_two_who_call_a_track_otherwise_both_read_both_titles(both: Story) -> None:
    first = both.when("secretariat", EditTrack(SIDE.id, SIDE.title, Text("Councils")))
    second = first.when("secretariat", EditTrack(SIDE.id, SIDE.title, Text("Commissions")))
    assert (
        "It reads now: “Councils”. You wrote: “Commissions”" in second.refused("edited_meanwhile").refusal()
    )
    french = replace(SIDE.title, fr="Conseils")
    both_kept = first.when("secretariat", EditTrack(SIDE.id, SIDE.title, french))
    assert both_kept.state.parallel[0].track == Track(SIDE.id, Text("Councils", "Conseils"))


def test_what_is_not_there_or_does_not_change_is_no_edit_of_a_track(both: Story) -> None:
    both.when("secretariat", EditTrack(TrackId("x"), Text("a"), Text("b"))).refused("unknown_track")
    both.when("secretariat", EditTrack(SIDE.id, SIDE.title, SIDE.title)).refused("nothing_changed")


@pytest.mark.parametrize(
    "command", [AddTrack(Track(TrackId("x"), Text("x"))), EditTrack(SIDE.id, Text("a"), Text("b"))]
)
def test_a_closed_meetings_tracks_are_history(both: Story, command: Command) -> None:
    both.when("chair", CloseMeeting()).when("secretariat", command).refused("closed")


def test_everybody_is_the_same_in_every_track(both: Story) -> None:
    for who in sorted(set(PEOPLE) - {"chair", "secretariat"}):
        both.when(who, next_of(both, SIDE.id)).refused("not_permitted")
