"""How a list of speakers is opened, closed, limited and ordered."""

import pytest

from models.body import OrderPolicy
from models.planning.item import Outcome
from models.rules.agenda import ConcludeItem
from models.rules.asking import MoveRequest, WithdrawRequest
from models.rules.listing import (
    CloseList,
    LimitToReplies,
    OpenList,
    ReorderRequests,
    SetInscription,
    SetLimits,
    SetOrder,
)
from models.speaking.admission import Admission, admission
from models.speaking.limits import Limits, TimeLimit
from models.speaking.list_of_speakers import (
    InscriptionSet,
    LimitsSet,
    ListClosed,
    ListLimitedToReplies,
    ListOpened,
    OrderSet,
)
from models.speaking.request import RequestsReordered
from tests.models.floors import HERE, a_debate, asks, before_the_debate, calls, done, ends, listed, row, the
from tests.models.story import MINUTE, Story, a_draft, item


@pytest.fixture
def debate() -> Story:
    return a_debate()


def stands(story: Story) -> Admission:
    return admission(listed(story), story.clock, current=story.current == HERE)


def test_a_list_is_open_while_its_item_is_under_discussion(debate: Story) -> None:
    assert stands(before_the_debate()) is Admission.NOT_YET
    assert stands(debate) is Admission.OPEN


def test_a_list_is_closed_opened_again_and_limited_to_replies(debate: Story) -> None:
    closed = asks(debate, "ana").when("chair", CloseList(HERE)).then(ListClosed(HERE))
    assert stands(closed) is Admission.CLOSED
    closed.when("chair", CloseList(HERE)).refused("nothing_changed")
    opened = closed.when("chair", OpenList(HERE)).then(ListOpened(HERE))
    assert stands(opened) is Admission.OPEN
    opened.when("chair", OpenList(HERE)).refused("nothing_changed")
    replies = opened.when("chair", LimitToReplies(HERE)).then(ListLimitedToReplies(HERE))
    assert stands(replies) is Admission.REPLIES_ONLY
    replies.when("chair", LimitToReplies(HERE)).refused("nothing_changed")


def test_a_closed_list_is_exhausted_once_all_have_spoken(debate: Story) -> None:
    story = calls(asks(debate, "ana").when("chair", CloseList(HERE)))
    assert stands(story) is Admission.CLOSED
    assert stands(ends(story)) is Admission.EXHAUSTED


def test_a_closing_is_announced_and_moved(debate: Story) -> None:
    at = debate.clock + 10 * MINUTE
    story = debate.when("chair", CloseList(HERE, at)).then(ListClosed(HERE, at))
    assert stands(story) is Admission.OPEN
    story.when("chair", CloseList(HERE, at)).refused("nothing_changed")
    done(story.when("chair", CloseList(HERE, at + MINUTE)))
    assert stands(story.later(minutes=9)) is Admission.EXHAUSTED
    story.later(minutes=9).when("chair", CloseList(HERE)).refused("nothing_changed")
    assert stands(story.when("chair", OpenList(HERE)).later(minutes=10)) is Admission.OPEN
    debate.when("chair", CloseList(HERE, debate.clock)).refused("closing_past")


def test_a_list_of_what_is_concluded_stays_as_it_is(debate: Story) -> None:
    over = debate.when("chair", ConcludeItem(HERE, Outcome.NOTED))
    for command in (OpenList(HERE), CloseList(HERE), LimitToReplies(HERE)):
        over.when("chair", command).refused("already_concluded")


def test_who_presides_keeps_the_list_and_nobody_else(debate: Story) -> None:
    for who in ("ana", "desk", "observer"):
        debate.when(who, CloseList(HERE)).refused("not_permitted")
        debate.when(who, SetOrder(HERE)).refused("not_permitted")


