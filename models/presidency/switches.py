"""Which term is in force: the last that was handed over, or a later one that is known to have begun as planned.

Source: DOMAIN §3. Acts may go back and forth; what is known from history only ever goes on.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from models.presidency.rotation import Handover, Rotation
from models.presidency.schedule import Scheduled
from models.presidency.terms import Switch, Term, TermId

NONE_YET = -1


@dataclass(frozen=True)
class Switched:
    """What is in force: the `place` of a term in the schedule, since when (UTC), and the handover it rests on.

    `place` is -1 before anything has begun, and where the term is no longer planned; the number of terms when the
    rotation is over, and where it was extended since, the place of the last term that was planned until then.
    `handover` None: known to have begun as planned.
    """

    place: int = NONE_YET
    term: TermId | None = None
    since: datetime | None = None
    handover: Handover | None = None

    @property
    def settled(self) -> int:
        """Up to which place a handover has settled what the dates alone leave open."""
        return self.place if self.handover else NONE_YET


def in_force(rotation: Rotation, terms: Sequence[Scheduled], at: datetime) -> Switched:
    """What is in force at this instant (UTC)."""
    switches = (*_by_history(terms), *_by_act(rotation, terms))
    now = Switched()
    for then in sorted((s for s in switches if s.since and s.since <= at), key=_when):
        if then.handover or then.place > now.place:
            now = then
    return now


def planned_place(terms: Sequence[Scheduled], at: datetime) -> int:
    """The place of the term that has the turn by plan at this instant; the number of terms when all is over."""
    place = NONE_YET
    for here, one in enumerate(terms):
        if one.begins.at and one.begins.at <= at:
            place = here
    if place == NONE_YET:
        return place
    end = end_of_all(terms)
    return len(terms) if end and end <= at else place


def passed_over(rotation: Rotation, terms: Sequence[Scheduled], handover: Handover) -> tuple[Term, ...]:
    """The terms with holders between the one in force and the one of this handover that nobody has handed over to."""
    places = {one.term.id: place for place, one in enumerate(terms)}
    to = len(terms) if handover.term is None else places.get(handover.term, NONE_YET)
    between = terms[in_force(rotation, terms, handover.at).place + 1 : max(to, 0)]
    had = {one.term for one in rotation.handed_over}
    left = (one.term for one in between if not one.falls_away and one.term.id not in had)
    return tuple(term for term in left if term.holders and term.switch is not Switch.HISTORY)


def end_of_all(terms: Sequence[Scheduled]) -> datetime | None:
    """When the last term ends by plan (UTC)."""
    last = next((one for one in reversed(terms) if not one.falls_away), None)
    return last.ends.at if last and last.ends else None


def _by_history(terms: Sequence[Scheduled]) -> Iterator[Switched]:
    last = None
    for place, one in enumerate(terms):
        last = last if one.falls_away else one
        if one.term.switch is Switch.HISTORY and one.begins.at:
            yield Switched(place, one.term.id, one.begins.at)
    if last and last.term.switch is Switch.HISTORY:
        yield Switched(len(terms), None, end_of_all(terms))


def _by_act(rotation: Rotation, terms: Sequence[Scheduled]) -> Iterator[Switched]:
    places = {one.term.id: place for place, one in enumerate(terms)}
    for handover in rotation.handed_over:
        place = places.get(handover.term, NONE_YET) if handover.term else _over(rotation, terms, handover)
        yield Switched(place, handover.term, handover.at, handover)


def _over(rotation: Rotation, terms: Sequence[Scheduled], handover: Handover) -> int:
    """Where a handover to nobody stands: behind the terms that were planned then, and before any added since."""
    ended = rotation.over.get(handover.id, frozenset(one.term.id for one in terms))
    last = max((place for place, one in enumerate(terms) if one.term.id in ended), default=len(terms))
    return last if any(not one.falls_away for one in terms[last + 1 :]) else len(terms)


def _when(switched: Switched) -> tuple[datetime | None, bool]:
    """Of the same instant an act counts."""
    return switched.since, switched.handover is not None
