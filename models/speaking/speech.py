"""A speech: who has the floor, since when, for how long; paused seconds never count.

Source: DOMAIN §2 (floor). Every clock is computed from the record: no tick is kept, and overrun is shown, never cut.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from models.planning.item import ItemId
from models.procedure import Event
from models.speaking.request import Request, RequestId


class SpeechState(StrEnum):
    SPEAKING = "speaking"
    PAUSED = "paused"
    SPOKEN = "spoken"


@dataclass(frozen=True)
class SpeechBegun(Event):
    """This request has the floor; `limit` is the seconds it may take, extensions left out; None: no limit is set."""

    item: ItemId
    request: RequestId
    limit: int | None


@dataclass(frozen=True)
class SpeechPaused(Event):
    item: ItemId
    request: RequestId


@dataclass(frozen=True)
class SpeechResumed(Event):
    item: ItemId
    request: RequestId


@dataclass(frozen=True)
class SpeechEnded(Event):
    """`to` is the request that gets the rest of its time, where the speaker has yielded it.

    Questions and replies to this speech wait no more.
    """

    item: ItemId
    request: RequestId
    to: RequestId | None = None


@dataclass(frozen=True)
class SpeechExtended(Event):
    """So many seconds more."""

    item: ItemId
    request: RequestId
    seconds: int


@dataclass(frozen=True)
class SpeakersBroughtBack(Event):
    """Those that ended when the floor was given to `instead` have it again, with what they had left.

    `instead` waits again where it waited; None: nobody had the floor since. No `requests`: nobody
    spoke when the floor was given, or what was interrupted goes on. Questions that fell away with a
    speech wait again.
    """

    item: ItemId
    requests: tuple[RequestId, ...]
    instead: RequestId | None


@dataclass(frozen=True)
class Speech:
    """One speech. `spoken` is what had counted before `since`; it runs while `since` is set (UTC).

    `limit` is in seconds, with all extensions. `held` is when it was last paused, `running` how it stood in the
    moment it `ended`, `gave_way` the request that had the floor from that moment on. `returned`: it ended and was
    brought back.
    """

    request: Request
    began: datetime
    limit: int | None = None
    spoken: timedelta = timedelta()
    since: datetime | None = None
    ended: datetime | None = None
    running: bool = False
    held: datetime | None = None
    gave_way: RequestId | None = None
    returned: bool = False

    @property
    def state(self) -> SpeechState:
        if self.ended:
            return SpeechState.SPOKEN
        return SpeechState.SPEAKING if self.since else SpeechState.PAUSED

    def seconds(self, now: datetime) -> int:
        """The whole seconds it has taken; `now` matters while it runs."""
        return int(self.taken(now).total_seconds())

    def taken(self, now: datetime) -> timedelta:
        """The time it has taken."""
        return self.spoken + (max(now - self.since, timedelta()) if self.since else timedelta())

    def left(self, now: datetime) -> int | None:
        """The seconds it has left, below zero once it is over its limit; None without a limit."""
        return None if self.limit is None else self.limit - self.seconds(now)

    def paused(self, at: datetime) -> "Speech":
        return replace(self, spoken=self.taken(at), since=None, held=at) if self.since else self

    def resumed(self, at: datetime) -> "Speech":
        return self if self.since or self.ended else replace(self, since=at)

    def over(self, at: datetime) -> "Speech":
        return self if self.ended else replace(self.paused(at), ended=at, running=self.since is not None)

    def extended(self, at: datetime, seconds: int) -> "Speech":
        return replace(self, limit=(self.seconds(at) if self.limit is None else self.limit) + seconds)

    def giving_way(self, to: RequestId, at: datetime) -> "Speech":
        """What ended in this instant has made way for whoever has the floor now."""
        return replace(self, gave_way=to) if self.ended == at and self.gave_way is None else self

    def back(self, at: datetime) -> "Speech":
        """As it was in the moment it ended: what has passed since does not count."""
        since = at if self.running else None
        return replace(self, ended=None, running=False, since=since, gave_way=None, returned=True)
