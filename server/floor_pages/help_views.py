"""Calls for help: all of them as the help desk sees them, and somebody's own as their menu does."""

from dataclasses import dataclass
from typing import Any

from models.meeting import Meeting
from models.procedure import Actor, PersonId
from models.speaking.help import HelpCall, HelpNeed, calls_of
from server.floor_pages.order_words import order_words
from server.languages import words_of
from server.meeting_pages.item_views import Name
from server.meeting_pages.moments import Moment, moment_of


@dataclass(frozen=True)
class CallView:
    """One call: who needs what since when, and who is on it (empty: nobody yet)."""

    id: str
    words: str
    who: str
    beside: str
    asked: Moment
    answered: bool
    by: str


@dataclass(frozen=True)
class NeedView:
    """One thing one may need help with; `state` is asked or answered while a call is not over."""

    name: str
    words: str
    state: str
    call: str


def help_view(meeting: Meeting, language: str, name: Name) -> tuple[CallView, ...]:
    """The calls that are not over: those that nobody is on yet first, then in the order they came."""
    waiting = sorted(meeting.help, key=lambda call: call.answered is not None)
    return tuple(_view(meeting, call, language, name) for call in waiting)


def needs_of(meeting: Meeting, actor: Actor, language: str) -> tuple[NeedView, ...]:
    """What this reader may ask help for, with how it stands; nothing for whoever has no role here."""
    if not actor.roles:
        return ()
    own = {call["need"]: call for call in own_calls(meeting, actor.person)}
    words = order_words(language).needs
    return tuple(
        NeedView(need.value, words[need], own.get(need, {}).get("state", ""), own.get(need, {}).get("id", ""))
        for need in HelpNeed
    )


def own_calls(meeting: Meeting, person: PersonId | None) -> list[dict[str, Any]]:
    """Somebody's own calls, for themselves alone: id, need, and whether somebody is on it."""
    return [
        {"id": call.id, "need": call.need.value, "state": "answered" if call.answered else "asked"}
        for call in calls_of(meeting.help, person)
    ]


def _view(meeting: Meeting, call: HelpCall, language: str, name: Name) -> CallView:
    zone = meeting.convocation.zone if meeting.convocation else "UTC"
    words = words_of(language)
    seats = meeting.roster.seats if meeting.roster and call.person else ()
    members = [
        seat.name.read(language)[0] for seat in seats if call.person in {seat.delegate, seat.substitute}
    ]
    roles = [words.roles[role] for role in sorted(meeting.actor(call.person).roles)]
    return CallView(
        call.id,
        order_words(language).needs[call.need],
        name(call.person) or words.say("Somebody"),
        " · ".join((*members, *roles)),
        moment_of(call.asked, zone),
        call.answered is not None,
        name(call.by),
    )
