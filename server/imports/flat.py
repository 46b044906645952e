"""From what the models know back to rows: the inverse of `plan_of`.

Every row says all that `plan_of` needs to make the same values again. Items stand in the order of the agenda,
sub-items under their parents, each below its sitting. Not in a row are the id of a thing and what has happened to it.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from models.planning.item import AgendaItem, ItemId
from models.planning.sitting import Contributor, Sitting, SittingId
from models.text import LANGUAGES, Text
from server.imports.course import Course
from server.imports.notation import Person, links_in_words, people_in_words, text_in_words
from server.imports.plan import Drafted
from server.imports.rows import ITEM, NO, NOWHERE, SITTING, YES, Row
from server.imports.spelling import clean
from server.imports.timing import is_fixed
from server.imports.venue import Unclear, clock_of, moment_in

ONE_DAY = timedelta(days=1)


def rows_of(drafted: Drafted, zone: ZoneInfo) -> tuple[Row, ...]:
    """The rows that `plan_of` makes this of again, with the clocks of this zone."""
    return tuple(_Flat(drafted, zone).rows())


class _Flat:
    def __init__(self, drafted: Drafted, zone: ZoneInfo) -> None:
        self.drafted, self.zone = drafted, zone
        self.names = {(named.of, named.place): named.name for named in drafted.names}
        self.tracks = {track.id: track.title for track in drafted.tracks}
        self.places = {sitting.id: place for place, sitting in enumerate(drafted.sittings)}
        self.courses: dict[object, Course] = defaultdict(Course)
        self.course = Course()
        self.begun: set[SittingId | None] = set()

    def rows(self) -> Iterator[Row]:
        """Each sitting before its first item; those without items in their order."""
        told = 0
        for item, depth in outline(self.drafted.items):
            place = self.places.get(item.sitting) if item.sitting else None
            until = told if place is None else max(told, place + 1)
            for sitting in self.drafted.sittings[told:until]:
                yield self._sitting(sitting)
            told = until
            yield self._item(item, depth, place, told)
        for sitting in self.drafted.sittings[told:]:
            yield self._sitting(sitting)

    def _sitting(self, sitting: Sitting) -> Row:
        day, start = self._clock(sitting.starts)
        day = day or sitting.day or (sitting.ends and sitting.ends.astimezone(self.zone).date())
        return _row(
            what=SITTING,
            **_texts("title", sitting.title),
            date=day.isoformat() if day else "",
            start=start,
            end=self._end(sitting, day),
            track=text_in_words(self.tracks.get(sitting.track, Text())) if sitting.track else "",
            place=sitting.place,
            chair=sitting.chair,
            contributors=self._people(sitting.id, sitting.contributors),
            links=links_in_words(sitting.links),
            withdrawn=YES if sitting.withdrawn else "",
        )

    def _item(self, item: AgendaItem, depth: int, place: int | None, told: int) -> Row:
        sitting = None if place is None else self.drafted.sittings[place]
        day, start, fixed = self._start(item, depth, sitting)
        return _row(
            what=ITEM,
            depth=str(depth),
            number=item.number,
            **_texts("title", item.title),
            kind=item.kind.value,
            purpose=item.purpose.value if item.purpose else "",
            date=day.isoformat() if day else "",
            start=start,
            minutes=str(item.minutes),
            fixed=fixed,
            sitting=_reference(place, told),
            contributors=self._people(item.id, item.roles),
            **_texts("decision", item.draft_decision),
            limit="" if item.time_limit is None else str(item.time_limit),
        )

    def _start(self, item: AgendaItem, depth: int, sitting: Sitting | None) -> tuple[date | None, str, str]:
        """When an item is shown to start, and what `fixed` has to say for it to be fixed as it is.

        A start that follows from the plan is shown for people; being what the plan gives, it fixes nothing.
        """
        if depth == 0:
            self.course = self.courses[sitting and sitting.track]
        course = self.course
        due = course.due(depth)
        first = depth == 0 and item.sitting not in self.begun
        self.begun.add(item.sitting)
        course.take(depth, item.fixed_start, item.minutes)
        shown = item.fixed_start or due
        given = shown or (sitting.starts if first and sitting else None)
        by_itself = is_fixed("", given, due, first=first)
        fixed = "" if by_itself == bool(item.fixed_start) else YES if item.fixed_start else NO
        return *self._clock(shown), fixed

    def _clock(self, at: datetime | None) -> tuple[date | None, str]:
        return clock_of(at, self.zone) if at else (None, "")

    def _end(self, sitting: Sitting, day: date | None) -> str:
        """The end as a clock; with its day where it would be taken for another one's."""
        on, clock = self._clock(sitting.ends)
        if on is None or day is None or sitting.ends is None:
            return clock
        start = sitting.starts or sitting.ends
        tonight = on == day + ONE_DAY and self._is_earlier(clock, day, start)
        return clock if tonight or (on == day and sitting.ends >= start) else f"{on.isoformat()} {clock}"

    def _is_earlier(self, clock: str, day: date, start: datetime) -> bool:
        try:
            at = moment_in(clock, day, self.zone)
        except Unclear:
            return False
        return at is not None and at < start

    def _people(self, of: str, contributors: Sequence[Contributor]) -> str:
        return people_in_words(
            Person(one.part, self.names.get((of, place), ""), one.holder, one.organisation)
            for place, one in enumerate(contributors)
        )


def outline(items: Sequence[AgendaItem]) -> Iterator[tuple[AgendaItem, int]]:
    """The items with how deep they stand, sub-items under their parents, else in the order they have."""
    known = {item.id for item in items}
    below: dict[ItemId | None, list[AgendaItem]] = {}
    for item in items:
        below.setdefault(item.parent if item.parent in known else None, []).append(item)
    waiting = [(item, 0) for item in reversed(below.get(None, []))]
    while waiting:
        item, depth = waiting.pop()
        yield item, depth
        waiting += [(under, depth + 1) for under in reversed(below.get(item.id, []))]


def _reference(place: int | None, told: int) -> str:
    """The sitting of an item, if it is not the one that stands above it."""
    if place is None:
        return NOWHERE if told else ""
    return "" if place == told - 1 else str(place + 1)


def _texts(stem: str, text: Text) -> Mapping[str, str]:
    return {f"{stem}_{language}": getattr(text, language) for language in LANGUAGES}


def _row(**values: str) -> Row:
    return Row(**{field: clean(value).strip() for field, value in values.items()})
