"""The organisation's calendar: a meeting's slug is its own for ever."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from models.organisation import MeetingEntered, Organisation
from models.procedure import Command, Event, StreamId, Submission, bounded
from models.rules import grounds

SLUG_SHAPE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*", re.ASCII)
KEPT_FREE = frozenset({"new"})
"""What addresses beside the meetings are called."""


@dataclass(frozen=True)
class EnterMeeting(Command):
    """Enter a meeting in the calendar; goes together with `draft_meeting` in the meeting's own stream."""

    meeting: StreamId = field(metadata=bounded(longest=80))
    slug: str = field(metadata=bounded(longest=80))


def enter_meeting(command: EnterMeeting, state: Organisation, _: Submission) -> Iterator[Event]:
    if not SLUG_SHAPE.fullmatch(command.slug):
        raise grounds.BAD_SLUG.refusal(slug=command.slug)
    if command.slug in state.meetings or command.slug in KEPT_FREE:
        raise grounds.SLUG_TAKEN.refusal(slug=command.slug)
    yield MeetingEntered(command.meeting, command.slug)
