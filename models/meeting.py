"""One meeting: draft → convened → open ⇄ suspended → adjourned | closed, its agenda, and who is what in it.

Source: DOMAIN §2. `replay(entries)` gives the same meeting for ever (DESIGN §5.4: meaning is older than permission).
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from functools import cached_property, reduce
from typing import Any

from models.belonging.granting import Granted, RoleGranted, RoleWithdrawn, actor_of, granted_after
from models.belonging.roles import Role
from models.belonging.roster import Roster, roster_after
from models.body import Rules
from models.convocation import Convocation
from models.planning.agenda import Agenda, ItemOpened
from models.planning.item import AgendaItem, ItemId
from models.planning.papers import Paper, papers_after
from models.planning.programme import settle
from models.planning.proposal import Proposal, proposals_after
from models.planning.sitting import Sitting, SittingId, Track, TrackId
from models.presidency.chairing import Chairing, chairings
from models.presidency.presided import Passing, passing, passing_beside
from models.procedure import Actor, Entry, Event, PersonId
from models.screens import Screens
from models.speaking.floor import Floor
from models.speaking.help import HelpCalls, help_after


class MeetingState(StrEnum):
    DRAFT = "draft"
    CONVENED = "convened"
    OPEN = "open"
    SUSPENDED = "suspended"
    ADJOURNED = "adjourned"
    CLOSED = "closed"


BEFORE_IT = frozenset({MeetingState.DRAFT, MeetingState.CONVENED})
STANDING_STILL = frozenset({MeetingState.SUSPENDED, MeetingState.ADJOURNED})
"""Nobody's time runs; what resumes it goes on where it was."""


@dataclass(frozen=True)
class MeetingDrafted(Event):
    convocation: Convocation


@dataclass(frozen=True)
class ConvocationEdited(Event):
    """The meeting is called to this from here on; its slug stays."""

    convocation: Convocation


@dataclass(frozen=True)
class TrackAdded(Event):
    """Beside the plenary there is a track now, with an agenda of its own."""

    track: Track


@dataclass(frozen=True)
class TrackEdited(Event):
    """A track is called so from here on."""

    track: Track


@dataclass(frozen=True)
class AgendaCleared(Event):
    """Of a draft: every track, sitting and item is gone."""


@dataclass(frozen=True)
class MeetingConvened(Event):
    pass


@dataclass(frozen=True)
class MeetingOpened(Event):
    pass


@dataclass(frozen=True)
class MeetingSuspended(Event):
    until: datetime | None
    reason: str


@dataclass(frozen=True)
class MeetingAdjourned(Event):
    """It is over for now, and goes on `to` then (UTC; None: nobody said)."""

    to: datetime | None
    reason: str


@dataclass(frozen=True)
class MeetingResumed(Event):
    pass


@dataclass(frozen=True)
class MeetingClosed(Event):
    pass


@dataclass(frozen=True)
class MeetingReopened(Event):
    """Closed by mistake: the meeting is open again, and the record says so."""


@dataclass(frozen=True)
class Suspension:
    """Since when the meeting stands still, suspended or adjourned, until when (UTC; None: nobody said), and why."""

    since: datetime
    until: datetime | None
    reason: str


