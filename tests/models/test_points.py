"""Points of order: raised, ruled on in words, appealed, voted on at once; the interrupted speech keeps its time.

Source: DOMAIN §2, §4 and §7 ("points of order missing from the log").
"""

from dataclasses import replace
from datetime import timedelta

import pytest

from models.belonging.membership import MemberId
from models.belonging.roster import RosterTaken
from models.planning.item import ItemId
from models.procedure import Command, PersonId
from models.rules.agenda import OpenNextItem, ReopenPreviousItem
from models.rules.asking import AddSpeaker, AskForFloor, WithdrawRequest
from models.rules.conduct import CloseMeeting, SuspendMeeting
from models.rules.giving import GiveFloor, GiveFloorToNext, ResumeSpeech
from models.rules.points import AppealRuling, DecideAppeal, RuleOnPoint, WithdrawAppeal
from models.speaking.attendance import Attendance
from models.speaking.list_of_speakers import ListOfSpeakers
from models.speaking.points import (
    AppealDecided,
    AppealWithdrawn,
    PointLeft,
    PointOfOrder,
    PointRuledOn,
    PointState,
    RulingAppealed,
)
from models.speaking.request import (
    Request,
    RequestEdited,
    RequestId,
    RequestKind,
    RequestMade,
    RequestSkipped,
    RequestWithdrawn,
    Speaker,
)
from models.speaking.show_of_hands import ShowOfHands
from models.speaking.speech import SpeechBegun, SpeechEnded, SpeechPaused, SpeechResumed, SpeechState
from models.text import Text
from tests.models.rosters import roster, seat
from tests.models.story import Story

FIVE = ItemId("5")
STATEMENT, POINT, QUESTION = RequestId("statement"), RequestId("point"), RequestId("question")
SPEAKER = Speaker(PersonId("delegate"), MemberId("kazan"))
WELL_TAKEN = Text("The point is well taken.", "La motion est fondée.", "")
RULING = RuleOnPoint(FIVE, POINT, granted=True, text=WELL_TAKEN)
RULED = PointRuledOn(FIVE, POINT, granted=True, text=WELL_TAKEN)
APPEAL, APPEALED = AppealRuling(FIVE, POINT), RulingAppealed(FIVE, POINT, None)


def asked(request: RequestId, kind: RequestKind, about: RequestId | None = None) -> RequestMade:
    return RequestMade(FIVE, Request(request, kind, SPEAKER, about=about))


RAISED = asked(POINT, RequestKind.POINT_OF_ORDER)


@pytest.fixture
def debate(meeting: Story) -> Story:
    """Item 5 is current; somebody has made a statement for a minute, with three minutes to take."""
    begun = asked(STATEMENT, RequestKind.STATEMENT), SpeechBegun(FIVE, STATEMENT, 180)
    return meeting.reached("5").given(*begun).later(minutes=1)


@pytest.fixture
def raised(debate: Story) -> Story:
    return debate.given(RAISED)


@pytest.fixture
def appealed(raised: Story) -> Story:
    return raised.given(RULED, APPEALED)


def floor_of(story: Story) -> ListOfSpeakers:
    return story.state.floor.at(FIVE)


def point_of(story: Story) -> PointOfOrder:
    [point] = floor_of(story).points
    return point


# ---------------------------------------------------------------------------------------------- raised


def test_a_request_for_a_point_of_order_raises_it(raised: Story) -> None:
    point = point_of(raised)
    assert (point.id, point.state, point.granted, point.settled) == (POINT, PointState.RAISED, None, False)
    assert point.request == floor_of(raised).find(POINT)


@pytest.mark.parametrize("kind", tuple(RequestKind)[1:])
def test_no_other_request_raises_one(debate: Story, kind: RequestKind) -> None:
    assert floor_of(debate.given(asked(QUESTION, kind))).points == ()


def test_a_point_that_is_withdrawn_is_not_raised_any_more(raised: Story) -> None:
    assert floor_of(raised.given(RequestWithdrawn(FIVE, POINT))).points == ()


def test_a_point_that_is_edited_says_what_its_request_says(raised: Story) -> None:
    edited = raised.given(RequestEdited(FIVE, POINT, SPEAKER_IS, "fr", "Interpretation"))
    assert point_of(edited).request == floor_of(edited).find(POINT)
    assert point_of(edited).request.subject == "Interpretation"


SPEAKER_IS = Request(POINT, RequestKind.POINT_OF_ORDER, SPEAKER).attendance


