"""A reader's own part in the floor: whether they may ask, where they wait, that they speak. Never in a panel.

`web/static/js/asking.js` says the same of each change of the page.
"""

from dataclasses import dataclass

from babel import Locale

from models.attendance import Attendance
from models.meeting import Format, Meeting
from models.procedure import Actor, PersonId
from models.rules.asking import AskForFloor
from models.rules.permission import can
from server.floor_views import FloorView, RequestView, SpeechView
from server.floor_words import floor_words

READY_WITHIN = 3
"""Whoever speaks from afar is asked to be ready once they are among so many."""


@dataclass(frozen=True)
class Asking:
    """`state`: none, ask, closed, waiting, next, speaking. `request` is the reader's, that stands before `then`.

    `members` are those the reader stands for, with their names.
    """

    may: bool
    state: str
    person: str
    members: tuple[tuple[str, str], ...]
    remote: bool
    request: RequestView | None
    place_words: str
    to_be_ready: bool
    then: str
    speech: SpeechView | None


def asking_of(meeting: Meeting, floor: FloorView | None, actor: Actor, language: str) -> Asking:
    """What this reader is shown of their own part."""
    seats = members_of(meeting, actor.person, language)
    members = tuple(member for member, _ in seats)
    mine = next((one for one in floor.waiting if _is_own(one, actor, members)), None) if floor else None
    speech = (
        floor.speech if floor and floor.speech and _is_own(floor.speech.request, actor, members) else None
    )
    behind = floor.waiting[mine.place :] if floor and mine else ()
    may = can(actor, AskForFloor)
    return Asking(
        may=may,
        state=_state(floor, mine, speech) if may else "none",
        person=actor.person or "",
        members=seats,
        remote=mine.remote if mine else _comes_from_afar(meeting, actor.person),
        request=mine,
        place_words=ordinal(mine.place, language) if mine else "",
        to_be_ready=bool(mine and mine.remote and mine.place <= READY_WITHIN),
        then=behind[0].id if behind else "",
        speech=speech,
    )


def members_of(meeting: Meeting, person: PersonId | None, language: str) -> tuple[tuple[str, str], ...]:
    """The members that somebody stands for in this meeting, and what they are called."""
    if person is None or meeting.roster is None:
        return ()
    own = (seat for seat in meeting.roster.seats if person in {seat.delegate, seat.substitute})
    return tuple((seat.id, seat.name.read(language)[0]) for seat in own)


def _is_own(one: RequestView, actor: Actor, members: tuple[str, ...]) -> bool:
    return bool(one.speaker.member in members or (actor.person and one.speaker.person == actor.person))


def _state(floor: FloorView | None, mine: RequestView | None, speech: SpeechView | None) -> str:
    if floor is None:
        return "none"
    if speech:
        return "speaking"
    if mine:
        return "next" if mine.place == 1 else "waiting"
    return "ask" if floor.state in {"open", "closing"} else "closed"


def _comes_from_afar(meeting: Meeting, person: PersonId | None) -> bool:
    """From where they asked last; before that, as the meeting is held."""
    asked = [
        request
        for heard in meeting.floor.lists.values()
        for request in (*heard.waiting, *(speech.request for speech in heard.speeches))
        if person and request.speaker.person == person
    ]
    if asked:
        return max(asked, key=lambda one: one.number).attendance is Attendance.REMOTE
    return bool(meeting.convocation and meeting.convocation.format is Format.ONLINE)


def ordinal(place: int, language: str) -> str:
    """`4th`, as the language says it."""
    said = floor_words(language).ordinals
    form = Locale.parse(language).ordinal_form(place)
    return said.get(form, said["other"]).format(n=place)
