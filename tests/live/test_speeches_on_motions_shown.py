"""Whoever speaks on a motion is shown as every speaker is, over the speech that they have interrupted."""

from datetime import timedelta

from models.belonging.membership import MemberId
from models.body import Rules
from models.planning.item import ItemId
from models.rules.motions import MoveMotion, PauseSpeechOnMotion, SpeakOnMotion
from models.speaking.motions import MotionKind, Side
from models.text import Text
from server.floor_pages.floor_views import FloorView, floor_of
from server.floor_pages.motion_speeches import with_motion
from server.meeting_pages.wall_views import who_comes
from tests.models.floors import HERE, a_debate, asks, calls, listed, the
from tests.models.rosters import seat
from tests.models.story import Story

SORIA = seat("soria", section=Text("Europe"))
AT = ItemId(HERE)


def spoken(story: Story, member: MemberId | None = None) -> Story:
    moved = story.when("chair", MoveMotion(AT, MotionKind.CLOSE_DEBATE))
    return moved.when("chair", SpeakOnMotion(AT, listed(moved).motions[-1].id, Side.AGAINST, member))


def floor(story: Story, language: str = "en") -> FloorView:
    now = story.clock + timedelta(seconds=84)
    plain = floor_of(story.state, story.state.leading, language, now, lambda _: "")
    shown = with_motion(story.state, plain, language, now)
    assert shown
    return shown


def debate() -> Story:
    return calls(asks(a_debate(SORIA, rules=Rules(speaking_limit=180)), "ana", "bo"))


def test_it_has_a_clock_and_says_who_speaks_on_what_and_on_which_side() -> None:
    story = spoken(debate(), MemberId("soria"))
    speech = floor(story, "fr").speech
    assert speech
    assert (speech.so_far, speech.of, speech.soon, speech.running) == ("1:24", "3:00", 30, True)
    assert (speech.motion, speech.since) == (
        listed(story).motions[-1].id,
        story.clock.isoformat().replace("+00:00", "Z"),
    )
    one = speech.request
    assert (one.speaker.who, one.speaker.more) == ("Soria", ("Europe",))
    assert (one.subject, one.kind_words, one.from_where) == ("Clore le débat", "Contre la motion", "")


def test_where_nobody_has_said_for_which_member_somebody_speaks_all_the_same() -> None:
    speech = floor(spoken(debate())).speech
    assert speech
    assert speech.request.speaker.who == "Speaker on the motion"


def test_a_press_still_says_what_has_the_floor_beneath_and_that_goes_on_then() -> None:
    story = spoken(debate())
    shown = floor(story)
    assert shown.floor == the(story, "ana")
    assert [one.request.id for one in shown.interrupted] == [shown.floor]
    assert len(who_comes(shown)) == 1


def test_it_is_known_as_the_members_own_and_nobody_elses() -> None:
    speech = floor(spoken(debate(), MemberId("soria"))).speech
    assert speech
    assert (speech.request.speaker.person, speech.request.speaker.member) == ("", "soria")
    nobodys = floor(spoken(debate())).speech
    assert nobodys
    assert (nobodys.request.speaker.person, nobodys.request.speaker.member) == ("", "")


def test_while_it_is_paused_its_clock_stands() -> None:
    story = spoken(debate()).later(seconds=20)
    known = listed(story).motions[-1].id
    speech = floor(story.when_at_once("chair", PauseSpeechOnMotion(AT, known))).speech
    assert speech
    assert (speech.running, speech.since, speech.spoken, speech.so_far) == (False, "", 20_000, "0:20")


def test_where_nobody_spoke_before_nothing_waits_beneath() -> None:
    shown = floor(spoken(a_debate()))
    assert (shown.floor, shown.interrupted, bool(shown.speech)) == ("", (), True)
    assert floor(a_debate()).speech is None
