"""A problem in whole numbers, for a search that tries a million changes: offices are bits, terms are places.

The costs are those of `models.presidency.wishes`, looked up where they depend on one office or one term.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from models.belonging.offices import OfficeId
from models.presidency.demands import allowed, barred
from models.presidency.proposing import Candidate, Problem, Rule, Wish, candidates, same_person
from models.presidency.wishes import Share, points_a_unit, share_of_days, share_of_turns, sharing
from models.speaking.request import Gender

SIDES = {Gender.WOMAN: 1, Gender.MAN: -1}


@dataclass(frozen=True)
class Known:
    """An office in numbers. `clash`: whom it cannot share a term with; `rest`: who may not have the terms beside it,
    itself among them. `turns_cost` and `days_cost`: points for so many turns, so many days.
    """

    bit: int
    section: int
    side: int
    clash: int
    rest: int
    fewest: int
    most: int
    turns_cost: tuple[int, ...]
    days_cost: tuple[int, ...]


class Numbered:
    """Offices and terms of a problem by their numbers; sets of offices are the bits of a whole number."""

    def __init__(self, problem: Problem, factors: Mapping[Wish, int]) -> None:
        self.problem = problem
        self.offices = tuple(candidates(problem))
        self.places = {office: number for number, office in enumerate(self.offices)}
        self.points = {wish: points_a_unit(problem, wish) * factors.get(wish, 1) for wish in Wish}
        self.days = [slot.days or 0 for slot in problem.slots]
        gone = barred(problem)
        self.may = [
            [n for n, o in enumerate(self.offices) if (slot.id, o) not in gone] for slot in problem.slots
        ]
        self.allowed = [sum(1 << office for office in those) for those in self.may]
        self.open = [n for n, slot in enumerate(problem.slots) if slot.fixed is None and self.may[n]]
        wanted = {(p.term, p.office) for p in problem.pins if p.wanted} if self._on(Rule.PINNED) else set()
        self.pinned = [self.bits(o for o in self.offices if (slot.id, o) in wanted) for slot in problem.slots]
        self.known = self._known()
        self._fitting = [self._standing_for(slot.about) for slot in problem.slots]
        self._adopted = [None if s.adopted is None else self.bits(s.adopted) for s in problem.slots]

    def bits(self, offices: Iterable[OfficeId]) -> int:
        return sum(1 << self.places[office] for office in offices)

    def number(self, term: int) -> tuple[int, int]:
        """How few and how many holders it may have."""
        slot = self.problem.slots[term]
        return (slot.fewest, slot.most) if self._on(Rule.NUMBER) else (0, len(self.offices))

    def of_term(self, term: int, those: int) -> tuple[int, int]:
        """What it costs that they have this term, whoever has the others; and of which sections they are."""
        slot, adopted, cost = self.problem.slots[term], self._adopted[term], 0
        if slot.about and not those & self._fitting[term]:
            cost += self.points[Wish.PORTFOLIO]
        if adopted is not None:
            changed = max((adopted & ~those).bit_count(), (those & ~adopted).bit_count())
            cost += self.points[Wish.FEW_CHANGES] * changed
        if not self._on(Rule.NUMBER):
            cost += self.points[Wish.NUMBER] * abs(Share(slot.fewest, slot.most).beyond(those.bit_count()))
        sections = 0
        for one in self.known:
            if those & one.bit:
                sections |= one.section
        return cost, sections

    def _on(self, rule: Rule) -> bool:
        return rule in self.problem.rules

    def _standing_for(self, about: Iterable[str]) -> int:
        about = set(about)
        return self.bits(o for o, c in candidates(self.problem).items() if not about.isdisjoint(c.stands_for))

    def _known(self) -> list[Known]:
        problem = self.problem
        sections = {c.section: 0 for c in candidates(problem).values() if c.section is not None}
        bits: Mapping[str | None, int] = {section: 1 << n for n, section in enumerate(sections)}
        turns, days, among = share_of_turns(problem), share_of_days(problem), set(sharing(problem))
        by_turns = self._costs(Wish.EQUAL_TURNS, turns, len(problem.slots))
        by_days = self._costs(Wish.EQUAL_DAYS, days, sum(self.days))
        nothing = (0,) * max(len(by_turns), len(by_days))
        pool = {candidate.office for candidate in problem.pool}
        bounded = self._on(Rule.MOST_TURNS) and problem.most_turns is not None
        return [
            Known(
                1 << number,
                bits.get(one.section, 0),
                SIDES.get(one.gender, 0) if one.gender else 0,
                self._clashing(one),
                self.bits(same_person(problem)[office]) if self._in_turn else 0,
                1 if self._on(Rule.TURN_EACH) and office in pool else 0,
                allowed(problem, office) if bounded and office in pool else len(problem.slots),
                by_turns if office in among else nothing,
                by_days if office in among else nothing,
            )
            for number, (office, one) in enumerate(candidates(problem).items())
        ]

    @property
    def _in_turn(self) -> bool:
        return self._on(Rule.TWICE_RUNNING) and self.problem.in_sequence

    def _costs(self, wish: Wish, share: Share, most: int) -> tuple[int, ...]:
        return tuple(self.points[wish] * abs(share.beyond(amount)) for amount in range(most + 1))

    def _clashing(self, one: Candidate) -> int:
        """Whom it cannot share a term with."""
        return self.bits(
            office
            for office, other in candidates(self.problem).items()
            if office != one.office
            and (
                (self._on(Rule.SECTIONS) and one.section is not None and one.section == other.section)
                or (self._on(Rule.PERSONS) and one.person is not None and one.person == other.person)
            )
        )
