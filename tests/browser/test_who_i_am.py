"""Who I am can change while I look: signed out elsewhere, access withdrawn, a role granted or taken.

Source: DESIGN §3 (the `you` frame, close codes 4501 and 4502).
"""

from playwright.async_api import Page, expect

from tests.browser.people import NAMED, Room, all_show, big_button, live
from tests.live.clients import SLUG, Follower

STATUTES, FINANCE = NAMED["item-4"], NAMED["item-5"]


async def test_a_tab_hears_that_its_person_has_signed_out_in_another(room: Room):
    await room.at("item-4")
    room.house.visitors.expect("status of 401")
    chair = await room.house.chair("Signing out")
    other = await chair.context.new_page()
    await other.goto(room.house.meeting)
    await other.locator(".me summary").click()
    await other.get_by_role("button", name="Sign out").click()
    await expect(other.locator("main h1")).to_have_text("Meetings")
    await nobody_listens(chair, "You have signed out. To act again, sign in again.")

    await chair.get_by_role("button", name="Reload the page").click()
    await expect(chair.locator("main")).to_contain_text("Sign in first")


async def test_a_withdrawn_sign_in_is_told_and_can_press_nothing_any_more(room: Room):
    await room.at("item-4")
    chair = await room.house.chair("Withdrawn")
    said = room.house.product.cli("revoke", "--role", "chair", "--meeting", SLUG, "--name", "Withdrawn")
    assert said == "1"
    await nobody_listens(chair, "Your access to this meeting has been withdrawn.")
    await all_show(STATUTES, *room.pages)
    assert (await room.record())["current"] == "item-4"


async def test_a_role_granted_in_the_meeting_shows_at_once(room: Room):
    await room.at("item-4")
    page = await room.house.come("delegate", "Rising")
    person = await person_of(room, "delegate", "Rising")
    await expect(page.locator(".me [data-you-role]")).to_have_text("Delegate", use_inner_text=False)

    await room.act("grant_role", person=person, role="chair")
    await expect(page.locator(".me [data-you-role]")).to_have_text("Chair, Delegate", use_inner_text=False)
    await page.locator(".pages").get_by_role("link", name="Chair").click()
    await big_button(page).click()
    await all_show(FINANCE, *room.pages, page)


async def test_whose_role_is_taken_finds_no_button_left_to_press(room: Room):
    await room.at("item-4")
    page = await room.house.chair("Falling")
    person = await person_of(room, "chair", "Falling")
    await room.act("withdraw_role", person=person, role="chair")
    await expect(page.locator("#primary-button:not([aria-disabled=true])")).to_have_count(0)
    await expect(page.locator("#notice")).to_contain_text("You do not chair any more")
    await expect(page).to_have_url(room.house.meeting)
    assert (await room.record())["current"] == "item-4"


async def test_whose_every_role_is_taken_still_follows_the_public_meeting(room: Room):
    await room.at("item-4")
    page = await room.house.come("observer", "Leaving")
    await room.act("withdraw_role", person=await person_of(room, "observer", "Leaving"), role="observer")
    await room.act("open_next_item", closing="item-4")
    await all_show(FINANCE, page)
    await live(page)
    await expect(page.locator(".me [data-you-role]")).not_to_contain_text("Observer")


async def person_of(room: Room, role: str, name: str) -> str:
    """The id of somebody, as the server tells it to themselves."""
    async with Follower(room.house.product, room.house.ask("token", role, name)) as follower:
        return follower.you["person"]


async def nobody_listens(chair: Page, words: str) -> None:
    """It says so in words, and every button of the meeting is off."""
    await expect(chair.locator("#notice")).to_contain_text(words)
    await expect(chair.locator("#line")).to_have_attribute("data-line", "ended")
    await expect(big_button(chair)).to_have_attribute("aria-disabled", "true")
    buttons = chair.locator("form[data-command] button:not([type=button])")
    await expect(buttons.and_(chair.locator(":not([aria-disabled=true])"))).to_have_count(0)
    await big_button(chair).click(force=True)
    await expect(chair.locator("[data-pending]")).to_have_count(0)
    await expect(chair.locator("#notice")).to_contain_text(words)
