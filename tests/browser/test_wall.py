"""The wall in the room: its layouts, what comes before all of them, and that ten metres away it can be read.

Source: issue "The agenda" (chooser of layouts, no controls, readable at ten metres, QR code and short code).
"""

import re
from collections.abc import AsyncIterator
from datetime import datetime

import pytest
import pytest_asyncio
from playwright.async_api import Page, expect

from models.planning.item import ItemId
from tests.browser.audit import BOARD, axe_everywhere, dress
from tests.browser.desk import recorded
from tests.browser.people import ITEMS, NAMED, Room, live
from tests.browser.week import in_minutes

LAYOUTS = ("now", "agenda", "announcement", "countdown")
SCREENS = (BOARD, (1280, 720), (3840, 2160), (1080, 1920), (1024, 768))
BUSES = {
    "en": "The buses to the reception leave from the main entrance",
    "fr": "Les autocars pour la réception partent de l’entrée principale",
    "es": "",
}
SMALLER = """smallest => [...document.querySelectorAll('body *')].filter(one => {
    const words = [...one.childNodes].some(node => node.nodeType === 3 && node.data.trim());
    if (!words || !one.checkVisibility() || one.closest('.unseen, .skip, .host, template')) return false;
    const svg = one.closest('svg');
    const scale = svg ? svg.getBoundingClientRect().width / svg.viewBox.baseVal.width : 1;
    return parseFloat(getComputedStyle(one).fontSize) * scale < smallest;
}).map(one => `${one.localName}.${one.className} “${one.textContent.trim()}” ${getComputedStyle(one).fontSize}`)"""
OUTSIDE = """() => [...document.querySelectorAll('.wall-head *, .board *')].filter(one => {
    if (!one.checkVisibility() || one.closest('svg, .unseen, .below, .coming b, .lines li')) return false;
    const {left, top, right, bottom} = one.getBoundingClientRect();
    return left < -1 || top < -1 || right > innerWidth + 1 || bottom > innerHeight + 1;
}).map(one => `${one.localName}.${one.className} “${one.textContent.trim()}”`)"""
WHOLE = """line => {
    const {left, top, right, bottom} = line.getBoundingClientRect();
    const place = line.closest('.lines').getBoundingClientRect();
    return top >= place.top - 1 && bottom <= place.bottom + 1 && left >= place.left - 1 && right <= place.right + 1;
}"""


@pytest_asyncio.fixture(autouse=True, loop_scope="session")
async def _as_it_was(room: Room):
    """Whatever a test announces or lays out, the next one finds nothing announced, and now and next on the wall."""
    yield
    await room.tried("withdraw_announcement")
    await room.tried("lay_out_wall", layout="now")


async def fixed(room: Room, layout: str, **browser: object) -> Page:
    """A wall that shows this layout whatever the secretariat chooses; `layout` may go on: "agenda&lang=fr"."""
    wall = await room.house.wall(**browser)
    await wall.goto(f"{room.house.meeting}/wall?layout={layout}")
    await live(wall)
    return wall


async def shows(wall: Page, layout: str) -> None:
    await expect(wall.locator("#panel-wall")).to_have_class(re.compile(rf"\bshows-{layout}\b"))


async def test_a_wall_shows_what_the_secretariat_chooses_and_a_fixed_one_what_its_address_says(room: Room):
    await room.at("item-4")
    await room.act("announce", text=BUSES, until=in_minutes(30))
    always = await fixed(room, "now")
    for layout in ("agenda", "announcement", "countdown", "now"):
        await room.act("lay_out_wall", layout=layout)
        await shows(room.wall, layout)
        await expect(always.locator(".title")).to_contain_text(NAMED["item-4"])
    assert await room.wall.evaluate("'shown' in window"), "without being loaded anew"


async def test_now_and_next_says_when_what_comes_is_expected(room: Room):
    await room.at("item-4")
    coming = room.wall.locator(".coming li")
    await expect(coming).to_have_count(3)
    await expect(coming.first).to_contain_text(NAMED["item-5"])
    await expect(coming.first).to_have_text(re.compile(r"\d\d:\d\d\sCES?T"))


async def test_the_agenda_shows_the_day_and_fills_what_is_now(room: Room):
    await room.at("item-4")
    wall = await fixed(room, "agenda")
    await expect(wall.locator(".lines [aria-current]")).to_contain_text(
        "Report of the Committee on Statutory Affairs"
    )
    await room.act("open_next_item", closing="item-4")
    await expect(wall.locator(".lines [aria-current]")).to_contain_text("Financial Management Committee")
    await expect(wall.locator(".lines .concluded").last).to_contain_text("Discussed")


@pytest.mark.parametrize("size", [BOARD, (1280, 720), (1080, 1920)])
async def test_on_the_agenda_what_is_now_is_never_cut_off(room: Room, size: tuple[int, int]):
    await room.at("item-1")
    wall = await fixed(room, "agenda&lang=fr", viewport={"width": size[0], "height": size[1]})
    lines = wall.locator(".lines")
    for item in ITEMS[::3] + ITEMS[-1:]:
        await room.tried("open_item", item=item.id, closing=(await room.record())["current"])
        current = wall.locator(".lines [aria-current]")
        await expect(current).to_contain_text(item.title.fr)
        await expect(current).to_be_visible()
        assert await current.evaluate(WHOLE), item.id
        left_out = await lines.locator("li[hidden]").count()
        said = " ".join(await lines.locator(".left-out:not([hidden])").all_inner_texts())
        assert sum(int(number) for number in re.findall(r"\d+", said)) == left_out


