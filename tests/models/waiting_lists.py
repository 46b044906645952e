"""Lists of speakers for tests, as their events make them; a second passes from one event to the next."""

from dataclasses import dataclass, field, replace
from datetime import timedelta

from models.belonging.membership import MemberId
from models.body import OrderPolicy
from models.planning.item import ItemId
from models.procedure import Entry, Event
from models.speaking.attendance import Attendance
from models.speaking.floor import Floor
from models.speaking.history import History, history_of
from models.speaking.list_of_speakers import ListOfSpeakers
from models.speaking.order import ordered
from models.speaking.place import Place, Reason
from models.speaking.request import (
    Gender,
    Request,
    RequestId,
    RequestKind,
    RequestMade,
    RequestMoved,
    Speaker,
)
from models.speaking.speech import SpeechBegun, SpeechEnded
from models.text import Text
from tests.models.story import NINE

ITEM = ItemId("9")
REMOTE, ROOM = Attendance.REMOTE, Attendance.IN_THE_ROOM
WOMAN, MAN = Gender.WOMAN, Gender.MAN
SECOND = timedelta(seconds=1)


def request(
    known_as: str,
    kind: RequestKind = RequestKind.STATEMENT,
    *,
    attendance: Attendance = ROOM,
    member: str = "",
    section: str = "",
    gender: Gender | None = None,
    **more: object,
) -> Request:
    """A request of the member that is called as it is, unless told otherwise."""
    speaker = Speaker(member=MemberId(member or known_as), section=Text(section), gender=gender)
    return Request(RequestId(known_as), kind, speaker, attendance, **more)  # type: ignore[arg-type]


@dataclass(frozen=True)
class Told:
    """A floor, as far as its events have told it."""

    floor: Floor = field(default_factory=Floor)
    seq: int = 0
    seconds: int = 0

    def then(self, *events: Event) -> "Told":
        told = self
        for event in events:
            seq = told.seq + 1
            at = NINE + told.seconds * SECOND
            told = replace(told, floor=told.floor.after(Entry(seq, at, None, event)), seq=seq)
        return told

    def later(self, seconds: int) -> "Told":
        return replace(self, seconds=self.seconds + seconds)

    def asks(self, *requests: Request, item: ItemId = ITEM) -> "Told":
        return self.then(*(RequestMade(item, one) for one in requests))

    def speaks(self, known_as: str, seconds: int = 60, item: ItemId = ITEM) -> "Told":
        """Begun, and over after so many seconds."""
        begun = self.then(SpeechBegun(item, RequestId(known_as), None))
        return begun.later(seconds).then(SpeechEnded(item, RequestId(known_as)))

    def has_spoken(self, one: Request, seconds: int = 60, item: ItemId = ITEM) -> "Told":
        return self.asks(one, item=item).speaks(one.id, seconds, item)

    def moves(
        self, known_as: str, after: str | None, *policies: OrderPolicy, by_chair: bool = True
    ) -> "Told":
        """Moved by hand behind somebody; None: to the head. What stands ahead is what the list shows."""
        others = [one for one in self.order(*policies) if one != known_as]
        ahead = others[: others.index(after) + 1] if after else []
        behind = tuple(RequestId(one) for one in ahead)
        return self.then(RequestMoved(ITEM, RequestId(known_as), behind, by_chair))

    @property
    def here(self) -> ListOfSpeakers:
        return self.floor.at(ITEM)

    @property
    def history(self) -> History:
        return history_of(self.floor.lists.values())

    def places(self, *policies: OrderPolicy, planned: tuple[Request, ...] = ()) -> tuple[Place, ...]:
        return ordered(self.here, policies, self.history, planned)

    def order(self, *policies: OrderPolicy, planned: tuple[Request, ...] = ()) -> list[str]:
        return [place.request.id for place in self.places(*policies, planned=planned)]

    def reasons(
        self, *policies: OrderPolicy, planned: tuple[Request, ...] = ()
    ) -> dict[str, tuple[Reason, ...]]:
        return {place.request.id: place.reasons for place in self.places(*policies, planned=planned)}
