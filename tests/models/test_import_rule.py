"""An agenda is taken over whole, or not at all (DOMAIN §2)."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from models.meeting import AgendaCleared, MeetingState, TrackAdded
from models.planning.agenda import ItemAdded, ItemOpened, SittingAdded
from models.planning.item import ItemId, Outcome
from models.planning.sitting import Link, LinkKind, Sitting, SittingId, Track, TrackId
from models.rules.agenda import OpenNextItem
from models.rules.conduct import CloseMeeting, DraftMeeting
from models.rules.programme import ImportAgenda
from models.text import Text
from tests.models.story import CONVOCATION, Story, a_draft, item
from tests.models.test_tracks import BESIDE, HALL, PLENARY, ROOM, SIDE, order

NINE = datetime(2021, 11, 17, 9, tzinfo=UTC)
WHOLE = ImportAgenda((SIDE,), (HALL, ROOM), (*PLENARY, *BESIDE))
EVERYTHING = (
    TrackAdded(SIDE),
    SittingAdded(HALL),
    SittingAdded(ROOM),
    *map(ItemAdded, (*PLENARY, *BESIDE)),
)


def test_tracks_sittings_and_items_are_taken_over_at_once() -> None:
    imported = a_draft().when("secretariat", WHOLE).then(*EVERYTHING)
    assert order(imported) == ["1 2 2.1", "A B B.1"]


def test_they_join_behind_what_is_there() -> None:
    imported = a_draft(item("0")).when("secretariat", WHOLE)
    assert order(imported) == ["0 1 2 2.1", "A B B.1"]
    further = ImportAgenda(items=(item("B.2", parent="B"), item("C", sitting="room")))
    assert order(imported.when("secretariat", further)) == ["0 1 2 2.1", "A B B.1 B.2 C"]


def test_in_a_draft_they_come_instead_of_what_is_there() -> None:
    imported = a_draft(item("1"), item("0")).when("secretariat", replace(WHOLE, instead=True))
    imported.then(AgendaCleared(), *EVERYTHING)
    assert order(imported) == ["1 2 2.1", "A B B.1"]
    twice = imported.when("secretariat", replace(WHOLE, instead=True))
    assert order(twice) == order(imported)


def test_what_was_public_is_not_cleared(meeting: Story) -> None:
    meeting.when("secretariat", replace(WHOLE, instead=True)).refused(
        "not_a_draft", "This meeting is convened already."
    )


def test_while_the_meeting_runs_an_import_joins_at_the_end(meeting: Story) -> None:
    imported = meeting.reached("11").when("secretariat", WHOLE)
    further = imported.when("chair", OpenNextItem(ItemId("11")))
    assert further.current == "1"
    assert imported.when("chair", OpenNextItem(None, track=SIDE.id)).heard == (ItemOpened(ItemId("A")),)


def test_an_import_of_nothing_changes_nothing() -> None:
    a_draft().when("secretariat", ImportAgenda(instead=True)).refused("nothing_changed")


def test_a_programme_without_items_is_taken_over() -> None:
    tracks = a_draft().when("secretariat", ImportAgenda((SIDE,))).then(TrackAdded(SIDE))
    tracks.when("secretariat", ImportAgenda((), (ROOM,))).then(SittingAdded(ROOM))


def test_a_closed_meeting_takes_over_nothing(meeting: Story) -> None:
    meeting.when("chair", CloseMeeting()).when("secretariat", WHOLE).refused("closed")


def test_empty_ids_are_given_by_the_record() -> None:
    nameless = ImportAgenda(
        (Track(TrackId(""), Text("Track")),),
        (Sitting(SittingId(""), Text("Sitting")),),
        (item("", title=Text("One")), item("", title=Text("Other"))),
    )
    imported = a_draft().when("secretariat", nameless)
    assert imported.order == "item-n8 item-n9"
    assert imported.state.agenda.sittings[0].id == "sitting-n8"
    assert imported.state.parallel[0].track == Track(TrackId("track-n8"), Text("Track"))
    again = imported.when("secretariat", nameless)
    assert len({one.id for one in again.state.items()}) == 4


def test_an_empty_parent_or_sitting_is_none() -> None:
    imported = a_draft().when("secretariat", ImportAgenda(items=(item("1", parent="", sitting=""),)))
    assert (imported.item("1").parent, imported.item("1").sitting) == (None, None)


WRONG: dict[str, tuple[ImportAgenda, str, str]] = {
    "an item twice": (
        ImportAgenda(items=(item("1"), item("1"))),
        "double_id",
        "Two things here have the same id: 1.",
    ),
    "an item that is there already": (
        ImportAgenda(items=(item("0"),)),
        "double_id",
        "Two things here have the same id: 0.",
    ),
    "an item called like a sitting": (ImportAgenda((), (HALL,), (item("hall"),)), "double_id", ""),
    "a sitting twice": (ImportAgenda((), (HALL, HALL)), "double_id", ""),
    "a track twice": (ImportAgenda((SIDE, SIDE), (HALL,)), "double_id", ""),
    "an unknown parent": (
        ImportAgenda(items=(item("1", parent="2"),)),
        "unknown_parent",
        "“Item 1” stands under an item that does not precede it.",
    ),
    "a parent that comes later": (
        ImportAgenda(items=(item("1", parent="2"), item("2"))),
        "unknown_parent",
        "",
    ),
    "an unknown sitting": (
        ImportAgenda(items=(item("1", sitting="hall"),)),
        "unknown_sitting",
        "“Item 1” belongs to a sitting that is not there.",
    ),
    "an unknown track": (ImportAgenda((), (ROOM,)), "unknown_track", ""),
    "a sub-item apart from its parent": (
        ImportAgenda(items=(item("1"), item("2"), item("1.1", parent="1"))),
        "apart",
        "“Item 1.1” stands apart from the item it belongs to: sub-items follow right behind it.",
    ),
    "a sub-item in another track than its parent": (
        ImportAgenda((SIDE,), (HALL, ROOM), (PLENARY[0], item("1.1", parent="1", sitting="room"))),
        "apart",
        "",
    ),
    "an item under one that is not the last": (
        ImportAgenda((SIDE,), (HALL, ROOM), (*PLENARY, item("x", parent="0"))),
        "apart",
        "",
    ),
    "a track without a title": (ImportAgenda((Track(SIDE.id, Text()),), (ROOM,)), "no_title", ""),
    "a sitting without a title": (ImportAgenda((), (replace(HALL, title=Text()),)), "no_title", ""),
    "a sitting that ends before it starts": (
        ImportAgenda((), (replace(HALL, starts=NINE, ends=NINE),)),
        "ends_before",
        "",
    ),
    "a link that leads elsewhere": (
        ImportAgenda((), (replace(HALL, links=(Link(LinkKind.STREAM, "javascript:alert(1)"),)),)),
        "bad_link",
        "",
    ),
    **{
        f"an item with {name}": (
            ImportAgenda(items=(item("1", **{name: value}),)),
            "begun_in_draft",
            "“Item 1” has begun or is concluded: what is drafted or imported is planned.",
        )
        for name, value in {
            "started": NINE,
            "ended": NINE,
            "outcome": Outcome.ADOPTED,
            "held": 60,
            "deferred_to": "bureau",
        }.items()
    },
}


@pytest.mark.parametrize("what", WRONG)
def test_where_one_thing_is_wrong_nothing_is_taken_over(what: str) -> None:
    """The rest of it is sound each time."""
    wrong, code, words = WRONG[what]
    sound = ImportAgenda((), (Sitting(SittingId("sound"), Text("Sound")),), (item("sound 1"),))
    command = ImportAgenda(wrong.tracks, (*sound.sittings, *wrong.sittings), (*sound.items, *wrong.items))
    a_draft(item("0")).when("secretariat", command).refused(code, words or None)
    if what not in {"an item that is there already", "an item under one that is not the last"}:
        drafted = DraftMeeting(CONVOCATION, command.sittings, command.items, command.tracks)
        Story().when("operator", drafted).refused(code)


def test_a_meeting_is_drafted_with_tracks() -> None:
    drafted = Story().when("operator", DraftMeeting(CONVOCATION, WHOLE.sittings, WHOLE.items, WHOLE.tracks))
    assert order(drafted) == ["1 2 2.1", "A B B.1"]
    assert drafted.state.state is MeetingState.DRAFT
