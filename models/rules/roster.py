"""How a meeting takes over its body when it is convened, and what has changed in it afterwards.

Source: DESIGN §2.6. The rules of a meeting read its own record alone: the roster comes to it as a command, in the
same act as whatever changed the body, made by the house (`server/following/rosters.py`).
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import pairwise
from zoneinfo import ZoneInfo

from models.belonging.offices import Offices
from models.belonging.roster import (
    Chaired,
    ChairsChanged,
    PostsChanged,
    Roster,
    RosterTaken,
    RulesChanged,
    SeatChanged,
    SeatVacated,
    by_member,
)
from models.belonging.seating import chairs_of
from models.meeting import Meeting, MeetingState
from models.planning.programme import planned_spans, sitting_spans
from models.planning.sitting import Sitting
from models.presidency.presided import PresidingChanged
from models.procedure import Command, Event, Submission
from models.rules import grounds
from models.rules.preconditions import require_editable


@dataclass(frozen=True)
class TakeRoster(Command):
    """Take over the meeting's body as it is now: the first time whole, later what has changed."""

    roster: Roster


def take_roster(command: TakeRoster, meeting: Meeting, _: Submission) -> Iterator[Event]:
    if not takes_roster(meeting):
        require_editable(meeting)
        raise grounds.NOT_CONVENED.refusal()
    roster = replace(command.roster, seats=by_member(command.roster.seats))
    if meeting.convocation is None or roster.body != meeting.convocation.of:
        raise grounds.OTHER_BODY.refusal()
    for one, other in pairwise(roster.seats):
        if one.id == other.id:
            raise grounds.DOUBLE_ID.refusal(id=one.id)
    events = differences(meeting.roster, roster)
    if not events:
        raise grounds.NOTHING_CHANGED.refusal()
    yield from events


def differences(old: Roster | None, new: Roster) -> tuple[Event, ...]:
    """What makes the new roster of the old one; nothing where they are the same."""
    if old is None or (old.body, old.name) != (new.body, new.name):
        return (RosterTaken(new),)
    return tuple(_differences(old, new))


def _differences(old: Roster, new: Roster) -> Iterator[Event]:
    known, there = ({seat.id: seat for seat in roster.seats} for roster in (old, new))
    yield from (SeatVacated(member) for member in known if member not in there)
    yield from (SeatChanged(seat) for member, seat in there.items() if known.get(member) != seat)
    if old.posts != new.posts:
        yield PostsChanged(new.posts)
    if old.chairs != new.chairs:
        yield ChairsChanged(new.chairs)
    if old.rules != new.rules:
        yield RulesChanged(new.rules)
    if (old.presided, old.beside) != (new.presided, new.beside):
        yield PresidingChanged(new.presided, new.beside)


def takes_roster(meeting: Meeting) -> bool:
    """Whether the meeting follows its body: from when it is convened until it is closed."""
    return meeting.state not in {MeetingState.DRAFT, MeetingState.CLOSED}


def roster_day(meeting: Meeting, now: datetime) -> date:
    """The day for which the roster is taken, at the venue: of the meeting's days the one that is nearest to today.

    So before the meeting it is its first day, and while it lasts today. Where no day is planned it is today.
    """
    zone = ZoneInfo(meeting.convocation.zone if meeting.convocation else "UTC")
    today = now.astimezone(zone).date()
    days = sorted(_days(meeting, zone))
    return min(max(today, days[0]), days[-1]) if days else today


def sitting_chairs(meeting: Meeting, offices: Offices, now: datetime) -> tuple[Chaired, ...]:
    """Who chairs which sitting of this meeting, each on the day on which it begins, at the venue."""
    return chairs_of(_sittings(meeting, now), offices)


def sittings_in_turn(meeting: Meeting) -> tuple[tuple[Sitting, datetime], ...]:
    """The sittings without a chair of their own for which it is known when they begin by plan (UTC)."""
    return tuple(
        (sitting, begins)
        for sitting, begins in _beginnings(meeting)
        if begins and not sitting.withdrawn and not sitting.chair_office
    )


def _sittings(meeting: Meeting, now: datetime) -> Iterator[tuple[Sitting, date]]:
    zone = ZoneInfo(meeting.convocation.zone if meeting.convocation else "UTC")
    otherwise = roster_day(meeting, now)
    for sitting, begins in _beginnings(meeting):
        yield sitting, begins.astimezone(zone).date() if begins else sitting.day or otherwise


def _beginnings(meeting: Meeting) -> Iterator[tuple[Sitting, datetime | None]]:
    for agenda in meeting.agendas:
        spans = sitting_spans(agenda)
        for sitting in agenda.sittings:
            yield sitting, sitting.starts or (spans[sitting.id].start if sitting.id in spans else None)


def _days(meeting: Meeting, zone: ZoneInfo) -> Iterator[date]:
    for agenda in meeting.agendas:
        for sitting in agenda.sittings:
            if sitting.withdrawn:
                continue
            if sitting.day:
                yield sitting.day
            yield from (at.astimezone(zone).date() for at in (sitting.starts, sitting.ends) if at)
        for span in planned_spans(agenda).values():
            yield span.start.astimezone(zone).date()
