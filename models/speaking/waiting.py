"""How long it will be until each of those who wait has their turn: "you are 4th, about 12 minutes".

Source: DOMAIN §2. Expected, never promised: from the limits, from how long speeches have taken so far, and from what
is left of the speech on the floor. Where neither is known of somebody ahead, nothing is said.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime

from models.meeting import Meeting
from models.planning.item import AgendaItem
from models.speaking.allowance import limit_of
from models.speaking.history import Tally, speeches, tallied
from models.speaking.list_of_speakers import ListOfSpeakers
from models.speaking.order import order_at
from models.speaking.place import Place
from models.speaking.request import INTERRUPTING, Request, RequestId, RequestKind

BRIEF = 60
"""Seconds: what a point of order, a question or a reply is taken to need while nothing says it."""

WEIGHT = 2
"""A limit counts as much as so many speeches that have taken all of it."""


class Waiting:
    """One item's list; what only changes with the record is worked out once."""

    def __init__(self, meeting: Meeting, item: AgendaItem, places: Iterable[Place]) -> None:
        self._here: ListOfSpeakers = meeting.floor.at(item.id)
        self._item, self._rules = item, meeting.rules
        self._elsewhere = _lengths(meeting.floor.lists.values())
        self._made = _lengths((self._here,))
        row = tuple(places)
        self.lengths: tuple[int | None, ...] = tuple(self.length(place.request) for place in row)
        """The seconds that each is expected to speak, in their order; None: not known."""
        self.leads: Mapping[RequestId, int | None] = self._led(row)
        """The seconds that those ahead of each will need, once nobody has the floor; None: not known."""
        self._interrupting = frozenset(one.id for one in self._here.waiting if one.kind in INTERRUPTING)

    def left(self, now: datetime) -> int | None:
        """The seconds until the floor is free, with what was interrupted; 0 when nobody has it or all is overrun."""
        left: int | None = 0
        for speech in self._here.unended:
            whole = self.length(speech.request) if speech.limit is None else speech.limit
            left = _sum(left, None if whole is None else max(0, whole - speech.seconds(now)))
        return left

    def waits(self, now: datetime) -> Mapping[RequestId, int | None]:
        """The seconds from `now` until each one's turn. Who interrupts waits for other interruptions alone."""
        left = self.left(now)
        return {
            one: lead if one in self._interrupting else _sum(left, lead) for one, lead in self.leads.items()
        }

    def length(self, request: Request) -> int | None:
        """The seconds this request's speech is expected to take; None where nothing says it."""
        limit = limit_of(self._item, self._here, self._rules, request)
        made = self._made.get(request.kind)
        if limit is not None:
            so_far = made or Tally()
            return (WEIGHT * limit + so_far.seconds) // (WEIGHT + so_far.interventions)
        known = made or self._elsewhere.get(request.kind)
        if known:
            return known.seconds // known.interventions
        return None if request.kind is RequestKind.STATEMENT else BRIEF

    def _led(self, places: Iterable[Place]) -> Mapping[RequestId, int | None]:
        leads: dict[RequestId, int | None] = {}
        ahead: int | None = 0
        for place, length in zip(places, self.lengths, strict=True):
            leads[place.request.id] = ahead
            ahead = _sum(ahead, length)
        return leads


def waiting_at(meeting: Meeting, item: AgendaItem) -> Waiting:
    """How long those at this item wait; worked out once a state."""
    known = meeting.worked_out.get(("waiting", item.id))
    if known is None:
        known = meeting.worked_out["waiting", item.id] = Waiting(meeting, item, order_at(meeting, item.id))
    waiting: Waiting = known
    return waiting


def _lengths(lists: Iterable[ListOfSpeakers]) -> Mapping[RequestKind, Tally]:
    """How long the speeches of each kind have taken that are over."""
    return tallied((s for s in speeches(lists) if s.ended), lambda speech: speech.request.kind)


def _sum(one: int | None, other: int | None) -> int | None:
    return None if one is None or other is None else one + other