@dataclass(frozen=True)
class Meeting:
    """A meeting as its record tells it. `seq` and `at` are those of the last entry.

    `agenda` is the plenary's, `parallel` are those of the tracks, in the order these were added. `roles` are those
    granted by hand; what follows from the body's posts and seats stands in the `roster`, once there is one. `passed`
    is how the turn to preside has passed on last since it was opened.
    """

    convocation: Convocation | None = None
    state: MeetingState = MeetingState.DRAFT
    suspension: Suspension | None = None
    agenda: Agenda = Agenda()
    parallel: tuple[Agenda, ...] = ()
    proposals: tuple[Proposal, ...] = ()
    screens: Screens = Screens()
    roles: Granted = field(default_factory=dict)
    papers: tuple[Paper, ...] = ()
    roster: Roster | None = None
    floor: Floor = Floor()
    help: HelpCalls = ()
    passed: Passing | None = None
    seq: int = 0
    at: datetime | None = None

    def after(self, entry: Entry) -> "Meeting":
        """What the meeting is once this has happened. Never refuses."""
        return replace(self._meaning(entry), seq=entry.seq, at=entry.at)

    def actor(self, person: PersonId | None) -> Actor:
        """Who this person is here: the roles they have at this moment, by grant and by the facts."""
        actor = actor_of(self.roles, person)
        if person is None or self.roster is None or person not in self.roster.roles:
            return actor
        chairs = {Role.CHAIR} if person in self.chairs else set()
        return replace(actor, roles=actor.roles | self.roster.roles[person] | chairs)

    @cached_property
    def chairs(self) -> frozenset[PersonId]:
        """Whoever chairs any of the agendas now; worked out once a state."""
        if self.roster is None:
            return frozenset()
        return frozenset[PersonId]().union(
            *(one.persons for agenda in self.agendas for one in self.chairing(agenda))
        )

    def chairing(self, agenda: Agenda) -> tuple[Chairing, ...]:
        """Who chairs this agenda now, and why; between two sittings, the chairs of both."""
        return chairings(agenda, self.roster)

    @cached_property
    def worked_out(self) -> dict[object, Any]:
        """What is worked out from this very state by others, by what it is of: once a state, whoever asks."""
        return {}

    def people(self, role: Role) -> tuple[PersonId, ...]:
        """Everybody who has this role here, those who were granted it first."""
        return tuple(person for person in self.attending if role in self.actor(person).roles)

    @property
    def attending(self) -> tuple[PersonId, ...]:
        """Everybody who has a role here by grant or by the facts, those who were granted one first."""
        known = dict.fromkeys((*self.roles, *(self.roster.roles if self.roster else ())))
        return tuple(person for person in known if self.actor(person).roles)

    @property
    def rules(self) -> Rules:
        """The rules of procedure it follows (quorum, notice, …): its body's; none are set where it has none."""
        return self.roster.rules if self.roster else Rules()

    @property
    def agendas(self) -> tuple[Agenda, ...]:
        """Every agenda, the plenary's first."""
        return (self.agenda, *self.parallel)

    @property
    def whole(self) -> Agenda:
        """Every agenda's sittings and items in one row, for documents: what is current is not said."""
        return Agenda(sittings=tuple(s for a in self.agendas for s in a.sittings), items=tuple(self.items()))

    @property
    def leading(self) -> Agenda:
        """The agenda a page shows by itself: the plenary's; the first track's where all sittings are in tracks."""
        return next((a for a in self.agendas if a.items), self.agenda)

    def running(self, track: TrackId | None) -> Agenda | None:
        """The agenda of this track; None is the plenary. None if there is no such track."""
        return next((a for a in self.agendas if (a.track.id if a.track else None) == track), None)

    def agenda_of(self, item: ItemId | None) -> Agenda | None:
        """The agenda on which this item stands."""
        return next((a for a in self.agendas if a.find(item)), None)

    def items(self) -> Iterator[AgendaItem]:
        """Every item of every agenda."""
        return (item for agenda in self.agendas for item in agenda.items)

    def sitting(self, sitting: SittingId | None) -> Sitting | None:
        return next((s for agenda in self.agendas for s in agenda.sittings if s.id == sitting), None)

    def _meaning(self, entry: Entry) -> "Meeting":
        match entry.event:
            case MeetingDrafted(convocation) | ConvocationEdited(convocation):
                return replace(self, convocation=convocation)
            case MeetingConvened():
                return replace(self, state=MeetingState.CONVENED)
            case MeetingOpened() | MeetingReopened():
                return replace(self, state=MeetingState.OPEN)
            case MeetingSuspended(until, reason):
                pause = Suspension(entry.at, until, reason)
                return replace(self, state=MeetingState.SUSPENDED, suspension=pause)
            case MeetingAdjourned(to, reason):
                since = self.suspension.since if self.suspension else entry.at
                return replace(self, state=MeetingState.ADJOURNED, suspension=Suspension(since, to, reason))
            case MeetingResumed():
                return replace(self._resumed(entry.at), state=MeetingState.OPEN)
            case MeetingClosed():
                return replace(self._resumed(entry.at), state=MeetingState.CLOSED)
            case RoleGranted() | RoleWithdrawn() as grant:
                return replace(self, roles=granted_after(self.roles, grant))
        return self._planned(entry)

    def _planned(self, entry: Entry) -> "Meeting":
        """What becomes of the agendas; every event that is not the meeting's own is heard by all of them."""
        match entry.event:
            case TrackAdded(track):
                return replace(self, parallel=(*self.parallel, Agenda(track=track)))
            case TrackEdited(track):
                return self._each(
                    lambda a: replace(a, track=track) if a.track and a.track.id == track.id else a
                )
            case AgendaCleared():
                return replace(self, agenda=Agenda(), parallel=())
        roster = roster_after(self.roster, entry.event)
        before, turn = ((one.presided, one.beside) if one else (None, None) for one in (self.roster, roster))
        passed = passing(before[0], turn[0], entry.at) or passing_beside(before[1], turn[1], entry.at)
        opening = entry.event.item if isinstance(entry.event, ItemOpened) else None
        settled = self._each(lambda agenda: settle(agenda, opening)) if opening else self
        return replace(
            settled._each(lambda agenda: agenda.after(entry)),
            proposals=proposals_after(self.proposals, entry.event),
            screens=self.screens.after(entry),
            papers=papers_after(self.papers, entry.event),
            roster=roster,
            passed=passed if passed and self.state not in BEFORE_IT else self.passed,
            floor=self.floor.after(entry),
            help=help_after(self.help, entry),
        )

    def _each(self, change: Callable[[Agenda], Agenda]) -> "Meeting":
        return replace(self, agenda=change(self.agenda), parallel=tuple(change(a) for a in self.parallel))

    def _resumed(self, at: datetime) -> "Meeting":
        if self.suspension is None:
            return self
        since = self.suspension.since
        return replace(self._each(lambda agenda: agenda.paused(since, at)), suspension=None)


def replay(entries: Iterable[Entry]) -> Meeting:
    """The meeting its entries tell of, from nothing."""
    return reduce(Meeting.after, entries, Meeting())
