"""Whoever speaks on a procedural motion has a clock, and what they interrupt keeps its time (DOMAIN §2 and §4)."""

from datetime import timedelta

import pytest

from models.body import Rules
from models.planning.item import ItemId
from models.rules.agenda import OpenNextItem
from models.rules.conduct import CloseMeeting, ResumeMeeting, SuspendMeeting
from models.rules.giving import BringBackSpeakers, GiveFloorToNext, ResumeSpeech
from models.rules.motions import EndSpeechOnMotion, MoveMotion, PutMotion, SpeakOnMotion, WithdrawMotion
from models.rules.points import RuleOnPoint
from models.speaking.equity import equity
from models.speaking.limits import Limits, TimeLimit
from models.speaking.list_of_speakers import LimitsSet
from models.speaking.motions import (
    MotionDecided,
    MotionId,
    MotionKind,
    MotionSpeaker,
    MotionSpokenOn,
    MotionWithdrawn,
    Side,
    SpeechOnMotionBegun,
    SpeechOnMotionEnded,
    spoken_on,
)
from models.speaking.request import RequestKind
from models.speaking.speech import SpeechPaused, SpeechState
from models.text import Text
from tests.models.floors import (
    HERE,
    ORDER,
    a_debate,
    asks,
    calls,
    listed,
    on_floor,
    resumes,
    row,
    seconds,
    speech,
    the,
)
from tests.models.story import Story

AT = ItemId(HERE)
FOR, AGAINST = Side


@pytest.fixture
def debate() -> Story:
    """Ana speaks, Bo waits, and to close the debate is moved."""
    return moved(calls(asks(a_debate(rules=Rules(speaking_limit=180)), "ana", "bo")))


def moved(story: Story, kind: MotionKind = MotionKind.CLOSE_DEBATE) -> Story:
    return story.when_at_once("chair", MoveMotion(AT, kind))


def motion(story: Story) -> MotionId:
    return listed(story).motions[-1].id


def speaks(story: Story, side: Side = FOR) -> Story:
    return story.when_at_once("chair", SpeakOnMotion(AT, motion(story), side))


def heard(story: Story) -> MotionSpeaker | None:
    spoken = spoken_on(listed(story).motions)
    return spoken.heard if spoken else None


def test_the_speech_on_the_floor_pauses_and_a_clock_runs_with_the_limit_of_a_statement(debate: Story) -> None:
    known = motion(debate)
    story = speaks(debate).then(
        SpeechPaused(AT, the(debate, "ana")),
        MotionSpokenOn(AT, known, FOR, None),
        SpeechOnMotionBegun(AT, known, 180),
    )
    assert heard(story) == MotionSpeaker(FOR, None, story.clock, 180)
    before = seconds(story, "ana")
    assert seconds(story.later(minutes=5), "ana") == before
    assert speech(story, "ana").state is SpeechState.PAUSED


def test_the_limits_of_the_list_come_before_those_of_the_body(debate: Story) -> None:
    of_statements = Limits((TimeLimit(60, RequestKind.STATEMENT), TimeLimit(30, RequestKind.QUESTION)))
    here = heard(speaks(debate.given(LimitsSet(AT, of_statements))))
    assert here
    assert here.limit == 60
    no_rule = heard(speaks(moved(a_debate())))
    assert no_rule
    assert no_rule.limit is None


def test_the_next_speaker_on_it_ends_it_and_a_press_ends_it(debate: Story) -> None:
    known = motion(debate)
    second = speaks(speaks(debate).later(seconds=40), AGAINST).then(
        SpeechOnMotionEnded(AT, known),
        MotionSpokenOn(AT, known, AGAINST, None),
        SpeechOnMotionBegun(AT, known, 180),
    )
    first, _ = listed(second).motions[-1].speakers
    assert first.since
    assert first.ended
    assert (first.ended - first.since).total_seconds() == 40
    over = second.when("desk", EndSpeechOnMotion(AT, known)).then(SpeechOnMotionEnded(AT, known))
    assert heard(over) is None
    assert speech(over, "ana").state is SpeechState.PAUSED, "what was interrupted goes on by a press"
    over.when("desk", EndSpeechOnMotion(AT, known)).refused("nobody_on_motion")


