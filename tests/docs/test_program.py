"""The program at the head of docs/protocol.md does what it says: every entry once, whatever happens to the line."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable
from typing import Any

import pytest

from tests.docs.reading import chapters
from tests.live.clients import SLUG, Caller, token
from tests.provision_product import Product


@pytest.fixture
def follow(monkeypatch: pytest.MonkeyPatch) -> Callable[[str, str], AsyncIterator[dict[str, Any]]]:
    """The example, as it stands on the page."""
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    [(language, program)] = chapters("docs/protocol.md")["In short"].examples
    assert language == "python"
    names: dict[str, Any] = {}
    exec(compile(program, "docs/protocol.md", "exec"), names)
    return names["follow"]


async def test_it_hears_everything_once_though_the_server_is_killed(served: Product, follow) -> None:
    chair = token(served, "chair")
    address = f"ws://127.0.0.1:{served.port}/meetings/{SLUG}/live"
    async with (
        asyncio.timeout(60),
        Caller(served, chair) as caller,
        contextlib.aclosing(follow(address, chair)) as heard,
    ):
        head = (await caller.meeting())["seq"]
        assert [(await anext(heard))["seq"] for _ in range(head)] == list(range(1, head + 1))

        served.kill()
        served.start()
        status, _ = await caller.press("open_meeting")
        assert status == 200
        entry = await anext(heard)
        assert (entry["seq"], entry["type"]) == (head + 1, "meeting_opened")


async def test_it_begins_anew_where_the_record_is_another(serve, tmp_path, follow) -> None:
    first = serve()
    chair = token(first, "chair")
    first.cli("backup", str(tmp_path / "copy.sqlite3"))
    address = f"ws://127.0.0.1:{first.port}/meetings/{SLUG}/live"
    async with (
        asyncio.timeout(60),
        Caller(first, chair) as caller,
        contextlib.aclosing(follow(address, chair)) as heard,
    ):
        for name in ("open_meeting", "suspend_meeting"):
            await caller.press(name)
        head = (await caller.meeting())["seq"]
        assert [(await anext(heard))["seq"] for _ in range(head)][-1] == head

        await asyncio.to_thread(first.stop)
        first.cli("restore", "--replace", str(tmp_path / "copy.sqlite3"))
        first.start()
        assert (await anext(heard))["seq"] == 1
