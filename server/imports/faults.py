"""What can be said about a file that was brought: why it cannot be read, what was odd, what a row lacks.

Every sentence is an English gettext template, filled from facts and translated at the edge, like a refusal.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from models.procedure import Fact, Ground, Refusal
from server.imports import grounds
from server.languages import refusal_in_words

LONGEST_QUOTE = 60
MEGABYTE = 1_000_000
ROOM = "imports"


class Unreadable(Refusal):
    """The file cannot be read; nothing of it is kept. One clear sentence says why and what to do.

    `columns` are the headings of the table, where the fault is that none of them was understood: a page can
    then ask which is which, and read again with a mapping.
    """

    columns: tuple[str, ...] = ()

    @classmethod
    def because(cls, ground: Ground, *, columns: tuple[str, ...] = (), **facts: Fact) -> "Unreadable":
        fault = cls(ground.code, ground.rule, ground.message, facts)
        fault.columns = columns
        return fault


@dataclass(frozen=True)
class Remark:
    """Something to tell whoever checks the preview; `code` is for programs, `message` for people."""

    code: str
    message: str
    facts: Mapping[str, Fact] = field(default_factory=dict)

    def in_words(self, language: str) -> str:
        return refusal_in_words(Refusal(self.code, ROOM, self.message, self.facts), language)["message"]


@dataclass(frozen=True)
class Fault:
    """What is wrong with one row, counted from 1, in one column (a field of `Row`). 0 stands for all rows."""

    row: int
    column: str
    remark: Remark


def remark(ground: Ground, **facts: Fact) -> Remark:
    return Remark(ground.code, ground.message, facts)


def too_large(size: int, most: int) -> Unreadable:
    """What to say of something of so many bytes, or of letters of plain text."""
    return Unreadable.because(grounds.TOO_LARGE, size=_megabytes(size), most=_megabytes(most))


def _megabytes(size: int) -> str:
    return f"{size / MEGABYTE:.1f} MB".replace(".0 ", " ")


def quote(words: str) -> str:
    """Words of the file as they are quoted in a sentence: on one line, not too long."""
    line = " ".join(words.split())
    return line if len(line) <= LONGEST_QUOTE else line[: LONGEST_QUOTE - 1].rstrip() + "…"