def test_the_vote_and_the_withdrawal_end_it(debate: Story) -> None:
    story, known = speaks(debate), motion(debate)
    put = story.when("chair", PutMotion(AT, known, 2, 1))
    assert [type(event) for event in put.heard] == [SpeechOnMotionEnded, MotionDecided]
    assert listed(put).motions[-1].speakers[-1].ended == put.clock
    story.when("chair", WithdrawMotion(AT, known)).then(
        SpeechOnMotionEnded(AT, known), MotionWithdrawn(AT, known)
    )


def test_the_vote_on_another_motion_leaves_it(debate: Story) -> None:
    first = motion(debate)
    story = speaks(debate)
    other = moved(story, MotionKind.SUSPEND_MEETING)
    on = other.when("chair", PutMotion(AT, motion(other), 0, 3))
    assert heard(on) == heard(story)
    assert spoken_on(listed(on).motions) == next(m for m in listed(on).motions if m.id == first)


def test_whoever_gets_the_floor_ends_it(debate: Story) -> None:
    story = speaks(debate)
    ana = the(story, "ana")
    for press in (GiveFloorToNext(AT, ana), ResumeSpeech(AT, ana), BringBackSpeakers(AT, ana)):
        taken = story.when("chair", press)
        assert taken.heard[0] == SpeechOnMotionEnded(AT, motion(story))
        assert heard(taken) is None
    assert seconds(resumes(story.later(minutes=3)).later(seconds=5), "ana") == seconds(story, "ana") + 5


def test_a_ruling_on_a_point_of_order_ends_it(debate: Story) -> None:
    raised = asks(speaks(debate), "chen", kind=ORDER)
    assert heard(raised), "a point that is only raised stops nobody"
    ruled = raised.when("chair", RuleOnPoint(AT, the(raised, "chen"), granted=False, text=Text("It stands.")))
    assert heard(ruled) is None


@pytest.mark.parametrize("still", [SuspendMeeting(), CloseMeeting(), OpenNextItem(closing=AT)])
def test_it_ends_when_the_meeting_stands_still_or_goes_on(debate: Story, still: SuspendMeeting) -> None:
    story = speaks(debate)
    after = story.when("chair", still)
    assert SpeechOnMotionEnded(AT, motion(story)) in after.heard
    assert heard(after) is None


def test_nobody_speaks_on_it_elsewhere_or_while_the_meeting_votes(debate: Story) -> None:
    known = motion(debate)
    away = debate.when("chair", OpenNextItem(closing=AT))
    away.when("chair", SpeakOnMotion(AT, known, FOR)).refused("not_under_discussion")
    still = debate.when("chair", SuspendMeeting())
    still.when("chair", SpeakOnMotion(AT, known, FOR)).refused("suspended")
    assert not still.when("chair", ResumeMeeting()).state.floor.at(AT).speaking()


def test_the_list_and_the_speaking_times_do_not_count_it(debate: Story) -> None:
    story = speaks(debate)
    assert (row(story), on_floor(story)) == ("bo", the(debate, "ana"))
    heard, ten_minutes = listed(story).speeches, timedelta(minutes=10)
    assert [one.seconds(story.clock + ten_minutes) for one in heard] == [
        one.seconds(story.clock) for one in heard
    ]
    counted = equity(story.state, story.clock + ten_minutes)
    assert counted.total.interventions == 1


def test_a_record_without_clocks_has_none(debate: Story) -> None:
    """As meetings were recorded before there were any."""
    noted = debate.given(MotionSpokenOn(AT, motion(debate), FOR, None))
    assert heard(noted) is None
    assert listed(noted).motions[-1].spoken(FOR) == 1
