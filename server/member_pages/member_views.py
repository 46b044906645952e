"""The preview of an import of members as its page shows it: what would change, in words and side by side."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from models.belonging.membership import Category, Member, MemberId, MemberKind
from models.text import LANGUAGES
from server.import_pages.import_views import FieldView, Option
from server.imports.faults import Fault, quote
from server.imports.member_columns import MEANINGS, heading
from server.imports.member_lines import Known, row_of
from server.imports.member_plan import Matched, MembersPlan, Standing
from server.imports.member_rows import COLUMNS, MemberRow
from server.imports.member_vocabulary import (
    category_in_words,
    category_said,
    kind_in_words,
    member_kind_said,
)
from server.imports.reading import Column
from server.imports.spelling import folded
from server.languages import words_of
from server.member_pages.member_form import UNSAID, PressedMembers, packed

MOST_OPEN = 60
"""Rows that stand open at once; more are told of, and opened when those are put right."""
ALWAYS = {"country", "section"}


@dataclass(frozen=True)
class RowView:
    """A row: what it is called, what would change; its fields where it is open, else all of it in one."""

    number: int
    line: int
    name: str
    lang: str
    more: str
    differences: tuple[tuple[str, str, str], ...]
    packed: str
    front: tuple[FieldView, ...] = ()
    folded: tuple[FieldView, ...] = ()


@dataclass(frozen=True)
class FaultView:
    """A fault in words; `field` is the name of the field it stands at, "" where that is not on the page."""

    field: str
    line: int
    column: str
    words: str


@dataclass(frozen=True)
class GoneView:
    """A member of whom the file says nothing."""

    id: MemberId
    name: str
    lang: str
    more: str
    removed: bool


@dataclass(frozen=True)
class ColumnView:
    place: int
    heading: str
    means: str
    options: tuple[Option, ...]
    unsettled: bool


@dataclass(frozen=True)
class PreviewView:
    """The whole preview. `rest` is how many rows have faults and are not open yet."""

    faulty: tuple[RowView, ...]
    changed: tuple[RowView, ...]
    new: tuple[RowView, ...]
    same: tuple[RowView, ...]
    gone: tuple[GoneView, ...]
    faults: tuple[FaultView, ...]
    columns: tuple[ColumnView, ...]
    rest: int
    people: int
    corrected: int

    @property
    def removed(self) -> int:
        return sum(1 for one in self.gone if one.removed)


def preview_view(
    press: PressedMembers, plan: MembersPlan, columns: Sequence[Fault], known: Known, language: str
) -> PreviewView:
    """What this press would change. `columns` are the faults of the columns."""
    drawing = _Drawing(press, plan, known, language)
    shown: dict[Standing, list[RowView]] = {standing: [] for standing in Standing}
    for matched in plan.rows:
        shown[matched.standing].append(drawing.row(matched))
    return PreviewView(
        faulty=tuple(shown[Standing.FAULTY]),
        changed=tuple(shown[Standing.CHANGED]),
        new=tuple(shown[Standing.NEW]),
        same=tuple(shown[Standing.SAME]),
        gone=tuple(drawing.gone(known.body.members[member]) for member in plan.gone),
        faults=tuple(drawing.fault(fault) for fault in (*columns, *plan.faults)),
        columns=columns_view(press.columns, press.source.mapping, {f.column for f in columns}, language),
        rest=max(len(shown[Standing.FAULTY]) - MOST_OPEN, 0),
        people=len(plan.fresh),
        corrected=len(plan.corrected),
    )


def columns_view(
    columns: Sequence[Column], mapping: Mapping[int, str], unsettled: set[str], language: str
) -> tuple[ColumnView, ...]:
    """The columns of a file, each with all it can be said to mean."""
    _ = words_of(language).say
    views = []
    for column in columns:
        means = mapping.get(column.place, column.means or UNSAID)
        known = {UNSAID: _("Please say")} if means == UNSAID else {}
        known |= {"-": _("left out"), **{one: heading(one, language) for one in MEANINGS}}
        options = tuple(Option(one, said, one == (means or "-")) for one, said in known.items())
        odd = f"column.{column.place}" in unsettled
        views.append(ColumnView(column.place, column.heading, column.means, options, odd))
    return tuple(views)


class _Drawing:
    def __init__(self, press: PressedMembers, plan: MembersPlan, known: Known, language: str) -> None:
        self.press, self.plan, self.known, self.language = press, plan, known, language
        self._ = words_of(language).say
        faulty = [row.number for row in plan.rows if row.standing is Standing.FAULTY]
        self.open = {*faulty[:MOST_OPEN], *sorted(press.opened)[:MOST_OPEN]}
        self.by_field: dict[str, list[str]] = {}
        for fault in plan.faults:
            words = fault.remark.in_words(language)
            self.by_field.setdefault(f"{fault.column}.{fault.row}", []).append(words)

    def row(self, matched: Matched) -> RowView:
        number = matched.number
        row = self.press.rows[number - 1]
        name, lang = self._named(row, matched.member)
        more = " · ".join(
            filter(None, (quote(row.of("country")), quote(row.of("section")), self._seated(row)))
        )
        differences = tuple(
            (heading(one.column, self.language), one.was, one.now) for one in matched.differences
        )
        front, folded_away = self._fields(number, row) if number in self.open else ((), ())
        return RowView(number, row.line, name, lang, more, differences, packed(row), front, folded_away)

    def gone(self, member: Member) -> GoneView:
        name, lang = member.name.read(self.language)
        row = row_of(member, self.known, self.language)
        more = " · ".join(filter(None, (row.country, row.section, self._seated(row))))
        return GoneView(member.id, name, lang, more, member.id in self.press.removed)

    def fault(self, fault: Fault) -> FaultView:
        row = self.press.rows[fault.row - 1] if 0 < fault.row <= len(self.press.rows) else None
        on_page = row is None or fault.row in self.open
        at = f"{fault.column}.{fault.row}" if row else fault.column
        return FaultView(
            at if on_page and fault.column else "",
            (row.line or fault.row) if row else 0,
            heading(fault.column, self.language) if fault.column in COLUMNS else "",
            fault.remark.in_words(self.language),
        )

    def _named(self, row: MemberRow, member: MemberId | None) -> tuple[str, str]:
        for code in (self.language, *LANGUAGES):
            if name := row.of(f"name_{code}"):
                return quote(name), code
        known = self.known.body.members.get(member) if member else None
        return known.name.read(self.language) if known else (self._("no name"), self.language)

    def _seated(self, row: MemberRow) -> str:
        return quote(row.of("delegate_name") or row.of("delegate_office"))

    def _fields(self, number: int, row: MemberRow) -> tuple[tuple[FieldView, ...], tuple[FieldView, ...]]:
        name = next(
            (f"name_{one}" for one in (self.language, *LANGUAGES) if row.raw(f"name_{one}")),
            f"name_{self.language}",
        )
        front: list[FieldView] = []
        away: list[FieldView] = []
        asked = number in self.press.opened
        for column in COLUMNS:
            view = self._field(number, row, column)
            shown = column in ALWAYS or column == name or view.faults or (asked and view.value)
            (front if shown else away).append(view)
        if row.surplus:
            front.append(self._field(number, row, "surplus"))
        return tuple(front), tuple(away)

    def _field(self, number: int, row: MemberRow, column: str) -> FieldView:
        at = f"{column}.{number}"
        return FieldView(
            name=at,
            column=column,
            label=heading(column, self.language) if column in COLUMNS else self._("Cells too many"),
            value=row.raw(column),
            lang=column[-2:] if column.startswith("name_") else "",
            options=self._options(column, row.of(column)),
            faults=tuple(self.by_field.get(at, ())),
        )

    def _options(self, column: str, value: str) -> tuple[Option, ...]:
        """What can be chosen in this column; a value that is none of it stays to be seen."""
        match column:
            case "kind":
                known = ["", *(kind_in_words(one, self.language) for one in MemberKind)]
                kind = member_kind_said(value)
                value = kind_in_words(kind, self.language) if kind else value
            case "category":
                known = ["", *(category_in_words(one, self.language) for one in Category)]
                category = category_said(value)
                value = category_in_words(category, self.language) if category else value
            case "section":
                known = [
                    "",
                    *(self.known.section(one.id, self.language) for one in self.known.offices.sections),
                ]
                found = self.known.sections.get(folded(value), ()) if value else ()
                value = self.known.section(found[0], self.language) if len(found) == 1 else value
            case _:
                return ()
        if value not in known:
            known.append(value)
        return tuple(Option(one, one, one == value) for one in known)
