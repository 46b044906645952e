"""The advice to end on time, as the chair reads it: when all would end, and what one press would do about it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import msgspec

from models.meeting import Meeting
from models.planning.advice import Measure, Proposal, advice
from models.planning.agenda import Agenda
from models.planning.expected import to_the_minute
from models.planning.item import AgendaItem, ItemId
from server.languages import words_of
from server.meeting_pages.moments import Moment, moment_of
from server.words import Words


@dataclass(frozen=True)
class ProposalView:
    """One way: what it is called, what it changes in detail, when all would end, and the press as JSON."""

    id: str
    title: str
    details: tuple[str, ...]
    end: Moment
    over: int
    items: str
    deferring: str


def advice_views(
    meeting: Meeting, agenda: Agenda, now: datetime, zone: str, language: str
) -> tuple[ProposalView, ...]:
    """Ways to end on time; none while the meeting is not running or all ends as planned."""
    words = words_of(language)
    ways = advice(agenda, now, meeting.suspension)
    return tuple(_view(way, agenda, zone, words, language) for way in ways)


def _view(way: Proposal, agenda: Agenda, zone: str, words: Words, language: str) -> ProposalView:
    named = {item.id: _called(item, language) for item in agenda.items}
    return ProposalView(
        id=way.measure.value,
        title=_title(way, words, named),
        details=tuple(_details(way, words, named)),
        end=moment_of(to_the_minute(way.end), zone),
        over=way.over,
        items=msgspec.json.encode(_replanned(way)).decode(),
        deferring=msgspec.json.encode(way.deferring).decode(),
    )


def _title(way: Proposal, words: Words, named: dict[ItemId, str]) -> str:
    match way.measure:
        case Measure.SHORTEN:
            return words.say("Shorten what is to come, in proportion")
        case Measure.BREAK:
            return words.say("Shorten the break")
        case Measure.LIMIT:
            minutes = "; ".join(
                f"{_minutes(limit.seconds)} min ({named[limit.item]})" for limit in way.limits
            )
            return words.say("Limit speeches: {limits}").format(limits=minutes)
        case Measure.DEFER:
            items = "; ".join(named[item] for item in way.deferring)
            return words.say("Defer {items}").format(items=items)


def _details(way: Proposal, words: Words, named: dict[ItemId, str]) -> list[str]:
    line = words.say("{item}: {old} → {new} min")
    return [line.format(item=named[c.item], old=c.old, new=c.new) for c in way.changes]


def _replanned(way: Proposal) -> list[dict[str, Any]]:
    limits = {limit.item: limit.seconds for limit in way.limits}
    return [
        {"item": c.item, "was": c.old, "now": c.new, "time_limit": limits.get(c.item)} for c in way.changes
    ]


def _called(item: AgendaItem, language: str) -> str:
    return item.number or item.title.read(language)[0]


def _minutes(seconds: int) -> str:
    """`2` or `2:15`."""
    whole, rest = divmod(seconds, 60)
    return f"{whole}:{rest:02}" if rest else str(whole)
