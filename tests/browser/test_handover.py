"""The presidency is handed over in mid-meeting, on the screens of the outgoing chair, the incoming one and the wall.

Source: issue "The presidency", point 5 of "It must show".
"""

import asyncio
from collections.abc import Iterator

import pytest
from playwright.async_api import Page, expect

from tests.browser.people import DESKTOP, PHONE, House, all_show, big_button, live, watch
from tests.live.presided import NAMES, presided_served
from tests.provision_browser import Visitors
from tests.provision_product import Product

PASSED = "The presidency has passed from Mayor of Kazan to Mayor of Xian."


@pytest.fixture(scope="module")
def presided(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Product]:
    with presided_served(tmp_path_factory.mktemp("presided")) as product:
        yield product


async def test_the_chair_passes_on_three_screens_without_a_reload(presided: Product, visitors: Visitors):
    house = House(presided, visitors)
    outgoing, incoming, wall, old = await asyncio.gather(
        house.come("chair", NAMES["kazan"], **DESKTOP),
        house.come("observer", NAMES["xian"], **PHONE),
        house.wall(),
        house.come("chair", NAMES["kazan"], java_script_enabled=False),
    )
    await expect(wall.locator("#wall-presiding")).to_have_text("Presiding: Mayor of Kazan")
    await old.goto(f"{house.meeting}/chair")
    for page in (outgoing, incoming, wall):
        await watch(page)
    await outgoing.locator("#hand-over > summary").click()
    await outgoing.get_by_role("button", name="Hand over to Mayor of Xian").click()

    await expect(outgoing.locator("main.follow")).to_be_visible()
    await expect(incoming.locator("main.chair")).to_be_visible()
    await expect(wall.locator("#wall-presiding")).to_have_text("Presiding: Mayor of Xian")
    await expect(incoming.locator("#handed-over")).to_contain_text(PASSED)
    for page in (outgoing, incoming, wall):
        await expect(page.locator("#announcer")).to_contain_text(PASSED)
        assert await page.evaluate("'shown' in window"), f"{page.url} was loaded anew"
    assert outgoing.url == house.meeting
    assert incoming.url == f"{house.meeting}/chair"
    await expect(outgoing.locator(".pages").get_by_role("link", name="Chair")).to_have_count(0)
    await expect(outgoing.locator("#main")).to_be_focused()

    visitors.expect("status of 403")
    await big_button(old).click()
    await expect(old.locator("main")).to_contain_text("The presidency has passed to Mayor of Xian")

    await live(incoming)
    await big_button(incoming).click()
    await all_show("Opening", outgoing, wall)
    await back(house, incoming, outgoing, wall)


async def back(house: House, incoming: Page, outgoing: Page, wall: Page) -> None:
    """The secretariat takes it back, with a reason: each page is what it was, and its keys and clocks are alive."""
    secretary = await house.come("secretariat", "Ms Staff", **DESKTOP)
    await secretary.locator("#take-back > summary").click()
    await secretary.locator("#take-back-reason").fill("pressed by mistake")
    await secretary.locator("#take-back button").click()
    await expect(outgoing.locator("main.chair")).to_be_visible()
    await expect(incoming.locator("main.follow")).to_be_visible()
    await expect(wall.locator("#wall-presiding")).to_have_text("Presiding: Mayor of Kazan")
    await live(outgoing)
    await outgoing.keyboard.press("?")
    await expect(outgoing.locator("#keys")).to_be_visible()
    await outgoing.keyboard.press("Escape")
    await outgoing.keyboard.press("u")
    await expect(wall.locator("#panel-wall .title")).to_contain_text("The meeting is open")
