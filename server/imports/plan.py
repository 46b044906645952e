"""From rows to what the models know: tracks, sittings and items in UTC, or what is wrong with the rows.

How minutes and fixed starts come about stands in `timing`.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from zoneinfo import ZoneInfo

from models.planning.item import AgendaItem, ItemId
from models.planning.sitting import Contributor, Sitting, SittingId, Track, TrackId
from models.text import Text
from server.imports import grounds
from server.imports.checked import Checker, ItemEntry, SittingEntry
from server.imports.faults import Fault, quote, remark
from server.imports.identities import Identities
from server.imports.notation import Person
from server.imports.rows import COLUMNS, ITEM, MOST_ROWS, SITTING, Row
from server.imports.spelling import clean
from server.imports.timing import Timing, timings
from server.imports.zones import zone_of


@dataclass(frozen=True)
class Named:
    """A natural person's name, kept apart from the record: whose `roles` or `contributors`, and which of them.

    `of` is the id of the item or sitting, `place` counts its contributors from 0.
    """

    of: str
    place: int
    name: str


@dataclass(frozen=True)
class Drafted:
    """An agenda ready to be kept: no contributor has a `person` yet, the caller gives them by `names`."""

    tracks: tuple[Track, ...] = ()
    sittings: tuple[Sitting, ...] = ()
    items: tuple[AgendaItem, ...] = ()
    names: tuple[Named, ...] = ()


def plan_of(
    rows: Sequence[Row], zone: str, *, taken: Iterable[str] = (), day: date | None = None
) -> Drafted | tuple[Fault, ...]:
    """What these rows are in the meeting whose zone (an IANA name) this is, or every fault they have.

    All or nothing. Ids are the same for the same rows and none of `taken`. `day` is the date of times that no row
    gives one. Rows in which nothing is filled in are passed over.
    """
    venue = zone_of(zone)
    if venue is None:
        return (Fault(0, "zone", remark(grounds.NO_SUCH_ZONE, said=quote(zone))),)
    if len(rows) > MOST_ROWS:
        return (Fault(0, "rows", remark(grounds.TOO_MANY_ROWS, most=str(MOST_ROWS))),)
    plan = _Plan(venue, day)
    for number, row in enumerate(rows, 1):
        plan.take(number, _tidied(row))
    return tuple(plan.checker.faults) or plan.drafted(Identities(taken))


class _Plan:
    """The rows so far, as entries: the second look, at their times, needs all of them."""

    def __init__(self, zone: ZoneInfo, day: date | None) -> None:
        self.checker = Checker(zone, day)
        self.sittings: list[SittingEntry] = []
        self.items: list[ItemEntry] = []

    def take(self, number: int, row: Row) -> None:
        if row == Row(what=row.what, depth=row.depth):
            return
        if row.what == SITTING:
            self.sittings.append(self.checker.sitting(number, row))
        elif row.what == ITEM:
            self._item(number, row)
        else:
            self.checker.number = number
            self.checker.fault("what", grounds.NO_WHAT)

    def _item(self, number: int, row: Row) -> None:
        last = len(self.sittings) - 1 if self.sittings else None
        place = self.checker.place_of(number, row, last, len(self.sittings))
        deepest = self.items[-1].depth + 1 if self.items else 0
        of = None if place is None else self.sittings[place]
        self.items.append(self.checker.item(number, row, deepest, place, of))

    def drafted(self, identities: Identities) -> Drafted:
        """The values of the models; only for rows without a fault."""
        named: list[Named] = []
        tracks = self._tracks(identities)
        sittings = tuple(
            _sitting(entry, identities.sitting(place), tracks.get(entry.track), named)
            for place, entry in enumerate(self.sittings, 1)
        )
        items = self._items(identities, [sitting.id for sitting in sittings], named)
        return Drafted(tuple(Track(id, title) for title, id in tracks.items()), sittings, items, tuple(named))

    def _tracks(self, identities: Identities) -> dict[Text, TrackId]:
        titles = dict.fromkeys(entry.track for entry in self.sittings if entry.track != Text())
        return {title: identities.track(title.read("en")[0], place) for place, title in enumerate(titles, 1)}

    def _items(
        self, identities: Identities, sittings: list[SittingId], named: list[Named]
    ) -> tuple[AgendaItem, ...]:
        above: list[ItemId] = []
        items = []
        for entry, timing in zip(self.items, timings(self.items, self.sittings), strict=True):
            del above[entry.depth :]
            parent = above[-1] if above else None
            above.append(identities.item(entry.number, entry.kind, parent))
            sitting = None if entry.sitting is None else sittings[entry.sitting]
            item = _item(entry, timing, above[-1], named)
            items.append(replace(item, parent=parent, sitting=sitting))
        return tuple(items)


def _item(entry: ItemEntry, timing: Timing, known_as: ItemId, named: list[Named]) -> AgendaItem:
    return AgendaItem(
        id=known_as,
        number=entry.number,
        title=entry.title,
        kind=entry.kind,
        minutes=timing.minutes,
        purpose=entry.purpose,
        fixed_start=timing.fixed_start,
        roles=_contributors(known_as, entry.people, named),
        draft_decision=entry.decision,
        time_limit=entry.limit,
    )


def _sitting(entry: SittingEntry, known_as: SittingId, track: TrackId | None, named: list[Named]) -> Sitting:
    return Sitting(
        id=known_as,
        title=entry.title,
        chair=entry.chair,
        track=track,
        place=entry.place,
        day=entry.day,
        starts=entry.starts,
        ends=entry.ends,
        contributors=_contributors(known_as, entry.people, named),
        links=entry.links,
        withdrawn=entry.withdrawn,
    )


def _contributors(of: str, people: Sequence[Person], named: list[Named]) -> tuple[Contributor, ...]:
    """Who has a part, without the names of persons: those go to `named`."""
    named += [Named(of, place, person.name) for place, person in enumerate(people) if person.name]
    return tuple(Contributor(person.part, person.holder, person.organisation) for person in people)


def _tidied(row: Row) -> Row:
    return Row(*(clean(getattr(row, column)).strip() for column in COLUMNS))
