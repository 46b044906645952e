"""Which handover the clock has to make by now: to a term that the plan leaves to it, at the instant that was planned.

Source: DOMAIN §3: the clock acts by itself only for exact dates, and only where the secretariat chose so.
"""

from dataclasses import dataclass
from datetime import datetime

from models.presidency.milestones import Milestones
from models.presidency.rotation import Rotation
from models.presidency.schedule import Boundary, Scheduled, schedule
from models.presidency.switches import NONE_YET, in_force
from models.presidency.terms import Switch, TermId


@dataclass(frozen=True)
class Due:
    """From whose turn (`seen`; None: nobody's) the turn passes to this term (None: the rotation ends), and when.

    `at` (UTC) is the planned instant; where somebody has handed over later than that, it is that instant.
    """

    seen: TermId | None
    term: TermId | None
    at: datetime


def handover_due(rotation: Rotation, milestones: Milestones, now: datetime) -> Due | None:
    """The next handover that the clock has to make by now, if there is one.

    It never passes over a term that waits for an act: whoever has that turn has to be given it first. What the
    secretariat has taken back is not done again, unless the date is moved to later.
    """
    if rotation.plan is None or rotation.withdrawn:
        return None
    terms = schedule(rotation.plan, milestones)
    now_in_force = in_force(rotation, terms, now)
    begins, term = _next(terms, now_in_force.place)
    if begins is None or begins.fuzzy or begins.at is None or begins.at > now:
        return None
    standing = rotation.handed_over
    at = max(begins.at, standing[-1].at) if standing else begins.at
    by_clock = (one.at for one in rotation.handovers if one.how is Switch.CLOCK and one.term == term)
    return None if any(done >= begins.at for done in by_clock) else Due(now_in_force.term, term, at)


def _next(terms: tuple[Scheduled, ...], place: int) -> tuple[Boundary | None, TermId | None]:
    """Where the next term begins, or the rotation ends after the last one, if that is the clock's."""
    for one in terms[place + 1 :]:
        if not one.falls_away:
            return (one.begins if one.term.switch is Switch.CLOCK else None), one.term.id
    if NONE_YET < place < len(terms) and terms[place].term.switch is Switch.CLOCK:
        return terms[place].ends, None
    return None, None
