"""What calendars are told: the plan, and a new version of a sitting for each press that changed it since then."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

import pytest

from models.belonging.roles import Role
from models.meeting import (
    Meeting,
    MeetingConvened,
    MeetingDrafted,
    MeetingOpened,
    MeetingResumed,
    MeetingSuspended,
    RoleGranted,
)
from models.planning import published as module
from models.planning.agenda import Agenda, ItemAdded, ItemConcluded, ItemOpened, SittingAdded
from models.planning.item import AgendaItem, Kind, Outcome
from models.planning.published import PublishedSitting, Span, published
from models.planning.sitting import Sitting
from models.procedure import Entry, Event
from models.text import Text
from tests.models.story import CONVOCATION, NINE, item

TEN, NOON, FOUR = (NINE + timedelta(hours=hours) for hours in (1, 3, 7))
MORNING = Sitting("morning", Text("Morning sitting"), "Mayor of Kazan")
AFTERNOON = Sitting("afternoon", Text("Afternoon sitting"), place="Room 3", starts=NOON, ends=FOUR)
ITEMS = (
    item("1", 30, sitting="morning", fixed_start=NINE),
    item("2", 60, sitting="morning"),
    item("2.1", 20, parent="2"),
    item("3", 90, sitting="afternoon", fixed_start=NOON),
)


@dataclass(frozen=True)
class Became(Event):
    """Whatever an edit may do: the agenda is this one now. The models have no such event, and need none here."""

    agenda: Agenda


@pytest.fixture(autouse=True)
def meetings_may_become_anything(monkeypatch: pytest.MonkeyPatch) -> None:
    after = Meeting.after

    def meaning(self: Meeting, entry: Entry) -> Meeting:
        match entry.event:
            case Became(agenda):
                return replace(self, agenda=agenda, seq=entry.seq, at=entry.at)
            case MeetingDrafted(convocation) if self.convocation:
                return replace(self, convocation=convocation, seq=entry.seq, at=entry.at)
        return after(self, entry)

    monkeypatch.setattr(Meeting, "after", meaning)


def agenda(sittings: Iterable[Sitting] = (MORNING, AFTERNOON), items: Iterable[AgendaItem] = ITEMS) -> Agenda:
    return Agenda(tuple(sittings), tuple(items))


DRAFTED = (
    MeetingDrafted(CONVOCATION),
    SittingAdded(MORNING),
    SittingAdded(AFTERNOON),
    *(ItemAdded(one) for one in ITEMS),
)
CONVENED = (DRAFTED, (MeetingConvened(),))


def record(*presses: Iterable[Event]) -> tuple[list[Entry], set[int]]:
    """The entries of these presses, a minute apart, and the number of each press's last."""
    entries: list[Entry] = []
    ends = set()
    for minute, press in enumerate(presses):
        at = NINE + timedelta(minutes=minute)
        entries += [Entry(seq, at, None, event) for seq, event in enumerate(press, len(entries) + 1)]
        ends.add(len(entries))
    return entries, ends


def told(*presses: Iterable[Event]) -> Mapping[str | None, PublishedSitting]:
    return published(*record(*presses)).known


def versions(*presses: Iterable[Event]) -> dict[str | None, int]:
    return {key: one.sequence for key, one in told(*presses).items()}


def became(*sittings: Sitting, items: Iterable[AgendaItem] = ITEMS) -> tuple[Event]:
    return (Became(agenda(sittings, items)),)


# ------------------------------------------------------------------------------------- what is shown


def test_a_draft_is_published_to_nobody() -> None:
    assert told(DRAFTED) == {}


def test_a_sitting_begins_with_its_first_item_and_ends_with_its_last() -> None:
    assert told(*CONVENED)["morning"].span == Span(NINE, NINE + timedelta(minutes=90))


def test_a_sittings_own_times_come_first() -> None:
    assert told(*CONVENED)["afternoon"].span == Span(NOON, FOUR)


def test_a_sub_item_that_needs_more_than_its_parent_lengthens_the_sitting() -> None:
    longer = tuple(replace(one, minutes=100) if one.id == "2.1" else one for one in ITEMS)
    span = told(*CONVENED, became(MORNING, AFTERNOON, items=longer))["morning"].span
    assert span.end == NINE + timedelta(minutes=130)


def test_an_end_before_the_start_is_no_end() -> None:
    wrong = replace(AFTERNOON, ends=NINE)
    assert told(*CONVENED, became(MORNING, wrong))["afternoon"].span == Span(NOON, None)


def test_items_come_with_number_start_and_depth_and_sub_items_with_their_parent() -> None:
    shown = [(one.number, one.start, one.depth) for one in told(*CONVENED)["morning"].items]
    half_past = NINE + timedelta(minutes=30)
    assert shown == [("1", NINE, 0), ("2", half_past, 0), ("2.1", half_past, 1)]


