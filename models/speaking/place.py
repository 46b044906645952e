"""A place in the list of speakers, and why it is that one."""

from collections.abc import Iterable
from enum import StrEnum
from typing import NamedTuple

from models.body import OrderPolicy
from models.speaking.request import Request


class Reason(StrEnum):
    """Why somebody stands where they stand; codes are permanent."""

    POINT_OF_ORDER = "point_of_order"
    ABOUT_THIS_SPEECH = "about_this_speech"
    PLANNED = "planned"
    MOVED_BY_CHAIR = "moved_by_chair"
    MOVED_DOWN = "moved_down"
    RETURNED = "returned"
    FIRST_COME = "first_come"
    FIRST_INTERVENTION = "first_intervention"
    REMOTE_IN_TURN = "remote_in_turn"
    ROOM_IN_TURN = "room_in_turn"
    GENDER_IN_TURN = "gender_in_turn"
    SECTION_IN_TURN = "section_in_turn"
    LEAST_SPOKEN = "least_spoken"
    LEAST_SPOKEN_IN_ITEM = "least_spoken_in_item"
    RIGHT_OF_REPLY = "right_of_reply"
    BY_THE_ORDER = "by_the_order"


class Place(NamedTuple):
    """`number` counts from 1; `reasons` are never empty, the one that counts most first."""

    request: Request
    number: int
    reasons: tuple[Reason, ...]


OF_POLICIES = frozenset(
    {
        Reason.FIRST_COME,
        Reason.FIRST_INTERVENTION,
        Reason.REMOTE_IN_TURN,
        Reason.ROOM_IN_TURN,
        Reason.GENDER_IN_TURN,
        Reason.SECTION_IN_TURN,
        Reason.LEAST_SPOKEN,
        Reason.LEAST_SPOKEN_IN_ITEM,
    }
)
UNTOLD = frozenset({Reason.GENDER_IN_TURN, Reason.FIRST_COME})


def told_to_others(reasons: tuple[Reason, ...], policies: Iterable[OrderPolicy]) -> tuple[Reason, ...]:
    """The reasons as those read them who are not told what people say of their gender.

    Where women and men alternate, everybody whom the policies have placed reads the same of it, turn or no turn:
    that nothing is said would tell as much.
    """
    if OrderPolicy.ALTERNATE_GENDER not in policies or not OF_POLICIES.issuperset(reasons):
        return reasons
    return (*(one for one in reasons if one not in UNTOLD), Reason.BY_THE_ORDER)
