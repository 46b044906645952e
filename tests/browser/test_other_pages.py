"""The pages around a meeting, and what unfolds, waits or goes wrong on its pages, as axe sees them."""

import pytest
from playwright.async_api import Page, expect

from tests.browser.audit import BOARD, DESK, PHONE, axe, axe_everywhere, dress
from tests.browser.people import House, Room, big_button, row


async def test_before_the_start_and_around_the_meeting_axe_finds_nothing(house: House):
    house.visitors.expect("status of (401|403|404|410)")
    link = house.ask("link", "chair", "Somebody")
    page = await house.visitors()
    found = []

    async def look(address: str, words: str, *sizes: tuple[int, int]) -> None:
        await page.goto(address)
        await expect(page.locator("main")).to_contain_text(words)
        found.extend(await axe_everywhere(page, *sizes))

    await look(f"{house.product.base_url}/", "World Council", PHONE, DESK)
    await look(link, "Welcome, Somebody", PHONE, DESK)
    await look(link[:-4], "not known here", PHONE)
    await look(f"{house.meeting}/chair", "Sign in first", PHONE, DESK)
    await look(f"{house.product.base_url}/nowhere", "Nothing here", PHONE)
    await look(house.meeting, "Opens at", PHONE, DESK)
    await look(f"{house.meeting}/agenda", "All times are those of Barcelona", PHONE, DESK)

    await page.goto(link)
    await page.locator("main form button").click()
    await expect(big_button(page)).to_contain_text("Open the meeting")
    found.extend(await axe_everywhere(page, PHONE, DESK))
    await look(link, "This link has been used", PHONE)

    delegate = await house.phone(locale="es")
    await delegate.goto(f"{house.meeting}/chair")
    found.extend(await axe_everywhere(delegate, PHONE))
    found.extend(await axe_everywhere(await house.wall(), BOARD))
    assert found == []


@pytest.mark.parametrize(
    "part",
    ["#suspend", "#announce", "#conclude", "#close", ".menu:not(.me, .help)", ".menu.me", ".menu.help"],
)
async def test_what_unfolds_on_the_chairs_page_is_as_good(room: Room, part: str):
    await room.at("item-5")
    details = room.chair.locator(part)
    if part == ".menu.help":
        await room.chair.get_by_role("button", name="I need help").click()  # which unfolds what it is about
    else:
        await details.locator("summary").click()
    found = await axe_everywhere(room.chair, PHONE, DESK, within=part)
    await expect(details).to_have_attribute("open", "")
    assert found == []
    for size in (PHONE, DESK):
        await dress(room.chair, "light", size)
        await wholly_visible(room.chair, f"{part} > :not(summary)")
    if part == ".menu.help":
        await room.chair.get_by_role("button", name="No longer needed").click()
        await expect(details).to_be_hidden()
    else:
        await details.locator("summary").click()


async def test_the_list_of_keys_is_as_good(room: Room):
    await room.at("item-5")
    await dress(room.chair, "light", DESK)
    await room.chair.keyboard.press("?")
    await expect(room.chair.locator("#keys")).to_be_visible()
    assert await axe_everywhere(room.chair, DESK) == []
    await room.chair.keyboard.press("Escape")


async def test_a_line_that_is_down_and_a_press_that_waits_are_as_good(room: Room):
    room.house.visitors.expect("WebSocket connection to .* failed")
    room.house.visitors.expect("net::ERR_")
    await room.at("item-5")
    await room.chair.context.set_offline(offline=True)
    await expect(room.chair.locator("#line")).to_have_attribute("data-line", "offline")
    await big_button(room.chair).click()
    await expect(room.chair.locator("#notice")).not_to_be_empty()
    assert await axe_everywhere(room.chair, PHONE, DESK) == []
    await room.chair.context.set_offline(offline=False)
    await expect(row(room.phone, "item-6")).to_have_attribute("aria-current", "step")


async def test_axe_would_find_what_is_wrong(room: Room):
    """The looking glass itself: faint words, a nameless button and a tiny target do not escape it."""
    page = await room.house.phone()
    await page.evaluate("""() => {
        const main = document.querySelector('main');
        main.insertAdjacentHTML('beforeend', '<p id="faint">Faint</p><button id="nameless"></button>');
        document.querySelector('#faint').style.color = '#ddd';
        main.insertAdjacentHTML('beforeend', '<p><button class="tiny">1</button><button class="tiny">2</button></p>');
        for (const {style} of document.querySelectorAll('.tiny')) {
            style.cssText = 'min-block-size: 0; inline-size: 9px; block-size: 9px; padding: 0;';
        }
    }""")
    found = " ".join(await axe(page))
    for rule in ("color-contrast: #faint", "button-name: #nameless", "target-size: .tiny"):
        assert rule in found


async def wholly_visible(page: Page, selector: str) -> None:
    """Nothing of it lies outside what can be scrolled to, or under something else."""
    hidden = await page.locator(selector).first.evaluate("""box => {
        box.scrollIntoView({block: 'center'});
        return [...box.querySelectorAll('input:not([type=hidden]), select, button, a')].filter(one => {
            if (!one.checkVisibility()) return false;
            one.scrollIntoView({block: 'center'});
            const {left, top, width, height} = one.getBoundingClientRect();
            const shown = document.elementFromPoint(left + width / 2, top + height / 2);
            return !one.contains(shown) && !shown?.contains(one);
        }).map(one => one.innerText || one.name);
    }""")
    assert hidden == []
