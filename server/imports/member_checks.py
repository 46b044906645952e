"""Rows of a list of members, checked one by one: what each says, or what is wrong with it, column by column."""

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from typing import Any, TypeVar

from models.belonging.dating import UNKNOWN, Dating, Period, dated
from models.belonging.membership import Member
from models.belonging.offices import SectionId
from models.procedure import Fact, Ground
from models.text import LONGEST_TEXT
from server.imports import grounds, member_grounds
from server.imports.cells import day_of_cell
from server.imports.delimited import shown
from server.imports.faults import Fault, quote, remark
from server.imports.member_lines import SOME_DAY, written
from server.imports.member_rows import COLUMNS, NAMES, SEATS, MemberRow, Seat
from server.imports.member_vocabulary import category_said, denied, member_kind_said, to_be_confirmed
from server.imports.spelling import folded
from server.shapes import YEARS

Value = TypeVar("Value")
LONGEST_ID, LONGEST_NAME, LONGEST_ADDRESS = 80, 200, 320
MOST_WEIGHT = 1_000_000
MOST_SAID = 5_000
"""Letters of a field that are looked at; more are too many for any."""
BOUNDS: Mapping[str, int] = {
    **{str(f.name): f.metadata["longest"] for f in fields(Member) if "longest" in f.metadata},
    **dict.fromkeys(NAMES, LONGEST_TEXT),
}

_FORMULA = re.compile(r"[=@]|[+-]\s*[^\W\d]|[+-]\s*\(")
_ID = re.compile(r"[\w.-]+")
_ADDRESS = re.compile(r"[^@\s,;:<>()\[\]\"]+@[^@\s,;:<>()\[\]\"]+\.[^@\s,;:<>()\[\]\".]+")
_SEVERAL = re.compile(r"[;\n/|]|\s(?:and|et|y|&)\s")


@dataclass(frozen=True)
class SeatSaid:
    """Who shall have a seat, as a file says it; `given` are the parts that it says anything of."""

    given: frozenset[str]
    office: str
    name: str
    address: str
    since: Dating
    until: Dating | None
    confirmed: bool

    @property
    def empty(self) -> bool:
        return self.confirmed and not (self.office or self.name or self.address)


@dataclass(frozen=True)
class MemberSaid:
    """What a row says: `values` by column, of those it says anything of; seats it says nothing of are not there."""

    number: int
    row: MemberRow
    values: Mapping[str, Any]
    seats: Mapping[Seat, SeatSaid]


