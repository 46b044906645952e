"""Lines break and servers die; every browser comes back by itself to exactly the right place.

Source: issue "The house" ("a browser that was offline comes back to exactly the right place; the server can be
killed in between"), DESIGN §2.9-10. A server dies with the thread that started it: here it is always the main one.
"""

from pathlib import Path

import pytest
from playwright.async_api import Page, WebSocketRoute, expect

from tests.browser.people import NAMED, Room, all_show, big_button, live, row, shown, watch

REPORT, BUREAU, STATUTES, FINANCE, PLAN = (NAMED[f"item-{number}"] for number in range(2, 7))


@pytest.fixture(autouse=True)
def _lines_break_here(room: Room):
    room.house.visitors.expect(r"WebSocket connection to .* failed")
    room.house.visitors.expect(r"net::ERR_")


async def test_a_phone_that_was_offline_comes_back_to_the_right_item_and_misses_nothing(room: Room):
    await room.at("item-2")
    await room.phone.context.set_offline(offline=True)
    await expect(room.phone.locator("#line")).to_contain_text("Offline since")
    for words in (BUREAU, STATUTES, FINANCE):
        await big_button(room.chair).click()
        await all_show(words, room.chair, room.wall)
    assert await shown(room.phone) == [REPORT]

    await room.phone.context.set_offline(offline=False)
    await live(room.phone)
    await all_show(FINANCE, room.phone)
    assert await shown(room.phone) == [REPORT, FINANCE], "straight there, without a reload"
    for item in ("item-2", "item-3", "item-4"):
        await expect(row(room.phone, item)).to_contain_text("Discussed")
    assert await cursor(room.phone) == await cursor(room.chair)
    await expect(room.phone.locator("#announcer")).to_have_text(f"Now: {FINANCE}")


async def test_after_a_killed_server_all_three_come_back_by_themselves(room: Room):
    await room.at("item-2")
    await big_button(room.chair).click()
    await all_show(BUREAU, *room.pages)
    room.house.product.kill()
    for page in room.pages:
        await expect(page.locator("#line")).not_to_have_attribute("data-line", "live")
    room.house.product.start()
    for page in room.pages:
        await live(page)
    await all_show(BUREAU, *room.pages)
    await big_button(room.chair).click()
    await all_show(STATUTES, *room.pages)
    for page in room.pages:
        assert await shown(page) == [REPORT, BUREAU, STATUTES]


async def test_a_press_on_a_broken_line_waits_and_is_done_exactly_once(room: Room):
    await room.at("item-2")
    await room.chair.context.set_offline(offline=True)
    await expect(room.chair.locator("#line")).to_contain_text("Offline since")
    await big_button(room.chair).click()
    await pending(room.chair)
    await expect(room.chair.locator("#notice")).to_contain_text("Not sent yet: the line is down.")
    await big_button(room.chair).click(force=True)  # an impatient chair

    await room.chair.context.set_offline(offline=False)
    await all_show(BUREAU, *room.pages)
    await free(room.chair)
    await expect(room.chair.locator("#notice")).to_be_empty()
    assert await shown(room.wall) == [REPORT, BUREAU]


async def test_a_press_while_the_server_is_dead_is_done_exactly_once_after_its_return(room: Room):
    await room.at("item-2")
    room.house.product.kill()
    await expect(room.chair.locator("#line")).not_to_have_attribute("data-line", "live")
    await big_button(room.chair).click()
    await pending(room.chair)
    room.house.product.start()
    for page in room.pages:
        await live(page)
    await all_show(BUREAU, *room.pages)
    await free(room.chair)
    assert await shown(room.wall) == [REPORT, BUREAU]


