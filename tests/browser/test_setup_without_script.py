"""The set-up page by forms alone: every edit is a form, and what was refused comes back with all that was written.

Source: issue "The agenda" ("refused with both texts shown, never lost"), DESIGN §2.1.
"""

from typing import Any

import pytest_asyncio
from playwright.async_api import Browser, Page, Response, expect

from tests.browser.desk import Desks, desk, field, line, order, recorded, written
from tests.browser.people import House
from tests.provision_browser import Visitors
from tests.provision_product import Product

SILENT: dict[str, Any] = {"java_script_enabled": False}


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def desks(standing: Product, chromium: Browser):
    visitors = Visitors(chromium)
    visitors.expect("status of (409|422)")
    house = House(standing, visitors)
    yield Desks(house, await desk(house, **SILENT), await desk(house, "Ben", **SILENT))
    await visitors.leave()


async def test_an_item_is_edited_on_a_page_of_its_own_which_leads_back_to_its_row(desks: Desks):
    page = desks.ana
    await line(page, "item-6").locator(".called").click()
    await expect(page.get_by_role("heading", name="6 Work plan 2022")).to_be_visible()
    await field(page.locator(".editor"), "title.en").fill("Work plan for 2022")
    await page.locator('[name="now.fixed_start:time"]').fill("9:30")
    answer = await pressed(page, "Save")
    assert answer.status == 200
    assert page.url == f"{desks.house.meeting}/setup#row-item-6"
    await expect(line(page, "item-6")).to_contain_text("Work plan for 2022")
    item = await written(desks.house, "item-6")
    assert item.fixed_start
    await line(page, "item-6").locator(".called").click()
    await expect(page.locator('[name="now.fixed_start:time"]')).to_have_value("09:30")
    await pressed(page, "Save")  # nothing has changed: that is no fault
    assert page.url == f"{desks.house.meeting}/setup#row-item-6"


async def test_the_second_of_two_sees_both_texts_and_may_keep_their_own(desks: Desks):
    await both_write(desks, "item-3", minutes="7")
    ana = desks.ana
    await expect(ana.locator("#notice")).to_contain_text("Somebody else has changed the title meanwhile")
    await expect(ana.locator(".meanwhile q")).to_have_text("Theirs")
    await expect(field(ana.locator(".editor"), "title.en")).to_have_value("Mine")
    await pressed(ana, "Keep mine")
    item = await written(desks.house, "item-3")
    assert (item.title.en, item.minutes) == ("Mine", 7)


async def test_or_take_the_others_and_lose_nothing_else(desks: Desks):
    await both_write(desks, "item-4", minutes="8")
    await pressed(desks.ana, "Take theirs")
    item = await written(desks.house, "item-4")
    assert (item.title.en, item.minutes) == ("Theirs", 8)


async def test_what_is_refused_for_another_reason_comes_back_too(desks: Desks):
    page = desks.ana
    await page.goto(f"{desks.house.meeting}/setup/sittings/sitting-lunch")
    await page.locator('[name="now.day:day"]').fill("")
    await page.locator('[name="now.starts:time"]').fill("13:00")
    await page.locator('[name="now.links:links"]').fill("stream en here")
    answer = await pressed(page, "Save")
    assert answer.status == 422
    await expect(page.locator("#notice")).to_contain_text("“13:00” is on no day")
    await page.locator('[name="now.day:day"]').fill("2026-04-13")
    answer = await pressed(page, "Save")
    assert answer.status == 409
    await expect(page.locator("#notice")).to_contain_text("“here” is no link")
    await expect(page.locator('[name="now.links:links"]')).to_have_value("stream en here")
    await expect(page.locator('[name="now.starts:time"]')).to_have_value("13:00")


async def test_items_are_moved_added_and_given_speakers(desks: Desks):
    page = desks.ana
    await page.goto(f"{desks.house.meeting}/setup")
    await page.locator("#up-item-8").click()
    assert (await order(page)).index("item-8") == (await order(page)).index("item-7") - 1
    await page.goto(f"{desks.house.meeting}/setup/new/item?under=item-9")
    await page.locator('[name="item.title.es:text"]').fill("Anexo")
    await pressed(page, "Add it")
    await expect(page.get_by_role("link", name="Anexo")).to_be_visible()

    await line(page, "item-9").locator(".called").click()
    await page.locator("summary", has_text="Speakers").click()
    await page.locator('[name="lines"]').fill(
        "moderator: Ana Ruiz, Mayor of Soria, City of Soria\nCo-President"
    )
    await pressed(page, "Save the speakers")
    moderator, speaker = (await written(desks.house, "item-9")).roles
    assert (moderator.part, moderator.holder, moderator.organisation) == (
        "moderator",
        "Mayor of Soria",
        "City of Soria",
    )
    assert moderator.person
    assert (speaker.part, speaker.holder, speaker.person) == ("speaker", "Co-President", None)
    await line(page, "item-9").locator(".called").click()
    await expect(page.locator('[name="lines"]')).to_have_value(
        "moderator: Ana Ruiz, Mayor of Soria, City of Soria\nspeaker: Co-President"
    )


async def test_screens_are_spoken_to_and_laid_out(desks: Desks):
    page = desks.ana
    await page.goto(f"{desks.house.meeting}/setup")
    await page.locator("#panel-screens summary").click()
    await page.locator('[name="text.fr"]').fill("Photo de famille")
    await pressed(page, "Announce it")
    await expect(page.locator("#panel-announcement")).to_contain_text("Photo de famille")
    await pressed(page, "Take it off")
    assert page.url == f"{desks.house.meeting}/setup"
    await expect(page.locator("#panel-announcement")).to_be_hidden()
    await pressed(page, "The agenda")
    assert (await recorded(desks.house)).screens.wall == "agenda"


async def both_write(desks: Desks, item: str, minutes: str) -> None:
    """Both open it; Ben saves first, then Ana, who is refused."""
    for page in (desks.ana, desks.ben):
        await page.goto(f"{desks.house.meeting}/setup/items/{item}")
    await field(desks.ben.locator(".editor"), "title.en").fill("Theirs")
    await field(desks.ana.locator(".editor"), "title.en").fill("Mine")
    await field(desks.ana.locator(".editor"), "minutes").fill(minutes)
    await pressed(desks.ben, "Save")
    assert (await pressed(desks.ana, "Save")).status == 409


async def pressed(page: Page, button: str) -> Response:
    async with page.expect_navigation() as going:
        await page.get_by_role("button", name=button, exact=True).click()
    answer = await going.value
    assert answer
    return answer
