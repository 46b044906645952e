"""Who chairs now and why, as the pages of a meeting say it; and what may be handed over there."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from models.belonging.roles import Role
from models.meeting import Meeting, MeetingState
from models.planning.agenda import Agenda
from models.presidency.chairing import ChairedBy, Chairing
from models.presidency.presided import Presided, named
from models.text import Text
from server import languages
from server.languages import words_of
from server.meeting_pages.moments import Moment, moment_of
from server.words import Words


@dataclass(frozen=True)
class HandoverView:
    """The term to which the presidency may be handed over here; `outgoing` is whoever presides until then.

    The same in both: they stay, and the next term begins. `incoming` is empty where the plan has a gap, or ends.
    """

    rotation: str
    term: str
    seen: str
    incoming: str
    outgoing: str


@dataclass(frozen=True)
class PassedView:
    """How the presidency has passed on last; `day` is empty where that was today."""

    words: str
    at: Moment
    day: str


@dataclass(frozen=True)
class PresidingView:
    """`by` is on what it rests, `offices` who it is, `words` the sentence, `why` what else there is to say of it.

    `undoes` is the handover that may be taken back here, `rotation` that in which it stands; empty: none.
    """

    by: str
    offices: str
    words: str
    why: str
    passed: PassedView | None
    hand_over: HandoverView | None
    rotation: str
    undoes: str


def presiding_view(meeting: Meeting, agenda: Agenda, language: str, now: datetime) -> PresidingView | None:
    """None where nothing says who presides over the meeting's body: then whoever was made chair chairs."""
    roster = meeting.roster
    chairing = meeting.chairing(agenda)[0]
    turn = roster.presided if roster else None
    if turn is None and chairing.by in {ChairedBy.NOBODY, ChairedBy.POST}:
        return None
    zone = meeting.convocation.zone if meeting.convocation else "UTC"
    words = words_of(language)
    offices = named(chairing.offices).read(language)[0]
    begun = meeting.state in {MeetingState.OPEN, MeetingState.SUSPENDED}
    both = [one for one in (turn, roster.beside if roster else None) if one] if begun else []
    handed = meeting.passed.rotation if meeting.passed else None
    undone = next((one for one in both if one.rotation == handed and one.handover), None)
    return PresidingView(
        chairing.by.value,
        offices,
        _sentence(meeting, chairing, offices, words),
        _why(chairing, turn, words, language, zone),
        _passed(meeting, words, language, zone, now),
        next(filter(None, (_handover(one, language) for one in both)), None),
        undone.rotation if undone else "",
        undone.handover or "" if undone else "",
    )


def _sentence(meeting: Meeting, chairing: Chairing, offices: str, words: Words) -> str:
    if chairing.by is ChairedBy.NOBODY:
        by_hand = any(Role.CHAIR in held for held in meeting.roles.values())
        return (
            words.say("Nobody presides.") if by_hand else words.say("Nobody presides: the secretariat acts.")
        )
    if not offices:
        return words.say("The President presides.")
    return words.say("Presiding: {offices}").format(offices=offices)


def _why(chairing: Chairing, turn: Presided | None, words: Words, language: str, zone: str) -> str:
    match chairing.by:
        case ChairedBy.ITEM:
            return words.say("the chair is ceded for this item")
        case ChairedBy.SITTING:
            return words.say("chair of this sitting")
        case ChairedBy.PRESIDENT if turn:
            return words.say("as President: the presidency is nobody's turn")
        case ChairedBy.PRESIDENT:
            return words.say("as President")
        case ChairedBy.POST:
            return words.say("as chair of the body")
        case ChairedBy.TERM if turn:
            name = turn.name.read(language)[0]
            if turn.since is None:
                return name
            day = languages.day_in_words(turn.since, zone, language)
            return words.say("{rotation}, since {day}").format(rotation=name, day=day)
    return ""


def _passed(meeting: Meeting, words: Words, language: str, zone: str, now: datetime) -> PassedView | None:
    passed = meeting.passed
    if passed is None:
        return None
    outgoing, incoming = (_read(offices, language) for offices in (passed.outgoing, passed.incoming))
    if outgoing == incoming:
        said = words.say("The presidency stays with {incoming}; the next term begins.")
    elif outgoing and incoming:
        said = words.say("The presidency has passed from {outgoing} to {incoming}.")
    elif incoming:
        said = words.say("The presidency has passed to {incoming}.")
    else:
        said = words.say("The presidency of {outgoing} is over: nobody has it now.")
    then, today = (languages.day_in_words(at, zone, language) for at in (passed.at, now))
    sentence = said.format(outgoing=outgoing, incoming=incoming)
    return PassedView(sentence, moment_of(passed.at, zone), then if then != today else "")


def _handover(turn: Presided, language: str) -> HandoverView | None:
    if turn.next is None or not turn.next.due or not (turn.offices or turn.next.offices):
        return None
    incoming, outgoing = _read(turn.next.offices, language), _read(turn.offices, language)
    return HandoverView(turn.rotation, turn.next.term or "", turn.term or "", incoming, outgoing)


def _read(offices: Iterable[Text], language: str) -> str:
    return named(offices).read(language)[0]
