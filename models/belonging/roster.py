"""The roster of a meeting: what it has copied from its body, so that its rules read nothing but its own record.

Source: DOMAIN §1, DESIGN §2.6. It carries offices and ids of people, no natural names; whoever has died, resigned or
lost a mandate leaves it by an entry of its own, so a meeting replays for ever as it was.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from models.belonging.membership import Category, MemberId
from models.belonging.offices import IDENTITY
from models.belonging.posts import Post
from models.belonging.roles import Role
from models.body import BodyId, Rules
from models.planning.sitting import SittingId
from models.presidency.presided import Presided, PresidingChanged
from models.presidency.rotation import RotationId
from models.procedure import Event, PersonId, bounded, counted
from models.text import Text

ROLE_OF: Mapping[Post, Role] = {
    Post.PRESIDENT: Role.CHAIR,
    Post.CHAIR: Role.CHAIR,
    Post.CO_CHAIR: Role.CHAIR,
    Post.STAFF: Role.SECRETARIAT,
    Post.OBSERVER: Role.OBSERVER,
    Post.INTERPRETER: Role.INTERPRETER,
}
"""What a post of the body makes somebody in its meetings; the other posts make them nothing."""


@dataclass(frozen=True)
class Seat:
    """A member as the meeting knows it: `id` is the member's. Whoever stands for it is known by id and office.

    Without a delegate nobody is known to be it that day; the office may be known all the same.
    """

    id: MemberId = field(metadata=IDENTITY)
    name: Text
    country: str = field(default="", metadata=bounded(longest=200))
    section: Text = Text()
    category: Category = Category.FULL
    fees_paid_to: int | None = field(default=None, metadata=counted(most=9999))
    suspended: str = field(default="", metadata=bounded(longest=1000))
    weight: int = field(default=1, metadata=counted(most=1_000_000))
    delegate: PersonId | None = field(default=None, metadata=IDENTITY)
    delegate_office: Text = Text()
    substitute: PersonId | None = field(default=None, metadata=IDENTITY)
    substitute_office: Text = Text()


@dataclass(frozen=True)
class Placed:
    """Who has a post of the body: an office, a person, both; neither: it is to be confirmed."""

    post: Post
    title: Text = Text()
    office: Text = Text()
    person: PersonId | None = field(default=None, metadata=IDENTITY)


@dataclass(frozen=True)
class Chaired:
    """A sitting that has a chair of its own, and who is known to be that on its day.

    `office` is whose turn it is where a rotation gives the sittings their chairs; else the programme names it.
    """

    sitting: SittingId = field(metadata=IDENTITY)
    person: PersonId = field(metadata=IDENTITY)
    office: Text = Text()


@dataclass(frozen=True)
class Roster:
    """A body as one meeting of it knows it; `seats` by the ids of the members, `chairs` in the sittings' order.

    `presided` says whose turn it is to preside over the body, where a rotation says who does. Where one rotation is
    about who chairs and another about who presides, that which does not count now stands `beside` it.
    """

    body: BodyId = field(metadata=IDENTITY)
    name: Text
    rules: Rules = Rules()
    seats: tuple[Seat, ...] = ()
    posts: tuple[Placed, ...] = ()
    chairs: tuple[Chaired, ...] = ()
    presided: Presided | None = None
    beside: Presided | None = None

    def turn_of(self, rotation: RotationId) -> Presided | None:
        """Whose turn it is by this rotation, where it is about the body."""
        return next((one for one in (self.presided, self.beside) if one and one.rotation == rotation), None)

    @cached_property
    def roles(self) -> Mapping[PersonId, frozenset[Role]]:
        """What the facts make of each person throughout; worked out once a roster.

        Who chairs a sitting or has a turn to preside may follow the rest of the meeting; so may the President, where
        a rotation says who presides. When they chair, the meeting says.
        """
        found: dict[PersonId, set[Role]] = {}
        for person, role in self._roled():
            found.setdefault(person, set()).add(role)
        return {person: frozenset(roles) for person, roles in found.items()}

    def _roled(self) -> Iterator[tuple[PersonId, Role]]:
        for seat in self.seats:
            for person in (seat.delegate, seat.substitute):
                if person:
                    yield person, Role.DELEGATE
        for placed in self.posts:
            if placed.person and placed.post in ROLE_OF:
                rotates = self.presided is not None and placed.post is Post.PRESIDENT
                yield placed.person, Role.OBSERVER if rotates else ROLE_OF[placed.post]
        for person in (*(chaired.person for chaired in self.chairs), *self._taking_turns()):
            yield person, Role.OBSERVER

    def _taking_turns(self) -> Iterator[PersonId]:
        if self.presided:
            yield from (*self.presided.persons, *self.presided.others)
            yield from (ceded.person for ceded in self.presided.ceded if ceded.person)


@dataclass(frozen=True)
class RosterTaken(Event):
    """The meeting has taken over its body whole."""

    roster: Roster


@dataclass(frozen=True)
class SeatChanged(Event):
    """A member is known so from here on; it may be new."""

    seat: Seat


@dataclass(frozen=True)
class SeatVacated(Event):
    """No member of the body any more."""

    member: MemberId


@dataclass(frozen=True)
class PostsChanged(Event):
    """The body's posts from here on, all of them."""

    posts: tuple[Placed, ...]


@dataclass(frozen=True)
class ChairsChanged(Event):
    """Who chairs a sitting of its own from here on, all of them."""

    chairs: tuple[Chaired, ...]


@dataclass(frozen=True)
class RulesChanged(Event):
    """The rules from here on, all of them."""

    rules: Rules


def by_member(seats: Iterable[Seat]) -> tuple[Seat, ...]:
    """Seats as a roster keeps them: by the member's id."""
    return tuple(sorted(seats, key=lambda seat: seat.id))


def roster_after(roster: Roster | None, event: Event) -> Roster | None:
    """The roster of a meeting once this has happened."""
    if isinstance(event, RosterTaken):
        return event.roster
    if roster is None:
        return None
    match event:
        case SeatChanged(seat):
            others = (s for s in roster.seats if s.id != seat.id)
            return replace(roster, seats=by_member((*others, seat)))
        case SeatVacated(member):
            return replace(roster, seats=tuple(s for s in roster.seats if s.id != member))
        case PostsChanged(posts):
            return replace(roster, posts=posts)
        case ChairsChanged(chairs):
            return replace(roster, chairs=chairs)
        case RulesChanged(rules):
            return replace(roster, rules=rules)
        case PresidingChanged(presided, beside):
            return replace(roster, presided=presided, beside=beside)
    return roster


def moved(old: Roster | None, new: Roster | None) -> frozenset[PersonId]:
    """Whom the facts make something else by the new roster than by the old one."""
    if old is new:
        return frozenset()
    was, now = (roster.roles if roster else {} for roster in (old, new))
    return frozenset(person for person in {*was, *now} if was.get(person) != now.get(person))
