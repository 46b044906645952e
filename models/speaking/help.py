"""Calls for help: somebody who takes part cannot hear, speak, connect or vote; the help desk sees it and is on it.

Source: issue "The floor". A call says what is missing and nothing else: whoever is on it asks the rest.
"""

from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from typing import NewType

from models.belonging.offices import IDENTITY
from models.procedure import Entry, Event, PersonId

CallId = NewType("CallId", str)


class HelpNeed(StrEnum):
    """What somebody needs help with."""

    SOUND = "sound"
    INTERPRETATION = "interpretation"
    CONNECTION = "connection"
    VOTING = "voting"
    OTHER = "other"


@dataclass(frozen=True)
class HelpAsked(Event):
    """Whoever has submitted this needs help."""

    call: CallId
    need: HelpNeed


@dataclass(frozen=True)
class HelpAnswered(Event):
    """Somebody is on it: whoever has submitted this."""

    call: CallId


@dataclass(frozen=True)
class HelpEnded(Event):
    """It works again, or is no longer needed."""

    call: CallId


@dataclass(frozen=True)
class HelpCall:
    """A call that is not over. `person` has asked; `by` is on it since `answered` (UTC), None: nobody yet."""

    id: CallId = field(metadata=IDENTITY)
    need: HelpNeed
    person: PersonId | None
    asked: datetime
    answered: datetime | None = None
    by: PersonId | None = None


HelpCalls = tuple[HelpCall, ...]
"""The calls that are not over, in the order they came."""


def help_after(calls: HelpCalls, entry: Entry) -> HelpCalls:
    """Who still needs help once this has happened."""
    match entry.event:
        case HelpAsked(new, need):
            return (*calls, HelpCall(new, need, entry.by, entry.at))
        case HelpAnswered(known):
            return tuple(
                replace(call, answered=entry.at, by=entry.by) if call.id == known else call for call in calls
            )
        case HelpEnded(gone):
            return tuple(call for call in calls if call.id != gone)
    return calls


def answered(before: HelpCalls, now: HelpCalls) -> frozenset[PersonId]:
    """Whose calls stand otherwise now than before."""
    return frozenset(call.person for call in {*before} ^ {*now} if call.person)


def calls_of(calls: HelpCalls, person: PersonId | None) -> HelpCalls:
    """The calls of one person."""
    return tuple(call for call in calls if call.person == person) if person else ()
