"""What the end of a mandate does to the posts that went with it: to be seen before, and done in the same act.

Source: DOMAIN §3: resignation and death end a function at once; a lost mandate ends it at the next meeting of the
Executive Bureau, so until that is opened the person keeps it. Where a term is over or a successor has taken the seat,
the post stays with the office.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from models.belonging.dating import Answer, Dating
from models.belonging.offices import Ending, Mandate, Offices
from models.belonging.posts import Appointment

AT_ONCE = frozenset({Ending.RESIGNED, Ending.DIED})


class Effect(StrEnum):
    """`ends`: on the day the mandate ends. `kept`: the person keeps it until the Executive Bureau meets."""

    ENDS = "ends"
    KEPT = "kept"


@dataclass(frozen=True)
class Consequence:
    """One appointment as it `was`, and as it is `now` by the end of the mandate."""

    effect: Effect
    was: Appointment
    now: Appointment


def consequences(
    mandate: Mandate, until: Dating, ending: Ending, appointments: Iterable[Appointment]
) -> Iterator[Consequence]:
    """What becomes of these appointments when the mandate ends so; of those it does not touch, nothing is said."""
    for one in appointments:
        if not _touched(one, mandate, until, ending):
            continue
        if ending in AT_ONCE:
            over = replace(one, period=replace(one.period, until=until), ending=ending)
            yield Consequence(Effect.ENDS, one, over)
        elif ending is Ending.LOST and one.person is None:
            yield Consequence(Effect.KEPT, one, replace(one, person=mandate.person))


def lapsing(appointments: Iterable[Appointment], offices: Offices, day: date) -> Iterator[Appointment]:
    """Those of them that were kept although the mandate is lost: over when the Executive Bureau meets that day.

    Who is back in the office by then, or may have lost it only later, keeps the function.
    """
    for one in appointments:
        kept = one.ending is None and one.office is not None and one.person is not None
        if kept and one.period.covers(day) is not Answer.NO and _lost(one, offices, day):
            yield one


def _lost(one: Appointment, offices: Offices, day: date) -> bool:
    own = [mandate for mandate in offices.mandates_of(one.office) if mandate.person == one.person]
    over = any(m.ending is Ending.LOST and m.period.covers(day) is Answer.NO for m in own)
    return over and all(m.period.covers(day) is Answer.NO for m in own)


def _touched(one: Appointment, mandate: Mandate, until: Dating, ending: Ending) -> bool:
    """Whether it went with this mandate (or, when somebody dies, was theirs) and may have lasted until it ended."""
    with_office = one.office == mandate.office and one.person in {None, mandate.person}
    theirs = ending is Ending.DIED and one.person == mandate.person
    if one.ending is not None or not (with_office or theirs):
        return False
    return not (_before(one.period.until, until) or _before(until, one.period.since))


def _before(first: Dating | None, then: Dating) -> bool:
    """Whether the first certainly is no later than the other."""
    return (
        first is not None
        and first.latest is not None
        and then.earliest is not None
        and first.latest <= then.earliest
    )
