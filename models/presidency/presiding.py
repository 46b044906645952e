"""Who presides at an instant, who would by the plan, whether that is provisional, and why: one answer, always.

Source: DOMAIN §3. In force is what was last handed over; by plan, what the dates of the milestones say. A gap is an
answer too.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from models.belonging.offices import OfficeId, Offices
from models.belonging.posts import Appointment
from models.belonging.vacancies import Vacancy, vacancies
from models.presidency.amended import acting, amended, by_plan
from models.presidency.departures import Departure, Override
from models.presidency.milestones import Milestones
from models.presidency.reasons import Because, Reason
from models.presidency.reasons_of_plan import differing, of_plan, on_its_day, windows
from models.presidency.rotation import Rotation
from models.presidency.schedule import Boundary, Scheduled, schedule
from models.presidency.switches import NONE_YET, Switched, end_of_all, in_force, planned_place
from models.presidency.terms import Switch, TermId


@dataclass(frozen=True)
class Turn:
    """Who has the turn, by their offices (none: nobody), by which term, and from when to when (UTC).

    `since` None: nothing has begun; `until` None: nobody knows, or it should be over by now.
    """

    term: TermId | None = None
    offices: tuple[OfficeId, ...] = ()
    since: datetime | None = None
    until: datetime | None = None


NOBODY = Turn()
DEPARTING = {
    Departure.SWAPPED: Because.SWAPPED,
    Departure.REPLACED: Because.REPLACED,
    Departure.DEPUTY: Because.DEPUTY,
}
HOW = {
    Switch.ACT: Because.HANDED_OVER,
    Switch.CLOCK: Because.BY_CLOCK,
    Switch.HISTORY: Because.BY_HISTORY,
}


@dataclass(frozen=True)
class Presiding:
    """The one answer for the instant `at` (UTC). `because` says what is in force and why, then what the plan says."""

    at: datetime
    in_force: Turn = NOBODY
    planned: Turn = NOBODY
    provisional: bool = False
    because: tuple[Reason, ...] = ()

    @property
    def as_planned(self) -> bool:
        """Whether the term in force is the one that is planned."""
        return self.in_force.term == self.planned.term


def presiding(
    rotation: Rotation,
    milestones: Milestones,
    offices: Offices,
    at: datetime,
    appointments: Iterable[Appointment] = (),
) -> Presiding:
    """The answer for this instant (UTC). `appointments` say who keeps a post although the mandate is lost."""
    if rotation.plan is None:
        return Presiding(at, because=(Reason(Because.NOT_PUBLISHED),))
    if rotation.withdrawn:
        return Presiding(at, because=(Reason(Because.WITHDRAWN, words=rotation.withdrawn),))
    terms = schedule(rotation.plan, milestones)
    switched, place = in_force(rotation, terms, at), planned_place(terms, at)
    turn, why = _in_force(rotation, terms, switched, at)
    gone = tuple(vacancies(turn.offices, offices, at, appointments))
    left = {one.office for one in gone if not one.kept}
    turn = replace(turn, offices=tuple(office for office in turn.offices if office not in left))
    unsettled = windows(terms, switched, at)
    because = (
        *why,
        *map(_vacant, gone),
        *_by_plan(terms, switched, place),
        *differing(terms, switched, place),
        *unsettled,
    )
    return Presiding(at, turn, _planned(rotation, terms, place, at), bool(unsettled), because)


def _by_plan(terms: Sequence[Scheduled], switched: Switched, place: int) -> Iterator[Reason]:
    """What the plan says; of a turn that was handed over on the very day, not that it is still another's."""
    if switched.place > place and switched.handover and on_its_day(terms, switched):
        yield from (one for one in of_plan(terms, switched.place) if one.code is not Because.TERM_BY_PLAN)
    else:
        yield from of_plan(terms, place)


def _in_force(
    rotation: Rotation, terms: Sequence[Scheduled], now: Switched, at: datetime
) -> tuple[Turn, list[Reason]]:
    """What is in force, whoever's office may be vacant, and what that rests on."""
    base = Reason(_how(now), now.term, at=now.since)
    if now.handover:
        acted = now.handover
        base = replace(base, handover=acted.id, meeting=acted.meeting, words=acted.note)
    if base.code not in HOW.values() or rotation.plan is None:
        return Turn(now.term, since=now.since), [base]
    one = terms[now.place]
    holders, applied = acting(rotation, rotation.plan, one.term.id, at)
    until = one.ends.at if one.ends else None
    turn = Turn(one.term.id, holders, now.since, until if until and until > at else None)
    base = replace(base, milestone=one.term.begins, there=one.begins.where, towards=one.towards)
    base = replace(base, until=turn.until, offices=one.term.holders)
    nobody = () if one.term.holders else (Reason(Because.NOBODY_PLANNED, one.term.id),)
    return turn, [base, *nobody, *map(_departing, applied)]


def _how(now: Switched) -> Because:
    """In which way it has come into force."""
    if now.since is None:
        return Because.NOTHING_YET
    if now.term is None:
        return Because.RELEASED if now.handover else Because.ENDED
    if now.place == NONE_YET:
        return Because.TERM_GONE
    return HOW[now.handover.how] if now.handover else Because.BY_HISTORY


def _planned(rotation: Rotation, terms: Sequence[Scheduled], place: int, at: datetime) -> Turn:
    """Who would have the turn by the plan, as amended by swaps."""
    if place in {NONE_YET, len(terms)} or rotation.plan is None:
        end = end_of_all(terms)
        return Turn(since=end if place != NONE_YET else None)
    one = terms[place]
    holders, _ = by_plan(rotation, rotation.plan, one.term.id, at)
    return Turn(one.term.id, holders, one.begins.at, one.ends.at if one.ends else None)


def _departing(override: Override) -> Reason:
    offices = (override.office,) if override.office else ()
    return Reason(
        DEPARTING[override.departure],
        override.term,
        at=override.since,
        until=override.until,
        offices=offices,
        instead_of=override.instead_of,
        override=override.id,
        words=override.reason,
    )


def _vacant(vacancy: Vacancy) -> Reason:
    code = Because.KEPT if vacancy.kept else Because.VACANT
    return Reason(code, day=vacancy.since, offices=(vacancy.office,), ending=vacancy.ending)


def coming(rotation: Rotation, milestones: Milestones, at: datetime) -> Scheduled | None:
    """The term that is to follow the one in force, with whoever has it as the plan is amended; None: no term is."""
    if rotation.plan is None or rotation.withdrawn:
        return None
    terms = schedule(rotation.plan, milestones)
    switched = in_force(rotation, terms, at)
    place = switched.place + 1
    if switched.place == NONE_YET:
        place = max(place, planned_place(terms, at))
    follows = next((one for one in terms[place:] if not one.falls_away), None)
    if follows is None:
        return None
    holders = amended(rotation, rotation.plan, max(at, follows.begins.at or at))[follows.term.id]
    return replace(follows, term=replace(follows.term, holders=holders))


def ending(rotation: Rotation, milestones: Milestones, at: datetime) -> Boundary | None:
    """Where the rotation is to end after the term in force; None: another term follows, or nothing ends it."""
    if rotation.plan is None or rotation.withdrawn or coming(rotation, milestones, at):
        return None
    terms = schedule(rotation.plan, milestones)
    place = in_force(rotation, terms, at).place
    return terms[place].ends if NONE_YET < place < len(terms) else None
