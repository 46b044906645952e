"""What a meeting copies from the rotations that are about its body or itself: who presides, who chairs its sittings.

Source: DOMAIN §3. Which of several rotations over one body counts is said in `counting.py`.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from models.belonging.dating import Answer
from models.belonging.offices import OfficeId, Offices
from models.belonging.roster import Chaired
from models.belonging.seating import as_known
from models.body import Body, BodyId
from models.planning.sitting import Sitting
from models.presidency.amended import acting, stands
from models.presidency.counting import RANK, Claim
from models.presidency.departures import Departure
from models.presidency.milestones import Milestones
from models.presidency.presided import Ceded, NextTerm, Presided
from models.presidency.presiding import Presiding, coming, ending, presiding
from models.presidency.rotation import Rotation
from models.presidency.schedule import schedule
from models.presidency.switches import planned_place
from models.presidency.terms import Plan
from models.procedure import PersonId
from models.text import Text


@dataclass(frozen=True)
class Asked:
    """For which meeting it is asked: its slug, its body, the day of its roster, and the instant (UTC)."""

    meeting: str
    body: BodyId
    day: date
    at: datetime


@dataclass(frozen=True)
class Known:
    """All that the answer rests on: the organisation's milestones and offices, and every body by its id."""

    milestones: Milestones
    offices: Offices
    bodies: Mapping[BodyId, Body]


def presided_over(asked: Asked, known: Known) -> tuple[Presided | None, Presided | None]:
    """By which rotation this meeting's body is presided over, and whose turn it is; None: by none.

    Then the same of the other purpose: whose presidency it is while another rotation says who chairs, or the other
    way round.
    """
    over = [_Turns(kept_by, rotation, asked, known) for kept_by, rotation in _rotations(known)]
    over = [one for one in over if asked.body in one.plan.about.over and one.plan.about.purpose in RANK]
    over.sort(key=lambda one: one.claim.precedence)
    if not over:
        return None, None
    other = next((one for one in over if one.plan.about.purpose is not over[0].plan.about.purpose), None)
    return over[0].presided(over), replace(other.presided(()), others=()) if other else None


def chairs_in_turn(
    asked: Asked, known: Known, sittings: Iterable[tuple[Sitting, datetime]]
) -> tuple[Chaired, ...]:
    """Who chairs each of these sittings by a rotation among them; each with the instant at which it begins (UTC)."""
    found: list[Chaired] = []
    for kept_by, rotation in _rotations(known):
        turns = _Turns(kept_by, rotation, asked, known)
        if turns.plan.about.meeting == asked.meeting:
            for sitting, begins in sittings:
                found.extend(turns.chairs_of(sitting, begins))
    return tuple(found)


class _Turns:
    """One rotation, asked for one meeting."""

    def __init__(self, kept_by: BodyId, rotation: Rotation, asked: Asked, known: Known) -> None:
        self.kept_by, self.rotation, self.asked, self.known = kept_by, rotation, asked, known
        self.plan = rotation.plan or Plan(rotation.draft.about)
        self.posts = tuple(known.bodies[kept_by].appointments.values())
        self.now: Presiding = presiding(rotation, known.milestones, known.offices, asked.at, self.posts)

    @property
    def claim(self) -> Claim:
        about = self.plan.about
        return Claim(self.kept_by, self.rotation.id, about.name, about.purpose, self.now.in_force)

    def presided(self, over: Iterable["_Turns"]) -> Presided:
        turn = self.now.in_force
        persons = tuple(dict.fromkeys(self._persons(turn.offices)))
        handover = next((reason.handover for reason in self.now.because if reason.handover), None)
        others = dict.fromkeys(person for one in over for person in one.taking_turns())
        return Presided(
            self.rotation.id,
            self.kept_by,
            self.plan.about.name,
            turn.term,
            tuple(map(self._title, turn.offices)),
            persons,
            turn.since if turn.offices else None,
            handover,
            self._next(),
            tuple(ceded for one in over for ceded in one.ceded()),
            tuple(person for person in others if person not in persons),
        )

    def _next(self) -> NextTerm | None:
        follows = coming(self.rotation, self.known.milestones, self.asked.at)
        begins = follows.begins if follows else ending(self.rotation, self.known.milestones, self.asked.at)
        if begins is None:
            return None
        here = bool(begins.milestone and begins.milestone.meeting == self.asked.meeting)
        come = begins.earliest is not None and begins.earliest <= self.asked.at
        offices = tuple(map(self._title, follows.term.holders)) if follows else ()
        return NextTerm(follows.term.id if follows else None, offices, begins.at, here or come)

    def ceded(self) -> Iterator[Ceded]:
        """The items of this meeting that somebody else chairs now."""
        for one in self.rotation.overrides:
            here = one.departure is Departure.CEDED and one.meeting == self.asked.meeting
            if here and one.item and one.office and stands(one, self.asked.at):
                yield Ceded(one.item, self._title(one.office), next(self._persons((one.office,)), None))

    def taking_turns(self) -> Iterator[PersonId]:
        """Everybody who has a term of this rotation, or stands in for somebody who has."""
        planned = (office for term in self.plan.terms.values() for office in term.holders)
        instead = (one.office for one in self.rotation.overrides if one.office)
        yield from self._persons(dict.fromkeys((*planned, *instead)))

    def chairs_of(self, sitting: Sitting, begins: datetime) -> Iterator[Chaired]:
        """Who has the turn by plan, with what departs from it, when this sitting begins."""
        terms = schedule(self.plan, self.known.milestones)
        place = planned_place(terms, begins)
        if self.rotation.withdrawn or not 0 <= place < len(terms):
            return
        for office in acting(self.rotation, self.plan, terms[place].term.id, begins)[0]:
            for person in self._persons((office,)):
                yield Chaired(sitting.id, person, self._title(office))

    def _persons(self, offices: Iterable[OfficeId]) -> Iterator[PersonId]:
        """Who is known to hold each office on the day: by mandate, else by a post kept though the mandate is lost."""
        for office in offices:
            person = (
                as_known(self.known.offices.mandates_of(office), self.asked.day)
                .holder(office, self.asked.day)
                .person
            )
            kept = (
                p.person
                for p in self.posts
                if p.office == office and p.period.covers(self.asked.day) is Answer.YES
            )
            if found := person or next((one for one in kept if one), None):
                yield found

    def _title(self, office: OfficeId) -> Text:
        known = self.known.offices.office(office)
        return known.title if known else Text(office)


def _rotations(known: Known) -> Iterator[tuple[BodyId, Rotation]]:
    """Every rotation that counts, and which body keeps it."""
    for body in sorted(known.bodies):
        for rotation in known.bodies[body].rotations.values():
            if rotation.plan is not None and not rotation.withdrawn:
                yield body, rotation
