"""The organisation's calendar: a meeting's slug is its own for ever."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from models.organisation import MeetingEntered, Organisation
from models.procedure import Command, Event, StreamId, Submission, bounded
from models.rules import grounds


@dataclass(frozen=True)
class EnterMeeting(Command):
    """Enter a meeting in the calendar; goes together with `draft_meeting` in the meeting's own stream."""

    meeting: StreamId = field(metadata=bounded(longest=80))
    slug: str = field(metadata=bounded(longest=80))


def enter_meeting(command: EnterMeeting, state: Organisation, _: Submission) -> Iterator[Event]:
    if command.slug in state.meetings:
        raise grounds.SLUG_TAKEN.refusal(slug=command.slug)
    yield MeetingEntered(command.meeting, command.slug)