def test_inscription_has_a_beginning_and_an_end_behind_it(debate: Story) -> None:
    at = debate.clock
    opens = SetInscription(HERE, at, at + MINUTE)
    story = debate.when("secretariat", opens).then(InscriptionSet(HERE, at, at + MINUTE))
    story.when("secretariat", opens).refused("nothing_changed")
    story.when("secretariat", SetInscription(HERE, at, at)).refused("inscription_backwards")
    story.when("secretariat", SetInscription(HERE, None, at)).refused("inscription_backwards")
    done(story.when("secretariat", SetInscription(HERE)))


def test_policies_are_set_in_order_each_once(debate: Story) -> None:
    first, second = OrderPolicy.FIRST_TIME_FIRST, OrderPolicy.ALTERNATE_ROOM_AND_REMOTE
    story = debate.when("chair", SetOrder(HERE, (first, second, first)))
    story.then(OrderSet(HERE, (first, second)))
    story.when("chair", SetOrder(HERE, (first, second))).refused("nothing_changed")


def test_an_order_gives_up_the_moves_by_hand_where_the_chair_says_so(debate: Story) -> None:
    story = asks(debate, "ana", "bo", "chen")
    story = done(story.when("bo", MoveRequest(HERE, the(story, "bo"), the(story, "chen"))))
    story = done(story.when("chair", MoveRequest(HERE, the(story, "chen"), None)))
    assert row(story) == "chen ana bo"
    kept = story.when("chair", SetOrder(HERE)).then(OrderSet(HERE, ()))
    assert row(kept) == "chen ana bo"
    given_up = kept.when("chair", SetOrder(HERE, keep_moves=False)).then(OrderSet(HERE, (), keep_moves=False))
    assert row(given_up) == "ana chen bo", "who let another go first stays behind them"
    given_up.when("chair", SetOrder(HERE, keep_moves=False)).refused("nothing_changed")


def test_limits_are_set_before_the_meeting_too() -> None:
    limits = Limits((TimeLimit(180),), together=3600)
    story = a_draft(item("9")).when("secretariat", SetLimits(HERE, Limits(), limits))
    story.then(LimitsSet(HERE, limits))


def test_two_who_set_limits_at_once_lose_nothing(debate: Story) -> None:
    story = debate.when("chair", SetLimits(HERE, Limits(), Limits(together=3600)))
    story = story.when("secretariat", SetLimits(HERE, Limits(), Limits(section=600)))
    assert listed(story).limits == Limits(together=3600, section=600)
    other = SetLimits(HERE, Limits(), Limits((TimeLimit(60),), together=1800))
    assert "3600" in story.when("secretariat", other).refused("edited_meanwhile").refusal()
    story.when("chair", SetLimits(HERE, Limits(), Limits())).refused("nothing_changed")


def test_the_whole_list_is_ordered_by_ids(debate: Story) -> None:
    story = asks(debate, "ana", "bo", "chen")
    ana, bo, chen = (the(story, who) for who in ("ana", "bo", "chen"))
    ordered = story.when("chair", ReorderRequests(HERE, (chen, ana, bo)))
    ordered.then(RequestsReordered(HERE, (chen, ana, bo)))
    assert row(ordered) == "chen ana bo"
    story.when("chair", ReorderRequests(HERE, (ana, bo, chen))).refused("nothing_changed")
    story.when("ana", ReorderRequests(HERE, (ana, bo, chen))).refused("not_permitted")


def test_a_set_that_has_changed_is_not_ordered(debate: Story) -> None:
    story = asks(debate, "ana", "bo", "chen")
    ana, bo, chen = (the(story, who) for who in ("ana", "bo", "chen"))
    order = ReorderRequests(HERE, (chen, bo, ana))
    asks(story, "dia").when("chair", order).refused("requests_changed")
    calls(story).when("chair", order).refused("requests_changed")
    done(story.when("bo", WithdrawRequest(HERE, bo))).when("chair", order).refused("requests_changed")
    story.when("chair", ReorderRequests(HERE, (chen, chen, ana))).refused("requests_changed")
