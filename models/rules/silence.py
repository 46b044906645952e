"""What falls silent with the rest of the meeting: nobody's time runs while the meeting stands still or is elsewhere.

Source: DOMAIN §2. Speeches end with their item and with the meeting; they pause while the meeting is suspended, and
while a sub-item is taken.
"""

from collections.abc import Iterable, Iterator
from functools import reduce

from models.floor import HEARD
from models.item import ItemId
from models.list_of_speakers import ListOfSpeakers
from models.meeting import Meeting, MeetingState
from models.procedure import Entry, Event, Submission
from models.speech import SpeechEnded, SpeechPaused, SpeechState


def silenced(meeting: Meeting, events: Iterable[Event], submission: Submission) -> Iterator[Event]:
    """What becomes of speeches by these events, which are about to happen."""
    happening = [event for event in events if not isinstance(event, HEARD)]
    speaking = [one for one in meeting.floor.lists.values() if one.unended]
    if not happening or not speaking:
        return
    entries = (Entry(meeting.seq + n, submission.at, submission.by, e) for n, e in enumerate(happening, 1))
    after = reduce(Meeting.after, entries, meeting)
    for speakers in speaking:
        if over_at(after, speakers.item):
            for speech in reversed(speakers.unended):
                yield SpeechEnded(speakers.item, speech.request.id)
        elif not heard_at(after, speakers.item):
            yield from paused(speakers)


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
    for speech in speakers.unended:
        if speech.state is SpeechState.SPEAKING:
            yield SpeechPaused(speakers.item, speech.request.id)
