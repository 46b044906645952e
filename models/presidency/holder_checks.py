"""Checks of who holds the terms of a plan: mandates, absences, turns in a row, sections, and who is alone.

Source: DOMAIN §3.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta
from itertools import pairwise

from models.belonging.mandate_days import uncovered
from models.belonging.offices import OfficeId, Offices, SectionId
from models.belonging.posts import Appointment, Post
from models.presidency.checked import Check, CheckKind, Field
from models.presidency.departures import Departure, Override
from models.presidency.schedule import Scheduled
from models.presidency.terms import Switch
from models.presidency.zoned_days import day_at
from models.procedure import PersonId

PAIR = 2
POOL = frozenset({Post.CO_PRESIDENT, Post.TREASURER, Post.ENVOY})
"""Whose holders may have a turn: their sections count for the balance, although none of theirs has one."""


def of_holders(
    terms: Sequence[Scheduled],
    offices: Offices,
    appointments: Sequence[Appointment] = (),
    overrides: Iterable[Override] = (),
) -> Iterator[Check]:
    """What is to be said of the holders of these terms, in their order."""
    begun = [one for one in terms if not one.falls_away]
    departing = tuple(overrides)
    away = [one for one in departing if one.departure is Departure.DEPUTY]
    replaced = [one for one in departing if one.departure is Departure.REPLACED]
    for one in begun:
        yield from _mandates(one, replaced, offices, appointments)
        yield from _away(one, away)
    for one, then in pairwise(begun):
        both = _in_both(one, then, offices)
        if both:
            yield Check(CheckKind.TWICE_RUNNING, Field.HOLDERS, then.term.id, other=one.term.id, offices=both)
    yield from _alone(begun, offices)
    yield from _sections(begun, offices, appointments)


def days_of(one: Scheduled, zone: str) -> tuple[date, date | None] | None:
    """The first and the last day (inclusive; None: without end) that the term may have in that zone, as far as known.

    A term that has no length has no days; nor has one of which nobody knows when it begins.
    """
    begins = one.begins.earliest or one.begins.at
    ends = (one.ends.latest or one.ends.at) if one.ends else None
    if begins is None or (ends is not None and ends <= begins):
        return None
    return day_at(begins, zone), day_at(ends - timedelta.resolution, zone) if ends else None


def _mandates(
    one: Scheduled, replaced: Iterable[Override], offices: Offices, appointments: Sequence[Appointment]
) -> Iterator[Check]:
    found: dict[tuple[CheckKind, date | None, date | None], list[OfficeId]] = defaultdict(list)
    here = [it for it in replaced if it.term in {None, one.term.id} and it.instead_of in one.term.holders]
    came = (it.office for it in here if it.office)
    for holder in dict.fromkeys((*one.term.holders, *came)):
        office = offices.office(holder)
        days = _held(holder, one, here, office.zone if office else "")
        for stretch in uncovered(holder, offices, *days, appointments) if days else ():
            if stretch.vacant:
                found[CheckKind.NO_MANDATE, stretch.since, stretch.until].append(holder)
            elif days == (stretch.since, stretch.until):
                found[CheckKind.MANDATE_NOT_KNOWN, None, None].append(holder)
            else:
                found[CheckKind.MANDATE_NOT_KNOWN, stretch.since, stretch.until].append(holder)
    for (kind, since, until), holders in found.items():
        yield Check(
            kind,
            Field.HOLDERS,
            one.term.id,
            one.begins.where,
            offices=tuple(holders),
            since=since,
            until=until,
        )


def _held(
    holder: OfficeId, one: Scheduled, replaced: Iterable[Override], zone: str
) -> tuple[date, date | None] | None:
    """The days of the term that are this office's: up to the day it is replaced, or from when it comes.

    Of who was replaced in a term that is history nothing is left to be mended.
    """
    days = days_of(one, zone)
    for by in replaced:
        if days and by.since and by.office == holder:
            days = max(days[0], day_at(by.since, zone)), days[1]
        elif days and by.instead_of == holder and one.term.switch is Switch.HISTORY:
            days = None
        elif days and by.since and by.instead_of == holder:
            last = day_at(by.since - timedelta.resolution, zone)
            days = (days[0], min(days[1] or last, last)) if last >= days[0] else None
    return days


def _away(one: Scheduled, overrides: Iterable[Override]) -> Iterator[Check]:
    ends = one.ends.at if one.ends else None
    for away in overrides:
        holder = away.instead_of
        if holder is None or holder not in one.term.holders or away.term not in {None, one.term.id}:
            continue
        after = away.since is not None and ends is not None and ends <= away.since
        before = away.until is not None and one.begins.at is not None and away.until <= one.begins.at
        if not (after or before):
            since, until = _day(away.since), _day(away.until)
            yield Check(
                CheckKind.AWAY,
                Field.HOLDERS,
                one.term.id,
                offices=(holder,),
                since=since,
                until=until,
                override=away.id,
            )


def _day(at: datetime | None) -> date | None:
    return at.date() if at else None


def _in_both(one: Scheduled, then: Scheduled, offices: Offices) -> tuple[OfficeId, ...]:
    """Holders of the second who have the first too, by their office or in person."""
    before = set(one.term.holders)
    people = set(_people(one, offices).values())
    now = _people(then, offices)
    return tuple(o for o in then.term.holders if o in before or now.get(o) in people)


def _people(one: Scheduled, offices: Offices) -> dict[OfficeId, PersonId]:
    """Who holds the offices of a term on its first day, where that is known."""
    found = {}
    for holder in one.term.holders:
        office = offices.office(holder)
        days = days_of(one, office.zone if office else "")
        person = offices.holder(holder, days[0]).person if days else None
        if person:
            found[holder] = person
    return found


def _alone(terms: Sequence[Scheduled], offices: Offices) -> Iterator[Check]:
    """Terms of one holder where most have two, and pairs that are one person."""
    held = [one for one in terms if one.term.holders]
    pairs = sum(len(one.term.holders) >= PAIR for one in held)
    for one in held:
        people = _people(one, offices)
        same = len(one.term.holders) >= PAIR and len(people) == len(one.term.holders)
        if (len(one.term.holders) < PAIR and 2 * pairs > len(held)) or (
            same and len(set(people.values())) == 1
        ):
            yield Check(CheckKind.ALONE, Field.HOLDERS, one.term.id, offices=one.term.holders)


def _sections(
    terms: Sequence[Scheduled], offices: Offices, appointments: Iterable[Appointment]
) -> Iterator[Check]:
    """Whether over the cycle some section has two turns more than another of the pool."""
    turns: Counter[SectionId] = Counter()
    for office in (offices.office(holder) for one in terms for holder in one.term.holders):
        if office and office.section:
            turns[office.section] += 1
    for office in (offices.office(one.office) for one in appointments if one.post in POOL):
        if office and office.section:
            turns[office.section] += 0
    if not turns:
        return
    most, fewest = max(turns.values()), min(turns.values())
    if most - fewest >= PAIR:
        yield Check(
            CheckKind.SECTION_BALANCE,
            Field.TERMS,
            most=tuple(section for section, count in turns.items() if count == most),
            most_turns=most,
            fewest=tuple(section for section, count in turns.items() if count == fewest),
            fewest_turns=fewest,
        )
