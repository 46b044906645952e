"""Rotations that are given by an order: nothing is searched for. The months of the Security Council, for one.

Source: rule 18 of the provisional rules of procedure of the Security Council (S/96/Rev.7): the presidency is held in
turn by the members in the English alphabetical order of their names, each for one calendar month.
"""

import unicodedata
from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

from models.presidency.terms import TermId

M = TypeVar("M")


def in_order(members: Sequence[M], terms: Sequence[TermId], first: M) -> Mapping[TermId, M]:
    """One member a term, in their order and round again, beginning with `first`. Raises `ValueError` where `first` is
    none of them.
    """
    start = members.index(first)
    return {term: members[(start + number) % len(members)] for number, term in enumerate(terms)}


def alphabetical(members: Sequence[M], name: Callable[[M], str]) -> tuple[M, ...]:
    """In alphabetical order of their names, word by word, whatever the case and the accents."""
    return tuple(sorted(members, key=lambda member: alphabet_key(name(member))))


def next_after(members: Sequence[M], name: Callable[[M], str], last: str) -> M:
    """Whose turn it is after `last`, whether or not that one still is a member; members are in alphabetical order.

    So the order goes on at the new year, when some leave and others join. Raises `ValueError` without members.
    """
    if not members:
        raise ValueError("there is nobody whose turn it could be")
    behind = (member for member in members if alphabet_key(name(member)) > alphabet_key(last))
    return next(behind, members[0])


def alphabet_key(name: str) -> tuple[str, ...]:
    """`Côte d'Ivoire` → `cote`, `d`, `ivoire`: words of plain letters."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return tuple("".join(c if c.isalnum() else " " for c in plain.casefold()).split())
