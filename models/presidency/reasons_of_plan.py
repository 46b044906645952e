"""What the plan has to say at an instant: which term it is, what has become of its milestone, what is still open.

Source: DOMAIN §3.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from models.presidency.reasons import Because, Reason
from models.presidency.schedule import NEVER, Boundary, Scheduled
from models.presidency.switches import NONE_YET, Switched
from models.presidency.zoned_days import day_at


def of_plan(terms: Sequence[Scheduled], planned: int) -> Iterator[Reason]:
    """Which term has the turn by plan (its place in the schedule), and what has become of milestones nearby."""
    if planned == NONE_YET:
        first = next((one for one in terms if one.begins.at), None)
        yield _before(first) if first else Reason(Because.BEFORE_FIRST)
    elif planned == len(terms):
        end = _begins(terms, planned)
        yield Reason(Because.AFTER_LAST, there=end.where, at=end.at)
    else:
        yield from _of_term(terms[planned])
    for one in terms[planned + 1 :]:
        if not one.falls_away:
            break
        yield Reason(Because.MILESTONE_CANCELLED, one.term.id, one.term.begins)


def _before(first: Scheduled) -> Reason:
    where = first.begins.where
    return Reason(Because.BEFORE_FIRST, first.term.id, first.term.begins, where, at=first.begins.at)


def _of_term(one: Scheduled) -> Iterator[Reason]:
    named, there = one.term.begins, one.begins.where
    until = one.ends.at if one.ends else None
    by_plan = Reason(Because.TERM_BY_PLAN, one.term.id, named, there, one.towards, one.begins.at, until)
    yield replace(by_plan, offices=one.term.holders)
    if there != named:
        yield Reason(Because.MILESTONE_MERGED, one.term.id, named, there)


def differing(terms: Sequence[Scheduled], switched: Switched, planned: int) -> Iterator[Reason]:
    """Whether the turn has passed on before its time, or has not although it should have."""
    if switched.place > planned and switched.handover and not on_its_day(terms, switched):
        begins = _begins(terms, switched.place)
        yield Reason(Because.AHEAD, switched.term, begins.where, at=begins.at)
    if switched.place < planned:
        begins = _begins(terms, planned)
        term = terms[planned].term.id if planned < len(terms) else None
        yield Reason(Because.OVERDUE, term, begins.where, at=begins.at)


def on_its_day(terms: Sequence[Scheduled], switched: Switched) -> bool:
    """Whether it was handed over on the day on which the turn passes by plan, at the milestone's own place."""
    begins = _begins(terms, switched.place)
    if begins.milestone is None or begins.at is None or begins.fuzzy or switched.since is None:
        return False
    zone = begins.milestone.zone
    return day_at(begins.at - timedelta.resolution, zone) == day_at(switched.since, zone)


def windows(terms: Sequence[Scheduled], switched: Switched, at: datetime) -> tuple[Reason, ...]:
    """Every boundary that may or may not have come by now, where no act has settled it."""
    found: list[Reason] = []
    for place in range(switched.settled + 1, len(terms) + 1):
        begins = _begins(terms, place)
        if begins.milestone is None or not begins.open_at(at):
            continue
        code = Because.PROVISIONAL_WINDOW if begins.milestone.dating.known else Because.MILESTONE_UNKNOWN
        term = terms[place].term.id if place < len(terms) else None
        found.append(Reason(code, term, begins.where, at=begins.earliest, until=begins.latest))
    return tuple(found)


def _begins(terms: Sequence[Scheduled], place: int) -> Boundary:
    """Where the term of this place begins; where the last one ends, behind it."""
    if place < len(terms):
        return terms[place].begins
    last = next((one for one in reversed(terms) if not one.falls_away), None)
    return (last.ends if last else None) or NEVER
