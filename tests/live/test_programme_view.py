"""The cards of the programme: when each sitting is, and how far it has come."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from models.meeting import MeetingConvened, MeetingDrafted, MeetingOpened, TrackAdded
from models.planning.agenda import ItemAdded, ItemConcluded, ItemOpened, SittingAdded
from models.planning.item import AgendaItem, Outcome
from models.planning.sitting import Contributor, Sitting, SittingId, Track, TrackId
from models.text import Text
from server.meeting_pages.programme_views import ProgrammeView, SittingCard, programme_view
from tests.models.story import CONVOCATION, NINE, Story, item

HOUR = timedelta(hours=1)
MORNING = Sitting(SittingId("morning"), Text("Morning"), starts=NINE, ends=NINE + HOUR)
BESIDE = Sitting(SittingId("beside"), Text("Beside"), track=TrackId("t"), starts=NINE, ends=NINE + HOUR)
PAPER = item("1", 30, sitting="morning")


def drafted(*what: Sitting | AgendaItem) -> Story:
    events = [ItemAdded(one) if isinstance(one, AgendaItem) else SittingAdded(one) for one in what]
    track = TrackAdded(Track(TrackId("t"), Text("Track", "Filière")))
    return Story().given(MeetingDrafted(CONVOCATION), track, *events, MeetingConvened())


def programme(story: Story, now: datetime = NINE, language: str = "en") -> ProgrammeView:
    return programme_view(
        story.state, language, now, lambda person: f"the name of {person}" if person else ""
    )


def cards(story: Story, now: datetime = NINE) -> dict[str, SittingCard]:
    shown = programme(story, now)
    found = [*shown.undated, *(card for day in shown.days for card in day.unscheduled)]
    grids = [day.grid for day in shown.days if day.grid]
    found += [cell.what for grid in grids for row in grid.rows for cell in row if cell.what]
    return {card.id.removeprefix("s-"): card for card in found}


def clocks(card: SittingCard) -> str:
    return "–".join(moment.clock for moment in (card.starts, card.ends) if moment)


def test_a_sitting_is_when_it_is_announced_else_when_its_items_are_planned() -> None:
    evening = Sitting(SittingId("evening"), Text("Evening"))
    story = drafted(MORNING, evening, PAPER, item("2", 45, sitting="evening", fixed_start=NINE + 9 * HOUR))
    shown = cards(story)
    assert clocks(shown["morning"]) == "10:00–11:00"
    assert clocks(shown["evening"]) == "19:00–19:45"


def test_one_of_which_only_the_day_or_nothing_is_known_is_kept_too() -> None:
    some_day = Sitting(SittingId("some-day"), Text("Some day"), day=date(2021, 11, 18))
    never = Sitting(SittingId("some-time"), Text("Some time"))
    shown = programme(drafted(MORNING, some_day, never))
    assert [day.title for day in shown.days] == ["Wednesday 17 November 2021", "Thursday 18 November 2021"]
    assert [card.head.title for card in shown.days[1].unscheduled] == ["Some day"]
    assert [card.head.title for card in shown.undated] == ["Some time"]


def test_a_day_is_the_venues() -> None:
    late = replace(MORNING, starts=NINE + 14.5 * HOUR, ends=None)  # half past midnight in Barcelona
    assert [day.date for day in programme(drafted(late)).days] == ["2021-11-18"]


def test_days_gone_are_past_until_all_of_them_are() -> None:
    story = drafted(MORNING, replace(BESIDE, starts=NINE + 24 * HOUR, ends=None))
    for days, past, goes_on in (
        (0, [False, False], True),
        (1, [True, False], True),
        (2, [True, True], False),
    ):
        shown = programme(story, NINE + days * 24 * HOUR)
        assert ([day.past for day in shown.days], shown.goes_on) == (past, goes_on)


def test_now_is_shown_in_every_track_at_once() -> None:
    story = drafted(MORNING, BESIDE, PAPER, item("2", 30, sitting="beside")).given(MeetingOpened())
    shown = programme(story.given(ItemOpened("1"), ItemOpened("2")))
    assert [(card.state, card.now.id) for card in shown.running if card.now] == [("now", "1"), ("now", "2")]


def test_a_sitting_is_under_way_between_its_items_done_after_them_and_left_behind_after_others() -> None:
    evening = Sitting(SittingId("evening"), Text("Evening"), starts=NINE + 9 * HOUR)
    parts = (PAPER, item("2", 30, sitting="morning"), item("3", 30, sitting="evening"))
    story = drafted(MORNING, evening, *parts).given(MeetingOpened())
    assert cards(story)["morning"].state == "planned"
    between = story.given(ItemOpened("1"), ItemConcluded("1", Outcome.NOTED))
    assert cards(between)["morning"].state == "under_way"
    over = between.given(ItemOpened("2"), ItemConcluded("2", Outcome.NOTED))
    assert cards(over)["morning"].state == "done"
    assert cards(between.given(ItemOpened("3")))["morning"].state == "done"


def test_what_does_not_take_place_says_so_and_keeps_its_time() -> None:
    shown = cards(drafted(replace(MORNING, withdrawn=True), PAPER))["morning"]
    assert (shown.state, clocks(shown), shown.late) == ("withdrawn", "10:00–11:00", None)


def test_an_overrun_moves_the_end_of_what_is_now_and_the_start_of_what_comes() -> None:
    then = Sitting(SittingId("then"), Text("Then"), starts=NINE + HOUR, ends=NINE + 2 * HOUR)
    story = drafted(MORNING, then, replace(PAPER, minutes=60), item("2", 60, sitting="then"))
    running = story.given(MeetingOpened(), ItemOpened("1"))
    shown = cards(running, NINE + HOUR + timedelta(minutes=12))
    assert [card.late.behind for card in shown.values() if card.late] == [12, 12]


def test_nothing_is_late_in_an_agenda_that_nobody_has_begun_and_the_clock_alone_says_when_it_is_time() -> (
    None
):
    story = drafted(MORNING, PAPER)
    for minutes, by_clock in ((-1, ""), (0, "now"), (59, "now"), (60, "over")):
        shown = cards(story.given(MeetingOpened()), NINE + timedelta(minutes=minutes))["morning"]
        assert (shown.by_clock, shown.late) == (by_clock, None)
    begun = story.given(MeetingOpened(), ItemOpened("1"))
    assert cards(begun)["morning"].by_clock is None


def test_items_outside_of_every_sitting_have_a_card_a_day() -> None:
    story = drafted(
        item("1", 30, fixed_start=NINE), item("2", 30), item("3", 30, fixed_start=NINE + 24 * HOUR)
    )
    shown = cards(story)
    assert {name: [one.id for one in card.items] for name, card in shown.items()} == {
        "loose-plenary-2021-11-17": ["1", "2"],
        "loose-plenary-2021-11-18": ["3"],
    }


def test_a_sub_item_belongs_to_the_sitting_of_what_it_stands_under() -> None:
    shown = cards(drafted(MORNING, PAPER, item("1.1", 10, parent="1")))
    assert [one.id for one in shown["morning"].items] == ["1", "1.1"]


def test_who_has_the_same_part_is_named_under_one_word() -> None:
    people = (Contributor("moderator", "Mayor"), Contributor("speaker", "A"), Contributor("speaker", "B"))
    shown = cards(drafted(replace(MORNING, contributors=people)))["morning"]
    assert [(part.words, [one.holder for one in part.people]) for part in shown.parts] == [
        ("Moderator", ["Mayor"]),
        ("Speaker", ["A", "B"]),
    ]


@pytest.mark.parametrize(
    ("language", "short"), [("en", "Wed 17 Nov"), ("fr", "mer. 17 nov."), ("es", "mié 17 nov")]
)
def test_the_tab_of_a_day_is_in_the_readers_language(language: str, short: str) -> None:
    assert [day.short for day in programme(drafted(MORNING), language=language).days] == [short]
