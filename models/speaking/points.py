"""Points of order: raised → ruled in words → appealed → upheld or overruled.

Source: DOMAIN §2 and §7 (points of order missing from the log). A point is raised by its request; what becomes of
that request and of the speech it interrupts is the list's.
"""

from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum

from models.belonging.membership import MemberId
from models.belonging.offices import IDENTITY
from models.planning.item import ItemId
from models.procedure import Entry, Event
from models.speaking.request import (
    Request,
    RequestEdited,
    RequestId,
    RequestKind,
    RequestMade,
    RequestWithdrawn,
)
from models.speaking.show_of_hands import ShowOfHands
from models.text import Text


class PointState(StrEnum):
    RAISED = "raised"
    RULED = "ruled"
    APPEALED = "appealed"
    UPHELD = "upheld"
    OVERRULED = "overruled"
    NOT_RULED = "not_ruled"
    NOT_VOTED = "not_voted"


@dataclass(frozen=True)
class PointRuledOn(Event):
    """The chair has ruled, in words: the point is granted, or it is not."""

    item: ItemId
    request: RequestId
    granted: bool
    text: Text


@dataclass(frozen=True)
class RulingAppealed(Event):
    """Somebody asks the meeting itself; for this member, where that is known."""

    item: ItemId
    request: RequestId
    member: MemberId | None


@dataclass(frozen=True)
class AppealWithdrawn(Event):
    """The ruling stands as if nobody had appealed."""

    item: ItemId
    request: RequestId


@dataclass(frozen=True)
class AppealDecided(Event):
    """The meeting has voted on the ruling: `in_favour` of it, or against; `upheld` is what followed."""

    item: ItemId
    request: RequestId
    votes: ShowOfHands
    upheld: bool


@dataclass(frozen=True)
class PointLeft(Event):
    """Its item was left, or the meeting closed, before anybody had ruled on it, or voted on the ruling."""

    item: ItemId
    request: RequestId


@dataclass(frozen=True)
class Ruling:
    """What the chair has ruled, and when (UTC)."""

    granted: bool
    text: Text
    at: datetime


@dataclass(frozen=True)
class Appeal:
    """Since when the ruling is appealed (UTC), for which member, and how the meeting voted; None: not yet."""

    at: datetime
    member: MemberId | None = field(default=None, metadata=IDENTITY)
    votes: ShowOfHands | None = None
    upheld: bool | None = None


@dataclass(frozen=True)
class PointOfOrder:
    """One point of order, kept whatever becomes of its request; its id is the request's.

    `left`: its item was left before it was settled. Without a vote the ruling stands.
    """

    request: Request
    ruling: Ruling | None = None
    appeal: Appeal | None = None
    left: bool = False

    @property
    def id(self) -> RequestId:
        return self.request.id

    @property
    def state(self) -> PointState:
        if self.ruling is None:
            return PointState.NOT_RULED if self.left else PointState.RAISED
        if self.appeal is None:
            return PointState.RULED
        if self.appeal.upheld is None:
            return PointState.NOT_VOTED if self.left else PointState.APPEALED
        return PointState.UPHELD if self.appeal.upheld else PointState.OVERRULED

    @property
    def settled(self) -> bool:
        """Whether nobody waits for the chair or for the meeting's vote."""
        return self.state not in {PointState.RAISED, PointState.APPEALED}

    @property
    def granted(self) -> bool | None:
        """What holds in the end: a ruling that was overruled means its contrary. None: there is no ruling yet."""
        if self.ruling is None:
            return None
        return self.ruling.granted is not (self.state is PointState.OVERRULED)


Points = tuple[PointOfOrder, ...]
"""The points of order of one item, in the order they were raised."""


def points_after(points: Points, entry: Entry) -> Points:
    """The points of order once this has happened to their item."""
    match entry.event:
        case RequestMade(_, Request(kind=RequestKind.POINT_OF_ORDER) as request):
            return (*points, PointOfOrder(replace(request, number=entry.seq, asked=entry.at)))
        case RequestWithdrawn(_, gone):
            return tuple(p for p in points if p.id != gone or p.ruling)
        case RequestEdited(_, known, attendance, language, subject):
            return tuple(
                replace(
                    p, request=replace(p.request, attendance=attendance, language=language, subject=subject)
                )
                if p.id == known
                else p
                for p in points
            )
        case PointRuledOn() | RulingAppealed() | AppealWithdrawn() | AppealDecided() | PointLeft() as event:
            return tuple(_settled(p, event, entry.at) if p.id == event.request else p for p in points)
    return points


def _settled(point: PointOfOrder, event: Event, at: datetime) -> PointOfOrder:
    match event:
        case PointRuledOn(_, _, granted, text):
            return replace(point, ruling=Ruling(granted, text, at), left=False)
        case PointLeft():
            return replace(point, left=True)
        case RulingAppealed(_, _, member):
            return replace(point, appeal=Appeal(at, member))
        case AppealWithdrawn():
            return replace(point, appeal=None)
        case AppealDecided(_, _, votes, upheld):
            return replace(point, appeal=replace(point.appeal or Appeal(at), votes=votes, upheld=upheld))
    return point
