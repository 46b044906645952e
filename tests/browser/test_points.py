"""A point of order, an appeal, a motion and a call for help, as four screens show them: at once, and readable."""

from playwright.async_api import Page, expect

from tests.browser.audit import BOARD, DESK, PHONE, axe_everywhere, dress
from tests.browser.people import Room
from tests.live.clients import Caller

NARROW = (320, 640)
FITS = "document.documentElement.scrollHeight <= innerHeight && document.body.scrollWidth <= innerWidth"


async def test_a_point_of_order_is_seen_at_once_ruled_on_appealed_and_voted_on(room: Room):
    await room.at("item-9")
    chair, phone, wall = room.pages
    await expect(wall.locator("#panel-raised")).to_be_hidden()
    async with Caller(room.house.product, room.house.ask("token", "delegate")) as delegate:
        point = {"item": "item-9", "kind": "point_of_order", "attendance": "remote"}
        await delegate.press("ask_for_floor", point)
    await expect(wall.locator("#panel-raised")).to_contain_text("Point of order")
    await expect(phone.locator("#asking")).to_contain_text("Your point of order is with the chair")
    await expect(phone.locator("#panel-points .state")).to_contain_text("raised at")
    assert await looked_at(chair, DESK, PHONE) == []
    for size in (BOARD, (1280, 720), (1024, 768)):
        await dress(wall, "dark", size)
        assert await wall.evaluate(FITS)
    assert await axe_everywhere(wall, BOARD) == []

    await chair.locator("#panel-points textarea").fill("The point is well taken.")
    await chair.get_by_label("Granted", exact=True).check()
    await chair.get_by_role("button", name="Give this ruling").click()
    await expect(wall.locator("#panel-raised")).to_be_hidden()
    await phone.get_by_role("button", name="Appeal against this ruling").click()
    await expect(wall.locator("#panel-raised")).to_contain_text("the meeting votes")
    assert await looked_at(chair, PHONE) == []
    await chair.get_by_label("For the ruling").fill("12")
    await chair.get_by_label("Against the ruling").fill("13")
    await chair.get_by_role("button", name="Record the vote").click()
    await expect(phone.locator("#panel-points")).to_contain_text("The ruling was overruled")
    await expect(wall.locator("#panel-raised")).to_be_hidden()

    await chair.locator("#move-motion summary").click()
    await chair.get_by_role("button", name="Close the debate").click()
    await expect(phone.locator("#panel-motions")).to_contain_text("no rule is set")
    assert await looked_at(chair, DESK) == []
    assert await looked_at(phone, PHONE) == []
    await expect(wall.locator("#panel-raised")).to_contain_text("Close the debate")
    for size in (BOARD, (1024, 768)):
        await dress(wall, "dark", size)
        assert await wall.evaluate(FITS)
    await chair.locator("details.is-pending summary").click()
    await chair.get_by_label("For the motion").fill("2")
    await chair.get_by_label("Against the motion").fill("2")
    await chair.get_by_role("button", name="Record the vote").click()
    await expect(phone.locator("#panel-motions")).to_contain_text("Rejected")


async def test_help_is_one_tap_away_and_whoever_has_asked_sees_that_somebody_is_on_it(room: Room):
    await room.at("item-9")
    phone, desk = room.phone, await room.house.come("desk")
    await desk.goto(f"{room.house.meeting}/help")
    await expect(desk.locator("#panel-help")).to_contain_text("Nobody needs help now.")
    await phone.get_by_role("button", name="I need help").tap()
    await expect(phone.locator("#help")).to_have_attribute("data-state", "asked")
    await expect(phone.get_by_text("The help desk knows.")).to_be_visible()
    await expect(phone.locator("#help").get_by_role("button", name="Sound")).to_be_visible()
    await expect(desk.locator("#panel-help")).to_contain_text("Something else")
    assert await looked_at(desk, DESK, PHONE) == []
    await desk.get_by_role("button", name="I am on it").click()
    await expect(phone.locator("#help")).to_have_attribute("data-state", "answered")
    await expect(phone.locator("#announcer")).to_have_text("Somebody is on it")
    assert await axe_everywhere(phone, PHONE, within="#help") == []
    await phone.get_by_role("button", name="No longer needed").click()
    await expect(desk.locator("#panel-help")).to_contain_text("Nobody needs help now.")
    await expect(phone.locator("#help")).to_have_attribute("data-state", "")


async def looked_at(page: Page, *sizes: tuple[int, int]) -> list[str]:
    """What axe finds, light and dark; and whether a narrow phone has to be scrolled sideways."""
    found = await axe_everywhere(page, *sizes)
    await dress(page, "light", NARROW)
    if await page.evaluate("document.documentElement.scrollWidth") > NARROW[0]:
        found.append("wider than a phone")
    await dress(page, "light", sizes[0])
    return found
