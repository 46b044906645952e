"""From the record of a rotation to the problem of proposing one, and from what is proposed back to its terms.

Source: DOMAIN §3. What is past, or has begun, is not planned again; what falls away is left as it is written.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

from models.belonging.dating import Answer
from models.belonging.offices import OfficeId, Offices
from models.belonging.posts import Appointment, Post
from models.presidency import proposing
from models.presidency.milestones import Milestones
from models.presidency.proposing import (
    USUAL_RULES,
    Assignment,
    Candidate,
    Having,
    Pin,
    Problem,
    Rule,
    Slot,
    Stretch,
)
from models.presidency.rotation import Rotation
from models.presidency.schedule import Boundary, Scheduled, schedule
from models.presidency.subjects import subjects
from models.presidency.switches import in_force
from models.presidency.terms import Plan, RotationPurpose, Term
from models.presidency.zoned_days import day_at
from models.procedure import PersonId
from models.speaking.request import Gender
from models.text import Text

DAY = timedelta(days=1)
USUAL_POSTS: Mapping[RotationPurpose, frozenset[Post]] = {
    RotationPurpose.PRESIDENCY: frozenset({Post.CO_PRESIDENT, Post.TREASURER, Post.ENVOY}),
    RotationPurpose.CHAIRS: frozenset({Post.PRESIDENT, Post.CO_PRESIDENT, Post.CHAIR, Post.CO_CHAIR}),
    RotationPurpose.HOSTS: frozenset(),
}
"""Whose holders go round, unless the secretariat says otherwise; none named: whoever has any post."""


@dataclass(frozen=True)
class Wanted:
    """What the secretariat asks for: offices of which `posts`, from `fewest` to `most` holders, by which rules.

    `away`: an office and the days on which it cannot preside; why is nobody's business. `pins`: who is to have which
    term, or not to have it, beside what is pinned in the draft.
    """

    posts: frozenset[Post]
    fewest: int = 1
    most: int = 1
    rules: frozenset[Rule] = USUAL_RULES
    most_turns: int | None = None
    weights: proposing.Weights = proposing.Weights()
    away: tuple[tuple[OfficeId, Stretch], ...] = ()
    pins: tuple[Pin, ...] = ()


@dataclass(frozen=True)
class Kept:
    """What is on record: the rotation, the milestones, the offices, and the posts of the body that keeps it.

    `genders`: of people who have said it for this purpose; nobody else's is known.
    """

    rotation: Rotation
    milestones: Milestones
    offices: Offices
    appointments: tuple[Appointment, ...] = ()
    genders: Mapping[PersonId, Gender] | None = None


def rotation_problem(kept: Kept, wanted: Wanted, now: datetime) -> Problem:
    """What is to be proposed for the draft as it is, at this instant (UTC)."""
    terms = tuple(one for one in schedule(kept.rotation.draft, kept.milestones) if not one.falls_away)
    over = _not_again(kept, terms, now)
    about = [
        subjects((one.begins.milestone.name if one.begins.milestone else Text(), one.term.policy))
        for one in terms
    ]
    spoken_of = frozenset[str]().union(*about)
    pool = tuple(_candidate(kept, wanted, office, spoken_of, now) for office in _pool(kept, wanted, now))
    stood_for = frozenset(word for one in pool for word in one.stands_for)
    return Problem(
        pool,
        tuple(
            _slot(kept, wanted, one, tuple(sorted(words & stood_for)), over=one in over)
            for one, words in zip(terms, about, strict=True)
        ),
        _pins(wanted, [one.term for one in terms if one not in over]),
        wanted.rules,
        wanted.most_turns,
        wanted.weights,
    )


def _pins(wanted: Wanted, planned: Sequence[Term]) -> tuple[Pin, ...]:
    """Those of the draft, then those that are asked for, of terms that are still planned; each once."""
    drafted = (Pin(term.id, holder) for term in planned if term.pinned for holder in term.holders)
    known = {term.id for term in planned}
    return tuple(dict.fromkeys((*drafted, *(pin for pin in wanted.pins if pin.term in known))))


def terms_as_proposed(problem: Problem, seen: Sequence[Term], assignment: Assignment) -> tuple[Term, ...]:
    """The terms of a draft with the holders that are proposed; who has a term already keeps their place in it."""
    planned = {slot.id for slot in problem.planned}
    return tuple(_held(term, assignment[term.id]) if term.id in planned else term for term in seen)


def posts_of_offices(appointments: Iterable[Appointment]) -> tuple[Post, ...]:
    """Posts that offices have in this body, in the order of posts."""
    known = {one.post for one in appointments if one.office}
    return tuple(post for post in Post if post in known)


def usual_posts(draft: Plan, appointments: Iterable[Appointment]) -> frozenset[Post]:
    """Which posts are asked for at first: the usual ones, and those of offices that have a term already without one
    of these; where there is none, all that offices have.
    """
    known = tuple(appointments)
    there = frozenset(posts_of_offices(known))
    usual = there & USUAL_POSTS[draft.about.purpose]
    within = {one.office for one in known if one.post in usual}
    holding = {office for term in draft.terms.values() for office in term.holders} - within
    return (usual | {one.post for one in known if one.office in holding}) or there


def _held(term: Term, proposed: tuple[OfficeId, ...]) -> Term:
    staying = tuple(office for office in term.holders if office in proposed)
    return replace(term, holders=(*staying, *(office for office in proposed if office not in staying)))


def _not_again(kept: Kept, terms: Sequence[Scheduled], now: datetime) -> frozenset[Scheduled]:
    """The terms that are past by plan, and all up to the one that is in force."""
    plan = kept.rotation.plan
    counted = schedule(plan, kept.milestones) if plan and not kept.rotation.withdrawn else ()
    switched = in_force(kept.rotation, counted, now)
    begun = {one.term.id for one in counted[: switched.place + 1]}
    return frozenset(
        one for one in terms if one.term.id in begun or (one.ends and one.ends.at and one.ends.at <= now)
    )


def _pool(kept: Kept, wanted: Wanted, now: datetime) -> tuple[OfficeId, ...]:
    """The offices of those posts, each once, as they are known; whose post is over is owed no turn."""
    appointed = {
        one.office
        for one in kept.appointments
        if one.post in wanted.posts
        and not (one.period.until and one.period.until.reached(now.date()) is Answer.YES)
    }
    return tuple(office.id for office in kept.offices.offices if office.id in appointed)


def _candidate(
    kept: Kept, wanted: Wanted, office: OfficeId, spoken_of: frozenset[str], now: datetime
) -> Candidate:
    known = kept.offices.office(office)
    person = kept.offices.holder(office, day_at(now, known.zone if known else "")).person
    appointed = [one for one in kept.appointments if one.office == office and one.post in wanted.posts]
    return Candidate(
        office,
        known.section if known else None,
        person,
        (kept.genders or {}).get(person) if person else None,
        tuple(mandate.period for mandate in kept.offices.mandates_of(office)),
        tuple(Having(one.post, one.period) for one in appointed),
        tuple(days for away, days in wanted.away if away == office),
        tuple(sorted(subjects(one.title for one in appointed) & spoken_of)),
    )


def _slot(kept: Kept, wanted: Wanted, one: Scheduled, about: tuple[str, ...], *, over: bool) -> Slot:
    term = one.term
    number = (len(term.holders), len(term.holders)) if term.pinned else (wanted.fewest, wanted.most)
    plan = kept.rotation.plan if not kept.rotation.withdrawn else None
    adopted = plan.terms.get(term.id) if plan else None
    return Slot(
        term.id,
        _first_day(one.begins),
        _day_after(one.ends) if one.ends else None,
        *number,
        tuple(post for post in Post if post in wanted.posts),
        about,
        adopted.holders if adopted else None,
        (adopted or term).holders if over else None,
    )


def _first_day(begins: Boundary) -> date | None:
    """The first day it may have, at the milestone's own place."""
    earliest = begins.earliest or begins.at
    return day_at(earliest, _zone(begins)) if earliest else None


def _day_after(ends: Boundary) -> date | None:
    """The day after the last one it may have."""
    latest = ends.latest or ends.at
    return day_at(latest.astimezone(UTC) - timedelta.resolution, _zone(ends)) + DAY if latest else None


def _zone(boundary: Boundary) -> str:
    return boundary.milestone.zone if boundary.milestone else "UTC"
