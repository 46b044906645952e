"""What the browser owns stays with the reader when the page changes under their hands.

Source: DESIGN §2.10 (focus, `open`, drafts survive a morph; one polite live region announces).
"""

import pytest
from playwright.async_api import Page, expect

from tests.browser.people import NAMED, Room, all_show, big_button, live, row, shown, title

STATUTES, FINANCE = NAMED["item-4"], NAMED["item-5"]

# Every sentence that the live region was given, as a screen reader would hear it.
LISTEN = """() => {
    window.heard = [];
    window.listener?.disconnect();  // of a test before, in the same room
    const announcer = document.getElementById('announcer');
    window.listener = new MutationObserver(() => window.heard.push(announcer.textContent));
    window.listener.observe(announcer, {childList: true, subtree: true, characterData: true});
}"""


async def test_a_reason_half_typed_survives_the_next_item(room: Room):
    await room.at("item-4")
    reason = room.chair.locator("#suspend-reason")
    await room.chair.locator("#suspend summary").click()
    await reason.press_sequentially("Interpretation is")
    await room.act("open_next_item", closing="item-4")
    await all_show(FINANCE, *room.pages)

    await expect(room.chair.locator("#suspend")).to_have_attribute("open", "")
    await expect(reason).to_be_focused()
    await room.chair.keyboard.type(" being repaired")
    await expect(reason).to_have_value("Interpretation is being repaired")
    await room.chair.get_by_role("button", name="Suspend the meeting").click()
    await expect(title(room.wall)).to_contain_text("The meeting is suspended")
    await expect(room.wall.locator("#panel-wall")).to_contain_text("Interpretation is being repaired")
    await big_button(room.chair).click()
    await room.chair.locator("#suspend summary").click()
    await expect(reason).to_have_value("")  # it has done its work


async def test_an_outcome_chosen_for_this_item_survives_what_does_not_concern_it(room: Room):
    await room.at("item-4")
    await room.chair.locator(".outcomes label", has_text="Noted").click()
    await room.act("conclude_item", item="item-12", outcome="withdrawn")
    await expect(row(room.chair, "item-12")).to_have_class("concluded")
    await expect(room.chair.locator(".outcomes").get_by_label("Noted")).to_be_checked()
    await expect(room.chair.locator(".outcomes").get_by_label("Noted")).to_be_focused()
    await big_button(room.chair).click()
    await all_show(FINANCE, *room.pages)
    assert await room.outcome("item-4") == "noted"


async def test_focus_and_scrolling_stay_where_the_reader_is(room: Room):
    await room.at("item-4")
    button = row(room.chair, "item-10-5").get_by_role("button")
    await button.focus()
    before = await button.bounding_box()
    language = room.phone.locator("details.menu").first
    await language.locator("summary").tap()
    read = row(room.phone, "item-8")
    await read.evaluate("line => scrollBy(0, line.getBoundingClientRect().top - 10)")
    where = await read.bounding_box()

    await room.act("open_next_item", closing="item-4")
    await all_show(FINANCE, *room.pages)
    await expect(button).to_be_focused()
    assert await button.bounding_box() == pytest.approx(before, abs=1)
    await expect(language).to_have_attribute("open", "")
    assert await read.bounding_box() == pytest.approx(where, abs=1), "a line being read does not jump"


async def test_focus_goes_to_the_next_step_when_what_had_it_goes_away(room: Room):
    await room.at("item-4")
    await room.chair.locator("#conclude summary").focus()
    await room.act("conclude_item", item="item-4", outcome="noted")
    await all_show("Between two items", *room.pages)
    await expect(big_button(room.chair)).to_be_focused()


async def test_the_new_item_is_announced_once_and_the_rest_of_the_page_keeps_silent(room: Room):
    await room.at("item-4")
    for page in room.pages[:2]:
        await page.evaluate(LISTEN)
    await big_button(room.chair).click()
    await all_show(FINANCE, *room.pages)
    await room.act("conclude_item", item="item-11", outcome="deferred")
    await expect(row(room.phone, "item-11")).to_contain_text("Deferred")
    for page in room.pages[:2]:
        assert await page.evaluate("window.heard") == [f"Now: {FINANCE}"]
        loud = page.locator("main [aria-live]:not([aria-live=off]), main [role=alert], main [role=log]")
        await expect(loud).to_have_count(0)


async def test_the_title_of_a_reader_in_french_is_announced_in_french(room: Room):
    await room.at("item-4")
    lectrice = await room.house.phone(locale="fr-FR")
    await lectrice.evaluate(LISTEN)
    await big_button(room.chair).click()
    await all_show("Rapport du Comité de gestion financière", lectrice)
    heard = await lectrice.evaluate("window.heard")
    assert len(heard) == 1
    assert "Rapport du Comité de gestion financière" in heard[0]


async def test_two_tabs_of_one_person_show_the_same_and_one_press_counts_once(room: Room):
    await room.at("item-4")
    second = await tab(room.chair, f"{room.house.meeting}/chair")
    await big_button(second).click()
    await all_show(FINANCE, *room.pages, second)
    await room.chair.bring_to_front()
    await big_button(room.chair).click()
    await all_show(NAMED["item-6"], *room.pages, second)
    assert await shown(room.wall) == [STATUTES, FINANCE, NAMED["item-6"]]
    await second.close()


async def tab(beside: Page, address: str) -> Page:
    """Another tab of the same browser."""
    page = await beside.context.new_page()
    await page.goto(address)
    await live(page)
    return page
