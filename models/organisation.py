"""The organisation: one stream for what its bodies and meetings share: which there are, its offices, its secretariat.

Source: DESIGN §1 and §2.6: a new meeting or body is entered here and begun in its own stream in one transaction.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import reduce
from hashlib import sha256

from models.belonging.granting import Granted, RoleGranted, RoleWithdrawn, actor_of, granted_after
from models.belonging.offices import Offices
from models.body import BodyId
from models.presidency.milestones import Milestones, milestones_after
from models.procedure import Actor, Entry, Event, PersonId, StreamId

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
ORGANISATION = StreamId("organisation")


@dataclass(frozen=True)
class MeetingEntered(Event):
    """A meeting joined the calendar under this slug, its permanent place in every link."""

    meeting: StreamId
    slug: str


@dataclass(frozen=True)
class BodyEntered(Event):
    """A body joined the organisation under this id, its permanent place in every link."""

    body: BodyId


@dataclass(frozen=True)
class Organisation:
    """Its meetings by slug, its bodies, its offices and their holders, its milestones, and its own secretariat."""

    meetings: Mapping[str, StreamId] = field(default_factory=dict)
    bodies: tuple[BodyId, ...] = ()
    offices: Offices = Offices()
    milestones: Milestones = field(default_factory=dict)
    roles: Granted = field(default_factory=dict)
    seq: int = 0
    at: datetime | None = None

    def after(self, entry: Entry) -> "Organisation":
        """What the organisation is once this has happened. Never refuses."""
        return replace(self._meaning(entry.event), seq=entry.seq, at=entry.at)

    def _meaning(self, event: Event) -> "Organisation":
        match event:
            case MeetingEntered(meeting, slug):
                return replace(self, meetings={**self.meetings, slug: meeting})
            case BodyEntered(body):
                return replace(self, bodies=(*self.bodies, body))
            case RoleGranted() | RoleWithdrawn() as grant:
                return replace(self, roles=granted_after(self.roles, grant))
        milestones = milestones_after(self.milestones, event)
        return replace(self, offices=self.offices.after(event), milestones=milestones)

    def meeting_of(self, code: str) -> str | None:
        """The slug of the meeting with this short code, as somebody has typed it; None if there is none."""
        wanted = code.strip().upper().replace("O", "0").replace("I", "1").replace("L", "1")
        return next((slug for slug in self.meetings if code_of(slug) == wanted), None)

    def actor(self, person: PersonId | None) -> Actor:
        """Who this person is in the organisation: its secretariat keeps offices, bodies and people."""
        return actor_of(self.roles, person)


def code_of(slug: str) -> str:
    """The short code of a meeting, to be read off a wall and typed: six characters, none like another.

    Thirty bits of the slug's digest in Crockford's base 32 (no I, L, O, U), so it needs no table and never changes.
    """
    number = int.from_bytes(sha256(slug.encode()).digest()[:4]) >> 2
    return "".join(ALPHABET[number >> shift & 31] for shift in range(25, -1, -5))


def replay(entries: Iterable[Entry]) -> Organisation:
    """The organisation its entries tell of, from nothing."""
    return reduce(Organisation.after, entries, Organisation())
