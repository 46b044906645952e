"""What a meeting is called to: its title, whose it is, where, in which zone, and in which format.

Source: DOMAIN §2.
"""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from models.belonging.offices import IDENTITY
from models.body import BodyId
from models.planning.sitting import Link
from models.text import Text


class Format(StrEnum):
    IN_PERSON = "in_person"
    HYBRID = "hybrid"
    ONLINE = "online"


@dataclass(frozen=True)
class Convocation:
    """What a meeting is called to: its name, body, venue and that venue's own time zone (IANA name).

    `body` is whose meeting it is in words, `of` the body whose roster it takes, where that is known here.
    """

    slug: str
    title: Text
    body: Text
    place: str
    zone: str
    format: Format = Format.HYBRID
    public: bool = True
    moved_from: datetime | None = None
    """Of a demonstration: when the Opening really was (UTC), before its times were moved."""
    theme: Text = Text()
    links: tuple[Link, ...] = ()
    of: BodyId | None = field(default=None, metadata=IDENTITY)
