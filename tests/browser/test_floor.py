"""The floor on three screens: asked for with one tap, given with one key, and the same second everywhere.

Source: issue "The floor", points 2 and 4 of "It must show".
"""

import asyncio
import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import pytest_asyncio
from playwright.async_api import Page, expect

from tests.browser.audit import BOARD, DESK, PHONE, axe_everywhere, dress
from tests.browser.desk import recorded
from tests.browser.people import PHONE as A_PHONE
from tests.browser.people import Room, live, settled
from tests.browser.test_clocks import wrong_by
from tests.browser.test_looks import CUT_OFF, PRESSABLE, TOO_SMALL
from tests.browser.test_wall import OUTSIDE, SMALLER

CITIES = ("Kitchener", "Iriga", "San José", "Konya", "Paris")
NARROW = (320, 640)
# When the digits of a speech turn: the true time of each, by a clock that no test has put wrong.
TURNS = """turns => new Promise(done => {
    const clock = document.querySelector('.speech [data-so-far]'), seen = {};
    let began = false;  // what a page shows first it may show in the middle of a second
    const true_now = () => performance.timeOrigin + performance.now();
    new MutationObserver(() => {
        if (began) seen[clock.textContent] ??= true_now();
        began = true;
        if (Object.keys(seen).length === turns) done(seen);
    }).observe(clock, {childList: true, characterData: true, subtree: true});
})"""

# How many notes the page has let sound.
NOTES_COUNTED = """() => {
    window.notes = 0;
    const start = OscillatorNode.prototype.start;
    OscillatorNode.prototype.start = function (...when) { window.notes += 1; return start.apply(this, when); };
}"""


async def a_debate(room: Room, item: str, *cities: str) -> None:
    """The meeting is at this item, nobody has the floor, and these mayors wait for it in turn from room and afar."""
    await room.at(item)
    for at, city in enumerate(cities):
        where = "remote" if at % 2 else "in_the_room"
        await room.act("add_speaker", item=item, office=f"Mayor of {city}", attendance=where, language="es")


async def limited(room: Room, item: str, seconds: int) -> None:
    was = {"speeches": [], "together": None, "section": None}
    now = was | {"speeches": [{"seconds": seconds, "kind": None, "role": None}]}
    await room.act("set_limits", item=item, was=was, now=now)


@pytest_asyncio.fixture(autouse=True, loop_scope="session")
async def _lists_as_they_were(room: Room):
    """Whoever a test has put on a list, the next one finds nobody there."""
    yield
    meeting = await recorded(room.house)
    for heard in meeting.floor.lists.values():
        for request in (*heard.waiting, *heard.skipped):
            await room.act("withdraw_request", item=heard.item, request=request.id)
        for speech in reversed(heard.unended):
            await room.tried("end_speech", item=heard.item, request=speech.request.id)


def asking(page: Page, state: str) -> Any:
    return page.locator(f"#asking[data-state={state}]")


async def test_one_tap_asks_one_key_gives_and_one_press_takes_it_back(room: Room):
    await a_debate(room, "item-11", "Kitchener")
    await limited(room, "item-11", 180)
    chair, phone, wall = room.pages
    await phone.get_by_role("button", name="Ask for the floor").first.tap()
    await expect(asking(phone, "waiting")).to_contain_text("You are 2nd")
    await expect(phone.locator(".queue .mine")).to_contain_text("Mayor of Soria")
    await expect(chair.locator("#queue > li")).to_have_count(2)
    await expect(wall.locator(".queue li")).to_have_count(2)

    for _ in ("pressed once", "and its echo"):
        await chair.keyboard.press("n")
    await expect(wall.locator(".speech .who")).to_have_text("Mayor of Kitchener")
    await expect(asking(phone, "next")).to_contain_text("You are next")
    assert (await phone.title()).startswith("You are next")
    await expect(chair.locator("#panel-giving h3")).to_have_text("Mayor of Kitchener")
    await settled(chair)
    await chair.keyboard.press("n")
    await expect(asking(phone, "speaking")).to_contain_text(
        re.compile(r"You have the floor.*[23]:\d\d", re.DOTALL)
    )
    await expect(wall.locator(".speech .who")).to_have_text("Mayor of Soria")

    column, bar = [await chair.locator(one).bounding_box() for one in (".desk", "#undo")]
    assert column
    assert bar
    assert bar["x"] + bar["width"] <= column["x"], "the bar covers nothing of the chair's column"
    await chair.keyboard.press("u")
    await expect(wall.locator(".speech .who")).to_have_text("Mayor of Kitchener")
    await expect(chair.locator("#undo")).to_be_hidden()
    started = await chair.locator("#panel-now [data-started]").get_attribute("data-started")
    await chair.keyboard.press("u")
    await expect(wall.locator("#panel-wall .title")).not_to_contain_text("World Congress")
    await expect(chair.locator("#undo")).to_be_visible()
    await chair.keyboard.press("u")
    await expect(wall.locator(".speech .who")).to_have_text("Mayor of Kitchener")
    await expect(chair.locator("#panel-now [data-started]")).to_have_attribute("data-started", started or "")
    await expect(asking(phone, "next")).to_be_visible()
    await phone.get_by_role("button", name="Lower").tap()
    await expect(asking(phone, "ask")).to_be_visible()
    await chair.keyboard.press("p")
    await expect(wall.locator(".speech .paused")).to_be_visible()
    await chair.keyboard.press("e")
    await expect(wall.locator(".speech")).to_have_count(0)
    for page in room.pages:
        assert await page.evaluate("'shown' in window"), "without being loaded anew"


