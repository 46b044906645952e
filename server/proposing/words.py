"""Rules, wishes and what they cost in words, in the reader's language.

Whoever shows them says what offices, terms and sections are called.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from babel.lists import format_list

from models.belonging.offices import OfficeId, SectionId
from models.presidency.demands import Demand
from models.presidency.proposed import Doubt, Effort, Proposed, Unchecked
from models.presidency.proposing import Rule, Weight, Wish
from models.presidency.terms import TermId
from models.presidency.wishes import Cost, Detail
from models.speaking.request import Gender
from server.languages import catalogue
from server.proposing.lines import Outcome
from server.proposing.search import WhyNot


@dataclass(frozen=True)
class Called:
    """What the reader calls an office, a term, a section."""

    office: Callable[[OfficeId], str]
    term: Callable[[TermId], str]
    section: Callable[[SectionId], str]


class ProposingWords:
    """The words of one language for proposals of a rotation."""

    def __init__(self, language: str) -> None:
        self._language = language
        said = catalogue(language)
        self._ = _ = said.gettext
        self._ngettext = said.ngettext
        self.rules: Mapping[Rule, str] = {
            Rule.ELIGIBLE: _("Only offices that are eligible"),
            Rule.MANDATED: _("Only on days of their mandate"),
            Rule.AVAILABLE: _("Not while they are away"),
            Rule.PINNED: _("Offices stay in the terms in which they are pinned"),
            Rule.KEPT_OUT: _("Offices stay out of the terms for which this is said"),
            Rule.NUMBER: _("As many holders as a term wants"),
            Rule.SECTIONS: _("Holders of one term are of different sections"),
            Rule.PERSONS: _("Holders of one term are different persons"),
            Rule.MOST_TURNS: _("No office has more turns than that many"),
            Rule.TURN_EACH: _("Each office has at least one turn"),
            Rule.TWICE_RUNNING: _("Nobody has two terms running"),
        }
        self.wishes: Mapping[Wish, str] = {
            Wish.EQUAL_TURNS: _("Equal numbers of turns"),
            Wish.EQUAL_DAYS: _("Equal numbers of days"),
            Wish.SECTION_IN_TURN: _("No section twice running"),
            Wish.GENDER_BALANCE: _("As many turns of women as of men"),
            Wish.PORTFOLIO: _("Holders stand for what the milestone is about"),
            Wish.FEW_CHANGES: _("Few changes of what was adopted"),
            Wish.NUMBER: _("As many holders as wanted, as far as can be"),
        }
        self.weights: Mapping[Weight, str] = {
            Weight.NOT_AT_ALL: _("does not matter"),
            Weight.A_LITTLE: _("matters a little"),
            Weight.SOMEWHAT: _("matters somewhat"),
            Weight.FAIRLY: _("matters"),
            Weight.MUCH: _("matters much"),
            Weight.MOST: _("matters most"),
        }
        self.efforts: Mapping[Effort, str] = {
            Effort.QUICK: _("A quick look"),
            Effort.ORDINARY: _("An ordinary search"),
            Effort.THOROUGH: _("A thorough search"),
        }
        self.outcomes: Mapping[Outcome, str] = {
            Outcome.FOUND: _("The search is complete."),
            Outcome.IMPOSSIBLE: _("These rules cannot all hold. If one of them is dropped, the others can:"),
            Outcome.UNDECIDED: _(
                "No rotation was found, and not that there is none either. Search more thoroughly, or pin more terms."
            ),
            Outcome.STOPPED: _(
                "The search took too long on this machine and was stopped. What it found stands; the next search may "
                "find something else."
            ),
        }
        self._unchecked: Mapping[Unchecked, str] = {
            Unchecked.DAYS_NOT_KNOWN: _("{term}: its days are not known, so mandates were not checked."),
            Unchecked.DAYS_RUN_BACKWARDS: _("{term}: its days run backwards, so mandates were not checked."),
            Unchecked.MANDATE_NOT_KNOWN: _("{term}: it is not known whether the mandate of {office} lasts."),
            Unchecked.POST_NOT_KNOWN: _("{term}: it is not known whether {office} keeps its post."),
            Unchecked.GENDER_NOT_KNOWN: _("{office}: gender not known, so not counted."),
            Unchecked.SECTION_NOT_KNOWN: _("{office}: section not known, so not compared."),
        }
        self.why_not: Mapping[WhyNot, str] = {
            WhyNot.NOT_INSTALLED: _(
                "The rotation extra is not installed on this server: nothing can be proposed."
            ),
            WhyNot.TOO_MANY: _("Other rotations are being searched for. Try again in a few minutes."),
            WhyNot.TOO_LARGE: _(
                "So many offices and terms are too many for one search. Propose a part of them."
            ),
        }
        self.waiting = _(
            "Other rotations are being searched for; this search begins when one of them has ended."
        )
        self._demanded: Mapping[Rule, str] = {
            Rule.ELIGIBLE: _("Not eligible for {terms}: {offices}."),
            Rule.MANDATED: _("Without a mandate on all the days of {terms}: {offices}."),
            Rule.AVAILABLE: _("Away during {terms}: {offices}."),
            Rule.PINNED: _("Pinned in {terms}: {offices}."),
            Rule.KEPT_OUT: _("Not to be in {terms}: {offices}."),
            Rule.NUMBER: _("The wanted number of holders: {terms}."),
            Rule.SECTIONS: _("Holders of different sections: {terms}."),
            Rule.PERSONS: _("Holders who are different persons: {terms}."),
            Rule.MOST_TURNS: _("No more turns than allowed: {offices}."),
            Rule.TURN_EACH: _("At least one turn each: {offices}."),
            Rule.TWICE_RUNNING: _("Not in {terms} and in the term just before: {offices}."),
        }

    def collision(self, demands: Iterable[Demand], called: Called) -> tuple[str, ...]:
        """What collides, a sentence for each rule and for those it concerns alike."""
        pairs: dict[Rule, list[Demand]] = {}
        for demand in demands:
            pairs.setdefault(demand.rule, []).append(demand)
        return tuple(
            self._demanded[rule].format(
                terms=self._list(called.term(term) for term in terms if term),
                offices=self._list(called.office(office) for office in offices if office),
            )
            for rule, those in pairs.items()
            for terms, offices in alike(those)
        )

    def otherwise_dearer(self, wishes: list[str]) -> tuple[str, ...]:
        """Why a term is not as adopted though it could be: a sentence, or none."""
        if not wishes:
            return ()
        return (self._("As adopted, this would cost more: {wishes}.").format(wishes=self._list(wishes)),)

    def units(self, cost: Cost) -> str:
        """What a wish costs, in its own unit."""
        n, ngettext = cost.units, self._ngettext
        match cost.wish:
            case Wish.EQUAL_TURNS:
                said = ngettext("{n} turn off an equal share", "{n} turns off an equal share", n)
            case Wish.EQUAL_DAYS:
                said = ngettext("{n} day off an equal share", "{n} days off an equal share", n)
            case Wish.SECTION_IN_TURN:
                said = ngettext("a section twice running {n} time", "a section twice running {n} times", n)
            case Wish.GENDER_BALANCE:
                said = ngettext("women and men {n} turn apart", "women and men {n} turns apart", n)
            case Wish.PORTFOLIO:
                said = ngettext("{n} term does not fit", "{n} terms do not fit", n)
            case Wish.FEW_CHANGES:
                said = ngettext("{n} place changed", "{n} places changed", n)
            case _:
                said = ngettext("{n} holder too many or too few", "{n} holders too many or too few", n)
        return said.format(n=n)

    def detail(self, wish: Wish, detail: Detail, called: Called) -> str:
        """One thing that a wish costs."""
        return self._pattern(wish, detail).format(
            n=abs(detail.amount),
            term=called.term(detail.term) if detail.term else "",
            office=called.office(detail.office) if detail.office else "",
            section=called.section(detail.section) if detail.section else "",
        )

    def doubt(self, doubt: Doubt, called: Called) -> str:
        """Something that could not be checked, and why."""
        return self._unchecked[doubt.unchecked].format(
            term=called.term(doubt.term) if doubt.term else "",
            office=called.office(doubt.office) if doubt.office else "",
        )

    def how_good(self, proposal: Proposed) -> str:
        """How near the best that can be this is; the first proposal is what was looked for, others are beside it."""
        if not proposal.gap:
            return self._("Proven: no rotation costs less.")
        if proposal.gap >= PER_MILLE:
            return self._("How much less a rotation could cost is not known.")
        return self._("No rotation costs less than {percent} % of this one.").format(
            percent=(PER_MILLE - proposal.gap) // 10
        )

    def _pattern(self, wish: Wish, detail: Detail) -> str:
        _, ngettext, n, more = self._, self._ngettext, abs(detail.amount), detail.amount > 0
        match wish:
            case Wish.EQUAL_TURNS | Wish.EQUAL_DAYS:
                return self._off_a_share(wish, n, more=more)
            case Wish.SECTION_IN_TURN:
                return _("{term}: {section} again")
            case Wish.GENDER_BALANCE if detail.gender is Gender.WOMAN:
                return ngettext("women: {n} turn", "women: {n} turns", n)
            case Wish.GENDER_BALANCE:
                return ngettext("men: {n} turn", "men: {n} turns", n)
            case Wish.PORTFOLIO:
                return _("{term}: no holder stands for what its milestone is about")
            case Wish.FEW_CHANGES:
                return _("{term}: {office} joins") if more else _("{term}: {office} leaves")
            case Wish.NUMBER if more:
                return ngettext("{term}: {n} holder too many", "{term}: {n} holders too many", n)
            case _:
                return ngettext("{term}: {n} holder too few", "{term}: {n} holders too few", n)

    def _off_a_share(self, wish: Wish, n: int, *, more: bool) -> str:
        ngettext = self._ngettext
        match wish, more:
            case Wish.EQUAL_TURNS, True:
                return ngettext(
                    "{office}: {n} turn above an equal share", "{office}: {n} turns above an equal share", n
                )
            case Wish.EQUAL_TURNS, False:
                return ngettext(
                    "{office}: {n} turn below an equal share", "{office}: {n} turns below an equal share", n
                )
            case _, True:
                return ngettext(
                    "{office}: {n} day above an equal share", "{office}: {n} days above an equal share", n
                )
            case _:
                return ngettext(
                    "{office}: {n} day below an equal share", "{office}: {n} days below an equal share", n
                )

    def _list(self, names: Iterable[str]) -> str:
        return format_list(list(names), locale=self._language)


PER_MILLE = 1000


def alike(demands: Iterable[Demand]) -> list[tuple[tuple[TermId | None, ...], tuple[OfficeId | None, ...]]]:
    """Demands of one rule, put together in the fewest groups: these offices in each of these terms."""
    those = list(demands)
    by_term: dict[TermId | None, list[OfficeId | None]] = {}
    by_office: dict[OfficeId | None, list[TermId | None]] = {}
    for demand in those:
        by_term.setdefault(demand.term, []).append(demand.office)
        by_office.setdefault(demand.office, []).append(demand.term)
    of_offices: dict[tuple[OfficeId | None, ...], list[TermId | None]] = {}
    for term, offices in by_term.items():
        of_offices.setdefault(tuple(offices), []).append(term)
    of_terms: dict[tuple[TermId | None, ...], list[OfficeId | None]] = {}
    for office, terms in by_office.items():
        of_terms.setdefault(tuple(terms), []).append(office)
    if len(of_terms) < len(of_offices):
        return [(terms, tuple(offices)) for terms, offices in of_terms.items()]
    return [(tuple(terms), offices) for offices, terms in of_offices.items()]


@lru_cache
def proposing_words(language: str) -> ProposingWords:
    return ProposingWords(language)
