"""Who is seen to have lost the line while they wait from afar, since when, and when their place is given up."""

from datetime import timedelta

from models.body import Rules
from models.planning.item import ItemId
from models.procedure import PersonId
from models.rules.asking import AskForFloor
from models.rules.conduct import ResumeMeeting, SuspendMeeting
from models.rules.lost_lines import GiveUpPlace
from server.floor_pages.asking_views import asking_of
from server.floor_pages.floor_views import floor_of
from server.watching.lines import TWO_ROUNDS, Lines
from tests.models.floors import AFAR, HERE, a_debate, done, the
from tests.models.rosters import seat
from tests.models.story import MINUTE, Story

AT = ItemId(HERE)
ANA, BO, CHAIR = PersonId("ana"), PersonId("bo"), PersonId("chair")
A_MINUTE = Rules(place_kept_for=60)


def ana_waits(rules: Rules = A_MINUTE) -> Story:
    soria = seat("soria", "ana", substitute=BO)
    return done(a_debate(soria, rules=rules).when("ana", AskForFloor(AT, AFAR)))


def test_who_was_there_and_is_gone_is_lost_from_that_moment_and_found_when_they_are_back() -> None:
    story, lines = ana_waits(), Lines()
    known, at = the(story, "ana"), story.clock
    lines.look(story.state, {ANA, CHAIR}, at)
    assert not lines.lost
    for minutes in (1, 2, 3):
        lines.look(story.state, {CHAIR}, at + minutes * MINUTE)
    assert lines.lost == {known: at + MINUTE}
    lines.look(story.state, {BO, CHAIR}, at + 4 * MINUTE)
    assert not lines.lost, "the substitute speaks for the same member"


def test_whom_nobody_has_seen_while_they_waited_has_lost_nothing() -> None:
    """So is it after a restart, and with whoever reads without a script."""
    story, lines = ana_waits(), Lines()
    for minutes in range(5):
        lines.look(story.state, {CHAIR}, story.clock + minutes * MINUTE)
    assert not lines.lost
    assert not list(lines.overdue(story.state, story.clock + timedelta(days=1)))


def test_a_place_is_overdue_after_the_bodys_time_and_where_there_is_none_never() -> None:
    for rules, overdue in ((A_MINUTE, True), (Rules(), False)):
        story, lines = ana_waits(rules), Lines()
        gone = story.clock + MINUTE
        lines.look(story.state, {ANA, CHAIR}, story.clock)
        lines.look(story.state, {CHAIR}, gone)
        assert not list(lines.overdue(story.state, gone + timedelta(seconds=59)))
        expected = [GiveUpPlace(AT, the(story, "ana"), gone)] if overdue else []
        assert list(lines.overdue(story.state, gone + MINUTE)) == expected


def test_the_time_does_not_run_while_the_meeting_stands_still_or_nobody_at_all_is_there() -> None:
    story, lines = ana_waits(), Lines()
    lines.look(story.state, {ANA, CHAIR}, story.clock)
    suspended = done(story.when("chair", SuspendMeeting()))
    lines.look(suspended.state, {CHAIR}, suspended.clock)
    lunch = suspended.clock + timedelta(hours=2)
    lines.look(suspended.state, {CHAIR}, lunch)
    assert not list(lines.overdue(suspended.state, lunch))
    resumed = done(suspended.when("chair", ResumeMeeting()))
    lines.look(resumed.state, set(), lunch)
    assert not list(lines.overdue(resumed.state, lunch + timedelta(hours=1)))
    lines.look(resumed.state, {CHAIR}, lunch)
    assert [one.since for one in lines.overdue(resumed.state, lunch + MINUTE)] == [lunch]


def test_who_is_with_another_server_has_lost_nothing_until_nobody_sees_them_there_either() -> None:
    story, lines = ana_waits(), Lines()
    known, at = the(story, "ana"), story.clock
    noted, on = at + timedelta(seconds=40), at + MINUTE
    lines.look(story.state, {ANA, CHAIR}, at, {ANA: at + timedelta(seconds=1)})
    lines.look(story.state, {CHAIR}, on, {ANA: at + timedelta(seconds=1)})
    assert lines.lost == {known: on}, "what we have written down ourselves says nothing"
    assert not list(lines.overdue(story.state, on + MINUTE, TWO_ROUNDS)), (
        "another server may tell of her still"
    )
    lines.look(story.state, {CHAIR}, on, {ANA: noted})
    assert not lines.lost
    assert ANA in lines.there
    later = noted + TWO_ROUNDS
    lines.look(story.state, {CHAIR}, later, {ANA: noted})
    assert lines.lost == {known: later}
    assert [one.since for one in lines.overdue(story.state, later + TWO_ROUNDS, TWO_ROUNDS)] == [later]


def test_who_is_back_reads_that_their_place_was_given_up_and_asks_again_with_one_press() -> None:
    story = ana_waits()
    since = story.clock - MINUTE
    given_up = done(story.when("operator", GiveUpPlace(AT, the(story, "ana"), since)))
    meeting = given_up.state
    floor = floor_of(meeting, meeting.leading, "en", given_up.clock, lambda _: "")
    own = asking_of(meeting, floor, meeting.actor(ANA), "en", given_up.clock)
    assert (own.state, own.lost.lost if own.lost else "") == ("lost", "1:00")
    assert own.again == (
        '{"kind": "statement", "attendance": "remote", "language": "", "subject": "", "member": "soria"}'
    )
    assert asking_of(meeting, floor, meeting.actor(CHAIR), "en", given_up.clock).state == "ask"
