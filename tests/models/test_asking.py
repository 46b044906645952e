"""How people ask for the floor: who joins the list and where, and what they may do with their own request."""

from datetime import timedelta

import pytest

from models.belonging.posts import Post
from models.belonging.roles import Role
from models.belonging.roster import RosterTaken
from models.body import Rules
from models.planning.item import Outcome
from models.procedure import Refusal
from models.rules.agenda import ConcludeItem, OpenNextItem
from models.rules.asking import AddSpeaker, AskForFloor, EditRequest, MoveRequest, SayReady, WithdrawRequest
from models.rules.conduct import SuspendMeeting
from models.rules.listing import CloseList, LimitToReplies, OpenList, SetInscription
from models.speaking.attendance import Attendance
from models.speaking.request import (
    Gender,
    GenderTold,
    ReadinessTold,
    RequestEdited,
    RequestMade,
    RequestMoved,
    RequestWithdrawn,
)
from models.text import Text
from tests.models.floors import (
    AFAR,
    ANSWER,
    HERE,
    ORDER,
    QUESTION,
    REPLY,
    ROOM,
    STATEMENT,
    a_debate,
    asks,
    before_the_debate,
    calls,
    done,
    ends,
    listed,
    row,
    the,
)
from tests.models.rosters import placed, roster, seat
from tests.models.story import MINUTE, NINE, Story

KAZAN = seat(
    "kazan", "ilsur", substitute="rais", section=Text("Eurasia"), delegate_office=Text("Mayor of Kazan")
)
SORIA = seat("soria", "carlos")


@pytest.fixture
def debate() -> Story:
    return a_debate(KAZAN, SORIA)


# ------------------------------------------------------------------------------------------- onto the list


def test_a_break_has_no_list_of_speakers_not_even_for_a_point_of_order() -> None:
    story = before_the_debate().opened().reached("lunch")
    for kind in (STATEMENT, ORDER):
        story.when("ana", AskForFloor("lunch", ROOM, kind)).refused("no_list")
    story.when("chair", AddSpeaker("lunch", person="ana")).refused("no_list")
    before_the_debate().when("chair", OpenList("lunch")).refused("no_list")
    before_the_debate().when("chair", SetInscription("lunch")).refused("no_list")


def test_a_newcomer_stands_at_the_end(debate: Story) -> None:
    assert row(asks(debate, "ana", "bo", "chen")) == "ana bo chen"


def test_whoever_asks_is_known_by_the_member_they_stand_for(debate: Story) -> None:
    request = listed(asks(debate, "ilsur")).waiting[0]
    assert request.speaker.member == "kazan"
    assert request.speaker.office == Text("Mayor of Kazan")
    assert request.speaker.section == Text("Eurasia")
    assert request.speaker.role is Role.DELEGATE


def test_whoever_stands_for_no_member_is_known_by_their_post() -> None:
    post = roster(posts=(placed(Post.PRESIDENT, "ana"),))
    story = a_debate().given(RosterTaken(post))
    assert listed(asks(story, "ana")).waiting[0].speaker.role is Role.CHAIR


def test_whoever_stands_for_several_members_says_for_which() -> None:
    story = a_debate(KAZAN, seat("xian", "ilsur"))
    story.when("ilsur", AskForFloor(HERE, ROOM)).refused("which_member")
    assert listed(asks(story, "ilsur", member="xian")).waiting[0].speaker.member == "xian"
    story.when("ana", AskForFloor(HERE, ROOM, member="xian")).refused("not_for_member")


def test_a_request_carries_what_it_is_about(debate: Story) -> None:
    story = asks(debate, "ana", language="fr", subject=" Finances ")
    request = listed(story).waiting[0]
    assert (request.language, request.subject, request.attendance) == ("fr", "Finances", ROOM)
    debate.when("ana", AskForFloor(HERE, ROOM, language="Frensh!")).refused("unknown_language")


