"""The presidency for everybody: who presides and who then, a rotation as a timeline, a holder's own page."""

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from playwright.async_api import expect

from tests.browser.audit import DESK, axe_everywhere
from tests.presidency.rotating import ADDRESS, rotating
from tests.provision_browser import Visitors
from tests.provision_product import Product, standing_on

NARROW = (320, 640)
PAGES = {
    "/presidency": "en",
    ADDRESS: "fr",
    f"{ADDRESS}/print": "es",
    "/presidency/holders/mayor-of-iriga": "fr",
}


@pytest.fixture(scope="module")
def presided(tmp_path_factory: pytest.TempPathFactory, demo_folder: Path) -> Iterator[Product]:
    """The demo with the Governing Presidency: today is as 18 March 2022 was."""
    data = tmp_path_factory.mktemp("presidency") / "data"
    shutil.copytree(demo_folder, data)
    rotating(data, date(2022, 3, 18))
    with standing_on(data) as product:
        yield product


async def test_who_presides_is_read_without_script_and_the_timeline_is_zoomed_by_keyboard(
    presided: Product, visitors: Visitors
) -> None:
    page = await visitors(java_script_enabled=False)
    await page.goto(f"{presided.base_url}/")
    await page.locator("nav.pages").get_by_role("link", name="Presidency").click()
    await expect(page.get_by_role("heading", level=2).first).to_have_text("Mayor of Xi'an and Mayor of Iriga")
    await page.get_by_role("link", name="Governing Presidency").click()
    rows = page.get_by_role("table").get_by_role("row")
    await expect(rows).to_have_count(7)
    await expect(page.locator("tr[aria-current]")).to_contain_text("Mayor of Xi'an and Mayor of Iriga")
    await expect(page.locator(".timeline .term")).to_have_count(6)
    await expect(page.locator(".shared-rows .milestone").last).to_contain_text("World Congress")
    await page.get_by_role("link", name="Quarter", exact=True).focus()
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("link", name="Quarter", exact=True)).to_have_attribute(
        "aria-current", "true"
    )
    await expect(page.locator(".timeline .term")).to_have_count(3)
    await page.get_by_role("link", name="Later").focus()
    await page.keyboard.press("Enter")
    await expect(page.locator(".timeline .term.now")).to_have_count(1)


async def test_its_pages_are_accessible_and_fit_a_phone(presided: Product, visitors: Visitors) -> None:
    page = await visitors()
    for address, language in PAGES.items():
        await page.goto(f"{presided.base_url}{address}?lang={language}")
        assert await axe_everywhere(page, NARROW, DESK) == []
        await page.set_viewport_size({"width": NARROW[0], "height": NARROW[1]})
        assert await page.evaluate("document.documentElement.scrollWidth") <= NARROW[0]
