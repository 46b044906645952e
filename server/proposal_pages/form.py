"""What is written in the form that asks for proposals: kept as it was typed, and read as what is wanted."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from starlette.datastructures import FormData

from models.belonging.offices import OfficeId
from models.belonging.posts import Post
from models.presidency.proposed import Effort
from models.presidency.proposing import USUAL_RULES, Pin, Rule, Stretch, Weight, Weights, Wish
from models.presidency.rotation_problem import Wanted
from models.presidency.terms import Term, TermId

LONGEST = 80
MOST_LINES = 60
SPARE_LINES = 2
HOLDERS = {"1": (1, 1), "2": (2, 2), "1-2": (1, 2)}
MOST_DIGITS = 6
RULES = tuple(rule for rule in Rule if rule is not Rule.KEPT_OUT)
"""Rules of which the form asks: who says that an office is not to be in a term means it."""


class Way(StrEnum):
    """How an office is pinned: it is to be in that term, or not to be in it."""

    IN = "in"
    OUT = "out"


class Fault(StrEnum):
    """What cannot be read in the form."""

    NO_POST = "no_post"
    NO_NUMBER = "no_number"
    AWAY_INCOMPLETE = "away_incomplete"
    AWAY_BACKWARDS = "away_backwards"
    PIN_INCOMPLETE = "pin_incomplete"
    NO_SEED = "no_seed"
    NOT_UNDERSTOOD = "not_understood"


class Unread(Exception):  # noqa: N818 - a fact about what somebody typed
    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.value)
        self.fault = fault


@dataclass(frozen=True)
class Away:
    """An office and the days from `first` to `last`, inclusive, as they were typed."""

    office: str = ""
    first: str = ""
    last: str = ""

    @property
    def empty(self) -> bool:
        return not (self.office or self.first or self.last)


@dataclass(frozen=True)
class Pinned:
    """An office and a term that it is to have, or not to have, as they were chosen."""

    office: str = ""
    way: str = Way.OUT.value
    term: str = ""

    @property
    def empty(self) -> bool:
        return not (self.office or self.term)


@dataclass(frozen=True)
class Written:
    """The form as it was typed. `most_turns` is empty where there is no limit, `seed` where it is the first."""

    posts: frozenset[str]
    rules: frozenset[str] = frozenset(rule.value for rule in USUAL_RULES)
    holders: str = "1"
    most_turns: str = ""
    weights: Mapping[str, int] | None = None
    effort: str = Effort.QUICK.value
    away: tuple[Away, ...] = ()
    pins: tuple[Pinned, ...] = ()
    seed: str = "0"

    @property
    def pin_lines(self) -> tuple[Pinned, ...]:
        """What is pinned, and some lines to pin more."""
        return (*self.pins, *(Pinned() for _ in range(SPARE_LINES)))

    @property
    def lines(self) -> tuple[Away, ...]:
        """Who is away, and some lines to write more."""
        return (*self.away, *(Away() for _ in range(SPARE_LINES)))

    def weight(self, wish: Wish) -> int:
        given = (self.weights or {}).get(wish.value)
        return int(Weights().of(wish)) if given is None else given

    def wanted(self, known: Collection[str], terms: Collection[str]) -> Wanted:
        """What is asked for; `known` are the offices there are, `terms` those of the draft. Raises `Unread`."""
        if not self.posts:
            raise Unread(Fault.NO_POST)
        try:
            fewest, most = HOLDERS[self.holders]
            posts = frozenset(Post(post) for post in self.posts)
            rules = frozenset(Rule(rule) for rule in self.rules) | {Rule.KEPT_OUT}
        except (KeyError, ValueError):
            raise Unread(Fault.NOT_UNDERSTOOD) from None
        weights = Weights(**{wish.value: Weight(self.weight(wish)) for wish in Wish})
        away = tuple(_stretch(line, known) for line in self.away)
        pins = tuple(_pin(line, known, terms) for line in self.pins)
        return Wanted(posts, fewest, most, rules, self._most_turns(), weights, away, pins)

    def asked_seed(self) -> int:
        """Raises `Unread`."""
        if not (self.seed.isascii() and self.seed.isdigit() and len(self.seed) <= MOST_DIGITS):
            raise Unread(Fault.NO_SEED)
        return int(self.seed)

    def asked_effort(self) -> Effort:
        """Raises `Unread`."""
        try:
            return Effort(self.effort)
        except ValueError:
            raise Unread(Fault.NOT_UNDERSTOOD) from None

    def _most_turns(self) -> int | None:
        if not self.most_turns:
            return None
        if not (self.most_turns.isascii() and self.most_turns.isdigit() and len(self.most_turns) < 4):  # noqa: PLR2004
            raise Unread(Fault.NO_NUMBER)
        return int(self.most_turns)


def blank(posts: Collection[Post], terms: Collection[Term]) -> Written:
    """The form as nobody has touched it: these posts are ticked, and as many holders are asked for as terms have."""
    numbers = {len(term.holders) for term in terms if term.holders} or {1}
    holders = next((name for name, span in HOLDERS.items() if span == (min(numbers), max(numbers))), "1")
    return Written(frozenset(post.value for post in posts), holders=holders)


def written(fields: FormData) -> Written:
    """What this form says, whether or not it can be read."""
    lines = zip(_every(fields, "office"), _every(fields, "first"), _every(fields, "last"), strict=False)
    away = tuple(line for line in (Away(*one) for one in lines) if not line.empty)
    chosen = zip(
        _every(fields, "pin_office"), _every(fields, "pin_way"), _every(fields, "pin_term"), strict=False
    )
    pins = tuple(line for line in (Pinned(*one) for one in chosen) if not line.empty)
    return Written(
        frozenset(_every(fields, "post")),
        frozenset(_every(fields, "rule")),
        _one(fields, "holders"),
        _one(fields, "most_turns"),
        {
            wish.value: _weight(_one(fields, f"wish.{wish.value}"))
            for wish in Wish
            if f"wish.{wish.value}" in fields
        },
        _one(fields, "effort"),
        away[:MOST_LINES],
        pins[:MOST_LINES],
        _one(fields, "seed") or "0",
    )


def _weight(text: str) -> int:
    return int(text) if text in {str(int(weight)) for weight in Weight} else 0


def _one(fields: FormData, name: str) -> str:
    return str(fields.get(name, "")).strip()[:LONGEST]


def _every(fields: FormData, name: str) -> list[str]:
    return [str(value).strip()[:LONGEST] for value in fields.getlist(name)]


def _stretch(line: Away, known: Collection[str]) -> tuple[OfficeId, Stretch]:
    """Raises `Unread`."""
    if line.office not in known:
        raise Unread(Fault.AWAY_INCOMPLETE)
    try:
        first, last = date.fromisoformat(line.first), date.fromisoformat(line.last)
    except ValueError:
        raise Unread(Fault.AWAY_INCOMPLETE) from None
    if last < first:
        raise Unread(Fault.AWAY_BACKWARDS)
    return OfficeId(line.office), Stretch(first, min(last, date.max - timedelta(days=1)) + timedelta(days=1))


def _pin(line: Pinned, known: Collection[str], terms: Collection[str]) -> Pin:
    """Raises `Unread`."""
    if line.office not in known or line.term not in terms or line.way not in set(Way):
        raise Unread(Fault.PIN_INCOMPLETE)
    return Pin(TermId(line.term), OfficeId(line.office), line.way == Way.IN)
