"""Roles that are granted by hand: in a meeting, in a body, in the whole organisation.

Source: DOMAIN §1, DESIGN §3. What follows from facts (a post, a seat) is no grant: it comes and goes with them.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from models.belonging.roles import Role
from models.procedure import Actor, Event, PersonId

Granted = Mapping[PersonId, frozenset[Role]]


@dataclass(frozen=True)
class RoleGranted(Event):
    person: PersonId
    role: Role


@dataclass(frozen=True)
class RoleWithdrawn(Event):
    person: PersonId
    role: Role


def granted_after(granted: Granted, event: RoleGranted | RoleWithdrawn) -> Granted:
    """Who has been granted what once this has happened."""
    held = granted.get(event.person, frozenset())
    change = held | {event.role} if isinstance(event, RoleGranted) else held - {event.role}
    return {**granted, event.person: change}


def actor_of(granted: Granted, person: PersonId | None) -> Actor:
    """Who this person is, by what has been granted to them."""
    return Actor(person, granted.get(person, frozenset()) if person else frozenset())