class MemberChecker:
    """Checks one row after another and keeps what is wrong with them."""

    def __init__(self, given: Collection[str], sections: Mapping[str, Sequence[SectionId]]) -> None:
        self.given = given
        self.sections = sections
        self.faults: list[Fault] = []
        self.number = 0
        self.row = MemberRow()

    def member(self, number: int, row: MemberRow) -> MemberSaid:
        self.number, self.row = number, row
        if row.surplus:
            self.fault("surplus", member_grounds.TOO_MANY_CELLS, said=quote(row.surplus))
        sound = [column for column in COLUMNS if self._sound(column)]
        values: dict[str, Any] = {}
        for column in sound:
            if self._said(column) and (value := self._value(column)) is not None:
                values[column] = value[0]
        if any(self._said(name) for name in NAMES) and not row.name():
            self.fault("name_en", member_grounds.NO_NAME)
        seats = {seat: said for seat in SEATS if (said := self._seat(seat))}
        return MemberSaid(number, row, values, seats)

    def fault(self, column: str, ground: Ground, **facts: Fact) -> None:
        self.faults.append(Fault(self.number, column, remark(ground, **facts)))

    def _said(self, column: str) -> bool:
        return column in self.given or bool(self.row.raw(column))

    def _sound(self, column: str) -> bool:
        """Whether a field can be looked at: no formula, no letters that were damaged, not far too many."""
        raw = self.row.raw(column)
        if len(raw) > (most := BOUNDS.get(column, MOST_SAID)):
            self.fault(column, member_grounds.LONGER, most=str(most))
        elif _FORMULA.match(raw):
            self.fault(column, member_grounds.FORMULA, said=quote(raw))
        elif garbled(raw):
            self.fault(column, member_grounds.GARBLED, said=quote(raw))
        else:
            return True
        return False

    def _value(self, column: str) -> tuple[Any] | None:
        """The value of a field of the member, in one; None for no such field, a wrong or an unsaid one."""
        said = self.row.of(column)
        match column:
            case "name_en" | "name_fr" | "name_es" | "country":
                return (said,)
            case "id":
                return self._id(said)
            case "suspended":
                return ("" if denied(said) else said,)
            case "kind":
                return self._known(column, member_kind_said, member_grounds.NOT_A_KIND)
            case "category":
                return self._known(column, category_said, member_grounds.NOT_A_CATEGORY)
            case "section":
                return self._section(said)
            case "fees_paid_to":
                return self._year(said)
            case "weight":
                return self._weight(said)
        return None

    def _id(self, said: str) -> tuple[str] | None:
        if said and not (_ID.fullmatch(said) and len(said) <= LONGEST_ID):
            self.fault("id", member_grounds.BAD_ID, said=quote(said), most=str(LONGEST_ID))
        return (said,) if said else None

    def _known(
        self, column: str, known: Callable[[str], Value | None], ground: Ground
    ) -> tuple[Value] | None:
        said = self.row.of(column)
        found = known(said) if said else None
        if said and found is None:
            self.fault(column, ground, said=quote(said))
        return None if found is None else (found,)

    def _section(self, said: str) -> tuple[SectionId | None] | None:
        if not said:
            return (None,)
        found = self.sections.get(folded(said), ())
        if len(found) != 1:
            self.fault("section", member_grounds.NOT_A_SECTION, said=quote(said))
            return None
        return (found[0],)

    def _year(self, said: str) -> tuple[int | None] | None:
        if not said:
            return (None,)
        year = int(said) if said.isascii() and said.isdecimal() and len(said) == len("2021") else 0
        if year not in YEARS:
            self.fault("fees_paid_to", member_grounds.NOT_A_YEAR, said=quote(said))
            return None
        return (year,)

    def _weight(self, said: str) -> tuple[int] | None:
        if not said:
            return None
        whole = said.isascii() and said.isdecimal() and len(said) <= len(str(MOST_WEIGHT))
        if not whole or int(said) > MOST_WEIGHT:
            self.fault("weight", grounds.NO_NUMBER, said=quote(said), most=str(MOST_WEIGHT))
            return None
        return (int(said),)

    def _seat(self, seat: Seat) -> SeatSaid | None:
        given = frozenset(
            part for part in ("office", "name", "address", "from", "to") if self._said(f"{seat}_{part}")
        )
        if not given:
            return None
        name = self.row.of(f"{seat}_name")
        confirmed = not to_be_confirmed(name)
        said = SeatSaid(
            given,
            self.row.of(f"{seat}_office"),
            self._person(f"{seat}_name") if confirmed else "",
            self._address(f"{seat}_address"),
            self._day(f"{seat}_from") or UNKNOWN,
            self._day(f"{seat}_to"),
            confirmed,
        )
        if Period(said.since, said.until).backwards:
            self.fault(f"{seat}_to", member_grounds.BACKWARDS, until=written(said.until))
        if said.empty and (said.since.known or said.until):
            self.fault(f"{seat}_name", member_grounds.NOBODY)
        return said

    def _person(self, column: str) -> str:
        name = self.row.of(column)
        if len(name) > LONGEST_NAME:
            self.fault(column, member_grounds.LONGER, most=str(LONGEST_NAME))
        elif _SEVERAL.search(name):
            self.fault(column, member_grounds.TWO_PEOPLE, said=quote(name))
        return name

    def _address(self, column: str) -> str:
        address = self.row.of(column).lower()
        if len(address) > LONGEST_ADDRESS:
            self.fault(column, member_grounds.LONGER, most=str(LONGEST_ADDRESS))
        elif address.count("@") > 1 and re.search(r"[\s,;]", address):
            self.fault(column, member_grounds.TWO_PEOPLE, said=quote(address))
        elif address and not _ADDRESS.fullmatch(address):
            self.fault(column, member_grounds.NOT_AN_ADDRESS, said=quote(address))
        return address

    def _day(self, column: str) -> Dating | None:
        """A day, a month, a year, a stretch of them; None where nothing stands, or nothing that is one."""
        said = self.row.of(column)
        if not said:
            return None
        try:
            found = UNKNOWN if said == SOME_DAY else _dated(said)
            if all(day is None or day.year in YEARS for day in (found.earliest, found.latest)):
                return found
        except ValueError:
            pass
        self.fault(column, member_grounds.NOT_A_DATE, said=quote(said))
        return None


def _dated(said: str) -> Dating:
    """EDTF, or a day as people and spreadsheets write it. Raises `ValueError`."""
    try:
        return dated(said)
    except ValueError:
        day = day_of_cell(shown(said))[0]
        return Dating(date.fromisoformat(day), date.fromisoformat(day))


def garbled(words: str) -> bool:
    """Whether letters were read in an encoding that they were not written in: as in MÃ©rida."""
    if words.isascii():
        return False
    if "\ufffd" in words:
        return True
    for wrong in ("cp1252", "latin-1"):
        try:
            return words.encode(wrong).decode("utf-8") != words
        except UnicodeError:
            continue
    return False
