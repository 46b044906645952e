"""What becomes of the place of somebody far away whose line is lost for longer than the body keeps places.

Source: issue "The floor" ("a lost connection keeps the place for a time the body sets"). No rule reads a clock or a
socket: the house, which sees lines come and go, says since when one is lost, and submits this as the operator.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from models.belonging.offices import IDENTITY
from models.meeting import Meeting
from models.planning.item import ItemId
from models.procedure import Command, Event, Submission
from models.rules import grounds
from models.rules.on_the_floor import require_under_discussion, waiting
from models.speaking.attendance import Attendance
from models.speaking.request import INTERRUPTING, PlaceGivenUp, Request, RequestId


@dataclass(frozen=True)
class GiveUpPlace(Command):
    """Give up the place of somebody far away whose line is lost `since` then, longer than the body keeps places."""

    item: ItemId = field(metadata=IDENTITY)
    request: RequestId = field(metadata=IDENTITY)
    since: datetime


def give_up_place(command: GiveUpPlace, meeting: Meeting, submission: Submission) -> Iterator[Event]:
    item, _ = require_under_discussion(meeting, command.item)
    request = waiting(meeting, item.id, command.request)
    kept_for = meeting.rules.place_kept_for
    if (
        kept_for is None
        or not by_line(request)
        or submission.at - command.since < timedelta(seconds=kept_for)
    ):
        raise grounds.PLACE_KEPT.refusal()
    yield PlaceGivenUp(item.id, request.id, kept_for)


def by_line(request: Request) -> bool:
    """Whether this place hangs on a line: of one person, who has asked to make a statement or to reply from afar.

    What the agenda has planned waits for its speaker, and what interrupts is heard or falls within minutes.
    """
    afar = request.attendance is Attendance.REMOTE and request.contributor is None
    return afar and bool(request.speaker.person) and request.kind not in INTERRUPTING
