"""The lines of those who wait for the floor from afar: whose is lost, since when, and which place is not kept longer.

Source: issue "The floor". All of it is of this moment and in no record. Only who has been seen while they waited can
be lost: after a restart nobody is until they have been back, and who reads without a script has no line to lose. Whom
another server of the same database sees has lost nothing: its caretaker writes that down once a minute.
"""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta

from models.meeting import Meeting, MeetingState
from models.procedure import PersonId
from models.rules.lost_lines import GiveUpPlace, by_line
from models.speaking.request import Request, RequestId
from server.doors.sign_ins import ROUND

NOBODY: Mapping[PersonId, datetime] = {}
A_BEAT, LONG_AGO = timedelta(seconds=2), datetime.min.replace(tzinfo=UTC)
TWO_ROUNDS = timedelta(seconds=2 * ROUND)
"""For so long a sign-in that another server has written down counts as there, and no place is given up earlier."""

Due = tuple[datetime, GiveUpPlace]


class Lines:
    """`lost` since when, by request; `there` is everybody, here or with another server.

    `_counted` is the same as `lost`, but only while a turn could come: at the item under discussion of an open
    meeting, and while anybody at all is here; when nobody is, the fault is ours. `_foreseen` is what is due by it, as
    it was last seen.
    """

    def __init__(self) -> None:
        self.lost: Mapping[RequestId, datetime] = {}
        self.there: set[PersonId | None] = set()
        self._last_here: dict[PersonId | None, datetime] = {}
        self._seen: set[RequestId] = set()
        self._before: set[PersonId | None] = set()
        self._counted: Mapping[RequestId, datetime] = {}
        self._foreseen: tuple[Due, ...] = ()

    def look(
        self,
        meeting: Meeting,
        here: set[PersonId | None],
        now: datetime,
        elsewhere: Mapping[PersonId, datetime] = NOBODY,
    ) -> bool:
        """Once a second: who waits from afar, and who of them is there; whether anything else is due by it now.

        `elsewhere` is when sign-ins were seen last; what was written of somebody who was here then is our own doing.
        """
        self._last_here |= dict.fromkeys(here, now)
        there = here | {
            person
            for person, seen in elsewhere.items()
            if now - seen < TWO_ROUNDS and seen - self._last_here.get(person, LONG_AGO) > A_BEAT
        }
        self.there = there
        waiting = {one.id: one for one in meeting.floor.remote()}
        gone = {known for known, one in waiting.items() if there.isdisjoint(voices(meeting, one))}
        come = {known for known in gone if not self._before.isdisjoint(voices(meeting, waiting[known]))}
        self._seen = (self._seen & waiting.keys()) | (waiting.keys() - gone) | come
        self._before = set(there)
        self.lost = {known: self.lost.get(known, now) for known in waiting if known in gone & self._seen}
        counting = self.lost if here else ()
        now_on = set(under_discussion(meeting)) if counting else set()
        self._counted = {known: self._counted.get(known, now) for known in counting if known in now_on}
        before, self._foreseen = self._foreseen, tuple(self.due(meeting))
        return self._foreseen != before

    def due(self, meeting: Meeting, at_least: timedelta = timedelta()) -> Iterator[Due]:
        """Until when (UTC) each place is kept whose line is lost: as long as the rules of the meeting's body say, and
        for `at_least`.
        """
        kept_for = meeting.rules.place_kept_for
        if kept_for is None or not self._counted:
            return
        for item in meeting.items():
            for one in meeting.floor.at(item.id).waiting:
                since = self._counted.get(one.id)
                if since and by_line(one):
                    kept = max(timedelta(seconds=kept_for), at_least)
                    yield since + kept, GiveUpPlace(item.id, one.id, since)


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
