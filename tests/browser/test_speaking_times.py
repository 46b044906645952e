"""How the floor was shared, and an order that is tried, in a browser: read, applied, and nothing for axe to find."""

from playwright.async_api import Page, expect

from tests.browser.audit import DESK, axe_everywhere
from tests.browser.people import Room, live

NARROW = (320, 720)
ITEM = "item-10-5"
"""No other test looks at its list."""
WAITING = (
    ("Mayor of Konya", "in_the_room"),
    ("Mayor of Lyon", "in_the_room"),
    ("Mayor of Dakar", "in_the_room"),
    ("Mayor of Suva", "remote"),
)


async def debate(room: Room) -> None:
    """Somebody has the floor, and four wait for it."""
    await room.bring_to(ITEM)
    await room.act("add_speaker", item=ITEM, office="Mayor of Soria")
    await room.act("give_floor_to_next", item=ITEM, floor=None)
    for office, attendance in WAITING:
        await room.act("add_speaker", item=ITEM, office=office, attendance=attendance)


async def on_the_floor(room: Room) -> str:
    lists = (await room.record())["floor"]
    return str(next(one["on_floor"][-1] for one in lists if one["item"] == ITEM))


async def speaking_times(room: Room) -> Page:
    await room.chair.get_by_role("link", name="Speaking times").first.click()
    await expect(room.chair).to_have_title("Speaking times · World Council · Hemicycle")
    return room.chair


async def test_the_chair_reads_speaking_times_and_tries_an_order(room: Room):
    await debate(room)
    page = await speaking_times(room)
    await expect(page.locator(".shares")).to_have_count(3)
    await expect(page.locator(".lead")).to_contain_text("1 intervention")
    found = await axe_everywhere(page, NARROW, DESK)
    assert await fits(page)
    await room.act("give_floor_to_next", item=ITEM, floor=await on_the_floor(room))
    await expect(page.locator(".lead")).to_contain_text("2 interventions")
    await page.get_by_label("Item").select_option(label="10.5 Safer, resilient and sustainable cities")
    await page.get_by_role("button", name="Show").click()
    await live(page)
    await expect(page.locator(".lead")).to_contain_text("2 interventions")

    await page.goto(f"{room.house.meeting}/chair/order")
    await page.get_by_label("What counts first").select_option("room and remote in turn")
    await page.get_by_role("button", name="Try it").click()
    then = page.locator("section", has=page.locator("#list-then"))
    await expect(then.locator("li b")).to_have_text(["Mayor of Suva", "Mayor of Lyon", "Mayor of Dakar"])
    found += await axe_everywhere(page, NARROW, DESK)
    assert await fits(page)
    await page.get_by_role("button", name="Apply this order").click()
    await live(page)
    await expect(page.locator("#queue li b")).to_have_text(
        ["Mayor of Suva", "Mayor of Lyon", "Mayor of Dakar"]
    )
    await room.act("set_order", item=ITEM, policies=[])
    assert found == []


async def fits(page: Page) -> bool:
    """Nothing is wider than a phone."""
    await page.set_viewport_size({"width": NARROW[0], "height": NARROW[1]})
    return bool(await page.evaluate("document.documentElement.scrollWidth <= innerWidth"))
