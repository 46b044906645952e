"""How the floor is given and taken back: one speech at a time, and clocks that the record tells exactly."""

from dataclasses import replace

import pytest

from models.belonging.roles import Role
from models.body import Rules
from models.meeting import MeetingSuspended
from models.planning.agenda import ItemConcluded
from models.planning.item import Outcome
from models.rules.agenda import ConcludeItem, OpenItem, OpenNextItem, ReopenPreviousItem
from models.rules.asking import AskForFloor, WithdrawRequest
from models.rules.conduct import CloseMeeting, ResumeMeeting, SuspendMeeting
from models.rules.giving import (
    BringBackSpeakers,
    EndSpeech,
    ExtendSpeech,
    GiveFloor,
    GiveFloorToNext,
    PauseSpeech,
    ResumeSpeech,
    SkipSpeaker,
    YieldTime,
)
from models.rules.proposals import DeferItem
from models.speaking.limits import Limits, TimeLimit
from models.speaking.list_of_speakers import LimitsSet
from models.speaking.request import RequestKind, RequestSkipped
from models.speaking.speech import (
    SpeakersBroughtBack,
    SpeechBegun,
    SpeechEnded,
    SpeechExtended,
    SpeechPaused,
    SpeechResumed,
    SpeechState,
)
from models.text import Text
from tests.models.floors import (
    ANSWER,
    HERE,
    ORDER,
    QUESTION,
    REPLY,
    ROOM,
    a_debate,
    asks,
    calls,
    done,
    ends,
    listed,
    on_floor,
    pauses,
    resumes,
    row,
    seconds,
    speaking,
    speech,
    the,
)
from tests.models.rosters import seat
from tests.models.story import Story

SPEAKING, PAUSED, SPOKEN = SpeechState


@pytest.fixture
def debate() -> Story:
    """Nobody speaks yet; Ana and Bo wait."""
    return asks(a_debate(), "ana", "bo")


def brings_back(story: Story) -> Story:
    return done(story.when("chair", BringBackSpeakers(HERE, on_floor(story))))


# ---------------------------------------------------------------------------------------------------- given


def test_the_first_of_the_list_is_given_the_floor(debate: Story) -> None:
    story = calls(debate).then(SpeechBegun(HERE, the(debate, "ana"), None))
    assert row(story) == "bo"
    assert speech(story, "ana").state is SPEAKING


def test_somebody_is_given_the_floor_out_of_turn(debate: Story) -> None:
    assert row(calls(debate, "bo")) == "ana"


def test_starting_a_statement_ends_what_runs_in_the_same_instant(debate: Story) -> None:
    story = calls(debate)
    story = calls(story).then(SpeechEnded(HERE, the(story, "ana")), SpeechBegun(HERE, the(story, "bo"), None))
    assert speech(story, "ana").ended == speech(story, "bo").began
    assert seconds(story, "ana") == 60


def test_starting_a_statement_ends_what_is_paused(debate: Story) -> None:
    story = pauses(calls(debate)).later(minutes=5)
    story = calls(story)
    assert speech(story, "ana").state is SPOKEN
    assert seconds(story, "ana") == 60


def test_two_who_call_the_next_call_one(debate: Story) -> None:
    story = calls(debate)
    story.when("secretariat", GiveFloorToNext(HERE, None)).refused("floor_moved_on")
    story.when("secretariat", GiveFloor(HERE, the(story, "bo"), None)).refused("floor_moved_on")


def test_what_has_begun_cannot_begin_again(debate: Story) -> None:
    story = calls(debate)
    again = GiveFloor(HERE, the(story, "ana"), on_floor(story))
    story.when("chair", again).refused("speech_begun")
    ends(story).when("chair", replace(again, floor=None)).refused("speech_begun")


def test_the_floor_is_given_to_nobody_where_nobody_waits(debate: Story) -> None:
    empty = calls(calls(debate))
    empty.when("chair", GiveFloorToNext(HERE, on_floor(empty))).refused("nobody_waits")
    debate.when("chair", GiveFloor(HERE, "request-0", None)).refused("unknown_request")


def test_the_floor_is_given_where_the_meeting_is(debate: Story) -> None:
    debate.when("chair", GiveFloorToNext("10", None)).refused("not_under_discussion")
    debate.when("chair", SuspendMeeting()).when("chair", GiveFloorToNext(HERE, None)).refused("suspended")
    debate.when("ana", GiveFloorToNext(HERE, None)).refused("not_permitted")
    debate.when("desk", GiveFloorToNext(HERE, None)).refused("not_permitted")