def test_where_a_day_is_all_that_is_known_the_day_is_shown_and_no_time() -> None:
    """The clock of the items before it has run on, and says nothing of another day."""
    day = Sitting("business", Text("Business session"), day=date(2021, 11, 18))
    items = (*ITEMS, item("4", sitting="business"))
    shown = told(*CONVENED, became(MORNING, AFTERNOON, day, items=items))["business"]
    assert shown.span == Span(day=date(2021, 11, 18))
    assert shown.items[0].start is None


def test_a_day_with_a_fixed_first_item_has_a_time() -> None:
    day = Sitting("business", Text("Business session"), day=date(2021, 11, 18))
    start = NINE + timedelta(days=1)
    items = (*ITEMS, item("4", 15, sitting="business", fixed_start=start))
    shown = told(*CONVENED, became(MORNING, AFTERNOON, day, items=items))["business"]
    assert shown.span == Span(start, start + timedelta(minutes=15))


def test_a_sitting_without_any_known_time_is_left_out() -> None:
    someday = Sitting("someday", Text("Some day"))
    assert set(told(*CONVENED, became(MORNING, AFTERNOON, someday))) == {"morning", "afternoon"}


def test_a_sitting_without_a_room_is_at_the_meetings_place() -> None:
    places = {key: one.place for key, one in told(*CONVENED).items()}
    assert places == {"morning": "Barcelona", "afternoon": "Room 3"}


def test_a_meeting_without_sittings_is_published_as_itself() -> None:
    alone = told((MeetingDrafted(CONVOCATION), ItemAdded(item("1", fixed_start=TEN))), (MeetingConvened(),))
    assert list(alone) == [None]
    assert alone[None].meeting == CONVOCATION.title
    assert alone[None].span == Span(TEN, TEN + timedelta(minutes=10))


def test_what_stands_in_no_sitting_is_the_meetings_own_unless_it_is_a_break() -> None:
    lunch = item("lunch", 60, kind=Kind.BREAK, fixed_start=TEN)
    assert None not in told(*CONVENED, (ItemAdded(lunch),))
    assert None in told(*CONVENED, (ItemAdded(replace(lunch, kind=Kind.DEBATE)),))


# ---------------------------------------------------------------------------------------- its versions


def test_what_is_convened_is_the_first_version_however_often_the_draft_changed() -> None:
    moved = replace(AFTERNOON, starts=TEN)
    shown = told(DRAFTED, became(MORNING, moved), became(MORNING, AFTERNOON), (MeetingConvened(),))
    assert {one.sequence for one in shown.values()} == {0}
    assert {one.changed for one in shown.values()} == {NINE + timedelta(minutes=3)}


@pytest.mark.parametrize(
    "change",
    [
        {"title": Text("Afternoon sitting", "Séance de l’après-midi")},
        {"starts": TEN},
        {"ends": FOUR + timedelta(minutes=1)},
        {"place": "Room 4"},
    ],
    ids=lambda change: next(iter(change)),
)
def test_a_new_title_time_or_place_is_a_new_version_of_that_sitting_alone(change: dict[str, object]) -> None:
    shown = told(*CONVENED, became(MORNING, replace(AFTERNOON, **change)))
    assert (shown["afternoon"].sequence, shown["afternoon"].changed) == (1, NINE + timedelta(minutes=2))
    assert (shown["morning"].sequence, shown["morning"].changed) == (0, NINE + timedelta(minutes=1))


def test_a_new_start_of_an_item_that_moves_its_sitting_is_a_new_version() -> None:
    later = tuple(replace(one, fixed_start=TEN) if one.id == "1" else one for one in ITEMS)
    assert versions(*CONVENED, became(MORNING, AFTERNOON, items=later)) == {"morning": 1, "afternoon": 0}


@pytest.mark.parametrize(
    ("change", "changed"),
    [({"place": "Kazan"}, {"morning"}), ({"zone": "UTC"}, {"morning", "afternoon"})],
    ids=["place", "zone"],
)
def test_a_new_convocation_is_a_new_version_of_what_it_moves(
    change: dict[str, str], changed: set[str]
) -> None:
    again = MeetingDrafted(replace(CONVOCATION, **change))
    after = versions(*CONVENED, (again,))
    assert {key for key, version in after.items() if version == 1} == changed
    assert {key for key, version in after.items() if version == 0} == {"morning", "afternoon"} - changed


def test_a_new_address_is_no_new_version() -> None:
    assert set(versions(*CONVENED, (MeetingDrafted(replace(CONVOCATION, slug="renamed")),)).values()) == {0}


def test_one_press_is_one_version_however_many_entries_it_has() -> None:
    steps = [
        became(MORNING, replace(AFTERNOON, starts=TEN))[0],
        became(MORNING, replace(AFTERNOON, starts=TEN, place="Room 4"))[0],
    ]
    assert versions(*CONVENED, steps)["afternoon"] == 1
    assert versions(*CONVENED, *([step] for step in steps))["afternoon"] == 2


def test_two_presses_in_the_same_instant_are_two_versions() -> None:
    """A clock may stand still or step back; then two presses bear the same time."""
    entries, ends = record(
        *CONVENED, became(MORNING, replace(AFTERNOON, starts=TEN)), became(MORNING, AFTERNOON)
    )
    same = [replace(one, at=NINE) for one in entries]
    assert published(same, ends).known["afternoon"].sequence == 2


