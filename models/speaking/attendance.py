"""Where somebody is while the meeting sits.

Source: DOMAIN §1 and §4. Attendance and the right to vote are separate.
"""

from enum import StrEnum


class Attendance(StrEnum):
    IN_THE_ROOM = "in_the_room"
    REMOTE = "remote"
    ABSENT = "absent"
    EXCUSED = "excused"


PRESENT = (Attendance.IN_THE_ROOM, Attendance.REMOTE)
"""From where somebody may speak."""