# ----------------------------------------------------------------------------------------- pause and resume


def test_only_what_runs_is_paused(debate: Story) -> None:
    story = pauses(calls(debate))
    story.when("chair", PauseSpeech(HERE, speaking(story))).refused("not_running")
    debate.when("chair", PauseSpeech(HERE, the(debate, "ana"))).refused("not_on_the_floor")


def test_only_what_is_paused_is_resumed(debate: Story) -> None:
    story = calls(debate)
    story.when("chair", ResumeSpeech(HERE, speaking(story))).refused("not_paused")
    over = ends(story)
    over.when("chair", ResumeSpeech(HERE, the(over, "ana"))).refused("not_on_the_floor")


def test_paused_seconds_never_count(debate: Story) -> None:
    story = pauses(calls(debate)).later(minutes=20)
    assert seconds(story, "ana") == 60
    story = resumes(story).later(seconds=30)
    assert seconds(story, "ana") == 90


def test_a_pause_that_is_open_at_the_end_is_closed_by_it(debate: Story) -> None:
    story = ends(pauses(calls(debate)).later(minutes=20)).later(minutes=20)
    assert seconds(story, "ana") == 60
    assert speech(story, "ana").state is SPOKEN


def test_a_speech_ends(debate: Story) -> None:
    story = ends(calls(debate))
    assert on_floor(story) is None
    assert row(story) == "bo"
    story.when("chair", EndSpeech(HERE, the(story, "ana"))).refused("not_on_the_floor")


def test_nothing_happens_to_the_clock_when_somebody_lowers_a_hand(debate: Story) -> None:
    story = calls(debate)
    gone = done(story.when("bo", WithdrawRequest(HERE, the(story, "bo"))))
    assert listed(gone).speeches == listed(story).speeches


# ------------------------------------------------------------------------------------------- interruptions


def test_a_question_pauses_the_speech_which_goes_on_with_all_its_time() -> None:
    story = asks(calls(asks(a_debate(rules=Rules(speaking_limit=300)), "ana")), "bo", kind=QUESTION)
    asked = calls(story).then(SpeechPaused(HERE, the(story, "ana")), SpeechBegun(HERE, the(story, "bo"), 300))
    assert seconds(asked, "ana") == 120
    back = ends(asked.later(minutes=3)).then(
        SpeechEnded(HERE, the(story, "bo")), SpeechResumed(HERE, the(story, "ana"))
    )
    assert speech(back, "ana").left(back.clock) == 300 - 120
    assert seconds(back, "bo") == 240


def test_the_next_question_to_a_speech_ends_the_one_before() -> None:
    story = asks(calls(asks(a_debate(), "ana")), "bo", "chen", kind=QUESTION)
    story = calls(calls(story))
    assert speech(story, "bo").state is SPOKEN
    assert speech(story, "ana").state is PAUSED
    assert speech(ends(story), "ana").state is SPEAKING


def test_a_question_to_a_question_pauses_that_one() -> None:
    story = calls(asks(calls(asks(a_debate(), "ana")), "bo", kind=QUESTION))
    story = calls(asks(story, "chen", kind=REPLY))
    assert [one.state for one in listed(story).unended] == [PAUSED, PAUSED, SPEAKING]
    assert speech(ends(story), "bo").state is SPEAKING


def test_a_point_of_order_pauses_the_speech_until_it_is_resumed(debate: Story) -> None:
    story = calls(asks(calls(debate), "chen", kind=ORDER))
    assert speech(story, "ana").state is PAUSED
    story = ends(story)
    assert speech(story, "ana").state is PAUSED
    taken = seconds(story, "ana")
    story = resumes(story.later(minutes=10))
    assert seconds(story, "ana") == taken


def test_what_is_interrupted_is_not_resumed_over_the_interruption(debate: Story) -> None:
    story = calls(asks(calls(debate), "chen", kind=QUESTION))
    story.when("chair", ResumeSpeech(HERE, the(story, "ana"))).refused("not_on_the_floor")
    story.when("chair", EndSpeech(HERE, the(story, "ana"))).refused("not_on_the_floor")


def test_a_statement_ends_a_speech_and_everything_that_has_interrupted_it(debate: Story) -> None:
    story = calls(asks(calls(debate), "chen", kind=QUESTION))
    ended = calls(story, "bo")
    assert ended.heard[:2] == (  # type: ignore[index]
        SpeechEnded(HERE, the(story, "chen")),
        SpeechEnded(HERE, the(story, "ana")),
    )
    assert [one.request.speaker.person for one in listed(ended).unended] == ["bo"]


