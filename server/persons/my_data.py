"""`/me/data`: what is kept of whoever is signed in, for themselves: to read, to take along, to put right."""

from dataclasses import replace

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from models.procedure import PersonId
from server.doorkeeper import Visitor
from server.pages import language_of
from server.persons.holdings_pages import HoldingsPages, choices
from server.persons.personal import Holdings

HERE = "/me/data"


class MyData:
    def __init__(self, holdings: HoldingsPages) -> None:
        self._holdings = holdings

    async def page(self, request: Request) -> Response:
        """`GET /me/data`: what is kept of me, and why."""
        visitor, kept = await self._own(request, acting=False)
        language = language_of(request)
        view = await self._holdings.view(kept, language)
        return self._holdings.shown(
            request,
            visitor,
            "my_data.html",
            kept=view,
            languages_known=choices(language, view.language),
            keeps_people=await self._holdings.keeps(visitor),
        )

    async def export(self, request: Request) -> Response:
        """`GET /me/data.json`: the same as a file."""
        _, kept = await self._own(request, acting=False)
        return await self._holdings.file(request, kept, own=True)

    async def correct(self, request: Request) -> Response:
        """`POST /me/data`: `language`, in which one wishes to be written to; empty: none in particular."""
        _, kept = await self._own(request, acting=True)
        chosen = str((await self._holdings.fields(request)).get("language", ""))
        person = PersonId(kept.person["id"])
        async with self._holdings.correcting:
            known = (await self._holdings.people.of([person])).get(person)
            if known is None or chosen not in dict(choices("en", known.language)):
                raise HTTPException(400)
            await self._holdings.people.edit(person, replace(known, language=chosen))
        return RedirectResponse(HERE, 303)

    async def _own(self, request: Request, *, acting: bool) -> tuple[Visitor, Holdings]:
        visitor = await self._holdings.doorkeeper.visitor(request, acting=acting)
        kept = await self._holdings.data.of(visitor.person) if visitor.person else None
        if kept is None:
            raise HTTPException(401)
        return visitor, kept