async def test_a_press_whose_answer_was_lost_is_not_done_twice(room: Room):
    await room.at("item-2")
    chair = await room.house.visitors()
    line = Line()
    await chair.route_web_socket("**/live?*", line.carry)
    await chair.goto(room.house.ask("link", "chair"))
    await chair.locator("main form button").click()
    await live(chair)

    line.loses_answers = True
    await big_button(chair).click()
    await all_show(BUREAU, *room.pages, chair)
    await free(chair)
    assert line.sent_up == 2, "it was sent again"
    await expect(chair.locator("#notice")).to_be_empty()
    assert await shown(room.wall) == [REPORT, BUREAU]


class Line:
    """Between a browser and the server: once told so, it carries a press up and breaks before the answer."""

    def __init__(self) -> None:
        self.loses_answers = False
        self.sent_up = 0

    def carry(self, browser: WebSocketRoute) -> None:
        server = browser.connect_to_server()
        broken = False

        def up(frame: str | bytes) -> None:
            nonlocal broken
            self.sent_up += 1
            broken, self.loses_answers = self.loses_answers, False
            server.send(frame)

        async def down(frame: str | bytes) -> None:
            if broken:
                await browser.close(code=4000)
            else:
                browser.send(frame)

        browser.on_message(up)
        server.on_message(down)


async def test_a_press_outlives_a_reload_of_its_page(room: Room):
    await room.at("item-2")
    room.house.product.kill()
    await expect(room.chair.locator("#line")).not_to_have_attribute("data-line", "live")
    await big_button(room.chair).click()
    await pending(room.chair)
    room.house.product.start()
    await room.chair.reload()
    await all_show(BUREAU, *room.pages)
    await free(room.chair)
    await live(room.wall)
    assert await shown(room.wall) == [REPORT, BUREAU]


async def test_a_press_that_comes_too_late_is_refused_in_words_and_skips_nothing(room: Room):
    await room.at("item-2")
    await room.chair.context.set_offline(offline=True)
    await expect(room.chair.locator("#line")).to_contain_text("Offline since")
    await big_button(room.chair).click()
    await room.act("open_next_item", closing="item-2")
    await all_show(BUREAU, room.phone, room.wall)

    await room.chair.context.set_offline(offline=False)
    await expect(room.chair.locator("#notice")).to_have_text("Already at item 3.")
    await all_show(BUREAU, *room.pages)
    await free(room.chair)
    assert await shown(room.wall) == [REPORT, BUREAU]
    await big_button(room.chair).click()
    await all_show(STATUTES, *room.pages)


async def test_five_restarts_in_a_row_leave_everybody_right(room: Room):
    await room.at("item-2")
    for words in (BUREAU, STATUTES, FINANCE, PLAN, NAMED["item-7"]):
        room.house.product.restart()
        await live(room.chair)
        await big_button(room.chair).click()
        await all_show(words, *room.pages)
    for page in room.pages:
        await live(page)
    assert len({await cursor(page) for page in room.pages}) == 1
    assert (await shown(room.wall))[-1] == NAMED["item-7"]


async def test_a_restored_record_is_another_lineage_and_every_browser_begins_again(
    room: Room, tmp_path: Path
):
    await room.at("item-2")
    product = room.house.product
    product.cli("backup", str(tmp_path / "copy"))
    await big_button(room.chair).click()
    await all_show(BUREAU, *room.pages)
    product.stop()
    product.cli("restore", "--replace", str(tmp_path / "copy"))
    product.start()
    await all_show(REPORT, *room.pages)
    for page in room.pages:
        assert not await page.evaluate("'shown' in window"), "it has been loaded anew"
        await live(page)
        await watch(page)
    await big_button(room.chair).click()
    await all_show(BUREAU, *room.pages)


async def cursor(page: Page) -> str | None:
    """The number of the last entry this browser has."""
    return await page.locator("body").get_attribute("data-seq")


async def pending(chair: Page) -> None:
    await expect(big_button(chair)).to_have_attribute("aria-busy", "true")
    await expect(big_button(chair)).to_have_attribute("aria-disabled", "true")


async def free(chair: Page) -> None:
    await expect(chair.locator("[aria-busy]")).to_have_count(0)
    await expect(chair.locator("[aria-disabled]")).to_have_count(0)