def test_what_somebody_says_of_their_gender_stands_in_an_entry_of_its_own(debate: Story) -> None:
    story = asks(debate, "ana", gender=Gender.WOMAN)
    made, told = story.heard  # type: ignore[misc]
    assert isinstance(made, RequestMade)
    assert made.request.speaker.gender is None
    assert told == GenderTold(HERE, made.request.id, Gender.WOMAN)
    assert listed(story).waiting[0].speaker.gender is Gender.WOMAN


def test_one_speaker_has_one_waiting_request_and_one_waiting_point_of_order(debate: Story) -> None:
    story = asks(debate, "ana")
    story.when("ana", AskForFloor(HERE, AFAR)).refused("already_waiting")
    story = asks(story, "ana", kind=ORDER)
    story.when("ana", AskForFloor(HERE, ROOM, ORDER)).refused("already_waiting")
    assert row(story) == "ana ana"


def test_a_member_has_one_request_whoever_stands_for_it(debate: Story) -> None:
    asks(debate, "ilsur").when("rais", AskForFloor(HERE, ROOM)).refused("already_waiting")


def test_a_body_may_let_somebody_wait_several_times() -> None:
    story = asks(a_debate(rules=Rules(requests_at_once=2)), "ana", "bo", "ana")
    assert row(story) == "ana bo ana"
    story.when("ana", AskForFloor(HERE, ROOM)).refused("already_waiting")


def test_whoever_has_spoken_may_ask_again(debate: Story) -> None:
    story = asks(calls(asks(debate, "ana", "bo")), "ana")
    assert row(story) == "bo ana"


def test_the_public_and_interpreters_do_not_ask(debate: Story) -> None:
    debate.when(None, AskForFloor(HERE, ROOM)).refused("sign_in_first")
    debate.when("interpreter", AskForFloor(HERE, ROOM)).refused("not_permitted")
    debate.when("nobody", AskForFloor(HERE, ROOM)).refused("not_permitted")
    assert row(asks(debate, "observer", "delegate", "desk")) == "observer delegate desk"


# ------------------------------------------------------------------------------------- when a list takes them


def test_nobody_joins_a_closed_list_by_themselves(debate: Story) -> None:
    story = debate.when("chair", CloseList(HERE))
    story.when("ana", AskForFloor(HERE, ROOM)).refused("list_closed")
    story.when("desk", AddSpeaker(HERE, office="Mayor of Iriga")).refused("list_closed")


def test_the_chair_may_add_to_a_closed_list(debate: Story) -> None:
    story = asks(debate, "ana").when("chair", CloseList(HERE))
    assert row(story.when("chair", AddSpeaker(HERE, office="Mayor of Iriga"))) == "ana Mayor of Iriga"
    assert row(story.when("secretariat", AddSpeaker(HERE, person="bo"))) == "ana bo"


def test_a_point_of_order_passes_a_closed_list(debate: Story) -> None:
    story = asks(debate, "ana").when("chair", CloseList(HERE))
    assert row(asks(story, "bo", kind=ORDER)) == "bo ana"


def test_an_announced_closing_comes_by_itself(debate: Story) -> None:
    story = debate.when("chair", CloseList(HERE, at=debate.clock + 10 * MINUTE))
    story = asks(story, "ana").later(minutes=10)
    story.when("bo", AskForFloor(HERE, ROOM)).refused("list_closed")
    assert row(story) == "ana"


def test_at_the_instant_of_closing_it_is_too_late_and_the_moment_before_it_is_not(debate: Story) -> None:
    story = debate.when("chair", CloseList(HERE, at=debate.clock + 2 * MINUTE))
    before = story.later(seconds=59, microseconds=999_999)
    assert row(done(before.when_at_once("ana", AskForFloor(HERE, ROOM)))) == "ana"
    at = before.later(microseconds=1)
    at.when_at_once("ana", AskForFloor(HERE, ROOM)).refused("list_closed")


def test_a_list_that_is_opened_again_takes_requests(debate: Story) -> None:
    story = debate.when("chair", CloseList(HERE)).when("chair", OpenList(HERE))
    assert row(asks(story, "ana")) == "ana"


