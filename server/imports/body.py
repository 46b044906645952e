"""The agenda of a text below its heading: days, sittings, items, and what stands under them."""

from collections.abc import Sequence
from dataclasses import replace

from models.planning.item import Kind
from server.imports import grounds
from server.imports.clocks import Span
from server.imports.contributors import Contributors
from server.imports.faults import remark
from server.imports.headings import day_of, heads_sitting
from server.imports.invitation import Invitation, invites, is_open
from server.imports.levels import Levels
from server.imports.marks import Marked, marked
from server.imports.notebook import Notebook
from server.imports.phrases import Phrase, phrase_of, timed
from server.imports.reading import Understood
from server.imports.sittings import Hours, Sittings
from server.imports.spelling import tidy
from server.imports.vocabulary import USUAL, is_break, kind_of

LONGEST_TITLE = 160
ITEMS = {Understood.ITEM, Understood.SUB_ITEM, Understood.BREAK, Understood.CONTINUED}


class Body:
    """What has been written down so far, and what the next line may add to. `marked`: items carry marks."""

    def __init__(self, zone: str, language: str, *, marked: bool, by_bullet: bool) -> None:
        self.language, self.marked = language, marked
        self.notes = Notebook()
        self.sittings = Sittings(self.notes, zone, language)
        self.levels = Levels(by_bullet)
        self.people = Contributors(self.notes)
        self.item: int | None = None
        self.item_line = marked_nothing()
        self.invitation: Invitation | None = None
        self.waiting: tuple[tuple[Span, ...], str] = ((), "")
        self.above = Understood.BLANK
        self.first_day = ""
        self.headed = False
        self.usual = [[word] for word in USUAL[language]]

    def begin(self, day: str, hours: Sequence[Hours], title: str) -> None:
        """The agenda begins: on this day and in these hours, if the heading told them."""
        self.first_day = day
        self.sittings.begin(day, hours, title)

    def blank(self) -> None:
        self.above = Understood.BLANK
        self.people.end()
        if self.invitation:
            self.invitation.blank = True

    def take(self, number: int, text: str, *, headed: bool = False) -> None:
        """The next line that is not blank; `headed` if it is known to head what follows."""
        self.headed = headed
        line = marked(text, self.levels.numbers)
        steps = (self._decision, self._day, self._person, self._entry, self._heading, self._plain)
        self.above = next((done for step in steps if (done := step(number, text, line))), Understood.NOTHING)
        if self.above is Understood.NOTHING:
            self.not_understood(number, text)
        if self.above is not Understood.CONTRIBUTOR:
            self.people.end()

    def decides(self, text: str) -> bool:
        """Whether a line goes on with the draft decision above it."""
        return self.invitation is not None and replace(self.invitation).continues(marked(text))

    def not_understood(self, number: int, text: str) -> None:
        self.notes.line(number, text, Understood.NOTHING, warnings=[remark(grounds.NOT_UNDERSTOOD)])

    def _decision(self, number: int, text: str, line: Marked) -> Understood | None:
        if self.item is None:
            return None
        if self.invitation is None or not self.invitation.continues(line):
            if not invites(line.words):
                return None
            self.invitation = Invitation(
                line.indent, self.item_line.indent, self.item_line.number, open=is_open(line.words)
            )
        field = f"decision_{self.language}"
        same = not line.marked and self.notes.of(self.item, field) and not invites(line.words)
        self.notes.add(self.item, field, tidy(text), " " if same else "\n")
        self.notes.line(number, text, Understood.DECISION, {field: tidy(text)}, row=self.item)
        return Understood.DECISION

    def _day(self, number: int, text: str, line: Marked) -> Understood | None:
        found = None if line.marked else day_of(line.words, self.first_day)
        if found is None:
            return None
        day, rest, hours, odd = found
        self.item, self.invitation = None, None
        self.levels.start_anew()
        self.first_day = self.first_day or day
        self.sittings.begin_day(day, hours)
        values = {"date": day}
        if rest:
            values |= self.sittings.heading(rest, ())[0]
        self.notes.line(
            number, text, Understood.DAY, values, warnings=odd, row=self.sittings.row if rest else None
        )
        return Understood.DAY

    def _person(self, number: int, text: str, line: Marked) -> Understood | None:
        taken = None if line.number else self.people.take(line, self.item or self.sittings.row)
        if taken is None:
            return None
        row, values, odd = taken
        self.notes.line(number, text, Understood.CONTRIBUTOR, values, warnings=odd, row=row)
        return Understood.CONTRIBUTOR

    def _entry(self, number: int, text: str, line: Marked) -> Understood | None:
        """An item by its mark or its time; a label or a time that stands alone on its line."""
        phrase = phrase_of(line.words, frozenset(self.levels.numbers))
        if not phrase.title:
            return self._alone(number, text, phrase)
        if not line.marked and (self._heads(line) or not (phrase.spans or self.waiting[0])):
            return None
        return self._item(number, text, line, phrase)

    def _alone(self, number: int, text: str, phrase: Phrase) -> Understood | None:
        if phrase.spans:
            self.waiting = (phrase.spans, phrase.zone)
            self.notes.line(number, text, Understood.LABEL, {"start": phrase.spans[0].start.said})
            return Understood.LABEL
        if phrase.purpose and self.item:
            self.notes.put(self.item, purpose=phrase.purpose.value)
            self.notes.line(number, text, Understood.LABEL, {"purpose": phrase.purpose.value}, row=self.item)
            return Understood.LABEL
        return None

    def _item(self, number: int, text: str, line: Marked, phrase: Phrase) -> Understood:
        depth = self.levels.depth(line)
        spans, zone = (phrase.spans, phrase.zone) if phrase.spans else self.waiting
        self.waiting = ((), "")
        times, odd = self.sittings.item(spans, zone, on_top=depth == 0)
        purpose = phrase.purpose.value if phrase.purpose else ""
        kind = kind_of(phrase.title, purpose)
        if phrase.debated and kind is not Kind.BREAK:
            kind = Kind.DEBATE
        values = {"number": line.number, f"title_{self.language}": phrase.title, **times}
        values |= {"minutes": phrase.minutes, "purpose": purpose, "kind": kind.value}
        self.item = self.notes.row(depth=str(depth), **values)
        self.item_line, self.invitation = line, None
        understood = Understood.BREAK if kind is Kind.BREAK else _by_depth(depth)
        self.notes.line(number, text, understood, values, warnings=odd, row=self.item)
        return understood

    def _heads(self, line: Marked) -> bool:
        return self.headed or heads_sitting(line.words)

    def _heading(self, number: int, text: str, line: Marked) -> Understood | None:
        words, spans, zone = timed(line.words)
        if line.marked or not self._heads(line):
            return None
        values, odd = self.sittings.heading(tidy(words).strip(" :–—-,"), spans, zone)
        self.item, self.invitation = None, None
        self.levels.start_anew()
        self.notes.line(number, text, Understood.SITTING, values, warnings=odd, row=self.sittings.row)
        return Understood.SITTING

    def _plain(self, number: int, text: str, line: Marked) -> Understood | None:
        """A line without mark and time: a break, more of the title above, an item of a text without marks."""
        if self.item and self.above in ITEMS and self._goes_on(line):
            field = f"title_{self.language}"
            self.notes.add(self.item, field, tidy(line.words), " ")
            self.notes.line(number, text, Understood.CONTINUED, {field: tidy(line.words)}, row=self.item)
            return Understood.CONTINUED
        phrase = phrase_of(line.words)
        if not phrase.title:
            return None
        if is_break(phrase.title) or self._is_unmarked_item(line, phrase.title):
            return self._item(number, text, line, phrase)
        return None

    def _goes_on(self, line: Marked) -> bool:
        """Whether the title above plainly does not end there, or this line does not begin one."""
        title = self.notes.of(self.item or 0, f"title_{self.language}")
        open_ended = (
            title.endswith((",", ":", "-", "–", "&", "(")) or title.lower().split()[-1:] in self.usual
        )
        return line.words[:1].islower() or (open_ended and line.indent >= self.item_line.indent)

    def _is_unmarked_item(self, line: Marked, title: str) -> bool:
        if len(title) > LONGEST_TITLE or title.endswith("."):
            return False
        under = self.item is not None and line.indent > self.item_line.indent and self.item_line.marked
        return not self.marked or under or kind_of(title) in {Kind.OPENING, Kind.CLOSING}


def marked_nothing() -> Marked:
    return Marked(0, "", "", "")


def _by_depth(depth: int) -> Understood:
    return Understood.SUB_ITEM if depth else Understood.ITEM
