"""The sittings of a text as they come up: by days, headings, and the hours of the meeting.

A heading with "11:00 - 13:30 / 15:00 - 18:00" has two sittings, although no line says where the second begins:
an item at or after 15:00 does, or a heading like "Afternoon Sessions".
"""

from collections.abc import Sequence
from datetime import datetime

from models.text import Text
from server.imports.clocks import DAY, Span, settled, shown
from server.imports.faults import Remark
from server.imports.notebook import Notebook, titled
from server.imports.rows import SITTING
from server.imports.vocabulary import called_by_time, part_of_day
from server.imports.zones import contradiction

Hours = tuple[int, int]
"""From and until, in minutes of the day; until `DAY` where nobody says when it ends."""


class Sittings:
    """Where the reader is: the day, the sitting, and the last time that was read."""

    def __init__(self, notes: Notebook, zone: str, language: str) -> None:
        self.notes, self.zone, self.language = notes, zone, language
        self.day = ""
        self.days = 1
        self.title = ""
        self.row: int | None = None
        self._usual: tuple[Hours, ...] = ()
        self._hours: tuple[Hours, ...] = ()
        self._left: tuple[Hours, ...] = ()
        self._last: int | None = None
        self._opened: list[int] = []

    def begin(self, day: str, hours: Sequence[Hours], title: str) -> None:
        """The agenda begins: its first day, the hours that each day has, the title of the meeting."""
        self.title, self._usual = title, tuple(hours)
        self.begin_day(day, ())

    def begin_day(self, day: str, hours: Sequence[Hours]) -> None:
        """From here on it is this day, held in these hours; "" for a day that is not known."""
        self.end_day()
        self.days += 1 if self._opened else 0
        self.day = day
        self._hours = self._left = tuple(hours) or self._usual
        self._last, self.row, self._opened = None, None, []

    def heading(
        self, title: str, spans: tuple[Span, ...], label: str = ""
    ) -> tuple[dict[str, str], list[Remark]]:
        """A sitting begins under this title; what its row then says, and what is odd about its times."""
        start, end, odd = self._times(spans, label)
        floor = part_of_day(title)
        hours = (start, end) if start is not None else self._next_hours(floor or 0)
        self._open(Text(**{self.language: title}), *hours)
        if floor:
            self._last = max(self._last or 0, floor)
        return {"title": title, "start": self._of("start"), "end": self._of("end")}, odd

    def item(
        self, spans: tuple[Span, ...], label: str, *, on_top: bool
    ) -> tuple[dict[str, str], list[Remark]]:
        """The times of an item, in the sitting that is then going on."""
        if self.row is None and (self.day or self._left):
            self._open_unnamed()
        start, end, odd = self._times(spans, label)
        if on_top and start is not None and self._left and start >= self._left[0][0]:
            self._open_unnamed()
            self._last = start
        if self.row and start is not None and not self._of("start"):
            self.notes.put(self.row, start=shown(start), date=self.day)
        return {"start": _shown(start), "end": _shown(end)}, odd

    def end_day(self) -> None:
        """One stretch of hours that several sittings fill: the first has its beginning, the last its end."""
        if len(self._hours) == 1 and len(self._opened) > 1:
            first, last = self._opened[0], self._opened[-1]
            end = _closing(self._hours[0][1])
            if end and self.notes.of(first, "end") == end and not self.notes.of(last, "end"):
                self.notes.put(first, end="")
                self.notes.put(last, end=end)

    def _open_unnamed(self) -> None:
        start, end = self._next_hours(0)
        if len(self._hours) > 1 and start is not None:
            title = called_by_time(start)
        elif self.title and self.days < 2:  # noqa: PLR2004 - the only day so far
            title = Text(**{self.language: self.title})
        else:
            day = self.days
            title = Text(f"Day {day}", f"Jour {day}", f"Día {day}")
        self._open(title, start, end)

    def _open(self, title: Text, start: int | None, end: int | None) -> None:
        times = {"start": _shown(start), "end": "" if end is None else _closing(end)}
        self.row = self.notes.row(what=SITTING, **titled(title), date=self.day, **times)
        self._opened.append(self.row)
        if start is not None:
            self._last = start

    def _next_hours(self, floor: int) -> tuple[int | None, int | None]:
        """The next hours of the day that begin at `floor` or later; those before are over."""
        for place, (start, end) in enumerate(self._left):
            if start >= floor:
                self._left = self._left[place + 1 :]
                return start, end
        return None, None

    def _times(self, spans: tuple[Span, ...], label: str) -> tuple[int | None, int | None, list[Remark]]:
        if not spans:
            return None, None, []
        start, odd = settled(spans[0].start, self._last, self._hours)
        end = None
        if said := spans[0].end:
            end, more = settled(said, start, self._hours)
            odd += more
        self._last = start
        if label and self.day:
            differs = contradiction(label, self.zone, on_day(self.day, start))
            odd += [differs] if differs else []
        return start, end, odd

    def _of(self, field: str) -> str:
        return self.notes.of(self.row, field) if self.row else ""


def on_day(day: str, minute: int) -> datetime:
    """A minute of a day as its clocks show it; the end of the day is its last minute."""
    hour, rest = divmod(min(minute, 24 * 60 - 1), 60)
    return datetime.fromisoformat(day).replace(hour=hour, minute=rest)


def _closing(minute: int) -> str:
    return "" if minute == DAY else shown(minute)


def _shown(minute: int | None) -> str:
    return "" if minute is None else shown(minute)
