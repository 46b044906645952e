"""What falls silent with the rest of the meeting: nobody's time runs while the meeting stands still or is elsewhere.

Source: DOMAIN §2. Speeches end with their item and with the meeting, and points of order that nobody settled are then
closed as not ruled; speeches pause while the meeting is suspended, and while a sub-item is taken. A speech on a
procedural motion ends and pauses with the others, and is over as soon as anybody else gets the floor.
"""

from collections.abc import Iterable, Iterator
from functools import reduce

from models.meeting import Meeting, MeetingState
from models.planning.item import ItemId
from models.procedure import Entry, Event, Submission
from models.speaking.floor import HEARD
from models.speaking.list_of_speakers import ListOfSpeakers
from models.speaking.motions import (
    MotionDecided,
    MotionId,
    MotionWithdrawn,
    SpeechOnMotionBegun,
    SpeechOnMotionEnded,
    SpeechOnMotionPaused,
    spoken_on,
)
from models.speaking.points import PointLeft, PointRuledOn, RulingAppealed
from models.speaking.speech import (
    SpeakersBroughtBack,
    SpeechBegun,
    SpeechEnded,
    SpeechPaused,
    SpeechResumed,
    SpeechState,
)

GETTING_THE_FLOOR = (
    SpeechBegun
    | SpeechResumed
    | SpeakersBroughtBack
    | PointRuledOn
    | RulingAppealed
    | SpeechOnMotionBegun
    | MotionDecided
    | MotionWithdrawn
)
"""What a speech on a motion makes way for, at its item; of the last two, if they are of its own motion."""


def giving_way(meeting: Meeting, events: Iterable[Event]) -> Iterator[Event]:
    """The speeches on motions that end because of these events, which are about to happen."""
    for item, heard in meeting.floor.lists.items():
        motion = spoken_on(heard.motions)
        if motion and any(_takes_it(event, item, motion.id) for event in events):
            yield SpeechOnMotionEnded(item, motion.id)


def _takes_it(event: Event, item: ItemId, motion: MotionId) -> bool:
    """Whether somebody else gets the floor of this item by this event."""
    if not isinstance(event, GETTING_THE_FLOOR) or event.item != item:
        return False
    return not isinstance(event, MotionDecided | MotionWithdrawn) or event.motion == motion


def silenced(meeting: Meeting, events: Iterable[Event], submission: Submission) -> Iterator[Event]:
    """What becomes of speeches by these events, which are about to happen."""
    happening = [event for event in events if not isinstance(event, HEARD)]
    heard = meeting.floor.lists.values()
    speaking = [one for one in heard if _busy(one)]
    if not happening or not speaking:
        return
    entries = (Entry(meeting.seq + n, submission.at, submission.by, e) for n, e in enumerate(happening, 1))
    after = reduce(Meeting.after, entries, meeting)
    for speakers in speaking:
        motion = spoken_on(speakers.motions)
        if over_at(after, speakers.item):
            if motion:
                yield SpeechOnMotionEnded(speakers.item, motion.id)
            for speech in reversed(speakers.unended):
                yield SpeechEnded(speakers.item, speech.request.id)
            for point in speakers.points:
                if not point.settled:
                    yield PointLeft(speakers.item, point.id)
        elif not heard_at(after, speakers.item):
            yield from paused(speakers)


def _busy(speakers: ListOfSpeakers) -> bool:
    """Whether anything said here is not over."""
    raised = any(not point.settled for point in speakers.points)
    return raised or bool(speakers.unended or spoken_on(speakers.motions))


def over_at(meeting: Meeting, item: ItemId) -> bool:
    """Whether nothing is said on this item any more: it is concluded or put back, or the meeting is closed."""
    agenda = meeting.agenda_of(item)
    found = agenda.find(item) if agenda else None
    return meeting.state is MeetingState.CLOSED or found is None or bool(found.outcome) or not found.started


def heard_at(meeting: Meeting, item: ItemId) -> bool:
    """Whether somebody's time may run at this item now."""
    agenda = meeting.agenda_of(item)
    return meeting.state is MeetingState.OPEN and agenda is not None and agenda.current == item


def paused(speakers: ListOfSpeakers) -> Iterator[Event]:
    motion = spoken_on(speakers.motions)
    if motion and motion.heard and motion.heard.since:
        yield SpeechOnMotionPaused(speakers.item, motion.id)
    for speech in speakers.unended:
        if speech.state is SpeechState.SPEAKING:
            yield SpeechPaused(speakers.item, speech.request.id)
