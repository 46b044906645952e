"""What a search is asked, and what it says: JSON, a line each. Neither side needs the solver to read them."""

from collections.abc import Mapping
from enum import StrEnum

import msgspec

from models.belonging.offices import OfficeId
from models.presidency.demands import Demand
from models.presidency.proposed import Effort, Proposed
from models.presidency.proposing import Problem
from models.presidency.terms import TermId

MOST_PROPOSALS = 6


class Asked(msgspec.Struct, frozen=True):
    """What is to be searched for. The same problem, seed, effort and number of proposals give the same proposals."""

    problem: Problem
    seed: int = 0
    effort: Effort = Effort.ORDINARY
    proposals: int = 3


class Waiting(msgspec.Struct, frozen=True, tag="waiting"):
    """Other searches are running; this one begins when one of them has ended."""


class Progress(msgspec.Struct, frozen=True, tag="progress"):
    """The best plan so far of the proposal that is being searched for: it breaks no rule. `cost`, `bound` and `gap`
    are those of `Proposed`.
    """

    number: int
    assignment: Mapping[TermId, tuple[OfficeId, ...]]
    cost: int
    bound: int
    gap: int


class Offer(msgspec.Struct, frozen=True, tag="proposal"):
    """A proposal. None that comes later changes it."""

    proposal: Proposed


class Collision(msgspec.Struct, frozen=True, tag="collision"):
    """The rules cannot all hold: these demands collide. `minimal`: each of them was dropped in turn, and then the
    others could hold; False: there was no time to try them all, so some may have nothing to do with it.
    """

    demands: tuple[Demand, ...]
    minimal: bool


class Outcome(StrEnum):
    """How a search has ended. `found`: there are proposals. `impossible`: the rules collide. `undecided`: in this
    effort neither a plan was found nor that there is none. `stopped`: the clock stopped it, on a machine too slow for
    this effort; what was found stands, but the next time it may be something else.
    """

    FOUND = "found"
    IMPOSSIBLE = "impossible"
    UNDECIDED = "undecided"
    STOPPED = "stopped"


class Fewer(StrEnum):
    """Why there are fewer proposals than were asked for. `no_other`: it is proven that none keeps the rules, differs
    enough from those there are and costs little more. `not_found`: in this effort none was met.
    """

    NO_OTHER = "no_other"
    NOT_FOUND = "not_found"


class Ended(msgspec.Struct, frozen=True, tag="ended"):
    """The last line. `steps`: how much work it was, in thousandths of the solver's own measure, no clock's."""

    outcome: Outcome
    seed: int
    effort: Effort
    steps: int
    fewer: Fewer | None = None


Line = Waiting | Progress | Offer | Collision | Ended

_encoder = msgspec.json.Encoder(order="deterministic")
_asked = msgspec.json.Decoder(Asked)
_line: msgspec.json.Decoder[Line] = msgspec.json.Decoder(Line)


def written(what: Asked | Line) -> bytes:
    """As one line, without its end."""
    return _encoder.encode(what)


def asked(line: bytes) -> Asked:
    """Raises `msgspec.ValidationError` where it is no such thing."""
    return _asked.decode(line)


def line_of(line: bytes) -> Line:
    return _line.decode(line)
