"""The pages and addresses that say who holds which office and post, on any day. Everybody may read them."""

from datetime import UTC, date

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from models.body import Body
from models.organisation import ORGANISATION, Organisation
from models.rules.permission import may_set_up
from server.doorkeeper import Doorkeeper
from server.exports.popolo_register import people_in, popolo_json
from server.house import House, stream_of
from server.house_ways import house_ways
from server.languages import words_of
from server.organisation_pages.dating_words import day_in_words
from server.organisation_pages.offices_views import Register, office_line, posts_of, sections_of
from server.pages import Pages, language_of
from server.persons.directory import Directory
from server.persons.people import People
from server.programs.interface import answer
from server.programs.interface import language_of as language_of_program
from server.programs.offices_json import offices_json
from server.shapes import YEARS
from server.world import World


class OfficesPages:
    def __init__(
        self,
        pages: Pages,
        house: House,
        doorkeeper: Doorkeeper,
        directory: Directory,
        people: People,
        world: World,
    ) -> None:
        self._pages = pages
        self._house = house
        self._doorkeeper = doorkeeper
        self._directory = directory
        self._people = people
        self._world = world

    async def page(self, request: Request) -> Response:
        """`GET /offices?on=`: every post and every office, and who had it that day."""
        register, fault = await self._asked(request)
        language = language_of(request)
        return await self._page(
            request,
            "offices.html",
            register,
            fault,
            posts=posts_of(register, language),
            sections=sections_of(register, language),
        )

    async def office(self, request: Request) -> Response:
        """`GET /offices/{office}?on=`: one office, its mandates in a row, and the posts it has had."""
        register, fault = await self._asked(request)
        office = register.offices.office(request.path_params["office"])
        if office is None:
            raise HTTPException(404)
        language = language_of(request)
        return await self._page(
            request,
            "office.html",
            register,
            fault,
            office=office_line(register, office, language),
            posts=posts_of(register, language, office.id),
        )

    async def as_json(self, request: Request) -> Response:
        """`GET /api/offices?on=`: the same for programs."""
        await self._doorkeeper.visitor(request, acting=False)
        register, fault = await self._asked(request)
        if fault:
            return answer({"error": "on is a date like 2022-05-03."}, 422)
        epoch = (await self._house.newest(ORGANISATION)).epoch
        return answer(offices_json(register, epoch, language_of_program(request)))

    async def as_popolo(self, request: Request) -> Response:
        """`GET /api/popolo`: people, posts and memberships; members and delegates for the secretariat alone."""
        visitor = await self._doorkeeper.visitor(request, acting=False)
        register, _ = await self._asked(request)
        every = may_set_up(register.organisation.actor(visitor.person))
        known = await self._people.of(people_in(register.offices, register.bodies, every=every))
        names = {person: one.name for person, one in known.items()}
        language = language_of_program(request)
        return answer(popolo_json(register.offices, register.bodies, names, language, every=every))

    async def _page(
        self, request: Request, template: str, register: Register, fault: str, **more: object
    ) -> Response:
        visitor = await self._doorkeeper.visitor(request, acting=False)
        actor = register.organisation.actor(visitor.person)
        asked = request.query_params.get("on", "")
        return self._pages.page(
            request,
            template,
            visitor,
            actor,
            status=422 if fault else 200,
            notice=fault,
            pages=house_ways(actor, language_of(request), "offices"),
            on=register.day.isoformat(),
            chosen=f"?on={register.day.isoformat()}" if asked and not fault else "",
            kept=f"&on={register.day.isoformat()}" if asked and not fault else "",
            on_words=day_in_words(register.day, language_of(request)),
            **more,
        )

    async def _asked(self, request: Request) -> tuple[Register, str]:
        """What is known, on the day that is asked for; what was no day, in words: then it is today."""
        organisation = (await self._house.newest(ORGANISATION)).state
        assert isinstance(organisation, Organisation)
        bodies: list[Body] = [(await self._house.chamber(stream_of(b))).body for b in organisation.bodies]
        said, fault = request.query_params.get("on", "")[:40].strip(), ""
        day = self._world.now().astimezone(UTC).date()
        try:
            day = date.fromisoformat(said) if said else day
        except ValueError:
            fault = said
        if fault or day.year not in YEARS:
            say = words_of(language_of(request)).say
            fault = say("“{said}” is no date like 2022-05-03. Below is what is known of today.").format(
                said=said
            )
            day = self._world.now().astimezone(UTC).date()
        return Register(organisation, bodies, day, self._directory.name), fault
