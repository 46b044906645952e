"""Far down a long list: browser and server mean the same row, everybody knows their place, the chair reaches them."""

from random import Random

from playwright.async_api import Page, expect

from models.speaking.request import RequestId
from server.floor_pages.queue_views import lengths_in_short, order_in_short
from tests.browser.audit import DESK, PHONE, axe_everywhere
from tests.browser.people import Room, live
from tests.browser.test_floor import _lists_as_they_were, a_debate, asking, limited
from tests.provision_product import Product

__all__ = ["_lists_as_they_were"]
PLACES = (1, 13, 500)
READ = """async ({ order, lengths, places }) => {
    const { orderOf, leadOf } = await import("/static/js/row.js");
    return { order: orderOf(order), leads: places.map((place) => leadOf(lengths, place)) };
}"""


async def test_browser_and_server_mean_the_same_row(page: Page, file_served: Product):
    dice = Random(5)
    ids = [RequestId(f"request-{number}") for number in range(90, 585)]
    dice.shuffle(ids)
    for order in ([*ids, *map(RequestId, ("planned-1a2b", "w", "x", "y", "z"))], sorted(ids)):
        lengths = [dice.choice((180, 180, 60)) for _ in order]
        asked = {"order": order_in_short(order), "lengths": lengths_in_short(lengths), "places": PLACES}
        await page.goto(file_served.base_url)
        read = await page.evaluate(READ, asked)
        assert read["order"] == order
        assert read["leads"] == [sum(lengths[: place - 1]) for place in PLACES]


async def test_whoever_waits_far_down_knows_their_place_and_the_chair_reaches_them(room: Room):
    await a_debate(room, "item-8", *(f"City {number}" for number in range(1, 13)))
    await limited(room, "item-8", 600)
    chair, phone = room.chair, room.phone
    await phone.get_by_role("button", name="Ask for the floor").first.tap()
    await expect(asking(phone, "waiting")).to_contain_text("You are 13th")
    await expect(asking(phone, "waiting")).to_contain_text("about 2 h")
    await expect(phone.locator(".queue > li")).to_have_count(12)
    await expect(phone.locator("#panel-floor .further a")).to_have_text("… and one more")
    await expect(chair.locator("#queue > li")).to_have_count(12)
    await chair.locator("#queue .handle").last.focus()
    await chair.keyboard.press("ArrowDown")
    await expect(asking(phone, "waiting")).to_contain_text("You are 12th")
    await expect(phone.locator(".queue .mine")).to_contain_text("Mayor of Soria")
    await expect(chair.locator("#further")).to_be_focused()
    await chair.keyboard.press("Enter")
    await chair.get_by_label("Find somebody").fill("soria")
    await expect(chair.locator("#queue > li:not([hidden]) b")).to_have_text("Mayor of Soria")
    assert await axe_everywhere(chair, DESK, PHONE) == []
    await chair.keyboard.press("Enter")
    await chair.keyboard.press("Enter")
    await chair.get_by_role("button", name="Take off the list").click()
    await expect(asking(phone, "ask")).to_be_visible()
    await chair.goto(f"{room.house.meeting}/chair")
    await live(chair)
