"""How a line is marked before its words begin: indent, bullet, number."""

import re
from collections.abc import Container, Sequence
from dataclasses import dataclass

TAB = 4
BULLETS = "-–—−•*·▪◦‣►➢➔→■□●○♦\uf0b7\uf0a7\uf0d8\uf02d"
LEVELS = {"•": 0, "·": 0, "●": 0, "\uf0b7": 0, "o": 1, "◦": 1, "○": 1, "▪": 2, "■": 2, "\uf0a7": 2}
"""The bullets that word processors give to the first, second and third level."""

_BULLET = re.compile(rf"(?P<bullet>[{re.escape(BULLETS)}]|o(?=[ \t]))(?P<gap>[ \t]*)(?=\S)")
_ROMAN = r"(?=[IVXL])(?:XL|L?X{0,3})(?:IX|IV|V?I{0,3})"
_NUMBER = re.compile(
    rf"\(?(?P<number>\d{{1,3}}(?:\.\d{{1,3}})+[a-z]?|\d{{1,3}}[a-z]?|{_ROMAN}|[a-zA-Z]|[ivx]{{1,5}})"
    r"(?P<mark>[.)]+[-–]?|[-–](?=\s)|(?=[ \t]))(?P<gap>[ \t]+)(?=\S)"
)
_TIME = re.compile(r"(?:[01]?\d|2[0-4])\.[0-5]\d")
_NAMED = re.compile(
    r"(?:agenda )?(?:item|point|punto)\s+(?:n[o°º]\.?\s*)?(?P<number>\d+(?:\.\d+)*)\s*[.:)–-]\s*",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Marked:
    """A line as it is marked: `indent` in columns, the bullet or number it carries, and its words."""

    indent: int
    bullet: str
    number: str
    words: str

    @property
    def marked(self) -> bool:
        return bool(self.bullet or self.number)


def marked(line: str, taken: Container[str] = ()) -> Marked:
    """A line apart from its mark. A bare figure is a number only where a tab or wide gap sets it apart.

    `taken` are the numbers seen so far: "9.30" is a time, unless there is an item 9.
    """
    wide = line.expandtabs(TAB)
    indent = len(wide) - len(wide.lstrip())
    words = line.strip()
    bullet = ""
    if (found := _BULLET.match(words)) and (found["gap"] or found["bullet"] not in "-–—−*·→"):
        bullet, words = found["bullet"], words[found.end() :]
    if number := _NAMED.match(words):
        return Marked(indent, bullet, number["number"], words[number.end() :])
    if (number := _NUMBER.match(words)) and _counts(number, taken):
        return Marked(indent, bullet, number["number"], words[number.end() :])
    return Marked(indent, bullet, "", words)


def levelled(lines: Sequence[Marked]) -> bool:
    """Whether bullets alone tell the levels: all stand at the same indent, and several kinds are used."""
    bulleted = [line for line in lines if line.bullet]
    kinds = {LEVELS.get(line.bullet, 0) for line in bulleted}
    return len({line.indent for line in bulleted}) == 1 and len(kinds) > 1 and 0 in kinds and _plain(bulleted)


def _plain(bulleted: Sequence[Marked]) -> bool:
    return all(line.bullet in LEVELS for line in bulleted)


def _counts(found: re.Match[str], taken: Container[str]) -> bool:
    """Whether "5.2 Updates" and "5. Updates" are numbered; of "10 years" and "A note" a wide gap makes numbers."""
    if _TIME.fullmatch(found["number"]) and found["number"].partition(".")[0] not in taken:
        return False
    bracketed = found[0].startswith("(")
    if found["mark"]:
        return bracketed == (")" in found["mark"]) or not bracketed
    return not bracketed and ("." in found["number"] or "\t" in found["gap"] or len(found["gap"]) > 1)
