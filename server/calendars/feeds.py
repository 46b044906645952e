"""The calendar feed of a meeting: who may have it, and what of it is kept between two askings.

`GET /meetings/{slug}/calendar.ics?lang=`. Calendars ask every quarter of an hour; while nothing changes they get 304.
"""

import asyncio
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from models.meeting import Meeting, MeetingState
from models.planning.published import Publication, published
from models.procedure import StreamId
from models.rules.permission import may_follow
from server.calendars.marked import mark_of, marked
from server.calendars.vcalendar import Feed
from server.chamber import Chamber
from server.doorkeeper import Doorkeeper
from server.house import House
from server.pages import Pages, language_of

CALENDAR = "text/calendar; charset=utf-8"


@dataclass(frozen=True)
class Kept:
    """A file as it was made of a meeting in one language."""

    meeting: Meeting
    content: bytes
    mark: str


class Feeds:
    def __init__(self, house: House, doorkeeper: Doorkeeper, pages: Pages, base_url: str) -> None:
        self._house = house
        self._doorkeeper = doorkeeper
        self._pages = pages
        self._base_url = base_url
        self._published: dict[StreamId, Publication] = {}
        self._kept: dict[tuple[StreamId, str], Kept] = {}
        self._folding: dict[StreamId, asyncio.Lock] = {}

    async def calendar(self, request: Request) -> Response:
        """The feed; of a draft, and of a meeting that is not open to this reader, there is none."""
        visitor = await self._doorkeeper.visitor(request, acting=False)
        chamber = await self._house.meeting(request.path_params["slug"])
        if chamber is None or not may_follow(chamber.meeting, chamber.meeting.actor(visitor.person)):
            return self._pages.refused(request, 404)
        if chamber.meeting.state is MeetingState.DRAFT:
            return self._pages.refused(request, 404)
        language = language_of(request)
        kept = await self._feed(chamber, language)
        return marked(request, kept.content, kept.mark, CALENDAR, language)

    async def _feed(self, chamber: Chamber, language: str) -> Kept:
        """The file as the meeting is now; made in a thread, as the fold of a long record takes its time."""
        async with self._folding.setdefault(chamber.stream, asyncio.Lock()):
            meeting, key = chamber.meeting, (chamber.stream, language)
            known = self._kept.get(key)
            if known and known.meeting is meeting:
                return known
            before = self._published.get(chamber.stream, Publication())
            entries = chamber.entries[before.meeting.seq :]
            ends = {seq for _, seq in chamber.receipts.values()}
            publication = await asyncio.to_thread(published, entries, ends, before)
            self._published[chamber.stream] = publication
            content = await asyncio.to_thread(self._made, chamber.stream, publication, language)
            self._kept[key] = Kept(meeting, content, mark_of(content))
            return self._kept[key]

    def _made(self, stream: StreamId, publication: Publication, language: str) -> bytes:
        convocation = publication.meeting.convocation
        assert convocation is not None
        url = f"{self._base_url}/meetings/{convocation.slug}"
        return Feed(stream, convocation, url, language).calendar(publication.sittings)
