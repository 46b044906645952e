"""The chair's note on the current item: it goes where the meeting goes, saves itself, and loses nothing."""

from typing import Any

from playwright.async_api import Locator, Page, Route, expect

from tests.browser.audit import DESK, PHONE, axe_everywhere, dress
from tests.browser.people import NAMED, House, all_show, big_button

FIRST, SECOND = list(NAMED.values())[:2]
SAVED = "Saved"


def note(page: Page) -> Locator:
    return page.locator("[data-notes]")


def state(page: Page) -> Locator:
    return page.locator("[data-note-state]")


async def at_the_first_item(house: House, chair: Page) -> None:
    await big_button(chair).click()
    await all_show("The meeting is open", chair)
    await big_button(chair).click()
    await all_show(FIRST, chair)
    await expect(chair.locator("[data-note-item]")).to_have_text(FIRST)


async def kept(chair: Page) -> dict[str, dict[str, Any]]:
    """What the server has, asked with the chair's cookie."""
    here = chair.url.removesuffix("/chair").removesuffix("/notes") + "/notes"
    answer = await chair.request.get(here, headers={"Accept": "application/json"})
    return await answer.json()


async def kept_as(chair: Page, text: str) -> None:
    """The server has this note on the first item, or before long: what is sent last may still be on its way."""
    for _ in range(200):
        if (await kept(chair)).get("item-opening-1", {}).get("text") == text:
            return
        await chair.wait_for_timeout(50)
    raise AssertionError(await kept(chair))


async def test_a_note_saves_itself_and_stays_with_its_item(house: House):
    chair = await house.chair()
    await expect(note(chair)).to_be_hidden()
    await at_the_first_item(house, chair)
    await expect(state(chair)).to_be_empty()
    await note(chair).fill("Thank the curator")
    await expect(state(chair)).to_have_text("Not saved yet")
    await expect(state(chair)).to_have_text(SAVED)
    assert await kept(chair) == {"item-opening-1": {"text": "Thank the curator", "revision": 1}}

    await big_button(chair).click()
    await all_show(SECOND, chair)
    await expect(chair.locator("[data-note-item]")).to_have_text(SECOND)
    await expect(note(chair)).to_have_value("")
    await chair.locator("#back-button").click()
    await all_show(FIRST, chair)
    await expect(note(chair)).to_have_value("Thank the curator")

    await chair.reload()
    await expect(note(chair)).to_have_value("Thank the curator")
    await expect(state(chair)).to_have_text(SAVED)


async def test_a_note_is_saved_though_the_page_is_left_at_once(house: House):
    chair = await house.chair()
    await at_the_first_item(house, chair)
    await note(chair).fill("Typed and gone")
    await chair.goto(f"{house.meeting}/notes")
    await kept_as(chair, "Typed and gone")
    await chair.reload()
    await expect(chair.locator("#text-item-opening-1")).to_have_value("Typed and gone")


async def test_the_item_does_not_change_under_typing_fingers(house: House):
    """What is typed when somebody else presses Next is on the item it was begun on."""
    chair, other = await house.chair(), await house.chair("Another chair")
    await at_the_first_item(house, chair)
    await all_show(FIRST, other)
    await note(chair).press_sequentially("Ask the mayor ")
    await big_button(other).click()
    await all_show(SECOND, chair)
    await note(chair).press_sequentially("about the budget")
    await expect(chair.locator("[data-note-item]")).to_have_text(FIRST)
    await chair.locator("#panel-agenda").click()
    await expect(chair.locator("[data-note-item]")).to_have_text(SECOND)
    await expect(note(chair)).to_have_value("")
    await kept_as(chair, "Ask the mayor about the budget")


async def test_nothing_typed_is_lost_while_the_server_is_away(house: House):
    house.visitors.expect("ERR_CONNECTION_REFUSED|ERR_EMPTY_RESPONSE|ERR_CONNECTION_RESET|WebSocket")
    chair = await house.chair()
    await at_the_first_item(house, chair)
    await expect(state(chair)).to_be_empty()
    house.product.stop()
    await note(chair).fill("Written in a tunnel")
    await expect(state(chair)).to_contain_text("Not saved yet: the line is down.")
    house.product.start()
    await expect(state(chair)).to_have_text(SAVED, timeout=40_000)
    assert (await kept(chair))["item-opening-1"]["text"] == "Written in a tunnel"


