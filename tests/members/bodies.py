"""A house in this process with a World Council in it, its secretariat, and somebody else who is signed in."""

import uuid
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx2

from models.belonging.offices import Offices
from models.belonging.roles import Role
from models.body import Body, BodyId, BodyKind, Charter
from models.organisation import ORGANISATION
from models.procedure import OPERATOR, Command, CommandId, PersonId, Submission
from models.rules.bodies import EnterBody, FoundBody
from models.rules.offices import ImportOffices
from models.rules.roles import GrantRole
from models.text import Text
from server.app import Parts
from server.chamber import Chamber
from server.house import stream_of
from tests.live.drafted import drafted_in
from tests.live.importing import Page
from tests.members.council import sections

COUNCIL = BodyId("world-council")
STREAM = stream_of(COUNCIL)
HERE = f"/bodies/{COUNCIL}/setup/import"


def press(command: Command, by: PersonId = OPERATOR) -> Submission:
    return Submission(CommandId(str(uuid.uuid4())), by, datetime.now(UTC), command)


@dataclass
class Desk:
    """Somebody at the import of the council's members."""

    parts: Parts
    http: httpx2.AsyncClient
    person: PersonId | None = None
    headers: Mapping[str, str] | None = None

    @property
    def chamber(self) -> Chamber:
        return self.parts.house.chambers[STREAM]

    @property
    def body(self) -> Body:
        return self.chamber.body

    async def come(self, **asked: str) -> Page:
        return Page(await self.http.get(HERE, headers=self.headers, params=asked))

    async def choose(self, content: bytes, name: str = "members.csv", **asked: str) -> Page:
        return await self.post(files={"file": (name, content)}, params=asked)

    async def press(self, page: Page, do: str, changed: Mapping[str, str] | None = None) -> Page:
        """Press a button of this page, with some fields changed."""
        return await self.post(data={**page.fields, **(changed or {}), "do": do})

    async def keep(self, page: Page, changed: Mapping[str, str] | None = None) -> Page:
        return await self.press(page, "keep", changed)

    async def export(self, what: str, **asked: str) -> httpx2.Response:
        return await self.http.get(f"/bodies/{COUNCIL}/{what}", headers=self.headers, params=asked)

    async def post(self, **more: Any) -> Page:
        return Page(await self.http.post(HERE, headers=self.headers, **more))

    async def submit(self, command: Command) -> None:
        await self.chamber.submit(press(command))

    async def people(self) -> list[tuple[str, str]]:
        """Everybody in the register but those who have come to the desk: names and addresses."""
        known = await self.parts.people.everybody()
        return [(one.name, one.address) for one in known.values() if not one.name.startswith("Desk")]

    async def other(self, role: Role | None = None) -> "Desk":
        """Somebody else who is signed in, with this role in the body."""
        person = await self.parts.doorkeeper.welcome_person(f"Desk of {role}")
        token = await self.parts.doorkeeper.make_token(person)
        if role:
            await self.submit(GrantRole(person, role))
        return Desk(self.parts, self.http, person, {"Authorization": f"Bearer {token}"})


@asynccontextmanager
async def council_in(folder: Path, offices: Offices | None = None) -> AsyncIterator[Desk]:
    """The secretariat of a council without members, whose organisation has these sections and offices."""
    async with drafted_in(folder) as drafted:
        house, known = drafted.parts.house, offices or sections()
        charter = Charter(
            COUNCIL, Text("World Council", "Conseil mondial", "Consejo Mundial"), BodyKind.COUNCIL
        )
        parts: Sequence[tuple[Any, Command]] = [
            (ORGANISATION, EnterBody(COUNCIL)),
            (ORGANISATION, ImportOffices(known.sections, known.offices, known.mandates)),
            (STREAM, FoundBody(charter)),
        ]
        await house.together([(stream, press(command)) for stream, command in parts])
        visitor = Desk(drafted.parts, drafted.http)
        yield await visitor.other(Role.SECRETARIAT)
