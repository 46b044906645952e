"""Where our seam is not: the same frames by ordinary sends, and the seam under another HTTP parser."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
import uvicorn
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosedError, InvalidStatus

from server.app import Parts, create_app
from server.console.operator import SLUG
from server.settings import read_settings
from server.watching.seam import Handshake
from server.world import RealWorld

CARRIERS = pytest.mark.parametrize(
    ("http", "ws"),
    [("h11", Handshake), ("httptools", "websockets-sansio"), ("h11", "websockets-sansio")],
    ids=["seam-h11", "plain-httptools", "plain-h11"],
)


@asynccontextmanager
async def serving(folder: Path, http: str, ws: Any) -> AsyncIterator[tuple[Parts, str]]:
    """The application in this loop, on a free port, carried by this server."""
    settings = read_settings({"HEMICYCLE_DATA": str(folder)})
    app = create_app(settings, RealWorld())
    server = uvicorn.Server(
        uvicorn.Config(app, port=0, http=http, ws=ws, log_config=None, timeout_graceful_shutdown=2)
    )
    running = asyncio.create_task(server.serve())
    while not server.started and not running.done():  # noqa: ASYNC110 - uvicorn tells nobody
        await asyncio.sleep(0.01)
    assert not running.done(), "the server did not start"
    port = server.servers[0].sockets[0].getsockname()[1]
    parts: Parts = app.state.parts
    await parts.operator.demo()
    try:
        yield parts, f"ws://127.0.0.1:{port}/meetings/{SLUG}/live"
    finally:
        server.should_exit = True
        await running


async def frames_until(socket: ClientConnection, kind: str) -> list[dict[str, Any]]:
    """Everything that comes, up to the first frame of this kind."""
    heard: list[dict[str, Any]] = []
    while not heard or heard[-1]["type"] != kind:
        heard.append(json.loads(await asyncio.wait_for(socket.recv(), 5)))
    return heard


@CARRIERS
async def test_a_meeting_runs_the_same_whatever_carries_it(tmp_path: Path, http: str, ws: Any) -> None:
    async with serving(tmp_path, http, ws) as (parts, url):
        token = await parts.operator.token("chair", SLUG)
        bearer = {"Authorization": f"Bearer {token}"}
        async with connect(url, additional_headers=bearer) as chair, connect(url) as public:
            (welcome,) = await frames_until(chair, "welcome")
            await frames_until(public, "welcome")
            for number, (name, data) in enumerate(
                [("open_meeting", {}), ("open_next_item", {"closing": None})]
            ):
                press = {"type": "command", "id": f"press-{number}", "name": name, "data": data}
                await chair.send(json.dumps(press))
                heard = {frame["type"]: frame for frame in await frames_until(chair, "reply")}
                assert heard["reply"]["ok"], heard
            told = [(await frames_until(public, "advance"))[-1] for _ in range(2)]
            assert [frame["from"] for frame in told] == [welcome["seq"], welcome["seq"] + 1]
            assert told[1]["events"][0]["type"] == "item_opened"
            assert "panel-now" in told[1]["panels"]["now"]


@CARRIERS
async def test_who_comes_back_gets_what_was_missed(tmp_path: Path, http: str, ws: Any) -> None:
    async with (
        serving(tmp_path, http, ws) as (_, url),
        connect(f"{url}?after=0&epoch=&panels=none") as program,
    ):
        _, whole = await frames_until(program, "advance")
        assert [event["seq"] for event in whole["events"]] == list(range(1, whole["to"] + 1))


@CARRIERS
async def test_revoked_credentials_close_the_socket(tmp_path: Path, http: str, ws: Any) -> None:
    async with serving(tmp_path, http, ws) as (parts, url):
        token = await parts.operator.token("chair", SLUG)
        async with connect(url, additional_headers={"Authorization": f"Bearer {token}"}) as chair:
            await frames_until(chair, "welcome")
            await parts.operator.revoke("chair", SLUG)
            with pytest.raises(ConnectionClosedError) as closed:
                await frames_until(chair, "never")
            assert closed.value.rcvd is not None
            assert closed.value.rcvd.code == 4501


@CARRIERS
async def test_a_page_that_is_not_ours_is_refused_at_the_handshake(
    tmp_path: Path, http: str, ws: Any
) -> None:
    async with serving(tmp_path, http, ws) as (_, url):
        with pytest.raises(InvalidStatus) as refused:
            async with connect(url, origin="http://elsewhere.example"):
                pass
        assert refused.value.response.status_code == 403
