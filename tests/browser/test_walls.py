"""The page on which a wall is chosen: for whoever sets up a room, and for who decides what all walls show."""

import re

from playwright.async_api import expect

from tests.browser.audit import DESK, PHONE, axe_everywhere, dress
from tests.browser.people import live
from tests.browser.week import RETREAT, Week

LAYOUTS = ("now", "agenda", "announcement", "countdown")


async def test_anybody_finds_every_wall_of_every_track_and_cannot_switch_any(week: Week):
    page = await week.look("/walls?lang=fr")
    await expect(page.locator("#panel-walls button")).to_have_count(0)
    await page.locator(".tracks a").nth(1).click()
    ways = [await link.get_attribute("href") for link in await page.locator("a.drawn").all()]
    wall = f"/meetings/{RETREAT}/wall?lang=fr&track=track-1"
    assert ways == [wall, *(f"{wall}&layout={layout}" for layout in LAYOUTS)]

    screen = await week.look(ways[2].removeprefix(f"/meetings/{RETREAT}") if ways[2] else "")
    await expect(screen.locator("#panel-wall")).to_have_class(re.compile("shows-agenda"))
    await expect(screen.locator(".wall-head .room")).to_have_text("Conseils politiques")
    code = await screen.locator(".qr path").get_attribute("d")
    plenary = await week.look("/wall")
    assert await plenary.locator(".qr path").get_attribute("d") != code, "it leads to the agenda of its room"


async def test_the_chair_switches_all_walls_that_follow(week: Week):
    wall, fixed = await week.look("/wall"), await week.look("/wall?layout=now")
    chair, second = await week.chair("/walls"), await week.look("/walls")
    await chair.get_by_role("button", name="Agenda").click()
    await expect(wall.locator("#panel-wall")).to_have_class(re.compile("shows-agenda"))
    await expect(chair.locator(".choice .chosen")).to_have_text("Agenda (shown now)")
    await expect(second.locator("#panel-walls")).to_contain_text("Now it shows: Agenda")
    await chair.get_by_role("button", name="Now and next").click()
    await expect(wall.locator("#panel-wall")).to_have_class(re.compile("shows-now"))
    await expect(fixed.locator("#panel-wall")).to_have_class(re.compile("shows-now"))


async def test_it_works_without_script(week: Week):
    chair = await week.chair("/walls")
    state = await chair.context.storage_state()
    silent = await week.visitors(java_script_enabled=False, storage_state=state)
    await silent.goto(chair.url)
    await silent.get_by_role("button", name="Agenda").click()
    await expect(chair.locator(".choice .chosen")).to_have_text("Agenda (shown now)")
    wall = await week.look("/wall", java_script_enabled=False)
    await expect(wall.locator("#panel-wall")).to_have_class(re.compile("shows-agenda"))
    await week.act("lay_out_wall", layout="now")


async def test_the_heads_link_to_the_wall_leads_here_and_axe_finds_nothing(week: Week):
    chair = await week.chair("?lang=fr")
    await chair.locator(".pages a").last.click()
    await chair.wait_for_url("**/walls")
    await live(chair)
    await expect(chair.locator(".pages [aria-current]")).to_have_count(1)
    assert await axe_everywhere(chair, PHONE, DESK, (1920, 1080)) == []
    await dress(chair, "dark", (320, 640))
    assert await chair.evaluate("document.documentElement.scrollWidth") <= 320
