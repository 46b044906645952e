"""What is wrong with a plan, or worth a look, each with the term or milestone and the field it concerns.

Source: DOMAIN §3 (checks, live while editing).
"""

from collections.abc import Iterable

from models.belonging.offices import Offices
from models.belonging.posts import Appointment
from models.presidency.checked import Check, CheckKind
from models.presidency.departures import Override
from models.presidency.holder_checks import of_holders
from models.presidency.milestones import Milestones
from models.presidency.order_checks import of_order
from models.presidency.schedule import schedule
from models.presidency.terms import Plan

BREAKING = frozenset({CheckKind.GAP, CheckKind.FALLS_AWAY, CheckKind.OVERLAP})
"""What breaks the row of terms."""
HINDERING = BREAKING | {CheckKind.NO_MANDATE, CheckKind.MANDATE_NOT_KNOWN}


def checks(
    plan: Plan,
    milestones: Milestones,
    offices: Offices,
    appointments: Iterable[Appointment] = (),
    overrides: Iterable[Override] = (),
) -> tuple[Check, ...]:
    """Everything found: of the order, then of the holders. `overrides` say who is away and when."""
    terms = schedule(plan, milestones)
    return (
        *of_order(plan, terms, milestones),
        *of_holders(terms, offices, tuple(appointments), tuple(overrides)),
    )


def sound(found: Iterable[Check]) -> bool:
    """Whether there is no gap and no overlap, and every holder certainly has a mandate for the whole term."""
    return not any(check.kind in HINDERING for check in found)


def unbroken(found: Iterable[Check]) -> bool:
    """Whether there is no gap and no overlap, whatever is to be said of the holders."""
    return not any(check.kind in BREAKING for check in found)
