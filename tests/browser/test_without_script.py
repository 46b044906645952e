"""Every page is complete without script, and every act a form that answers with 303.

Source: issue "The house" ("each is a complete HTML page that works without script"), DESIGN §2.1.
"""

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from playwright.async_api import Page, Response, expect

from tests.browser.people import NAMED, House, all_show, big_button, row

SILENT: dict[str, Any] = {"java_script_enabled": False}
FIRST, SECOND = list(NAMED.values())[:2]


async def test_a_meeting_is_conducted_and_followed_by_forms_alone(house: House):
    chair = await house.chair(**SILENT)
    phone = await house.phone(**SILENT)
    wall = await house.wall(**SILENT)
    await all_show("Opens at", chair, phone, wall)
    assert chair.url == f"{house.meeting}/chair"

    await press(chair, "#primary-button")
    await all_show("The meeting is open", chair)
    await press(chair, "#primary-button")
    await all_show(FIRST, chair)
    await chair.get_by_label("Adopted").check()
    await press(chair, "#primary-button")
    await all_show(SECOND, chair)
    for page in (phone, wall):
        await page.reload()
    await all_show(SECOND, phone, wall)
    await expect(row(phone, "item-opening-1")).to_contain_text("Adopted")
    await expect(wall.locator(".coming li")).to_have_count(3)
    await expect(wall.locator("figure.code svg")).to_be_visible()
    await expect(wall.locator(".seats")).to_contain_text("1 of 22 items concluded")

    await press(chair, "#back-button")
    await all_show(FIRST, chair)
    await press(chair, "#a-item-6 button")
    await all_show(NAMED["item-6"], chair)


async def test_a_form_suspends_until_a_time_on_the_venues_clock(house: House):
    chair = await house.chair(**SILENT, timezone_id="Asia/Shanghai")
    await press(chair, "#primary-button")
    until = datetime.now(ZoneInfo("Europe/Madrid")) + timedelta(hours=2)
    await chair.locator("#suspend summary").click()
    await expect(chair.locator(".preset").first).to_be_hidden()
    await chair.locator("#suspend-until").fill(f"{until:%H:%M}")
    await chair.locator("#suspend-reason").fill("Lunch")
    await press(chair, "#suspend form button.ink")

    wall = await house.wall(**SILENT)
    for page in (chair, wall):
        await expect(page.locator(".title time")).to_contain_text(f"{until:%H:%M %Z}")
        await expect(page.locator("#panel-now, #panel-wall")).to_contain_text("Lunch")
    moment = await wall.locator(".title time").get_attribute("datetime")
    assert moment
    assert abs(datetime.fromisoformat(moment) - until) < timedelta(minutes=1)

    await press(chair, "#primary-button")
    await all_show("The meeting is open", chair)
    await chair.locator("#close summary").click()
    await press(chair, "#close form button")
    await all_show("The meeting is closed", chair)


async def test_a_refusal_is_said_in_words_on_the_page(house: House):
    house.visitors.expect("status of 409")
    chair, other = await house.chair(**SILENT), await house.chair("Another chair", **SILENT)
    await press(chair, "#primary-button")
    await press(chair, "#primary-button")
    await other.reload()
    await press(chair, "#primary-button")

    answer = await pressed(other, "#primary-button")
    assert answer.status == 409
    await expect(other.locator("#notice")).to_have_text(f"Already at “{SECOND}”.")
    await all_show(SECOND, other)  # the refusal stands on the page as it is now
    await expect(big_button(other)).to_contain_text("Next: Break")

    await press(other, "#primary-button")
    await all_show("Break", other)
    await expect(other.locator("#notice")).to_be_empty()


async def test_from_a_refusal_the_way_leads_on_in_any_language(house: House):
    house.visitors.expect("status of 409")
    chair, other = await house.chair(**SILENT), await house.chair("Another chair", **SILENT)
    await press(chair, "#primary-button")
    await pressed(other, "#primary-button")
    await expect(other.locator("#notice")).to_have_text("The meeting is open already.")
    await other.locator(".menu:not(.me, .help) summary").click()
    await other.get_by_role("link", name="Français").click()
    await expect(other.locator("html")).to_have_attribute("lang", "fr")
    await expect(big_button(other)).to_contain_text("Ouverture du Conseil mondial")


async def test_who_may_not_act_sees_no_button_and_is_refused_in_words(house: House):
    house.visitors.expect("status of 403")
    phone = await house.phone(**SILENT)
    await expect(phone.locator("main form[data-command]")).to_have_count(0)
    answer = await phone.goto(f"{house.meeting}/chair")
    assert answer
    assert answer.status == 403
    await expect(phone.locator("main")).to_contain_text("Your role in this meeting does not open it.")
    await phone.get_by_role("link", name="Follow the meeting").click()
    await all_show("Opens at", phone)


async def press(page: Page, button: str) -> None:
    """The form is sent, the answer is 303, and the page that follows is complete."""
    answer = await pressed(page, button)
    assert answer.status == 200
    assert answer.request.redirected_from
    first = await answer.request.redirected_from.response()
    assert first
    assert first.status == 303


async def pressed(page: Page, button: str) -> Response:
    async with page.expect_navigation() as going:
        await page.locator(button).click()
    answer = await going.value
    assert answer
    return answer
