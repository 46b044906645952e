"""A reader's own part in the floor: whether they may ask, where they wait, that they speak. Never in a panel.

`web/static/js/asking.js` says the same of each change of the page.
"""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from babel import Locale

from models.convocation import Format
from models.meeting import Meeting
from models.planning.item import ItemId
from models.procedure import Actor, PersonId
from models.rules.asking import AskForFloor
from models.rules.permission import can
from models.speaking.attendance import PRESENT, Attendance
from models.speaking.order import order_at
from models.speaking.own_requests import own_requests
from models.speaking.request import RequestId, RequestKind
from models.speaking.waiting import waiting_at
from server.floor_pages.floor_views import EXACT, QUARTER, FloorView
from server.floor_pages.floor_words import floor_words
from server.floor_pages.moving_views import Moving, moving_of
from server.floor_pages.request_views import RequestView, SpeechView

MINUTE = 60
READY_WITHIN = 3
"""Whoever speaks from afar is asked to be ready once they are among so many."""


@dataclass(frozen=True)
class Asking:
    """`state`: none, ask, closed, waiting, next, point, speaking, lost. `request` is the reader's, before `then`.

    `comes` is from where they ask, as far as that is known: in_the_room, remote, or empty; where the meeting is
    `hybrid` they may say so with the same press.

    `lost` is theirs whose place was given up, `again` what asks the same once more, as JSON.

    `wait` are the minutes until then, about; 0: nobody knows. `requests` are the reader's, as JSON.
    `members` are those the reader stands for, with their names.
    """

    may: bool
    state: str
    person: str
    members: tuple[tuple[str, str], ...]
    hybrid: bool
    comes: str
    request: RequestView | None
    place_words: str
    wait: int
    requests: str
    to_be_ready: bool
    then: str
    lost: RequestView | None
    again: str
    speech: SpeechView | None
    moving: Moving = Moving()


def asking_of(
    meeting: Meeting, floor: FloorView | None, actor: Actor, language: str, now: datetime
) -> Asking:
    """What this reader is shown of their own part, at this moment (UTC)."""
    seats = members_of(meeting, actor.person, language)
    members = tuple(member for member, _ in seats)
    mine = _mine(meeting, floor, actor) if floor else None
    speech = (
        floor.speech if floor and floor.speech and _is_own(floor.speech.request, actor, members) else None
    )
    lost = (
        next((one for one in floor.skipped if one.lost and _is_own(one, actor, members)), None)
        if floor
        else None
    )
    behind = floor.waiting[mine.place : mine.place + 1] if floor and mine else ()
    may = can(actor, AskForFloor)
    return Asking(
        may=may,
        state=_state(floor, mine, speech, lost) if may else "none",
        person=actor.person or "",
        members=seats,
        hybrid=_format(meeting) is Format.HYBRID,
        comes=_comes(meeting, actor.person, mine),
        request=mine,
        place_words=ordinal(mine.place, language) if mine else "",
        wait=about_minutes(_wait(meeting, floor, mine, now)) if floor and floor.current and mine else 0,
        requests=json.dumps(requests_of(meeting, actor.person)),
        to_be_ready=bool(floor and floor.current and mine and mine.remote and mine.place <= READY_WITHIN),
        then=behind[0].id if behind else "",
        lost=lost,
        again=_again(lost) if lost else "",
        speech=speech,
        moving=moving_of(meeting, floor.item if floor and floor.current else "", actor, language),
    )


def _mine(meeting: Meeting, floor: FloorView, actor: Actor) -> RequestView | None:
    """The first of this reader's requests at what is now."""
    own = {one.request.id for one in own_requests(meeting, actor.person) if one.item == floor.item}
    places = order_at(meeting, ItemId(floor.item)) if own else ()
    return next((floor.waiting[place.number - 1] for place in places if place.request.id in own), None)


def _wait(meeting: Meeting, floor: FloorView, mine: RequestView, now: datetime) -> int:
    """The seconds until this one's turn, as far as they are known."""
    agenda = meeting.agenda_of(ItemId(floor.item))
    item = agenda.find(ItemId(floor.item)) if agenda else None
    waits = waiting_at(meeting, item).waits(now) if item else {}
    return waits.get(RequestId(mine.id)) or 0


def requests_of(meeting: Meeting, person: PersonId | None) -> list[dict[str, Any]]:
    """Somebody's own requests as their browser is told of them; where these stand, the list says."""
    return [
        {
            "id": request.id,
            "item": item,
            "kind": request.kind.value,
            "attendance": request.attendance.value,
            "language": request.language,
            "subject": request.subject,
            "ready": request.ready,
        }
        for item, request in own_requests(meeting, person)
    ]


def about_minutes(seconds: int) -> int:
    """A wait in minutes, no more exactly than it is known: of hours, to the quarter. `asking.js` says the same."""
    minutes = round(seconds / MINUTE)
    return minutes if minutes < EXACT else round(minutes / QUARTER) * QUARTER


def members_of(meeting: Meeting, person: PersonId | None, language: str) -> tuple[tuple[str, str], ...]:
    """The members that somebody stands for in this meeting, and what they are called."""
    if person is None or meeting.roster is None:
        return ()
    own = (seat for seat in meeting.roster.seats if person in {seat.delegate, seat.substitute})
    return tuple((seat.id, seat.name.read(language)[0]) for seat in own)


def _is_own(one: RequestView, actor: Actor, members: tuple[str, ...]) -> bool:
    return bool(one.speaker.member in members or (actor.person and one.speaker.person == actor.person))


def _again(lost: RequestView) -> str:
    """What asks for the same once more, in the fields of `ask_for_floor`."""
    said = {
        "kind": lost.kind,
        "attendance": Attendance.REMOTE,
        "language": lost.language,
        "subject": lost.subject,
    }
    return json.dumps({**said, "member": lost.speaker.member or None}, ensure_ascii=False)


def _state(
    floor: FloorView | None, mine: RequestView | None, speech: SpeechView | None, lost: RequestView | None
) -> str:
    if floor is None:
        return "none"
    if speech:
        return "speaking"
    if mine and mine.kind == RequestKind.POINT_OF_ORDER:
        return "point"
    if mine:
        return "next" if mine.place == 1 and floor.current else "waiting"
    if lost:
        return "lost"
    return "ask" if floor.state in {"open", "closing"} else "closed"


def _format(meeting: Meeting) -> Format | None:
    return meeting.convocation.format if meeting.convocation else None


def _comes(meeting: Meeting, person: PersonId | None, mine: RequestView | None) -> str:
    """From where this request is, else from where they asked last; before that, as the meeting is held."""
    if mine:
        return (Attendance.REMOTE if mine.remote else Attendance.IN_THE_ROOM).value
    asked = [
        request
        for heard in meeting.floor.lists.values()
        for request in (*heard.waiting, *(speech.request for speech in heard.speeches))
        if person and request.speaker.person == person and request.attendance in PRESENT
    ]
    if asked:
        return max(asked, key=lambda one: one.number).attendance.value
    presumed = {Format.ONLINE: Attendance.REMOTE, Format.IN_PERSON: Attendance.IN_THE_ROOM}
    held = _format(meeting)
    return presumed[held].value if held in presumed else ""


def ordinal(place: int, language: str) -> str:
    """`4th`, as the language says it."""
    said = floor_words(language).ordinals
    form = Locale.parse(language).ordinal_form(place)
    return said.get(form, said["other"]).format(n=place)
