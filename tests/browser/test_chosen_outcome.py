"""An outcome is chosen for one item and never carried over: a tired chair must not adopt what was not decided.

Source: issue "The house" (conclude with an outcome); models/rules/agenda ("never *adopted* by itself").
"""

from playwright.async_api import Page, expect

from tests.browser.people import NAMED, Room, all_show, big_button, row


async def test_adopted_then_next_adopts_this_item_and_the_next_one_begins_undecided(room: Room):
    await room.at("item-4")
    await choose(room.chair, "Adopted")
    await expect(big_button(room.chair)).to_contain_text("concludes 4 Report of the Committee")
    await expect(big_button(room.chair).locator("[data-as=adopted]")).to_be_visible()
    await expect(big_button(room.chair).locator("[data-as=discussed]")).to_be_hidden()

    await big_button(room.chair).click()
    await all_show(NAMED["item-5"], *room.pages)
    await expect(row(room.phone, "item-4")).to_contain_text("Adopted")
    await undecided(room.chair)

    await big_button(room.chair).click()
    await all_show(NAMED["item-6"], *room.pages)
    await expect(row(room.phone, "item-5")).to_contain_text("Discussed")
    assert [await room.outcome(i) for i in ("item-4", "item-5")] == ["adopted", "discussed"]


async def test_a_choice_falls_away_when_another_chair_moves_on_meanwhile(room: Room):
    await room.at("item-4")
    await choose(room.chair, "Adopted")
    await room.act("open_next_item", closing="item-4")
    await all_show(NAMED["item-5"], *room.pages)
    await undecided(room.chair)
    await big_button(room.chair).click()
    await all_show(NAMED["item-6"], *room.pages)
    assert [await room.outcome(i) for i in ("item-4", "item-5")] == ["discussed", "discussed"]


async def test_a_choice_does_not_come_back_with_the_item_after_next_and_back(room: Room):
    await room.at("item-4")
    await choose(room.chair, "Adopted")
    await big_button(room.chair).click()
    await all_show(NAMED["item-5"], *room.pages)
    await room.chair.locator("#back-button").click()
    await all_show(NAMED["item-4"], *room.pages)
    await undecided(room.chair)


async def test_a_choice_under_conclude_only_is_not_carried_over_either(room: Room):
    await room.at("item-4")
    await room.chair.locator("#conclude summary").click()
    await room.chair.locator("#conclude select").select_option("Adopted")
    await room.act("open_next_item", closing="item-4")
    await all_show(NAMED["item-5"], *room.pages)
    await expect(room.chair.locator("#conclude select")).to_have_value("discussed")
    await room.chair.get_by_role("button", name="Conclude 5").click()
    await all_show("Between two items", *room.pages)
    assert await room.outcome("item-5") == "discussed"


async def test_concluding_without_opening_the_next_leaves_the_room_between_two_items(room: Room):
    await room.at("item-4")
    await room.chair.locator("#conclude summary").click()
    await room.chair.locator("#conclude select").select_option("Deferred")
    await room.chair.get_by_role("button", name="Conclude 4").click()
    await all_show("Between two items", *room.pages)
    for page in (room.phone, room.wall):
        await expect(page.locator("#panel-now, #panel-wall")).to_contain_text("Deferred")
    await expect(room.chair.locator("#outcomes-item-4")).to_have_count(0)
    await big_button(room.chair).click()
    await all_show(NAMED["item-5"], *room.pages)


async def test_a_break_ends_and_nothing_is_adopted_by_it(room: Room):
    await room.at("item-break-12")
    await expect(room.chair.get_by_label("Ended")).to_be_checked()
    await expect(room.chair.get_by_label("Adopted")).to_have_count(0)
    await big_button(room.chair).click()
    await all_show(NAMED["item-9"], *room.pages)
    await undecided(room.chair)
    assert await room.outcome("item-break-12") == "ended"


async def choose(chair: Page, outcome: str) -> None:
    await chair.locator(".outcomes label", has_text=outcome).click()
    await expect(chair.locator(".outcomes").get_by_label(outcome)).to_be_checked()


async def undecided(chair: Page) -> None:
    await expect(chair.locator(".outcomes").get_by_label("Discussed")).to_be_checked()
    await expect(big_button(chair).locator("[data-as=adopted]")).to_be_hidden()
