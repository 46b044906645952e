"""Rules, wishes and facts in words, in every language: all of them, with what they are about."""

import asyncio
from collections.abc import Mapping
from enum import Enum

import pytest

from models.belonging.offices import OfficeId, SectionId
from models.presidency.demands import Demand
from models.presidency.proposed import Doubt, Effort, Unchecked, audit, proposed
from models.presidency.proposing import Pin, Rule, Weight, Wish
from models.presidency.terms import TermId
from models.presidency.wishes import Detail
from models.speaking.request import Gender
from models.text import LANGUAGES
from server.proposing.lines import Outcome
from server.proposing.search import PROGRAM, WhyNot
from server.proposing.words import Called, alike, proposing_words
from tests.models.rotation_problems import plan, problem

CALLED = Called(
    lambda office: f"Mayor of {office}", lambda term: f"term {term}", lambda section: f"<{section}>"
)
A, B = OfficeId("A"), OfficeId("B")
ONE, TWO = TermId("1"), TermId("2")

everywhere = pytest.mark.parametrize("language", LANGUAGES)


@everywhere
def test_everything_has_a_name(language: str) -> None:
    words = proposing_words(language)
    named: list[tuple[Mapping, type[Enum]]] = [
        (words.rules, Rule),
        (words.wishes, Wish),
        (words.weights, Weight),
        (words.efforts, Effort),
        (words.outcomes, Outcome),
        (words.why_not, WhyNot),
    ]
    for names, kind in named:
        assert set(names) == set(kind)
        assert len(set(names.values())) == len(names)


@everywhere
def test_a_collision_names_the_offices_and_terms_of_each_rule(language: str) -> None:
    for rule in Rule:
        [sentence] = proposing_words(language).collision([Demand(rule, ONE, A)], CALLED)
        assert "term 1" in sentence or "Mayor of A" in sentence


def test_who_cannot_have_a_term_is_said_in_one_sentence() -> None:
    those = [Demand(Rule.MANDATED, ONE, A), Demand(Rule.MANDATED, ONE, B), Demand(Rule.NUMBER, ONE)]
    assert proposing_words("en").collision(those, CALLED) == (
        "Without a mandate on all the days of term 1: Mayor of A and Mayor of B.",
        "The wanted number of holders: term 1.",
    )


def test_demands_are_put_together_by_office_or_by_term_whichever_is_shorter() -> None:
    many = [Demand(Rule.AVAILABLE, term, A) for term in (ONE, TWO)]
    assert alike(many) == [((ONE, TWO), (A,))]
    square = [Demand(Rule.AVAILABLE, term, office) for term in (ONE, TWO) for office in (A, B)]
    assert alike(square) == [((ONE, TWO), (A, B))]


@everywhere
@pytest.mark.parametrize("wish", list(Wish))
def test_what_a_wish_costs_is_said_with_its_number(language: str, wish: Wish) -> None:
    words = proposing_words(language)
    [cost] = [one for one in audit(problem("ab", 3), plan(_1="a", _2="b", _3="a")).costs if one.wish is wish]
    assert str(cost.units) in words.units(cost)
    for amount in (1, -1, 2):
        detail = Detail(amount, ONE, A, SectionId("north"), Gender.WOMAN)
        said = words.detail(wish, detail, CALLED)
        assert any(fact in said for fact in (str(abs(amount)), "term 1", "Mayor of A"))
        assert "{" not in said


@everywhere
@pytest.mark.parametrize("unchecked", list(Unchecked))
def test_what_was_not_checked_is_said(language: str, unchecked: Unchecked) -> None:
    said = proposing_words(language).doubt(Doubt(unchecked, ONE, A), CALLED)
    assert "term 1" in said or "Mayor of A" in said


def test_how_good_a_proposal_is() -> None:
    of = problem(
        "ab", 2, pins=(Pin(ONE, OfficeId("a")), Pin(TWO, OfficeId("a"))), rules=frozenset({Rule.PINNED})
    )
    alone = plan(_1="a", _2="a")
    cost = audit(of, alone).cost
    how_good = proposing_words("en").how_good
    assert how_good(proposed(of, 1, alone, cost)) == "Proven: no rotation costs less."
    assert how_good(proposed(of, 1, alone, 0)) == "How much less a rotation could cost is not known."
    assert how_good(proposed(of, 1, alone, cost // 2)).startswith("No rotation costs less than 50 %")


async def test_a_server_never_loads_the_solver_itself() -> None:
    """Neither importing the searches nor their words takes the second that the solver takes to load."""
    program = (
        "import sys, server.proposing.search, server.proposing.words; sys.exit('ortools' in sys.modules)"
    )
    process = await asyncio.create_subprocess_exec(*PROGRAM[:1], "-c", program)
    assert await process.wait() == 0
