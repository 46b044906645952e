"""A server with meetings of several days and tracks on it, and people who look at them."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from http import HTTPStatus
from pathlib import Path
from typing import Any

from playwright.async_api import Page

from server.console import control
from tests.browser.people import live
from tests.live.clients import Caller
from tests.meetings import MADRID, convened, executive_bureau, retreat
from tests.provision_browser import Visitors
from tests.provision_product import Product, standing_on

RETREAT, BUREAU, MEXICO = "retreat", "executive-bureau-2022", "retreat-mexico"
APRIL = date(2026, 4, 13)


def yesterday() -> date:
    """The first day of this Retreat: today is its second."""
    return datetime.now(MADRID).date() - timedelta(days=1)


@contextmanager
def week_served(folder: Path, demo_folder: Path) -> Iterator[Product]:
    """The product, with this week's Retreat, one in Mexico City, and the Executive Bureau of June 2022."""
    shutil.copytree(demo_folder, folder / "data")
    convened(
        folder / "data",
        retreat(yesterday(), RETREAT),
        retreat(APRIL, MEXICO, "America/Mexico_City"),
        executive_bureau(),
    )
    with standing_on(folder / "data") as product:
        yield product


class Week:
    """What is done in these meetings by a program of the secretariat, and who looks on in a browser."""

    def __init__(self, product: Product, visitors: Visitors) -> None:
        self.product = product
        self.visitors = visitors
        self._secrets: dict[str, str] = {}

    async def look(self, way: str, meeting: str = RETREAT, **browser: Any) -> Page:
        """Somebody who is not signed in opens a page of a meeting: "/programme?lang=fr"."""
        page = await self.visitors(**browser)
        await page.goto(f"{self.product.base_url}/meetings/{meeting}{way}")
        if browser.get("java_script_enabled", True):
            await live(page)
        return page

    async def chair(self, way: str, meeting: str = RETREAT, **browser: Any) -> Page:
        """The chair comes in by a personal link, and opens this page."""
        page = await self.visitors(**browser)
        await page.goto(self._ask("link", "chair", meeting))
        await page.locator("main form button").click()
        await page.wait_for_url(f"**/meetings/{meeting}**")
        await page.goto(f"{self.product.base_url}/meetings/{meeting}{way}")
        await live(page)
        return page

    async def act(self, command: str, meeting: str = RETREAT, **data: Any) -> None:
        """It is done; where it was already so, it stays so."""
        secret = self._secrets.setdefault(meeting, self._ask("token", "secretariat", meeting))
        async with Caller(self.product, secret, meeting) as secretariat:
            status, reply = await secretariat.press(command, data)
        assert status in {HTTPStatus.OK, HTTPStatus.CONFLICT}, reply

    async def items(self, meeting: str = RETREAT) -> dict[str, dict[str, Any]]:
        """Every item of the plenary as programs see it, by id."""
        async with Caller(self.product, meeting=meeting) as anybody:
            return {item["id"]: item for item in (await anybody.meeting())["items"]}

    def _ask(self, do: str, role: str, meeting: str) -> str:
        said = control.ask(self.product.data, {"do": do, "role": role, "meeting": meeting, "name": ""})
        assert said, "the server does not listen to its console"
        return said


def in_minutes(minutes: int) -> str:
    """That moment, at a full minute (UTC)."""
    at = datetime.now(UTC) + timedelta(minutes=minutes)
    return at.replace(second=0, microsecond=0).isoformat()
