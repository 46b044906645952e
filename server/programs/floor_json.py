"""The lists of speakers as programs read them: who has the floor, who waits where and why, who has spoken."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import Any

from models import wire
from models.audience import SEALED, Audience
from models.meeting import Meeting
from models.planning.agenda import Agenda
from models.planning.item import AgendaItem
from models.procedure import PersonId
from models.speaking.admission import admission
from models.speaking.order import order_at, policies_at
from models.speaking.place import told_to_others
from models.speaking.request import GenderTold, Request, Speaker
from models.speaking.speech import Speech
from models.speaking.waiting import waiting_at

Name = Callable[[PersonId | None], str]


def floor_json(
    meeting: Meeting, language: str, now: datetime, name: Name, audience: Audience
) -> list[dict[str, Any]]:
    """The list of each item that is under discussion, or at which anything has happened, in the agendas' order."""
    return [
        _list(meeting, agenda, item, language, now, name, audience) for agenda, item in _spoken_on(meeting)
    ]


def _spoken_on(meeting: Meeting) -> Iterator[tuple[Agenda, AgendaItem]]:
    for agenda in meeting.agendas:
        for item in agenda.items:
            if item.id in meeting.floor.lists or item.id == agenda.current:
                yield agenda, item


def _list(
    meeting: Meeting,
    agenda: Agenda,
    item: AgendaItem,
    language: str,
    now: datetime,
    name: Name,
    audience: Audience,
) -> dict[str, Any]:
    here = meeting.floor.at(item.id)
    places, policies = order_at(meeting, item.id), policies_at(meeting, item.id)
    open_to = audience not in SEALED[GenderTold]
    waits = waiting_at(meeting, item).waits(now)
    return {
        "item": item.id,
        "track": agenda.track.id if agenda.track else None,
        "admission": admission(here, now, current=agenda.current == item.id).value,
        "closes": wire.to_wire(here.closes),
        "inscription": {"opens": wire.to_wire(here.opens), "closes": wire.to_wire(here.until)},
        "policies": wire.to_wire(policies),
        "limits": wire.to_wire(here.limits),
        "on_floor": [speech.request.id for speech in here.unended],
        "places": [
            {
                "number": place.number,
                "reasons": wire.to_wire(
                    place.reasons if open_to else told_to_others(place.reasons, policies)
                ),
                "wait": waits.get(place.request.id),
                **_request(place.request, language, name),
            }
            for place in places
        ],
        "speeches": [_speech(speech, language, name) for speech in here.speeches],
        "skipped": [request.id for request in here.skipped],
    }


def _speech(speech: Speech, language: str, name: Name) -> dict[str, Any]:
    return {
        **_request(speech.request, language, name),
        "state": speech.state.value,
        "began": wire.to_wire(speech.began),
        "spoken_ms": speech.spoken // timedelta(milliseconds=1),
        "since": wire.to_wire(speech.since),
        "limit": speech.limit,
        "ended": wire.to_wire(speech.ended),
    }


def _request(request: Request, language: str, name: Name) -> dict[str, Any]:
    return {
        "id": request.id,
        "kind": request.kind.value,
        "speaker": _speaker(request.speaker, language, name),
        "attendance": request.attendance.value,
        "language": request.language,
        "subject": request.subject,
        "about": request.about,
        "planned": request.contributor is not None,
        "asked": wire.to_wire(request.asked),
        "ready": request.ready,
    }


def _speaker(speaker: Speaker, language: str, name: Name) -> dict[str, Any]:
    return {
        "person": speaker.person,
        "name": name(speaker.person),
        "member": speaker.member,
        "office": speaker.office.read(language)[0],
        "organisation": speaker.organisation.read(language)[0],
        "section": speaker.section.read(language)[0],
        "role": speaker.role.value if speaker.role else None,
    }
