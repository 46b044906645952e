"""Last year's meeting copied in a browser: the form, the checklist on its set-up page, and how the public sees it."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Page, expect

from tests.browser.audit import axe_at
from tests.live.everybody import OPEN_MEETING, household
from tests.provision_browser import Visitors
from tests.provision_product import Product, standing_on

NARROW, DESK = (320, 800), (1440, 900)


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory, demo_folder: Path) -> Iterator[tuple[Product, str]]:
    """A server, and the personal link of the organisation's secretariat."""
    data = tmp_path_factory.mktemp("office") / "data"
    shutil.copytree(demo_folder, data)
    links = household(data).links
    with standing_on(data) as product:
        yield product, f"{product.base_url}/in/{links['organisation']}"


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def page(house: tuple[Product, str], chromium: Browser):
    visitors = Visitors(chromium)
    page = await visitors()
    await page.goto(house[1])
    await page.locator("main form button").click()
    yield page
    await visitors.leave()


async def audited(page: Page) -> None:
    """Nothing is wrong for axe, and nothing is wider than a narrow phone."""
    assert await axe_at(page, "dark", NARROW) == []
    assert await page.evaluate("document.documentElement.scrollWidth") <= NARROW[0]
    assert await axe_at(page, "light", DESK) == []


async def test_from_last_years_meeting_to_what_the_public_will_see(
    page: Page, house: tuple[Product, str]
) -> None:
    await page.goto(f"{house[0].base_url}/?lang=fr")
    await page.get_by_role("link", name="Nouvelle réunion").click()
    await audited(page)
    await page.locator("#from").select_option(OPEN_MEETING)
    await page.get_by_role("button", name="Copier").click()
    await expect(page.get_by_text("Copie de")).to_be_visible()
    await audited(page)
    await page.locator('[name="slug:text"]').fill("council-again")
    await page.get_by_role("button", name="Créer le projet").click()
    await page.wait_for_url("**/meetings/council-again/setup")
    checklist = page.locator("#checklist")
    await expect(checklist.locator("summary")).to_contain_text("points restants")
    await checklist.locator("summary").click()
    await expect(checklist.locator('[data-point="agenda"].ready')).to_be_visible()
    await audited(page)
    await expect(checklist.locator('[data-point="stream"].missing a')).to_be_visible()
    await page.locator('[data-edit][href$="meeting/particulars"]').click()
    await page.locator('[name="now.links:links"]').fill("stream https://stream.example/live")
    await page.get_by_role("button", name="Enregistrer", exact=True).first.click()
    await expect(checklist.locator('[data-point="stream"].ready')).to_be_visible()
    await page.get_by_role("link", name="Le public").click()
    await expect(page.locator("aside.preview")).to_contain_text("Voici ce que voit le public")
    await expect(page.locator("#panel-agenda li").first).to_be_visible()
    assert await page.locator("main :is(button, input, select):not([disabled]), form").count() == 0
    await audited(page)
    await page.locator("aside.preview").get_by_role("link", name="Grand écran").click()
    await expect(page.locator("#panel-wall")).to_be_visible()
    assert await axe_at(page, "dark", DESK) == []
    await page.get_by_role("link", name="Retour à la préparation").click()
    await expect(checklist).to_be_visible()
