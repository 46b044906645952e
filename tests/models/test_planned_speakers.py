"""Speakers whom the agenda has planned: on the list by themselves, in the record once something happens to them."""

import pytest

from models.planning.sitting import Contributor
from models.rules.asking import MoveRequest, SayReady, WithdrawRequest
from models.rules.giving import BringBackSpeakers, GiveFloorToNext, SkipSpeaker
from models.rules.listing import ReorderRequests
from models.rules.on_the_floor import in_order
from models.speaking.request import RequestMade, RequestSkipped
from models.speaking.speech import SpeechBegun
from tests.models.floors import HERE, a_debate, asks, calls, done, listed, on_floor, row
from tests.models.story import Story, a_meeting, item

KEYNOTE = Contributor("keynote", "Mayor of Konya")
PANELLIST = Contributor("panellist", "Envoy")


@pytest.fixture
def panel() -> Story:
    """Item 9 has a keynote and a panellist, and the delegate waits."""
    debate = item(HERE, roles=(KEYNOTE, PANELLIST))
    return asks(a_meeting(debate).opened().reached(HERE), "delegate")


def planned(story: Story) -> str:
    return in_order(story.state, HERE)[0].id  # type: ignore[arg-type]


def test_they_stand_ahead_as_planned(panel: Story) -> None:
    assert row(panel) == "Mayor of Konya Envoy delegate"
    assert len(listed(panel).waiting) == 1


def test_one_who_is_called_joins_the_record(panel: Story) -> None:
    first = planned(panel)
    story = panel.when("chair", GiveFloorToNext(HERE, None))
    made, begun = story.heard  # type: ignore[misc]
    assert isinstance(made, RequestMade)
    assert made.request.contributor == KEYNOTE
    assert begun == SpeechBegun(HERE, first, None)  # type: ignore[arg-type]
    assert row(story) == "Envoy delegate"


def test_one_who_was_called_by_mistake_keeps_their_place(panel: Story) -> None:
    story = calls(calls(panel))
    back = done(story.when("chair", BringBackSpeakers(HERE, on_floor(story))))
    assert row(back) == "Envoy delegate"


def test_one_who_is_absent_returns_or_waits_no_more(panel: Story) -> None:
    first = planned(panel)
    later = done(panel.when("chair", SkipSpeaker(HERE, first)))
    assert row(later) == "Envoy delegate Mayor of Konya"
    gone = done(panel.when("chair", SkipSpeaker(HERE, first, again=False)))
    assert row(gone) == "Envoy delegate"
    assert row(calls(gone, "Mayor of Konya")) == "Envoy delegate"


def test_one_who_does_not_speak_after_all_is_taken_off_the_list(panel: Story) -> None:
    first = planned(panel)
    story = done(panel.when("desk", WithdrawRequest(HERE, first)))
    assert story.heard[-1] == RequestSkipped(HERE, first, None)  # type: ignore[index, arg-type]
    assert row(story) == "Envoy delegate"
    story.when("desk", WithdrawRequest(HERE, first)).refused("unknown_request")
    panel.when("delegate", WithdrawRequest(HERE, first)).refused("not_yours")


def test_they_are_moved_and_say_that_they_are_ready_like_others(panel: Story) -> None:
    order = [one.id for one in in_order(panel.state, HERE)]  # type: ignore[arg-type]
    moved = done(panel.when("chair", MoveRequest(HERE, order[0], after=order[2])))
    assert row(moved) == "Envoy delegate Mayor of Konya"
    ready = done(panel.when("desk", SayReady(HERE, order[1])))
    assert [one.ready for one in in_order(ready.state, HERE)] == [False, True, False]  # type: ignore[arg-type]
    other = done(panel.when("chair", ReorderRequests(HERE, tuple(reversed(order)))))
    assert row(other) == "delegate Envoy Mayor of Konya"


def test_what_nobody_has_planned_is_as_before() -> None:
    assert row(a_debate()) == ""