def test_where_replies_alone_are_heard_only_they_join(debate: Story) -> None:
    story = debate.when("chair", LimitToReplies(HERE))
    story.when("ana", AskForFloor(HERE, ROOM)).refused("replies_only")
    assert row(asks(story, "ana", kind=ANSWER)) == "ana"


def test_before_its_item_a_list_is_not_open(debate: Story) -> None:
    debate.when("ana", AskForFloor("10", ROOM)).refused("list_not_open")
    opened = debate.when("chair", OpenList("10"))
    done(opened.when("ana", AskForFloor("10", ROOM)))


def test_people_inscribe_in_advance_between_two_instants() -> None:
    story = before_the_debate().when(
        "secretariat", SetInscription(HERE, NINE + 10 * MINUTE, NINE + 20 * MINUTE)
    )
    early = story.when("ana", AskForFloor(HERE, ROOM)).refused("list_not_open")
    assert "opens at 09:10" in early.refusal()
    story = asks(story.later(minutes=9), "ana")
    story.later(minutes=30).when("bo", AskForFloor(HERE, ROOM)).refused("list_not_open")
    assert row(asks(story.opened().reached(HERE), "bo")) == "ana bo"


def test_nobody_asks_at_an_item_that_is_concluded_or_in_a_draft(debate: Story) -> None:
    story = debate.when("chair", ConcludeItem(HERE, Outcome.NOTED))
    story.when("ana", AskForFloor(HERE, ROOM)).refused("already_concluded")
    story.when("chair", AddSpeaker(HERE, person="ana")).refused("already_concluded")
    debate.when("ana", AskForFloor("77", ROOM)).refused("unknown_item")


def test_during_a_suspension_people_ask_and_raise_no_point_of_order(debate: Story) -> None:
    story = debate.when("chair", SuspendMeeting())
    assert row(asks(story, "ana")) == "ana"
    story.when("ana", AskForFloor(HERE, ROOM, ORDER)).refused("suspended")


def test_a_point_of_order_is_raised_on_what_is_under_discussion(debate: Story) -> None:
    debate.when("ana", AskForFloor("10", ROOM, ORDER)).refused("not_under_discussion")


# -------------------------------------------------------------------------------------------------- kinds


def test_kinds_have_their_precedence_and_arrival_decides_within(debate: Story) -> None:
    story = calls(asks(debate, "dia"))
    story = asks(story, "ana", kind=ANSWER)
    story = asks(story, "bo", "chen")
    story = asks(story, "delegate", kind=QUESTION)
    story = asks(story, "observer", kind=REPLY)
    story = asks(story, "desk", kind=ORDER)
    assert row(story) == "desk delegate observer bo chen ana"


def test_a_reply_stands_behind_earlier_replies_to_the_same_speech(debate: Story) -> None:
    story = asks(calls(asks(debate, "dia", "chen")), "ana", "bo", kind=REPLY)
    assert row(story) == "ana bo chen"
    assert {one.about for one in listed(story).waiting if one.kind is REPLY} == {the(story, "dia")}


def test_a_question_is_about_a_speech_that_is_being_made(debate: Story) -> None:
    debate.when("ana", AskForFloor(HERE, ROOM, QUESTION)).refused("no_speech")
    story = calls(calls(asks(debate, "dia", "chen")))
    over = the(story, "dia")
    story.when("ana", AskForFloor(HERE, ROOM, QUESTION, about=over)).refused("speech_over")


def test_ending_a_speech_removes_the_waiting_questions_to_it(debate: Story) -> None:
    story = asks(calls(asks(debate, "dia", "chen")), "ana", kind=QUESTION)
    assert row(ends(story)) == "chen"
    assert row(calls(story, "chen")) == ""


