"""What every edit asks first: may the agenda still change, is there such an item, has somebody else been here?

Source: DOMAIN §2 and §7.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime
from enum import Enum
from functools import reduce
from itertools import count

from models.belonging.dating import Period
from models.body import Seats, Share
from models.meeting import Meeting, MeetingState
from models.merge import Conflict
from models.planning.agenda import Agenda
from models.planning.item import AgendaItem, ItemId
from models.planning.sitting import Contributor, Link
from models.procedure import Entry, Event, Fact, Submission
from models.rules import grounds
from models.speaking.limits import TimeLimit
from models.text import Text

YES, NO = Text("yes", "oui", "sí"), Text("no", "non", "no")


def require_editable(meeting: Meeting) -> None:
    """Refuse once the meeting is closed: its agenda is history."""
    if meeting.state is MeetingState.CLOSED:
        raise grounds.CLOSED.refusal()


def require_title(title: Text) -> None:
    if not any(words.strip() for words in (title.en, title.fr, title.es)):
        raise grounds.NO_TITLE.refusal()


def require_no_conflict(conflicts: tuple[Conflict, ...]) -> None:
    """Refuse the second of two who changed the same words, with both texts."""
    for conflict in conflicts:
        name = f"{conflict.field} ({conflict.language})" if conflict.language else conflict.field
        raise grounds.EDITED_MEANWHILE.refusal(
            field=grounds.FIELDS.get(conflict.field, Text(name)),
            theirs=_in_words(conflict.theirs),
            yours=_in_words(conflict.yours),
        )


def known_item(agenda: Agenda, item: ItemId) -> AgendaItem:
    found = agenda.find(item)
    if found is None:
        raise grounds.UNKNOWN_ITEM.refusal()
    return found


def told(agenda: Agenda, events: Iterable[Event], submission: Submission) -> Agenda:
    """The agenda once these have happened."""
    entries = (Entry(0, submission.at, submission.by, event) for event in events)
    return reduce(Agenda.after, entries, agenda)


def agenda_with(meeting: Meeting, item: ItemId) -> Agenda:
    agenda = meeting.agenda_of(item)
    if agenda is None:
        raise grounds.UNKNOWN_ITEM.refusal()
    return agenda


def new_ids(meeting: Meeting, kind: str) -> Iterator[str]:
    """Ids for what joins, never had before: `item-n57`. Others may have come with an import, made elsewhere."""
    taken: set[str] = {item.id for item in meeting.items()}
    taken |= {sitting.id for agenda in meeting.agendas for sitting in agenda.sittings}
    taken |= {agenda.track.id for agenda in meeting.agendas if agenda.track}
    return (new for n in count(meeting.seq + 1) if (new := f"{kind}-n{n}") not in taken)


def _in_words(value: object) -> Fact:
    """A value of any field for whoever has to choose between two of them."""
    match value:
        case None | "" | ():
            return "–"
        case bool():
            return YES if value else NO
        case tuple():
            return "; ".join(map(_part_in_words, value))
        case Share(over, under):
            return f"{over}/{under}"
        case Period(since, until):
            return f"{str(since) or '?'} – {'' if until is None else str(until) or '?'}".strip()
        case str() | Enum() | datetime():
            return value
    return str(value)


def _part_in_words(part: object) -> str:
    match part:
        case Contributor(role, holder, organisation):
            return f"{role}: {holder} ({organisation})" if organisation else f"{role}: {holder}"
        case TimeLimit(seconds, kind, role):
            return " ".join(str(one) for one in (f"{seconds} s", kind, role) if one)
        case Seats(section, seats):
            return f"{section}: {seats}"
        case Link(kind, url, language):
            return f"{kind} {language}: {url}" if language else f"{kind}: {url}"
    return str(part)
