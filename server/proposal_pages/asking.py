"""The form that asks for proposals, in words: posts, rules, wishes and how much they matter, effort."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from models.belonging.posts import Post
from models.presidency.changed_because import waived
from models.presidency.proposing import USUAL_RULES, Problem, Wish
from models.presidency.terms import Term
from server.languages import words_of
from server.presidency.named_turns import Named
from server.proposal_pages.cards import meaning
from server.proposal_pages.form import RULES, Written
from server.proposal_pages.wording import proposal_words
from server.proposing.words import proposing_words

Choice = tuple[str, str, bool]
"""A value, its words, whether it is chosen."""


@dataclass(frozen=True)
class WishShown:
    """A wish as a slider; `idle` says why it counts for nothing here, where it does; `hint` what is special in it."""

    name: str
    words: str
    weight: int
    said: str
    idle: str
    hint: str


@dataclass(frozen=True)
class Asking:
    posts: tuple[Choice, ...]
    holders: tuple[Choice, ...]
    rules: tuple[Choice, ...]
    waived: str
    wishes: tuple[WishShown, ...]
    weights: tuple[tuple[int, str], ...]
    efforts: tuple[Choice, ...]
    alphabets: tuple[tuple[str, str], ...]


def asking(form: Written, problem: Problem | None, there: Sequence[Post], language: str) -> Asking:
    """The form, filled as it was written; `problem`: what it comes to, where it can be read. `waived` says which
    rules what was adopted does not keep.
    """
    said, own, words = proposing_words(language), proposal_words(language), words_of(language)
    means = meaning(problem) if problem else frozenset(Wish)
    every = replace(problem, rules=USUAL_RULES) if problem else None
    broken = waived(every) if every else frozenset()
    scale = {int(weight): name for weight, name in said.weights.items()}
    return Asking(
        posts=tuple((post.value, words.posts[post], post.value in form.posts) for post in there),
        holders=tuple((value, name, value == form.holders) for value, name in own.holders.items()),
        rules=tuple((rule.value, said.rules[rule], rule.value in form.rules) for rule in RULES),
        waived=own.waived([said.rules[rule] for rule in RULES if rule in broken]),
        wishes=tuple(
            WishShown(
                wish.value,
                said.wishes[wish],
                form.weight(wish),
                scale[form.weight(wish)],
                "" if wish in means else own.idle[wish],
                own.adopted_first if wish is Wish.FEW_CHANGES and wish in means else "",
            )
            for wish in Wish
        ),
        weights=tuple(scale.items()),
        efforts=tuple((e.value, name, e.value == form.effort) for e, name in said.efforts.items()),
        alphabets=tuple((alphabet.value, name) for alphabet, name in own.alphabets.items()),
    )


def term_choices(terms: Sequence[Term], named: Named) -> tuple[tuple[str, str], ...]:
    """The terms of a draft by their ids, as they are called in a choice."""
    return tuple(
        (term.id, f"{place} · {named.milestone(term.begins)}") for place, term in enumerate(terms, 1)
    )
