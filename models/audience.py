"""Who may see what. An entry is shown whole or sealed: a sealed one keeps its number, so nobody misses one.

Source: DESIGN §1 and §5.7 (every number is delivered).
"""

from enum import StrEnum

from models.meeting import RoleGranted, RoleWithdrawn
from models.procedure import Actor, Event
from models.roles import Role


class Audience(StrEnum):
    """Groups of people who are shown the same, from the widest view to the narrowest."""

    CHAIR = "chair"
    SECRETARIAT = "secretariat"
    MEMBER = "member"
    OBSERVER = "observer"
    PUBLIC = "public"


SEALED: dict[type[Event], frozenset[Audience]] = {
    kind: frozenset({Audience.MEMBER, Audience.OBSERVER, Audience.PUBLIC})
    for kind in (RoleGranted, RoleWithdrawn)
}


def audience_of(actor: Actor) -> Audience:
    """The audience an actor belongs to: the widest view one of their roles gives."""
    roles = actor.roles
    if Role.CHAIR in roles:
        return Audience.CHAIR
    if roles & {Role.SECRETARIAT, Role.DESK} or actor.operates:
        return Audience.SECRETARIAT
    if Role.DELEGATE in roles:
        return Audience.MEMBER
    return Audience.OBSERVER if roles else Audience.PUBLIC


def sealed(event: Event, audience: Audience) -> bool:
    """Whether this audience is shown only the entry's number."""
    return audience in SEALED.get(type(event), frozenset())
