"""Stories of a meeting: what was given, who asked for what, and what then happened or was refused.

    meeting.reached("5").when("chair", OpenNextItem(closing="5")).then(
        ItemConcluded("5", Outcome.DISCUSSED), ItemOpened("6")
    )

After every step the record so far, written as JSON and read back, replays to the very same meeting.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from enum import Enum
from functools import reduce

from models.belonging.roles import Role
from models.convocation import Convocation
from models.meeting import Meeting, MeetingConvened, MeetingDrafted, MeetingOpened, RoleGranted, replay
from models.planning.agenda import ItemAdded
from models.planning.item import AgendaItem, Kind, Outcome
from models.procedure import Command, Entry, Event, Fact, Refusal, Submission
from models.rules.agenda import OpenNextItem
from models.rules.decide import decide
from models.rules.permission import behalf_of
from models.text import Text
from models.wire import event_from_wire, to_wire, wire_name

NINE = datetime(2021, 11, 17, 9, tzinfo=UTC)
MINUTE = timedelta(minutes=1)

CONVOCATION = Convocation(
    "council", Text("World Council"), Text("World Council"), "Barcelona", "Europe/Madrid"
)

PEOPLE = {role.value: role for role in Role}
"""Everybody is called what they are; the operator has no role, and nobody is the public."""


def item(known_as: str, minutes: int = 10, **more: object) -> AgendaItem:
    """An item that is known by its number: its kind is a report unless told otherwise."""
    known = {"id": known_as, "number": known_as, "title": Text(f"Item {known_as}"), "kind": Kind.REPORT}
    return AgendaItem(**known | {"minutes": minutes} | more)  # type: ignore[arg-type]


AGENDA = (
    item("5"),
    item("6", kind=Kind.DECISION),
    item("lunch", number="", kind=Kind.BREAK, title=Text("Lunch", "Déjeuner", "Almuerzo")),
    item("9", kind=Kind.DEBATE),
    item("10", minutes=40),
    *(item(f"10.{n}", minutes=8, parent="10") for n in range(1, 6)),
    item("11"),
)


@dataclass(frozen=True)
class Story:
    """A meeting as far as it is told: its `record` as a disk gives it back, its `state` as it was lived.

    `heard` is what the last step said: events, or the refusal.
    """

    record: tuple[Entry, ...] = ()
    state: Meeting = Meeting()
    clock: datetime = NINE
    heard: tuple[Event, ...] | Refusal = ()

    def given(self, *events: Event) -> "Story":
        """What has happened before: facts, which no rule is asked about."""
        return self._after(events, "secretariat")

    def opened(self) -> "Story":
        return self.given(MeetingOpened())

    def later(self, **time: float) -> "Story":
        """So much later: `later(minutes=20)`."""
        return replace(self, clock=self.clock + timedelta(**time))

    def when(self, who: str | None, command: Command) -> "Story":
        """One minute after the last step, somebody presses."""
        return self.later(minutes=1).when_at_once(who, command)

    def when_at_once(self, who: str | None, command: Command) -> "Story":
        """In the very instant of the last step, somebody presses."""
        behalf = behalf_of(self.state.actor(who), type(command))  # type: ignore[arg-type]
        try:
            events = decide(self.state, Submission("command", who, self.clock, command))  # type: ignore[arg-type]
        except Refusal as refusal:
            return replace(self, heard=refusal)
        return self._after(events, who, behalf)

    def reached(self, current: str) -> "Story":
        """The chair has pressed Next, minute by minute, until this item is current."""
        story = self
        while story.current != current:
            story = story.when("chair", OpenNextItem(closing=story.current))
            assert not isinstance(story.heard, Refusal), f"{current} was never reached"
        return story

    def then(self, *events: Event) -> "Story":
        """Exactly this has happened."""
        assert self.heard == events
        return self

    def refused(self, code: str, words: str | None = None) -> "Story":
        """It was refused, in these words if any are given; and nothing has happened."""
        assert isinstance(self.heard, Refusal), f"it was accepted: {self.heard}"
        assert self.heard.code == code
        if words is not None:
            assert in_words(self.heard) == words
        return self

    @property
    def current(self) -> str | None:
        return self.state.agenda.current

    def item(self, identity: str) -> AgendaItem:
        found = self.state.agenda.find(identity)  # type: ignore[arg-type]
        assert found
        return found

    @property
    def order(self) -> str:
        """The plenary's items, by id, as they stand."""
        return " ".join(one.id for one in self.state.agenda.items)

    @property
    def numbers(self) -> str:
        """Their numbers; a dash for those without one."""
        return " ".join(one.number or "–" for one in self.state.agenda.items)

    def refusal(self) -> str:
        """What the last step was refused with, in words."""
        assert isinstance(self.heard, Refusal), f"it was accepted: {self.heard}"
        return in_words(self.heard)

    def under_way(self) -> tuple[str, ...]:
        return tuple(one.id for one in self.state.agenda.under_way())

    def outcomes(self) -> Mapping[str, Outcome]:
        return {one.id: one.outcome for one in self.state.agenda.items if one.outcome}

    def _after(self, events: Iterable[Event], by: str | None, behalf: Role | None = None) -> "Story":
        numbered = enumerate(events, self.state.seq + 1)
        entries = tuple(Entry(seq, self.clock, by, event, behalf) for seq, event in numbered)  # type: ignore[arg-type]
        told = Story(
            self.record + through_json(entries),
            reduce(Meeting.after, entries, self.state),
            self.clock,
            tuple(entry.event for entry in entries),
        )
        assert replay(told.record) == told.state
        return told


def a_draft(*items: AgendaItem) -> Story:
    """A draft in which everybody has their role; its agenda is these items."""
    return Story().given(
        MeetingDrafted(CONVOCATION),
        *(ItemAdded(one) for one in items),
        *(RoleGranted(person, role) for person, role in PEOPLE.items()),  # type: ignore[arg-type]
    )


def a_meeting(*items: AgendaItem) -> Story:
    """A convened meeting in which everybody has their role; its agenda is AGENDA unless told otherwise."""
    return Story().given(
        MeetingDrafted(CONVOCATION),
        *(ItemAdded(one) for one in items or AGENDA),
        MeetingConvened(),
        *(RoleGranted(person, role) for person, role in PEOPLE.items()),  # type: ignore[arg-type]
    )


def through_json(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """The entries as a record on disk gives them back."""

    def written(event: Event) -> Event:
        data = json.loads(json.dumps(to_wire(event)))
        return event_from_wire(wire_name(type(event)), data)

    return tuple(replace(entry, event=written(entry.event)) for entry in entries)


def in_words(refusal: Refusal) -> str:
    """The English of a refusal, with its facts in it."""

    def said(fact: Fact) -> str:
        match fact:
            case Text():
                return fact.read("en")[0]
            case datetime():
                return f"{fact:%H:%M}"
            case Enum():
                return str(fact.value)
            case tuple():
                return ", ".join(map(said, fact))
        return fact

    return refusal.message.format(**{name: said(fact) for name, fact in refusal.facts.items()})
