"""The pages of the presidency: who presides now and next, a rotation's timeline, a holder's own page."""

from typing import Any

import msgspec
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from models.belonging.offices import OfficeId
from models.presidency.terms import RotationPurpose
from server.calendars.marked import mark_of, marked
from server.doorkeeper import Doorkeeper
from server.house import House
from server.house_ways import house_ways
from server.languages import clock
from server.organisation_pages.dating_words import day_in_words
from server.pages import Pages, language_of
from server.persons.directory import Directory
from server.presidency.register import Kept, PresidencyRegister, registered
from server.presidency_pages.drawn import drawn
from server.presidency_pages.holders import turns_of
from server.presidency_pages.printed import printed_rotation
from server.presidency_pages.timeline import instants, recent
from server.presidency_pages.views import (
    NowAndThen,
    TermLine,
    checked,
    holders,
    issued,
    now_and_then,
    term_lines,
)
from server.presidency_pages.zooms import axis_of, zooms_of
from server.printing.pdf import CannotSet, Typesetter
from server.world import World

ROTATION = "rotation"


class PresidencyPages:
    def __init__(
        self,
        pages: Pages,
        house: House,
        doorkeeper: Doorkeeper,
        directory: Directory,
        typesetter: Typesetter,
        world: World,
    ) -> None:
        self._pages = pages
        self._house = house
        self._doorkeeper = doorkeeper
        self._directory = directory
        self._typesetter = typesetter
        self._world = world

    async def now(self, request: Request) -> Response:
        """`GET /presidency`: who presides now, and who then."""
        language = language_of(request)
        register = await self._register(request)
        found = [now_and_then(register, kept, language) for kept in register.published()]
        first = [one for one in found if one.kept.plan.about.purpose is RotationPurpose.PRESIDENCY]
        others = [one for one in found if one not in first]
        return await self._page(request, "presidency/now.html", register, answers=first, others=others)

    async def rotation(self, request: Request) -> Response:
        """`GET /presidency/{body}/{rotation}?zoom=&from=&to=`: one rotation, its timeline and its terms."""
        register, kept = await self._asked(request)
        language = language_of(request)
        terms = register.terms(kept)
        running = register.presiding(kept).in_force.term
        lately = recent(terms, register.at, running)
        axis, chosen = axis_of(request.query_params, tuple(instants(terms)), register.at.date(), lately)
        visitor = await self._doorkeeper.visitor(request, acting=False)
        keeps = register.keeps(kept, kept.body.actor(visitor.person))
        setup = f"/bodies/{kept.body_id}/rotations/{kept.rotation.id}/setup"
        return await self._page(
            request,
            "presidency/rotation.html",
            register,
            one=now_and_then(register, kept, language),
            headed={
                "title": kept.plan.about.name.read(language)[0],
                "lang": language,
                "words": issued(kept, language),
            },
            **drawn(register, kept, terms, axis, language, running=running),
            zooms=zooms_of(axis, chosen, register.at.date(), language, history=bool(lately)),
            checks=checked(register, kept, setup, language) if keeps else None,
            setup=setup if keeps else "",
        )

    async def printed(self, request: Request) -> Response:
        """`GET /presidency/{body}/{rotation}/print`: the same as a document."""
        register, kept = await self._asked(request)
        language = language_of(request)
        one, lines = _told(register, kept, language)
        doc = printed_rotation(register, kept, one, lines, language)
        return await self._page(request, "presidency/printed.html", register, one=one, table=lines, doc=doc)

    async def pdf(self, request: Request) -> Response:
        """`GET /presidency/{body}/{rotation}.pdf`: that document on A4; 503 while too many wait for theirs."""
        register, kept = await self._asked(request)
        language = language_of(request)
        doc = printed_rotation(register, kept, *_told(register, kept, language), language)
        try:
            content = await self._typesetter.once(msgspec.json.encode(doc), ROTATION)
        except CannotSet:
            return self._pages.refused(request, 503)
        return marked(request, content, mark_of(content), "application/pdf", language)

    async def holder(self, request: Request) -> Response:
        """`GET /presidency/holders/{office}`: the terms of one office, as its holder needs them."""
        language = language_of(request)
        register = await self._register(request)
        office = register.organisation.offices.office(OfficeId(request.path_params["office"]))
        if office is None:
            raise HTTPException(404)
        [holder] = holders(register, (office.id,), language)
        visitor = await self._doorkeeper.visitor(request, acting=False)
        held = register.organisation.offices.holder(office.id, register.at.date())
        return await self._page(
            request,
            "presidency/holder.html",
            register,
            holder=holder,
            own=visitor.person is not None and visitor.person == held.person,
            turns=turns_of(register, office.id, language),
        )

    async def _register(self, request: Request) -> PresidencyRegister:
        visitor = await self._doorkeeper.visitor(request, acting=False)
        return await registered(self._house, self._world.now(), self._directory.name, visitor.person)

    async def _asked(self, request: Request) -> tuple[PresidencyRegister, Kept]:
        register = await self._register(request)
        kept = register.find(request.path_params["body"], request.path_params["rotation"])
        if kept is None:
            raise HTTPException(404)
        return register, kept

    async def _page(
        self, request: Request, template: str, register: PresidencyRegister, **more: Any
    ) -> Response:
        language = language_of(request)
        visitor = await self._doorkeeper.visitor(request, acting=False)
        actor = register.organisation.actor(visitor.person)
        return self._pages.page(
            request,
            template,
            visitor,
            actor,
            pages=house_ways(actor, language, "presidency"),
            day_words=day_in_words(register.at.date(), language),
            clock=clock(register.at, "UTC"),
            **more,
        )


def _told(register: PresidencyRegister, kept: Kept, language: str) -> tuple[NowAndThen, tuple[TermLine, ...]]:
    """Who presides, and every term, in this language."""
    running = register.presiding(kept).in_force.term
    return now_and_then(register, kept, language), term_lines(register, kept, running, language)
