"""What each wish costs in a plan, in its own unit, and where: the same for whoever made the plan.

Source: DOMAIN §3. What is past counts in the balances, since the cycle is one; elsewhere it costs nothing.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from statistics import median_low

from models.belonging.offices import OfficeId, SectionId
from models.presidency.demands import barred, past_turns, turns
from models.presidency.proposing import Assignment, Problem, Rule, Slot, Weight, Wish, candidates
from models.presidency.terms import TermId
from models.speaking.request import Gender

FACTORS = {
    Weight.NOT_AT_ALL: 0,
    Weight.A_LITTLE: 1,
    Weight.SOMEWHAT: 2,
    Weight.FAIRLY: 4,
    Weight.MUCH: 8,
    Weight.MOST: 16,
}


@dataclass(frozen=True)
class Detail:
    """One thing a wish costs: how much of its unit, and what it is about.

    `amount` is signed where it has a direction: above an equal share (+) or below (-), an office that joins a term
    (+) or leaves it (-), holders too many (+) or too few (-). Of the gender balance it is how many turns those have.
    """

    amount: int
    term: TermId | None = None
    office: OfficeId | None = None
    section: SectionId | None = None
    gender: Gender | None = None


@dataclass(frozen=True)
class Cost:
    """What one wish costs: `units` of its own, the same in `points` (weighed, comparable), and exactly what for."""

    wish: Wish
    units: int
    points: int
    details: tuple[Detail, ...] = ()


@dataclass(frozen=True)
class Share:
    """An equal share lies from `least` to `most`: it seldom is a whole number."""

    least: int
    most: int

    def beyond(self, amount: int) -> int:
        """How far an amount is above (+) or below (-) the share; 0 within it."""
        return max(0, amount - self.most) - max(0, self.least - amount)


@lru_cache(maxsize=16)
def sharing(problem: Problem) -> tuple[OfficeId, ...]:
    """Among whom turns are shared: those of the pool who can have a term, or have had one."""
    gone, past = barred(problem), past_turns(problem)
    return tuple(
        c.office
        for c in problem.pool
        if past[c.office] or any((slot.id, c.office) not in gone for slot in problem.planned)
    )


def share_of_turns(problem: Problem) -> Share:
    return _share(problem, lambda _slot: 1)


def share_of_days(problem: Problem) -> Share:
    """The same in days, of the terms whose days are known."""
    return _share(problem, lambda slot: slot.days or 0)


def _share(problem: Problem, worth: Callable[[Slot], int]) -> Share:
    among = set(sharing(problem))
    if not among:
        return Share(0, 0)
    past = sum(worth(s) * len(among & {*s.fixed}) for s in problem.slots if s.fixed is not None)
    least = past + sum(worth(s) * s.fewest for s in problem.planned)
    most = past + sum(worth(s) * s.most for s in problem.planned)
    return Share(least // len(among), -(-most // len(among)))


@lru_cache(maxsize=16)
def price(problem: Problem, wish: Wish) -> int:
    """What one unit costs before it is weighed: a day one point, all else as many as a usual term has days."""
    lengths = [slot.days for slot in problem.slots if slot.days]
    usual = median_low(lengths) if lengths else 1
    return 1 if wish is Wish.EQUAL_DAYS else usual * (16 if wish is Wish.NUMBER else 1)


def points_a_unit(problem: Problem, wish: Wish) -> int:
    """What one unit costs, weighed. Where what was adopted matters most, one change costs more than all else can."""
    if wish is Wish.FEW_CHANGES and adopted_first(problem):
        return _more_than_all_else(problem)
    return FACTORS[problem.weights.of(wish)] * price(problem, wish)


def adopted_first(problem: Problem) -> bool:
    """Whether what was adopted comes before every other wish: it changes where a rule asks for it, else nowhere."""
    return problem.weights.few_changes is Weight.MOST


@lru_cache(maxsize=16)
def _more_than_all_else(problem: Problem) -> int:
    """More points than all wishes but that for few changes can come to together."""
    offices = len(candidates(problem))
    holders = {
        slot.id: offices if Rule.NUMBER not in problem.rules else max(slot.most, len(slot.fixed or ()))
        for slot in problem.slots
    }
    among, turns, days = len(sharing(problem)), share_of_turns(problem), share_of_days(problem)
    had = sum(holders.values())
    most = {
        Wish.EQUAL_TURNS: had + among * turns.least,
        Wish.EQUAL_DAYS: sum((s.days or 0) * holders[s.id] for s in problem.slots) + among * days.least,
        Wish.SECTION_IN_TURN: had,
        Wish.GENDER_BALANCE: had,
        Wish.PORTFOLIO: len(problem.slots),
        Wish.NUMBER: 0
        if Rule.NUMBER in problem.rules
        else sum(max(offices, s.fewest) for s in problem.slots),
    }
    return 1 + sum(units * points_a_unit(problem, wish) for wish, units in most.items())


def costs(problem: Problem, assignment: Assignment) -> tuple[Cost, ...]:
    """What every wish costs, whether it matters or not, in the order of the wishes."""
    found = []
    for wish, of in COSTING.items():
        details = tuple(of(problem, assignment))
        units = _units(wish, details)
        found.append(Cost(wish, units, units * points_a_unit(problem, wish), details))
    return tuple(found)


def _units(wish: Wish, details: tuple[Detail, ...]) -> int:
    if wish is Wish.GENDER_BALANCE:
        had = {gender: sum(d.amount for d in details if d.gender is gender) for gender in Gender}
        return abs(had[Gender.WOMAN] - had[Gender.MAN])
    if wish is Wish.FEW_CHANGES:
        terms: dict[TermId | None, list[int]] = {}
        for detail in details:
            terms.setdefault(detail.term, []).append(detail.amount)
        return sum(max(these.count(1), these.count(-1)) for these in terms.values())
    return sum(abs(detail.amount) for detail in details)


def _equal_turns(problem: Problem, assignment: Assignment) -> Iterator[Detail]:
    had, share = turns(assignment), share_of_turns(problem)
    for office in sharing(problem):
        if off := share.beyond(had[office]):
            yield Detail(off, office=office)


def _equal_days(problem: Problem, assignment: Assignment) -> Iterator[Detail]:
    share = share_of_days(problem)
    for office in sharing(problem):
        had = sum(slot.days or 0 for slot in problem.slots if office in assignment[slot.id])
        if off := share.beyond(had):
            yield Detail(off, office=office)


def _section_in_turn(problem: Problem, assignment: Assignment) -> Iterator[Detail]:
    known = candidates(problem)
    for before, later in problem.neighbours:
        first, then = ({known[o].section for o in assignment[slot.id]} for slot in (before, later))
        for section in sorted(section for section in first & then if section is not None):
            yield Detail(1, term=later.id, section=section)


def _gender_balance(problem: Problem, assignment: Assignment) -> Iterator[Detail]:
    """How many turns women and men have; those of whom it is not known, or who are neither, are on neither side."""
    known = candidates(problem)
    holders = [known[office].gender for those in assignment.values() for office in those]
    for gender in (Gender.WOMAN, Gender.MAN):
        yield Detail(holders.count(gender), gender=gender)


def _portfolio(problem: Problem, assignment: Assignment) -> Iterator[Detail]:
    known = candidates(problem)
    for slot in problem.planned:
        standing_for = {tag for office in assignment[slot.id] for tag in known[office].stands_for}
        if slot.about and standing_for.isdisjoint(slot.about):
            yield Detail(1, term=slot.id)


def _few_changes(problem: Problem, assignment: Assignment) -> Iterator[Detail]:
    for slot in problem.planned:
        if slot.adopted is None:
            continue
        then, now = set(slot.adopted), set(assignment[slot.id])
        yield from (Detail(-1, term=slot.id, office=office) for office in sorted(then - now))
        yield from (Detail(1, term=slot.id, office=office) for office in sorted(now - then))


def _number(problem: Problem, assignment: Assignment) -> Iterator[Detail]:
    if Rule.NUMBER in problem.rules:
        return
    for slot in problem.planned:
        if off := Share(slot.fewest, slot.most).beyond(len(assignment[slot.id])):
            yield Detail(off, term=slot.id)


COSTING: Mapping[Wish, Callable[[Problem, Assignment], Iterator[Detail]]] = {
    Wish.EQUAL_TURNS: _equal_turns,
    Wish.EQUAL_DAYS: _equal_days,
    Wish.SECTION_IN_TURN: _section_in_turn,
    Wish.GENDER_BALANCE: _gender_balance,
    Wish.PORTFOLIO: _portfolio,
    Wish.FEW_CHANGES: _few_changes,
    Wish.NUMBER: _number,
}