async def test_an_announcement_is_as_large_as_it_fits_and_a_band_at_the_foot_of_other_layouts(room: Room):
    await room.at("item-4")
    large, other = await fixed(room, "announcement"), await fixed(room, "agenda&lang=es")
    await expect(large.locator(".title")).to_contain_text(NAMED["item-4"])  # while nothing is announced
    await room.act("announce", text=BUSES, until=in_minutes(30))
    await expect(large.locator(".title")).to_have_text(BUSES["en"])
    await expect(large.locator(".digits")).to_have_text(re.compile(r"(29|30):\d\d"))
    await expect(large.locator(".beside")).to_contain_text(NAMED["item-4"])
    assert await large.locator(".title").evaluate("title => title.getBoundingClientRect().height") > 200
    await expect(other.locator(".band")).to_contain_text(BUSES["en"])  # nobody has said it in Spanish
    await expect(other.locator(".band p").first).to_have_attribute("lang", "en")

    await room.act("withdraw_announcement")
    await expect(other.locator(".band")).to_have_count(0)
    await shows(large, "now")


async def test_the_countdown_counts_to_what_is_announced_else_to_the_next_fixed_start(room: Room):
    await room.at("item-4")
    wall = await fixed(room, "countdown")
    await expect(wall.locator(".to")).to_contain_text("9 Forum of Regions")
    await expect(wall.locator(".beside")).to_contain_text(NAMED["item-4"])
    await room.act("announce", text=BUSES, until=in_minutes(30))
    await expect(wall.locator(".to")).to_contain_text(BUSES["en"])
    await expect(wall.locator(".digits")).to_have_text(re.compile(r"^(29|30):\d\d$"))
    await expect(wall.locator(".band")).to_have_count(0)
    assert await wall.locator(".digits").evaluate("digits => digits.getBoundingClientRect().height") > 300


@pytest.mark.parametrize("layout", LAYOUTS)
async def test_a_suspension_is_shown_whatever_the_layout(room: Room, layout: str):
    await room.at("item-4")
    await room.act("announce", text=BUSES)
    wall = await fixed(room, layout)
    await room.act("suspend_meeting", until=in_minutes(80), reason="Interpretation is being repaired")
    await shows(wall, "suspended")
    await expect(wall.locator(".headline")).to_have_text("Interpretation is being repaired")
    await expect(wall.locator(".title")).to_have_text(re.compile(r"Resumes at\s+\d\d:\d\d CES?T"))
    await expect(wall.locator(".digits")).to_have_text(re.compile(r"1:(19|20):\d\d"))
    await expect(wall.locator(".band")).to_contain_text(BUSES["en"])
    await expect(wall.locator(".then")).to_contain_text(NAMED["item-4"])
    await room.act("resume_meeting")
    await expect(wall.locator("#panel-wall")).to_contain_text("Report of the Committee on Statutory Affairs")


async def test_a_break_says_until_when_and_what_comes_then(room: Room):
    await room.at("item-break-3")
    await shows(room.wall, "break")
    await expect(room.wall.locator(".title")).to_have_text("Break")
    await expect(room.wall.locator(".resumes")).to_contain_text(re.compile(r"Resumes at\s+\d\d:\d\d CES?T"))
    then = (await recorded(room.house)).agenda.find(ItemId("item-1"))
    assert then
    counted = await room.wall.locator(".digits").get_attribute("data-countdown")
    assert datetime.fromisoformat(counted or "") == then.fixed_start, "long after the break's own minutes"
    await expect(room.wall.locator(".digits")).to_have_text(re.compile(r"(\d+:)?\d+:\d\d"))
    await expect(room.wall.locator(".then")).to_contain_text(NAMED["item-1"])


async def states(room: Room, wall: Page) -> AsyncIterator[str]:
    """Brings the wall through every board, announcement and all; their names."""
    await room.bring_to("item-8")
    await room.act("announce", text=BUSES, until=in_minutes(30))
    yield "now"
    for layout in LAYOUTS[1:]:
        await room.act("lay_out_wall", layout=layout)
        await shows(wall, layout)
        yield layout
    await room.act("lay_out_wall", layout="now")
    await room.act("open_item", item="item-break-12", closing="item-8")
    await shows(wall, "break")
    yield "break"
    await room.act("suspend_meeting", until=in_minutes(80), reason="Interpretation is being repaired")
    await shows(wall, "suspended")
    yield "suspended"


async def test_every_board_can_be_read_at_ten_metres_and_lies_within_the_screen(room: Room):
    await room.at("item-8")
    wall = await room.house.wall(locale="fr-FR")
    async for state in states(room, wall):
        for size in SCREENS:
            await dress(wall, "dark", size)
            assert await wall.evaluate(OUTSIDE) == [], (state, size)
        await dress(wall, "dark", BOARD)
        assert await wall.evaluate(SMALLER, 28) == [], state


async def test_axe_finds_nothing_on_any_board_and_there_is_nothing_to_press(room: Room):
    await room.at("item-8")
    found = []
    async for state in states(room, room.wall):
        found += await axe_everywhere(room.wall, BOARD)
        pressable = room.wall.locator(":is(a, button, input, select, summary):not(.skip)").filter(
            visible=True
        )
        await expect(pressable, state).to_have_count(0)
    assert found == []


async def test_the_code_on_the_wall_leads_to_the_meeting(room: Room):
    code = await room.wall.locator("figure.code .short").inner_text()
    reader = await room.house.visitors()
    await reader.goto(f"{room.house.product.base_url}/m/{code.lower()}")
    assert reader.url == room.house.meeting
    host = room.house.product.base_url.removeprefix("http://")
    await expect(room.wall.locator("figure.code")).to_contain_text(f"Follow at {host}/m/{code}")
