"""Offices that nobody holds on a day, as far as is known: a mandate is over early, and no successor is known.

Source: DOMAIN §3. Whoever keeps the function although the mandate is lost keeps the turn with it.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from models.belonging.dating import Answer
from models.belonging.offices import Ending, Mandate, OfficeId, Offices
from models.belonging.posts import Appointment
from models.presidency.zoned_days import day_at

EARLY = frozenset({Ending.LOST, Ending.RESIGNED, Ending.DIED})


@dataclass(frozen=True)
class Vacancy:
    """The office is vacant since that day, and why; `kept`: whoever had it keeps the function for now."""

    office: OfficeId
    since: date
    ending: Ending
    kept: bool = False


def vacancies(
    holders: Iterable[OfficeId], offices: Offices, at: datetime, appointments: Iterable[Appointment] = ()
) -> Iterator[Vacancy]:
    """Which of these offices are vacant at this instant (UTC), each on the day it is at its own place."""
    known = tuple(appointments)
    for office in holders:
        found = offices.office(office)
        vacancy = vacancy_on(office, offices, day_at(at, found.zone if found else ""), known)
        if vacancy:
            yield vacancy


def vacancy_on(
    office: OfficeId, offices: Offices, day: date, appointments: Iterable[Appointment] = ()
) -> Vacancy | None:
    """The vacancy of this office on that day; None where somebody holds it, or nobody has said that nobody does."""
    holding = offices.holder(office, day)
    if holding.answer is Answer.YES or holding.listed:
        return None
    over = [found for found in offices.mandates_of(office) if _ended(found, day)]
    last = max(over, key=_last_day, default=None)
    if last is None or last.ending not in EARLY:
        return None
    held = (one.holder(day, offices) for one in appointments if one.office == office and one.person)
    kept = last.ending is Ending.LOST and any(one.person == last.person for one in held)
    return Vacancy(office, _last_day(last), last.ending, kept)


def _ended(mandate: Mandate, day: date) -> bool:
    until = mandate.period.until
    return until is not None and until.latest is not None and until.reached(day) is Answer.YES


def _last_day(mandate: Mandate) -> date:
    until = mandate.period.until
    return until.latest if until and until.latest else date.min
