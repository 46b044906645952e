"""Roles granted by hand and withdrawn: in a meeting, in a body, in the whole organisation.

Source: DESIGN §3. Roles that follow from facts are not granted.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Protocol

from models.belonging.granting import Granted, RoleGranted, RoleWithdrawn
from models.belonging.roles import Role
from models.procedure import Command, Event, PersonId, Submission, bounded
from models.rules import grounds


class Roled(Protocol):
    """Whatever people have roles in."""

    @property
    def roles(self) -> Granted: ...


@dataclass(frozen=True)
class GrantRole(Command):
    """Make a person something here."""

    person: PersonId = field(metadata=bounded(longest=80))
    role: Role


@dataclass(frozen=True)
class WithdrawRole(Command):
    """Take a role here from a person."""

    person: PersonId = field(metadata=bounded(longest=80))
    role: Role


def grant_role(command: GrantRole, state: Roled, _: Submission) -> Iterator[Event]:
    if command.role in state.roles.get(command.person, frozenset()):
        raise grounds.HAS_ROLE.refusal()
    yield RoleGranted(command.person, command.role)


def withdraw_role(command: WithdrawRole, state: Roled, _: Submission) -> Iterator[Event]:
    if command.role not in state.roles.get(command.person, frozenset()):
        raise grounds.HAS_NO_ROLE.refusal()
    yield RoleWithdrawn(command.person, command.role)