async def test_what_could_not_be_saved_outlives_a_reload(house: House):
    house.visitors.expect("ERR_FAILED")
    chair = await house.chair()
    await at_the_first_item(house, chair)

    async def broken(route: Route) -> None:
        if route.request.method == "POST":
            await route.abort()
        else:
            await route.continue_()

    await chair.route("**/notes/*", broken)
    await note(chair).fill("Not there yet")
    await expect(state(chair)).to_contain_text("Not saved yet: the line is down.")
    assert await kept(chair) == {}
    await chair.reload()
    await expect(note(chair)).to_have_value("Not there yet")
    await chair.unroute("**/notes/*")
    await note(chair).press_sequentially("!")
    await expect(state(chair)).to_have_text(SAVED)
    assert (await kept(chair))["item-opening-1"]["text"] == "Not there yet!"


async def test_an_answer_that_was_lost_is_no_other_window(house: House):
    """The note arrived, the answer did not; what was typed since goes on from there."""
    house.visitors.expect("ERR_FAILED|status of 409")
    chair = await house.chair()
    await at_the_first_item(house, chair)

    async def arrives_unanswered(route: Route) -> None:
        await route.fetch()
        await route.abort()

    await chair.route("**/notes/*", arrives_unanswered, times=1)
    await note(chair).fill("Once")
    await expect(state(chair)).to_contain_text("Not saved yet")
    await expect(state(chair)).to_contain_text("the line is down")
    await note(chair).fill("Once and twice")
    await expect(state(chair)).to_have_text(SAVED)
    assert (await kept(chair))["item-opening-1"] == {"text": "Once and twice", "revision": 2}


async def test_two_windows_of_one_chair_are_shown_both_texts(house: House):
    house.visitors.expect("status of 409")
    desk = await house.chair()
    await at_the_first_item(house, desk)
    tablet = await desk.context.new_page()
    await tablet.goto(f"{house.meeting}/chair")
    await expect(tablet.locator("[data-note-item]")).to_have_text(FIRST)
    await expect(note(tablet)).to_be_visible()

    await note(desk).fill("From the desk")
    await expect(state(desk)).to_have_text(SAVED)
    await note(tablet).fill("From the tablet")
    await expect(state(tablet)).to_have_text("This note was changed in another window meanwhile.")
    await expect(tablet.locator("[data-note-kept]")).to_have_text("From the desk")
    await expect(note(tablet)).to_have_value("From the tablet")
    assert (await kept(desk))["item-opening-1"]["text"] == "From the desk"

    await note(tablet).fill("From the desk and the tablet")
    await tablet.get_by_role("button", name="Keep what is written here").click()
    await expect(state(tablet)).to_have_text(SAVED)
    await expect(tablet.locator("[data-note-other]")).to_be_hidden()
    assert (await kept(desk))["item-opening-1"]["text"] == "From the desk and the tablet"

    await note(desk).fill("From the desk again")
    await expect(desk.locator("[data-note-kept]")).to_have_text("From the desk and the tablet")
    await desk.get_by_role("button", name="Take what was saved there").click()
    await expect(note(desk)).to_have_value("From the desk and the tablet")
    await expect(state(desk)).to_have_text(SAVED)


async def test_whoever_has_signed_out_elsewhere_keeps_their_words_on_the_screen(house: House):
    house.visitors.expect("status of 401")
    chair = await house.chair()
    await at_the_first_item(house, chair)
    await expect(state(chair)).to_be_empty()
    house.ask("revoke", "chair")
    await note(chair).fill("Still here")
    await expect(state(chair)).to_contain_text("This note cannot be saved.")
    await expect(note(chair)).to_have_value("Still here")


async def test_the_note_and_the_page_of_notes_are_for_everybody(house: House):
    chair = await house.chair()
    await at_the_first_item(house, chair)
    await note(chair).fill("Thank the curator")
    await expect(state(chair)).to_have_text(SAVED)
    found = await axe_everywhere(chair, PHONE, DESK, within="#note")
    for language in ("en", "fr"):
        await chair.goto(f"{house.meeting}/notes?lang={language}")
        found += await axe_everywhere(chair, PHONE, DESK)
        await dress(chair, "light", (320, 800))
        assert await chair.evaluate("document.documentElement.scrollWidth") <= 320
    assert found == []


async def test_without_script_a_note_is_written_on_the_page_of_notes(house: House):
    chair = await house.chair(java_script_enabled=False)
    await expect(note(chair)).to_be_hidden()
    await chair.get_by_role("link", name="All my notes").click()
    await chair.locator("#text-item-2").fill("Two\nlines")
    await chair.locator("#note-item-2 button").click()
    await expect(chair).to_have_url(f"{house.meeting}/notes#note-item-2")
    await expect(chair.locator("#text-item-2")).to_have_value("Two\nlines")
