"""Who is seen to have lost the line while they wait from afar, since when, and when their place is given up."""

import asyncio
from contextlib import suppress
from datetime import timedelta
from typing import TYPE_CHECKING, cast

from models.body import Rules
from models.planning.item import ItemId
from models.procedure import OPERATOR, PersonId, Submission
from models.rules.asking import AskForFloor
from models.rules.conduct import ResumeMeeting, SuspendMeeting
from models.rules.lost_lines import GiveUpPlace
from models.speaking.request import RequestId
from server.floor_pages.asking_views import asking_of
from server.floor_pages.floor_views import floor_of
from server.waking import AGAIN, LONGEST_SLEEP
from server.watching.given_up import Due, GivenUp
from server.watching.lines import TWO_ROUNDS, Lines
from tests.models.floors import AFAR, HERE, a_debate, done, the
from tests.models.rosters import seat
from tests.models.story import MINUTE, Story
from tests.record.acts import World, until

if TYPE_CHECKING:
    from server.chamber import Chamber

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
    assert not list(lines.due(story.state))


def test_a_place_is_due_after_the_bodys_time_and_where_there_is_none_never() -> None:
    for rules, ever in ((A_MINUTE, True), (Rules(), False)):
        story, lines = ana_waits(rules), Lines()
        gone = story.clock + MINUTE
        assert not lines.look(story.state, {ANA, CHAIR}, story.clock)
        assert lines.look(story.state, {CHAIR}, gone) is ever
        expected = [(gone + MINUTE, GiveUpPlace(AT, the(story, "ana"), gone))] if ever else []
        assert list(lines.due(story.state)) == expected
        assert not lines.look(story.state, {CHAIR}, gone + MINUTE), "it is known already"
        assert lines.look(story.state, {ANA, CHAIR}, gone + MINUTE) is ever
        assert not list(lines.due(story.state))


def test_the_time_does_not_run_while_the_meeting_stands_still_or_nobody_at_all_is_there() -> None:
    story, lines = ana_waits(), Lines()
    lines.look(story.state, {ANA, CHAIR}, story.clock)
    suspended = done(story.when("chair", SuspendMeeting()))
    lines.look(suspended.state, {CHAIR}, suspended.clock)
    lunch = suspended.clock + timedelta(hours=2)
    lines.look(suspended.state, {CHAIR}, lunch)
    assert not list(lines.due(suspended.state))
    resumed = done(suspended.when("chair", ResumeMeeting()))
    lines.look(resumed.state, set(), lunch)
    assert not list(lines.due(resumed.state))
    lines.look(resumed.state, {CHAIR}, lunch)
    assert [(at, one.since) for at, one in lines.due(resumed.state)] == [(lunch + MINUTE, lunch)]


class Door:
    """A chamber that writes down what comes to it; it fails as often as it is told to."""

    def __init__(self, failing: int = 0) -> None:
        self.heard: list[Submission] = []
        self.failing = failing

    async def submit(self, submission: Submission) -> None:
        self.heard.append(submission)
        if len(self.heard) <= self.failing:
            raise OSError


class Places:
    """The places that are due, with a clock that stands still."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.kept: list[Due] = []
        self.looked = 0

    def keep(self, door: Door, name: str, after: timedelta) -> None:
        give_up = GiveUpPlace(AT, RequestId(name), self.world.at)
        self.kept.append((self.world.at + after, cast("Chamber", door), give_up))

    def due(self) -> list[Due]:
        self.looked += 1
        return self.kept


async def test_it_sleeps_until_the_next_place_is_due_and_one_that_fails_keeps_no_other_waiting() -> None:
    world = World()
    places, door, broken = Places(world), Door(), Door(failing=1)
    given_up = GivenUp(places.due, world, asyncio.Event())
    assert await given_up.look() == LONGEST_SLEEP
    places.keep(broken, "bo", MINUTE)
    places.keep(door, "ana", MINUTE)
    places.keep(door, "chen", 3 * MINUTE)
    assert await given_up.look() == MINUTE
    assert not door.heard
    world.at += MINUTE
    assert await given_up.look() == AGAIN
    [heard] = door.heard
    assert (heard.by, heard.at, heard.command) == (OPERATOR, world.at, places.kept[1][2])
    places.kept = [places.kept[0], places.kept[2]]
    assert await given_up.look() == 2 * MINUTE
    assert len(broken.heard) == 2


async def test_it_is_woken_and_beats_no_more_than_that() -> None:
    world = World()
    places, door = Places(world), Door()
    moved = asyncio.Event()
    watching = asyncio.create_task(GivenUp(places.due, world, moved).watch())
    async with asyncio.timeout(20):
        await until(lambda: places.looked == 1)
        places.keep(door, "ana", timedelta())
        moved.set()
        await until(lambda: len(door.heard) == 1)
    assert places.looked == 2
    watching.cancel()
    with suppress(asyncio.CancelledError):
        await watching


def test_who_is_with_another_server_has_lost_nothing_until_nobody_sees_them_there_either() -> None:
    story, lines = ana_waits(), Lines()
    known, at = the(story, "ana"), story.clock
    noted, on = at + timedelta(seconds=40), at + MINUTE
    lines.look(story.state, {ANA, CHAIR}, at, {ANA: at + timedelta(seconds=1)})
    lines.look(story.state, {CHAIR}, on, {ANA: at + timedelta(seconds=1)})
    assert lines.lost == {known: on}, "what we have written down ourselves says nothing"
    [(until, _)] = lines.due(story.state, TWO_ROUNDS)
    assert until == on + TWO_ROUNDS, "another server may tell of her still"
    lines.look(story.state, {CHAIR}, on, {ANA: noted})
    assert not lines.lost
    assert ANA in lines.there
    later = noted + TWO_ROUNDS
    lines.look(story.state, {CHAIR}, later, {ANA: noted})
    assert lines.lost == {known: later}
    assert [(at, one.since) for at, one in lines.due(story.state, TWO_ROUNDS)] == [
        (later + TWO_ROUNDS, later)
    ]


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