def test_a_point_whose_speech_is_over_still_waits_for_its_ruling(raised: Story) -> None:
    spoken = raised.given(SpeechBegun(FIVE, POINT, 60), SpeechEnded(FIVE, POINT))
    assert point_of(spoken).state is PointState.RAISED


RAISES = AskForFloor(FIVE, Attendance.IN_THE_ROOM, RequestKind.POINT_OF_ORDER)


def test_raising_a_point_pauses_the_speech_in_the_same_instant(debate: Story) -> None:
    raised = debate.when("delegate", RAISES)
    assert raised.heard[1:] == (SpeechPaused(FIVE, STATEMENT),)  # type: ignore[index]
    entered = debate.when("desk", AddSpeaker(FIVE, RequestKind.POINT_OF_ORDER, office="Mayor of Iriga"))
    assert entered.heard[1:] == (SpeechPaused(FIVE, STATEMENT),)  # type: ignore[index]


def test_a_ruling_or_a_withdrawal_leaves_the_speech_paused_until_the_chair_lets_it_go_on(
    debate: Story,
) -> None:
    raised = debate.when("delegate", RAISES)
    known = point_of(raised).id
    withdrawn = raised.when("delegate", WithdrawRequest(FIVE, known)).then(RequestWithdrawn(FIVE, known))
    ruled = raised.when("chair", replace(RULING, request=known)).then(replace(RULED, request=known))
    for story in (withdrawn, ruled):
        floor = floor_of(story).floor
        assert floor
        assert (floor.state, floor.left(story.later(minutes=9).clock)) == (SpeechState.PAUSED, 60)
        story.when("chair", ResumeSpeech(FIVE, STATEMENT)).then(SpeechResumed(FIVE, STATEMENT))


def test_a_second_point_interrupts_nothing_more_and_no_speech_on_the_first(debate: Story) -> None:
    once = debate.when("delegate", RAISES)
    assert len(once.when("desk", RAISES).heard) == 1  # type: ignore[arg-type]
    heard = once.when("chair", GiveFloor(FIVE, point_of(once).id, STATEMENT))
    assert len(heard.when("desk", RAISES).heard) == 1  # type: ignore[arg-type]


def test_a_point_raised_while_nobody_speaks_pauses_nothing(meeting: Story) -> None:
    assert len(meeting.reached("5").when("delegate", RAISES).heard) == 1  # type: ignore[arg-type]


# -------------------------------------------------------------------------------------------- ruled on


def test_the_chair_rules_in_words(raised: Story) -> None:
    ruled = raised.when("chair", RULING).then(SpeechPaused(FIVE, STATEMENT), RULED)
    point = point_of(ruled)
    assert (point.state, point.granted, point.settled) == (PointState.RULED, True, True)
    assert point.ruling
    assert point.ruling.text == WELL_TAKEN
    assert point.ruling.at == ruled.clock


def test_a_point_may_be_ruled_on_without_its_speaker_having_had_the_floor(raised: Story) -> None:
    ruled = raised.when("chair", RULING)
    assert floor_of(ruled).find(POINT) is None, "it waits no more"
    assert floor_of(ruled).speech(POINT) is None


def test_a_point_whose_speaker_was_absent_may_be_ruled_on(raised: Story) -> None:
    ruled = raised.given(RequestSkipped(FIVE, POINT, None)).when("chair", RULING)
    assert floor_of(ruled).skipped == ()


def test_the_interrupted_speech_keeps_its_time_and_goes_on(raised: Story) -> None:
    """One minute spoken; five minutes of a point and its ruling; the speech goes on with two minutes left."""
    interrupted = raised.given(SpeechPaused(FIVE, STATEMENT), SpeechBegun(FIVE, POINT, 60)).later(minutes=5)
    ruled = interrupted.when("chair", RULING).then(SpeechEnded(FIVE, POINT), RULED)
    on = ruled.later(minutes=9)
    floor = floor_of(on).floor
    assert floor
    assert (floor.request.id, floor.state, floor.left(on.clock)) == (STATEMENT, SpeechState.PAUSED, 120)
    again = floor_of(on.given(SpeechResumed(FIVE, STATEMENT))).floor
    assert again
    assert again.left(on.clock + timedelta(seconds=30)) == 90


