"""Proposals as cards: each term with its holders, what each wish cost, what is not as adopted; and what collides."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from models.belonging.offices import OfficeId, SectionId
from models.organisation import Organisation
from models.presidency.changed_because import Because, changed_because
from models.presidency.demands import Demand
from models.presidency.proposed import Audit, Doubt, Proposed
from models.presidency.proposing import Assignment, Problem, Rule, Slot, Weight, Wish
from models.presidency.terms import Term, TermId
from models.presidency.wishes import Cost
from server.languages import words_of
from server.presidency.named_turns import Named
from server.proposal_pages.under_way import Search
from server.proposing.words import Called, proposing_words

AT_MOST_DETAILS = 12


@dataclass(frozen=True)
class TermShown:
    """A term of a proposal. `was`: who has it by what is adopted, where that is somebody else, and `why` it is."""

    number: int
    milestone: str
    days: str
    holders: str
    was: str
    why: tuple[str, ...]
    past: bool
    pinned: bool


@dataclass(frozen=True)
class CostShown:
    wish: str
    units: str
    details: tuple[str, ...]
    weight: str


@dataclass(frozen=True)
class Card:
    """A proposal; `wishes_met` are those that cost nothing."""

    number: int
    how_good: str
    emphasis: str
    terms: tuple[TermShown, ...]
    costs: tuple[CostShown, ...]
    wishes_met: tuple[str, ...]
    doubts: tuple[str, ...]
    changed: int | None
    broken: tuple[str, ...] = ()


@dataclass(frozen=True)
class Colliding:
    """One sentence of what collides, and where that can be relaxed: an address, and its words."""

    words: str
    address: str
    way: str


class Cards:
    """Shows the proposals of one search to one reader."""

    def __init__(self, search: Search, organisation: Organisation, language: str, here: str) -> None:
        self._search = search
        self._problem: Problem = search.problem
        self._named = Named(organisation, language)
        self._words = proposing_words(language)
        self._own = words_of(language)
        self._here = here
        self._terms = {TermId(term.id): term for term in search.seen}
        self._places = {slot.id: number for number, slot in enumerate(self._problem.slots, 1)}
        self.called = Called(self._named.office, self._term, self._section)

    def cards(self) -> tuple[Card, ...]:
        if self._search.ordered:
            return (self._ordered(*self._search.ordered),)
        return tuple(self._offered(offer) for offer in self._search.offers)

    def colliding(self) -> tuple[Colliding, ...]:
        """What cannot hold together, rule by rule."""
        found = self._search.collision
        return tuple(self._relaxed(found.demands)) if found else ()

    def _offered(self, offer: Proposed) -> Card:
        return self._card(
            offer.number,
            offer.assignment,
            offer.costs,
            offer.changed,
            offer.doubts,
            self._words.how_good(offer),
            emphasis=self._words.wishes[offer.emphasis] if offer.emphasis else "",
        )

    def _ordered(self, assignment: Assignment, found: Audit) -> Card:
        broken = tuple(one.words for one in self._relaxed(found.broken))
        return self._card(1, assignment, found.costs, found.changed, found.doubts, "", broken=broken)

    def _card(
        self,
        number: int,
        assignment: Assignment,
        costs: Sequence[Cost],
        changed: Sequence[TermId],
        doubts: Sequence[Doubt],
        how_good: str,
        *,
        emphasis: str = "",
        broken: tuple[str, ...] = (),
    ) -> Card:
        mattering = [cost for cost in costs if self._weight(cost.wish) and self._means(cost.wish)]
        adopted = any(slot.adopted is not None for slot in self._problem.planned)
        return Card(
            number,
            how_good,
            emphasis,
            tuple(self._shown(slot, assignment, sound=not broken) for slot in self._problem.slots),
            tuple(self._cost(cost) for cost in mattering if cost.units),
            tuple(self._words.wishes[cost.wish] for cost in mattering if not cost.units),
            tuple(dict.fromkeys(self._words.doubt(one, self.called) for one in doubts)),
            len(changed) if adopted else None,
            broken,
        )

    def _shown(self, slot: Slot, assignment: Assignment, *, sound: bool) -> TermShown:
        term, holders = self._terms[slot.id], assignment[slot.id]
        differs = slot.fixed is None and slot.adopted is not None and set(slot.adopted) != set(holders)
        return TermShown(
            self._places[slot.id],
            self._named.milestone(term.begins),
            self._named.known_as(term.begins),
            self._named.offices(_as_written(term, holders)),
            self._named.offices(slot.adopted or ()) if differs else "",
            self._why(changed_because(self._problem, assignment, slot.id)) if differs and sound else (),
            past=slot.fixed is not None,
            pinned=term.pinned,
        )

    def _why(self, because: Because) -> tuple[str, ...]:
        dearer = [self._words.wishes[wish] for wish in because.dearer]
        return (*self._words.collision(because.broken, self.called), *self._words.otherwise_dearer(dearer))

    def _cost(self, cost: Cost) -> CostShown:
        details = [self._words.detail(cost.wish, one, self.called) for one in cost.details if one.amount]
        more = len(details) - AT_MOST_DETAILS
        said = self._own.ngettext("and %(num)s more", "and %(num)s more", more) % {"num": more}
        return CostShown(
            self._words.wishes[cost.wish],
            self._words.units(cost),
            (*details[:AT_MOST_DETAILS], *((said,) if more > 0 else ())),
            self._words.weights[self._weight(cost.wish)],
        )

    def _means(self, wish: Wish) -> bool:
        """Whether this wish can cost anything here."""
        return wish in meaning(self._problem)

    def _weight(self, wish: Wish) -> Weight:
        return self._problem.weights.of(wish)

    def _relaxed(self, demands: Iterable[Demand]) -> Iterable[Colliding]:
        by_rule: dict[Rule, list[Demand]] = {}
        for demand in demands:
            by_rule.setdefault(demand.rule, []).append(demand)
        for rule, those in by_rule.items():
            address, way = self._way(rule, those[0].term)
            for sentence in self._words.collision(those, self.called):
                yield Colliding(sentence, address, way)

    def _way(self, rule: Rule, term: TermId | None) -> tuple[str, str]:
        """Where what a rule demands can be relaxed."""
        body = f"/bodies/{self._search.place.body}"
        match rule:
            case Rule.PINNED:
                draft = f"{body}/rotations/{self._search.place.rotation}/setup#row-terms-{term}"
                return draft, self._own.say("Unpin it in the draft")
            case Rule.ELIGIBLE:
                return "#posts", self._own.say("Tick more posts")
            case Rule.MANDATED:
                return "/offices", self._own.say("Look at the mandates")
            case Rule.KEPT_OUT:
                return "#pins", self._own.say("Let it be in that term")
            case Rule.AVAILABLE:
                return "#away", self._own.say("Look at who is away")
            case Rule.NUMBER:
                return "#holders", self._own.say("Ask for another number of holders")
            case Rule.MOST_TURNS:
                return "#most_turns", self._own.say("Allow more turns")
        return f"#rule-{rule.value}", self._own.say("Drop this rule")

    def _term(self, term: TermId) -> str:
        return self._own.say("term {n} ({milestone})").format(
            n=self._places.get(term, "?"), milestone=self._named.milestone(self._terms[term].begins)
        )

    def _section(self, section: SectionId) -> str:
        return self._named.sections((section,))


def meaning(problem: Problem) -> frozenset[Wish]:
    """The wishes that can cost anything in this problem: of the others nothing is known that they could go by."""
    lacking = {
        Wish.GENDER_BALANCE: all(one.gender is None for one in problem.pool),
        Wish.PORTFOLIO: not any(slot.about for slot in problem.planned),
        Wish.FEW_CHANGES: all(slot.adopted is None for slot in problem.planned),
        Wish.SECTION_IN_TURN: all(one.section is None for one in problem.pool),
        Wish.NUMBER: Rule.NUMBER in problem.rules,
    }
    return frozenset(wish for wish in Wish if not lacking.get(wish))


def _as_written(term: Term, holders: Sequence[OfficeId]) -> tuple[OfficeId, ...]:
    """In the order in which the draft has them; who is new comes last."""
    return tuple(
        sorted(holders, key=lambda o: term.holders.index(o) if o in term.holders else len(term.holders))
    )
