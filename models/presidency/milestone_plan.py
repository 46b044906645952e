"""A milestone that is one of our meetings, or one sitting of it, as that meeting is planned.

Source: DOMAIN §3. Where nothing is planned yet the milestone keeps what is known of it; where nothing is any more,
nothing is. It begins and ends as its sittings are announced to, by themselves or by the fixed start of an item: what
items would need moves with every minute that is planned anew.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from models.belonging.dating import UNKNOWN, Dating
from models.meeting import Meeting
from models.planning.programme import planned_items
from models.planning.sitting import Sitting
from models.presidency.milestones import Milestone, MilestoneSitting, Precision

Planned = tuple[Sitting, datetime | None, datetime | None]
"""A sitting, and when it begins and ends by plan (UTC), as far as that is known."""


def as_planned(milestone: Milestone, meeting: Meeting) -> Milestone:
    """The milestone with the days, the instants and the sittings of this meeting.

    It has an instant only where no sitting is known to begin before that, or to end after it.
    """
    if meeting.convocation is None:
        return milestone
    zone = ZoneInfo(meeting.convocation.zone)
    every = tuple(_planned(meeting))
    own = tuple(one for one in every if milestone.sitting in {None, one[0].id})
    days = sorted(_days(own, zone))
    if not days:
        return _no_more(milestone)
    starts = [begins for _, begins, _ in own if begins]
    ends = [over for _, _, over in own if over]
    first, last = min(starts, default=None), max(ends, default=None)
    begun = first and first.astimezone(zone).date() == days[0] and all(first <= over for over in ends)
    over = last and last.astimezone(zone).date() == days[-1] and all(begins <= last for begins in starts)
    return replace(
        milestone,
        dating=Dating(days[0], days[-1]),
        precision=Precision.EXACT,
        zone=zone.key,
        starts=first if begun else None,
        ends=last if over else None,
        sittings=tuple(MilestoneSitting(one.id, one.title, begins, over) for one, begins, over in own),
    )


def _no_more(milestone: Milestone) -> Milestone:
    """Without the plan it had, and the days that came from there; the same where it had none."""
    if not milestone.sittings:
        return milestone
    unknown = replace(milestone, dating=UNKNOWN, precision=Precision.UNKNOWN)
    return replace(unknown, starts=None, ends=None, sittings=())


def _planned(meeting: Meeting) -> Iterator[Planned]:
    for agenda in meeting.agendas:
        fixed = [(one.sitting, one.fixed_start) for one in planned_items(agenda) if one.fixed_start]
        for sitting in agenda.sittings:
            if not sitting.withdrawn:
                first = min((at for within, at in fixed if within == sitting.id), default=None)
                yield sitting, sitting.starts or first, sitting.ends


def _days(planned: tuple[Planned, ...], zone: ZoneInfo) -> Iterator[date]:
    for sitting, begins, over in planned:
        if sitting.day:
            yield sitting.day
        yield from (at.astimezone(zone).date() for at in (begins, over) if at)
