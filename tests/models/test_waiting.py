"""How long each of those who wait will wait, as far as limits and speeches so far say it."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.belonging.roster import RosterTaken
from models.body import Rules
from models.meeting import Meeting
from models.speaking.limits import Limits, TimeLimit
from models.speaking.list_of_speakers import LimitsSet
from models.speaking.order import order_at
from models.speaking.request import RequestId, RequestKind
from models.speaking.speech import SpeechBegun, SpeechPaused
from models.speaking.waiting import BRIEF, Waiting
from tests.models.rosters import roster
from tests.models.story import NINE, Story, item
from tests.models.test_order_properties import floors
from tests.models.waiting_lists import ITEM, SECOND, Told, request

QUESTION, POINT = RequestKind.QUESTION, RequestKind.POINT_OF_ORDER


@pytest.fixture
def limited(meeting: Story) -> Meeting:
    """The body limits every speech to two minutes."""
    return meeting.given(RosterTaken(roster(rules=Rules(speaking_limit=120)))).state


def waits(meeting: Meeting, told: Told) -> dict[str, int | None]:
    there = replace(meeting, floor=told.floor)
    known = there.agenda.find(ITEM)
    assert known
    waiting = Waiting(there, known, order_at(there, ITEM))
    return dict(waiting.waits(NINE + told.seconds * SECOND))


def begun(told: Told, known_as: str, limit: int | None) -> Told:
    return told.then(SpeechBegun(ITEM, RequestId(known_as), limit))


def test_each_waits_for_the_limits_of_all_ahead(limited: Meeting) -> None:
    told = Told().asks(*(request(one) for one in "abc"))
    assert waits(limited, told) == {"a": 0, "b": 120, "c": 240}


def test_a_limit_of_the_item_counts_before_the_bodys(limited: Meeting) -> None:
    told = Told().then(LimitsSet(ITEM, Limits((TimeLimit(30),)))).asks(request("a"), request("b"))
    assert waits(limited, told) == {"a": 0, "b": 30}


def test_what_is_left_of_the_speech_on_the_floor_counts(limited: Meeting) -> None:
    told = begun(Told().asks(request("a"), request("b")), "a", 120)
    assert waits(limited, told.later(50)) == {"b": 70}
    assert waits(limited, told.later(500)) == {"b": 0}


def test_a_pause_does_not_bring_anybody_nearer(limited: Meeting) -> None:
    told = begun(Told().asks(request("a"), request("b")), "a", 120).later(50)
    paused = told.then(SpeechPaused(ITEM, RequestId("a")))
    assert waits(limited, paused.later(300)) == waits(limited, told) == {"b": 70}


def test_what_was_interrupted_has_its_time_before_the_next(limited: Meeting) -> None:
    told = begun(Told().asks(request("a"), request("b")), "a", 120).later(50)
    told = told.then(SpeechPaused(ITEM, RequestId("a"))).asks(request("q", QUESTION))
    assert waits(limited, begun(told, "q", 30).later(10)) == {"b": 20 + 70}


def test_an_interruption_does_not_wait_for_what_it_interrupts(limited: Meeting) -> None:
    told = begun(Told().asks(request("a"), request("b")), "a", 120)
    told = told.asks(request("p", POINT), request("q", QUESTION))
    assert waits(limited, told) == {"p": 0, "q": 120, "b": 360}


def test_speeches_that_were_shorter_than_the_limit_make_all_expect_less(limited: Meeting) -> None:
    told = Told().has_spoken(request("short"), 30).has_spoken(request("shorter"), 30)
    assert waits(limited, told.asks(request("a"), request("b"))) == {"a": 0, "b": 75}


def test_without_a_limit_it_is_as_long_as_speeches_were_so_far(meeting: Story) -> None:
    told = Told().has_spoken(request("one"), 100).has_spoken(request("two"), 200)
    told = told.asks(request("a"), request("b"), request("c"))
    assert waits(meeting.state, told) == {"a": 0, "b": 150, "c": 300}
    assert waits(meeting.state, begun(told, "a", None).later(100)) == {"b": 50, "c": 200}


def test_before_anybody_spoke_here_it_is_as_long_as_they_were_elsewhere(meeting: Story) -> None:
    told = Told().has_spoken(request("one"), 100, item("5").id).asks(request("a"), request("b"))
    assert waits(meeting.state, told) == {"a": 0, "b": 100}


def test_where_nothing_says_how_long_only_the_first_knows_when(meeting: Story) -> None:
    told = Told().asks(request("a"), request("b"), request("p", POINT))
    assert waits(meeting.state, told) == {"p": 0, "a": BRIEF, "b": None}
    assert waits(meeting.state, begun(told, "a", None)) == {"p": 0, "b": None}


@given(floors())
def test_nobody_waits_longer_than_whoever_stands_behind(told: Told) -> None:
    there = replace(Meeting(), floor=told.floor)
    waiting = Waiting(there, item("9", time_limit=120), order_at(there, ITEM))
    assert list(waiting.leads) == [place.request.id for place in order_at(there, ITEM)]
    leads = [lead for lead in waiting.leads.values() if lead is not None]
    assert leads == sorted(leads)
    assert all(lead >= 0 for lead in leads)


@given(st.integers(0, 1000))
def test_waits_shrink_by_the_second_while_somebody_speaks_and_never_below_what_stands_between(
    now: int,
) -> None:
    told = begun(Told().asks(*(request(one) for one in "abc")), "a", 120)
    there = replace(Meeting(), floor=told.floor)
    waiting = Waiting(there, item("9", time_limit=120), order_at(there, ITEM))
    assert waiting.waits(NINE + now * SECOND) == {"b": max(0, 120 - now), "c": max(0, 120 - now) + 120}