def test_a_speaker_has_two_rights_of_reply_on_an_item(debate: Story) -> None:
    story = calls(asks(debate, "ana", kind=ANSWER))
    story = calls(asks(story, "ana", kind=ANSWER))
    story.when("ana", AskForFloor(HERE, ROOM, ANSWER)).refused("two_replies")
    asks(story, "bo", kind=ANSWER)


def test_a_right_of_reply_answers_a_speech_there_is(debate: Story) -> None:
    story = ends(calls(asks(debate, "dia")))
    answer = asks(story, "ana", kind=ANSWER, about=the(story, "dia"))
    assert listed(answer).waiting[0].about == the(story, "dia")
    story.when("ana", AskForFloor(HERE, ROOM, ANSWER, about="request-0")).refused("unknown_request")


# --------------------------------------------------------------------------------------------- for others


def test_the_desk_adds_people_in_the_room(debate: Story) -> None:
    story = done(debate.when("desk", AddSpeaker(HERE, office="Mayor of Iriga", organisation="Iriga")))
    speaker = listed(story).waiting[0].speaker
    assert (speaker.person, speaker.office, speaker.organisation) == (
        None,
        Text("Mayor of Iriga"),
        Text("Iriga"),
    )
    story.when("desk", AddSpeaker(HERE, office="Mayor of Iriga", organisation="Iriga")).refused(
        "already_waiting"
    )
    debate.when("ana", AddSpeaker(HERE, person="ana")).refused("not_permitted")


def test_somebody_is_added_by_member_and_is_then_its_delegate(debate: Story) -> None:
    added = done(debate.when("desk", AddSpeaker(HERE, member="kazan")))
    assert listed(added).waiting[0].speaker.person == "ilsur"
    other = done(debate.when("desk", AddSpeaker(HERE, member="kazan", person="rais")))
    assert listed(other).waiting[0].speaker.person == "rais"
    debate.when("desk", AddSpeaker(HERE, member="kazan", person="ana")).refused("unknown_speaker")
    debate.when("desk", AddSpeaker(HERE, member="nowhere")).refused("unknown_member")


def test_nobody_is_added_who_is_not_known_or_not_named(debate: Story) -> None:
    debate.when("desk", AddSpeaker(HERE)).refused("nobody_named")
    debate.when("desk", AddSpeaker(HERE, person="stranger")).refused("unknown_speaker")


def test_the_desk_chooses_the_place(debate: Story) -> None:
    story = asks(debate, "ana", "bo")
    story = done(story.when("desk", AddSpeaker(HERE, person="chen", after=the(story, "ana"))))
    assert row(story) == "ana chen bo"
    assert listed(story).waiting[-1].by_chair
    story.when("desk", AddSpeaker(HERE, person="dia", after="request-0")).refused("unknown_request")


def test_the_absent_are_refused_where_presence_is_demanded(debate: Story) -> None:
    debate.when("ana", AskForFloor(HERE, Attendance.ABSENT)).refused("said_absent")
    absent = AddSpeaker(HERE, person="ana", attendance=Attendance.ABSENT)
    demanding = a_debate(rules=Rules(presence_demanded=True))
    demanding.when("desk", absent).refused("said_absent")
    assert row(done(debate.when("desk", absent))) == "ana"


# ----------------------------------------------------------------------------------------------- while it waits


def test_a_request_is_edited_and_keeps_its_place(debate: Story) -> None:
    story = asks(debate, "ana", "bo")
    ana = the(story, "ana")
    edited = story.when("ana", EditRequest(HERE, ana, AFAR, "es", "Housing"))
    edited.then(RequestEdited(HERE, ana, AFAR, "es", "Housing"))
    assert row(edited) == "ana bo"
    edited.when("ana", EditRequest(HERE, ana, AFAR, "es", "Housing")).refused("nothing_changed")
    edited.when("ana", EditRequest(HERE, ana, Attendance.EXCUSED)).refused("said_absent")
    edited.when("bo", EditRequest(HERE, ana, ROOM)).refused("not_yours")
    done(edited.when("desk", EditRequest(HERE, ana, ROOM)))


