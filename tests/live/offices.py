"""An organisation with a Presidency, a secretariat of its own, and the offices of the published list."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from models.belonging.roles import Role
from models.body import BodyId, BodyKind, Charter
from models.organisation import ORGANISATION
from models.procedure import OPERATOR, Command, CommandId, PersonId, StreamId, Submission
from models.rules.bodies import EnterBody, FoundBody
from models.rules.roles import GrantRole
from models.text import Text
from server.house import stream_of
from server.imports.offices import read_offices
from server.organisation_pages.offices_import import PRESIDENCY, OfficesImport
from server.persons.people import Person
from tests.live.drafted import Drafted, drafted_in

LIST = (Path(__file__).parents[1] / "imports" / "offices.csv").read_bytes()


class Registry:
    """The house with its secretary; `http` is a browser or a program in front of it."""

    def __init__(self, drafted: Drafted, secretary: PersonId) -> None:
        self.parts = drafted.parts
        self.http = drafted.http
        self.secretary = secretary
        self.importing = OfficesImport(
            self.parts.house, self.parts.directory, self.parts.people, self.parts.world
        )

    async def submit(self, *acts: tuple[StreamId, Command], by: PersonId = OPERATOR) -> None:
        now, new_id = self.parts.world.now(), self.parts.world.new_id
        await self.parts.house.together(
            [(stream, Submission(CommandId(new_id()), by, now, command)) for stream, command in acts]
        )

    async def found(self, body: BodyId, kind: BodyKind, name: str, *, kept_by: PersonId | None) -> None:
        there = stream_of(body)
        grant = [(there, GrantRole(kept_by, Role.SECRETARIAT))] if kept_by else []
        founding = FoundBody(Charter(body, Text(name), kind))
        await self.submit((ORGANISATION, EnterBody(body)), (there, founding), *grant)

    async def bring(self, content: bytes = LIST) -> None:
        """Keep a list of offices, as the secretary."""
        command_id = CommandId(self.parts.world.new_id())
        await self.importing.keep(self.secretary, command_id, read_offices(content))

    async def headers(self, person: PersonId) -> dict[str, str]:
        return {"Authorization": f"Bearer {await self.parts.doorkeeper.make_token(person)}"}

    async def press(self, person: PersonId, command: str, known_as: str = "", /, **data: object):
        asked = {"id": known_as or self.parts.world.new_id(), "data": data}
        headers = await self.headers(person)
        return await self.http.post(f"/api/organisation/commands/{command}", json=asked, headers=headers)

    async def on(self, day: str) -> dict[str, dict]:
        """What is said of each post that day, by office."""
        told = (await self.http.get(f"/api/offices?on={day}")).json()
        return {one["office"]: one for one in told["posts"]}


@asynccontextmanager
async def registry_in(folder: Path) -> AsyncIterator[Registry]:
    async with drafted_in(folder) as drafted:
        [secretary] = await drafted.parts.people.enter([Person("The secretary")])
        registry = Registry(drafted, secretary)
        await registry.submit((ORGANISATION, GrantRole(secretary, Role.SECRETARIAT)))
        await registry.found(PRESIDENCY, BodyKind.PRESIDENCY, "Presidency", kept_by=secretary)
        yield registry