def test_a_retitled_item_changes_the_sitting_and_is_no_new_version() -> None:
    retitled = tuple(replace(one, title=Text("Retitled")) if one.id == "3" else one for one in ITEMS)
    shown = told(*CONVENED, became(MORNING, AFTERNOON, items=retitled))
    assert [(one.sequence, one.changed) for one in shown.values()] == [
        (0, NINE + timedelta(minutes=1)),
        (0, NINE + timedelta(minutes=2)),
    ]


def test_an_item_that_leaves_the_agenda_says_so() -> None:
    shown = told(*CONVENED, (ItemConcluded("3", Outcome.DEFERRED),))["afternoon"]
    assert [one.outcome for one in shown.items] == [Outcome.DEFERRED]
    assert shown.changed == NINE + timedelta(minutes=2)


def test_how_far_the_meeting_has_come_changes_nothing() -> None:
    progress = (
        [MeetingOpened()],
        [ItemOpened("1")],
        [MeetingSuspended(None, "Lunch")],
        [RoleGranted("somebody", Role.DELEGATE)],
        [MeetingResumed()],
        [ItemConcluded("1", Outcome.ADOPTED), ItemOpened("2")],
    )
    assert told(*CONVENED, *progress) == told(*CONVENED)


def test_how_far_the_meeting_has_come_is_not_computed_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    looked = []
    plain = module.starts_of_all
    monkeypatch.setattr(module, "starts_of_all", lambda agendas: looked.append(agendas) or plain(agendas))
    pause = ([MeetingSuspended(None, "Lunch")], [MeetingResumed()])
    told(*CONVENED, [MeetingOpened()], [ItemOpened("1")], *pause, [ItemConcluded("1", Outcome.NOTED)])
    assert len(looked) == 1


# ---------------------------------------------------------------------------------------- cancelled


def test_a_withdrawn_sitting_stays_cancelled_as_it_was() -> None:
    withdrawn = replace(AFTERNOON, withdrawn=True)
    empty = tuple(one for one in ITEMS if one.sitting != "afternoon")
    before, after = told(*CONVENED), told(*CONVENED, became(MORNING, withdrawn, items=empty))
    at = NINE + timedelta(minutes=2)
    assert after["afternoon"] == replace(before["afternoon"], cancelled=True, sequence=1, changed=at)
    assert after["morning"] == before["morning"]


def test_a_cancelled_sitting_is_left_alone_by_what_comes_later() -> None:
    gone = (*CONVENED, became(MORNING))
    assert told(*gone, became(replace(MORNING, place="Room 1")))["afternoon"] == told(*gone)["afternoon"]


def test_a_sitting_that_loses_its_time_is_cancelled_and_comes_back_as_a_new_version() -> None:
    timeless = replace(AFTERNOON, starts=None, ends=None)
    bare = tuple(one for one in ITEMS if one.sitting != "afternoon")
    lost = (*CONVENED, became(MORNING, timeless, items=bare))
    assert (told(*lost)["afternoon"].cancelled, told(*lost)["afternoon"].sequence) == (True, 1)
    back = told(*lost, became(MORNING, AFTERNOON))["afternoon"]
    assert (back.cancelled, back.sequence) == (False, 2)


def test_a_sitting_withdrawn_before_the_meeting_is_convened_was_never_published() -> None:
    withdrawn = became(MORNING, replace(AFTERNOON, withdrawn=True))
    assert set(told(DRAFTED, withdrawn, (MeetingConvened(),))) == {"morning"}


def test_once_there_are_sittings_the_meeting_itself_is_cancelled() -> None:
    alone = ((MeetingDrafted(CONVOCATION), ItemAdded(item("1", fixed_start=TEN))), (MeetingConvened(),))
    seated = became(MORNING, items=[item("1", fixed_start=TEN, sitting="morning")])
    shown = told(*alone, seated)
    assert [(key, one.cancelled) for key, one in shown.items()] == [("morning", False), (None, True)]


# ------------------------------------------------------------------------------------------- in parts


def test_what_is_published_bit_by_bit_is_what_is_published_at_once() -> None:
    presses = (
        *CONVENED,
        became(MORNING, replace(AFTERNOON, starts=TEN)),
        [MeetingOpened()],
        became(MORNING),
        became(MORNING, AFTERNOON),
    )
    entries, ends = record(*presses)
    for cut in sorted(ends):
        before = published(entries[:cut], ends)
        assert published(entries[cut:], ends, before) == published(entries, ends)


def test_each_entry_is_folded_once(monkeypatch: pytest.MonkeyPatch) -> None:
    folded: list[int] = []
    after = Meeting.after
    monkeypatch.setattr(Meeting, "after", lambda self, entry: folded.append(entry.seq) or after(self, entry))
    entries, ends = record(*CONVENED, [MeetingOpened()])
    published(entries, ends)
    assert folded == [entry.seq for entry in entries]
