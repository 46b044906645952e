"""The floor as pages show it: who has it and since when, who waits and why there, and what the list takes.

Source: DOMAIN §2 and §4. Nothing personal is in it: a browser finds its own reader's row by person and member.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from models import wire
from models.body import OrderPolicy
from models.meeting import Meeting
from models.planning.agenda import Agenda
from models.planning.item import AgendaItem
from models.procedure import PersonId
from models.rules.on_the_floor import current
from models.speaking.admission import admission
from models.speaking.attendance import Attendance
from models.speaking.list_of_speakers import ListOfSpeakers
from models.speaking.order import order_at, policies_at
from models.speaking.place import Place, Reason, told_to_others
from models.speaking.planned import planned
from models.speaking.request import Request, RequestKind, Speaker
from models.speaking.speech import Speech, SpeechState
from models.speaking.waiting import Waiting, waiting_at
from models.text import Text
from server.floor_pages.coming_views import closing, opening
from server.floor_pages.floor_words import floor_words
from server.floor_pages.list_views import ListActs, list_acts, typed
from server.floor_pages.queue_views import Queue, lengths_in_short, order_in_short
from server.floor_pages.request_views import RequestView, SpeakerView, SpeechView
from server.meeting_pages.moments import Moment, moment_of
from server.meeting_pages.sitting_views import language_name

Name = Callable[[PersonId | None], str]
CLOSING = "closing"
EXACT, QUARTER = 120, 15
SOON = 30
"""So many seconds before its end a speech is said to be nearly over, if it has more than twice as many."""


@dataclass(frozen=True)
class FloorView:
    """One item's floor. `state` is its admission, or closing; `current` whether the item is under discussion.

    `order` and `lengths` are the whole row of those who wait in short (`queue_views`). `floor` is the request that
    has the floor, as a press says what it has seen; a speech on a motion leaves it there. `last` is who made way for
    it; where nobody has the floor, who spoke last. `undoes`: whether the last giving of the floor can be undone.
    `planned_over`: whom the agenda has planned, all have spoken.
    """

    item: str
    floor: str
    state: str
    state_words: str
    closes: Moment | None
    speech: SpeechView | None
    interrupted: tuple[SpeechView, ...]
    waiting: Sequence[RequestView]
    order: str
    lengths: str
    skipped: tuple[RequestView, ...]
    last: RequestView | None
    acts: ListActs
    limit: int | None
    said: int
    undoes: bool = False
    current: bool = True
    opens: Moment | None = None
    planned_over: bool = False

    @property
    def of(self) -> str:
        """The limit of a statement, as it is read and typed: `3:00`."""
        return typed(self.limit)

    @property
    def minutes(self) -> int:
        """How long those who wait may take, if each has the limit of a statement; of hours, to the quarter."""
        exact = -(-len(self.waiting) * (self.limit or 0) // 60)
        return exact if exact < EXACT else round(exact / QUARTER) * QUARTER

    @property
    def yields(self) -> bool:
        """Whether the rest of the time on the floor can go to somebody: a statement's alone."""
        return bool(self.speech and self.speech.request.kind == RequestKind.STATEMENT)

    @property
    def heirs(self) -> tuple[RequestView, ...]:
        """To whom it can go: those who wait to make a statement."""
        return tuple(one for one in self.waiting if one.kind == RequestKind.STATEMENT)

    @property
    def busy(self) -> bool:
        """Whether anybody has the floor or waits for it."""
        return bool(self.speech or self.waiting)


def floor_of(meeting: Meeting, agenda: Agenda, language: str, now: datetime, name: Name) -> FloorView | None:
    """The floor of what is now on this agenda; None while nothing is."""
    here = agenda.find(agenda.current)
    return floor_at(meeting, here, language, now, name) if here else None


def floor_at(
    meeting: Meeting, item: AgendaItem, language: str, now: datetime, name: Name
) -> FloorView | None:
    """The floor of this item, which may be coming still; None before the meeting has been drafted, and in a break."""
    if meeting.convocation is None:
        return None
    heard = meeting.floor.at(item.id)
    if not item.takes_speakers and not (heard.waiting or heard.unended or order_at(meeting, item.id)):
        return None
    limit = heard.limits.of(RequestKind.STATEMENT, None) or item.time_limit or meeting.rules.speaking_limit
    floors = Floors(meeting.convocation.zone, language, now, name)
    places, waiting = order_at(meeting, item.id), waiting_at(meeting, item)
    here = current(meeting.agenda_of(item.id), item.id)
    view = floors.view(heard, places, waiting, policies_at(meeting, item.id), limit, current=here)
    spoken = [heard.speech(one.id) for one in planned(item)]
    return replace(view, planned_over=bool(spoken) and all(one and one.ended for one in spoken))


