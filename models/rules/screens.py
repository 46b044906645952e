"""What all screens show: announcements with a countdown, and the layout of the wall.

Source: DOMAIN §2.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from models.meeting import Meeting
from models.procedure import Command, Event, Submission
from models.rules import grounds
from models.screens import AnnouncementMade, AnnouncementWithdrawn, WallLaidOut, WallLayout
from models.text import Text


@dataclass(frozen=True)
class Announce(Command):
    """Announce something on every screen, with a countdown `until` a moment if one is given."""

    text: Text
    until: datetime | None = None


@dataclass(frozen=True)
class WithdrawAnnouncement(Command):
    """Take the announcement off every screen."""


@dataclass(frozen=True)
class LayOutWall(Command):
    """Choose what the walls show that follow the secretariat."""

    layout: WallLayout


def announce(command: Announce, _: Meeting, submission: Submission) -> Iterator[Event]:
    text = command.text
    if not any(words.strip() for words in (text.en, text.fr, text.es)):
        raise grounds.NOTHING_SAID.refusal()
    if command.until and command.until <= submission.at:
        raise grounds.UNTIL_PAST.refusal(until=command.until)
    yield AnnouncementMade(text, command.until)


def withdraw_announcement(_: WithdrawAnnouncement, meeting: Meeting, __: Submission) -> Iterator[Event]:
    if meeting.screens.announcement is None:
        raise grounds.NOTHING_ANNOUNCED.refusal()
    yield AnnouncementWithdrawn()


def lay_out_wall(command: LayOutWall, meeting: Meeting, _: Submission) -> Iterator[Event]:
    if command.layout is meeting.screens.wall:
        raise grounds.NOTHING_CHANGED.refusal()
    yield WallLaidOut(command.layout)
