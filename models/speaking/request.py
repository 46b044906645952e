"""A request for the floor: who asks, for what, from where; and what becomes of it while it waits.

Source: DOMAIN §2 (queue entry) and §4. Entries carry ids and office titles, never a natural person's name.
"""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from functools import cached_property
from typing import NewType

from models.belonging.membership import MemberId
from models.belonging.offices import IDENTITY
from models.belonging.roles import Role
from models.planning.item import ItemId
from models.planning.sitting import Contributor
from models.procedure import Event, PersonId, bounded
from models.speaking.attendance import Attendance
from models.text import Text

RequestId = NewType("RequestId", str)


class RequestKind(StrEnum):
    """What the floor is asked for, in order of precedence; a right of reply comes at the end of the list."""

    POINT_OF_ORDER = "point_of_order"
    QUESTION = "question"
    REPLY = "reply"
    STATEMENT = "statement"
    RIGHT_OF_REPLY = "right_of_reply"


INTERRUPTING = frozenset({RequestKind.POINT_OF_ORDER, RequestKind.QUESTION, RequestKind.REPLY})
"""Kinds that pause the speech on the floor and give it back; all others end it."""

ABOUT_A_SPEECH = frozenset({RequestKind.QUESTION, RequestKind.REPLY})
"""Kinds that are about the speech on the floor, and fall away with it."""


class Gender(StrEnum):
    """As somebody says it of themselves; nobody has to."""

    WOMAN = "woman"
    MAN = "man"
    OTHER = "other"


@dataclass(frozen=True)
class Speaker:
    """Who speaks, as the meeting knew them when they asked: in which office, for which member, of which section.

    Without a `person` it is somebody in the room who was entered by office or organisation alone.
    """

    person: PersonId | None = field(default=None, metadata=IDENTITY)
    member: MemberId | None = field(default=None, metadata=IDENTITY)
    office: Text = Text()
    organisation: Text = Text()
    section: Text = Text()
    role: Role | None = None
    gender: Gender | None = None

    @cached_property
    def identity(self) -> tuple[str, ...]:
        """What is the same of one who speaks twice: the member, else the person, else office and organisation."""
        if self.member:
            return ("member", self.member)
        if self.person:
            return ("person", self.person)
        texts = (self.office, self.organisation)
        return ("named", *(words for text in texts for words in (text.en, text.fr, text.es)))

    def same(self, other: "Speaker") -> bool:
        """Whether both speak for one member; without members, whether they are one person."""
        return self.identity == other.identity


@dataclass(frozen=True)
class Request:
    """One request. `about` is the speech that a question or reply is about, or that a right of reply answers.

    `number` is its place in order of arrival, `asked` when it came (UTC). `contributor` is set where the agenda has
    planned it. `behind` are those that stood ahead of it, in order, when it was last moved by hand; None: the order
    policies alone say its place. `moved` is the number of the entry that put it there, `by_chair` whether the chair
    or the desk did; `skipped` how often it was called and absent; `ready` whether somebody far away has tested their
    line. `lost` is after how many seconds without a line its place was given up; None: it was not.
    """

    id: RequestId = field(metadata=IDENTITY)
    kind: RequestKind
    speaker: Speaker
    attendance: Attendance = Attendance.IN_THE_ROOM
    language: str = field(default="", metadata=bounded(longest=35))
    subject: str = field(default="", metadata=bounded(longest=300))
    about: RequestId | None = field(default=None, metadata=IDENTITY)
    contributor: Contributor | None = None
    number: int = 0
    asked: datetime | None = None
    behind: tuple[RequestId, ...] | None = None
    moved: int = 0
    by_chair: bool = False
    skipped: int = 0
    ready: bool = False
    lost: int | None = None

    def asks_again(self, before: "Request") -> bool:
        """Whether it is made by whose place was given up in that one, for the same kind of speech."""
        return before.lost is not None and before.kind is self.kind and before.speaker.same(self.speaker)


@dataclass(frozen=True)
class RequestMade(Event):
    """Somebody waits for the floor at this item; `behind` is set where the desk has chosen the place."""

    item: ItemId
    request: Request


@dataclass(frozen=True)
class GenderTold(Event):
    """Whoever asks says so of themselves. It stands apart from the request, because others are not shown it."""

    item: ItemId
    request: RequestId
    gender: Gender


@dataclass(frozen=True)
class RequestEdited(Event):
    """What is asked for is this from here on; place, kind and speaker stay."""

    item: ItemId
    request: RequestId
    attendance: Attendance
    language: str
    subject: str


@dataclass(frozen=True)
class RequestWithdrawn(Event):
    item: ItemId
    request: RequestId


@dataclass(frozen=True)
class RequestMoved(Event):
    """A place given by hand: right behind the last of `behind` that still waits; at the head where none does."""

    item: ItemId
    request: RequestId
    behind: tuple[RequestId, ...]
    by_chair: bool


@dataclass(frozen=True)
class RequestsReordered(Event):
    """The whole list in an order given by hand."""

    item: ItemId
    order: tuple[RequestId, ...]


@dataclass(frozen=True)
class RequestSkipped(Event):
    """Called and absent: waits again, behind these; None: waits no more until brought back."""

    item: ItemId
    request: RequestId
    behind: tuple[RequestId, ...] | None


@dataclass(frozen=True)
class ReadinessTold(Event):
    """Whoever is about to speak from afar has tested their line, or takes that back."""

    item: ItemId
    request: RequestId
    ready: bool


@dataclass(frozen=True)
class PlaceGivenUp(Event):
    """Far away, and without a line for so many seconds, as long as the body keeps places: waits no more."""

    item: ItemId
    request: RequestId
    after: int
