"""A wall that nobody can reach with a mouse: whatever breaks, it comes back by itself, at the right item.

Source: issue "The agenda" ("200 drops and five restarts of the server in a row leave it at the right item").
"""

import asyncio
import random
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.async_api import Page, Route, expect

from tests.browser.cable import Cable
from tests.browser.people import ITEMS, NAMED, WALL, all_show, live, shown, watch
from tests.live.clients import SLUG, Caller, token
from tests.provision import free_port
from tests.provision_browser import Visitors
from tests.provision_product import Product


@pytest.fixture
def by_cable(serve: Callable[..., Product]) -> tuple[Product, int]:
    """A server that browsers reach through the port of a cable alone."""
    port = free_port()
    return serve(HEMICYCLE_BASE_URL=f"http://127.0.0.1:{port}"), port


async def hung(visitors: Visitors, port: int) -> Page:
    visitors.expect(r"WebSocket connection to .* failed")
    visitors.expect(r"net::ERR_")
    wall = await visitors(**WALL)
    await wall.goto(f"http://127.0.0.1:{port}/meetings/{SLUG}/wall")
    await live(wall)
    await watch(wall)
    return wall


class Conduct:
    """Somebody in the secretariat who opens one item after another, in any order."""

    def __init__(self, caller: Caller, seed: int) -> None:
        self.current: str | None = None
        self._caller = caller
        self._chance = random.Random(seed)

    def perhaps(self, share: float) -> bool:
        return self._chance.random() < share

    async def move(self) -> None:
        item = self._chance.choice([i.id for i in ITEMS if i.id != self.current])
        _, reply = await self._caller.press("open_item", {"item": item, "closing": self.current})
        assert reply["ok"] or reply["refusal"]["rule"] == "agenda", (
            reply
        )  # a parent whose sub-items are taken
        self.current = item if reply["ok"] else self.current


async def right(wall: Page, conduct: Conduct, caller: Caller) -> None:
    """It shows what is now, has heard everything, and was never loaded anew."""
    meeting = await caller.meeting()
    assert meeting["current"] == conduct.current
    await live(wall)
    await all_show(NAMED[conduct.current or ""], wall)
    await expect(wall.locator("body")).to_have_attribute("data-seq", str(meeting["seq"]))
    assert await shown(wall)


@pytest.mark.trial
async def test_drops_and_restarts_in_a_row_leave_the_wall_at_the_right_item_without_a_touch(
    by_cable: tuple[Product, int],
    visitors: Visitors,
    trial_size: Callable[[int, int], int],
    figure: Callable[[str], None],
):
    product, port = by_cable
    drops, restarts = trial_size(20, 200), trial_size(2, 5)
    async with (
        Cable(port, product.port) as cable,
        Caller(product, token(product, "secretariat")) as caller,
    ):
        await caller.press("open_meeting")
        conduct = Conduct(caller, 20221010)
        await conduct.move()
        wall = await hung(visitors, port)
        while cable.pulled < drops:
            if conduct.perhaps(0.5):
                await conduct.move()
            cable.pull()
            if conduct.perhaps(0.5):
                await conduct.move()
            await cable.used()
            if conduct.perhaps(0.75):  # else it is dropped again before it is back
                await right(wall, conduct, caller)
        await right(wall, conduct, caller)

        for number in range(restarts):
            if number % 2:
                product.kill()
            product.restart()
            await conduct.move()
        await right(wall, conduct, caller)
        figure(
            f"the wall: {cable.pulled} drops, then {restarts} restarts in a row, at the right item untouched"
        )


async def test_a_wall_that_has_to_begin_again_waits_until_the_server_answers(
    served: Product, visitors: Visitors, tmp_path: Path
):
    """A reload onto a server that is away would leave the browser's own words on the screen for ever."""
    wall = await hung(visitors, served.port)
    asked: asyncio.Queue[str] = asyncio.Queue()

    async def away(route: Route) -> None:
        asked.put_nowait(route.request.url)
        await route.abort()

    await wall.route("**/healthz", away)
    served.cli("backup", str(tmp_path / "copy"))
    served.stop()
    served.cli("restore", "--replace", str(tmp_path / "copy"))  # another lineage: every page begins again
    served.start()
    for _ in range(2):
        await asyncio.wait_for(asked.get(), 20)
    assert await shown(wall), "it has stayed where it was"
    async with wall.expect_event("load"):
        await wall.unroute("**/healthz")
    await live(wall)
    await all_show("Opens at", wall)
