"""An agenda day by day, as a programme is printed: sittings under the day on which they begin at the venue."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from itertools import groupby
from zoneinfo import ZoneInfo

from models.planning.agenda import Agenda
from models.planning.item import AgendaItem, ItemId
from models.planning.published import Span, by_sitting, spans
from models.planning.sitting import Sitting

UNKNOWN = date.max
FIRST = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True)
class Stretch:
    """A sitting with its items, or (without a `sitting`) the items that stand between two.

    `day` is the date at the venue. Where no time is known the agenda's order says it: the day of what precedes, or,
    at the beginning, of what follows.
    """

    sitting: Sitting | None
    items: tuple[AgendaItem, ...]
    span: Span
    day: date | None = None
    since: datetime = FIRST


def day_by_day(
    agenda: Agenda, plan: Mapping[ItemId, datetime], zone: str
) -> Iterator[tuple[date | None, tuple[Stretch, ...]]]:
    """The stretches of the agenda in the order they are held, by day; None, at the end, where no day is known.

    `plan` is the planned start of every item, `zone` the venue's (an IANA name).
    """
    known = [_dated(one, ZoneInfo(zone)) for one in _stretches(agenda, plan)]
    stretches, beside = [], next((one for one in known if one.day), Stretch(None, (), Span()))
    for one in known:
        beside = one if one.day or not one.items else replace(one, day=beside.day, since=beside.since)
        stretches.append(beside)
    stretches.sort(key=lambda one: (one.day or UNKNOWN, one.since))
    for day, together in groupby(stretches, lambda one: one.day):
        yield day, tuple(together)


def _stretches(agenda: Agenda, plan: Mapping[ItemId, datetime]) -> Iterator[Stretch]:
    """In the agenda's order, each sitting where its first item is; then the sittings that have none."""
    held, when = by_sitting(agenda), spans(agenda, plan)
    sittings = {sitting.id: sitting for sitting in agenda.sittings}
    place = {item.id: key for key, items in held.items() for item in items}
    shown = set()
    for key, run in groupby(agenda.items, lambda item: place[item.id]):
        if key is None:
            items = tuple(run)
            yield Stretch(None, items, Span(next((plan[i.id] for i in items if i.id in plan), None)))
        elif key not in shown and key in sittings:
            shown.add(key)
            yield Stretch(sittings[key], held[key], when[key])
    for sitting in agenda.sittings:
        if sitting.id not in shown and not sitting.withdrawn:
            yield Stretch(sitting, (), when[sitting.id])


def _dated(one: Stretch, zone: ZoneInfo) -> Stretch:
    if one.span.start:
        return replace(one, day=one.span.start.astimezone(zone).date(), since=one.span.start)
    return replace(one, day=one.span.day)
