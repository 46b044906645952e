"""How an act comes about: somebody submits a command, the rules answer, the record keeps what happened.

Source: DESIGN §2 and §5 (one door, one record, one way out). Everything here is a plain value.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum
from typing import NewType

from models.belonging.roles import Role
from models.text import Text

StreamId = NewType("StreamId", str)
PersonId = NewType("PersonId", str)
CommandId = NewType("CommandId", str)

OPERATOR = PersonId("operator")
"""Whoever runs the server: acts through the console command, never through a browser."""


Fact = str | Text | datetime | Enum | tuple[Enum, ...]
"""What fills a refusal's words: a text is read, a moment shown, a role or outcome named, for this reader."""


class Command:
    """What somebody asks for, in the imperative. Its fields carry their bounds in `metadata`."""


class Event:
    """What has happened, in the past tense. It is never refused and never changed."""


@dataclass(frozen=True)
class Actor:
    """Who submits: a person, with what the meeting lets them be (their roles at this moment)."""

    person: PersonId | None
    roles: frozenset[Role] = frozenset()

    @property
    def operates(self) -> bool:
        return self.person == OPERATOR


@dataclass(frozen=True)
class Submission:
    """One press: a command, who pressed, and when (UTC, never before the stream's last entry).

    `id` is made by whoever presses; sent again, it gets the receipt of the first time.
    """

    id: CommandId
    by: PersonId | None
    at: datetime
    command: Command


@dataclass(frozen=True)
class Entry:
    """One line of a stream's record. `seq` counts from 1 without a gap; `at` never runs backwards (UTC).

    `behalf` is the role on whose behalf `by` has acted, where it is not their own: "on behalf of the chair".
    """

    seq: int
    at: datetime
    by: PersonId | None
    event: Event
    behalf: Role | None = None


@dataclass(frozen=True)
class Receipt:
    """The answer to an accepted command: the number of its last entry."""

    id: CommandId
    seq: int


@dataclass(eq=False)
class Refusal(Exception):  # noqa: N818 - the rules said no: the field's word, not an error
    """The rules say no, in words.

    `code` is permanent and for programs, `rule` names where it stands, `message` is an English
    gettext template whose named fields are filled from `facts`; the edge translates it for the reader.
    """

    code: str
    rule: str
    message: str
    facts: Mapping[str, Fact] = field(default_factory=dict)


@dataclass(frozen=True)
class Ground:
    """A reason to refuse, declared once; `refusal()` makes the refusal for one case."""

    code: str
    rule: str
    message: str

    def refusal(self, **facts: Fact) -> Refusal:
        return Refusal(self.code, self.rule, self.message, facts)


def bounded(*, longest: int) -> Mapping[str, int]:
    """Field metadata: the most characters a text may have. The edge enforces it before the door."""
    return {"longest": longest}


def counted(*, most: int) -> Mapping[str, int]:
    """Field metadata: the largest number it may be; the smallest is 0."""
    return {"most": most}
