"""The next instant at which who presides changes by itself: a date comes, a departure begins or is over.

Source: DOMAIN §3. Between two of these the answer stays the same, unless somebody acts.
"""

from collections.abc import Iterator
from datetime import datetime

from models.belonging.offices import OfficeId, Offices
from models.presidency.milestones import Milestones
from models.presidency.rotation import Rotation
from models.presidency.schedule import schedule
from models.presidency.zoned_days import begin_of


def next_change(
    rotation: Rotation, milestones: Milestones, at: datetime, offices: Offices | None = None
) -> datetime | None:
    """When the answer may be another one next (UTC, after `at`), mandates included where `offices` are given."""
    if rotation.plan is None or rotation.withdrawn:
        return None
    edges = [*_of_schedule(rotation, milestones), *_of_acts(rotation)]
    if offices:
        edges.extend(_of_mandates(rotation, offices))
    return min((edge for edge in edges if edge > at), default=None)


def _of_schedule(rotation: Rotation, milestones: Milestones) -> Iterator[datetime]:
    assert rotation.plan is not None
    for one in schedule(rotation.plan, milestones):
        for bound in (one.begins, one.ends):
            if bound:
                yield from (edge for edge in (bound.earliest, bound.at, bound.latest) if edge)


def _of_acts(rotation: Rotation) -> Iterator[datetime]:
    for handover in rotation.handed_over:
        yield handover.at
    for override in rotation.overrides:
        yield from (edge for edge in (override.since, override.until) if edge)


def _of_mandates(rotation: Rotation, offices: Offices) -> Iterator[datetime]:
    """Days on which somebody may come into an office that matters here, or leave it."""
    named: set[OfficeId] = {o.office for o in rotation.overrides if o.office}
    for term in rotation.plan.terms.values() if rotation.plan else ():
        named.update(term.holders)
    for office in (offices.office(one) for one in named):
        if office is None:
            continue
        for mandate in offices.mandates_of(office.id):
            since, until = mandate.period.since, mandate.period.until
            days = (since.earliest, since.latest, until and until.earliest, until and until.latest)
            yield from (begin_of(day, office.zone or "UTC") for day in days if day)
