"""The floor as pages show it: who has it and since when, who waits and why there, and what the list takes.

Source: DOMAIN §2 and §4. Nothing personal is in it: a browser finds its own reader's row by person and member.
"""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from models import wire
from models.admission import Admission, admission
from models.agenda import Agenda
from models.attendance import Attendance
from models.body import OrderPolicy
from models.list_of_speakers import ListOfSpeakers
from models.meeting import Meeting
from models.order import order_at, policies_at
from models.place import Place, Reason
from models.procedure import PersonId
from models.request import Request, RequestId, RequestKind, Speaker
from models.speech import Speech, SpeechState
from models.text import Text
from models.waiting import Waiting
from server.floor_words import floor_words
from server.list_views import ListActs, list_acts, typed
from server.moments import Moment, moment_of
from server.sitting_views import language_name

Name = Callable[[PersonId | None], str]
CLOSING = "closing"
SOON = 30
"""So many seconds before its end a speech is said to be nearly over, if it has more than twice as many."""


@dataclass(frozen=True)
class SpeakerView:
    """Who speaks. `who` is the office, else the organisation, else the name; the others where they say more."""

    who: str
    name: str
    organisation: str
    section: str
    person: str
    member: str

    @property
    def more(self) -> tuple[str, ...]:
        """What stands beneath, from the person to the section."""
        return tuple(part for part in (self.name, self.organisation, self.section) if part)


@dataclass(frozen=True)
class RequestView:
    """One who waits. `up` and `down` are behind whom it stands after one step, as JSON; empty where it has none.

    `lead` are the seconds that those ahead are expected to need, once nobody has the floor.
    """

    id: str
    place: int
    kind: str
    kind_words: str
    speaker: SpeakerView
    remote: bool
    from_where: str
    language: str
    language_words: str
    subject: str
    about: str
    reasons: tuple[str, ...]
    planned: bool
    ready: bool
    skipped: int
    lead: int | None = None
    up: str = ""
    down: str = ""


@dataclass(frozen=True)
class SpeechView:
    """What has the floor, or waits below what has: `spoken` milliseconds before `since`, `limit` and `soon` seconds.

    A browser counts on from `since`; `so_far` and `of` are for those that run no script.
    """

    request: RequestView
    running: bool
    spoken: int
    since: str
    limit: int | None
    soon: int
    so_far: str
    of: str


@dataclass(frozen=True)
class FloorView:
    """One item's floor. `state` is its admission, or closing."""

    item: str
    state: str
    state_words: str
    closes: Moment | None
    speech: SpeechView | None
    interrupted: tuple[SpeechView, ...]
    waiting: tuple[RequestView, ...]
    skipped: tuple[RequestView, ...]
    last: RequestView | None
    acts: ListActs
    limit: int | None
    said: int

    @property
    def floor(self) -> str:
        """The request that has the floor, as a press says what it has seen."""
        return self.speech.request.id if self.speech else ""

    @property
    def of(self) -> str:
        """The limit of a statement, as it is read and typed: `3:00`."""
        return typed(self.limit)

    @property
    def minutes(self) -> int:
        """How long those who wait may take altogether, if each has the limit of a statement."""
        return -(-len(self.waiting) * (self.limit or 0) // 60)

    @property
    def busy(self) -> bool:
        """Whether anybody has the floor or waits for it."""
        return bool(self.speech or self.waiting)


def floor_of(meeting: Meeting, agenda: Agenda, language: str, now: datetime, name: Name) -> FloorView | None:
    """The floor of what is now on this agenda; None while nothing is."""
    current = agenda.find(agenda.current)
    if current is None or meeting.convocation is None:
        return None
    heard = meeting.floor.at(current.id)
    limit = heard.limits.of(RequestKind.STATEMENT, None) or current.time_limit or meeting.rules.speaking_limit
    floors = Floors(meeting.convocation.zone, language, now, name)
    places = order_at(meeting, current.id)
    leads = Waiting(meeting, current, places).leads
    return floors.view(heard, places, leads, policies_at(meeting, current.id), limit)


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
        places: Iterable[Place],
        leads: Mapping[RequestId, int | None],
        policies: tuple[OrderPolicy, ...],
        limit: int | None,
    ) -> FloorView:
        """One list; `places` is its order by these policies, with these leads; `limit` the seconds of a statement."""
        waiting = [
            replace(
                self.request(place.request, place.number, _telling(place, policies)),
                lead=leads.get(place.request.id),
            )
            for place in places
        ]
        stands = admission(heard, self._now, current=True)
        closing = stands is Admission.OPEN and heard.closes is not None
        ended = [speech for speech in heard.speeches if speech.ended]
        return FloorView(
            item=heard.item,
            state=CLOSING if closing else stands.value,
            state_words=self._words.states[stands],
            closes=moment_of(heard.closes, self._zone) if heard.closes and closing else None,
            speech=self.speech(heard.floor) if heard.floor else None,
            interrupted=tuple(self.speech(one) for one in reversed(heard.unended[:-1])),
            waiting=tuple(_with_steps(waiting)),
            skipped=tuple(self.request(one) for one in heard.skipped),
            last=self.request(ended[-1].request) if ended else None,
            acts=list_acts(policies, heard.limits, self._language),
            limit=limit,
            said=len(ended),
        )

    def request(self, one: Request, place: int = 0, reasons: Iterable[Reason] = ()) -> RequestView:
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
            planned=one.contributor is not None,
            ready=one.ready,
            skipped=one.skipped,
        )

    def speech(self, speech: Speech) -> SpeechView:
        limit = speech.limit
        return SpeechView(
            request=self.request(speech.request),
            running=speech.state is SpeechState.SPEAKING,
            spoken=round(speech.spoken / timedelta(milliseconds=1)),
            since=wire.moment(speech.since) if speech.since else "",
            limit=limit,
            soon=SOON if limit and limit > 2 * SOON else 0,
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


def _telling(place: Place, policies: tuple[OrderPolicy, ...]) -> tuple[Reason, ...]:
    """The reasons; none where the head of the list has said it: everybody in the order of the requests."""
    plain = policies == (OrderPolicy.FIRST_COME,) and place.reasons == (Reason.FIRST_COME,)
    return () if plain else place.reasons


def _with_steps(waiting: list[RequestView]) -> Iterable[RequestView]:
    """Each with what a press says that moves it one place: the request it then stands behind, null at the head."""
    for at, one in enumerate(waiting):
        up = waiting[at - 2].id if at > 1 else None
        yield replace(
            one,
            up=json.dumps({"request": one.id, "after": up}) if at else "",
            down=json.dumps({"request": one.id, "after": waiting[at + 1].id})
            if at + 1 < len(waiting)
            else "",
        )


def digits(seconds: int) -> str:
    """Seconds as a clock shows them: `1:24`."""
    return f"{seconds // 60}:{seconds % 60:02}"
