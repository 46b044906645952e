"""Dates as people write them, in English, French and Spanish.

2021-11-17 · 17/11/2021 · 17.11.2021 · 19 September 2024 · September 19, 2024 · Wednesday 17 November
le 17 novembre 2021 · 1er juin · 17 de noviembre de 2021 · 13-15 June 2022 (its first day)
"""

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from babel import Locale

from models.text import LANGUAGES
from server.imports import grounds
from server.imports.faults import Remark, quote, remark
from server.imports.spelling import folded

MAY_BE_A_MONTH = 12
CENTURY = 2000


def _names(kind: str) -> dict[str, int]:
    """Month or weekday names of the three languages, long and short, as `folded` writes them."""
    names: dict[str, int] = {}
    for language in LANGUAGES:
        widths = getattr(Locale.parse(language), kind)["format"]
        for width in ("wide", "abbreviated"):
            names |= {folded(name).strip("."): number for number, name in widths[width].items()}
    return names


MONTHS = _names("months") | {"sept": 9, "setiembre": 9}
_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_DAYS = "|".join(sorted(_names("days"), key=len, reverse=True))
_WEEKDAY = rf"(?:le\s+|el\s+)?(?:(?:{_DAYS})\b\.?,?\s+)?(?:the\s+|le\s+|el\s+)?"
_DAY = r"(?P<day{n}>\d{{1,2}})(?:st|nd|rd|th|er|º|°)?"
_RANGE = r"(?:\s?(?:[-–—]|to|au|al|a|and|et|y)\s?\d{1,2}(?:st|nd|rd|th)?)?"
_YEAR = r"(?:,?\s+(?:de\s+|del\s+)?(?P<year{n}>\d{{4}})(?!\d))?"

PATTERNS = tuple(
    re.compile(rf"(?<![\w.]){_WEEKDAY}{pattern}(?!\w)")
    for pattern in (
        r"(?P<year0>\d{4})-(?P<month0>\d{1,2})-(?P<day0>\d{1,2})",
        r"(?P<day1>\d{1,2})(?P<mark>[/.])(?P<month1>\d{1,2})(?P=mark)(?P<year1>\d{4}|\d{2})",
        rf"{_DAY.format(n=2)}{_RANGE}\.?\s+(?:de\s+|of\s+)?(?P<month2>{_MONTH})\b\.?{_YEAR.format(n=2)}",
        rf"(?P<month3>{_MONTH})\b\.?\s+{_DAY.format(n=3)}{_RANGE}{_YEAR.format(n=3)}",
    )
)


@dataclass(frozen=True)
class Dated:
    """A date of a line: the day (the first, of several), where it stands, and what is odd about it."""

    day: date
    at: tuple[int, int]
    odd: tuple[Remark, ...] = ()


def date_in(words: str, year: int | None = None) -> Dated | None:
    """The first date of a line. `year` is the one that is meant where none is written."""
    plain = words.lower() if words.isascii() else "".join(_letter(letter) for letter in words)
    for number, pattern in enumerate(PATTERNS):
        for found in pattern.finditer(plain):
            if dated := _dated(found, number, year):
                return dated
    return None


@lru_cache(maxsize=1024)
def _letter(letter: str) -> str:
    """One small letter for each, so that places in the line stay what they are."""
    small = folded(letter)
    return small if len(small) == 1 else letter


def _dated(found: re.Match[str], number: int, year: int | None) -> Dated | None:
    month, written = found[f"month{number}"], found[f"year{number}"]
    if written is None and year is None:
        return None
    of = int(written) if written else year or 0
    try:
        day = date(
            of if of >= 100 else of + CENTURY,  # noqa: PLR2004 - two figures of a year
            int(month) if month.isdigit() else MONTHS[month],
            int(found[f"day{number}"]),
        )
    except ValueError:
        return None
    odd: tuple[Remark, ...] = ()
    if number == 1 and found["mark"] == "/" and day.day <= MAY_BE_A_MONTH and day.day != day.month:
        odd = (remark(grounds.SLASHED_DATE, said=quote(found[0]), date=day.isoformat()),)
    return Dated(day, found.span(), odd)
