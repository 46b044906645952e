"""Rotations that are an order and no search: whose turn it is by the alphabet, like the Security Council's months."""

from collections.abc import Callable
from enum import StrEnum

from models.belonging.offices import OfficeId, Offices
from models.presidency.proposed import Audit, audit
from models.presidency.proposing import Assignment, Problem
from models.presidency.turns_in_order import turns_in_order


class Alphabet(StrEnum):
    """By which names the order goes."""

    OFFICES = "offices"
    COUNTRIES = "countries"
    CITIES = "cities"


def ordered(
    problem: Problem, offices: Offices, alphabet: Alphabet, first: OfficeId | None
) -> tuple[Assignment, Audit]:
    """The order, and what it breaks and costs. Raises `ValueError` without a pool, or if `first` is not in it."""
    given = turns_in_order(problem, _named(offices, alphabet), first)
    return given, audit(problem, given)


def _named(offices: Offices, alphabet: Alphabet) -> Callable[[OfficeId], str]:
    """Of two with the same name the offices' own names decide."""

    def name(known_as: OfficeId) -> str:
        office = offices.office(known_as)
        if office is None:
            return known_as
        title = office.title.read("en")[0]
        place = {Alphabet.COUNTRIES: office.country, Alphabet.CITIES: office.city}.get(alphabet, "")
        return f"{place} {title}"

    return name
