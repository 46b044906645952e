"""The problem of proposing a rotation: who may have a turn, the terms to fill, what must hold, what is wished for.

Source: DOMAIN §3. Plain values; `demands.py` says when a rule holds, `wishes.py` what a wish costs.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import IntEnum, StrEnum
from functools import cached_property, lru_cache

from models.belonging.dating import Period
from models.belonging.offices import OfficeId, SectionId
from models.belonging.posts import Post
from models.presidency.terms import TermId
from models.procedure import PersonId
from models.speaking.request import Gender

Assignment = Mapping[TermId, tuple[OfficeId, ...]]
"""Who has which term: every term of the problem, its offices in alphabetical order of their ids."""


class Rule(StrEnum):
    """What must hold. Each can be switched off by the secretariat.

    `eligible`: the office is in the pool, and has a post to which the term is open. `mandated`: its mandate lasts
    on all those days. `available`: it is away on none of them. `pinned`, `kept_out`: the secretariat wants this
    office in this term, or not in it. `number`: as many holders as the term asks for. `sections`, `persons`: the
    holders of a term are of different sections, and different persons. `most_turns`: no office has more turns than
    that many. `turn_each`: each has one. `twice_running`: nobody has two terms in a row, in whichever office.
    """

    ELIGIBLE = "eligible"
    MANDATED = "mandated"
    AVAILABLE = "available"
    PINNED = "pinned"
    KEPT_OUT = "kept_out"
    NUMBER = "number"
    SECTIONS = "sections"
    PERSONS = "persons"
    MOST_TURNS = "most_turns"
    TURN_EACH = "turn_each"
    TWICE_RUNNING = "twice_running"


USUAL_RULES = frozenset(Rule) - {Rule.TURN_EACH}


class Wish(StrEnum):
    """What is wished for, and its unit.

    `equal_turns`: turns above or below an equal share. `equal_days`: days above or below it. `section_in_turn`: times
    that a section has two terms running. `gender_balance`: turns by which women and men differ. `portfolio`: terms
    whose holders stand for nothing the milestone is about. `few_changes`: places that differ from what was adopted.
    `number`: holders too many or too few, where that rule is switched off.
    """

    EQUAL_TURNS = "equal_turns"
    EQUAL_DAYS = "equal_days"
    SECTION_IN_TURN = "section_in_turn"
    GENDER_BALANCE = "gender_balance"
    PORTFOLIO = "portfolio"
    FEW_CHANGES = "few_changes"
    NUMBER = "number"


class Weight(IntEnum):
    """How much a wish matters. Each step counts twice the one below it (`wishes.FACTORS`)."""

    NOT_AT_ALL = 0
    A_LITTLE = 1
    SOMEWHAT = 2
    FAIRLY = 3
    MUCH = 4
    MOST = 5


@dataclass(frozen=True)
class Weights:
    """How much each wish matters to the secretariat. What was adopted comes first, unless they say less of it
    (`wishes.adopted_first`).
    """

    equal_turns: Weight = Weight.FAIRLY
    equal_days: Weight = Weight.A_LITTLE
    section_in_turn: Weight = Weight.FAIRLY
    gender_balance: Weight = Weight.FAIRLY
    portfolio: Weight = Weight.SOMEWHAT
    few_changes: Weight = Weight.MOST
    number: Weight = Weight.MOST

    def of(self, wish: Wish) -> Weight:
        weight = getattr(self, wish.value)
        assert isinstance(weight, Weight)
        return weight


@dataclass(frozen=True)
class Stretch:
    """Days from `first` on, until the day before `until`."""

    first: date
    until: date


@dataclass(frozen=True)
class Having:
    """An office has a post for a time, which makes it eligible for what is open to that post."""

    post: Post
    period: Period = Period()


@dataclass(frozen=True)
class Candidate:
    """An office of the pool. What is not known stays None or empty and is never guessed.

    `person` holds it, `gender` as they say it of themselves; `mandates` are theirs; `posts` make it eligible (an
    office in two posts is one candidate); `away`: the days on which it cannot preside; `stands_for`: its portfolio,
    in words that terms use too.
    """

    office: OfficeId
    section: SectionId | None = None
    person: PersonId | None = None
    gender: Gender | None = None
    mandates: tuple[Period, ...] = ()
    posts: tuple[Having, ...] = ()
    away: tuple[Stretch, ...] = ()
    stands_for: tuple[str, ...] = ()


@dataclass(frozen=True)
class Slot:
    """A term that is to have holders, in the place it has in the sequence.

    It lies in the days from `first` until the day before `until`, at the widest; None: not known. It wants from
    `fewest` to `most` holders, of the posts it is `open_to` (none named: the whole pool), and is `about` what its
    milestone is. `adopted`: who has it by what counts now. `fixed`: who has it, where that is past and not planned
    again.
    """

    id: TermId
    first: date | None = None
    until: date | None = None
    fewest: int = 1
    most: int = 1
    open_to: tuple[Post, ...] = ()
    about: tuple[str, ...] = ()
    adopted: tuple[OfficeId, ...] | None = None
    fixed: tuple[OfficeId, ...] | None = None

    @property
    def days(self) -> int | None:
        """How many days it has at the widest; None where they are not known, or run backwards."""
        if self.first is None or self.until is None or self.until < self.first:
            return None
        return (self.until - self.first).days


@dataclass(frozen=True)
class Pin:
    """The secretariat wants this office in this term; `wanted` False: not in this term."""

    term: TermId
    office: OfficeId
    wanted: bool = True


@dataclass(frozen=True)
class Problem:
    """All that a proposal has to go by. `in_sequence` False: the terms run side by side, none follows another.

    Raises `ValueError` where a term or an office is there twice, or a term wants fewer than none.
    """

    pool: tuple[Candidate, ...]
    slots: tuple[Slot, ...]
    pins: tuple[Pin, ...] = ()
    rules: frozenset[Rule] = USUAL_RULES
    most_turns: int | None = None
    weights: Weights = field(default_factory=Weights)
    in_sequence: bool = True

    def __post_init__(self) -> None:
        for ids in ([s.id for s in self.slots], [c.office for c in self.pool]):
            if len(set(ids)) < len(ids):
                raise ValueError(f"one of these is there twice: {', '.join(sorted(ids))}")
        if any(not 0 <= s.fewest <= s.most for s in self.slots):
            raise ValueError("a term wants at least none, and at most no fewer than that")

    def __hash__(self) -> int:
        return self._hash

    @cached_property
    def _hash(self) -> int:
        """Worked out once: much of what is known of a problem is kept by it."""
        return hash((self.pool, self.slots, self.pins, self.rules, self.most_turns, self.weights))

    @property
    def planned(self) -> tuple[Slot, ...]:
        """The terms that are to be filled: those that are not past."""
        return tuple(slot for slot in self.slots if slot.fixed is None)

    @property
    def neighbours(self) -> tuple[tuple[Slot, Slot], ...]:
        """Terms that follow one another, where the second can still be planned, or the first can."""
        if not self.in_sequence:
            return ()
        pairs = zip(self.slots, self.slots[1:], strict=False)
        return tuple(pair for pair in pairs if any(slot.fixed is None for slot in pair))


@lru_cache(maxsize=16)
def candidates(problem: Problem) -> Mapping[OfficeId, Candidate]:
    """Everybody of whom a term may speak: the pool in its order, then those who are only pinned, adopted or past."""
    mentioned = {pin.office for pin in problem.pins if pin.wanted}
    for slot in problem.slots:
        mentioned.update(slot.adopted or (), slot.fixed or ())
    known = {candidate.office: candidate for candidate in problem.pool}
    strangers = sorted(mentioned - known.keys())
    return known | {office: Candidate(office) for office in strangers}


@lru_cache(maxsize=16)
def same_person(problem: Problem) -> Mapping[OfficeId, frozenset[OfficeId]]:
    """Each office with every other that is held by the same person, as far as that is known."""
    known = candidates(problem)
    return {
        office: frozenset(
            o for o, c in known.items() if o == office or (one.person is not None and c.person == one.person)
        )
        for office, one in known.items()
    }


@lru_cache(maxsize=16)
def slots(problem: Problem) -> Mapping[TermId, Slot]:
    return {slot.id: slot for slot in problem.slots}


@lru_cache(maxsize=16)
def preceding(problem: Problem) -> Mapping[TermId, TermId]:
    """Which term comes before each, where one of the two can be planned."""
    return {later.id: before.id for before, later in problem.neighbours}