# ------------------------------------------------------------------------------------------------ bring back


def test_the_last_speaker_is_brought_back_with_the_true_elapsed_time(debate: Story) -> None:
    story = calls(calls(debate)).later(seconds=7)
    back = story.when_at_once("chair", BringBackSpeakers(HERE, on_floor(story)))
    back.then(SpeakersBroughtBack(HERE, (the(story, "ana"),), the(story, "bo")))
    assert seconds(back, "ana") == 60
    assert seconds(back.later(seconds=5), "ana") == 65
    assert row(back) == "bo"


def test_bringing_back_after_a_pause_refunds_exactly(debate: Story) -> None:
    story = pauses(calls(debate)).later(minutes=4)
    back = brings_back(calls(story).later(minutes=4))
    assert speech(back, "ana").state is PAUSED
    assert seconds(back, "ana") == 60
    assert seconds(resumes(back.later(minutes=9)).later(seconds=10), "ana") == 70


def test_a_speech_that_was_ended_is_brought_back(debate: Story) -> None:
    back = brings_back(ends(calls(debate)).later(minutes=5))
    assert back.heard == (SpeakersBroughtBack(HERE, (the(back, "ana"),), None),)
    assert seconds(back, "ana") == 60


def test_a_question_given_by_mistake_waits_again_and_the_speech_runs(debate: Story) -> None:
    story = asks(calls(debate), "chen", kind=QUESTION)
    back = brings_back(calls(story))
    assert speech(back, "ana").state is SPEAKING
    assert row(back) == "chen bo"


def test_whoever_was_interrupted_and_ended_comes_back_with_the_question(debate: Story) -> None:
    story = calls(asks(calls(debate), "chen", kind=QUESTION))
    back = brings_back(calls(story, "bo"))
    assert [one.state for one in listed(back).unended] == [PAUSED, SPEAKING]
    assert row(back) == "bo"


def test_questions_that_fell_away_wait_again(debate: Story) -> None:
    story = asks(calls(debate), "chen", kind=QUESTION)
    back = brings_back(calls(story, "bo"))
    assert row(back) == "chen bo"


def test_what_was_brought_back_is_not_undone_again(debate: Story) -> None:
    story = calls(asks(calls(calls(debate)), "chen"))
    back = brings_back(story)
    back.when("chair", BringBackSpeakers(HERE, on_floor(back))).refused("nothing_to_bring_back")
    debate.when("chair", BringBackSpeakers(HERE, None)).refused("nothing_to_bring_back")
    calls(debate).when("chair", BringBackSpeakers(HERE, None)).refused("floor_moved_on")


def test_giving_the_floor_to_the_very_first_is_undone_and_nobody_has_it_then(debate: Story) -> None:
    first = calls(debate)
    back = brings_back(first)
    assert back.heard == (SpeakersBroughtBack(HERE, (), the(first, "ana")),)
    assert (on_floor(back), row(back)) == (None, "ana bo")
    back.when("chair", BringBackSpeakers(HERE, None)).refused("nothing_to_bring_back")
    assert seconds(calls(back.later(minutes=3)).later(seconds=7), "ana") == 7


def test_who_was_called_out_of_turn_by_mistake_waits_where_they_waited(debate: Story) -> None:
    assert row(brings_back(calls(debate, "bo"))) == "ana bo"
    after_somebody = calls(ends(calls(debate)).later(minutes=5))
    back = brings_back(after_somebody)
    assert (on_floor(back), row(back)) == (None, "bo")
    assert on_floor(brings_back(back)) == the(debate, "ana")


# ------------------------------------------------------------------------------------ limits and extensions


def test_an_item_limits_its_statements_and_the_body_the_rest() -> None:
    story = a_debate(rules=Rules(speaking_limit=180))
    assert speech(calls(asks(story, "ana")), "ana").limit == 180


def limited(*limits: TimeLimit, **budgets: int) -> Story:
    return a_debate(seat("kazan", "ilsur", section=Text("Eurasia")), seat("soria", "carlos")).given(
        LimitsSet(HERE, Limits(limits, **budgets))  # type: ignore[arg-type]
    )


