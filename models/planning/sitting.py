"""Sittings and tracks: the stretches of a meeting, where and when they are planned, and who has a part in them.

Source: DOMAIN §1 and §2. Records carry offices and ids; a speaker's name stands in an erasable table under `person`.
"""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import NewType

from models.belonging.offices import IDENTITY, OfficeId
from models.procedure import PersonId
from models.text import Text

SittingId = NewType("SittingId", str)
TrackId = NewType("TrackId", str)


class LinkKind(StrEnum):
    STREAM = "stream"
    INTERPRETATION = "interpretation"


@dataclass(frozen=True)
class Link:
    """Where to watch or listen. `language` is a BCP 47 code, of any language ("zh", "tr"); empty: the floor's."""

    kind: LinkKind
    url: str
    language: str = ""


@dataclass(frozen=True)
class Contributor:
    """Who has a part in an item or a sitting: "keynote", "facilitator", "panellist".

    `holder` is the office or title that has it; `person` knows the name, where one was given.
    """

    part: str
    holder: str
    organisation: str = ""
    person: PersonId | None = None


@dataclass(frozen=True)
class Track:
    """What runs beside the plenary, with an agenda of its own: "Policy Councils"."""

    id: TrackId
    title: Text


@dataclass(frozen=True)
class Sitting:
    """A stretch of the meeting with its own chair, named by office ("Mayor of Kazan"), never by person.

    Where the organisation knows that office, `chair_office` is its id: whoever holds it on the day chairs.
    `starts` and `ends` are planned (UTC); where only the day is published, `day` is its date at the venue.
    `place` is a room ("Conference Room 3") or "online"; empty: the meeting's.
    """

    id: SittingId
    title: Text
    chair: str = ""
    track: TrackId | None = None
    place: str = ""
    day: date | None = None
    starts: datetime | None = None
    ends: datetime | None = None
    contributors: tuple[Contributor, ...] = ()
    links: tuple[Link, ...] = ()
    withdrawn: bool = False
    chair_office: OfficeId | None = field(default=None, metadata=IDENTITY)
