"""Handovers and departures of a rotation as lines of its set-up."""

from dataclasses import dataclass
from datetime import datetime

from models.presidency.departures import Departure, Override
from models.presidency.rotation import Rotation
from models.presidency.terms import TermId
from server.languages import clock, day_in_words, words_of
from server.organisation_pages.desk import Desk
from server.presidency.named_turns import Named
from server.rotation_pages.rotation_words import rotation_words


@dataclass(frozen=True)
class HandoverLine:
    """`to` whom the turn has passed, when and how; `undone` says why it is taken back, where it is."""

    id: str
    to: str
    when: str
    how: str
    undone: str


@dataclass(frozen=True)
class OverrideLine:
    id: str
    what: str
    who: str
    when: str
    reason: str


def handover_lines(desk: Desk, rotation: Rotation) -> tuple[HandoverLine, ...]:
    """The last one first."""
    own = rotation_words(desk.language)
    return tuple(
        HandoverLine(
            one.id,
            _holders(desk, rotation, one.term),
            _moment(one.at, desk.language),
            own.handovers[one.how],
            one.undone,
        )
        for one in sorted(rotation.handovers, key=lambda handover: handover.at, reverse=True)
    )


def override_lines(desk: Desk, rotation: Rotation) -> tuple[OverrideLine, ...]:
    own = rotation_words(desk.language)
    return tuple(
        OverrideLine(
            one.id,
            own.departures[one.departure],
            _who(desk, rotation, one),
            _span(one, desk.language),
            one.reason,
        )
        for one in rotation.overrides
    )


def _who(desk: Desk, rotation: Rotation, one: Override) -> str:
    say, named = words_of(desk.language).say, Named(desk.organisation, desk.language)
    match one.departure:
        case Departure.SWAPPED:
            first, second = (_holders(desk, rotation, term) for term in (one.term, one.other))
            return say("{first} with {second}").format(first=first, second=second)
        case Departure.CEDED:
            return named.office(one.office)
    return say("{office} in the place of {other}").format(
        office=named.office(one.office), other=named.office(one.instead_of)
    )


def _holders(desk: Desk, rotation: Rotation, term: TermId | None) -> str:
    plan = rotation.plan or rotation.draft
    found = plan.terms.get(term) if term else None
    return Named(desk.organisation, desk.language).offices(found.holders if found else ())


def _span(one: Override, language: str) -> str:
    say = words_of(language).say
    since, until = (_moment(at, language) if at else "" for at in (one.since, one.until))
    if since and until:
        return say("from {begins} to {ends}").format(begins=since, ends=until)
    if since:
        return say("from {begins} on").format(begins=since)
    return say("until {ends}").format(ends=until) if until else ""


def _moment(at: datetime, language: str) -> str:
    return f"{day_in_words(at, 'UTC', language)}, {clock(at, 'UTC')} UTC"
