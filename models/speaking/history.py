"""Who has had the floor so far, how often and for how long: what order policies and equity are worked out from.

Source: DOMAIN §2. Without a moment it is told from the record alone: what a running speech has taken since it last
went on is left out, so an order changes with the record and never by itself.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeVar

from models.speaking.list_of_speakers import ListOfSpeakers
from models.speaking.request import RequestKind, Speaker
from models.speaking.speech import Speech

K = TypeVar("K")


@dataclass(frozen=True)
class Tally:
    """How often somebody has had the floor, and for how many seconds altogether."""

    interventions: int = 0
    seconds: int = 0

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(self.interventions + other.interventions, self.seconds + other.seconds)


@dataclass(frozen=True)
class History:
    """What each speaker has had; a point of order is no intervention, and takes nothing from anybody's time."""

    speakers: Mapping[tuple[str, ...], Tally] = field(default_factory=dict)

    def of(self, speaker: Speaker) -> Tally:
        """What this speaker has had so far; for whoever has not spoken, nothing."""
        return self.speakers.get(speaker.identity, Tally())


def history_of(lists: Iterable[ListOfSpeakers]) -> History:
    """The history of these lists: all of a meeting, or one item's."""
    heard = (speech for speech in speeches(lists) if speech.request.kind is not RequestKind.POINT_OF_ORDER)
    return History(tallied(heard, lambda speech: speech.request.speaker.identity))


def speeches(lists: Iterable[ListOfSpeakers]) -> Iterator[Speech]:
    """Every speech that has begun."""
    return (speech for one in lists for speech in one.speeches)


def tallied(
    spoken: Iterable[Speech], of: Callable[[Speech], K], now: datetime | None = None
) -> Mapping[K, Tally]:
    """Interventions and seconds by whatever `of` says of a speech; `now` (UTC) counts those that run as well."""
    found: dict[K, Tally] = {}
    for speech in spoken:
        taken = speech.taken(now) if now else speech.spoken
        key = of(speech)
        found[key] = found.get(key, Tally()) + Tally(1, int(taken.total_seconds()))
    return found
