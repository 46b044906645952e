"""The present list beside what other policies would make of it, as the chair reads them."""

from collections.abc import Iterable
from dataclasses import dataclass

from models.body import OrderPolicy
from models.meeting import Meeting
from models.planning.item import ItemId
from models.speaking.attendance import Attendance
from models.speaking.order import order_at, policies_at
from models.speaking.place import Place
from models.speaking.request import RequestKind
from models.speaking.simulation import simulated
from server.floor_pages.floor_words import floor_words
from server.languages import words_of
from server.meeting_pages.sitting_views import Name
from server.organisation_pages.organisation_words import organisation_words


@dataclass(frozen=True)
class PlaceView:
    """Somebody's place; `gained` is how many places nearer the floor (below 0: farther), `change` that in words."""

    id: str
    number: int
    who: str
    more: tuple[str, ...]
    reasons: tuple[str, ...]
    remote: bool
    gained: int = 0
    change: str = ""


@dataclass(frozen=True)
class SimulationView:
    """`tried` and its `codes` are the policies as words and values; `changes` how many would stand elsewhere.

    `keeps`: whoever was moved by hand stays there.
    """

    in_force: tuple[str, ...]
    tried: tuple[str, ...]
    codes: tuple[str, ...]
    keeps: bool
    same: bool
    now: tuple[PlaceView, ...]
    then: tuple[PlaceView, ...]

    @property
    def changes(self) -> int:
        return sum(1 for place in self.then if place.gained)


class Simulations:
    """Makes them in one language; `name` knows the speakers."""

    def __init__(self, language: str, name: Name) -> None:
        self._language = language
        self._name = name
        self._words = floor_words(language)
        self._orders = organisation_words(language).orders

    def view(
        self, meeting: Meeting, item: ItemId, policies: tuple[OrderPolicy, ...], *, keep_moves: bool = True
    ) -> SimulationView:
        in_force = policies_at(meeting, item)
        heard = meeting.floor.at(item)
        tried = policies or (OrderPolicy.FIRST_COME,)
        then = simulated(meeting, item, tried, keep_moves=keep_moves)
        return SimulationView(
            in_force=tuple(self._orders[one] for one in in_force),
            tried=tuple(self._orders[one] for one in tried),
            codes=tuple(one.value for one in policies),
            keeps=keep_moves,
            same=in_force == tried and (keep_moves or heard.without_moves() == heard),
            now=tuple(self._place(place) for place in order_at(meeting, item)),
            then=tuple(self._place(one.place, one.gained) for one in then),
        )

    def _place(self, place: Place, gained: int = 0) -> PlaceView:
        request, speaker = place.request, place.request.speaker
        name = self._name(speaker.person)
        said = (speaker.office, speaker.organisation, speaker.section)
        office, organisation, section = (text.read(self._language)[0] for text in said)
        who = office or organisation or name
        kind = () if request.kind is RequestKind.STATEMENT else (self._words.kinds[request.kind],)
        remote = request.attendance is Attendance.REMOTE
        return PlaceView(
            id=request.id,
            number=place.number,
            who=who,
            more=(
                *kind,
                *_beside(who, (name, section)),
                self._words.from_where[Attendance.REMOTE if remote else Attendance.IN_THE_ROOM],
            ),
            reasons=tuple(self._words.reasons[reason] for reason in place.reasons),
            remote=remote,
            gained=gained,
            change=self._change(gained),
        )

    def _change(self, gained: int) -> str:
        words = words_of(self._language)
        if gained > 0:
            return words.ngettext("%(num)s place up", "%(num)s places up", gained) % {"num": gained}
        down = words.ngettext("%(num)s place down", "%(num)s places down", -gained) % {"num": -gained}
        return down if gained else ""


def _beside(who: str, more: Iterable[str]) -> tuple[str, ...]:
    return tuple(one for one in more if one and one != who)