async def test_what_is_asked_while_the_line_is_down_counts_once_when_it_is_back(room: Room):
    room.house.visitors.expect("WebSocket connection to .* failed")
    await a_debate(room, "item-12")
    phone = room.phone
    top = "document.querySelector('main').getBoundingClientRect().top"
    stood = await phone.evaluate(top)
    await phone.context.set_offline(offline=True)
    await expect(phone.locator("#line")).to_have_attribute("data-line", "offline")
    assert await phone.evaluate(top) == stood, "nothing jumps while the line is down"
    await phone.evaluate("scrollTo(0, document.body.scrollHeight)")
    await phone.get_by_role("button", name="Ask for the floor").first.tap()
    await expect(phone.locator("#notice")).to_contain_text("will be sent by itself")
    await expect(phone.locator("#notice")).to_be_in_viewport()
    await phone.context.set_offline(offline=False)
    await expect(asking(phone, "next")).to_be_visible()
    await expect(room.chair.locator("#queue > li")).to_have_count(1)
    await phone.get_by_role("button", name="Lower").tap()
    await expect(room.chair.locator("#queue > li")).to_have_count(0)
    await phone.get_by_role("button", name="Ask for the floor remote").first.tap()
    await expect(room.chair.locator("#queue > li")).to_contain_text("remote")
    await phone.get_by_role("button", name="Lower").tap()
    await expect(room.chair.locator("#queue > li")).to_have_count(0)
    await phone.reload()
    await expect(phone.locator("#asking")).to_have_attribute("data-comes", "remote")


async def test_without_script_the_floor_is_asked_for_changed_and_lowered(room: Room):
    await a_debate(room, "item-7", "Kitchener")
    page = await room.house.come("delegate", "Silent", java_script_enabled=False)
    await page.get_by_role("button", name="Ask for the floor").first.click()
    await expect(asking(page, "waiting")).to_contain_text("You are 2nd")
    await page.locator("#own-request summary").click()
    await page.locator("#own-subject").fill("The budget")
    await page.get_by_role("button", name="Save").click()
    await expect(page.locator("#panel-floor")).to_contain_text("The budget")
    await page.get_by_role("button", name="Lower").click()
    await expect(asking(page, "ask")).to_be_visible()


async def test_the_list_is_moved_by_keys_and_by_pointer(room: Room):
    await a_debate(room, "item-9", *CITIES[:3])
    chair = room.chair
    order = chair.locator("#queue b")
    await chair.locator("#queue .handle").nth(2).focus()
    await chair.keyboard.press("ArrowUp")
    await expect(order).to_have_text(["Mayor of Kitchener", "Mayor of San José", "Mayor of Iriga"])
    await expect(chair.locator("#queue li").nth(1)).to_contain_text("moved by the chair")
    await expect(chair.locator("#queue .handle").nth(1)).to_be_focused()
    box = await chair.locator("#queue .handle").nth(2).bounding_box()
    goal = await chair.locator("#queue .handle").first.bounding_box()
    assert box
    assert goal
    await chair.mouse.move(box["x"] + 10, box["y"] + 10)
    await chair.mouse.down()
    await chair.mouse.move(goal["x"] + 10, goal["y"] + 2, steps=5)
    await chair.mouse.up()
    await expect(order).to_have_text(["Mayor of Iriga", "Mayor of Kitchener", "Mayor of San José"])


async def test_the_clock_of_a_speech_without_a_limit_leaves_the_walls_title_its_size(room: Room):
    await a_debate(room, "item-4", "Kitchener")
    await room.act("give_floor_to_next", item="item-4", floor=None)
    await expect(room.wall.locator(".speech .who")).to_have_text("Mayor of Kitchener")
    title = room.wall.locator("[data-fit]")
    assert await title.evaluate("one => parseFloat(getComputedStyle(one).fontSize)") > 60


