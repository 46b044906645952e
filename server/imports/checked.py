"""Rows as they are checked, field by field: values of the models, or faults that say which row and column."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TypeVar
from zoneinfo import ZoneInfo

from models.planning.item import Kind, Purpose
from models.planning.sitting import Link
from models.procedure import Ground
from models.text import LANGUAGES, LONGEST_TEXT, Text
from server.imports import grounds
from server.imports.faults import Fault, quote, remark
from server.imports.notation import Person, links_of, people_of, text_of
from server.imports.rows import NO, NOWHERE, YES, Row
from server.imports.venue import Unclear, day_in, has_day, moment_in
from server.imports.vocabulary import kind_of, kind_said, purpose_said
from server.shapes import LONGEST, MOST_MINUTES

Value = TypeVar("Value")
MOST_PARTS = 200
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class SittingEntry:
    """A sitting row with the values it gives."""

    title: Text
    chair: str
    track: Text
    place: str
    day: date | None
    starts: datetime | None
    ends: datetime | None
    people: tuple[Person, ...]
    links: tuple[Link, ...]
    withdrawn: bool


@dataclass(frozen=True)
class ItemEntry:
    """An item row with the values it gives; `sitting` is the place (from 0) of its sitting."""

    depth: int
    number: str
    title: Text
    kind: Kind
    purpose: Purpose | None
    start: datetime | None
    end: datetime | None
    minutes: int | None
    fixed: str
    sitting: int | None
    people: tuple[Person, ...]
    decision: Text
    limit: int | None


class Checker:
    """Checks the fields of one row after another and keeps what is wrong with them."""

    def __init__(self, zone: ZoneInfo, day: date | None) -> None:
        self.zone = zone
        self.day = day
        self.faults: list[Fault] = []
        self.number = 0
        self.row = Row()

    def sitting(self, number: int, row: Row) -> SittingEntry:
        self.number, self.row = number, row
        given = self._read("date", day_in)
        self.day = given or self.day
        starts, ends = self._times(self.day)
        return SittingEntry(
            title=self._title(),
            chair=self._words("chair"),
            track=self._bounded("track", text_of(row.track)),
            place=self._words("place"),
            day=None if starts else given,
            starts=starts,
            ends=ends,
            people=self._people(),
            links=self._links(),
            withdrawn=self._choice("withdrawn") == YES,
        )

    def item(
        self, number: int, row: Row, deepest: int, sitting: int | None, of: SittingEntry | None
    ) -> ItemEntry:
        """`deepest` is how deep it may stand, `of` its sitting and `sitting` the place of that."""
        self.number, self.row = number, row
        start, end = self._times_within(of)
        title, purpose = self._title(), self._known("purpose", purpose_said, grounds.NO_SUCH_PURPOSE)
        kind = self._known("kind", kind_said, grounds.NO_SUCH_KIND)
        if row.fixed == YES and not row.start:
            self.fault("start", grounds.FIXED_NEEDS_START)
        return ItemEntry(
            depth=self._depth(deepest),
            number=self._words("number"),
            title=title,
            kind=kind or kind_of(title.read("en")[0], purpose or ""),
            purpose=purpose,
            start=start,
            end=end,
            minutes=self._count("minutes", MOST_MINUTES),
            fixed=self._choice("fixed"),
            sitting=sitting,
            people=self._people(),
            decision=self._bounded("decision", Text(row.decision_en, row.decision_fr, row.decision_es)),
            limit=self._count("limit", MOST_MINUTES),
        )

    def place_of(self, number: int, row: Row, above: int | None, most: int) -> int | None:
        """The place (from 0) of the sitting that an item belongs to."""
        self.number, self.row = number, row
        if row.sitting in {"", NOWHERE}:
            return above if row.sitting == "" else None
        if row.sitting.isdecimal() and 1 <= int(row.sitting) <= most:
            return int(row.sitting) - 1
        self.fault("sitting", grounds.NO_SUCH_SITTING, said=quote(row.sitting))
        return None

    def fault(self, column: str, ground: Ground, **facts: str) -> None:
        self.faults.append(Fault(self.number, column, remark(ground, **facts)))

    def _times_within(self, sitting: SittingEntry | None) -> tuple[datetime | None, datetime | None]:
        """The times of an item, on its own date, its sitting's, or the one before; or in the night after."""
        given = self._read("date", day_in)
        self.day = given or self.day
        on = given or self._day_of(sitting) or self.day
        start, end = self._times(on)
        if not (given or has_day(self.row.start)) and sitting and sitting.starts and sitting.ends and on:
            night = start is not None and start < sitting.starts
            late, ends = self._times(on + ONE_DAY) if night else (start, end)
            if late and late <= sitting.ends:
                return late, ends
        return start, end

    def _times(self, on: date | None) -> tuple[datetime | None, datetime | None]:
        """Start and end; an end before the start is the next day's, unless its day is given."""
        start = self._read("start", lambda cell: moment_in(cell, on, self.zone))
        end = self._read("end", lambda cell: moment_in(cell, on, self.zone))
        if start and end and on and end < start and not has_day(self.row.end):
            end = self._read("end", lambda cell: moment_in(cell, on + ONE_DAY, self.zone))
        return start, end

    def _day_of(self, sitting: SittingEntry | None) -> date | None:
        if sitting is None:
            return None
        at = sitting.starts or sitting.ends
        return at.astimezone(self.zone).date() if at else sitting.day

    def _title(self) -> Text:
        title = Text(*(getattr(self.row, f"title_{language}") for language in LANGUAGES))
        if title == Text():
            self.fault("title_en", grounds.NO_TITLE)
        return self._bounded("title", title)

    def _bounded(self, column: str, text: Text) -> Text:
        for language in LANGUAGES:
            if len(getattr(text, language)) > LONGEST_TEXT:
                of = column if column == "track" else f"{column}_{language}"
                self.fault(of, grounds.TOO_LONG, most=str(LONGEST_TEXT))
        return text

    def _words(self, column: str) -> str:
        words: str = getattr(self.row, column)
        if len(words) > LONGEST:
            self.fault(column, grounds.TOO_LONG, most=str(LONGEST))
        return words

    def _depth(self, deepest: int) -> int:
        depth = self._count("depth", MOST_MINUTES) or 0
        if depth > deepest:
            self.fault("depth", grounds.TOO_DEEP)
        return min(depth, deepest)

    def _count(self, column: str, most: int) -> int | None:
        cell: str = getattr(self.row, column)
        if not cell:
            return None
        if cell.isascii() and cell.isdecimal() and len(cell) <= len(str(most)) and int(cell) <= most:
            return int(cell)
        self.fault(column, grounds.NO_NUMBER, said=quote(cell), most=str(most))
        return None

    def _choice(self, column: str) -> str:
        cell: str = getattr(self.row, column)
        if cell not in {"", YES, NO}:
            self.fault(column, grounds.NOT_YES_OR_NO, said=quote(cell))
        return cell

    def _known(self, column: str, said: Callable[[str], Value | None], ground: Ground) -> Value | None:
        cell: str = getattr(self.row, column)
        found = said(cell) if cell else None
        if cell and found is None:
            self.fault(column, ground, said=quote(cell))
        return found

    def _read(self, column: str, read: Callable[[str], Value | None]) -> Value | None:
        try:
            return read(getattr(self.row, column))
        except Unclear as unclear:
            self.faults.append(Fault(self.number, column, unclear.remark))
            return None

    def _people(self) -> tuple[Person, ...]:
        people = people_of(self.row.contributors)
        longest = (len(part) for one in people for part in (one.part, one.name, one.holder, one.organisation))
        if len(people) > MOST_PARTS or max(longest, default=0) > LONGEST:
            self.fault("contributors", grounds.TOO_LONG, most=str(LONGEST))
        return people

    def _links(self) -> tuple[Link, ...]:
        try:
            links = links_of(self.row.links)
        except ValueError as bad:
            self.fault("links", grounds.BAD_LINK, said=quote(str(bad)))
            return ()
        if len(links) > MOST_PARTS or any(
            len(link.url) > LONGEST or len(link.language) > LONGEST for link in links
        ):
            self.fault("links", grounds.TOO_LONG, most=str(LONGEST))
        return links
