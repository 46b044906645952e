"""The numbers and bullets of lists in a Word document, which are no part of its text."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from string import ascii_lowercase
from xml.etree.ElementTree import Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
DEEPEST = 9
ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"))
ROMAN_FEW = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


@dataclass(frozen=True)
class Level:
    """How a level of a list counts: where it starts, in which figures, and what stands around them."""

    start: int = 1
    figures: str = "decimal"
    text: str = "%1."


@dataclass
class Lists:
    """The lists of a document, and how far each has counted."""

    levels: Mapping[str, Mapping[int, Level]]
    abstract: Mapping[str, str]
    counts: dict[str, list[int]] = field(default_factory=dict)

    def mark(self, number: str, depth: int) -> str:
        """The number or bullet of the next paragraph of this list at this level; "" for a list that has none."""
        levels = self.levels.get(number)
        if levels is None or not 0 <= depth < DEEPEST:
            return ""
        level = levels.get(depth) or levels.get(0, Level())
        if level.figures == "bullet":
            return "•"
        if level.figures == "none":
            return ""
        counts = self.counts.setdefault(self.abstract.get(number, number), [])
        for above in range(len(counts), depth + 1):
            counts.append(levels.get(above, Level()).start - (1 if above == depth else 0))
        del counts[depth + 1 :]
        counts[depth] += 1
        return re.sub(r"%([1-9])", lambda found: self._figures(levels, counts, int(found[1]) - 1), level.text)

    def _figures(self, levels: Mapping[int, Level], counts: list[int], depth: int) -> str:
        if depth >= len(counts):
            return ""
        return figures(counts[depth], levels.get(depth, Level()).figures)


def lists_of(numbering: Element | None) -> Lists:
    """The lists that `word/numbering.xml` defines."""
    if numbering is None:
        return Lists({}, {})
    models = {
        model.get(f"{W}abstractNumId", ""): {
            int(level.get(f"{W}ilvl", "0")): _level(level)
            for level in model.iter(f"{W}lvl")
            if _is_depth(level)
        }
        for model in numbering.iter(f"{W}abstractNum")
    }
    levels, abstract = {}, {}
    for one in numbering.iter(f"{W}num"):
        number, model = one.get(f"{W}numId", ""), value(one, "abstractNumId")
        abstract[number], levels[number] = model, dict(models.get(model, {}))
        for changed in one.iter(f"{W}lvlOverride"):
            start, depth = value(changed, "startOverride"), changed.get(f"{W}ilvl", "")
            if start.isdecimal() and depth.isdecimal():
                abstract[number] = f"{model}/{number}"
                was = levels[number].get(int(depth), Level())
                levels[number][int(depth)] = Level(int(start), was.figures, was.text)
    return Lists(levels, abstract)


def figures(count: int, kind: str) -> str:
    """A count in figures, letters or Roman numerals."""
    match kind:
        case "lowerLetter" | "upperLetter" if 0 < count <= len(ascii_lowercase):
            letters = ascii_lowercase[count - 1]
        case "lowerRoman" | "upperRoman" if 0 < count < 4000:  # noqa: PLR2004 - Roman numerals end there
            letters = ""
            for worth, sign in ROMAN + ROMAN_FEW:
                letters += sign * (count // worth)
                count %= worth
        case _:
            return str(count)
    return letters.upper() if kind.startswith("upper") else letters


def value(of: Element, name: str) -> str:
    """The value of a child element: `<w:ilvl w:val="1"/>` is "1"; "" where there is none."""
    child = of.find(f"{W}{name}")
    return "" if child is None else child.get(f"{W}val", "")


def _level(level: Element) -> Level:
    start = value(level, "start")
    return Level(
        int(start) if start.isdecimal() and len(start) < DEEPEST else 1,
        value(level, "numFmt") or "decimal",
        value(level, "lvlText")[:40],
    )


def _is_depth(level: Element) -> bool:
    return level.get(f"{W}ilvl", "").isdecimal()