@pytest.mark.trial
async def test_the_clocks_of_three_screens_turn_together_whatever_their_devices_think(
    room: Room, trial_size: Callable[[int, int], int], figure: Callable[[str], None]
):
    """Within 200 ms, where nothing else keeps the machine busy; in `make test` within the second they show."""
    await a_debate(room, "item-6", "Kitchener")
    await limited(room, "item-6", 180)
    await room.act("give_floor_to_next", item="item-6", floor=None)
    far, late = await asyncio.gather(
        wrong_by(room, timedelta(hours=5, minutes=37)), wrong_by(room, timedelta(hours=-26), role="chair")
    )
    turned = await asyncio.gather(*(page.evaluate(TURNS, 3) for page in (far, late, room.wall)))
    shared = set.intersection(*(set(seen) for seen in turned))
    assert shared, turned
    apart = [max(s[digits] for s in turned) - min(s[digits] for s in turned) for digits in shared]
    assert max(apart) < trial_size(700, 200), turned
    figure(f"the clocks of three screens: turned at most {max(apart):.0f} ms apart")


async def test_who_is_about_to_speak_from_afar_hears_it_says_so_and_the_chair_sees_who_is_gone(room: Room):
    await a_debate(room, "item-8", "Kitchener")
    far = await room.house.come("delegate", "Far away", **A_PHONE)
    await far.locator("#ask-more summary").click()
    await far.evaluate(NOTES_COUNTED)
    switch = far.locator("#ask-more").get_by_role("switch", name="Sound before my turn")
    await expect(switch).to_have_accessible_name("Sound before my turn: off")
    await switch.click()
    await expect(switch).to_be_checked()
    await far.locator("#ask-more").get_by_role("button", name="Try it").click()
    await far.wait_for_function("notes === 4")
    await far.locator("#ask-with").get_by_label("remote").check()
    await far.locator("#ask-with").get_by_role("button", name="Ask for the floor").click()
    await expect(asking(far, "waiting")).to_contain_text("You are 2nd")
    await expect(far.locator("#announcer")).to_contain_text("Test your microphone")
    await expect(asking(far, "waiting")).to_contain_text("Test your microphone", use_inner_text=True)
    await expect(far.get_by_role("button", name="Lower")).to_be_visible()
    await far.wait_for_function("notes === 6")
    row = room.chair.locator("#queue > li").nth(1)
    await expect(row).to_contain_text("not ready")
    await far.get_by_role("button", name="I am ready").click()
    await expect(asking(far, "waiting")).not_to_contain_text("Test your microphone", use_inner_text=True)
    await expect(row.locator(".ready")).to_have_text("ready", use_inner_text=True)
    await far.close()
    lost = re.compile(r"^connection lost, \d:\d\d$")
    await expect(row.locator(".ready")).to_have_text(lost, use_inner_text=True)


@pytest.mark.parametrize("page", ["chair", "", "desk", "interpret"])
async def test_every_page_of_the_floor_is_as_good_as_the_others(room: Room, page: str):
    await a_debate(room, "item-4", *CITIES[:2])
    at = await room.house.come("secretariat", "Floor", viewport={"width": 1440, "height": 900})
    await at.goto(f"{room.house.meeting}/{page}".rstrip("/"))
    await live(at)
    first = (await room.record())["current"]
    await room.tried("give_floor_to_next", item=first, floor=None)
    await expect(at.locator(".speech").first).to_be_visible()
    assert await axe_everywhere(at, PHONE, DESK) == []
    await dress(at, "light", NARROW)
    assert await at.evaluate("document.documentElement.scrollWidth") <= NARROW[0]
    assert (
        await at.locator("main :is(button, .button, summary), .thumb :is(button, summary)").evaluate_all(
            CUT_OFF
        )
        == []
    )
    assert await at.locator(PRESSABLE).evaluate_all(TOO_SMALL) == []


async def test_the_wall_can_be_read_and_the_overlay_shows_the_speaker_alone(room: Room):
    await a_debate(room, "item-3", *CITIES)
    await limited(room, "item-3", 1)
    await room.act("give_floor_to_next", item="item-3", floor=None)
    wall = room.wall
    await expect(wall.locator(".speech[data-over] [data-so-far]")).to_have_text(re.compile(r"^\+0:\d\d$"))
    await expect(wall.locator(".queue li")).to_have_count(3)
    assert await axe_everywhere(wall, BOARD) == []
    assert await wall.evaluate(SMALLER, 24) == []
    assert await wall.evaluate(OUTSIDE) == []

    overlay = await room.house.visitors(viewport={"width": 1280, "height": 720})
    await overlay.goto(f"{room.house.meeting}/overlay")
    await expect(overlay.locator(".lower-third")).to_contain_text(
        re.compile(r"Mayor of Kitchener.*\+0:\d\d", re.DOTALL)
    )
    seen = await overlay.locator("#panel-overlay").inner_text()
    assert re.fullmatch(r"Mayor of Kitchener\s+\+0:\d\d", seen.strip())
    assert (
        await overlay.evaluate("getComputedStyle(document.documentElement).backgroundColor")
        == "rgba(0, 0, 0, 0)"
    )
    assert await overlay.evaluate("getComputedStyle(document.body).backgroundColor") == "rgba(0, 0, 0, 0)"
    assert await axe_everywhere(overlay, DESK) == []
