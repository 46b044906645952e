"""Several people edit the same agenda at once: what each has typed stays, and nobody overwrites another unseen.

Source: issue "The agenda" ("Two secretaries edit the same item in two browsers: no text is lost"), DOMAIN §7.
"""

import pytest_asyncio
from playwright.async_api import Browser, expect

from models.planning.sitting import Contributor
from tests.browser.desk import Desks, desk, edit, field, line, order, recorded, save, written
from tests.browser.people import House
from tests.provision_browser import Visitors
from tests.provision_product import Product

MEANWHILE = "Changed meanwhile by somebody else:"


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def office(standing: Product, chromium: Browser):
    visitors = Visitors(chromium)
    house = House(standing, visitors)
    yield Desks(house, await desk(house), await desk(house, "Ben"))
    await visitors.leave()


@pytest_asyncio.fixture(loop_scope="session")
async def desks(office: Desks):
    return await office.sit_down()


async def test_what_two_change_in_different_fields_is_all_kept(desks: Desks):
    of_ana, of_ben = await edit(desks.ana, "item-1"), await edit(desks.ben, "item-1")
    await field(of_ana, "title.en").fill("Adoption of the agenda as amended")
    await field(of_ben, "minutes").fill("35")
    await field(of_ben, "title.fr").fill("Adoption")
    await save(of_ben)
    await expect(line(desks.ana, "item-1")).to_contain_text("35 min")
    await expect(field(of_ana, "minutes")).to_have_value("35")
    await expect(field(of_ana, "title.fr")).to_have_value("Adoption")
    await save(of_ana)
    await expect(line(desks.ben, "item-1")).to_contain_text("as amended")
    item = await written(desks.house, "item-1")
    assert item.minutes == 35
    assert (item.title.en, item.title.fr) == ("Adoption of the agenda as amended", "Adoption")


async def test_the_same_words_changed_by_two_are_shown_at_once_and_the_author_chooses(desks: Desks):
    of_ana, of_ben = await edit(desks.ana, "item-2"), await edit(desks.ben, "item-2")
    await field(of_ana, "title.en").fill("Mine")
    await field(of_ben, "title.en").fill("Theirs")
    await save(of_ben)
    note = of_ana.locator(".meanwhile")
    await expect(note).to_contain_text(MEANWHILE)
    await expect(note.locator("q")).to_have_text("Theirs")
    await expect(field(of_ana, "title.en")).to_have_value("Mine")

    await save(of_ana)  # without having looked: refused, and both texts are still there
    await expect(of_ana.locator(".about [data-said]")).to_contain_text("Nothing is lost")
    await expect(note.get_by_role("button", name="Keep mine")).to_be_focused()
    assert (await written(desks.house, "item-2")).title.en == "Theirs"
    await desks.ana.keyboard.press("Enter")  # and it is sent again by itself
    await expect(line(desks.ben, "item-2").locator(".called")).to_have_text("Mine")
    assert (await written(desks.house, "item-2")).title.en == "Mine"


async def test_taking_theirs_leaves_what_else_one_wrote(desks: Desks):
    of_ana, of_ben = await edit(desks.ana, "item-3"), await edit(desks.ben, "item-3")
    await field(of_ana, "title.en").fill("Mine")
    await field(of_ana, "draft_decision.en").fill("1. Note the report")
    await field(of_ben, "title.en").fill("Theirs")
    await save(of_ben)
    await of_ana.get_by_role("button", name="Take theirs").click()
    await expect(of_ana.locator(".meanwhile")).to_have_count(0)
    await expect(field(of_ana, "title.en")).to_have_value("Theirs")
    await save(of_ana)
    await expect(line(desks.ana, "item-3").locator(".editor")).to_have_count(0)
    item = await written(desks.house, "item-3")
    assert (item.title.en, item.draft_decision.en) == ("Theirs", "1. Note the report")


