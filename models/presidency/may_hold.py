"""Whether an office may have a term, day by day: eligible, mandated, not away. Certain, or nobody has said.

Source: DOMAIN §3. A term lies in its days at the widest, so whoever may not preside on one of them may not have it.
"""

from collections.abc import Iterable
from datetime import date, timedelta

from models.belonging.dating import Answer, Period
from models.presidency.proposing import Candidate, Slot, Stretch

DAY = timedelta(days=1)


def eligible(candidate: Candidate, slot: Slot) -> Answer:
    """Whether it has a post to which the term is open, on all its days."""
    if not slot.open_to:
        return Answer.YES
    periods = [having.period for having in candidate.posts if having.post in slot.open_to]
    return through(periods, slot) if periods else Answer.NO


def mandated(candidate: Candidate, slot: Slot) -> Answer:
    """Whether whoever holds the office has its mandate on all the days of the term; where no mandate is on record,
    nobody has said.
    """
    return through(candidate.mandates, slot) if candidate.mandates else Answer.NOT_KNOWN


def free(candidate: Candidate, slot: Slot) -> Answer:
    """Whether it is away on none of the days of the term."""
    if slot.days is None or slot.first is None or slot.until is None:
        return Answer.NOT_KNOWN if candidate.away else Answer.YES
    term = Stretch(slot.first, max(slot.until, slot.first + DAY))
    away = any(max(a.first, term.first) < min(a.until, term.until) for a in candidate.away)
    return Answer.NO if away else Answer.YES


def through(periods: Iterable[Period], slot: Slot) -> Answer:
    """Whether each day of the term lies in one of these periods; of a term of no days, the day it falls on.

    Where one end of the term is not known: whether all of them are over before it, or begin after it.
    """
    spans = tuple(periods)
    if slot.days is None or slot.first is None or slot.until is None:
        return Answer.NO if _all_beside(spans, slot) else Answer.NOT_KNOWN
    answers = {_on(spans, day) for day in _turning_points(spans, slot.first, slot.until)}
    return next((a for a in (Answer.NO, Answer.NOT_KNOWN) if a in answers), Answer.YES)


def _turning_points(periods: tuple[Period, ...], first: date, until: date) -> set[date]:
    """The days from which on the answer may be another: the first, and the bounds of the periods."""
    bounds = {
        bound
        for period in periods
        for dating in (period.since, period.until)
        if dating is not None
        for bound in (dating.earliest, dating.latest)
        if bound is not None
    }
    return {first} | {bound for bound in bounds if first < bound < until}


def _on(periods: tuple[Period, ...], day: date) -> Answer:
    answers = {period.covers(day) for period in periods}
    return next((a for a in (Answer.YES, Answer.NOT_KNOWN) if a in answers), Answer.NO)


def _all_beside(periods: tuple[Period, ...], slot: Slot) -> bool:
    """Whether every period certainly is over when the term begins, or begins when it is over."""
    first, until = slot.first, slot.until
    if first is not None and until is not None:
        return False  # its days contradict one another: nothing is certain
    if first is not None:
        return all(p.until is not None and p.until.reached(first) is Answer.YES for p in periods)
    if until is not None:
        return all(p.since.reached(until - DAY) is Answer.NO for p in periods)
    return False