def test_what_interrupts_the_point_itself_is_over_with_it(raised: Story) -> None:
    point = raised.given(SpeechPaused(FIVE, STATEMENT), SpeechBegun(FIVE, POINT, 60))
    asked_about = point.given(
        asked(QUESTION, RequestKind.QUESTION, POINT),
        SpeechPaused(FIVE, POINT),
        SpeechBegun(FIVE, QUESTION, 30),
    )
    asked_about.when("chair", RULING).then(SpeechEnded(FIVE, QUESTION), SpeechEnded(FIVE, POINT), RULED)


def test_a_speech_that_is_paused_already_stays_so(raised: Story) -> None:
    raised.given(SpeechPaused(FIVE, STATEMENT)).when("chair", RULING).then(RULED)


def test_a_ruling_says_something(raised: Story) -> None:
    raised.when("chair", replace(RULING, text=Text(" ", "", ""))).refused("nothing_ruled")


def test_a_point_is_ruled_on_once(raised: Story) -> None:
    raised.when("chair", RULING).when("secretariat", RULING).refused("ruled_already")


def test_what_was_never_raised_is_not_ruled_on(debate: Story) -> None:
    debate.when("chair", RULING).refused("unknown_point")
    debate.when("chair", replace(RULING, request=STATEMENT)).refused("unknown_point")


def test_a_ruled_point_stays_known_when_its_request_is_withdrawn_later(raised: Story) -> None:
    assert point_of(raised.given(RULED, RequestWithdrawn(FIVE, POINT))).state is PointState.RULED


@pytest.mark.parametrize(
    "command", [RULING, APPEAL, WithdrawAppeal(FIVE, POINT), DecideAppeal(FIVE, POINT, 1, 0)]
)
def test_nothing_is_ruled_while_the_meeting_does_not_sit(raised: Story, command: RuleOnPoint) -> None:
    raised.when("chair", SuspendMeeting()).when("chair", command).refused("suspended")
    raised.when("chair", CloseMeeting()).when("chair", command).refused("closed")


# -------------------------------------------------------------------------------------------- appealed


def test_any_delegate_appeals_against_a_ruling(raised: Story) -> None:
    appealed = raised.given(RULED).when("delegate", APPEAL).then(SpeechPaused(FIVE, STATEMENT), APPEALED)
    assert point_of(appealed).state is PointState.APPEALED
    assert not point_of(appealed).settled


def test_an_appeal_is_for_the_member_whose_delegate_appeals(raised: Story) -> None:
    seated = raised.given(RosterTaken(roster(seat("iriga"), seat("kazan", "delegate"))), RULED)
    seated = seated.given(SpeechPaused(FIVE, STATEMENT))
    of_kazan = RulingAppealed(FIVE, POINT, MemberId("kazan"))
    seated.when("delegate", APPEAL).then(of_kazan)
    seated.when("delegate", replace(APPEAL, member=MemberId("kazan"))).then(of_kazan)
    seated.when("delegate", replace(APPEAL, member=MemberId("iriga"))).refused("not_for_member")


def test_the_desk_appeals_for_a_member_in_the_room(raised: Story) -> None:
    seated = raised.given(RosterTaken(roster(seat("iriga"))), RULED, SpeechPaused(FIVE, STATEMENT))
    seated.when("desk", replace(APPEAL, member=MemberId("iriga"))).then(
        RulingAppealed(FIVE, POINT, MemberId("iriga"))
    )
    seated.when("desk", APPEAL).then(APPEALED)
    seated.when("desk", replace(APPEAL, member=MemberId("nobody"))).refused("unknown_member")


def test_what_is_not_ruled_on_cannot_be_appealed(raised: Story) -> None:
    raised.when("delegate", APPEAL).refused("not_ruled")


def test_a_ruling_is_appealed_once(appealed: Story) -> None:
    appealed.when("delegate", APPEAL).refused("appealed_already")
    decided = appealed.when("chair", DecideAppeal(FIVE, POINT, 3, 2))
    decided.when("delegate", APPEAL).refused("appealed_already")


def test_an_appeal_that_is_withdrawn_leaves_the_ruling(appealed: Story) -> None:
    withdrawn = appealed.when("chair", WithdrawAppeal(FIVE, POINT)).then(AppealWithdrawn(FIVE, POINT))
    assert point_of(withdrawn).state is PointState.RULED
    withdrawn.when("chair", WithdrawAppeal(FIVE, POINT)).refused("not_appealed")


