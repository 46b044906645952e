"""What is announced reaches every page: under the head, in words once, until it is taken off."""

import re
from datetime import UTC, datetime

from playwright.async_api import Page, expect

from tests.browser.audit import DESK, PHONE, axe_everywhere, dress
from tests.browser.people import NAMED, Room, all_show, big_button, live
from tests.browser.test_stays_with_the_reader import LISTEN
from tests.browser.week import in_minutes

BUSES = {
    "en": "Buses leave at the main entrance",
    "fr": "Les autocars partent de l’entrée principale",
    "es": "",
}


def band(page: Page):
    return page.locator("#panel-announcement")


async def test_it_stands_on_every_page_until_it_is_taken_off(room: Room):
    await room.at("item-4")
    pages = [room.chair, room.phone]
    for way in ("/programme", "/walls"):
        page = await room.house.visitors()
        await page.goto(f"{room.house.meeting}{way}")
        await live(page)
        pages.append(page)
    for page in pages:
        await expect(band(page)).to_be_hidden()
        assert await band(page).bounding_box() is None, "it takes no room"
    until = in_minutes(90)
    await room.act("announce", text=BUSES, until=until)
    for page in pages:
        await expect(band(page)).to_contain_text(BUSES["en"])
        await expect(band(page).locator("time")).to_have_attribute("datetime", until.replace("+00:00", "Z"))
        await expect(band(page).locator("time")).to_have_text(re.compile(r"^\d\d:\d\d CES?T$"))
        await expect(band(page).locator(".count")).to_have_text(re.compile(r"in 1 h (29|30) min"))
    await expect(room.phone.get_by_role("button", name="Take it off")).to_have_count(0)
    await room.chair.get_by_role("button", name="Take it off").click()
    for page in pages:
        await expect(band(page)).to_be_hidden()


async def test_it_is_said_once_and_what_is_now_is_said_as_before(room: Room):
    await room.at("item-4")
    await room.phone.evaluate(LISTEN)
    await room.act("announce", text=BUSES)
    await expect(band(room.phone)).to_contain_text(BUSES["en"])
    await big_button(room.chair).click()
    await all_show(NAMED["item-5"], *room.pages)
    await room.act("withdraw_announcement")
    await expect(band(room.phone)).to_be_hidden()
    assert await room.phone.evaluate("window.heard") == [BUSES["en"], f"Now: {NAMED['item-5']}"]


async def test_a_reader_sees_it_in_their_language_and_time_and_whether_it_is_translated(room: Room):
    await room.at("item-4")
    await room.act("announce", text=BUSES, until=in_minutes(90))
    french = await room.house.phone(locale="fr-FR", timezone_id="America/Costa_Rica")
    await expect(band(french)).to_contain_text(BUSES["fr"])
    await expect(band(french).locator(".own")).to_be_visible()
    spanish = await room.house.phone(locale="es-ES")
    await expect(band(spanish).locator(".said")).to_have_attribute("lang", "en")
    await expect(band(spanish)).to_contain_text("aún sin traducir")
    await room.act("withdraw_announcement")


async def test_when_its_moment_has_come_it_is_due(room: Room):
    await room.at("item-4")
    await room.act("announce", text=BUSES, until=in_minutes(2))
    reader = await room.house.visitors()
    await reader.clock.install(time=datetime.now(UTC))
    await reader.goto(room.house.meeting)
    await live(reader)
    await reader.clock.fast_forward("03:00")
    await expect(band(reader).locator(".count")).to_have_text("due now")
    await room.act("withdraw_announcement")


async def test_axe_finds_nothing_and_a_long_one_is_wrapped_not_cut(room: Room):
    await room.at("item-4")
    long = " ".join([BUSES["fr"]] * 6) + " https://example.org/" + "plan" * 30
    await room.act("announce", text={"en": "", "fr": long, "es": ""}, until=in_minutes(90))
    found = []
    for page in (room.chair, room.phone):
        await expect(band(page)).to_be_visible()
        size = page.viewport_size
        found += await axe_everywhere(page, PHONE, DESK)
        await dress(page, "light", (320, 640))
        assert await page.evaluate("document.documentElement.scrollWidth") <= 320
        await dress(page, "light", (size["width"], size["height"]) if size else DESK)
    assert found == []
    await room.act("withdraw_announcement")
