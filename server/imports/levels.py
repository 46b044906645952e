"""How deep an item stands, by its number, its indent, or the bullet it carries."""

from dataclasses import dataclass

from server.imports.marks import LEVELS, TAB, Marked

SLOPPY = 1
"""Lines whose indents differ by a single space are meant to stand alike."""


@dataclass
class Levels:
    """The lines that are open above the next one. `by_bullet`: the bullets alone tell the levels."""

    by_bullet: bool = False

    def __post_init__(self) -> None:
        self.open: list[tuple[int, str]] = []
        self.numbers: set[str] = set()
        self.numbers_first: dict[int, bool] = {}

    def depth(self, line: Marked) -> int:
        """The depth of this line, which is open from now on."""
        parent, _, _ = line.number.rpartition(".")
        above = [number for _, number in self.open]
        if parent and parent in above:
            del self.open[above.index(parent) + 1 :]
        else:
            self._leave(line)
        self.open.append((self._indent(line), line.number))
        while parent:
            self.numbers.add(parent)
            parent, _, _ = parent.rpartition(".")
        if line.number:
            self.numbers.add(line.number)
        return len(self.open) - 1

    def start_anew(self) -> None:
        """A new sitting or day: the next line stands under nothing."""
        self.open.clear()
        self.numbers_first.clear()

    def indent(self) -> int:
        """Where the last line stood; -1 before any."""
        return self.open[-1][0] if self.open else -1

    def _indent(self, line: Marked) -> int:
        return line.indent + (TAB * LEVELS.get(line.bullet, 0) if self.by_bullet else 0)

    def _leave(self, line: Marked) -> None:
        """Close what this line does not stand under."""
        indent = self._indent(line)
        while self.open and not self._under(*self.open[-1], indent, line):
            self.open.pop()
        if line.marked:
            self.numbers_first.setdefault(indent, bool(line.number))

    def _under(self, place: int, number: str, indent: int, line: Marked) -> bool:
        """Deeper, or of the other kind than those that began this level: bullets under numbers, or the reverse."""
        if abs(indent - place) > SLOPPY:
            return indent > place
        return (
            line.marked
            and bool(line.number) != bool(number)
            and self.numbers_first.get(place) == bool(number)
        )
