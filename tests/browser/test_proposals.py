"""Proposals for a rotation in a browser, by keyboard alone: a slider, the search, a proposal taken over."""

import asyncio
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.async_api import expect

from tests.browser.audit import DESK, PHONE, axe_everywhere
from tests.live.keeping import council_in
from tests.proposing.taking_turns import HERE, take_turns
from tests.provision_browser import Visitors
from tests.provision_product import Product, standing_on

NARROW = 360
SEARCHED = 60_000
"""Milliseconds: a search takes two seconds, and waits for every other test of this machine."""


@pytest.fixture
def turns(tmp_path: Path) -> Iterator[tuple[Product, str]]:
    """A council whose presidency rotates, and the way in for its secretary."""
    folder, ways = tmp_path / "data", []

    async def found() -> None:
        async with council_in(folder, tmp_path / "known") as desk:
            await take_turns(desk)
            assert desk.person
            ways.append(urlsplit(await desk.parts.doorkeeper.make_link(desk.person)).path)

    asyncio.run(found())
    with standing_on(folder) as product:
        yield product, ways.pop()


async def test_proposals_are_asked_for_and_taken_over_by_keyboard(
    turns: tuple[Product, str], visitors: Visitors
) -> None:
    product, way = turns
    page = await visitors()
    await page.goto(f"{product.base_url}{way}")
    await page.locator("main form button").click()
    await page.goto(f"{product.base_url}{HERE}?lang=en")
    await page.get_by_label("Equal numbers of turns").focus()
    await page.keyboard.press("End")
    await expect(page.locator("#said-equal_turns")).to_have_text("matters most")
    await page.get_by_role("button", name="Let proposals be made").focus()
    await page.keyboard.press("Enter")
    take = page.get_by_role("button", name="Take over into the draft").first
    await expect(take).to_be_visible(timeout=SEARCHED)
    await expect(page.get_by_label("Equal numbers of turns")).to_have_value("5")
    await expect(page.locator("#announcer")).to_contain_text("The search is complete.")
    assert await axe_everywhere(page, PHONE, DESK) == []
    await page.set_viewport_size({"width": NARROW, "height": 800})
    assert await page.evaluate("document.documentElement.scrollWidth") <= NARROW
    await take.focus()
    await page.keyboard.press("Enter")
    await expect(page.locator("#notice")).to_contain_text("Proposal 1 stands in the draft.")
