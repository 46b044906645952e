"""Whose place is given up because their line is lost, and whose is not."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from models.body import Rules
from models.planning.item import ItemId
from models.procedure import OPERATOR
from models.rules.asking import AddSpeaker, AskForFloor, WithdrawRequest
from models.rules.conduct import SuspendMeeting
from models.rules.lost_lines import GiveUpPlace
from models.speaking.attendance import Attendance
from models.speaking.request import PlaceGivenUp, RequestKind, RequestMade
from tests.models.floors import (
    AFAR,
    ANSWER,
    HERE,
    ORDER,
    STATEMENT,
    a_debate,
    asks,
    calls,
    done,
    listed,
    row,
    the,
)
from tests.models.story import MINUTE, Story

FIVE_MINUTES = Rules(place_kept_for=300)
AT = ItemId(HERE)


def afar(story: Story, *people: str, kind: RequestKind = STATEMENT) -> Story:
    for one in people:
        story = done(story.when(one, AskForFloor(AT, AFAR, kind)))
    return story


def a_debate_from_afar(rules: Rules = FIVE_MINUTES) -> Story:
    return asks(afar(a_debate(rules=rules), "ana", "bo"), "chen")


def gives_up(story: Story, who: str, lost_for: timedelta = 5 * MINUTE, by: str = OPERATOR) -> Story:
    since: datetime = story.clock + MINUTE - lost_for  # a press is a minute after the last
    return story.when(by, GiveUpPlace(AT, the(story, who), since))


def test_a_place_is_given_up_once_the_line_is_lost_as_long_as_the_body_keeps_it() -> None:
    story = a_debate_from_afar()
    given_up = gives_up(story, "ana").then(PlaceGivenUp(AT, the(story, "ana"), 300))
    assert row(given_up) == "bo chen"
    assert [one.lost for one in listed(given_up).skipped] == [300]


def test_until_then_it_is_kept_and_where_the_body_says_nothing_it_is_kept_for_ever() -> None:
    gives_up(a_debate_from_afar(), "ana", timedelta(seconds=299)).refused("place_kept")
    gives_up(a_debate_from_afar(Rules()), "ana", timedelta(days=1)).refused("place_kept")


def test_who_is_in_the_room_or_was_added_without_being_known_keeps_their_place() -> None:
    story = a_debate_from_afar()
    gives_up(story, "chen").refused("place_kept")
    added = done(story.when("desk", AddSpeaker(AT, office="Mayor of Iriga", attendance=Attendance.REMOTE)))
    gives_up(added, "Mayor of Iriga").refused("place_kept")


def test_a_point_of_order_is_not_given_up_and_a_right_of_reply_is() -> None:
    story = afar(afar(a_debate(rules=FIVE_MINUTES), "ana", kind=ORDER), "bo", kind=ANSWER)
    gives_up(story, "ana").refused("place_kept")
    given_up = done(gives_up(story, "bo"))
    again = afar(given_up, "bo", kind=ANSWER)
    assert not listed(again).skipped


def test_nobody_but_the_house_gives_a_place_up() -> None:
    for who in ("ana", "bo", "chair", "desk"):
        gives_up(a_debate_from_afar(), "ana", by=who).refused("not_permitted")


def test_nothing_is_given_up_while_the_meeting_stands_still() -> None:
    story = done(a_debate_from_afar().when("chair", SuspendMeeting()))
    gives_up(story, "ana", timedelta(hours=2)).refused("suspended")


def test_who_is_back_asks_again_at_the_end_and_the_old_request_is_gone() -> None:
    story = done(gives_up(a_debate_from_afar(), "ana"))
    again = story.when("ana", AskForFloor(AT, AFAR))
    assert row(done(again)) == "bo chen ana"
    assert not listed(again).skipped
    assert isinstance(again.record[-1].event, RequestMade)


def test_the_chair_may_call_them_all_the_same_and_they_may_lower_their_hand() -> None:
    story = done(gives_up(a_debate_from_afar(), "ana"))
    called = calls(story, "ana")
    assert listed(called).floor
    assert not listed(called).skipped
    lowered = done(story.when("ana", WithdrawRequest(AT, the(story, "ana"))))
    assert not listed(lowered).skipped


@pytest.mark.parametrize("had", [1, 2])
def test_a_right_of_reply_that_was_given_up_counts_for_nothing(had: int) -> None:
    story = a_debate(rules=replace(FIVE_MINUTES, requests_at_once=3))
    for _ in range(had):
        story = afar(story, "ana", kind=ANSWER)
    story = done(gives_up(story, "ana"))
    assert not listed(afar(story, "ana", kind=ANSWER)).skipped
