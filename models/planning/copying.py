"""Last year's meeting as the plan of a new one: what was planned, moved to another day; nothing of what happened.

Source: issue "People and doors" (copying last year's meeting). Times of day stay those of the venue's clocks, also
where summer time has begun or ended between the two. Parts stay with offices; who held them is not copied.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from models.meeting import Meeting
from models.planning.agenda import Agenda
from models.planning.arrangement import canonical
from models.planning.item import AgendaItem, ItemId
from models.planning.sitting import Contributor, Sitting, Track

JOINED_LATER = " "
"""What stands in the number of an item that joined a convened agenda: "5 bis"."""


@dataclass(frozen=True)
class Plan:
    """What a draft begins with."""

    tracks: tuple[Track, ...] = ()
    sittings: tuple[Sitting, ...] = ()
    items: tuple[AgendaItem, ...] = ()


@dataclass(frozen=True)
class Move:
    """From one venue's clocks to another's, so many days later."""

    days: timedelta
    was: ZoneInfo
    now: ZoneInfo

    def instant(self, at: datetime) -> datetime:
        """The moment (UTC) at which the new venue's clock shows what the old one's did.

        Of an hour that comes twice it is the first; in the hour that summer time leaves out, one hour later.
        """
        there = at.astimezone(self.was)
        clock = there.time().replace(fold=0)
        return datetime.combine(there.date() + self.days, clock, self.now).astimezone(UTC)

    def span(self, starts: datetime | None, ends: datetime | None) -> tuple[datetime | None, datetime | None]:
        """The same of a start and an end; where the clocks would put the end first, it keeps its length."""
        begins, over = starts and self.instant(starts), ends and self.instant(ends)
        if starts and ends and begins and over and over <= begins:
            over = begins + (ends - starts)
        return begins, over


def first_day(meeting: Meeting) -> date | None:
    """The first day at the venue for which anything is planned; None if nothing has a day."""
    zone = _zone(meeting)
    return min(_days(meeting.agendas, zone), default=None)


def copied(meeting: Meeting, day: date, zone: str) -> Plan:
    """The meeting's plan with its first day on this one, by the clocks of this zone.

    Outcomes, times that were, papers, roles, links and names are left behind, and whatever was withdrawn or deferred
    is planned again. Where nothing has a day, the first sitting gets this one.
    """
    was = first_day(meeting)
    move = Move(day - was if was else timedelta(), _zone(meeting), ZoneInfo(zone))
    sittings = tuple(_sitting(s, move) for agenda in meeting.agendas for s in agenda.sittings)
    if was is None and sittings:
        sittings = (replace(sittings[0], day=day), *sittings[1:])
    return Plan(
        tuple(agenda.track for agenda in meeting.agendas if agenda.track),
        sittings,
        tuple(_item(item, move) for agenda in meeting.agendas for item in numbered(agenda.items)),
    )


def numbered(items: tuple[AgendaItem, ...]) -> Iterator[AgendaItem]:
    """The items with the numbers they have in a draft: in order again, if only what joined later broke it."""
    having = frozenset(i.id for i in items if i.number)
    first = frozenset(i.id for i in items if i.number and JOINED_LATER not in i.number)
    was: dict[ItemId, str] = {i.id: i.number for i in items}
    followed = all(was[item] == number for item, number in canonical(items, first))
    now = dict(canonical(items, having)) if followed else was
    return (replace(item, number=now.get(item.id, item.number)) for item in items)


def _days(agendas: Iterable[Agenda], zone: ZoneInfo) -> Iterator[date]:
    for agenda in agendas:
        for sitting in agenda.sittings:
            if sitting.starts:
                yield sitting.starts.astimezone(zone).date()
            elif sitting.day:
                yield sitting.day
        yield from (i.fixed_start.astimezone(zone).date() for i in agenda.items if i.fixed_start)


def _sitting(sitting: Sitting, move: Move) -> Sitting:
    starts, ends = move.span(sitting.starts, sitting.ends)
    return replace(
        sitting,
        day=sitting.day and sitting.day + move.days,
        starts=starts,
        ends=ends,
        contributors=_parts(sitting.contributors),
        links=(),
        withdrawn=False,
    )


def _item(item: AgendaItem, move: Move) -> AgendaItem:
    return replace(
        item,
        fixed_start=item.fixed_start and move.instant(item.fixed_start),
        roles=_parts(item.roles),
        started=None,
        ended=None,
        outcome=None,
        held=0,
        deferred_to="",
    )


def _parts(contributors: Iterable[Contributor]) -> tuple[Contributor, ...]:
    """Who has a part, by office alone."""
    return tuple(replace(one, person=None) for one in contributors)


def _zone(meeting: Meeting) -> ZoneInfo:
    return ZoneInfo(meeting.convocation.zone if meeting.convocation else "UTC")
