"""An agenda pasted as text from Word, a PDF or a mail, read line by line.

Each line is taken for what it looks like, in this order: blank, "AGENDA", part of a draft decision, a fact of the
heading, a day, who has a part, an item (by number, bullet or time), a sitting's heading, more of the line above.
What is none of these is said to be not understood, and is left out.
"""

from collections.abc import Container, Sequence

from server.imports import grounds
from server.imports.body import Body
from server.imports.contributors import is_sitting
from server.imports.faults import Unreadable, remark, too_large
from server.imports.headings import day_of
from server.imports.marks import levelled, marked
from server.imports.parts import CHAIR
from server.imports.phrases import timed
from server.imports.preamble import Preamble, is_agenda, is_greeting
from server.imports.reading import Reading, Understood
from server.imports.rows import MOST_ROWS
from server.imports.spelling import spaced
from server.imports.vocabulary import language_of, part_of_day

LONGEST_LINE = 500
"""No title is longer; a paragraph of a draft decision may be."""
MOST_TEXT = 100_000  # letters; a week-long programme has some 20,000
MARKED_ENOUGH = 2


def read_text(text: str, *, zone: str) -> Reading:
    """The agenda in a text. Raises `Unreadable` if it is too long, or nothing in it is a sitting or an item."""
    return read_lines(text.splitlines(), zone=zone)


def read_lines(source: Sequence[str], *, zone: str, headed: Container[int] = ()) -> Reading:
    """The same of its lines; each stands for the line of that number, from 1. `headed` are known to be headings."""
    if len(source) > MOST_ROWS:
        raise Unreadable.because(grounds.TOO_MANY_ROWS, most=str(MOST_ROWS))
    if (size := sum(len(line) for line in source)) > MOST_TEXT:
        raise too_large(size, MOST_TEXT)
    reader = TextReader([spaced(line) for line in source], zone, headed)
    for number, line in enumerate(reader.source, 1):
        reader.take(number, line)
    return reader.finished()


class TextReader:
    """Reads one line after another; first the heading of the meeting, then its agenda."""

    def __init__(self, source: Sequence[str], zone: str, headed: Container[int]) -> None:
        self.source = source
        short = [line for line in source if len(line) <= LONGEST_LINE]
        marks = [marked(line) for line in short if line.strip()]
        self.language = language_of("\n".join(short))
        self.preamble = Preamble(zone)
        self.body = Body(
            zone,
            self.language,
            marked=sum(one.marked for one in marks) >= MARKED_ENOUGH,
            by_bullet=levelled(marks),
        )
        self.headed = headed if self.body.marked else ()
        self.announced = any(is_agenda(line) for line in short)
        self.begun = False

    def take(self, number: int, line: str) -> None:
        """The next line of the source."""
        notes = self.body.notes
        if not line.strip():
            self.body.blank()
            notes.line(number, line, Understood.BLANK)
        elif len(line) > LONGEST_LINE and not self.body.decides(line):
            notes.line(number, line, Understood.NOTHING, warnings=[remark(grounds.LINE_TOO_LONG)])
        elif is_agenda(line) and not notes.rows:
            self._begin()
            notes.line(number, line, Understood.HEADING)
        elif self.begun or not self._heading(number, line):
            self._begin()
            self.body.take(number, line, headed=number in self.headed)

    def finished(self) -> Reading:
        """What was read. Raises `Unreadable` if there is no sitting and no item in it."""
        self.body.sittings.end_day()
        notes = self.body.notes
        if not notes.rows:
            raise Unreadable.because(grounds.NO_AGENDA)
        if chair := self.preamble.facts.get(CHAIR):
            self.body.people.chair(
                chair, next((n for n, row in enumerate(notes.rows, 1) if is_sitting(row)), None)
            )
        return notes.reading(self.preamble.found, self.language)

    def _heading(self, number: int, line: str) -> bool:
        """Whether this line still belongs to the heading of the meeting; then it is noted."""
        if self._begins(line) or (number in self.headed and self.preamble.facts):
            return False
        greeting = is_greeting(line)
        taken = None if greeting else self.preamble.take(line)
        if taken is None:
            if not (greeting or self.body.marked or self.announced):
                return False
            self.body.not_understood(number, line)
            return True
        values, odd = taken
        if "title" in values:
            values["title"] = self.preamble.facts["title"] = self._as_in_the_text(values["title"])
        self.body.notes.line(number, line, Understood.HEADING, values, warnings=odd)
        return True

    def _begins(self, line: str) -> bool:
        """Whether the agenda begins with this line: it is marked, or has a time and is no date or hours alone."""
        if marked(line).marked or self._is_another_day(line):
            return True
        if self.preamble.is_fact(line):
            return False
        heads = part_of_day(line) is not None or line.rstrip().endswith(":")
        return bool(timed(marked(line).words)[1]) or bool(self.preamble.facts and heads)

    def _is_another_day(self, line: str) -> bool:
        """Whether a line heads a day, although the heading has told the date of the meeting."""
        first = self.preamble.facts.get("date", "")
        return bool(first) and day_of(line, first) is not None

    def _begin(self) -> None:
        if not self.begun:
            self.begun = True
            facts = self.preamble.facts
            self.body.begin(facts.get("date", ""), self.preamble.hours, facts.get("title", ""))

    def _as_in_the_text(self, title: str) -> str:
        """A title in capitals as the text itself writes it elsewhere: "Committee on Statutory Affairs"."""
        if not title.isupper():
            return title
        for line in self.source:
            place = line.casefold().find(title.casefold())
            written = line[place : place + len(title)] if place >= 0 else ""
            if written.casefold() == title.casefold() and not written.isupper():
                return written
        return title
