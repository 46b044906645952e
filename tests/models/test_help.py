"""Calls for help: one tap, seen by the help desk alone, and whoever has asked knows that somebody is on it."""

import pytest

from models.belonging.roles import Role
from models.procedure import PersonId
from models.rules.conduct import CloseMeeting
from models.rules.help import AnswerHelp, AskForHelp, EndHelp
from models.speaking.help import HelpAnswered, HelpAsked, HelpCall, HelpEnded, HelpNeed, calls_of
from tests.models.story import Story, a_meeting

everybody = pytest.mark.parametrize("who", [role.value for role in Role])


def asked(story: Story, who: str, need: HelpNeed = HelpNeed.SOUND) -> tuple[Story, HelpCall]:
    after = story.when(who, AskForHelp(need))
    return after, after.state.help[-1]


@everybody
def test_everybody_with_a_role_asks_for_help(meeting: Story, who: str) -> None:
    story, call = asked(meeting, who)
    story.then(HelpAsked(call.id, HelpNeed.SOUND))
    assert story.state.help == (HelpCall(call.id, HelpNeed.SOUND, PersonId(who), story.clock),)
    assert calls_of(story.state.help, PersonId(who)) == story.state.help


def test_the_public_cannot_ask(meeting: Story) -> None:
    meeting.when(None, AskForHelp(HelpNeed.SOUND)).refused("sign_in_first")
    meeting.when("somebody else", AskForHelp(HelpNeed.SOUND)).refused("not_permitted")
    assert calls_of(asked(meeting, "delegate")[0].state.help, None) == ()


@pytest.mark.parametrize("who", ["desk", "secretariat"])
def test_the_help_desk_is_on_it_and_the_one_who_asked_sees_that(meeting: Story, who: str) -> None:
    story, call = asked(meeting, "delegate")
    answered = story.when(who, AnswerHelp(call.id)).then(HelpAnswered(call.id))
    [known] = calls_of(answered.state.help, PersonId("delegate"))
    assert (known.answered, known.by) == (answered.clock, PersonId(who))
    answered.when("desk", AnswerHelp(call.id)).refused("answered_already")


@pytest.mark.parametrize("who", ["chair", "delegate", "observer", "interpreter"])
def test_nobody_else_answers(meeting: Story, who: str) -> None:
    story, call = asked(meeting, "delegate")
    story.when(who, AnswerHelp(call.id)).refused("not_permitted")


def test_one_need_is_asked_for_once_and_another_beside_it(meeting: Story) -> None:
    story, first = asked(meeting, "delegate")
    story.when("delegate", AskForHelp(HelpNeed.SOUND)).refused("asked_already")
    story, second = asked(story, "delegate", HelpNeed.VOTING)
    story, third = asked(story, "observer")
    assert story.state.help == (first, second, third)


def test_what_works_again_is_over_and_may_be_asked_for_anew(meeting: Story) -> None:
    story, call = asked(meeting, "delegate")
    over = story.when("delegate", EndHelp(call.id)).then(HelpEnded(call.id))
    assert over.state.help == ()
    over.when("desk", AnswerHelp(call.id)).refused("unknown_call")
    again, anew = asked(over, "delegate")
    assert anew.id != call.id
    assert again.state.help == (anew,)


@pytest.mark.parametrize("who", ["desk", "secretariat", "operator"])
def test_the_help_desk_ends_the_calls_of_others(meeting: Story, who: str) -> None:
    story, call = asked(meeting, "delegate")
    assert story.when(who, EndHelp(call.id)).state.help == ()


@pytest.mark.parametrize("who", ["chair", "observer", "interpreter"])
def test_nobody_else_ends_them_or_learns_that_there_is_one(meeting: Story, who: str) -> None:
    story, call = asked(meeting, "delegate")
    story.when(who, EndHelp(call.id)).refused("unknown_call")


def test_help_is_asked_for_before_the_meeting_opens() -> None:
    story, call = asked(a_meeting(), "delegate")
    assert story.state.help == (call,)


def test_a_closed_meeting_has_no_help_desk(meeting: Story) -> None:
    """What was asked for before may still be answered and ended."""
    story, call = asked(meeting, "delegate")
    closed = story.when("chair", CloseMeeting())
    closed.when("delegate", AskForHelp(HelpNeed.VOTING)).refused("closed")
    assert closed.when("desk", AnswerHelp(call.id)).when("delegate", EndHelp(call.id)).state.help == ()
