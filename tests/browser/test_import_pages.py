"""The import in a browser without script: a whole run, the keyboard, and the pages looked at."""

from pathlib import Path

from playwright.async_api import Page, expect

from tests.browser.audit import DESK, PHONE, axe_at, axe_everywhere, dress
from tests.browser.people import House
from tests.live.clients import Caller

FILES = Path(__file__).parents[1] / "imports"
STATUTORY = (FILES / "statutory-affairs-2020.txt").read_text("utf-8")
ODD = f"{STATUTORY}\nPlease find your seat cards at the entrance; see you there, dear friends\n7. Lunch 16:00 PM\n"


async def desk(house: House) -> Page:
    """The secretariat of a new draft in Madrid, at its import, in a browser without script."""
    place = ("--title", "Committee", "--place", "Madrid", "--zone", "Europe/Madrid")
    page = await house.visitors(java_script_enabled=False)
    await page.goto(house.product.cli("draft", "committee", *place).strip())
    await page.locator("main form button").click()
    await page.goto(f"{house.product.base_url}/meetings/committee/setup/import")
    return page


async def paste(page: Page, text: str) -> None:
    await page.get_by_label("Or the text of the agenda").fill(text)
    await page.get_by_role("button", name="Read it").click()
    await expect(page.locator("h2")).to_have_text("Check the agenda")


async def test_an_agenda_is_pasted_corrected_kept_and_there(house: House):
    page = await desk(house)
    await paste(page, STATUTORY)
    await page.locator('[id="title_en.3"]').fill("External assessment")
    await page.get_by_role("button", name="Keep this agenda").first.click()
    await expect(page).to_have_url(f"{house.product.base_url}/meetings/committee/setup")
    token = house.product.cli("token", "--role", "secretariat", "--meeting", "committee").strip()
    async with Caller(house.product, token, "committee") as program:
        items = (await program.meeting())["items"]
    assert [one["title"] for one in items][:2] == [
        "Report of the Committee on Statutory Affairs in Durban",
        "External assessment",
    ]


async def test_a_fault_is_said_at_its_field_and_the_summary_leads_there(house: House):
    house.visitors.expect("status of 422")
    page = await desk(house)
    await paste(page, STATUTORY)
    field = page.locator('[id="minutes.3"]')
    await field.fill("soon")
    await field.press("Enter")
    await expect(field).to_have_attribute("aria-invalid", "true")
    await expect(page.locator('[id="fault-minutes.3"]')).to_contain_text("“soon” is not a whole number")
    await page.locator("#faults a").click()
    assert page.url.endswith("#minutes.3")


async def test_the_import_is_pressed_by_keyboard_alone(house: House):
    page = await desk(house)
    text = page.get_by_label("Or the text of the agenda")
    await text.focus()
    await page.keyboard.insert_text("1. One\n2. Two\n")
    await page.keyboard.press("Tab")
    await page.keyboard.press("Enter")
    await expect(page.locator("h2")).to_have_text("Check the agenda")
    await page.locator('[id="title_en.1"]').focus()
    await page.keyboard.press("End")
    await page.keyboard.insert_text(" more")
    await page.keyboard.press("Enter")
    await expect(page.locator('[id="title_en.1"]')).to_have_value("One more")
    await expect(page.locator("main")).to_contain_text("Nothing is wrong with these rows.")


async def test_the_pages_of_the_import_are_for_everybody(house: House):
    quiet = await desk(house)
    page = await quiet.context.browser.new_context(  # type: ignore[union-attr]
        storage_state=await quiet.context.storage_state(), locale="en-GB"
    )
    tab, found = await page.new_page(), []
    try:
        for language in ("en", "fr"):
            await tab.goto(f"{quiet.url}?lang={language}")
            found += await looked_at(tab)
            await tab.locator("textarea").fill(ODD)
            await tab.locator("main form button").click()
            await tab.locator('[id="start.3"]').fill("25:99")
            await tab.locator('button[value="check"]').first.click()
            await expect(tab.locator('[id="start.3"]')).to_have_attribute("aria-invalid", "true")
            await tab.evaluate(
                "document.querySelectorAll('main details').forEach(one => { one.open = true; })"
            )
            found += await looked_at(tab)
            await tab.goto(f"{quiet.url}?lang={language}")
            await tab.locator("input[type=file]").set_input_files(FILES / "executive-bureau-2022.csv")
            await tab.locator("main form button").click()
            await expect(tab.locator('[id="title_en.1"]')).to_be_visible()
            found += await looked_at(tab)
    finally:
        await page.close()
    assert found == []


async def looked_at(page: Page) -> list[str]:
    """What axe finds, in English in every dress, and how far the page runs over the side of a narrow screen."""
    if await page.evaluate("document.documentElement.lang") == "en":
        found = await axe_everywhere(page, PHONE, DESK)
    else:
        found = await axe_at(page, "dark", PHONE)
    await dress(page, "light", (320, 800))
    width = await page.evaluate("document.documentElement.scrollWidth")
    return found + ([f"{page.url} is {width} wide"] if width > 320 else [])
