"""How fields say facts about bodies and offices: days as well as they are known, shares, numbers that may be open.

They are readings of `readings.py`; what cannot be read is refused in words of its own.
"""

import re
from collections.abc import Callable, Mapping
from typing import Any

from models import wire
from models.belonging.dating import UNKNOWN, Dating, dated
from models.rules import grounds

NOT_KNOWN = "?"
SPAN = re.compile(r"(\d{1,4})(?::([0-5]\d))?", re.ASCII)
LONGEST_NUMBER = 9


def written_dating(dating: Dating | None) -> str:
    """As it is typed: nothing where nothing has ended it, `?` where nobody knows when."""
    return "" if dating is None else str(dating) or NOT_KNOWN


def _dating(text: str) -> Any:
    try:
        return wire.to_wire(UNKNOWN if text == NOT_KNOWN else dated(text))
    except ValueError:
        raise grounds.NO_DATE.refusal(text=text[:40]) from None


def _ending(text: str) -> Any:
    return _dating(text) if text else None


def _number(text: str) -> int | None:
    if not text:
        return None
    if not (text.isascii() and text.isdecimal() and len(text) <= LONGEST_NUMBER):
        raise grounds.NO_NUMBER.refusal(text=text[:40])
    return int(text)


def _share(text: str) -> dict[str, int] | None:
    if not text:
        return None
    over, slash, under = (part.strip() for part in text.partition("/"))
    numbers = [part for part in (over, under) if part.isascii() and part.isdecimal() and len(part) <= 3]  # noqa: PLR2004 - 1000 is the most
    if not slash or len(numbers) < len((over, under)):
        raise grounds.NO_SHARE.refusal(share=text[:40])
    return {"over": int(over), "under": int(under)}


def _answer(text: str) -> bool | None:
    return text == "yes" if text else None


def _codes(text: str) -> list[str]:
    return text.replace(",", " ").replace(";", " ").split()


def span(text: str) -> int | None:
    """The seconds of `3` or `3:30` (minutes); nothing for nothing. Raises `Refusal`."""
    if not text:
        return None
    found = SPAN.fullmatch(text)
    if not found:
        raise grounds.BAD_SHAPE.refusal(fault=f"“{text[:40]}” is no time of the form 3:00")
    return int(found[1]) * 60 + int(found[2] or 0)


def _each(text: str, _: str) -> list[str]:
    return [text] if text else []


def _seats(text: str, section: str) -> list[dict[str, Any]]:
    seats = _number(text)
    return [] if seats is None else [{"section": section, "seats": seats}]


def _limit(text: str, of: str) -> list[dict[str, Any]]:
    """The seconds of one kind of speech by one role (`statement.delegate`; either may be empty: any)."""
    seconds = span(text)
    kind, _, role = of.partition(".")
    return [] if seconds is None else [{"seconds": seconds, "kind": kind or None, "role": role or None}]


FACTS: Mapping[str, Callable[[str], Any]] = {
    "dating": _dating,
    "ending": _ending,
    "number": _number,
    "share": _share,
    "answer": _answer,
    "codes": _codes,
}

GATHERED: Mapping[str, Callable[[str, str], list[Any]]] = {"each": _each, "seats": _seats, "limit": _limit}
"""Readings whose fields of one name make one list; they get what stands behind the dot too."""
