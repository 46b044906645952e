"""Members and the floor: the desk finds one by typing; who stands for two says for which; each is told of their turn.

Source: issue "The floor" (a desk view for the staff who add people in the room; a notification if granted).
"""

import re
from collections.abc import Iterator

import pytest
from playwright.async_api import expect

from tests.browser.people import DESKTOP, PHONE, House, live
from tests.live.clients import Caller
from tests.provision_browser import Visitors
from tests.provision_product import Product, program_environment, run_hemicycle, standing_product

LOOKS_ELSEWHERE = """
    window.Notification = class extends EventTarget {
        static permission = 'granted';
        constructor(words) { super(); document.documentElement.dataset.told = words; }
        close() {}
    };
    Object.defineProperty(document, 'hidden', { get: () => true });
"""
"""The browser grants notifications, and the last one stands in `data-told`, and its reader looks at another page."""


@pytest.fixture(scope="module")
def council(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Product]:
    """The demo's meeting with the members of its body."""
    made = tmp_path_factory.mktemp("council") / "data"
    made.mkdir()
    run_hemicycle("demo", "--organisation", environment=program_environment(HEMICYCLE_DATA=str(made)))
    with standing_product(tmp_path_factory.mktemp("desk"), made) as product:
        yield product


async def at_the_first_item(council: Product, visitors: Visitors) -> House:
    """The meeting is open at its first item."""
    house = House(council, visitors)
    async with Caller(council, house.ask("token", "secretariat")) as secretariat:
        for command, data in (("open_meeting", {}), ("open_next_item", {"closing": None})):
            await secretariat.press(command, data)
        assert (await secretariat.meeting())["current"]
    return house


async def test_the_desk_finds_a_member_by_a_part_of_its_name_and_adds_it(
    council: Product, visitors: Visitors
):
    house = await at_the_first_item(council, visitors)
    desk = await house.come("desk", **DESKTOP)
    await desk.goto(f"{house.meeting}/desk")
    await live(desk)
    found = desk.locator("ul.found > li:visible")
    await desk.locator("#find-member").press_sequentially("nairo")
    await expect(found).to_have_count(1)
    await expect(found).to_contain_text("Nairobi")
    await desk.locator("#find-member").fill("xi")
    await expect(found.first).to_contain_text("Xi'an")
    await expect(found.nth(1)).to_contain_text("Mexico City")
    await desk.locator("#add-speaker").get_by_label("remote").check()
    await desk.locator("#find-member").press("Enter")
    await expect(desk.locator("#queue > li")).to_contain_text(["Mayor of Xi'an"])
    never = desk.locator("#queue > li", has_text="Xi'an").locator(".ready")
    await expect(never).to_have_text("not connected", use_inner_text=True)
    await expect(desk.locator("#find-member")).to_have_value("")
    await expect(found.first).not_to_contain_text("Xi'an")
    await desk.locator("#find-member").fill("atlantis")
    await expect(desk.locator("[data-found-none]")).to_be_visible()


async def test_who_stands_for_two_members_says_for_which_and_has_the_floor_for_either(
    council: Product, visitors: Visitors
):
    house = await at_the_first_item(council, visitors)
    phone = await house.come("delegate", "Two seats", **PHONE)
    chair = await house.chair()
    person = await phone.locator("#asking").get_attribute("data-asker")
    async with Caller(council, house.ask("token", "secretariat")) as secretariat:
        _, record = await secretariat.entries()
        roster = next(e["data"]["roster"] for e in record if e.get("type") == "roster_taken")
        first, second, *others = roster["seats"]
        both = [one | {"delegate": person} for one in (first, second)]
        await secretariat.press("take_roster", {"roster": roster | {"seats": [*both, *others]}})
        await phone.reload()
        await live(phone)
        await phone.locator("#ask-more summary").tap()
        await phone.locator("#ask-with").get_by_label("For which member").select_option(second["id"])
        await phone.locator("#ask-with").get_by_label("remote").check()
        await phone.locator("#ask-with").get_by_role("button", name="Ask for the floor").tap()
        await expect(phone.locator("#asking[data-state=waiting], #asking[data-state=next]")).to_be_visible()
        await expect(chair.locator("#queue > li").last).to_contain_text(second["delegate_office"]["en"])
        await phone.get_by_role("button", name="Lower").tap()

        item = (await secretariat.meeting())["current"]
        await secretariat.press("move_motion", {"item": item, "kind": "close_debate"})
        motion = await chair.locator("#panel-motions .is-pending").get_attribute("id")
        spoken = {"item": item, "motion": motion, "side": "against", "member": first["id"]}
        await secretariat.press("speak_on_motion", spoken)
    own = phone.locator("#asking[data-state=speaking]")
    await expect(own).to_contain_text(re.compile(r"You have the floor.*\d:\d\d", re.DOTALL))
    assert (await phone.title()).startswith("You have the floor")
    await expect(phone.locator("#yield-own")).to_be_hidden()
    await chair.keyboard.press("p")
    await expect(phone.locator("#panel-floor .paused")).to_be_visible()
    await chair.keyboard.press("p")
    await expect(phone.locator("#panel-floor .paused")).to_have_count(0)
    await chair.keyboard.press("e")
    await expect(own).to_have_count(0)


async def test_who_looks_elsewhere_is_notified_when_their_turn_is_near(council: Product, visitors: Visitors):
    house = await at_the_first_item(council, visitors)
    phone = await house.visitors(**PHONE)
    await phone.context.grant_permissions(["notifications"])
    await phone.add_init_script(LOOKS_ELSEWHERE)
    await phone.goto(house.ask("link", "delegate"))
    await phone.locator("main form button").click()
    await phone.wait_for_url(f"{house.meeting}**")
    await live(phone)
    html = phone.locator("html")
    await expect(html).not_to_have_attribute("data-told", re.compile("."))
    await phone.get_by_role("button", name="Ask for the floor").first.click()
    await expect(html).to_have_attribute("data-told", re.compile("You are (next|2nd|3rd)"))
