"""Who is what in a meeting, from when and until when (DOMAIN §2)."""

from models.belonging.granting import RoleGranted, RoleWithdrawn
from models.belonging.roles import Role
from models.rules.agenda import OpenNextItem
from models.rules.roles import GrantRole, WithdrawRole
from tests.models.story import Story


def test_a_role_is_granted_and_withdrawn(meeting: Story) -> None:
    granted = meeting.when("secretariat", GrantRole("newcomer", Role.CHAIR)).then(
        RoleGranted("newcomer", Role.CHAIR)
    )
    assert granted.when("newcomer", OpenNextItem(closing=None)).current == "5"
    withdrawn = granted.when("secretariat", WithdrawRole("newcomer", Role.CHAIR)).then(
        RoleWithdrawn("newcomer", Role.CHAIR)
    )
    withdrawn.when("newcomer", OpenNextItem(closing=None)).refused("not_permitted")


def test_somebody_may_be_several_things_and_loses_one_at_a_time(meeting: Story) -> None:
    both = meeting.when("secretariat", GrantRole("chair", Role.DELEGATE))
    one = both.when("secretariat", WithdrawRole("chair", Role.DELEGATE))
    assert one.state.actor("chair").roles == {Role.CHAIR}


def test_a_role_is_granted_once_and_withdrawn_once(meeting: Story) -> None:
    meeting.when("secretariat", GrantRole("delegate", Role.DELEGATE)).refused("has_role")
    meeting.when("secretariat", WithdrawRole("delegate", Role.CHAIR)).refused("has_no_role")


def test_the_chair_grants_no_roles(meeting: Story) -> None:
    meeting.when("chair", GrantRole("newcomer", Role.CHAIR)).refused(
        "not_permitted", "You may not do this here: it takes the role secretariat."
    )
