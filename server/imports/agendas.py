"""An agenda as a table: each row is an item; sittings come from a column, or from the days and rooms."""

from models.text import LANGUAGES, Text
from server.imports import grounds
from server.imports.cells import Cells, day_of_cell
from server.imports.contributors import Contributors
from server.imports.faults import Remark, remark
from server.imports.headings import heads_sitting
from server.imports.levels import Levels
from server.imports.marks import Marked, marked
from server.imports.notebook import Notebook, titled
from server.imports.reading import Understood
from server.imports.rows import SITTING
from server.imports.spelling import one_line
from server.imports.tabled import TITLES, Tabled, clock
from server.imports.vocabulary import is_break

Key = tuple[str, ...]


class AgendaRows:
    """Takes each row into an item, and opens a sitting where the rows say that one begins."""

    def __init__(self, notes: Notebook) -> None:
        self.notes = notes
        self.people = Contributors(notes)
        self.levels = Levels()
        self.language, self.title, self.day = "en", "", ""
        self.sitting: int | None = None
        self.days: list[str] = []
        self._key: Key = ()
        self._headed = False
        self._deepest = 0
        self._last: int | None = None

    def begin(self, language: str, title: str, day: str) -> None:
        """A table begins; the title of the meeting and its day are those found above it."""
        self.language, self.title = language, title
        self.day = self.day or day

    def open(self, heading: str) -> None:
        """A sitting begins under this heading."""
        self._open(Text(**{self.language: heading.strip(" :")}), {})
        self._key = ()
        self._headed = True

    def take(self, number: int, text: str, cells: Cells) -> None:
        alone = text if " | " not in text else ""
        if alone and not is_break(alone) and self._heads(number, text, cells):
            return
        if not cells.title.strip():
            self.notes.line(number, text, Understood.NOTHING, warnings=[remark(grounds.NOT_UNDERSTOOD)])
            return
        row = Tabled(cells)
        self._enter(row.day(), cells)
        odd = self._chair(cells)
        self._item(number, text, row, odd)

    def _heads(self, number: int, text: str, cells: Cells) -> bool:
        """Whether a row with one cell alone heads a day or a sitting; then it is noted."""
        day, odd = day_of_cell(text)
        if day:
            self.day, self._key, self._last = day, (), None
            self.notes.line(number, text, Understood.DAY, {"date": day}, warnings=odd)
            return True
        if cells.title.strip() and not heads_sitting(text, capitals=False):
            return False
        self.open(text)
        self.notes.line(number, text, Understood.SITTING, {f"title_{self.language}": text}, row=self.sitting)
        return True

    def _enter(self, day: str, cells: Cells) -> None:
        """Open the sitting of this row, if it is another one than the row's above."""
        if day and day != self.day:
            self._last = None
        self.day = day or self.day
        named = cells.of("sitting")
        place, track = cells.of("place"), cells.of("track")
        key: Key = (self.day, named) if named else (self.day, place, track)
        if self._key and not named and (len(self._key) < len(key) or not (place or track)):
            key = (self.day, *self._key[1:])  # a merged cell: the row above has it
        if not any(key) or key == self._key:
            return
        self._key = key
        if self._headed and self.sitting and not named:
            self.notes.put(self.sitting, date=self.day, place=place, track=track)
        else:
            self._open(self._title(cells), {"place": place, "track": track})
        self._headed = False

    def _title(self, cells: Cells) -> Text:
        texts = {code: cells.of(f"sitting_{code}") for code in LANGUAGES}
        if named := cells.of("sitting"):
            texts[self.language] = texts[self.language] or named
        if any(texts.values()):
            return Text(**texts)
        if self.day not in self.days:
            self.days.append(self.day)
        if self.title and len(self.days) == 1:
            return Text(**{self.language: self.title})
        day = self.days.index(self.day) + 1
        return Text(f"Day {day}", f"Jour {day}", f"Día {day}")

    def _open(self, title: Text, more: dict[str, str]) -> None:
        self.sitting = self.notes.row(what=SITTING, **titled(title), date=self.day, **more)
        self.levels.start_anew()

    def _chair(self, cells: Cells) -> list[Remark]:
        """The chair is the sitting's; for one item another may be."""
        chair = cells.of("chair")
        if not chair or self.sitting is None or self.notes.of(self.sitting, "chair") == chair:
            return []
        return self.people.chair(chair, self.sitting)

    def _item(self, number: int, text: str, row: Tabled, odd: list[Remark]) -> None:
        start, end = row.times(self._last)
        self._last = start if start is not None else self._last
        values = row.item()
        line = self._line(row.cells, values)
        depth = self._depth(row.cells, line)
        values |= {"number": line.number, "start": clock(start), "end": clock(end), "links": ""}
        if self.sitting is None:
            values["date"] = self.day
        self._times_of_sitting(start, end)
        place = self.notes.row(depth=str(depth), **{field: value for field, value in values.items() if value})
        self.notes.line(
            number, text, _understood(values, depth), values, warnings=[*row.odd, *odd], row=place
        )

    def _line(self, cells: Cells, values: dict[str, str]) -> Marked:
        """The title as it is marked in its cell: set in, with a bullet or a number."""
        line = marked(cells.title, self.levels.numbers)
        own = cells.of("number")
        for field in TITLES:
            if field in values:
                words = (
                    marked(values[field], self.levels.numbers)
                    if not own
                    else Marked(0, "", "", values[field])
                )
                values[field] = one_line(words.words)
        return Marked(line.indent, line.bullet, own or line.number, line.words)

    def _depth(self, cells: Cells, line: Marked) -> int:
        depth = self.levels.depth(line)
        given = cells.of("depth")
        if given.isascii() and given.isdecimal():
            depth = min(int(given[:9]), self._deepest)
        self._deepest = depth + 1
        return depth

    def _times_of_sitting(self, start: int | None, end: int | None) -> None:
        """A sitting starts with its first item, and ends with its last where that says when."""
        if self.sitting is None or start is None:
            return
        if not self.notes.of(self.sitting, "start"):
            self.notes.put(self.sitting, start=clock(start))
        self.notes.put(self.sitting, end=clock(end))


def _understood(values: dict[str, str], depth: int) -> Understood:
    if values.get("kind") == "break":
        return Understood.BREAK
    return Understood.SUB_ITEM if depth else Understood.ITEM
