"""What foreign tables have in common: times in order, kinds and labels in words, minutes, links."""

from server.imports import grounds
from server.imports.cells import Cells, day_of_cell, minutes_of_cell, times_of_cell
from server.imports.clocks import Span, settled, shown
from server.imports.faults import Remark, quote, remark
from server.imports.notation import links_of, people_in_words
from server.imports.vocabulary import kind_of, kind_said, purpose_said

TITLES = ("title_en", "title_fr", "title_es")
DECISIONS = ("decision_en", "decision_fr", "decision_es")


class Tabled:
    """The fields of one row of a foreign table as `Row` has them, and what was odd about them."""

    def __init__(self, cells: Cells) -> None:
        self.cells = cells
        self.odd: list[Remark] = []

    def day(self) -> str:
        """The date of the row, or ""."""
        day, odd = day_of_cell(self.cells.of("date"))
        if not day and (start := self.cells.of("start")):
            day, _ = day_of_cell(start) if "-" in start or "/" in start else ("", ())
        self.odd += odd
        return day

    def times(self, last: int | None) -> tuple[int | None, int | None]:
        """Start and end in minutes of the day; `last` is the time before on that day."""
        spans = self._spans("start") or self._spans("time")
        if not spans:
            return None, None
        start, odd = settled(spans[0].start, last)
        self.odd += odd
        ends = self._spans("end")
        end = ends[0].start if ends else spans[0].end
        if end is None:
            return start, None
        until, odd = settled(end, start)
        self.odd += odd
        return start, until

    def item(self) -> dict[str, str]:
        """Title, number, kind, label, minutes, contributors and draft decision."""
        values = {
            field: self.cells.of(field) for field in (*TITLES, *DECISIONS, "number") if self.cells.of(field)
        }
        values |= self._minutes() | self._words()
        people = people_in_words(self.cells.people)
        if given := self.cells.of("contributors"):
            people = f"{given}\n{people}".strip()
        return values | ({"contributors": people} if people else {})

    def links(self) -> str:
        cell = self.cells.of("links")
        try:
            links_of(cell)
        except ValueError:
            if cell.startswith(("https://", "http://")) and len(cell.split()) == 1:
                return f"stream | | {cell}"
            self._unread(cell)
            return ""
        return cell

    def _spans(self, field: str) -> tuple[Span, ...]:
        cell = self.cells.of(field)
        spans = times_of_cell(cell)
        if cell and not spans and not day_of_cell(cell)[0]:
            self._unread(cell)
        return spans

    def _minutes(self) -> dict[str, str]:
        cell = self.cells.of("minutes")
        minutes = minutes_of_cell(cell)
        if cell and minutes is None:
            self._unread(cell)
        return {"minutes": minutes} if minutes else {}

    def _words(self) -> dict[str, str]:
        """Kind and label; a kind that is not known is guessed."""
        purpose = purpose_said(said) if (said := self.cells.of("purpose")) else None
        if said and purpose is None:
            self.odd.append(remark(grounds.UNKNOWN_PURPOSE, said=quote(said)))
        title = next((self.cells.of(field) for field in TITLES if self.cells.of(field)), "")
        guess = kind_of(title, purpose or "")
        kind = kind_said(said) if (said := self.cells.of("kind")) else guess
        if kind is None:
            self.odd.append(remark(grounds.UNKNOWN_KIND, said=quote(said), kind=guess.value))
        return {"kind": (kind or guess).value} | ({"purpose": purpose.value} if purpose else {})

    def _unread(self, cell: str) -> None:
        self.odd.append(remark(grounds.UNREAD_CELL, said=quote(cell)))


def clock(minute: int | None) -> str:
    return "" if minute is None else shown(minute)
