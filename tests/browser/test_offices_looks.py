"""The pages of offices: read by anybody, without script, on a phone and a desk, light and dark."""

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.async_api import expect

from tests.browser.audit import DESK, LANGUAGES, axe_everywhere
from tests.live.offices import registry_in
from tests.provision_browser import Visitors
from tests.provision_product import Product, standing_on

NARROW = (320, 640)


@pytest.fixture(scope="module")
def standing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Product]:
    """One server of an organisation with the published offices."""
    data = tmp_path_factory.mktemp("offices") / "data"
    asyncio.run(entered(data))
    with standing_on(data) as product:
        yield product


async def entered(data: Path) -> None:
    async with registry_in(data) as registry:
        await registry.bring()


async def test_a_day_is_chosen_without_script(standing: Product, visitors: Visitors) -> None:
    page = await visitors(java_script_enabled=False, viewport={"width": 320, "height": 640})
    await page.goto(f"{standing.base_url}/")
    await page.locator("nav.pages").get_by_role("link", name="Offices").click()
    await page.get_by_label("On this day").fill("2021-11-01")
    await page.get_by_role("button", name="Show").click()
    await expect(page.get_by_role("listitem").filter(has_text="Mohamed Boudra").first).to_contain_text(
        "keeps the function until the Executive Bureau next meets"
    )
    await page.get_by_role("link", name="Mayor of Al Hoceima").first.click()
    await expect(page.get_by_role("heading", level=1)).to_have_text("Mayor of Al Hoceima")
    await expect(page.get_by_label("On this day")).to_have_value("2021-11-01")
    await page.get_by_role("link", name="All offices").click()
    await expect(page.get_by_label("On this day")).to_have_value("2021-11-01")


async def test_the_pages_of_offices_are_accessible(standing: Product, visitors: Visitors) -> None:
    page = await visitors()
    for address in ("/offices?on=2021-11-01", "/offices/mayor-of-al-hoceima?on=2021-11-01"):
        for language in LANGUAGES:
            await page.goto(f"{standing.base_url}{address}&lang={language}")
            sizes = (NARROW, DESK) if language == "fr" else (NARROW,)
            assert await axe_everywhere(page, *sizes) == []
            await page.set_viewport_size({"width": NARROW[0], "height": NARROW[1]})
            assert await page.evaluate("document.documentElement.scrollWidth") <= NARROW[0]
