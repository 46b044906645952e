"""Rotations to be proposed, of any size: pools and terms such as world organisations have, the same for a number."""

from __future__ import annotations

import random
from datetime import date, timedelta

from models.belonging.dating import Period, on
from models.belonging.offices import OfficeId, SectionId
from models.belonging.posts import Post
from models.presidency.proposing import Candidate, Having, Problem, Slot, Stretch
from models.presidency.terms import TermId
from models.procedure import PersonId
from models.speaking.request import Gender

SECTIONS = [SectionId(f"section-{n}") for n in range(9)]
GOALS = [f"goal-{n}" for n in range(1, 18)]
FIRST = date(2026, 10, 20)
ADOPTED = (
    3  # the first third of the terms was adopted, in turn, before some mandates ended or sections were minded
)


def rotation(offices: int, terms: int, number: int = 0) -> Problem:
    """A pool of mayors and terms of one to six months, with all that there is to wish for."""
    dice = random.Random(f"{offices} {terms} {number}")
    lengths = [timedelta(days=dice.randint(28, 190)) for _ in range(terms)]
    last = FIRST + sum(lengths, timedelta())
    pool = tuple(_candidate(dice, n, last) for n in range(offices))
    slots, first = [], FIRST
    shuffled = dice.sample(pool, len(pool)) * (1 + 2 * terms // len(pool))
    for n, length in enumerate(lengths):
        pair = tuple(c.office for c in shuffled[2 * n : 2 * n + 2])
        adopted = pair if n < terms // ADOPTED else None
        slots.append(
            Slot(
                TermId(f"term-{n + 1}"),
                first,
                first + length,
                fewest=dice.choice([1, 2, 2]),
                most=2,
                open_to=(Post.CO_PRESIDENT, Post.TREASURER, Post.ENVOY),
                about=tuple(dice.sample(GOALS, 2)),
                adopted=adopted,
            )
        )
        first += length
    return Problem(pool, tuple(slots))


def _candidate(dice: random.Random, number: int, last: date) -> Candidate:
    days = (last - FIRST).days
    leaves = FIRST + timedelta(days=dice.randint(days // 3, 3 * days))
    away = FIRST + timedelta(days=dice.randrange(days))
    return Candidate(
        OfficeId(f"mayor-{number + 1}"),
        dice.choice(SECTIONS),
        PersonId(f"person-{number + 1}"),
        dice.choice([Gender.WOMAN, Gender.MAN, Gender.MAN, None]),
        (Period(on(FIRST - timedelta(days=dice.randrange(900))), on(leaves)),),
        (Having(dice.choice([Post.CO_PRESIDENT, Post.TREASURER, Post.ENVOY]), Period(on(FIRST))),),
        (Stretch(away, away + timedelta(days=dice.randint(5, 90))),),
        tuple(dice.sample(GOALS, dice.randint(1, 4))),
    )
