"""A milestone that is one of our meetings, or one sitting of it, as that meeting is planned.

Source: DOMAIN §3. Where nothing is planned yet the milestone keeps what is known of it. It ends as its sittings are
announced to: what items would need moves with every minute that is planned anew.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from models.belonging.dating import Dating
from models.meeting import Meeting
from models.planning.programme import sitting_spans
from models.planning.sitting import Sitting
from models.presidency.milestones import Milestone, MilestoneSitting, Precision

Planned = tuple[Sitting, datetime | None, datetime | None]
"""A sitting, and when it begins and ends by plan (UTC), as far as that is known."""


def as_planned(milestone: Milestone, meeting: Meeting) -> Milestone:
    """The milestone with the days, the instants and the sittings of this meeting."""
    if meeting.convocation is None:
        return milestone
    zone = meeting.convocation.zone
    every = tuple(_planned(meeting))
    own = tuple(one for one in every if milestone.sitting in {None, one[0].id})
    days = sorted(_days(own, ZoneInfo(zone)))
    if not days:
        return milestone
    starts = [begins for _, begins, _ in own if begins]
    ends = [over for _, _, over in own if over]
    return replace(
        milestone,
        dating=Dating(days[0], days[-1]),
        precision=Precision.EXACT,
        zone=zone,
        starts=min(starts, default=None),
        ends=max(ends, default=None),
        sittings=tuple(MilestoneSitting(one.id, one.title, begins, over) for one, begins, over in own),
    )


def _planned(meeting: Meeting) -> Iterator[Planned]:
    for agenda in meeting.agendas:
        spans = sitting_spans(agenda)
        for sitting in agenda.sittings:
            if not sitting.withdrawn:
                span = spans.get(sitting.id)
                begins = sitting.starts or (span.start if span else None)
                yield sitting, begins, sitting.ends


def _days(planned: tuple[Planned, ...], zone: ZoneInfo) -> Iterator[date]:
    for sitting, begins, over in planned:
        if sitting.day:
            yield sitting.day
        yield from (at.astimezone(zone).date() for at in (begins, over) if at)
