"""What is said to all screens: an announcement, with its countdown, and how the wall in the room is laid out.

Source: DOMAIN §2 ("resume at 15:00").
"""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from models.procedure import Entry, Event
from models.text import Text


class WallLayout(StrEnum):
    """What the wall shows by itself; an announcement or a suspension is shown whatever the layout."""

    NOW = "now"
    AGENDA = "agenda"
    ANNOUNCEMENT = "announcement"
    COUNTDOWN = "countdown"


@dataclass(frozen=True)
class Announcement:
    """What every screen shows beside what is now; `until` (UTC) is what it counts down to, if anything."""

    text: Text
    until: datetime | None = None
    at: datetime | None = None


@dataclass(frozen=True)
class AnnouncementMade(Event):
    """Every screen shows this, instead of what was announced before."""

    text: Text
    until: datetime | None


@dataclass(frozen=True)
class AnnouncementWithdrawn(Event):
    pass


@dataclass(frozen=True)
class WallLaidOut(Event):
    """The walls that follow the secretariat show this layout."""

    layout: WallLayout


@dataclass(frozen=True)
class Screens:
    """What all screens show beside the agenda."""

    announcement: Announcement | None = None
    wall: WallLayout = WallLayout.NOW

    def after(self, entry: Entry) -> "Screens":
        """What they show once this has happened. Never refuses."""
        match entry.event:
            case AnnouncementMade(text, until):
                return replace(self, announcement=Announcement(text, until, entry.at))
            case AnnouncementWithdrawn():
                return replace(self, announcement=None)
            case WallLaidOut(layout):
                return replace(self, wall=layout)
        return self
