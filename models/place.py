"""A place in the list of speakers, and why it is that one."""

from enum import StrEnum
from typing import NamedTuple

from models.request import Request


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
    RIGHT_OF_REPLY = "right_of_reply"


class Place(NamedTuple):
    """`number` counts from 1; `reasons` are never empty, the one that counts most first."""

    request: Request
    number: int
    reasons: tuple[Reason, ...]
