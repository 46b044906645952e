"""Every page, in every state, light and dark, phone to wall, in every language: readable, reachable, labelled.

Source: issue "The house" ("No axe violation in light or dark"), DOMAIN §5 (every time shown carries its zone).
"""

import re
from datetime import UTC, datetime, timedelta

import pytest
import pytest_asyncio
from playwright.async_api import Browser

from tests.browser.audit import BOARD, DESK, PHONE, Gallery, axe_at, axe_everywhere, dress
from tests.browser.people import House, Room
from tests.provision_browser import Visitors

STATES = ("item", "last sub-item", "between", "suspended", "closed")
NARROW = (320, 640)
A_TIME_WITHOUT_ZONE = re.compile(r"(?<![\d.])\d{1,2}:\d{2}(?!\d)(?!\s+(?:CES?T\b|[^\n]*\(CES?T\)))")
PRESSABLE = "a[href], button, summary, select, input:not([type=hidden]), [role=button]"
TOO_SMALL = """(elements) => elements.filter(one => one.checkVisibility() && !one.closest('.skip, p a')).map(one => {
    const {width, height} = (one.matches('label input') ? one.closest('label') : one).getBoundingClientRect();
    return {words: `${one.localName} “${one.innerText || one.ariaLabel || one.name}”`, width, height};
}).filter(({width, height}) => width < 44 || height < 44).map(
    ({words, width, height}) => `${words} ${width.toFixed()}×${height.toFixed()}`)"""
CUT_OFF = """(elements) => elements.filter(one => one.checkVisibility() && (
    one.scrollWidth > one.clientWidth + 1 || one.getBoundingClientRect().right > innerWidth + 1
)).map(one => one.innerText)"""
WITHOUT_COUNTDOWNS = """() => {
    const timers = [...document.querySelectorAll('[role=timer]')];
    for (const timer of timers) timer.hidden = true;
    const words = document.body.innerText;
    for (const timer of timers) timer.hidden = false;
    return words;
}"""
COVERED = """(lines) => {
    scrollTo(0, document.documentElement.scrollHeight);
    const last = lines.at(-1), {left, bottom} = last.getBoundingClientRect();
    return last.contains(document.elementFromPoint(left + 20, bottom - 4)) ? '' : last.innerText;
}"""


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def hung(standing_room: Room, chromium: Browser):
    visitors = Visitors(chromium)
    yield await Gallery(House(standing_room.house.product, visitors)).hang()
    await visitors.leave()


@pytest_asyncio.fixture(params=STATES, scope="module", loop_scope="session")
async def gallery(request: pytest.FixtureRequest, hung: Gallery, standing_room: Room):
    """All pages of a meeting in one state; the tests of each state run together."""
    room = standing_room
    await room.bring_to("item-10-5" if request.param == "last sub-item" else "item-5")
    match request.param:
        case "between":
            await room.act("conclude_item", item="item-5", outcome="adopted")
        case "suspended":
            until = (datetime.now(UTC) + timedelta(minutes=40)).isoformat(timespec="seconds")
            await room.act("suspend_meeting", until=until, reason="Interpretation is being repaired")
        case "closed":
            await room.act("close_meeting")
    yield await hung.show(room)


async def test_axe_finds_nothing(gallery: Gallery):
    found = []
    for english in gallery.in_language("en"):
        found += await axe_everywhere(english, PHONE, DESK)
    for french in gallery.in_language("fr"):
        found += await axe_at(french, "dark", PHONE)
    for spanish in gallery.in_language("es"):
        found += await axe_at(spanish, "light", DESK)
    for wall in gallery.walls:
        found += await axe_everywhere(wall, BOARD)
    assert found == []


async def test_nothing_is_wider_than_a_phone_and_no_button_is_cut_off(gallery: Gallery):
    for page in gallery.tabs:
        for size in (NARROW, PHONE):
            await dress(page, "light", size)
            width = await page.evaluate("document.documentElement.scrollWidth")
            assert width <= size[0], page.url
            assert await page.locator("button, .button, summary").evaluate_all(CUT_OFF) == [], page.url


async def test_what_a_thumb_presses_is_large_enough_and_covers_nothing(gallery: Gallery):
    for page in gallery.tabs:
        for size in (NARROW, PHONE):
            await dress(page, "light", size)
            assert await page.locator(PRESSABLE).evaluate_all(TOO_SMALL) == [], page.url
            assert await page.locator("main li").evaluate_all(COVERED) == "", page.url


async def test_every_time_that_is_shown_names_its_zone(gallery: Gallery):
    for page in (*gallery.tabs, *gallery.walls):
        await dress(page, "light", DESK)
        words = await page.evaluate(WITHOUT_COUNTDOWNS)  # the minutes that are left are no time of day
        assert re.search(r"\d\d:\d\d", words), page.url
        assert A_TIME_WITHOUT_ZONE.findall(words) == [], page.url
        assert "AM" not in words
        assert "PM" not in words


async def test_nothing_on_the_wall_is_cut_off(gallery: Gallery):
    for wall in gallery.walls:
        for size in (BOARD, (1280, 720), (1024, 768)):
            await dress(wall, "dark", size)
            fits = "document.documentElement.scrollHeight <= innerHeight && document.body.scrollWidth <= innerWidth"
            assert await wall.evaluate(fits)
            assert await wall.locator("h3, .kicker, .below, .pace, figcaption").evaluate_all(CUT_OFF) == []
