"""Whoever speaks on a procedural motion has a clock, and what they interrupt keeps its time (DOMAIN §2 and §4)."""

from datetime import timedelta

import pytest

from models.body import Rules
from models.planning.item import ItemId
from models.rules.agenda import OpenNextItem
from models.rules.conduct import CloseMeeting, ResumeMeeting, SuspendMeeting
from models.rules.giving import BringBackSpeakers, GiveFloorToNext, ResumeSpeech
from models.rules.motions import (
    EndSpeechOnMotion,
    MoveMotion,
    PauseSpeechOnMotion,
    PutMotion,
    ResumeSpeechOnMotion,
    SpeakOnMotion,
    WithdrawMotion,
)
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
    SpeechOnMotionPaused,
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


def test_the_speech_on_the_floor_pauses_and_a_clock_runs_no_longer_than_a_statements(debate: Story) -> None:
    known = motion(debate)
    story = speaks(debate).then(
        SpeechPaused(AT, the(debate, "ana")),
        MotionSpokenOn(AT, known, FOR, None),
        SpeechOnMotionBegun(AT, known, 180),
    )
    assert heard(story) == MotionSpeaker(FOR, None, story.clock, 180, since=story.clock)
    before = seconds(story, "ana")
    assert seconds(story.later(minutes=5), "ana") == before
    assert speech(story, "ana").state is SpeechState.PAUSED


def limit(story: Story) -> int | None:
    here = heard(speaks(story))
    assert here
    return here.limit


def test_its_own_limit_comes_first_of_the_list_then_of_the_body(debate: Story) -> None:
    of_body = moved(a_debate(rules=Rules(speaking_limit=180, motion_speaking_limit=240)))
    assert limit(of_body) == 240
    assert limit(of_body.given(LimitsSet(AT, Limits(motion=90)))) == 90
    of_statements = Limits((TimeLimit(60, RequestKind.STATEMENT), TimeLimit(30, RequestKind.QUESTION)))
    assert limit(of_body.given(LimitsSet(AT, of_statements))) == 240


def test_else_it_is_that_of_a_statement_and_where_nobody_has_said_anything_there_is_none(
    debate: Story,
) -> None:
    assert limit(debate.given(LimitsSet(AT, Limits((TimeLimit(60, RequestKind.STATEMENT),))))) == 60
    assert limit(moved(a_debate(rules=Rules(speaking_limit=900)))) == 900
    assert limit(moved(a_debate())) is None


def test_paused_seconds_do_not_count(debate: Story) -> None:
    known, pausing = motion(debate), PauseSpeechOnMotion(AT, motion(debate))
    story = speaks(debate).later(seconds=40)
    story.when("chair", ResumeSpeechOnMotion(AT, known)).refused("not_paused")
    paused = story.when_at_once("desk", pausing).then(SpeechOnMotionPaused(AT, known))
    paused.when("chair", pausing).refused("not_running")
    resumed = paused.later(minutes=5).when_at_once("chair", ResumeSpeechOnMotion(AT, known))
    speaker = heard(resumed)
    assert speaker
    assert speaker.taken(resumed.clock + timedelta(seconds=2)) == timedelta(seconds=42)
    over = resumed.when("chair", EndSpeechOnMotion(AT, known))
    over.when("chair", pausing).refused("nobody_on_motion")


def test_it_ends_while_it_is_paused_too(debate: Story) -> None:
    known, ana = motion(debate), the(debate, "ana")
    paused = speaks(debate).when("chair", PauseSpeechOnMotion(AT, known))
    on = paused.when("chair", ResumeSpeech(AT, ana))
    assert heard(on) is None
    assert speech(on, "ana").state is SpeechState.SPEAKING


def test_the_next_speaker_on_it_ends_it_and_a_press_ends_it(debate: Story) -> None:
    known = motion(debate)
    second = speaks(speaks(debate).later(seconds=40), AGAINST).then(
        SpeechOnMotionEnded(AT, known),
        MotionSpokenOn(AT, known, AGAINST, None),
        SpeechOnMotionBegun(AT, known, 180),
    )
    first, _ = listed(second).motions[-1].speakers
    assert first.taken(second.clock) == timedelta(seconds=40)
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


def test_it_pauses_while_the_meeting_stands_still(debate: Story) -> None:
    known, story = motion(debate), speaks(debate).later(seconds=10)
    still = story.when_at_once("chair", SuspendMeeting())
    assert SpeechOnMotionPaused(AT, known) in still.heard
    on = still.later(minutes=9).when_at_once("chair", ResumeMeeting())
    again = on.when_at_once("chair", ResumeSpeechOnMotion(AT, known))
    speaker = heard(again)
    assert speaker
    assert speaker.taken(again.clock) == timedelta(seconds=10)


@pytest.mark.parametrize("on", [CloseMeeting(), OpenNextItem(closing=AT)])
def test_it_ends_with_the_item_and_with_the_meeting(debate: Story, on: CloseMeeting) -> None:
    story = speaks(debate)
    after = story.when("chair", on)
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