async def test_a_third_change_while_two_texts_stand_there_is_shown_too(desks: Desks):
    of_ana, of_ben = await edit(desks.ana, "item-4"), await edit(desks.ben, "item-4")
    await field(of_ana, "kind").select_option("debate")
    await field(of_ben, "kind").select_option("information")
    await save(of_ben)
    await expect(of_ana.locator(".meanwhile q")).to_have_text("Information")
    await of_ana.get_by_role("button", name="Keep mine").click()
    of_ben = await edit(desks.ben, "item-4")
    await field(of_ben, "kind").select_option("decision")
    await save(of_ben)
    await expect(of_ana.locator(".meanwhile q")).to_have_text("Decision")


async def test_one_moves_an_item_while_another_types_in_it_and_the_chair_advances(desks: Desks):
    ana, ben, chair = desks.ana, desks.ben, await desks.house.chair()
    of_ana = await edit(ana, "item-7")
    await field(of_ana, "title.en").press("End")
    await ana.keyboard.type(" and its")
    await ben.locator("#up-item-7").click()
    await chair.locator("#primary-button").click()
    await expect(chair.locator("#primary-button")).to_contain_text("Opening")
    await chair.locator("#primary-button").click()
    await expect(line(ana, "item-opening-1")).to_contain_text("Now")
    assert (await order(ana)).index("item-7") == (await order(ana)).index("item-6") - 1
    await expect(field(of_ana, "title.en")).to_be_focused()
    await ana.keyboard.type(" annexes")
    await save(of_ana)
    await expect(line(ben, "item-7")).to_contain_text("Budget 2022 and its annexes")
    assert (await recorded(desks.house)).agenda.current == "item-opening-1"


async def test_what_is_typed_outlives_a_reload_with_what_its_author_saw(desks: Desks):
    of_ana, of_ben = await edit(desks.ana, "item-5"), await edit(desks.ben, "item-5")
    await field(of_ana, "title.en").fill("Half typed")
    await field(of_ben, "title.en").fill("Saved meanwhile")
    await save(of_ben)
    await expect(of_ana.locator(".meanwhile q")).to_have_text("Saved meanwhile")
    await desks.ana.reload()
    again = line(desks.ana, "item-5").locator(".editor")
    await expect(field(again, "title.en")).to_have_value("Half typed")
    await expect(again.locator(".meanwhile q")).to_have_text("Saved meanwhile")
    await again.get_by_text("Close without saving").click()
    await desks.ana.reload()
    await expect(line(desks.ana, "item-5").locator(".called")).to_have_text("Saved meanwhile")
    await expect(desks.ana.locator(".editor")).to_have_count(0)


async def test_speakers_written_by_two_are_shown_to_the_second(desks: Desks):
    for page, name in ((desks.ana, "Ana Ruiz"), (desks.ben, "Ben Ode")):
        editor = await edit(page, "item-8")
        await editor.locator("summary", has_text="Speakers").click()
        await editor.locator('[name="lines"]').fill(f"keynote: {name}, Mayor of Soria")
    of_ana, of_ben = (line(page, "item-8").locator(".editor") for page in (desks.ana, desks.ben))
    await of_ben.get_by_role("button", name="Save the speakers").click()
    await expect(of_ana.locator(".meanwhile q")).to_have_text("keynote: Ben Ode, Mayor of Soria")
    desks.house.visitors.expect("status of 409")
    await of_ana.get_by_role("button", name="Save the speakers").click()
    await expect(of_ana.locator(".fold[open] [data-said]").first).not_to_be_empty()
    await expect(of_ana.locator('[name="lines"]')).to_have_value("keynote: Ana Ruiz, Mayor of Soria")
    await of_ana.get_by_role("button", name="Keep mine").click()
    await expect(of_ana.locator(".fold[open]")).to_have_count(0)
    [speaker] = (await written(desks.house, "item-8")).roles
    assert speaker == Contributor("keynote", "Mayor of Soria", "", speaker.person)
    assert speaker.person
