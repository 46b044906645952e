"""The program interface of bodies: which there are, what each is, its record and its commands."""

from datetime import date

from starlette.requests import Request
from starlette.responses import Response

from models.audience import Audience
from models.belonging.roles import Role
from models.body import BodyId
from models.organisation import ORGANISATION, Organisation
from models.procedure import Actor, PersonId
from models.rules.bodies import FoundBody
from models.rules.permission import can
from models.wire import wire_name
from server.chamber import Chamber
from server.house import stream_of
from server.languages import words_of
from server.programs.body_json import bodies_json, body_json
from server.programs.interface import Door, answer, language_of
from server.shapes import YEARS

FOUNDING = wire_name(FoundBody)


class BodyDoor(Door):
    """Bodies, by their id. Anybody may read them; fees and suspensions are their secretariats'."""

    closed = "There is no such body."

    async def find(self, request: Request, person: PersonId | None) -> Chamber | None:
        body = BodyId(request.path_params["body"])
        chamber = await self.house.body(body)
        if chamber:
            return chamber if chamber.body.charter else None
        founding = request.path_params.get("name") == FOUNDING
        organisation = (await self.house.chamber(ORGANISATION)).state
        return (
            await self.house.chamber(stream_of(body))
            if founding and can(organisation.actor(person), FoundBody)
            else None
        )

    def audience(self, actor: Actor) -> Audience:
        """Its secretariat, or the public: no other role is anything in a body."""
        return Audience.SECRETARIAT if Role.SECRETARIAT in actor.roles else Audience.PUBLIC

    async def bodies(self, request: Request) -> Response:
        """`GET /api/bodies`: every body of the organisation."""
        organisation = (await self.house.newest(ORGANISATION)).state
        known = organisation.bodies if isinstance(organisation, Organisation) else ()
        chambers = [await self.house.newest(stream_of(body)) for body in known]
        return answer(bodies_json(chambers, language_of(request)))

    async def body(self, request: Request) -> Response:
        """`GET /api/bodies/{body}?day=`: a body, and who has its posts on that day."""
        found = await self.read(request)
        if found is None:
            return self.not_found()
        chamber, audience = found
        organisation = (await self.house.newest(ORGANISATION)).state
        assert isinstance(organisation, Organisation)
        now, language = self.world.now(), language_of(request)
        try:
            day = date.fromisoformat(request.query_params.get("day", "") or now.date().isoformat())
        except ValueError:
            day = date.min
        if day.year not in YEARS:
            return answer({"error": "day is a day, such as 2021-12-01."}, 422)
        words, name = words_of(language), self.directory.name
        return answer(body_json(chamber, organisation.offices, words, language, day, now, name, audience))
