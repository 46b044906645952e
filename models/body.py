"""A body: its charter and rules, its members in their sections, its posts and who has them, its rotations.

Source: DOMAIN §1, DESIGN §1: a long-lived stream per organ, which refers to offices and people by id.
A rule that nobody has set is empty, and is never invented.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from functools import reduce
from typing import NewType

from models.belonging.granting import Granted, RoleGranted, RoleWithdrawn, actor_of, granted_after
from models.belonging.membership import Member, MemberEdited, MemberEntered, MemberId, MemberRemoved
from models.belonging.offices import IDENTITY, SectionId
from models.belonging.posts import (
    Appointment,
    AppointmentEdited,
    AppointmentEnded,
    AppointmentId,
    AppointmentMade,
    AppointmentStruck,
    Post,
)
from models.belonging.roles import Role
from models.presidency.rotation import Rotations, rotations_after
from models.procedure import Actor, Entry, Event, PersonId, StreamId, counted
from models.text import Text

BodyId = NewType("BodyId", str)
"""A body's permanent place in every link: "world-council". Its stream is `body-{id}`."""


def stream_of(body: BodyId) -> StreamId:
    """The stream that a body's record is kept in."""
    return StreamId(f"body-{body}")


class BodyKind(StrEnum):
    ASSEMBLY = "assembly"
    COUNCIL = "council"
    BUREAU = "bureau"
    PRESIDENCY = "presidency"
    COMMITTEE = "committee"
    POLICY_COUNCIL = "policy_council"


class OrderPolicy(StrEnum):
    """In which order the floor is given."""

    FIRST_COME = "first_come"
    FIRST_TIME_FIRST = "first_time_first"
    ALTERNATE_ROOM_AND_REMOTE = "alternate_room_and_remote"
    ALTERNATE_GENDER = "alternate_gender"
    SECTIONS_IN_TURN = "sections_in_turn"
    LEAST_SPOKEN_FIRST = "least_spoken_first"
    LEAST_SPOKEN_IN_ITEM = "least_spoken_in_item"


class RemoteVoting(StrEnum):
    """Whether members who take part from afar vote there."""

    ALLOWED = "allowed"
    IN_PERSON_ONLY = "in_person_only"


@dataclass(frozen=True)
class Share:
    """`over`/`under` of the entitled members, in whole numbers: 1/2, 2/3."""

    over: int = field(metadata=counted(most=1000))
    under: int = field(metadata=counted(most=1000))


@dataclass(frozen=True)
class Rules:
    """A body's own rules of procedure; each is empty until somebody sets it.

    `speaking_limit` in seconds, `notice_days` full days between convening and opening, `proxies` how many a member
    may hold (0: none), `languages` BCP 47 codes of the working languages, `voting_in_person` the members who vote
    from afar although the others may not. `requests_at_once` is how many requests for the floor somebody may have
    waiting on an item (None or 0: one), `further_order_policies` what decides among those alike by `order_policy`,
    the first counting most, `presence_demanded` whether nobody is put on a list who is said to be absent.
    `place_kept_for` is for how many seconds a lost line keeps the place of who waits from afar (None: for ever).
    `motion_speakers_for` and `motion_speakers_against` are how many may speak on each side of a procedural motion,
    `motion_speaking_limit` for how many seconds each.
    """

    quorum_to_open: Share | None = None
    quorum_to_decide: Share | None = None
    proxies: int | None = field(default=None, metadata=counted(most=1000))
    speaking_limit: int | None = field(default=None, metadata=counted(most=86_400))
    order_policy: OrderPolicy | None = None
    remote_voting: RemoteVoting | None = None
    remote_voting_exceptions: tuple[MemberId, ...] = ()
    notice_days: int | None = field(default=None, metadata=counted(most=3650))
    languages: tuple[str, ...] = ()
    weighted: bool | None = None
    requests_at_once: int | None = field(default=None, metadata=counted(most=100))
    presence_demanded: bool | None = None
    place_kept_for: int | None = field(default=None, metadata=counted(most=86_400))
    motion_speakers_for: int | None = field(default=None, metadata=counted(most=1000))
    motion_speakers_against: int | None = field(default=None, metadata=counted(most=1000))
    motion_speaking_limit: int | None = field(default=None, metadata=counted(most=86_400))
    further_order_policies: tuple[OrderPolicy, ...] = ()

    @property
    def order(self) -> tuple[OrderPolicy, ...]:
        """The order policies, the first one counting most; none where nobody has set one."""
        first = (self.order_policy,) if self.order_policy else ()
        return tuple(dict.fromkeys((*first, *self.further_order_policies)))


