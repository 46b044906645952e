"""What is saved while a sitting runs is saved: delays are counted from the plan as it was when the sitting began."""

import pytest

from models.planning.advice import Proposal, advice
from models.planning.expected import behind
from models.planning.forecast import forecast
from models.planning.item import Kind, Outcome
from models.planning.programme import intended_end, plan_of, planned_starts
from models.rules.agenda import OpenNextItem
from models.rules.editing import ReplanItems, Replanned
from tests.models.story import NINE, Story, a_meeting, item

ITEMS = (
    item("1", minutes=30, fixed_start=NINE),
    item("2", minutes=30, kind=Kind.DEBATE),
    item("lunch", minutes=60, kind=Kind.BREAK, number=""),
    item("3", minutes=40),
    item("4", minutes=20, kind=Kind.INFORMATION),
)


def late(minutes: int) -> Story:
    """Item 1 took so many minutes longer than planned; item 2 has just been opened."""
    story = a_meeting(*ITEMS).opened().when_at_once("chair", OpenNextItem(closing=None))
    return story.later(minutes=30 + minutes).when_at_once("chair", OpenNextItem(closing="1"))


def proposals(story: Story) -> dict[str, Proposal]:
    return {way.measure.value: way for way in advice(story.state.agenda, story.clock)}


def followed(story: Story, way: Proposal) -> Story:
    limits = {limit.item: limit.seconds for limit in way.limits}
    changes = tuple(Replanned(c.item, c.old, c.new, limits.get(c.item)) for c in way.changes)
    return story.when_at_once("chair", ReplanItems(changes, way.deferring))


@pytest.mark.parametrize("measure", ["shorten", "break", "defer"])
def test_advice_that_was_followed_is_not_given_again(measure: str) -> None:
    story = late(10)
    way = proposals(story)[measure]
    assert way.over == 0
    assert proposals(followed(story, way)) == {}


def test_who_is_late_and_saves_nothing_stays_late() -> None:
    story = late(10)
    end = forecast(story.state.agenda, story.clock).end_of_agenda()
    due = intended_end(story.state.agenda)
    assert end
    assert due
    assert behind(end, due) == 10


def test_the_plan_is_settled_when_the_first_item_opens_and_not_before() -> None:
    before = a_meeting(*ITEMS).opened()
    shorter = before.when("chair", ReplanItems((Replanned("1", 30, 20),)))  # type: ignore[arg-type]
    assert plan_of(shorter.state.agenda)["2"].start == NINE.replace(minute=20)  # type: ignore[index]
    running = before.when_at_once("chair", OpenNextItem(closing=None))
    shorter = running.when("chair", ReplanItems((Replanned("1", 30, 20),)))  # type: ignore[arg-type]
    assert plan_of(shorter.state.agenda)["2"].start == NINE.replace(minute=30)  # type: ignore[index]
    assert planned_starts(shorter.state.agenda)["2"] == NINE.replace(minute=20)  # type: ignore[index]


def test_what_is_deferred_has_no_time_in_the_plan_though_the_end_stays() -> None:
    story = followed(late(10), proposals(late(10))["defer"])
    gone = [one.id for one in story.state.agenda.items if one.outcome is Outcome.DEFERRED]
    assert gone
    assert not set(gone) & set(plan_of(story.state.agenda))
    assert intended_end(story.state.agenda) == intended_end(late(10).state.agenda)
