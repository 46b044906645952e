"""The organisation: one stream for what its meetings share. For now its calendar: which meetings there are.

Source: DESIGN §1 and §2.6: a new meeting is entered here and drafted in its own stream in one transaction.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import reduce

from models.procedure import Actor, Entry, Event, PersonId, StreamId

ORGANISATION = StreamId("organisation")


@dataclass(frozen=True)
class MeetingEntered(Event):
    """A meeting joined the calendar under this slug, its permanent place in every link."""

    meeting: StreamId
    slug: str


@dataclass(frozen=True)
class Organisation:
    """The calendar: which meeting stands under which slug."""

    meetings: Mapping[str, StreamId] = field(default_factory=dict)
    seq: int = 0
    at: datetime | None = None

    def after(self, entry: Entry) -> "Organisation":
        """What the organisation is once this has happened. Never refuses."""
        meetings = self.meetings
        match entry.event:
            case MeetingEntered(meeting, slug):
                meetings = {**meetings, slug: meeting}
        return replace(self, meetings=meetings, seq=entry.seq, at=entry.at)

    def actor(self, person: PersonId | None) -> Actor:
        """Nobody has a role in the organisation yet: its secretariat works at the console."""
        return Actor(person)


def replay(entries: Iterable[Entry]) -> Organisation:
    """The organisation its entries tell of, from nothing."""
    return reduce(Organisation.after, entries, Organisation())
