"""Stories of a body: what somebody asked for, and what then happened or was refused.

After every step the record so far, written as JSON and read back, replays to the very same body.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from functools import reduce

from models.belonging.dating import Period, dated
from models.belonging.granting import RoleGranted
from models.belonging.membership import Member, MemberId
from models.belonging.offices import OfficeId, SectionId
from models.belonging.posts import Appointment, AppointmentId, Post
from models.belonging.roles import Role
from models.body import Body, BodyFounded, BodyId, BodyKind, Charter, Seats, replay
from models.procedure import Command, CommandId, Entry, Event, PersonId, Refusal, Submission
from models.rules.decide import decide
from models.text import Text
from tests.models.story import NINE, in_words, through_json

SECRETARY = PersonId("secretariat")
CHARTER = Charter(
    BodyId("world-council"),
    Text("World Council"),
    BodyKind.COUNCIL,
    seats=(Seats(SectionId("europe"), 2), Seats(SectionId("africa"), 1)),
)


@dataclass(frozen=True)
class BodyStory:
    """A body as far as it is told; `heard` is what the last step said: events, or the refusal."""

    record: tuple[Entry, ...] = ()
    state: Body = Body()
    clock: datetime = NINE
    heard: tuple[Event, ...] | Refusal = ()

    def given(self, *events: Event) -> "BodyStory":
        return self._after(events)

    def when(self, command: Command, who: str | None = SECRETARY) -> "BodyStory":
        person = PersonId(who) if who else None
        try:
            events = decide(self.state, Submission(CommandId("command"), person, self.clock, command))
        except Refusal as refusal:
            return replace(self, heard=refusal)
        return self._after(events, person)

    def then(self, *events: Event) -> "BodyStory":
        assert self.heard == events
        return self

    def refused(self, code: str, words: str | None = None) -> "BodyStory":
        assert isinstance(self.heard, Refusal), f"it was accepted: {self.heard}"
        assert self.heard.code == code
        if words is not None:
            assert in_words(self.heard) == words
        return self

    def _after(self, events: Iterable[Event], by: PersonId | None = SECRETARY) -> "BodyStory":
        entries = tuple(Entry(n, self.clock, by, event) for n, event in enumerate(events, self.state.seq + 1))
        told = BodyStory(
            self.record + through_json(entries),
            reduce(Body.after, entries, self.state),
            self.clock,
            tuple(entry.event for entry in entries),
        )
        assert replay(told.record) == told.state
        return told


def a_body(*events: Event) -> BodyStory:
    """A founded body with its secretary, and whatever else has happened."""
    return BodyStory().given(RoleGranted(SECRETARY, Role.SECRETARIAT), BodyFounded(CHARTER), *events)


def member(known_as: str, section: str | None = None, **more: object) -> Member:
    place = SectionId(section) if section else None
    return Member(MemberId(known_as), Text(known_as.title()), section=place, **more)  # type: ignore[arg-type]


def appointment(
    known_as: str,
    post: Post,
    *,
    office: str | None = None,
    person: str | None = None,
    of: str | None = None,
    since: str = "",
    until: str | None = None,
    **more: object,
) -> Appointment:
    return Appointment(
        AppointmentId(known_as),
        post,
        OfficeId(office) if office else None,
        PersonId(person) if person else None,
        MemberId(of) if of else None,
        Period(dated(since), dated(until) if until is not None else None),
        **more,  # type: ignore[arg-type]
    )
