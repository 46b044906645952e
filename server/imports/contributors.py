"""Lines that say who has a part: "Chair: Mayor of Kazan", "Speakers:" with a name a line below."""

from collections.abc import Mapping

from server.imports import grounds
from server.imports.faults import Remark, quote, remark
from server.imports.marks import Marked
from server.imports.notation import people_in_words, people_of
from server.imports.notebook import Notebook
from server.imports.parts import CHAIR, part_in
from server.imports.people import is_name
from server.imports.rows import SITTING

Taken = tuple[int, Mapping[str, str], list[Remark]]


class Contributors:
    """Reads such lines into the row they stand under."""

    def __init__(self, notes: Notebook) -> None:
        self.notes = notes
        self.list: tuple[str, int] | None = None

    def take(self, line: Marked, row: int | None) -> Taken | None:
        """The row that gets a contributor, what it gets, and what is odd; None if the line names nobody."""
        if row is None:
            return None
        if found := part_in(line.words):
            part, who = found
            self.list = None if who else (part, line.indent)
            return self._add(part, who, row) if who else (row, {"contributors": f"{part}:"}, [])
        if self.list and line.bullet and line.indent >= self.list[1]:
            return self._add(self.list[0], line.words, row)
        return None

    def end(self) -> None:
        """The list of people is over."""
        self.list = None

    def chair(self, who: str, row: int | None) -> list[Remark]:
        """Put the chair of a sitting down: an office in the sitting, a person among who has a part."""
        if row is None or self.notes.of(row, "chair"):
            return []
        if is_name(who):
            self.notes.add(row, "contributors", people_in_words(people_of(who, CHAIR)))
            return [remark(grounds.CHAIR_NAMED, said=quote(who))]
        self.notes.put(row, chair=who)
        return []

    def _add(self, part: str, who: str, row: int) -> Taken:
        if part == CHAIR and is_sitting(self.notes.rows[row - 1]):
            return row, {"chair": who}, self.chair(who, row)
        words = people_in_words(people_of(who, part))
        self.notes.add(row, "contributors", words)
        return row, {"contributors": words}, []


def is_sitting(row: Mapping[str, str]) -> bool:
    return row.get("what") == SITTING
