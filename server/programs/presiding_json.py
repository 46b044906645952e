"""Who chairs a meeting now, as programs read it: ids and titles of offices, no names of people."""

from collections.abc import Iterable
from typing import Any

from models import wire
from models.meeting import Meeting
from models.planning.agenda import Agenda
from models.presidency.presided import NextTerm, Presided
from models.text import Text


def presiding_json(meeting: Meeting, agenda: Agenda, language: str) -> dict[str, Any]:
    """Who chairs this agenda and on what that rests; whose turn it is by which rotation, and whose comes next."""
    chairing = meeting.chairing(agenda)[0]
    turn, beside = (meeting.roster.presided, meeting.roster.beside) if meeting.roster else (None, None)
    return {
        "by": chairing.by.value,
        "offices": _titles(chairing.offices, language),
        **_turn(turn, language),
        "beside": _turn(beside, language) if beside else None,
    }


def _turn(turn: Presided | None, language: str) -> dict[str, Any]:
    return {
        "rotation": turn.rotation if turn else None,
        "term": turn.term if turn else None,
        "since": wire.to_wire(turn.since) if turn else None,
        "handover": turn.handover if turn else None,
        "next": _next(turn.next, language) if turn and turn.next else None,
    }


def _next(term: NextTerm, language: str) -> dict[str, Any]:
    offices = _titles(term.offices, language)
    return {"term": term.term, "offices": offices, "at": wire.to_wire(term.at), "due": term.due}


def _titles(offices: Iterable[Text], language: str) -> list[str]:
    return [office.read(language)[0] for office in offices]
