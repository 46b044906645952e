"""The set-up page, whole and with everything unfolded, light and dark, on a small phone and a desk, in French too.

Source: issue "The agenda" ("no overflow at 320 px with French texts"), DESIGN §8.
"""

import re

import pytest_asyncio
from playwright.async_api import Browser, Page, expect

from tests.browser.audit import DESK, PHONE, axe_at, axe_everywhere, dress
from tests.browser.desk import desk, edit, line
from tests.browser.people import House, live
from tests.browser.test_looks import A_TIME_WITHOUT_ZONE, CUT_OFF, NARROW, PRESSABLE, TOO_SMALL
from tests.live.clients import Caller
from tests.provision_browser import Visitors
from tests.provision_product import Product

LONG = "Examen des propositions relatives au renforcement institutionnel et à la transformation numérique"
DATES = 'input[type="date"]'  # the browser's own field, as large as it likes


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def page(standing: Product, chromium: Browser):
    visitors = Visitors(chromium)
    house = House(standing, visitors)
    async with Caller(standing, house.ask("token", "secretariat")) as program:
        text = {"en": LONG, "fr": "", "es": ""}
        crowded = {"title": text, "kind": "debate", "minutes": 90, "fixed_start": "2021-11-17T09:00:00Z"}
        await program.press("add_item", {"item": crowded, "after": "item-6"})
    yield await desk(house)
    await visitors.leave()


async def test_axe_finds_nothing_on_the_agenda(page: Page):
    await at(page, "")
    found = await axe_everywhere(page, NARROW, DESK)
    await at(page, "?lang=fr")
    assert found + await axe_at(page, "dark", PHONE) == []


async def test_axe_finds_nothing_in_an_editor_and_all_that_unfolds_in_it(page: Page):
    found = []
    for language, size in (("en", DESK), ("fr", NARROW)):
        await at(page, f"?lang={language}")
        await dress(page, "light", size)
        editor = await edit(page, "item-6")
        for fold in await editor.locator("summary").all():
            await fold.click()
            found += await axe_at(page, "light", size, "#row-item-6")
            found += await axe_at(page, "dark", size, "#row-item-6")
            await fits(page, size[0])
    assert found == []


async def test_nothing_is_wider_than_a_phone_and_a_thumb_finds_every_button(page: Page):
    for address in (
        "?lang=fr",
        "/meeting/particulars?lang=fr",
        "/sittings/sitting-lunch?lang=es",
        "/new/item?lang=fr",
    ):
        await at(page, address)
        for size in (NARROW, PHONE):
            await dress(page, "light", size)
            await fits(page, size[0])
            assert await page.locator(f":is({PRESSABLE}):not({DATES})").evaluate_all(TOO_SMALL) == [], address
            assert await page.locator("button, .button, summary, textarea").evaluate_all(CUT_OFF) == [], (
                address
            )


async def test_every_time_on_it_names_its_zone_and_what_cannot_hold_says_why(page: Page):
    await at(page, "?lang=en")
    words = await page.locator("body").inner_text()
    assert re.search(r"\d\d:\d\d", words)
    assert A_TIME_WITHOUT_ZONE.findall(words) == []
    crowded = page.locator(".row", has_text=LONG)
    await expect(crowded).to_contain_text("after its fixed start")
    await expect(crowded).to_contain_text("Not yet translated: Français, Español")
    await expect(line(page, "item-6")).not_to_contain_text("Not yet translated")


async def at(page: Page, address: str) -> None:
    await page.evaluate("sessionStorage.clear()")
    base = page.url.partition("/setup")[0]
    await page.goto(f"{base}/setup{address}")
    await live(page)


async def fits(page: Page, width: int) -> None:
    assert await page.evaluate("document.documentElement.scrollWidth") <= width, page.url
