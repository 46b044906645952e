"""The chair presses, and the delegate's phone and the wall in the room move in the same instant, without reload.

Source: issue "The house", point 2 of "It must show".
"""

import re

import pytest
from playwright.async_api import Locator, Page, expect

from tests.browser.people import (
    NAMED,
    PHONE,
    Room,
    all_show,
    big_button,
    row,
    seconds,
    settled,
    shown,
    title,
    watch,
)

REPORT, BUREAU, STATUTES, FINANCE = (NAMED[f"item-{number}"] for number in (2, 3, 4, 5))


async def test_a_press_on_next_moves_the_phone_and_the_wall_within_a_second(room: Room):
    await room.at("item-2")
    await big_button(room.chair).click()
    await moved(room, BUREAU, by=room.chair)
    await expect(row(room.phone, "item-3")).to_have_attribute("aria-current", "step")
    await expect(row(room.phone, "item-2")).not_to_have_attribute("aria-current", "step")
    await expect(room.phone.locator("#panel-next li").first).to_contain_text(STATUTES)
    await expect(room.wall.locator(".coming li").first).to_contain_text(STATUTES)


async def test_tab_and_enter_alone_conduct_the_meeting(room: Room):
    await room.at("item-2")
    await tab_to(big_button(room.chair))
    await room.chair.keyboard.press("Enter")
    await moved(room, BUREAU, by=room.chair)
    await expect(big_button(room.chair)).to_be_focused()
    await settled(room.chair)
    await room.chair.keyboard.press("Enter")
    await moved(room, STATUTES, by=room.chair)
    await tab_to(room.chair.locator("#back-button"))
    await room.chair.keyboard.press("Enter")
    await moved(room, BUREAU, by=room.chair)


async def test_the_key_a_presses_the_big_button_and_u_goes_back(room: Room):
    await room.at("item-2")
    await room.chair.keyboard.press("a")
    await moved(room, BUREAU, by=room.chair)
    await room.chair.keyboard.press("u")
    await moved(room, REPORT, by=room.chair)


async def test_keys_are_letters_where_somebody_types_and_nothing_where_they_are_switched_off(room: Room):
    await room.at("item-2")
    chair, reason = room.chair, room.chair.locator("#suspend-reason")
    await chair.keyboard.press("s")
    await expect(chair.locator("#suspend-until")).to_be_focused()
    await reason.press_sequentially("aus")
    await expect(reason).to_have_value("aus")
    await chair.keyboard.press("Escape")
    await expect(chair.locator("#suspend summary")).to_be_focused()

    await chair.keyboard.press("?")
    await chair.get_by_label("Keys are on in this browser").uncheck()
    await chair.keyboard.press("Escape")
    await chair.keyboard.press("a")
    await chair.reload()
    await chair.keyboard.press("a")
    await chair.keyboard.press("?")
    await expect(chair.locator("#keys")).to_be_hidden()

    await chair.get_by_role("button", name="Keys").click()
    await chair.get_by_label("Keys are on in this browser").check()
    await chair.keyboard.press("Escape")
    await chair.keyboard.press("a")
    await all_show(BUREAU, *room.pages)
    assert await shown(room.wall) == [REPORT, BUREAU], "one step: the other letters were none"


async def test_a_chair_with_a_phone_conducts_the_same_meeting(room: Room):
    await room.at("item-2")
    chair = await room.house.chair(**PHONE)
    await watch(chair)
    box = await big_button(chair).bounding_box()
    assert box
    assert box["y"] + box["height"] == pytest.approx(844, abs=1), "it is under the thumb"
    await big_button(chair).tap()
    await moved(room, BUREAU, by=chair)
    await chair.locator("#back-button").tap()
    await moved(room, REPORT, by=chair)


async def test_everybody_sees_until_when_and_why_the_meeting_is_suspended(room: Room):
    await room.at("item-2")
    chair = room.chair
    await chair.locator("#suspend summary").click()
    await chair.get_by_role("button", name="in 15 min").click()
    until = await chair.locator("#suspend-until").input_value()
    await chair.locator("#suspend-reason").fill("Interpretation is being repaired")
    await chair.get_by_role("button", name="Suspend the meeting").click()

    for page in room.pages:
        await expect(title(page)).to_contain_text("Resumes at")
        await expect(title(page).locator("time")).to_contain_text(f"{until} CE")  # CET or CEST
        panel = page.locator("#panel-now, #panel-wall")
        await expect(panel).to_contain_text("Interpretation is being repaired")
        await expect(panel).to_contain_text(re.compile(r"in 1[45] min|1[45]:\d\d"))
        await expect(panel).to_contain_text(REPORT)  # what it goes on with
        await shown(page)

    await expect(big_button(chair)).to_contain_text("Resume the meeting")
    await big_button(chair).click()
    await moved(room, REPORT, by=chair)


async def test_back_makes_the_item_before_current_again_as_if_nothing_had_been_pressed(room: Room):
    await room.at("item-2")
    await big_button(room.chair).click()
    await moved(room, BUREAU, by=room.chair)
    await expect(row(room.phone, "item-2")).to_contain_text("Discussed")

    await expect(room.chair.locator("#back-button")).to_contain_text("Back to item 2")
    await room.chair.locator("#back-button").click()
    await moved(room, REPORT, by=room.chair)
    await expect(row(room.phone, "item-2")).to_have_attribute("aria-current", "step")
    await expect(row(room.phone, "item-2")).not_to_contain_text("Discussed")
    await expect(row(room.phone, "item-3")).not_to_have_attribute("aria-current", "step")
    assert await room.outcome("item-2") is None


async def test_an_item_is_opened_out_of_order_and_next_goes_on_from_there(room: Room):
    await room.at("item-2")
    await row(room.chair, "item-6").hover()
    await row(room.chair, "item-6").get_by_role("button", name="Open 6 Work plan 2022").click()
    await moved(room, NAMED["item-6"], by=room.chair)
    await expect(row(room.phone, "item-2")).to_contain_text("Discussed")
    await big_button(room.chair).click()
    await moved(room, NAMED["item-7"], by=room.chair)


async def test_closing_asks_first_and_a_meeting_closed_by_mistake_is_reopened(room: Room):
    await room.at("item-2")
    chair = room.chair
    await chair.locator("#close summary").click()
    await expect(chair.locator("#close p")).to_contain_text("of 22 items are concluded")
    assert (await room.record())["state"] == "open", "asking closes nothing"
    await chair.locator("#close").get_by_role("button", name="Close the meeting").click()
    await moved(room, "The meeting is closed", by=chair)
    await expect(row(room.phone, "item-2")).to_contain_text("Discussed")
    await expect(big_button(chair)).to_have_count(0)

    await chair.locator("#reopen summary").click()
    await chair.get_by_role("button", name="Reopen the meeting").click()
    await moved(room, "Between two items", by=chair)


async def moved(room: Room, words: str, *, by: Page) -> None:
    """Everybody shows this, without a reload, within a second of the press."""
    pages = {*room.pages, by}
    await all_show(words, *pages)
    for page in pages:
        assert (await shown(page))[-1] == words
        assert await seconds(by, page, words) < 1


async def tab_to(wanted: Locator) -> None:
    for _ in range(60):
        await wanted.page.keyboard.press("Tab")
        if await wanted.evaluate("element => element === document.activeElement"):
            return
    raise AssertionError(f"Tab does not reach {wanted}")
