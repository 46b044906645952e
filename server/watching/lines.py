"""The lines of those who wait for the floor from afar: whose is lost, since when, and which place is not kept longer.

Source: issue "The floor". All of it is of this moment and in no record. Only who has been seen while they waited can
be lost: after a restart nobody is until they have been back, and who reads without a script has no line to lose.
"""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta

from models.meeting import Meeting, MeetingState
from models.procedure import PersonId
from models.rules.lost_lines import GiveUpPlace, by_line
from models.speaking.request import Request, RequestId

Due = tuple[datetime, GiveUpPlace]


class Lines:
    """`lost` since when, by request. `_counted` is the same, but only while a turn could come: at the item under
    discussion of an open meeting, and while anybody at all is there; when nobody is, the fault is ours. `_foreseen`
    is what is due by it, as it was last seen.
    """

    def __init__(self) -> None:
        self.lost: Mapping[RequestId, datetime] = {}
        self._seen: set[RequestId] = set()
        self._before: set[PersonId | None] = set()
        self._counted: Mapping[RequestId, datetime] = {}
        self._foreseen: tuple[Due, ...] = ()

    def look(self, meeting: Meeting, there: set[PersonId | None], now: datetime) -> bool:
        """Once a second: who waits from afar, and who of them is there; whether anything else is due by it now."""
        waiting = {one.id: one for one in meeting.floor.remote()}
        gone = {known for known, one in waiting.items() if there.isdisjoint(voices(meeting, one))}
        come = {known for known in gone if not self._before.isdisjoint(voices(meeting, waiting[known]))}
        self._seen = (self._seen & waiting.keys()) | (waiting.keys() - gone) | come
        self._before = set(there)
        self.lost = {known: self.lost.get(known, now) for known in waiting if known in gone & self._seen}
        counting = self.lost if there else ()
        now_on = set(under_discussion(meeting)) if counting else set()
        self._counted = {known: self._counted.get(known, now) for known in counting if known in now_on}
        before, self._foreseen = self._foreseen, tuple(self.due(meeting))
        return self._foreseen != before

    def due(self, meeting: Meeting) -> Iterator[Due]:
        """Until when (UTC) each place is kept whose line is lost, by the rules of the meeting's body."""
        kept_for = meeting.rules.place_kept_for
        if kept_for is None or not self._counted:
            return
        for item in meeting.items():
            for one in meeting.floor.at(item.id).waiting:
                since = self._counted.get(one.id)
                if since and by_line(one):
                    yield since + timedelta(seconds=kept_for), GiveUpPlace(item.id, one.id, since)


def voices(meeting: Meeting, request: Request) -> set[PersonId]:
    """Whoever may speak on this request: the person, and who stands for the member."""
    seats = meeting.roster.seats if meeting.roster else ()
    own = next((seat for seat in seats if seat.id == request.speaker.member), None)
    known = {request.speaker.person, *((own.delegate, own.substitute) if own else ())}
    return {person for person in known if person}


def under_discussion(meeting: Meeting) -> Iterator[RequestId]:
    """The requests that wait where the floor is given now."""
    if meeting.state is not MeetingState.OPEN:
        return
    for agenda in meeting.agendas:
        if agenda.current:
            yield from (one.id for one in meeting.floor.at(agenda.current).waiting)
