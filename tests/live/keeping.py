"""The set-up of bodies and of the organisation over HTTP, pressed as a browser without script presses it."""

import shutil
import uuid
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlencode, urlsplit

import httpx2

from models.belonging.roles import Role
from models.body import Body, BodyId
from models.organisation import ORGANISATION, Organisation
from models.procedure import OPERATOR, Command, CommandId, PersonId, StreamId, Submission
from models.rules.roles import GrantRole
from server.app import Parts
from server.house import stream_of
from server.persons.people import Person
from tests.live.drafted import drafted_in
from tests.live.forms_on import Page

COUNCIL = "/bodies/council"
HOME = "/organisation/setup"


@dataclass
class Keeper:
    """Somebody at these pages: who they are, say the headers; nobody, without any."""

    parts: Parts
    http: httpx2.AsyncClient
    person: PersonId | None = None
    headers: Mapping[str, str] | None = None

    async def come(self, address: str, **asked: str) -> Page:
        query = f"?{urlencode(asked)}" if asked else ""
        return Page(await self.http.get(address + query, headers=self.headers))

    async def post(self, address: str, data: Mapping[str, str | list[str]]) -> Page:
        return Page(await self.http.post(address, headers=self.headers, data=data))

    async def press(
        self, home: str, part: str, command: str, changed: Mapping[str, str | list[str]], **asked: str
    ) -> Page:
        """Open an editor and send the form of this command in it, with some fields changed."""
        page = await self.come(f"{home}/{part}", **asked)
        assert page.status == 200, page.words
        form = page.forms[command]
        return await self.post(form.action, {**form.fields, **changed})

    async def seq(self, stream: StreamId = ORGANISATION) -> int:
        return (await self.parts.house.chamber(stream)).state.seq

    @property
    def organisation(self) -> Organisation:
        state = self.parts.house.chambers[ORGANISATION].state
        assert isinstance(state, Organisation)
        return state

    def body(self, known: str = "council") -> Body:
        return self.parts.house.chambers[stream_of(BodyId(known))].body

    async def act(self, command: Command, stream: StreamId = ORGANISATION) -> None:
        """The operator does something elsewhere, meanwhile."""
        submission = Submission(CommandId(str(uuid.uuid4())), OPERATOR, datetime.now(UTC), command)
        await (await self.parts.house.chamber(stream)).submit(submission)

    async def other(self, name: str = "") -> "Keeper":
        """Somebody else at the same pages, without a role; nobody, without a name."""
        return await keeper(self.parts, self.http, name)


async def keeper(parts: Parts, http: httpx2.AsyncClient, name: str) -> Keeper:
    if not name:
        return Keeper(parts, http)
    [person] = await parts.people.enter([Person(name)])
    secret = await parts.doorkeeper.make_token(person)
    return Keeper(parts, http, person, {"Authorization": f"Bearer {secret}"})


@asynccontextmanager
async def keeping_in(folder: Path) -> AsyncIterator[Keeper]:
    """A house with an organisation whose secretary stands at its pages."""
    async with drafted_in(folder) as drafted:
        made = await keeper(drafted.parts, drafted.http, "Grace Hopper")
        assert made.person
        await made.act(GrantRole(made.person, Role.SECRETARIAT))
        yield made


@asynccontextmanager
async def council_in(folder: Path, known: Path) -> AsyncIterator[Keeper]:
    """The same in a copy of `known`, which is made once: with a section, an office and its holder, and a council."""
    if not known.exists():
        await _founded(known)
    shutil.copytree(known, folder)
    async with drafted_in(folder) as drafted:
        parts = drafted.parts
        await parts.directory.open()
        await parts.house.body(BodyId("council"))
        secretary = next(iter((await parts.house.chamber(ORGANISATION)).state.roles))
        secret = await parts.doorkeeper.make_token(secretary)
        yield Keeper(parts, drafted.http, secretary, {"Authorization": f"Bearer {secret}"})


async def _founded(folder: Path) -> None:
    async with keeping_in(folder) as made:
        await made.press(HOME, "new/section", "enter_section", {"section.name.en:text": "Europe"})
        office = {
            "office.title.en:text": "Mayor of Soria",
            "office.section:none": "europe",
            "holder.person:person": "Ana Ruiz ana@soria.es",
            "holder.since:dating": "2019-06",
        }
        await made.press(HOME, "new/office", "enter_office", office)
        council = {"charter.name.en:text": "Council", "charter.kind": "council"}
        founded = await made.press(HOME, "new/body", "found_body", council)
        assert founded.to == f"{COUNCIL}/setup"


def row_of(page: Page) -> str:
    """The row to which a press has led."""
    return urlsplit(page.to).fragment
