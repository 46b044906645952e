"""A rotation that is given by an order, as an assignment of the terms that are to be planned.

What is past stays, and so does what is pinned: the order goes on as if that term were not there.
"""

from collections.abc import Callable

from models.belonging.offices import OfficeId
from models.presidency.in_order import alphabetical, in_order, next_after
from models.presidency.proposing import Assignment, Problem


def turns_in_order(
    problem: Problem, name: Callable[[OfficeId], str], first: OfficeId | None = None
) -> Assignment:
    """The pool in the alphabetical order of these names, one a term, beginning with `first`; if nobody is named, with
    whoever comes behind the last who had a term. Raises `ValueError` where nobody is in the pool, or `first` is not.
    """
    members = alphabetical([candidate.office for candidate in problem.pool], name)
    wanted = [pin for pin in problem.pins if pin.wanted]
    pinned = {pin.term: {p.office for p in wanted if p.term == pin.term} for pin in wanted}
    kept = {slot.id: tuple(sorted(slot.fixed)) for slot in problem.slots if slot.fixed is not None}
    kept |= {slot.id: tuple(sorted(pinned[slot.id])) for slot in problem.planned if slot.id in pinned}
    had = [office for slot in problem.slots for office in slot.fixed or ()]
    begins = first or next_after(members, name, name(had[-1]) if had else "")
    free = [slot.id for slot in problem.planned if slot.id not in pinned]
    given = in_order(members, free, begins)
    return {**kept, **{term: (office,) for term, office in given.items()}}
