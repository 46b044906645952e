"""Pages looked at with axe, and measured: every page of a meeting, in every language, in one state after another."""

import asyncio
from pathlib import Path
from typing import Literal, Self
from urllib.parse import urlsplit
from zlib import crc32

from playwright.async_api import Page, expect

from tests import trials
from tests.browser.people import House, Room, live

AXE = (Path(__file__).parent / "vendor" / "axe.min.js").read_text("utf-8")
RUN = """async within => {
    const found = await axe.run(within ?? document, {
        resultTypes: ['violations'],
        rules: {'target-size': {enabled: true}},
    });
    return found.violations.flatMap(({id, nodes}) => nodes.map(
        ({target, failureSummary}) => `${id}: ${target}: ${failureSummary.replace(/\\s+/g, ' ')}`));
}"""

FITTED = "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"
"""A new size is told to the page before its next frame, and what it fits to it is there after that."""

Scheme = Literal["light", "dark"]
SCHEMES: tuple[Scheme, ...] = ("light", "dark")
PHONE, DESK, BOARD = (390, 844), (1440, 900), (1920, 1080)
LANGUAGES = ("en", "fr", "es")


async def axe(page: Page, within: str | None = None) -> list[str]:
    """What axe finds wrong on this page, best practice included, as it is shown now."""
    if not await page.evaluate("'axe' in window"):
        await page.evaluate(AXE)
    return await page.evaluate(RUN, within)


async def axe_everywhere(page: Page, *sizes: tuple[int, int], within: str | None = None) -> list[str]:
    """The same light and dark, at these sizes; in a run that is no trial in one dress of these.

    Which one its address says: so each page is always seen alike, and another one, or another language, otherwise.
    """
    dresses = [(scheme, size) for size in sizes for scheme in SCHEMES]
    one = crc32(urlsplit(page.url)._replace(netloc="").geturl().encode()) % len(dresses)
    found = []
    for scheme, size in dresses if trials.FULL else dresses[one : one + 1]:
        found += await axe_at(page, scheme, size, within)
    last = sizes[-1]
    await page.set_viewport_size({"width": last[0], "height": last[1]})
    return found


async def axe_at(page: Page, scheme: Scheme, size: tuple[int, int], within: str | None = None) -> list[str]:
    """The same in this dress; each finding says where."""
    await dress(page, scheme, size)
    return [f"{page.url} {scheme} {size[0]}: {finding}" for finding in await axe(page, within)]


async def dress(page: Page, scheme: Scheme, size: tuple[int, int]) -> None:
    """Show it light or dark, at this size, without movement (a colour halfway is nobody's)."""
    await page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    await page.set_viewport_size({"width": size[0], "height": size[1]})
    await page.evaluate(FITTED)


class Gallery:
    """The chair's and a delegate's page in every language, and the wall: a tab each, of one meeting."""

    def __init__(self, house: House) -> None:
        self.house = house
        self.tabs: list[Page] = []
        self.walls: list[Page] = []

    async def hang(self) -> Self:
        chair, delegate = await asyncio.gather(self.house.chair(), self.house.come("delegate"))
        for first in (chair, delegate):
            self.tabs += [first, *[await first.context.new_page() for _ in LANGUAGES[1:]]]
        for number, page in enumerate(self.tabs):
            language = LANGUAGES[number % len(LANGUAGES)]
            way = "/chair" if number < len(LANGUAGES) else ""
            await page.goto(f"{self.house.meeting}{way}?lang={language}")
            await live(page)
        self.walls = [await self.house.wall()]
        return self

    def in_language(self, language: str) -> list[Page]:
        return self.tabs[LANGUAGES.index(language) :: len(LANGUAGES)]

    async def show(self, room: Room) -> Self:
        """Everything up to the last entry is on every page."""
        seq = str((await room.record())["seq"])
        for page in (*self.tabs, *self.walls):
            await expect(page.locator("body")).to_have_attribute("data-seq", seq)
        return self