def test_the_limit_that_says_most_counts() -> None:
    story = limited(
        TimeLimit(200), TimeLimit(100, role=Role.OBSERVER), TimeLimit(60, RequestKind.QUESTION, Role.DELEGATE)
    )
    story = calls(asks(story, "ana"))
    assert speech(story, "ana").limit == 200
    assert speech(calls(asks(story, "bo", kind=QUESTION)), "bo").limit == 60
    assert speech(calls(asks(story, "observer")), "observer").limit == 100


def test_the_second_right_of_reply_is_shorter() -> None:
    story = calls(asks(limited(TimeLimit(240)), "ana", kind=ANSWER))
    assert speech(story, "ana").limit == 240
    story = calls(asks(story, "ana", kind=ANSWER))
    assert speech(story, "ana").limit == 120


def test_a_second_right_of_reply_may_have_a_limit_of_its_own() -> None:
    story = calls(asks(limited(TimeLimit(240), second_reply=60), "ana", "bo", kind=ANSWER))
    assert speech(calls(story), "bo").limit == 240, "the first of each is none"
    assert speech(calls(asks(calls(story), "ana", kind=ANSWER)), "ana").limit == 60
    alone = calls(asks(limited(second_reply=60), "ana", kind=ANSWER))
    assert speech(alone, "ana").limit is None
    assert speech(calls(asks(alone, "ana", kind=ANSWER)), "ana").limit == 60


def test_no_speech_has_more_than_is_left_of_the_items_time() -> None:
    story = calls(asks(limited(TimeLimit(240), together=300), "ana", "bo", "chen"))
    story = calls(story.later(minutes=2))
    assert speech(story, "bo").limit == 120
    assert speech(calls(story.later(minutes=4)), "chen").limit == 0


def test_no_speech_has_more_than_is_left_of_its_sections_time() -> None:
    story = limited(section=150)
    story = calls(asks(story, "ilsur", "carlos"))
    assert speech(story, "ilsur").limit == 150
    story = calls(story)
    assert speech(story, "carlos").limit is None, "no section is known of it"
    story = calls(asks(story, "ilsur"))
    assert speech(story, "ilsur").limit == 90


def test_overrun_is_counted_up_and_never_cut() -> None:
    story = calls(asks(limited(TimeLimit(60)), "ana")).later(minutes=5)
    assert speech(story, "ana").left(story.clock) == -240
    assert speech(story, "ana").state is SPEAKING


def test_the_chair_extends_a_speech() -> None:
    story = calls(asks(limited(TimeLimit(60)), "ana"))
    ana = speaking(story)
    more = story.when("chair", ExtendSpeech(HERE, ana, 90)).then(SpeechExtended(HERE, ana, 90))
    assert speech(more, "ana").limit == 150
    story.when("chair", ExtendSpeech(HERE, ana, 0)).refused("no_seconds")
    story.when("ana", ExtendSpeech(HERE, ana, 90)).refused("not_permitted")


def test_a_speech_without_a_limit_needs_no_extension(debate: Story) -> None:
    story = calls(debate)
    story.when("chair", ExtendSpeech(HERE, speaking(story), 90)).refused("no_limit")


# ------------------------------------------------------------------------------------------ yielding, skipping


def test_a_speaker_yields_the_rest_of_their_time() -> None:
    story = calls(asks(limited(TimeLimit(300)), "ana", "bo", "chen"))
    ana, chen = the(story, "ana"), the(story, "chen")
    given = story.when("ana", YieldTime(HERE, ana, chen))
    given.then(SpeechEnded(HERE, ana, chen), SpeechBegun(HERE, chen, 240))
    assert row(given) == "bo"
    story.when("bo", YieldTime(HERE, ana, chen)).refused("not_yours")
    done(story.when("chair", YieldTime(HERE, ana, chen)))


def test_a_speaker_says_that_they_have_finished(debate: Story) -> None:
    story = calls(debate)
    story.when("ana", YieldTime(HERE, the(story, "ana"))).then(SpeechEnded(HERE, the(story, "ana")))


def test_time_is_yielded_among_statements_and_while_there_is_some() -> None:
    story = asks(calls(asks(limited(TimeLimit(300)), "ana", "bo")), "chen", kind=ORDER)
    story.when("ana", YieldTime(HERE, the(story, "ana"), the(story, "chen"))).refused("only_statements")
    late = resumes(story).later(minutes=9)
    late.when("ana", YieldTime(HERE, the(story, "ana"), the(story, "bo"))).refused("nothing_left")