def test_one_withdraws_oneself_and_not_others(debate: Story) -> None:
    story = asks(debate, "ana", "bo")
    ana = the(story, "ana")
    story.when("bo", WithdrawRequest(HERE, ana)).refused("not_yours")
    story.when("ana", WithdrawRequest(HERE, ana)).then(RequestWithdrawn(HERE, ana))
    assert row(done(story.when("desk", WithdrawRequest(HERE, ana)))) == "bo"


def test_the_substitute_lowers_the_hand_of_their_member(debate: Story) -> None:
    story = asks(debate, "ilsur")
    assert row(done(story.when("rais", WithdrawRequest(HERE, the(story, "ilsur"))))) == ""


def test_a_withdrawn_request_is_withdrawn_once(debate: Story) -> None:
    story = asks(debate, "ana")
    ana = the(story, "ana")
    story = done(story.when("ana", WithdrawRequest(HERE, ana)))
    story.when("ana", WithdrawRequest(HERE, ana)).refused("unknown_request")


def test_a_spoken_entry_cannot_be_deleted(debate: Story) -> None:
    story = calls(asks(debate, "ana"))
    for who in ("ana", "chair"):
        story.when(who, WithdrawRequest(HERE, the(story, "ana"))).refused("speech_stays")
        ends(story).when(who, WithdrawRequest(HERE, the(story, "ana"))).refused("speech_stays")


def test_one_moves_oneself_down_and_not_up(debate: Story) -> None:
    story = asks(debate, "ana", "bo", "chen")
    ana, bo, chen = (the(story, who) for who in ("ana", "bo", "chen"))
    moved = story.when("ana", MoveRequest(HERE, ana, after=bo)).then(
        RequestMoved(HERE, ana, (bo,), by_chair=False)
    )
    assert row(moved) == "bo ana chen"
    story.when("chen", MoveRequest(HERE, chen, after=ana)).refused("only_down")
    story.when("chen", MoveRequest(HERE, chen)).refused("only_down")
    story.when("bo", MoveRequest(HERE, ana, after=chen)).refused("not_yours")
    story.when("bo", MoveRequest(HERE, bo, after=ana)).refused("nothing_changed")


def test_the_chair_moves_anybody_anywhere_and_the_list_says_so(debate: Story) -> None:
    story = asks(debate, "ana", "bo", "chen")
    moved = done(story.when("chair", MoveRequest(HERE, the(story, "chen"))))
    assert row(moved) == "chen ana bo"
    assert next(one for one in listed(moved).waiting if one.speaker.person == "chen").by_chair
    story.when("chair", MoveRequest(HERE, the(story, "chen"), after="request-0")).refused("unknown_request")


def test_whoever_speaks_next_says_that_they_are_ready(debate: Story) -> None:
    story = asks(debate, "ana")
    ana = the(story, "ana")
    ready = story.when("ana", SayReady(HERE, ana)).then(ReadinessTold(HERE, ana, ready=True))
    ready.when("ana", SayReady(HERE, ana)).refused("nothing_changed")
    ready.when("bo", SayReady(HERE, ana, ready=False)).refused("not_yours")
    assert not listed(done(ready.when("ana", SayReady(HERE, ana, ready=False)))).waiting[0].ready


def test_nothing_happens_to_clocks_when_a_waiting_entry_is_removed(debate: Story) -> None:
    story = calls(asks(debate, "ana", "bo"))
    was = listed(story).speeches
    gone = done(story.when("bo", WithdrawRequest(HERE, the(story, "bo"))))
    assert listed(gone).speeches == was
    assert listed(gone).floor.taken(gone.clock) == timedelta(minutes=1)  # type: ignore[union-attr]


def test_requests_wait_for_their_item_to_come_back(debate: Story) -> None:
    story = asks(debate, "ana").when("chair", OpenNextItem(closing=HERE))
    assert not isinstance(story.heard, Refusal)
    assert row(story) == "ana"
    assert STATEMENT is listed(story).waiting[0].kind
