"""The floor of a meeting: one list of speakers an item, for the room and for those who are far away.

Source: DOMAIN §2. Each running agenda has one floor: its current item's. Whoever has asked at another waits there.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from models.planning.item import ItemId
from models.procedure import Entry
from models.speaking.attendance import Attendance
from models.speaking.list_of_speakers import (
    InscriptionSet,
    LimitsSet,
    ListClosed,
    ListLimitedToReplies,
    ListOfSpeakers,
    ListOpened,
    OrderSet,
)
from models.speaking.motions import (
    MotionDecided,
    MotionMoved,
    MotionSpokenOn,
    MotionWithdrawn,
    SpeechOnMotionBegun,
    SpeechOnMotionEnded,
    SpeechOnMotionPaused,
    SpeechOnMotionResumed,
)
from models.speaking.points import AppealDecided, AppealWithdrawn, PointLeft, PointRuledOn, RulingAppealed
from models.speaking.request import (
    GenderTold,
    PlaceGivenUp,
    ReadinessTold,
    Request,
    RequestEdited,
    RequestMade,
    RequestMoved,
    RequestSkipped,
    RequestsReordered,
    RequestWithdrawn,
)
from models.speaking.speech import (
    SpeakersBroughtBack,
    SpeechBegun,
    SpeechEnded,
    SpeechExtended,
    SpeechPaused,
    SpeechResumed,
)

HEARD = (
    ListOpened
    | ListClosed
    | ListLimitedToReplies
    | InscriptionSet
    | OrderSet
    | LimitsSet
    | RequestMade
    | GenderTold
    | RequestEdited
    | RequestWithdrawn
    | RequestMoved
    | RequestsReordered
    | RequestSkipped
    | ReadinessTold
    | PlaceGivenUp
    | SpeechBegun
    | SpeechPaused
    | SpeechResumed
    | SpeechEnded
    | SpeechExtended
    | SpeakersBroughtBack
    | PointRuledOn
    | RulingAppealed
    | AppealWithdrawn
    | AppealDecided
    | PointLeft
    | MotionMoved
    | MotionSpokenOn
    | SpeechOnMotionBegun
    | SpeechOnMotionPaused
    | SpeechOnMotionResumed
    | SpeechOnMotionEnded
    | MotionWithdrawn
    | MotionDecided
)
"""What happens on the floor: each of these names its item."""


@dataclass(frozen=True)
class Floor:
    """Every list of speakers that something has happened to, by item."""

    lists: Mapping[ItemId, ListOfSpeakers] = field(default_factory=dict)

    def at(self, item: ItemId) -> ListOfSpeakers:
        """The list of this item; of one that nobody has asked at, an empty one."""
        return self.lists.get(item) or ListOfSpeakers(item)

    def remote(self) -> Iterator[Request]:
        """Those who wait from afar, at whatever item."""
        for heard in self.lists.values():
            yield from (one for one in heard.waiting if one.attendance is Attendance.REMOTE)

    def after(self, entry: Entry) -> "Floor":
        """What the floor is once this has happened. Never refuses."""
        if not isinstance(entry.event, HEARD):
            return self
        item = entry.event.item
        return replace(self, lists={**self.lists, item: self.at(item).after(entry)})
