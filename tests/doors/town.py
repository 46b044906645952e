"""A house in this process with its doors, a clock that can be moved, and a real mail server beside it."""

import asyncio
import re
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from http import HTTPStatus
from pathlib import Path
from typing import Any, Self

import httpx2
from aiosmtpd.smtp import SMTP, Envelope
from starlette.applications import Starlette

from models.procedure import PersonId
from server.app import Parts, create_app, lifespan
from server.persons.people import Person
from server.settings import read_settings
from server.world import RealWorld
from tests.migrated import migrated

HOME = "https://meet.example"
PATIENCE = 10
CODE = re.compile(r"^ {4}(\d{6})$", re.MULTILINE)
LINK = re.compile(r"^https?://\S+$", re.MULTILINE)


class World(RealWorld):
    """The machine's dice, and its clock, moved on as a test needs it."""

    def __init__(self) -> None:
        self.ahead = timedelta()
        self.still: datetime | None = None

    def now(self) -> datetime:
        return (self.still or super().now()) + self.ahead

    def stand_still(self) -> None:
        self.still = super().now()


@dataclass
class PostOffice:
    """A mail server. `arrived` in order; a `verdict` other than 250 is what it says to every letter."""

    port: int = 0
    verdict: str = "250 OK"
    arrived: asyncio.Queue[EmailMessage] = field(default_factory=asyncio.Queue)
    offered: asyncio.Queue[str] = field(default_factory=asyncio.Queue)

    async def handle_DATA(self, _: SMTP, __: Any, envelope: Envelope) -> str:  # noqa: N802 - aiosmtpd's name
        self.offered.put_nowait(self.verdict)
        if self.verdict.startswith("250"):
            mail = message_from_bytes(envelope.content, policy=default)
            mail["X-Envelope"] = f"{envelope.mail_from} {','.join(envelope.rcpt_tos)}"
            self.arrived.put_nowait(mail)
        return self.verdict

    async def next(self) -> EmailMessage:
        async with asyncio.timeout(PATIENCE):
            return await self.arrived.get()

    async def refused(self) -> None:
        """Until a letter was offered and not taken."""
        async with asyncio.timeout(PATIENCE):
            while (await self.offered.get()).startswith("250"):
                pass

    @asynccontextmanager
    async def opened(self) -> AsyncIterator[Self]:
        loop = asyncio.get_running_loop()
        server = await loop.create_server(
            lambda: SMTP(self, hostname="mail.example", loop=loop), "127.0.0.1", self.port
        )
        self.port = server.sockets[0].getsockname()[1]
        yield self
        server.close()


class Town:
    """One data folder, the server that runs on it, and browsers that come to its door."""

    def __init__(self, folder: Path, post: PostOffice, **settings: str) -> None:
        self._folder = folder
        self._settings = {"HEMICYCLE_BASE_URL": HOME, **settings}
        self.post = post
        self.world = World()
        self.app: Starlette
        self._open = AsyncExitStack()

    @property
    def parts(self) -> Parts:
        return self.app.state.parts

    async def start(self) -> Self:
        environment = {"HEMICYCLE_DATA": str(migrated(self._folder)), **self._settings}
        if self.post.port:
            environment["HEMICYCLE_SMTP"] = f"smtp://127.0.0.1:{self.post.port}"
        self.app = create_app(read_settings(environment), self.world)
        await self._open.enter_async_context(lifespan(self.app))
        return self

    async def stop(self) -> None:
        await self._open.aclose()

    async def restart(self) -> None:
        await self.stop()
        await self.start()

    def pass_by(self, **time: float) -> None:
        self.world.ahead += timedelta(**time)

    async def person(self, name: str, address: str, language: str = "") -> PersonId:
        [person] = await self.parts.people.enter([Person(name, address, language)])
        return person

    @asynccontextmanager
    async def browser(self, sender: str = "198.51.100.7", **headers: str) -> AsyncIterator["Caller"]:
        proxied = {"X-Forwarded-For": sender, "Origin": HOME, **headers}
        transport = httpx2.ASGITransport(self.app, client=("127.0.0.1", 40000))
        async with httpx2.AsyncClient(transport=transport, base_url=HOME, headers=proxied) as http:
            yield Caller(http)


class Caller:
    """Somebody's browser at the door."""

    def __init__(self, http: httpx2.AsyncClient) -> None:
        self.http = http

    async def ask(self, address: str, to: str = "") -> httpx2.Response:
        return await self.http.post("/sign-in", data={"address": address, "to": to})

    async def type(self, code: str) -> httpx2.Response:
        return await self.http.post("/sign-in/code", data={"code": code})

    async def asked(self, address: str, to: str = "") -> None:
        answer = await self.ask(address, to)
        assert answer.status_code == HTTPStatus.SEE_OTHER, answer.text
        assert answer.headers["location"] == "/sign-in/code"

    async def is_in(self) -> bool:
        return (await self.http.get("/me")).status_code == HTTPStatus.OK


def code_in(mail: EmailMessage) -> str:
    [code] = CODE.findall(text_of(mail))
    return str(code)


def link_in(mail: EmailMessage) -> str:
    """Its path."""
    [link] = LINK.findall(text_of(mail))
    assert link.startswith(HOME)
    return str(link).removeprefix(HOME)


def text_of(mail: EmailMessage, kind: str = "plain") -> str:
    body = mail.get_body((kind,))
    assert body
    return str(body.get_content()).replace("\r\n", "\n")


def another(code: str) -> str:
    """Six digits that are not these."""
    return f"{(int(code) + 1) % 1_000_000:06}"
