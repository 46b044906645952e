"""One meeting: draft → convened → open ⇄ suspended(until) → closed, its agenda, and who is what in it.

Source: DOMAIN §2. `replay(entries)` gives the same meeting for ever (DESIGN §5.4: meaning is older than permission).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from functools import reduce

from models.agenda import Agenda
from models.procedure import Actor, Entry, Event, PersonId
from models.roles import Role
from models.text import Text


class MeetingState(StrEnum):
    DRAFT = "draft"
    CONVENED = "convened"
    OPEN = "open"
    SUSPENDED = "suspended"
    ADJOURNED = "adjourned"
    CLOSED = "closed"


class Format(StrEnum):
    IN_PERSON = "in_person"
    HYBRID = "hybrid"
    ONLINE = "online"


@dataclass(frozen=True)
class Convocation:
    """What a meeting is called to: its name, body, venue and that venue's own time zone (IANA name)."""

    slug: str
    title: Text
    body: Text
    place: str
    zone: str
    format: Format = Format.HYBRID
    public: bool = True
    moved_from: datetime | None = None
    """Of a demonstration: when the Opening really was (UTC), before its times were moved."""


@dataclass(frozen=True)
class MeetingDrafted(Event):
    convocation: Convocation


@dataclass(frozen=True)
class MeetingConvened(Event):
    pass


@dataclass(frozen=True)
class MeetingOpened(Event):
    pass


@dataclass(frozen=True)
class MeetingSuspended(Event):
    until: datetime | None
    reason: str


@dataclass(frozen=True)
class MeetingResumed(Event):
    pass


@dataclass(frozen=True)
class MeetingClosed(Event):
    pass


@dataclass(frozen=True)
class MeetingReopened(Event):
    """Closed by mistake: the meeting is open again, and the record says so."""


@dataclass(frozen=True)
class RoleGranted(Event):
    person: PersonId
    role: Role


@dataclass(frozen=True)
class RoleWithdrawn(Event):
    person: PersonId
    role: Role


@dataclass(frozen=True)
class Suspension:
    """Since when the meeting stands still, until when (UTC; None: nobody said), and why."""

    since: datetime
    until: datetime | None
    reason: str


@dataclass(frozen=True)
class Meeting:
    """A meeting as its record tells it. `seq` and `at` are those of the last entry."""

    convocation: Convocation | None = None
    state: MeetingState = MeetingState.DRAFT
    suspension: Suspension | None = None
    agenda: Agenda = Agenda()
    roles: Mapping[PersonId, frozenset[Role]] = field(default_factory=dict)
    seq: int = 0
    at: datetime | None = None

    def after(self, entry: Entry) -> "Meeting":
        """What the meeting is once this has happened. Never refuses."""
        return replace(self._meaning(entry), seq=entry.seq, at=entry.at)

    def actor(self, person: PersonId | None) -> Actor:
        """Who this person is here: the roles they have at this moment."""
        return Actor(person, self.roles.get(person, frozenset()) if person else frozenset())

    def _meaning(self, entry: Entry) -> "Meeting":
        match entry.event:
            case MeetingDrafted(convocation):
                return replace(self, convocation=convocation)
            case MeetingConvened():
                return replace(self, state=MeetingState.CONVENED)
            case MeetingOpened() | MeetingReopened():
                return replace(self, state=MeetingState.OPEN)
            case MeetingSuspended(until, reason):
                pause = Suspension(entry.at, until, reason)
                return replace(self, state=MeetingState.SUSPENDED, suspension=pause)
            case MeetingResumed():
                return replace(self._resumed(entry.at), state=MeetingState.OPEN)
            case MeetingClosed():
                return replace(self._resumed(entry.at), state=MeetingState.CLOSED)
            case RoleGranted(person, role):
                return self._with_roles(person, self.roles.get(person, frozenset()) | {role})
            case RoleWithdrawn(person, role):
                return self._with_roles(person, self.roles.get(person, frozenset()) - {role})
        return replace(self, agenda=self.agenda.after(entry))

    def _resumed(self, at: datetime) -> "Meeting":
        if self.suspension is None:
            return self
        return replace(self, suspension=None, agenda=self.agenda.paused(self.suspension.since, at))

    def _with_roles(self, person: PersonId, roles: frozenset[Role]) -> "Meeting":
        return replace(self, roles={**self.roles, person: roles})


def replay(entries: Iterable[Entry]) -> Meeting:
    """The meeting its entries tell of, from nothing."""
    return reduce(Meeting.after, entries, Meeting())
