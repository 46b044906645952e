"""What a long list costs to work out and to show, in CPU: the models and the templates alone, in this process."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial

from models.body import OrderPolicy
from models.convocation import Convocation
from models.meeting import Meeting, MeetingConvened, MeetingDrafted, MeetingOpened
from models.planning.agenda import ItemAdded, ItemOpened
from models.planning.item import AgendaItem, ItemId, Kind
from models.procedure import Entry, Event
from models.speaking.attendance import Attendance
from models.speaking.list_of_speakers import OrderSet
from models.speaking.order import order_at
from models.speaking.request import Request, RequestId, RequestKind, RequestMade, Speaker
from models.text import Text
from server.floor_pages.floor_views import floor_of
from server.panels import environment

ITEM = ItemId("1")
POLICIES = (
    OrderPolicy.FIRST_TIME_FIRST,
    OrderPolicy.ALTERNATE_ROOM_AND_REMOTE,
    OrderPolicy.SECTIONS_IN_TURN,
)
SECTIONS = ("Africa", "Asia-Pacific", "Europe", "Latin America", "Eurasia", "Metropolitan")
TRIES = 9


def working_out(waiting: int) -> dict[str, float]:
    """By what is done: the least CPU of several tries, in ms."""
    meeting = crowded(waiting)
    show = partial(view_of, meeting)
    template = environment("en").get_template("panels/floor.html", globals={"asset": str})
    known = {"meeting": Shown(show()), "page": "follow", "audience": "public"}
    return {
        "order by three policies": least(lambda: order_at(replace(meeting), ITEM)),
        "order, waits and the view of one language": least(lambda: view_of(replace(meeting))),
        "the view of a further language": least(show),
        "the floor's panel, rendered": least(lambda: template.render(known)),
    }


def view_of(meeting: Meeting) -> object:
    return floor_of(meeting, meeting.leading, "en", datetime.now(UTC), lambda _: "")


class Shown:
    """As much of a meeting's view as the floor's panel asks for."""

    slug, track = "bench", ""

    def __init__(self, floor: object) -> None:
        self.floor = floor


def crowded(waiting: int) -> Meeting:
    """So many wait at an item, by three policies."""
    title = Text("Bench")
    events: list[Event] = [
        MeetingDrafted(Convocation("bench", title, title, "Madrid", "Europe/Madrid")),
        ItemAdded(AgendaItem(ITEM, "1", title, Kind.REPORT, 60, time_limit=180)),
        MeetingConvened(),
        MeetingOpened(),
        ItemOpened(ITEM),
        OrderSet(ITEM, POLICIES),
        *(RequestMade(ITEM, request(number)) for number in range(waiting)),
    ]
    meeting = Meeting()
    for seq, event in enumerate(events, 1):
        meeting = meeting.after(Entry(seq, datetime(2026, 11, 17, 9, tzinfo=UTC), None, event))
    return meeting


def request(number: int) -> Request:
    speaker = Speaker(office=Text(f"Mayor of City {number}"), section=Text(SECTIONS[number % len(SECTIONS)]))
    where = Attendance.REMOTE if number % 3 else Attendance.IN_THE_ROOM
    return Request(RequestId(f"request-{number + 7}"), RequestKind.STATEMENT, speaker, where)


def least(done: Callable[[], object]) -> float:
    took = []
    for _ in range(TRIES):
        begin = time.process_time()
        done()
        took.append(1000 * (time.process_time() - begin))
    return min(took)
