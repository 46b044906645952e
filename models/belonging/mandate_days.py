"""On which days of a stretch somebody certainly holds an office, and on which nobody does or nobody has said.

Source: DOMAIN §3 (a holder without mandate). Days are those at the office's own place.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from models.belonging.dating import Answer
from models.belonging.offices import OfficeId, Offices
from models.belonging.posts import Appointment
from models.belonging.vacancies import vacancy_on

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Uncovered:
    """Days on which nobody certainly holds the office, from `since` to `until`, inclusive; None: without end.

    `vacant`: nobody does, since a mandate is over or was over before; otherwise nobody has said.
    """

    since: date
    until: date | None
    vacant: bool


def uncovered(
    office: OfficeId,
    offices: Offices,
    first: date,
    last: date | None,
    appointments: Iterable[Appointment] = (),
) -> tuple[Uncovered, ...]:
    """The stretches of these days (inclusive; None: without end) on which nobody certainly holds the office."""
    known = tuple(appointments)
    edges = sorted({first, *_edges(office, offices, first, last)})
    stretches: list[Uncovered] = []
    for since, following in zip(edges, (*edges[1:], None), strict=True):
        vacant = _vacant(office, offices, since, known)
        if vacant is None:
            continue
        before = stretches[-1] if stretches else None
        if before and before.vacant == vacant and before.until == since - DAY:
            stretches.pop()
        else:
            before = None
        first_day = before.since if before else since
        stretches.append(Uncovered(first_day, following - DAY if following else last, vacant))
    return tuple(stretches)


def _edges(office: OfficeId, offices: Offices, first: date, last: date | None) -> Iterator[date]:
    """Days from which on the answer may be another one."""
    for mandate in offices.mandates_of(office):
        since, until = mandate.period.since, mandate.period.until
        for day in (since.earliest, since.latest, until and until.earliest, until and until.latest):
            if day and first < day and (last is None or day <= last):
                yield day


def _vacant(
    office: OfficeId, offices: Offices, day: date, appointments: tuple[Appointment, ...]
) -> bool | None:
    """Whether nobody holds it that day; None where somebody does."""
    holding = offices.holder(office, day)
    if holding.answer is Answer.YES:
        return None
    vacancy = vacancy_on(office, offices, day, appointments)
    if vacancy and vacancy.kept:
        return None
    ends = (mandate.period.until for mandate in offices.mandates_of(office))
    return not holding.listed and any(end and end.reached(day) is Answer.YES for end in ends)
