"""What a secretariat does with an agenda that is public: renumber on purpose, withdraw, defer, restore, announce.

Source: issue "The agenda" (editing, announcements), DOMAIN §2.
"""

import pytest_asyncio
from playwright.async_api import Browser, Page, expect

from models.planning.item import Outcome
from tests.browser.desk import at_a_draft, desk, edit, field, line, recorded, save, written
from tests.browser.people import House, live
from tests.live.clients import Caller, Follower, token
from tests.provision_browser import Visitors
from tests.provision_product import Product


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def house(standing: Product, chromium: Browser):
    visitors = Visitors(chromium)
    yield House(standing, visitors)
    await visitors.leave()


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def ana(house: House):
    return await desk(house)


async def test_a_frozen_number_is_changed_on_purpose_and_the_whole_agenda_too(ana: Page, house: House):
    await again(ana)
    await expect(ana.locator("#renumber")).to_contain_text("Every number follows the order.")
    editor = await edit(ana, "item-12")
    await unfold(editor, "Number")
    await editor.get_by_label("Number", exact=True).fill("12 bis")
    await editor.get_by_role("button", name="Give it this number").click()
    await expect(line(ana, "item-12").locator(".no")).to_have_text("12 bis")
    await expect(line(ana, "item-12").locator(".editor")).to_be_visible()  # there may be more to do

    await ana.locator("#renumber summary").click()
    await expect(ana.locator(".changes li")).to_have_text("12 bis becomes 12 Any other business")
    await ana.get_by_role("button", name="Number the agenda anew").click()
    await expect(line(ana, "item-12").locator(".no")).to_have_text("12")


async def test_an_item_is_withdrawn_and_planned_again(ana: Page, house: House):
    await again(ana)
    editor = await edit(ana, "item-11")
    await unfold(editor, "Withdraw or defer")
    await editor.get_by_role("button", name="Withdraw it").click()
    await expect(line(ana, "item-11")).to_contain_text("Withdrawn")
    await unfold(editor, "Plan it again")
    await editor.get_by_role("button", name="Plan it again").click()
    await expect(line(ana, "item-11")).not_to_contain_text("Withdrawn")
    assert (await written(house, "item-11")).outcome is None


async def test_an_item_deferred_to_another_meeting_is_accepted_or_declined_there(ana: Page, house: House):
    [there] = await at_a_draft(house, "bureau", "Bureau")
    await grant(house, "bureau")
    await again(ana)
    for item in ("item-6", "item-7"):
        editor = await edit(ana, item)
        await unfold(editor, "Withdraw or defer")
        await editor.get_by_label("Defer to another meeting").select_option("Executive Bureau")
        await editor.get_by_role("button", name="Defer it").click()
        await expect(line(ana, item)).to_contain_text("Deferred: bureau")
        await editor.locator("[data-close]").click()

    proposals = there.locator("#panel-proposals")
    await expect(proposals.locator("h3")).to_have_text(["Work plan 2022", "Budget 2022"])
    await proposals.get_by_role("button", name="Accept it").first.click()
    await expect(there.locator(".called")).to_have_text(["Work plan 2022"])
    await proposals.get_by_role("button", name="Decline").click()
    await expect(proposals).to_be_hidden()
    assert (await written(house, "item-7")).outcome is Outcome.DEFERRED
    assert [i.title.fr for i in (await recorded(house, "bureau")).items()] == ["Plan de travail 2022"]


async def test_a_sitting_is_edited_and_withdrawn_and_the_meeting_itself_described(ana: Page, house: House):
    await again(ana)
    await ana.get_by_role("link", name="Lunch", exact=True).first.click()
    editor = ana.locator(".stretch-head .editor")
    await field(editor, "place").fill("Restaurant")
    await field(editor, "chair").fill("Mayor of Barcelona")
    await save(editor)
    await expect(ana.locator("#head-sitting-lunch")).to_contain_text("Restaurant")
    await ana.locator("#open-sitting-lunch").click()
    await unfold(editor, "Withdraw")
    await editor.get_by_role("button", name="Withdraw it").click()
    await expect(ana.locator("#head-sitting-lunch")).to_contain_text("does not take place")

    await ana.get_by_role("link", name="Edit its particulars").click()
    editor = ana.locator("#host-meeting .editor")
    await field(editor, "theme.en").fill("Cities for all")
    await field(editor, "links").fill("interpretation tr https://listen.example/tr")
    await field(editor, "zone").fill("Europe/Nowhere")
    await save(editor)
    await expect(editor.locator("[data-said]")).to_contain_text("There is no time zone Europe/Nowhere")
    await field(editor, "zone").fill("Europe/Madrid")
    await save(editor)
    await expect(editor).to_have_count(0)
    convocation = (await recorded(house)).convocation
    assert convocation
    assert (convocation.theme.en, convocation.links[0].language) == ("Cities for all", "tr")


async def test_the_chair_announces_from_the_console_with_a_countdown(ana: Page, house: House):
    chair, wall = await house.chair(), await house.wall()
    await chair.locator("#announce summary").click()
    await chair.locator("#announce-en").fill("Family photo")
    await chair.locator('#announce .preset[data-in="10"]').click()
    await chair.get_by_role("button", name="Announce it").click()
    for page in (chair, ana):
        await expect(page.locator("#panel-announcement")).to_contain_text("Family photo")
    await expect(wall.locator("body")).to_contain_text("Family photo")
    await expect(chair.locator("#announce")).not_to_have_attribute("open", "")
    await expect(chair.locator("#announce-en")).to_have_value("")
    await ana.get_by_role("button", name="Take it off").click()
    await expect(chair.locator("#panel-announcement")).to_be_hidden()


async def test_all_of_it_works_by_keyboard(ana: Page, house: House):
    await again(ana)
    await ana.locator("#open-item-5").focus()
    await ana.keyboard.press("Enter")
    editor = line(ana, "item-5").locator(".editor")
    await expect(field(editor, "title.en")).to_be_focused()
    await ana.keyboard.press("Escape")
    await expect(editor).to_have_count(0)
    await expect(ana.locator("#open-item-5")).to_be_focused()
    await ana.keyboard.press("Enter")
    await field(editor, "title.en").press("End")
    await ana.keyboard.type(", and its annexes")
    await ana.keyboard.press("Escape")  # nothing that is typed goes away by one key
    await expect(field(editor, "title.en")).to_be_focused()
    await ana.keyboard.press("Enter")
    await expect(line(ana, "item-5").locator(".called")).to_contain_text("and its annexes")
    await expect(ana.locator("#open-item-5")).to_be_focused()


async def unfold(editor, words: str) -> None:
    await editor.get_by_text(words, exact=True).and_(editor.locator("summary")).click()


async def again(page: Page) -> None:
    await page.reload()
    await live(page)


async def grant(house: House, slug: str) -> None:
    """Who is at the demonstration's desk is of the other meeting's secretariat too."""
    async with Follower(house.product, token(house.product, "secretariat")) as follower:
        person = follower.you["person"]
    async with Caller(house.product, token(house.product, "secretariat", meeting=slug), slug) as program:
        _, reply = await program.press("grant_role", {"person": person, "role": "secretariat"})
        assert reply["ok"], reply