def test_whoever_is_absent_returns_to_a_stated_place(debate: Story) -> None:
    story = asks(debate, "chen", "dia")
    ana, chen = the(story, "ana"), the(story, "chen")
    away = done(story.when("chair", SkipSpeaker(HERE, ana, after=chen)))
    assert row(away) == "bo chen ana dia"
    assert row(done(story.when("chair", SkipSpeaker(HERE, ana)))) == "bo chen dia ana"
    story.when("chair", SkipSpeaker(HERE, ana, after="request-0")).refused("unknown_request")


def test_whoever_is_absent_for_good_waits_no_more_until_called(debate: Story) -> None:
    ana = the(debate, "ana")
    away = debate.when("chair", SkipSpeaker(HERE, ana, again=False)).then(RequestSkipped(HERE, ana, None))
    assert row(away) == "bo"
    assert listed(away).skipped[0].skipped == 1
    there = calls(away, "ana")
    assert on_floor(there) == ana
    assert listed(there).skipped == ()
    gone = done(away.when("ana", WithdrawRequest(HERE, ana)))
    assert listed(gone).skipped == ()


# --------------------------------------------------------------------------------------------------- silence


def test_a_speech_ends_with_its_item(debate: Story) -> None:
    story = calls(debate)
    over = story.when("chair", OpenNextItem(closing=HERE))
    assert over.heard[-1] == SpeechEnded(HERE, the(story, "ana"))  # type: ignore[index]
    assert seconds(over.later(minutes=9), "ana") == 60
    put_back = story.when("chair", ReopenPreviousItem(closing=HERE))
    assert SpeechEnded(HERE, the(story, "ana")) in put_back.heard  # type: ignore[operator]
    concluded = story.when("chair", ConcludeItem(HERE, Outcome.NOTED))
    concluded.then(ItemConcluded(HERE, Outcome.NOTED), SpeechEnded(HERE, the(story, "ana")))


def test_when_an_item_comes_back_its_speaker_can_be_brought_back(debate: Story) -> None:
    story = calls(debate).when("chair", OpenNextItem(closing=HERE)).later(minutes=5)
    back = brings_back(done(story.when("chair", ReopenPreviousItem(closing="10"))))
    assert seconds(back, "ana") == 60
    assert speech(back, "ana").state is SPEAKING


def test_when_an_item_was_left_by_a_slip_its_speaker_speaks_on(debate: Story) -> None:
    story = calls(debate).when("chair", OpenNextItem(closing=HERE))
    back = done(story.when("chair", ReopenPreviousItem(closing="10")))
    assert back.heard[-1] == SpeakersBroughtBack(HERE, (the(story, "ana"),), None)  # type: ignore[index]
    assert speech(back, "ana").state is SPEAKING
    assert seconds(back.later(seconds=20), "ana") == 80
    once_more = done(back.when("chair", ReopenPreviousItem(closing=HERE)))
    again = done(once_more.when("chair", OpenItem(HERE, closing=once_more.current)))
    assert speech(again, "ana").state is SPEAKING
    assert seconds(again, "ana") == 120


def test_a_speech_pauses_while_a_sub_item_is_taken() -> None:
    story = a_debate().when("chair", OpenNextItem(closing=HERE))
    story = story.when("ana", AskForFloor("10", ROOM)).when("chair", GiveFloorToNext("10", None))
    begun = story.heard[0].request  # type: ignore[index, union-attr]
    below = story.when("chair", OpenItem("10.1", closing="10"))
    assert below.heard[-1] == SpeechPaused("10", begun)  # type: ignore[index]


def test_speeches_pause_while_the_meeting_is_suspended(debate: Story) -> None:
    story = calls(debate)
    still = story.when("chair", SuspendMeeting(reason="Lunch"))
    still.then(MeetingSuspended(None, "Lunch"), SpeechPaused(HERE, the(story, "ana")))
    again = still.later(minutes=90).when("chair", ResumeMeeting())
    assert seconds(again, "ana") == 60
    assert speech(again, "ana").state is PAUSED
    assert speech(resumes(again), "ana").state is SPEAKING


def test_everything_ends_with_the_meeting(debate: Story) -> None:
    story = calls(asks(pauses(calls(debate)), "chen", kind=QUESTION))
    over = done(story.when("chair", CloseMeeting()))
    assert listed(over).unended == ()


def test_what_is_deferred_has_not_begun_so_nobody_speaks_on_it(debate: Story) -> None:
    story = calls(debate)
    done(story.when("chair", DeferItem("11", to="council-2022")))
    assert speech(story, "ana").state is SPEAKING
