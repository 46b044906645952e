"""Who may see what. An entry is shown whole or sealed: a sealed one keeps its number, so nobody misses one.

Source: DESIGN §1 and §5.7 (every number is delivered).
"""

from enum import StrEnum

from models.belonging.granting import RoleGranted, RoleWithdrawn
from models.belonging.membership import MemberEdited, MemberEntered
from models.belonging.roles import Role
from models.belonging.roster import ChairsChanged, PostsChanged, RosterTaken, SeatChanged, SeatVacated
from models.planning.papers import Paper, PaperAttached, PaperWithdrawn
from models.planning.proposal import ItemProposed, ProposalDeclined
from models.presidency.presided import PresidingChanged
from models.presidency.rotation import (
    DraftDropped,
    HandedOver,
    HistoryImported,
    RotationBegun,
    RotationDescribed,
    TermRemoved,
    TermSet,
)
from models.procedure import Actor, Event
from models.speaking.help import HelpAnswered, HelpAsked, HelpEnded
from models.speaking.request import GenderTold


class Audience(StrEnum):
    """Groups of people who are shown the same, from the widest view to the narrowest."""

    CHAIR = "chair"
    SECRETARIAT = "secretariat"
    DESK = "desk"
    MEMBER = "member"
    OBSERVER = "observer"
    PUBLIC = "public"


BEYOND_MEMBERS = frozenset({Audience.OBSERVER, Audience.PUBLIC})
BEYOND_THE_SECRETARIAT = frozenset(Audience) - {Audience.SECRETARIAT}
BEYOND_THE_DESK = frozenset(Audience) - {Audience.DESK, Audience.SECRETARIAT}

SEALED: dict[type[Event], frozenset[Audience]] = {
    **{
        kind: frozenset({Audience.MEMBER, Audience.OBSERVER, Audience.PUBLIC})
        for kind in (
            RoleGranted,
            RoleWithdrawn,
            ItemProposed,
            ProposalDeclined,
            MemberEntered,
            MemberEdited,
            RosterTaken,
            SeatChanged,
            SeatVacated,
            PostsChanged,
            ChairsChanged,
            PresidingChanged,
            GenderTold,
        )
    },
    **dict.fromkeys((PaperAttached, PaperWithdrawn), BEYOND_MEMBERS),
    **dict.fromkeys((HelpAsked, HelpAnswered, HelpEnded), BEYOND_THE_DESK),
    **dict.fromkeys(
        (RotationBegun, RotationDescribed, TermSet, TermRemoved, DraftDropped, HandedOver, HistoryImported),
        BEYOND_THE_SECRETARIAT,
    ),
}
"""From whom entries of a kind are sealed; of those about papers only the ones about papers for members, of handovers
only those at a meeting, which may not be public: who presides is everybody's to know.

A proposal names another meeting, which may not be public: until it is accepted it is the secretariat's. A member's
fees, and why it is suspended, are its body's secretariat's for good. The roster says who is what, who owes fees and
who is suspended: what others may know of it, pages and the interface say. What people say of their gender is told to
those who give the floor. Who needs help is the help desk's alone, and a rotation its
body's secretariat's until it is published.
"""


def audience_of(actor: Actor) -> Audience:
    """The audience an actor belongs to: the widest view one of their roles gives.

    Interpreters see what members see: nobody can interpret from a paper that they have not read.
    """
    roles = actor.roles
    if Role.CHAIR in roles:
        return Audience.CHAIR
    if Role.SECRETARIAT in roles or actor.operates:
        return Audience.SECRETARIAT
    if Role.DESK in roles:
        return Audience.DESK
    if roles & {Role.DELEGATE, Role.INTERPRETER}:
        return Audience.MEMBER
    return Audience.OBSERVER if roles else Audience.PUBLIC


def sealed(event: Event, audience: Audience) -> bool:
    """Whether this audience is shown only the entry's number."""
    if isinstance(event, PaperAttached | PaperWithdrawn) and not event.members_only:
        return False
    if isinstance(event, HandedOver) and not event.handover.meeting:
        return False
    return audience in SEALED.get(type(event), frozenset())


def may_read(paper: Paper, audience: Audience) -> bool:
    """Whether this audience may open a paper, and hear that there is one."""
    return not paper.members_only or audience not in BEYOND_MEMBERS
