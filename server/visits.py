"""Who comes to which meeting, and the plain pages beside its live ones: its papers, a person's own notes."""

from dataclasses import dataclass
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from models.audience import Audience, audience_of
from models.rules.permission import may_follow
from server.chamber_visit import ChamberVisit
from server.doorkeeper import Doorkeeper
from server.floor_pages.help_views import needs_of
from server.house import House
from server.languages import words_of
from server.pages import Pages, language_of
from server.panels import Panels
from server.watching.groups import Place
from server.ways import ways

LEADING = Place("")


@dataclass(frozen=True)
class Visit(ChamberVisit):
    """Somebody at a meeting that they may follow."""

    slug: str

    @property
    def audience(self) -> Audience:
        return audience_of(self.actor)

    def closed(self) -> HTTPException:
        """What is not open to them: the public is asked to sign in, whether there is anything or not."""
        return HTTPException(404 if self.visitor.person else 401)


class Visits:
    def __init__(self, pages: Pages, panels: Panels, house: House, doorkeeper: Doorkeeper) -> None:
        self._pages = pages
        self._panels = panels
        self._house = house
        self._doorkeeper = doorkeeper

    async def begin(self, request: Request, *, acting: bool) -> Visit:
        """Who this request comes from, at the meeting it names. Raises `HTTPException` for who may not follow."""
        visitor = await self._doorkeeper.visitor(request, acting=acting)
        slug = request.path_params["slug"]
        chamber = await self._house.meeting(slug)
        if chamber is None:
            raise HTTPException(404)
        visit = Visit(chamber, visitor, language_of(request), slug)
        if not may_follow(visit.meeting, visit.actor):
            raise visit.closed()
        return visit

    def page(
        self, request: Request, visit: Visit, template: str, here: str, *, place: Place = LEADING, **more: Any
    ) -> Response:
        """A plain page of this meeting, under its own address `here` (`papers`), named in the head.

        `place` is where the reader looks, for a page of one agenda or one item.
        """
        response = self._pages.page(
            request,
            template,
            visit.visitor,
            visit.actor,
            meeting=self._panels.seen_from(visit.chamber, place, visit.language),
            pages=ways(visit.slug, here, visit.actor, visit.language),
            here=f"/meetings/{visit.slug}/{here}",
            needs=needs_of(visit.meeting, visit.actor, visit.language),
            **more,
        )
        response.headers["Vary"] = "Accept"
        return response

    def refused(self, request: Request, visit: Visit, status: int, message: str, back: str) -> Response:
        """Nothing was done, in words, with the way back."""
        _ = words_of(visit.language).say
        return self._pages.page(
            request,
            "refused.html",
            visit.visitor,
            visit.actor,
            status=status,
            title=_("Nothing was changed"),
            message=message,
            way_on=[(back, _("Back"))],
        )
