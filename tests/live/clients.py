"""Clients of a running server that object to whatever the protocol does not promise (DESIGN §3)."""

import asyncio
import itertools
import json
import uuid
from collections.abc import Mapping
from typing import Any, Self
from urllib.parse import urlencode

import httpx2
from websockets.asyncio.client import ClientConnection, connect

from server.console import control
from tests.provision_product import Product

SLUG = "world-council-2021"
PATIENCE = 20  # seconds until whoever waits for a frame gives up


def credential(product: Product, do: str, role: str, name: str = "", meeting: str = SLUG) -> str:
    """A `token`, or a `link`, of somebody with this role, from the running server."""
    given = control.ask(product.data, {"do": do, "role": role, "meeting": meeting, "name": name})
    assert given, "the server does not listen to its console"
    return given


def token(product: Product, role: str, name: str = "", meeting: str = SLUG) -> str:
    return credential(product, "token", role, name, meeting)


def bearer(secret: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {secret}"} if secret else {}


class Reload(Exception):  # noqa: N818 - what the server said, not a fault
    """The server told this client to begin again."""


class Follower:
    """One who follows a meeting over the socket, and returns with the position where the line broke.

    `cursor` is None until the first welcome, unless the whole record is wanted (`after=0`). Every frame is
    checked: `from` is the cursor, each number comes once and in order. `events` and `shown` (panels by name)
    are what arrived, `epochs` what the welcomes named; `you` is who the server says this is.
    """

    def __init__(
        self,
        product: Product,
        secret: str = "",
        *,
        panels: str = "none",
        after: int | None = None,
        epoch: str = "",
        language: str = "en",
        meeting: str = SLUG,
    ) -> None:
        self.product, self.secret, self.meeting = product, secret, meeting
        self.panels, self.language = panels, language
        self.cursor, self.epoch, self.newcomer = after, epoch, after == 0
        self.epochs: set[str] = set()
        self.events: list[dict[str, Any]] = []
        self.shown: dict[str, str] = {}
        self.frames: list[dict[str, Any]] = []
        self.you: dict[str, Any] = {}
        self._line: ClientConnection | None = None

    @property
    def line(self) -> ClientConnection:
        assert self._line is not None, "not connected"
        return self._line

    @property
    def address(self) -> str:
        asked: dict[str, object] = {"panels": self.panels, "lang": self.language}
        if self.cursor is not None:
            asked |= {"after": self.cursor, "epoch": self.epoch}
        return f"ws://127.0.0.1:{self.product.port}/meetings/{self.meeting}/live?{urlencode(asked)}"

    @property
    def current(self) -> str | None:
        """The current item, as the events tell it."""
        for event in reversed(self.events):
            match event:
                case {"type": "item_opened" | "item_reopened", "data": {"item": item}}:
                    return str(item)
                case {"type": "item_concluded" | "item_put_back"}:
                    return None
        return None

    async def come(self) -> Self:
        """Connect, at the place where this client stands, and hear the welcome."""
        self._line = await connect(
            self.address,
            additional_headers=bearer(self.secret),
            proxy=None,
            compression=None,
            max_size=None,
            ping_interval=None,
            max_queue=None,  # who reads no more still hears that the line is closed
            close_timeout=1,
        )
        welcome = await self.take()
        assert welcome["type"] == "welcome"
        return self

    async def __aenter__(self) -> Self:
        return await self.come()

    async def __aexit__(self, *_: object) -> None:
        await self.leave()

    async def leave(self) -> None:
        await self.line.close()

    def drop(self) -> None:
        """The line breaks, without a word."""
        self.line.transport.abort()

    async def take(self) -> dict[str, Any]:
        """The next frame, heeded."""
        async with asyncio.timeout(PATIENCE):
            frame: dict[str, Any] = json.loads(await self.line.recv())
        self.heed(frame)
        return frame

    async def until(self, seq: int) -> Self:
        """Take frames until everything up to this number is here."""
        while self.cursor is None or self.cursor < seq:
            await self.take()
        return self

    async def until_type(self, wanted: str) -> dict[str, Any]:
        while (frame := await self.take())["type"] != wanted:
            pass
        return frame

    async def press(self, name: str, data: Mapping[str, Any] | None = None, id_: str = "") -> dict[str, Any]:
        """Send a command; its reply."""
        id_ = id_ or str(uuid.uuid4())
        await self.send(name, data or {}, id_)
        return await self.reply(id_)

    async def send(self, name: str, data: Mapping[str, Any], id_: str) -> None:
        await self.line.send(json.dumps({"type": "command", "id": id_, "name": name, "data": data}))

    async def reply(self, id_: str) -> dict[str, Any]:
        while (frame := await self.take())["type"] != "reply" or frame["id"] != id_:
            pass
        return frame

    def heed(self, frame: dict[str, Any]) -> None:
        """Move the cursor as the frame says; objects to a gap, to a repetition, and to a reload."""
        self.frames.append(frame)
        match frame["type"]:
            case "welcome":
                self.epochs.add(frame["epoch"])
                self.epoch, self.you = self.epoch or frame["epoch"], frame["you"]
                self.cursor = frame["seq"] if self.cursor is None else self.cursor
            case "advance":
                assert frame["from"] == self.cursor, f"from {frame['from']}, but I stand at {self.cursor}"
                numbers = [event["seq"] for event in frame["events"]]
                assert numbers == list(range(frame["from"] + 1, frame["to"] + 1))
                self.cursor = frame["to"]
                self.events += frame["events"]
                self.shown |= frame["panels"]
            case "you":
                assert frame["seq"] == self.cursor
                self.you, self.shown = frame["you"], frame["panels"]
            case "reload":
                raise Reload(frame["reason"])


class Caller:
    """A program that uses the interface over HTTP."""

    def __init__(self, product: Product, secret: str = "", meeting: str = SLUG) -> None:
        self._meeting = f"/{meeting}"
        self._http = httpx2.AsyncClient(
            base_url=f"{product.base_url}/api/meetings",
            headers=bearer(secret),
            timeout=PATIENCE,
            trust_env=False,
        )

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._http.aclose()

    async def meeting(self) -> dict[str, Any]:
        answer = await self._http.get(self._meeting)
        return answer.raise_for_status().json()

    async def press(
        self, name: str, data: Mapping[str, Any] | None = None, id_: str = ""
    ) -> tuple[int, dict[str, Any]]:
        """Send a command; the status and the reply."""
        body = {"id": id_ or str(uuid.uuid4()), "data": data or {}}
        answer = await self._http.post(f"{self._meeting}/commands/{name}", json=body)
        return answer.status_code, answer.json()

    async def entries(self, after: int = 0) -> tuple[str, list[dict[str, Any]]]:
        """The epoch, and the record behind `after` as this reader may see it."""
        found: list[dict[str, Any]] = []
        for start in itertools.count(after, 500):
            page = (await self._http.get(f"{self._meeting}/entries?after={start}&limit=500")).json()
            found += page["entries"]
            if len(page["entries"]) < 500:
                return page["epoch"], found
        raise AssertionError


async def grow(product: Product, entries: int, lines: int = 20) -> None:
    """Add so many entries to the record, over several lines at once."""
    secret = token(product, "secretariat")
    numbers = itertools.count()

    async def press() -> None:
        async with Follower(product, secret) as follower:
            while (number := next(numbers)) < entries:
                reply = await follower.press("grant_role", {"person": f"person-{number}", "role": "observer"})
                assert reply["ok"]

    await asyncio.gather(*(press() for _ in range(lines)))
