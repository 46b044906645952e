"""What each order policy looks at, and whom it puts first at a given step.

Source: DOMAIN §2. A rank is a whole number, the lowest is first. What somebody has done so far ranks them for the
whole list; a turn ranks them by who stands before them, so it changes with everyone who is chosen.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import ClassVar

from models.body import OrderPolicy
from models.speaking.attendance import Attendance
from models.speaking.history import History
from models.speaking.place import Reason
from models.speaking.request import Gender, Request, RequestId

Trait = str | int | None
"""What a policy sees of a request: a side, a gender, a section, or its rank."""


@dataclass
class Turn(ABC):
    """A policy while a list is put in order. `moving`: ranks change with who is chosen."""

    trait: Callable[[Request], Trait]
    moving: ClassVar[bool] = True

    @abstractmethod
    def rank(self, trait: Trait) -> int:
        """How far behind such a one is now."""

    @abstractmethod
    def reason(self, trait: Trait) -> Reason | None:
        """What there is to say of such a one who is chosen now."""

    @abstractmethod
    def take(self, trait: Trait) -> None:
        """Such a one has been chosen."""


@dataclass
class Alternation(Turn):
    """Nobody comes next to their like; whoever says nothing is like nobody."""

    reasons: Mapping[Trait, Reason]
    last: Trait = None

    def rank(self, trait: Trait) -> int:
        return int(trait is not None and trait == self.last)

    def reason(self, trait: Trait) -> Reason | None:
        return self.reasons.get(trait) if self.last not in {None, trait} else None

    def take(self, trait: Trait) -> None:
        self.last = trait


@dataclass
class Rotation(Turn):
    """Whose turn was longest ago comes next, and first of all whoever has had none."""

    why: Reason
    turns: dict[Trait, int] = field(default_factory=dict)
    taken: int = 0

    def rank(self, trait: Trait) -> int:
        return self.turns.get(trait, 0)

    def reason(self, trait: Trait) -> Reason | None:
        return self.why if self.rank(trait) != self.taken else None

    def take(self, trait: Trait) -> None:
        self.taken += 1
        self.turns[trait] = self.taken


@dataclass
class Standing(Turn):
    """What somebody has done so far, until they have really spoken; those below `most` are ahead of somebody."""

    why: Reason
    most: int
    moving: ClassVar[bool] = False

    def rank(self, trait: Trait) -> int:
        return int(trait or 0)

    def reason(self, trait: Trait) -> Reason | None:
        return self.why if self.rank(trait) < self.most else None

    def take(self, trait: Trait) -> None:
        """It is what it is until they have spoken."""


def turns_of(
    policies: Iterable[OrderPolicy], waiting: Sequence[Request], history: History, of_item: History
) -> Iterator[Turn]:
    """The policies that decide something, each once. Behind first come there is nothing left to decide.

    `history` is the meeting's, `of_item` that of this list alone.
    """
    for policy in dict.fromkeys(policies):
        match policy:
            case OrderPolicy.FIRST_COME:
                return
            case OrderPolicy.FIRST_TIME_FIRST:
                first = _first_interventions(waiting, history)
                yield Standing(_unless(first), Reason.FIRST_INTERVENTION, 1)
            case OrderPolicy.ALTERNATE_ROOM_AND_REMOTE:
                yield Alternation(side, {"remote": Reason.REMOTE_IN_TURN, "room": Reason.ROOM_IN_TURN})
            case OrderPolicy.ALTERNATE_GENDER:
                yield Alternation(_gender, dict.fromkeys(Gender, Reason.GENDER_IN_TURN))
            case OrderPolicy.SECTIONS_IN_TURN:
                yield Rotation(_section, Reason.SECTION_IN_TURN)
            case OrderPolicy.LEAST_SPOKEN_FIRST:
                yield _least(waiting, history, Reason.LEAST_SPOKEN)
            case OrderPolicy.LEAST_SPOKEN_IN_ITEM:
                yield _least(waiting, of_item, Reason.LEAST_SPOKEN_IN_ITEM)


def _least(waiting: Iterable[Request], history: History, why: Reason) -> Standing:
    """Fewest seconds first; nothing is said of those who have spoken longest."""
    most = max((history.of(r.speaker).seconds for r in waiting), default=0)
    return Standing(lambda r: history.of(r.speaker).seconds, why, most)


def side(request: Request) -> str:
    """Where somebody speaks from."""
    return "remote" if request.attendance is Attendance.REMOTE else "room"


def _gender(request: Request) -> str | None:
    return request.speaker.gender


def _section(request: Request) -> str:
    """Those without a section are one by themselves."""
    return request.speaker.section.read("en")[0]


def _unless(first: frozenset[RequestId]) -> Callable[[Request], int]:
    return lambda request: int(request.id not in first)


def _first_interventions(waiting: Iterable[Request], history: History) -> frozenset[RequestId]:
    """Of those who have not spoken yet the first request each; a second one is no first intervention."""
    first = {r.speaker.identity: r.id for r in reversed(tuple(waiting))}
    return frozenset(r for speaker, r in first.items() if speaker not in history.speakers)
