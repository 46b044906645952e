"""What the chair and the desk do to a list: its order, its times, its closing; who is skipped, added, taken off.

Source: issue "The floor" (order policies, limits, list states; the chair may always move an entry; a desk view).
"""

import re

from playwright.async_api import Page, expect

from tests.browser.people import Room, live
from tests.browser.test_floor import CITIES, _lists_as_they_were, a_debate, asking, limited

__all__ = ["_lists_as_they_were"]


async def act(page: Page, summary: str, button: str) -> None:
    await page.locator(f"{summary} > summary").click()
    await page.locator(summary).get_by_role("button", name=button, exact=True).click()


async def test_the_chair_says_in_which_order_how_long_and_until_when(room: Room):
    await a_debate(room, "item-11", *CITIES[:3])
    chair, phone = room.chair, room.phone
    policy = chair.locator("#panel-speakers .policy")
    await chair.locator("#set-order summary").click()
    await chair.get_by_label("What counts first").select_option("first_time_first")
    await chair.locator("#policy-1").select_option("alternate_room_and_remote")
    await chair.get_by_role("button", name="Set the order").click()
    await expect(policy).to_contain_text("Who speaks for the first time comes first, room and remote in turn")
    await expect(chair.locator("#queue li").first).to_contain_text("first intervention")

    await chair.locator("#set-limits summary").click()
    await chair.get_by_label("Each statement").select_option(label="2:00 min")
    await chair.get_by_label("All together, minutes").fill("30")
    await chair.get_by_role("button", name="Set the times").click()
    await expect(policy).to_contain_text("2:00 each")
    await chair.locator("#set-limits summary").click()
    await expect(chair.get_by_label("All together, minutes")).to_have_value("30:00")
    await chair.keyboard.press("Escape")

    await chair.locator("#set-list summary").click()
    await chair.locator("#set-list").get_by_role("button", name="in 5 min").click()
    await chair.locator("#set-list").get_by_role("button", name="Announce the closing").click()
    await expect(phone.locator("#panel-floor")).to_contain_text(re.compile(r"The list closes at \d\d:\d\d"))
    await expect(asking(phone, "ask")).to_be_visible()
    await act(chair, "#set-list", "Close it now")
    await expect(asking(phone, "closed")).to_contain_text("The list is closed")
    await act(chair, "#set-list", "Rights of reply only")
    await expect(asking(phone, "closed")).to_contain_text("Rights of reply only")
    await act(chair, "#set-list", "Open the list")
    await expect(asking(phone, "ask")).to_be_visible()


async def test_the_chair_calls_skips_extends_and_takes_off(room: Room):
    await a_debate(room, "item-12", *CITIES[:4])
    await limited(room, "item-12", 60)
    chair = room.chair
    rows = chair.locator("#queue b")
    await row_act(chair, 0, "Absent: to the end")
    await expect(rows).to_have_text([f"Mayor of {c}" for c in ("Iriga", "San José", "Konya", "Kitchener")])
    await expect(chair.locator("#queue li").last).to_contain_text("called once")
    await row_act(chair, 1, "Give the floor")
    await expect(chair.locator("#panel-giving h3")).to_have_text("Mayor of San José")
    await chair.get_by_role("button", name="+1 min").click()
    await expect(chair.locator("#panel-giving .speech-clock")).to_contain_text("of 2:00")
    await row_act(chair, 1, "Take off the list")
    await expect(rows).to_have_text([f"Mayor of {c}" for c in ("Iriga", "Kitchener")])


async def row_act(page: Page, at: int, button: str) -> None:
    row = page.locator("#queue > li").nth(at)
    await row.locator("summary").click()
    await row.get_by_role("button", name=button).click()


async def test_the_desk_puts_somebody_in_the_room_on_the_list(room: Room):
    await a_debate(room, "item-7")
    desk = await room.house.come("desk", "Desk", viewport={"width": 1280, "height": 900})
    await desk.goto(f"{room.house.meeting}/desk")
    await live(desk)
    await desk.get_by_label("Office or title").fill("Mayor of Tunis")
    await desk.get_by_role("button", name="Put on the list").click()
    await expect(desk.locator("#queue b")).to_have_text("Mayor of Tunis")
    await expect(desk.get_by_label("Office or title")).to_have_value("")
    await expect(room.wall.locator(".queue b")).to_have_text("Mayor of Tunis")
    await expect(desk.get_by_role("button", name="Give the floor")).to_have_count(0)
