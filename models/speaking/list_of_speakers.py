"""The list of speakers of one item: who waits, who has the floor, who has spoken.

Source: DOMAIN §2. In which order they wait is said by `order.py`, from the policies and what was moved by hand.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from models.body import OrderPolicy
from models.planning.item import ItemId
from models.procedure import Entry, Event
from models.speaking.limits import Limits
from models.speaking.motions import Motions, motions_after
from models.speaking.points import PointLeft, PointRuledOn, Points, points_after
from models.speaking.request import (
    ABOUT_A_SPEECH,
    GenderTold,
    PlaceGivenUp,
    ReadinessTold,
    Request,
    RequestEdited,
    RequestId,
    RequestMade,
    RequestMoved,
    RequestSkipped,
    RequestsReordered,
    RequestWithdrawn,
)
from models.speaking.speech import (
    SpeakersBroughtBack,
    Speech,
    SpeechBegun,
    SpeechEnded,
    SpeechExtended,
    SpeechPaused,
    SpeechResumed,
    SpeechState,
)


class ListState(StrEnum):
    """`with_item`: open while its item is current, until somebody says otherwise."""

    WITH_ITEM = "with_item"
    OPEN = "open"
    CLOSED = "closed"
    REPLIES_ONLY = "replies_only"


@dataclass(frozen=True)
class ListOpened(Event):
    item: ItemId


@dataclass(frozen=True)
class ListClosed(Event):
    """Nobody joins any more from this moment on (UTC); None: from the moment of the entry."""

    item: ItemId
    at: datetime | None = None


@dataclass(frozen=True)
class ListLimitedToReplies(Event):
    """Nothing but rights of reply is heard from here on."""

    item: ItemId


@dataclass(frozen=True)
class InscriptionSet(Event):
    """Whoever wants to speak may say so between these moments (UTC), before the item is reached."""

    item: ItemId
    opens: datetime | None
    closes: datetime | None


@dataclass(frozen=True)
class OrderSet(Event):
    """The policies of this list, the first one counting most; none: first come.

    Without `keep_moves` the places that the chair or the desk has given by hand are given up.
    """

    item: ItemId
    policies: tuple[OrderPolicy, ...]
    keep_moves: bool = True


@dataclass(frozen=True)
class LimitsSet(Event):
    item: ItemId
    limits: Limits


@dataclass(frozen=True)
class ListOfSpeakers:
    """`waiting` in order of arrival, `speeches` in the order they began, `skipped` those who wait no more.

    `fallen` are questions and replies that fell away with the speech they were about.

    `policies` None: those of the body. `closes` and the inscription's `opens` and `until` are moments (UTC).
    """

    item: ItemId
    state: ListState = ListState.WITH_ITEM
    closes: datetime | None = None
    opens: datetime | None = None
    until: datetime | None = None
    policies: tuple[OrderPolicy, ...] | None = None
    limits: Limits = Limits()
    waiting: tuple[Request, ...] = ()
    speeches: tuple[Speech, ...] = ()
    skipped: tuple[Request, ...] = ()
    fallen: tuple[Request, ...] = ()
    points: Points = ()
    motions: Motions = ()

    @property
    def unended(self) -> tuple[Speech, ...]:
        """Speeches that are not over: those that are interrupted, then what has the floor."""
        return tuple(speech for speech in self.speeches if not speech.ended)

    @property
    def floor(self) -> Speech | None:
        """The speech that has the floor, running or paused."""
        return self.unended[-1] if self.unended else None

    def speaking(self) -> bool:
        """Whether somebody's time is running."""
        return bool(self.floor and self.floor.state is SpeechState.SPEAKING)

    def find(self, request: RequestId | None) -> Request | None:
        """A request that waits."""
        return next((one for one in self.waiting if one.id == request), None)

    def speech(self, request: RequestId | None) -> Speech | None:
        return next((one for one in self.speeches if one.request.id == request), None)

    def known(self, request: RequestId | None) -> Request | None:
        """A request in whatever state; withdrawn ones are forgotten."""
        speech = self.speech(request)
        if speech:
            return speech.request
        return next((one for one in (*self.waiting, *self.skipped) if one.id == request), None)

    def without_moves(self) -> "ListOfSpeakers":
        """As though the chair and the desk had moved nobody.

        Those who let others go first stay behind them, and so does whoever was called and absent.
        """
        waiting = (
            replace(r, behind=None, moved=0, by_chair=False) if r.by_chair else r for r in self.waiting
        )
        return replace(self, waiting=tuple(waiting))

    def after(self, entry: Entry) -> "ListOfSpeakers":
        """What the list is once this has happened to its item. Never refuses."""
        match entry.event:
            case ListOpened():
                return replace(self, state=ListState.OPEN, closes=None)
            case ListClosed(_, at):
                return replace(self, state=self.state if at else ListState.CLOSED, closes=at)
            case ListLimitedToReplies():
                return replace(self, state=ListState.REPLIES_ONLY, closes=None)
            case InscriptionSet(_, opens, until):
                return replace(self, opens=opens, until=until)
            case OrderSet(_, policies, keep_moves):
                return replace(self if keep_moves else self.without_moves(), policies=policies)
            case LimitsSet(_, limits):
                return replace(self, limits=limits)
        points, motions = points_after(self.points, entry), motions_after(self.motions, entry)
        heard = replace(self, points=points, motions=motions)
        if isinstance(entry.event, PointRuledOn | PointLeft):
            return heard._ruled_on(entry.event.request)
        return heard._asked(entry)._placed(entry)._spoken(entry)

    def _ruled_on(self, request: RequestId) -> "ListOfSpeakers":
        """A point of order that has its ruling, or whose item was left, waits no more."""
        absent = tuple(r for r in self.skipped if r.id != request)
        return replace(self._without(request), skipped=absent)

    def _asked(self, entry: Entry) -> "ListOfSpeakers":
        """What becomes of requests."""
        match entry.event:
            case RequestMade(_, request):
                moved = entry.seq if request.behind is not None else 0
                new = replace(request, number=entry.seq, asked=entry.at, moved=moved)
                skipped = tuple(r for r in self.skipped if not new.asks_again(r))
                return replace(self, waiting=(*self.waiting, new), skipped=skipped)
            case GenderTold(_, request, gender):
                return self._each(request, lambda r: replace(r, speaker=replace(r.speaker, gender=gender)))
            case RequestEdited(_, request, attendance, language, subject):
                return self._each(
                    request, lambda r: replace(r, attendance=attendance, language=language, subject=subject)
                )
            case ReadinessTold(_, request, ready):
                return self._each(request, lambda r: replace(r, ready=ready))
            case RequestWithdrawn(_, request):
                skipped = tuple(one for one in self.skipped if one.id != request)
                return replace(self._without(request), skipped=skipped)
        return self

    def _placed(self, entry: Entry) -> "ListOfSpeakers":
        """What becomes of their places."""
        match entry.event:
            case RequestMoved(_, request, behind, by_chair):
                return self._each(
                    request, lambda r: replace(r, behind=behind, moved=entry.seq, by_chair=by_chair)
                )
            case RequestsReordered(_, order):
                ahead = {one: order[:place] for place, one in enumerate(order)}
                waiting = (
                    replace(r, behind=ahead[r.id], moved=entry.seq, by_chair=True) if r.id in ahead else r
                    for r in self.waiting
                )
                return replace(self, waiting=tuple(waiting))
            case RequestSkipped(_, request, None):
                return self._away(request, lambda r: replace(r, skipped=r.skipped + 1))
            case PlaceGivenUp(_, request, after):
                return self._away(request, lambda r: replace(r, lost=after, ready=False))
            case RequestSkipped(_, request, behind):
                once_more = self._each(request, lambda r: replace(r, skipped=r.skipped + 1))
                return once_more._each(
                    request, lambda r: replace(r, behind=behind, moved=entry.seq, by_chair=False)
                )
        return self

    def _spoken(self, entry: Entry) -> "ListOfSpeakers":
        """What becomes of speeches."""
        at = entry.at
        match entry.event:
            case SpeechBegun(_, request, limit):
                begun = self.known(request)
                if begun is None:
                    return self
                before = (s.giving_way(request, at) for s in self.speeches)
                speeches = (*before, Speech(begun, at, limit, since=at))
                skipped = tuple(one for one in self.skipped if one.id != request)
                return replace(self._without(request), speeches=speeches, skipped=skipped)
            case SpeechPaused(_, request):
                return self._at(request, lambda s: s.paused(at))
            case SpeechResumed(_, request):
                return self._at(request, lambda s: s.resumed(at))
            case SpeechEnded(_, request):
                return self._at(request, lambda s: s.over(at))._fallen(request)
            case SpeechExtended(_, request, seconds):
                return self._at(request, lambda s: s.extended(at, seconds))
            case SpeakersBroughtBack(_, requests, instead):
                back = self._put_back(instead)._risen(requests)
                return replace(
                    back,
                    speeches=tuple(s.back(at) if s.request.id in requests else s for s in back.speeches),
                )
        return self

    def _each(self, request: RequestId, change: Callable[[Request], Request]) -> "ListOfSpeakers":
        return replace(self, waiting=tuple(change(r) if r.id == request else r for r in self.waiting))

    def _away(self, request: RequestId, change: Callable[[Request], Request]) -> "ListOfSpeakers":
        """Who waited waits no more, until they are called."""
        absent = self.find(request)
        if absent is None:
            return self
        return replace(self._without(request), skipped=(*self.skipped, change(absent)))

    def _at(self, request: RequestId, change: Callable[[Speech], Speech]) -> "ListOfSpeakers":
        return replace(
            self, speeches=tuple(change(s) if s.request.id == request else s for s in self.speeches)
        )

    def _without(self, request: RequestId) -> "ListOfSpeakers":
        return replace(self, waiting=tuple(r for r in self.waiting if r.id != request))

    def _fallen(self, speech: RequestId) -> "ListOfSpeakers":
        """Without the questions and replies to this speech."""
        gone = tuple(r for r in self.waiting if r.kind in ABOUT_A_SPEECH and r.about == speech)
        if not gone:
            return self
        kept = tuple(r for r in self.waiting if r not in gone)
        return replace(self, waiting=kept, fallen=(*self.fallen, *gone))

    def _risen(self, speeches: tuple[RequestId, ...]) -> "ListOfSpeakers":
        """With the questions and replies that fell away with these speeches."""
        again = tuple(r for r in self.fallen if r.about in speeches)
        kept = tuple(r for r in self.fallen if r not in again)
        waiting = sorted((*self.waiting, *again), key=lambda r: r.number)
        return replace(self, waiting=tuple(waiting), fallen=kept)

    def _put_back(self, request: RequestId | None) -> "ListOfSpeakers":
        """A speech that never was: its request waits again, where it waited."""
        speech = self.speech(request)
        if speech is None:
            return self
        waiting = sorted((*self.waiting, speech.request), key=lambda r: r.number)
        kept = tuple(s for s in self.speeches if s is not speech)
        return replace(self, waiting=tuple(waiting), speeches=kept)._fallen(speech.request.id)
