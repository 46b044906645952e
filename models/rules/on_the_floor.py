"""What every act on the floor asks first: which list, which request, whose, in which order they wait.

Source: DOMAIN §2 and §7 ("different clients show different orders": the order is the server's alone).
"""

from collections.abc import Iterator

from models.belonging.roles import Role
from models.meeting import Meeting
from models.planning.agenda import Agenda
from models.planning.item import AgendaItem, ItemId
from models.procedure import Event, PersonId, Submission
from models.rules import grounds
from models.rules.agenda import require_convened, require_open
from models.rules.preconditions import agenda_with, known_item
from models.speaking.list_of_speakers import ListOfSpeakers
from models.speaking.order import order_at
from models.speaking.planned import planned
from models.speaking.points import PointState
from models.speaking.request import Request, RequestId, RequestMade, Speaker
from models.speaking.speech import Speech

HELPING = frozenset({Role.CHAIR, Role.SECRETARIAT, Role.DESK})
CONDUCTING = frozenset({Role.CHAIR, Role.SECRETARIAT})


def require_not_concluded(meeting: Meeting, item: ItemId) -> AgendaItem:
    """The item, which may still be spoken on: the meeting is convened and not closed, the item not concluded."""
    require_convened(meeting)
    found = known_item(agenda_with(meeting, item), item)
    if found.outcome:
        raise grounds.ALREADY_CONCLUDED.refusal(item=found.label)
    return found


def require_list(item: AgendaItem) -> None:
    """Refuse what asks for the list of speakers of a break."""
    if not item.takes_speakers:
        raise grounds.NO_LIST.refusal(item=item.label)


def require_under_discussion(meeting: Meeting, item: ItemId) -> tuple[AgendaItem, ListOfSpeakers]:
    """The item that is current in an open meeting, with its list: there alone the floor is given."""
    require_open(meeting)
    agenda = agenda_with(meeting, item)
    found = known_item(agenda, item)
    if agenda.current != item:
        raise grounds.NOT_UNDER_DISCUSSION.refusal(item=found.label)
    return found, meeting.floor.at(item)


def require_vote_taken(speakers: ListOfSpeakers) -> None:
    """Refuse while a ruling is appealed: the meeting votes on it at once."""
    if any(point.state is PointState.APPEALED for point in speakers.points):
        raise grounds.APPEAL_WAITS.refusal()


def require_floor(speakers: ListOfSpeakers, seen: RequestId | None) -> None:
    """Refuse if the request the presser saw on the floor is there no more, or another is."""
    if seen != (speakers.floor.request.id if speakers.floor else None):
        raise grounds.FLOOR_MOVED_ON.refusal()


def on_floor(speakers: ListOfSpeakers, request: RequestId) -> Speech:
    """The speech that has the floor, which is this one."""
    if speakers.floor is None or speakers.floor.request.id != request:
        raise grounds.NOT_ON_THE_FLOOR.refusal()
    return speakers.floor


def waiting(meeting: Meeting, item: ItemId, request: RequestId) -> Request:
    """A request that waits at this item, by itself or because the agenda has planned it."""
    speakers = meeting.floor.at(item)
    if speakers.speech(request):
        raise grounds.SPEECH_STAYS.refusal()
    found = speakers.find(request) or next((one for one in unheard(meeting, item) if one.id == request), None)
    if found is None:
        raise grounds.UNKNOWN_REQUEST.refusal()
    return found


def unheard(meeting: Meeting, item: ItemId) -> tuple[Request, ...]:
    """Those whom the agenda has planned to speak at this item, and of whom nothing is in the record yet."""
    speakers = meeting.floor.at(item)
    expected = planned(known_item(agenda_with(meeting, item), item))
    return tuple(one for one in expected if speakers.known(one.id) is None)


def joining(meeting: Meeting, item: ItemId, *requests: Request) -> Iterator[Event]:
    """A planned speaker joins the record with the first thing that happens to them."""
    new = {one.id for one in unheard(meeting, item)}
    for request in requests:
        if request.id in new:
            yield RequestMade(item, request)


def require_own(meeting: Meeting, speaker: Speaker, submission: Submission, helping: frozenset[Role]) -> bool:
    """Refuse whoever is neither the speaker nor of those who help; whether it is one who helps."""
    if helps(meeting, submission, helping):
        return True
    if not speaks_for(meeting, submission.by, speaker):
        raise grounds.NOT_YOURS.refusal()
    return False


def helps(meeting: Meeting, submission: Submission, helping: frozenset[Role]) -> bool:
    actor = meeting.actor(submission.by)
    return actor.operates or bool(actor.roles & helping)


def speaks_for(meeting: Meeting, person: PersonId | None, speaker: Speaker) -> bool:
    """Whether this person is the speaker, or stands for the same member."""
    if person is None:
        return False
    seats = meeting.roster.seats if meeting.roster else ()
    own = {seat.id for seat in seats if person in {seat.delegate, seat.substitute}}
    return speaker.person == person or speaker.member in own


def current(agenda: Agenda | None, item: ItemId) -> bool:
    return agenda is not None and agenda.current == item


def in_order(meeting: Meeting, item: ItemId) -> tuple[Request, ...]:
    """Those who wait at this item, in their order."""
    return tuple(place.request for place in order_at(meeting, item))
