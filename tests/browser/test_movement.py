"""Movement says that something is under way; who asked for less of it gets none."""

import pytest
from playwright.async_api import Page, expect

from tests.browser.people import Room, big_button, title

RUNNING = "document.getAnimations().filter(one => one instanceof CSSAnimation).length"
TRANSITIONS = """[...document.querySelectorAll('*')].filter(one => getComputedStyle(one)
    .transitionDuration.split(', ').some(time => parseFloat(time) > 0.001)).length"""


@pytest.mark.parametrize("wish", ["no-preference", "reduce"])
async def test_movement_is_reduced_where_that_is_wished(room: Room, wish: str):
    room.house.visitors.expect("WebSocket connection to .* failed")
    room.house.visitors.expect("net::ERR_")
    await room.at("item-5")
    await room.chair.emulate_media(reduced_motion=wish)
    await room.chair.context.set_offline(offline=True)
    await big_button(room.chair).click()
    await expect(big_button(room.chair)).to_have_attribute("aria-busy", "true")
    moving = wish == "no-preference"
    assert bool(await room.chair.evaluate(RUNNING)) is moving, "the stripe under a press that waits"
    assert bool(await transitions(room.chair)) is moving
    await room.chair.context.set_offline(offline=False)
    await expect(title(room.wall)).to_contain_text("6 Work plan 2022")


async def transitions(page: Page) -> int:
    return await page.evaluate(TRANSITIONS)
