"""What the page of proposals says: what the form lacks, how far a search is, what an order goes by."""

from collections.abc import Mapping
from functools import lru_cache

from models.presidency.proposing import Wish
from models.presidency.wishes import adopted_first
from server.languages import catalogue
from server.proposal_pages.form import Fault
from server.proposal_pages.orders import Alphabet
from server.proposal_pages.under_way import Search
from server.proposing.lines import Fewer
from server.proposing.words import PER_MILLE, proposing_words


class ProposalWords:
    """The words of one language."""

    def __init__(self, language: str) -> None:
        said = catalogue(language)
        self._ = _ = said.gettext
        self._ngettext = said.ngettext
        self._own = proposing_words(language)
        self.faults: Mapping[Fault, str] = {
            Fault.NO_POST: _("Tick at least one post: its offices are those that may have a turn."),
            Fault.NO_NUMBER: _("How many turns an office may have at the most is a number, or nothing."),
            Fault.AWAY_INCOMPLETE: _(
                "Of whoever is away, choose the office, the first day and the last day."
            ),
            Fault.AWAY_BACKWARDS: _(
                "Somebody is away until a day before the first. Turn the two days round."
            ),
            Fault.PIN_INCOMPLETE: _("Of whoever is to have a term or not, choose the office and the term."),
            Fault.NO_SEED: _("The seed is a number of at most six digits."),
            Fault.NOT_UNDERSTOOD: _("The form was not complete. Nothing was searched for; try again."),
        }
        self.alphabets: Mapping[Alphabet, str] = {
            Alphabet.OFFICES: _("the offices’ names in English"),
            Alphabet.COUNTRIES: _("the countries’ names as they are written"),
            Alphabet.CITIES: _("the cities’ names as they are written"),
        }
        self.holders: Mapping[str, str] = {"1": _("one"), "2": _("two"), "1-2": _("one or two")}
        self.idle: Mapping[Wish, str] = {
            Wish.GENDER_BALANCE: _(
                "Nobody has said for this purpose of which gender they are, and nobody’s is guessed: this counts for "
                "nothing."
            ),
            Wish.PORTFOLIO: _(
                "No post has a title that any term to be planned is about: this counts for nothing."
            ),
            Wish.FEW_CHANGES: _("Nothing is published yet that could change: this counts for nothing."),
            Wish.SECTION_IN_TURN: _("No office’s section is known: this counts for nothing."),
            Wish.NUMBER: _("The rule asks for it already; this counts where that rule is dropped."),
        }
        self.adopted_first = _(
            "Where it matters most, what was adopted changes only where a rule asks for it; less, and better "
            "rotations may change more of it."
        )
        self._fewer: Mapping[Fewer, str] = {
            Fewer.NO_OTHER: _(
                "There are no more: it is proven that no other rotation keeps the rules, differs enough from these "
                "and costs little more."
            ),
            Fewer.NOT_FOUND: _(
                "There are no more: in this effort no other rotation was found that differs enough from these and "
                "costs little more. Search more thoroughly, or ask for other proposals."
            ),
        }
        self._adopted_kept = _(
            "What was adopted is kept first; let that matter less, and others are proposed."
        )
        self.missing = _(
            "This server has not been given the extra “rotation”, which searches for proposals: nothing can be "
            "proposed here. Everything else works, and an order can be filled in."
        )
        self.nobody = _("There is nobody to have a turn: no office has any of these posts.")
        self.nothing_to_plan = _(
            "There is no term to be planned: all are past or fall away, or none is written yet."
        )
        self.gone = _(
            "That search has ended: it ends with the server, or when you begin another one. Begin again."
        )
        self.taken = _("Proposal {n} stands in the draft. It counts when the draft is published.")
        self.order_taken = _("The order stands in the draft. It counts when the draft is published.")

    def state(self, search: Search) -> str:
        """How far it is, or how it has ended, in a sentence or two."""
        _ = self._
        if search.failed:
            return _("The search broke off on this server. Try again; the server’s log says why.")
        if search.why_not:
            return self._own.why_not[search.why_not]
        if search.cancelled:
            return (
                _("You ended the search. What it had found stands below.")
                if search.offers
                else _("You ended the search.")
            )
        if search.waiting:
            return self._own.waiting
        if search.ended:
            return self._own.outcomes[search.ended.outcome]
        if search.ordered:
            return _("Nothing was searched for: this is the order.")
        return self._so_far(search)

    def waived(self, rules: list[str]) -> str:
        """Which rules what was adopted does not keep; nothing where it keeps all."""
        if not rules:
            return ""
        return self._("What was adopted does not keep this, so it is not ticked at first: {rules}.").format(
            rules=" · ".join(rules)
        )

    def fewer(self, search: Search) -> str:
        """Why there are fewer proposals than were asked for; nothing where there are as many."""
        if search.ended is None or search.ended.fewer is None:
            return ""
        adopted = any(slot.adopted is not None for slot in search.problem.planned)
        kept = self._adopted_kept if adopted and adopted_first(search.problem) else ""
        return f"{self._fewer[search.ended.fewer]} {kept}".strip()

    def _so_far(self, search: Search) -> str:
        found, progress = len(search.offers), search.progress
        if found:
            return self._ngettext(
                "{n} proposal is found; others as good are searched for.",
                "{n} proposals are found; others as good are searched for.",
                found,
            ).format(n=found)
        if progress is None:
            return self._("Searching …")
        if not progress.gap or progress.gap >= PER_MILLE:
            return self._("A rotation is found that keeps every rule; a better one is searched for.")
        return self._(
            "A rotation is found that keeps every rule; it may come down by {percent} % at the most. A better one is "
            "searched for."
        ).format(percent=-(-progress.gap // 10))


@lru_cache
def proposal_words(language: str) -> ProposalWords:
    return ProposalWords(language)
