"""The agenda on paper: the printable page and its PDF, for whoever may follow the meeting."""

from dataclasses import dataclass

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from models.procedure import Actor
from models.rules.permission import may_follow
from server.calendars.marked import mark_of, marked
from server.chamber import Chamber
from server.doorkeeper import Doorkeeper, Visitor
from server.house import House
from server.pages import Pages, language_of
from server.persons.directory import Directory
from server.printing.pdf import CannotSet, Typesetter
from server.printing.printed import Printed, printed

RETRY_AFTER = "10"
"""Seconds."""


@dataclass(frozen=True)
class Reading:
    """Somebody who may read this meeting's agenda."""

    visitor: Visitor
    actor: Actor
    chamber: Chamber
    language: str


class AgendaPages:
    def __init__(
        self,
        house: House,
        doorkeeper: Doorkeeper,
        directory: Directory,
        pages: Pages,
        typesetter: Typesetter,
        base_url: str,
    ) -> None:
        self._directory = directory
        self._house = house
        self._doorkeeper = doorkeeper
        self._pages = pages
        self._base_url = base_url
        self._typesetter = typesetter

    async def page(self, request: Request) -> Response:
        """`GET /meetings/{slug}/agenda`: the document as a page."""
        reading = await self._admitted(request)
        if isinstance(reading, Response):
            return reading
        document = self._document(reading, f"/meetings/{request.path_params['slug']}")
        return self._pages.page(
            request, "printed.html", reading.visitor, reading.actor, page="agenda", doc=document
        )

    async def pdf(self, request: Request) -> Response:
        """`GET /meetings/{slug}/agenda.pdf`: the same document on A4; 503 while too many are waiting for theirs."""
        reading = await self._admitted(request)
        if isinstance(reading, Response):
            return reading
        document = self._document(reading, f"{self._base_url}/meetings/{request.path_params['slug']}")
        try:
            content = await self._typesetter.pdf(msgspec.json.encode(document))
        except CannotSet:
            answer = self._pages.refused(request, 503)
            answer.headers["Retry-After"] = RETRY_AFTER
            return answer
        return marked(request, content, mark_of(content), "application/pdf", reading.language)

    def _document(self, reading: Reading, url: str) -> Printed:
        return printed(reading.chamber.meeting, reading.language, url, self._directory.name)

    async def _admitted(self, request: Request) -> Reading | Response:
        """Who may read it; for everybody else the page that says why not, as on the meeting's other pages."""
        visitor = await self._doorkeeper.visitor(request, acting=False)
        chamber = await self._house.meeting(request.path_params["slug"])
        if chamber is None:
            return self._pages.refused(request, 404)
        actor = chamber.meeting.actor(visitor.person)
        if not may_follow(chamber.meeting, actor):
            return self._pages.refused(request, 404 if visitor.person else 401)
        return Reading(visitor, actor, chamber, language_of(request))