@dataclass(frozen=True)
class Seats:
    """How many members a section has in this body, by its rules."""

    section: SectionId = field(metadata=IDENTITY)
    seats: int = field(metadata=counted(most=100_000))


@dataclass(frozen=True)
class Charter:
    """What a body is: its name, of which kind, what it reports to, and the seats of each section."""

    id: BodyId = field(metadata=IDENTITY)
    name: Text
    kind: BodyKind
    reports_to: BodyId | None = field(default=None, metadata=IDENTITY)
    seats: tuple[Seats, ...] = ()


@dataclass(frozen=True)
class BodyFounded(Event):
    charter: Charter


@dataclass(frozen=True)
class CharterEdited(Event):
    charter: Charter


@dataclass(frozen=True)
class RulesSet(Event):
    """The body's rules from here on, all of them."""

    rules: Rules


@dataclass(frozen=True)
class Body:
    """A body as its record tells it."""

    charter: Charter | None = None
    rules: Rules = Rules()
    members: Mapping[MemberId, Member] = field(default_factory=dict)
    appointments: Mapping[AppointmentId, Appointment] = field(default_factory=dict)
    rotations: Rotations = field(default_factory=dict)
    roles: Granted = field(default_factory=dict)
    seq: int = 0
    at: datetime | None = None

    def after(self, entry: Entry) -> "Body":
        """What the body is once this has happened. Never refuses."""
        rotations = rotations_after(self.rotations, entry)
        return replace(self.told(entry.event), rotations=rotations, seq=entry.seq, at=entry.at)

    def actor(self, person: PersonId | None) -> Actor:
        """Who this person is where the body is kept: its secretariat, or nobody.

        Until it is founded that is whoever founds it: the same act enters it in the organisation, which says who may.
        """
        if self.charter is None and person is not None:
            return Actor(person, frozenset({Role.SECRETARIAT}))
        return actor_of(self.roles, person)

    def told(self, event: Event) -> "Body":
        """The same, as far as the event says; the position in the record stays."""
        match event:
            case RoleGranted() | RoleWithdrawn() as grant:
                return replace(self, roles=granted_after(self.roles, grant))
            case BodyFounded(charter) | CharterEdited(charter):
                return replace(self, charter=charter)
            case RulesSet(rules):
                return replace(self, rules=rules)
            case MemberEntered(member) | MemberEdited(member):
                return replace(self, members={**self.members, member.id: member})
            case MemberRemoved(gone):
                left = {k: m for k, m in self.members.items() if k != gone}
                excepted = tuple(m for m in self.rules.remote_voting_exceptions if m != gone)
                rules = replace(self.rules, remote_voting_exceptions=excepted)
                return replace(self, members=left, rules=rules)
            case AppointmentMade(one) | AppointmentEdited(one):
                return replace(self, appointments={**self.appointments, one.id: one})
            case AppointmentEnded(ended, until, ending):
                known = self.appointments.get(ended)
                if known is None:
                    return self
                over = replace(known, period=replace(known.period, until=until), ending=ending)
                return replace(self, appointments={**self.appointments, ended: over})
            case AppointmentStruck(struck):
                kept = {k: a for k, a in self.appointments.items() if k != struck}
                return replace(self, appointments=kept)
        return self

    def appointed(self, *posts: Post, member: MemberId | None = None) -> tuple[Appointment, ...]:
        """Every appointment to these posts, past ones too; of this member, where one is named."""
        every = self.appointments.values()
        return tuple(a for a in every if a.post in posts and (member is None or a.member == member))


def replay(entries: Iterable[Entry]) -> Body:
    """The body its entries tell of, from nothing."""
    return reduce(Body.after, entries, Body())
