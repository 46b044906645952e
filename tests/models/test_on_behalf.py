"""A secretary who does what is the chair's to do does it on behalf of the chair, and the record says so."""

import pytest

from models.belonging.granting import RoleGranted
from models.belonging.roles import Role
from models.procedure import OPERATOR, Actor, Command, PersonId
from models.rules.conduct import OpenMeeting
from models.rules.permission import PERMITTED, behalf_of
from models.rules.roles import GrantRole
from tests.models.story import a_meeting

SECRETARY, CHAIR = (frozenset({role}) for role in (Role.SECRETARIAT, Role.CHAIR))


@pytest.mark.parametrize("command", PERMITTED, ids=lambda kind: kind.__name__)
def test_it_is_said_of_what_is_the_chairs_to_do_and_of_nothing_else(command: type[Command]) -> None:
    of_the_chair = Role.CHAIR if PERMITTED[command] == SECRETARY | CHAIR else None
    assert behalf_of(Actor(PersonId("secretary"), SECRETARY), command) is of_the_chair
    assert behalf_of(Actor(PersonId("secretary"), SECRETARY | CHAIR), command) is None
    assert behalf_of(Actor(PersonId("chair"), CHAIR), command) is None
    assert behalf_of(Actor(OPERATOR), command) is None


@pytest.mark.parametrize(
    ("who", "behalf"), [("secretariat", Role.CHAIR), ("chair", None), ("operator", None), ("both", None)]
)
def test_every_entry_of_the_press_says_so(who: str, behalf: Role | None) -> None:
    both = (RoleGranted(PersonId("both"), role) for role in (Role.CHAIR, Role.SECRETARIAT))
    told = a_meeting().given(*both).when(who, OpenMeeting())
    assert (told.record[-1].by, told.record[-1].behalf) == (who, behalf)


def test_what_is_the_secretariats_own_is_its_own() -> None:
    told = a_meeting().when("secretariat", GrantRole(PersonId("newcomer"), Role.OBSERVER))
    assert told.record[-1].behalf is None
