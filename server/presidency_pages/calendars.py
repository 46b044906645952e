"""The calendars of the presidency: of a rotation, of an office's own terms, of a body that is presided over.

Calendars ask every quarter of an hour; while nothing changes they get 304.
"""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from models.body import Body, stream_of
from models.organisation import ORGANISATION, Organisation
from models.presidency.published_terms import PublishedEvent, TermsPublication, published_terms
from models.presidency.rotation import RotationId
from models.procedure import StreamId
from models.text import Text
from server.calendars.feeds import CALENDAR
from server.calendars.marked import mark_of, marked
from server.calendars.vcalendar import on_one_line
from server.house import House
from server.languages import words_of
from server.pages import language_of
from server.presidency_pages.vterms import TermFeed

Shown = Callable[[Body, PublishedEvent], bool]


@dataclass(frozen=True)
class Folded:
    """What is published of a body's rotations, and up to which entries of both records."""

    seqs: tuple[int, int]
    publication: TermsPublication


class TermCalendars:
    def __init__(self, house: House, base_url: str) -> None:
        self._house = house
        self._base_url = base_url
        self._folded: dict[StreamId, Folded] = {}
        self._folding: dict[StreamId, asyncio.Lock] = {}

    async def rotation(self, request: Request) -> Response:
        """`GET /presidency/{body}/{rotation}/calendar.ics`: every term and milestone of a rotation."""
        asked, known = RotationId(request.path_params["rotation"]), request.path_params["body"]
        chamber = await self._house.body(known)
        rotation = chamber.body.rotations.get(asked) if chamber else None
        if rotation is None or rotation.plan is None:
            raise HTTPException(404)
        found = await self._found(lambda body, one: _id(body) == known and one.key[0] == asked)
        return self._answer(request, found, rotation.plan.about.name, f"/presidency/{known}/{asked}")

    async def holder(self, request: Request) -> Response:
        """`GET /presidency/holders/{office}/calendar.ics`: the terms of one office."""
        organisation = (await self._house.recent(ORGANISATION)).state
        assert isinstance(organisation, Organisation)
        office = organisation.offices.office(request.path_params["office"])
        if office is None:
            raise HTTPException(404)
        found = await self._found(lambda _, one: office.id in one.offices)
        return self._answer(request, found, office.title, f"/presidency/holders/{office.id}")

    async def body(self, request: Request) -> Response:
        """`GET /bodies/{body}/presidency.ics`: who presides over a body, by every rotation that does so."""
        over = request.path_params["body"]
        chamber = await self._house.body(over)
        if chamber is None or chamber.body.charter is None:
            raise HTTPException(404)

        def presides(body: Body, one: PublishedEvent) -> bool:
            rotation = body.rotations.get(one.key[0])
            return bool(rotation and rotation.plan and over in rotation.plan.about.over)

        found = await self._found(presides)
        return self._answer(request, found, chamber.body.charter.name, f"/bodies/{over}")

    def _answer(
        self, request: Request, found: Mapping[StreamId, list[PublishedEvent]], named: Text, path: str
    ) -> Response:
        """One file, whatever bodies keep what is in it."""
        language = language_of(request)
        title = words_of(language).say("Presidency")
        name = f"{on_one_line(named, language)} · {title}"
        feed = TermFeed(name, f"{self._base_url}{path}", language)
        content = feed.calendar((stream, one) for stream, events in found.items() for one in events)
        return marked(request, content, mark_of(content), CALENDAR, language)

    async def _found(self, shown: Shown) -> Mapping[StreamId, list[PublishedEvent]]:
        """The events of every body's rotations that are to be shown, by the body's stream."""
        organisation = (await self._house.recent(ORGANISATION)).state
        assert isinstance(organisation, Organisation)
        found = {}
        for known in organisation.bodies:
            publication = await self._publication(stream_of(known))
            events = [one for one in publication.events if shown(publication.body, one)]
            if events:
                found[stream_of(known)] = events
        return found

    async def _publication(self, stream: StreamId) -> TermsPublication:
        """As both records are now; made in a thread, as the fold of long records takes its time."""
        async with self._folding.setdefault(stream, asyncio.Lock()):
            body, organisation = await self._house.recent(stream), await self._house.recent(ORGANISATION)
            seqs = (organisation.state.seq, body.state.seq)
            known = self._folded.get(stream)
            if known is None or known.seqs != seqs:
                records = (tuple(organisation.entries), tuple(body.entries))
                known = Folded(seqs, await asyncio.to_thread(published_terms, *records))
                self._folded[stream] = known
            return known.publication


def _id(body: Body) -> str:
    return body.charter.id if body.charter else ""