def test_nobody_speaks_on_before_the_meeting_has_voted(appealed: Story) -> None:
    """An appeal is put to the vote at once."""
    other = RequestId("other")
    waiting = appealed.given(SpeechPaused(FIVE, STATEMENT), asked(other, RequestKind.STATEMENT))
    go_on, give = ResumeSpeech(FIVE, STATEMENT), GiveFloor(FIVE, other, STATEMENT)
    for command in (go_on, give, GiveFloorToNext(FIVE, STATEMENT)):
        waiting.when("chair", command).refused("appeal_waits")
    voted = waiting.when("chair", DecideAppeal(FIVE, POINT, 3, 2))
    voted.when("chair", go_on).then(SpeechResumed(FIVE, STATEMENT))
    waiting.when("chair", WithdrawAppeal(FIVE, POINT)).when("chair", go_on).then(
        SpeechResumed(FIVE, STATEMENT)
    )


# --------------------------------------------------------------------------------------- put to the vote

VOTES = (  # for the ruling, against it, abstaining; whether it stands
    (0, 0, 10, True),
    (0, 1, 50, False),
    (5, 5, 0, True),
    (2, 1, 0, True),
    (1, 2, 0, False),
    (43, 44, 5, False),
    (58, 0, 0, True),
    (57, 59, 0, False),
)


@pytest.mark.parametrize(("in_favour", "against", "abstaining", "upheld"), VOTES)
def test_a_ruling_stands_unless_a_majority_is_against_it(
    appealed: Story, in_favour: int, against: int, abstaining: int, *, upheld: bool
) -> None:
    """A tie upholds it; who abstains does not count as voting (DOMAIN §4)."""
    votes = ShowOfHands(in_favour, against, abstaining)
    decided = appealed.when("chair", DecideAppeal(FIVE, POINT, in_favour, against, abstaining)).then(
        AppealDecided(FIVE, POINT, votes, upheld)
    )
    point = point_of(decided)
    assert point.state is (PointState.UPHELD if upheld else PointState.OVERRULED)
    assert point.granted is upheld, "the ruling was that it is granted"
    assert point.settled


def test_who_overrules_a_refusal_grants_the_point(raised: Story) -> None:
    refused = raised.given(replace(RULED, granted=False), APPEALED)
    assert point_of(refused.when("chair", DecideAppeal(FIVE, POINT, 1, 9))).granted is True


def test_a_vote_in_which_nobody_was_counted_is_none(appealed: Story) -> None:
    appealed.when("chair", DecideAppeal(FIVE, POINT, 0, 0, 0)).refused("nobody_counted")


def test_without_an_appeal_nothing_is_put_to_the_vote(raised: Story) -> None:
    raised.when("chair", DecideAppeal(FIVE, POINT, 3, 2)).refused("not_appealed")
    raised.given(RULED).when("chair", DecideAppeal(FIVE, POINT, 3, 2)).refused("not_appealed")


def test_an_appeal_is_voted_on_once(appealed: Story) -> None:
    decided = appealed.when("chair", DecideAppeal(FIVE, POINT, 3, 2))
    decided.when("chair", DecideAppeal(FIVE, POINT, 2, 3)).refused("not_appealed")


# ------------------------------------------------------------------------------------ its item is left


@pytest.mark.parametrize(
    "leaving", [OpenNextItem(closing=FIVE), CloseMeeting(), ReopenPreviousItem(closing=FIVE)]
)
def test_a_point_that_nobody_ruled_on_is_closed_as_not_ruled_when_its_item_is_left(
    raised: Story, leaving: Command
) -> None:
    left = raised.when("chair", leaving)
    assert PointLeft(FIVE, POINT) in [entry.event for entry in left.record]
    point = point_of(left)
    assert (point.state, point.settled, point.granted) == (PointState.NOT_RULED, True, None)
    assert left.state.floor.at(FIVE).find(POINT) is None


def test_a_ruling_stands_on_whose_appeal_nobody_voted(appealed: Story) -> None:
    point = point_of(appealed.when("chair", CloseMeeting()))
    assert (point.state, point.settled, point.granted) == (PointState.NOT_VOTED, True, True)


def test_what_is_settled_is_not_closed_again(raised: Story) -> None:
    ruled = raised.given(RULED).when("chair", CloseMeeting())
    assert not any(isinstance(entry.event, PointLeft) for entry in ruled.record)
    closed = raised.when("chair", OpenNextItem(closing=FIVE)).when("chair", CloseMeeting())
    assert sum(isinstance(entry.event, PointLeft) for entry in closed.record) == 1
