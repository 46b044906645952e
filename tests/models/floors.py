"""A debate for stories of the floor: item 9 is under discussion, and Ana, Bo, Chen and Dia may speak.

story = asks(a_debate(), "ana", "bo")
assert row(calls(story)) == "bo"
"""

from models.belonging.granting import RoleGranted
from models.belonging.roles import Role
from models.belonging.roster import RosterTaken, Seat
from models.body import Rules
from models.procedure import Refusal
from models.rules.asking import AskForFloor
from models.rules.giving import EndSpeech, GiveFloor, GiveFloorToNext, PauseSpeech, ResumeSpeech
from models.rules.on_the_floor import in_order
from models.speaking.attendance import Attendance
from models.speaking.list_of_speakers import ListOfSpeakers
from models.speaking.request import Request, RequestId, RequestKind
from models.speaking.speech import Speech
from tests.models.rosters import roster
from tests.models.story import Story, a_meeting

HERE = "9"
SPEAKERS = ("ana", "bo", "chen", "dia")
ROOM, AFAR = Attendance.IN_THE_ROOM, Attendance.REMOTE
STATEMENT, QUESTION, REPLY = RequestKind.STATEMENT, RequestKind.QUESTION, RequestKind.REPLY
ORDER, ANSWER = RequestKind.POINT_OF_ORDER, RequestKind.RIGHT_OF_REPLY
NO_RULES = Rules()


def a_debate(*seats: Seat, rules: Rules = NO_RULES) -> Story:
    """Item 9 has just been opened; the meeting's body is one of these members, with these rules."""
    return before_the_debate(*seats, rules=rules).opened().reached(HERE)


def before_the_debate(*seats: Seat, rules: Rules = NO_RULES) -> Story:
    """The same meeting, convened and not yet open."""
    taken = RosterTaken(roster(*seats, rules=rules))
    return a_meeting().given(taken, *(RoleGranted(one, Role.DELEGATE) for one in SPEAKERS))  # type: ignore[arg-type]


def asks(story: Story, *people: str, kind: RequestKind = STATEMENT, **more: object) -> Story:
    """Each of these asks for the floor, a minute after the other; all are accepted."""
    for one in people:
        story = story.when(one, AskForFloor(HERE, ROOM, kind, **more))  # type: ignore[arg-type]
        assert not isinstance(story.heard, Refusal), story.refusal()
    return story


def calls(story: Story, who: str = "") -> Story:
    """The chair gives the floor to whoever is next, or to this one."""
    seen = on_floor(story)
    command = GiveFloor(HERE, the(story, who), seen) if who else GiveFloorToNext(HERE, seen)
    return done(story.when("chair", command))


def pauses(story: Story) -> Story:
    return done(story.when("chair", PauseSpeech(HERE, speaking(story))))


def resumes(story: Story) -> Story:
    return done(story.when("chair", ResumeSpeech(HERE, speaking(story))))


def ends(story: Story) -> Story:
    return done(story.when("chair", EndSpeech(HERE, speaking(story))))


def done(story: Story) -> Story:
    assert not isinstance(story.heard, Refusal), story.refusal()
    return story


def listed(story: Story) -> ListOfSpeakers:
    return story.state.floor.at(HERE)  # type: ignore[arg-type]


def row(story: Story) -> str:
    """Those who wait, in their order."""
    return " ".join(map(name, in_order(story.state, HERE)))  # type: ignore[arg-type]


def name(request: Request) -> str:
    return request.speaker.person or request.speaker.member or request.speaker.office.en


def the(story: Story, who: str) -> RequestId:
    """The request of this speaker: the last one that waits, else the last that was heard."""
    here = listed(story)
    known = (*(speech.request for speech in here.speeches), *here.skipped, *here.waiting)
    return [one.id for one in known if name(one) == who][-1]


def on_floor(story: Story) -> RequestId | None:
    return listed(story).floor.request.id if listed(story).floor else None  # type: ignore[union-attr]


def speaking(story: Story) -> RequestId:
    seen = on_floor(story)
    assert seen, "nobody has the floor"
    return seen


def speech(story: Story, who: str) -> Speech:
    """The last speech of this speaker."""
    return next(one for one in reversed(listed(story).speeches) if name(one.request) == who)


def seconds(story: Story, who: str) -> int:
    """What the last speech of this speaker has taken so far."""
    return speech(story, who).seconds(story.clock)
