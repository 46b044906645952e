"""What the end of a mandate does to the posts that went with it: to be seen before, and done in the same act.

Source: DOMAIN §3: resignation and death end a function at once; a lost mandate ends it at the next meeting of the
Executive Bureau, so until somebody says that it has met the person keeps it. Where a term is over or a successor
has taken the seat, the post stays with the office.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from models.dating import Dating
from models.offices import Ending, Mandate
from models.posts import Appointment

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