class Floors:
    """Makes the floor's views in one zone and language, at one moment; `name` knows the speakers."""

    def __init__(self, zone: str, language: str, now: datetime, name: Name) -> None:
        self._zone = zone
        self._language = language
        self._now = now
        self._name = name
        self._words = floor_words(language)

    def view(
        self,
        heard: ListOfSpeakers,
        places: Sequence[Place],
        waits: Waiting,
        policies: tuple[OrderPolicy, ...],
        limit: int | None,
        *,
        current: bool = True,
    ) -> FloorView:
        """One list; `places` is its order by these policies, `limit` the seconds of a statement."""
        leads = waits.leads

        def row(place: Place, up: str, down: str) -> RequestView:
            shown = self.request(place.request, place.number, _telling(place, policies), policies)
            return replace(shown, lead=leads.get(place.request.id), up=up, down=down)

        stands = admission(heard, self._now, current=current)
        closes = closing(heard, self._now, current=current)
        opens = opening(heard, self._now, current=current)
        ended = [speech for speech in heard.speeches if speech.ended]
        since = heard.floor.request.id if heard.floor else None
        gone = [speech for speech in ended if speech.gave_way == since]
        return FloorView(
            item=heard.item,
            floor=since or "",
            state=CLOSING if closes else stands.value,
            state_words=self._words.states[stands],
            closes=moment_of(closes, self._zone) if closes else None,
            speech=self.speech(heard.floor, heard.limits.warning) if heard.floor else None,
            interrupted=tuple(self.speech(one, heard.limits.warning) for one in reversed(heard.unended[:-1])),
            waiting=Queue(places, row),
            order=order_in_short(place.request.id for place in places),
            lengths=lengths_in_short(waits.lengths),
            skipped=tuple(self.request(one) for one in heard.skipped),
            last=self.request(max(gone, key=_end).request) if gone else None,
            acts=list_acts(policies, heard.limits, self._language),
            limit=limit,
            said=len(ended),
            undoes=not heard.floor.returned if heard.floor else bool(gone),
            current=current,
            opens=moment_of(opens, self._zone) if opens else None,
        )

    def request(
        self,
        one: Request,
        place: int = 0,
        reasons: tuple[Reason, ...] = (),
        policies: tuple[OrderPolicy, ...] = (),
    ) -> RequestView:
        return RequestView(
            id=one.id,
            place=place,
            kind=one.kind.value,
            kind_words=self._words.kinds[one.kind],
            speaker=self._speaker(one.speaker),
            remote=one.attendance is Attendance.REMOTE,
            from_where=self._words.from_where.get(one.attendance, ""),
            language=one.language,
            language_words=language_name(one.language, self._language),
            subject=one.subject,
            about=one.about or "",
            reasons=tuple(self._words.reasons[reason] for reason in reasons),
            told=tuple(self._words.reasons[reason] for reason in told_to_others(reasons, policies)),
            planned=one.contributor is not None,
            ready=one.ready,
            skipped=one.skipped,
            lost=typed(one.lost),
        )

    def speech(self, speech: Speech, warning: int | None = None) -> SpeechView:
        limit = speech.limit
        return SpeechView(
            request=self.request(speech.request),
            running=speech.state is SpeechState.SPEAKING,
            spoken=round(speech.spoken / timedelta(milliseconds=1)),
            since=wire.moment(speech.since) if speech.since else "",
            limit=limit,
            soon=soon(limit, warning),
            so_far=digits(speech.seconds(self._now)),
            of=typed(limit),
        )

    def _speaker(self, speaker: Speaker) -> SpeakerView:
        office, organisation, section = (
            self._read(t) for t in (speaker.office, speaker.organisation, speaker.section)
        )
        name = self._name(speaker.person)
        who = office or organisation or name
        return SpeakerView(
            who=who,
            name=name if name != who else "",
            organisation=organisation if organisation not in who else "",
            section=section,
            person=speaker.person or "",
            member=speaker.member or "",
        )

    def _read(self, text: Text) -> str:
        return text.read(self._language)[0]


def _end(speech: Speech) -> datetime:
    """When it ended, or would have if it had by now."""
    return speech.ended or datetime.max.replace(tzinfo=UTC)


def _telling(place: Place, policies: tuple[OrderPolicy, ...]) -> tuple[Reason, ...]:
    """The reasons; none where the head of the list has said it: everybody in the order of the requests."""
    plain = policies == (OrderPolicy.FIRST_COME,) and place.reasons == (Reason.FIRST_COME,)
    return () if plain else place.reasons


def soon(limit: int | None, warning: int | None = None) -> int:
    """How many seconds before its end a speech is said to be nearly over; 0: not at all."""
    if limit is None:
        return 0
    if warning is None:
        return SOON if limit > 2 * SOON else 0
    return warning if warning < limit else 0


def digits(seconds: int) -> str:
    """Seconds as a clock shows them: `1:24`."""
    return f"{seconds // 60}:{seconds % 60:02}"
