"""What the wall in the room shows: the layout in force, the lines of the day, what it counts down to.

Source: DOMAIN §2 (announcements and countdowns reach every screen). A suspension is shown whatever the layout.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from models.meeting import STANDING_STILL, MeetingState
from models.planning.expected import to_the_minute
from models.planning.item import Kind
from models.screens import WallLayout
from server.floor_pages.floor_views import FloorView
from server.floor_pages.request_views import RequestView, SpeechView
from server.meeting_pages.item_views import ItemView, SittingView
from server.meeting_pages.moments import Moment, moment_of
from server.meeting_pages.views import AnnouncementView, MeetingView

STILL_DUE = timedelta(minutes=10)
"""For how long something announced is still counted down to when its moment has passed."""
WAITING = 3
FEW, MANY = 9, 20
"""Up to so many lines one column is enough; beyond so many they are small until a script has measured them."""


@dataclass(frozen=True)
class Aim:
    """What is counted down to: at that moment it `does` this (announced, opens, resumes, starts).

    `item` or `title` is what then starts; `title` is read in `lang`.
    """

    at: Moment
    does: str
    title: str = ""
    lang: str = ""
    item: ItemView | None = None


@dataclass(frozen=True)
class Board:
    """What one wall shows. `shows`: now, agenda, announcement, countdown, break or suspended.

    `aim` is what that counts down to; `sittings` are those of the day of what is now, `size` how many lines
    they take; `band` is the announcement where it is not what is shown; behind `short` the meeting's code is put.
    `speech` is on the floor, the first of those who come after it are `waiting`.
    """

    shows: str
    aim: Aim | None
    sittings: tuple[SittingView, ...]
    size: str
    then: ItemView | None
    band: AnnouncementView | None
    short: str
    speech: SpeechView | None
    waiting: tuple[RequestView, ...]


def board(meeting: MeetingView, layout: str, now: datetime) -> Board:
    """What a wall shows at `now` (UTC); `layout` is the one fixed for it, empty if it follows the secretariat."""
    wanted = layout or meeting.wall
    aim = _resuming(meeting) or next(_aims(meeting, now), None)
    sittings = tuple(_of_the_day(meeting))
    shows = _shown(meeting, wanted, aim, sittings)
    lines = len(sittings) + sum(len(sitting.items) for sitting in sittings)
    address = meeting.follow_url.partition("://")[2]
    return Board(
        shows=shows,
        aim=_resuming(meeting) if shows in {"suspended", "break"} else aim,
        sittings=sittings,
        size="few" if lines <= FEW else ("many" if lines > MANY else "some"),
        then=meeting.next[0] if meeting.next else None,
        band=None if _told(shows, aim) else meeting.announcement,
        speech=meeting.floor.speech if meeting.floor else None,
        waiting=who_comes(meeting.floor),
        short=address.removesuffix(f"/meetings/{meeting.slug}") + "/m/",
    )


def who_comes(floor: FloorView | None) -> tuple[RequestView, ...]:
    """The next speakers, once somebody speaks or has asked to; whom the agenda has planned alone make no debate."""
    debated = floor and (floor.speech or any(not one.planned for one in floor.waiting))
    return tuple(floor.waiting[:WAITING]) if floor and debated else ()


def _shown(meeting: MeetingView, wanted: str, aim: Aim | None, sittings: tuple[SittingView, ...]) -> str:
    """The layout in force: what is wanted, unless there is nothing to show in it, or something comes first."""
    if meeting.state in STANDING_STILL:
        return "suspended"
    if wanted == WallLayout.ANNOUNCEMENT and meeting.announcement:
        return wanted
    if meeting.state == MeetingState.CLOSED:
        return WallLayout.NOW
    if wanted == WallLayout.AGENDA and sittings:
        return wanted
    if wanted == WallLayout.COUNTDOWN and aim and aim.does != "resumes":
        return wanted
    return "break" if _in_break(meeting) else WallLayout.NOW


def _told(shows: str, aim: Aim | None) -> bool:
    """Whether the board itself says what is announced."""
    counted = shows == WallLayout.COUNTDOWN and aim is not None and aim.does == "announced"
    return counted or shows == WallLayout.ANNOUNCEMENT


def _in_break(meeting: MeetingView) -> bool:
    return meeting.state == MeetingState.OPEN and meeting.now is not None and meeting.now.kind == Kind.BREAK


def _resuming(meeting: MeetingView) -> Aim | None:
    """When a suspension or a break is over: no sooner than what comes next may start."""
    if meeting.state in STANDING_STILL:
        return Aim(meeting.until, "resumes") if meeting.until else None
    if _in_break(meeting) and meeting.now and meeting.now.minutes and meeting.hold:
        then = meeting.next[0].expected if meeting.next else None
        ends = (meeting.hold, then.floor if then else "")
        due = to_the_minute(max(datetime.fromisoformat(end) for end in ends if end))
        return Aim(moment_of(due, meeting.zone), "resumes")
    return None


def _aims(meeting: MeetingView, now: datetime) -> Iterator[Aim]:
    """What else there is to count down to; what matters most comes first."""
    said = meeting.announcement
    if said and said.until and _instant(said.until) > now - STILL_DUE:
        yield Aim(said.until, "announced", said.text, said.lang)
    if meeting.state == MeetingState.CLOSED:
        return
    first = meeting.next[0] if meeting.next else None
    if meeting.state in {MeetingState.DRAFT, MeetingState.CONVENED}:
        if first and first.plan:
            yield Aim(first.plan, "opens")
        return
    yield from sorted(_starts(meeting, now), key=lambda aim: aim.at.iso)


def _starts(meeting: MeetingView, now: datetime) -> Iterator[Aim]:
    """The fixed starts ahead: of sittings, and of items that are still coming."""
    for sitting in meeting.sittings:
        head, first = sitting.head, sitting.items[0] if sitting.items else None
        waits = first is None or first.expected is not None
        if head and head.starts and not head.withdrawn and waits and _instant(head.starts) > now:
            yield Aim(head.starts, "starts", head.title, head.lang)
        for item in sitting.items:
            if item.fixed and item.expected and item.plan and _instant(item.plan) > now:
                yield Aim(item.plan, "starts", item=item)


def _of_the_day(meeting: MeetingView) -> Iterator[SittingView]:
    """The sittings with items of the day of what is now, else of what comes next, else of what was last."""
    shown = meeting.now or (meeting.next[0] if meeting.next else None) or meeting.last
    at = 0
    days: list[str] = []
    for number, sitting in enumerate(meeting.sittings):
        days.append(sitting.day or (days[-1] if days else ""))
        if shown and any(item.id == shown.id for item in sitting.items):
            at = number
    for number, sitting in enumerate(meeting.sittings):
        if sitting.items and days[number] == days[at]:
            yield sitting


def _instant(moment: Moment) -> datetime:
    return datetime.fromisoformat(moment.iso)
