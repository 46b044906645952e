"""Small rotations to propose, and every plan they could have: the long way round, as the solver must not go."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import chain, combinations, product

from hypothesis import strategies as st

from models.belonging.dating import Period, on
from models.belonging.offices import OfficeId, SectionId
from models.presidency.demands import Demand, demands, met
from models.presidency.proposed import audit
from models.presidency.proposing import (
    Assignment,
    Candidate,
    Pin,
    Problem,
    Rule,
    Slot,
    Stretch,
    Weight,
    Weights,
    candidates,
)
from models.presidency.terms import TermId
from models.procedure import PersonId
from models.speaking.request import Gender

DAY = date(2026, 1, 1)
OFFICES = [OfficeId(name) for name in "abcd"]
TERMS = [TermId(name) for name in "1234"]


def day(number: int) -> date:
    return DAY + timedelta(days=number)


def office(name: str, **known) -> Candidate:
    return Candidate(OfficeId(name), **known)


def slot(name: str, first: int | None = None, until: int | None = None, **known) -> Slot:
    """A term from one day to another, counted from the first of all."""
    days = [None if number is None else day(number) for number in (first, until)]
    return Slot(TermId(name), *days, **known)


def problem(offices: str, terms: int, **known) -> Problem:
    """A pool of offices by their letters, and so many terms of thirty days."""
    slots = tuple(slot(str(n + 1), 30 * n, 30 * n + 30) for n in range(terms))
    return Problem(tuple(map(office, offices)), slots, **known)


def plan(**terms: str) -> Assignment:
    """`_1="ab"`: offices a and b have term 1."""
    return {
        TermId(term.removeprefix("_")): tuple(map(OfficeId, sorted(those))) for term, those in terms.items()
    }


def every_plan(of: Problem, those: Sequence[Demand] | None = None) -> Iterator[Assignment]:
    """Each plan that meets the demands; all those of the problem, unless others are given."""
    offices = sorted(candidates(of))
    everybody = [*chain.from_iterable(combinations(offices, n) for n in range(len(offices) + 1))]
    holders = [everybody if s.fixed is None else [tuple(sorted(s.fixed))] for s in of.slots]
    wanted = demands(of) if those is None else those
    for chosen in product(*holders):
        assignment = dict(zip([s.id for s in of.slots], chosen, strict=True))
        if all(met(of, demand, assignment) for demand in wanted):
            yield assignment


def can_hold(of: Problem, those: Sequence[Demand] | None = None) -> bool:
    return any(True for _ in every_plan(of, those))


def least_cost(of: Problem) -> int | None:
    return min((audit(of, assignment).cost for assignment in every_plan(of)), default=None)


@st.composite
def problems(draw: st.DrawFn, most_offices: int = 3, most_terms: int = 3) -> Problem:
    """Anything a secretariat may come up with, small enough for every plan to be tried."""
    offices, terms = OFFICES[:most_offices], TERMS[:most_terms]
    pool = tuple(draw(_candidate(name)) for name in draw(st.lists(st.sampled_from(offices), unique=True)))
    slots = tuple(draw(_slot(name, n, offices)) for n, name in enumerate(terms[: draw(st.integers(0, 3))]))
    ids = [s.id for s in slots]
    pins = st.builds(Pin, st.sampled_from(ids or TERMS), st.sampled_from(offices), st.booleans())
    return Problem(
        pool,
        slots,
        pins=tuple(draw(st.lists(pins, max_size=2 if ids else 0, unique=True))),
        rules=draw(st.frozensets(st.sampled_from(Rule), min_size=5)),
        most_turns=draw(st.none() | st.integers(0, 2)),
        weights=Weights(*(draw(st.sampled_from(Weight)) for _ in range(7))),
        in_sequence=draw(st.booleans()),
    )


@st.composite
def _candidate(draw: st.DrawFn, name: OfficeId) -> Candidate:
    begun, over = draw(st.integers(-50, 40)), draw(st.integers(10, 150))
    away = draw(st.integers(0, 100))
    return Candidate(
        name,
        section=draw(st.none() | st.sampled_from([SectionId("north"), SectionId("south")])),
        person=draw(st.none() | st.sampled_from([PersonId("p"), PersonId("q"), PersonId("r")])),
        gender=draw(st.none() | st.sampled_from(Gender)),
        mandates=draw(st.sampled_from([(), (Period(on(day(begun)), on(day(over))),)])),
        away=draw(st.sampled_from([(), (Stretch(day(away), day(away + 3)),)])),
        stands_for=tuple(draw(st.sets(st.sampled_from(["water", "housing"])))),
    )


@st.composite
def _slot(draw: st.DrawFn, name: TermId, number: int, offices: list[OfficeId]) -> Slot:
    fewest = draw(st.integers(1, 2))
    those = st.none() | st.lists(st.sampled_from(offices), unique=True, max_size=2).map(tuple)
    past = number == 0 and draw(st.booleans())
    return slot(
        name,
        draw(st.none() | st.just(30 * number)),
        30 * number + draw(st.sampled_from([0, 20, 30])),
        fewest=fewest,
        most=draw(st.integers(fewest, 2)),
        about=draw(st.sampled_from([(), ("water",), ("housing", "water")])),
        adopted=draw(those),
        fixed=draw(those) if past else None,
    )
