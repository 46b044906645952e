"""The list of an item to come: the chair sets its inscription, a delegate inscribes, and both see it live."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from playwright.async_api import Page, expect

from tests.browser.audit import DESK, axe, axe_everywhere
from tests.browser.people import Room, live

NARROW = (320, 720)
NOW, ITEM = "item-1", "item-10-4"
"""No other test looks at the second one's list."""


def typed(after: timedelta) -> str:
    """A moment as a form takes it, by the venue's clock."""
    return (datetime.now(ZoneInfo("Europe/Madrid")) + after).strftime("%Y-%m-%dT%H:%M")


async def fits(page: Page) -> bool:
    """Nothing is wider than a phone."""
    await page.set_viewport_size({"width": NARROW[0], "height": NARROW[1]})
    return bool(await page.evaluate("document.documentElement.scrollWidth <= innerWidth"))


async def test_a_delegate_inscribes_before_the_item_is_reached(room: Room):
    await room.bring_to(NOW)
    chair, phone = room.chair, room.phone
    await chair.goto(f"{room.house.meeting}/lists?item={ITEM}")
    await chair.get_by_label("Opens").fill(typed(-timedelta(hours=1)))
    await chair.get_by_label("Closes; empty").fill(typed(timedelta(hours=1)))
    await live(chair)
    await chair.evaluate("window.stays = true")
    await chair.get_by_role("button", name="Set the inscription").click()
    await expect(chair.locator(".lead")).to_contain_text("The list is open until")
    await chair.get_by_label("Statement, Everybody").fill("4")
    await chair.get_by_label("A speech on a motion").fill("1:30")
    await chair.get_by_role("button", name="Set the times").click()
    await expect(chair.locator("#all-limits")).to_contain_text("in force: 4:00 min, set for this list")
    await expect(chair.get_by_label("Statement, Everybody")).to_have_value("4:00")
    await expect(chair.get_by_label("A speech on a motion; in force: 1:30")).to_have_value("1:30")
    assert await chair.evaluate("window.stays"), "without being loaded anew"

    await phone.goto(room.house.meeting)
    await live(phone)
    await phone.locator(f"#a-{ITEM} .inscribe a").click()
    await live(phone)
    await phone.locator("#ask button").first.click()
    await expect(phone.locator("#asking")).to_have_attribute("data-state", "waiting")
    await expect(phone.locator("[data-place-words]")).to_have_text("You are 1st")
    await expect(chair.locator("#queue li b")).to_have_count(1)

    found = await axe_everywhere(chair, NARROW, DESK) + await axe(phone)
    assert await fits(chair)
    assert await fits(phone)
    await phone.locator("#lower button").click()
    await expect(phone.locator("#asking")).to_have_attribute("data-state", "ask")
    await expect(chair.locator("#queue")).to_have_count(0)
    assert found == []
