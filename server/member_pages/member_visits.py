"""Who comes to which body's members, and its pages of them."""

from dataclasses import dataclass
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from models.body import BodyId
from models.organisation import ORGANISATION, Organisation
from models.rules.offices import ImportOffices
from models.rules.permission import can
from server.chamber_visit import ChamberVisit
from server.doorkeeper import Doorkeeper
from server.house import House
from server.house_ways import body_ways
from server.imports.member_lines import Known
from server.pages import Pages, language_of
from server.persons.people import People


@dataclass(frozen=True)
class BodyVisit(ChamberVisit):
    """Somebody signed in, at a body."""

    id: BodyId

    @property
    def here(self) -> str:
        return f"/bodies/{self.id}"


class BodyVisits:
    def __init__(self, pages: Pages, house: House, doorkeeper: Doorkeeper, people: People) -> None:
        self._pages = pages
        self._house = house
        self._doorkeeper = doorkeeper
        self._people = people

    async def begin(self, request: Request, *, acting: bool, keeping: bool) -> BodyVisit:
        """Who this request comes from, at the body it names; `keeping`: only its secretariat may.

        Raises `HTTPException`. The public is asked to sign in, whether there is such a body or not.
        """
        visitor = await self._doorkeeper.visitor(request, acting=acting)
        if visitor.person is None:
            raise HTTPException(401)
        body = BodyId(request.path_params["body"])
        chamber = await self._house.body(body)
        if chamber is None or chamber.body.charter is None:
            raise HTTPException(404)
        visit = BodyVisit(chamber, visitor, language_of(request), body)
        if keeping and not visit.may_set_up:
            raise HTTPException(403)
        return visit

    async def known(self, visit: BodyVisit) -> Known:
        """All that a list of its members can name, people included."""
        return Known(visit.body, (await self._organisation()).offices, await self._people.everybody())

    async def may_enter_offices(self, visit: BodyVisit) -> bool:
        """Whether they keep the offices of the organisation, too."""
        return can((await self._organisation()).actor(visit.person), ImportOffices)

    async def _organisation(self) -> Organisation:
        organisation = (await self._house.chamber(ORGANISATION)).state
        assert isinstance(organisation, Organisation)
        return organisation

    def page(
        self, request: Request, visit: BodyVisit, template: str, here: str, way: str = "import", **more: Any
    ) -> Response:
        """A page of this body, under its own address; `way`: which of the body's pages it is."""
        charter = visit.body.charter
        assert charter is not None
        name, lang = charter.name.read(visit.language)
        return self._pages.page(
            request,
            template,
            visit.visitor,
            visit.actor,
            body={"id": visit.id, "name": name, "lang": lang},
            here=f"{visit.here}/{here}",
            pages=body_ways(visit.id, visit.language, way, keeps=visit.may_set_up),
            **more,
        )
