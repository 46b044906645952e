"""An agenda is made from nothing: items, sittings, a track; moved by button, key and hand; split and removed.

Source: issue "The agenda" (editing), DOMAIN §2.
"""

from playwright.async_api import Page, expect

from models.text import Text
from tests.browser.desk import at_a_draft, edit, line, order, recorded
from tests.browser.people import House

HINT = "Nothing stands on this agenda yet"


async def test_an_empty_draft_says_what_to_do_and_grows_item_by_item(house: House):
    [page] = await at_a_draft(house, "bureau", "Ana")
    await expect(page.locator("#panel-setup")).to_contain_text(HINT)
    await expect(page.get_by_role("link", name="Import an agenda…").first).to_be_visible()
    await page.get_by_role("link", name="Add the first item").click()
    await add(page, "Opening", kind="opening")
    await expect(page.locator("#panel-setup")).not_to_contain_text(HINT)
    for title in ("Adoption of the agenda", "Work plan", "Budget"):
        await page.locator("#host-tools").get_by_role("link", name="Add an item").click()
        await add(page, title)
        await page.locator("[data-close]").click()
    items = {i.title.en: i for i in (await recorded(house, "bureau")).items()}
    assert [i.number for i in items.values()] == ["", "1", "2", "3"]

    await page.get_by_role("link", name="Add a sitting").click()
    await page.locator('[name="sitting.title.en:text"]').fill("Morning")
    await page.locator('[name="sitting.day:day"]').fill("2026-04-13")
    await page.locator('[name="sitting.starts:time"]').fill("10:00")
    await page.locator('[name="sitting.ends:end"]').fill("12:30")
    await page.locator('[name="sitting.links:links"]').fill("interpretation zh https://listen.example/zh")
    await page.get_by_role("button", name="Add it").click()
    await expect(page.locator(".stretch-head")).to_contain_text("10:00 CST – 12:30 CST")
    [sitting] = (await recorded(house, "bureau")).agenda.sittings
    assert sitting.starts
    assert sitting.starts.isoformat() == "2026-04-13T16:00:00+00:00"
    assert sitting.links[0].language == "zh"


async def test_items_are_moved_by_button_by_key_and_by_hand(house: House):
    [page] = await at_a_draft(house, "bureau", "Ana")
    one, two, three = await three_items(page)
    await page.locator(f"#down-{one}").click()
    await ordered(page, two, one, three)
    await expect(page.locator(f"#down-{one}")).to_be_focused()  # to be pressed again

    await page.locator(f"#handle-{three}").focus()
    await page.keyboard.press("ArrowUp")
    await ordered(page, two, three, one)
    await expect(page.locator(f"#handle-{three}")).to_be_focused()
    await page.keyboard.press("ArrowRight")
    await expect(line(page, three)).to_have_attribute("data-depth", "1")
    await expect(line(page, three).locator(".no")).to_have_text("1.1")
    await page.keyboard.press("ArrowLeft")
    await expect(line(page, three)).to_have_attribute("data-depth", "0")

    await drag(page, two, below=one)
    await ordered(page, three, one, two)
    await drag(page, one, below=two, across=40)  # further to the right: under it
    await ordered(page, three, two, one)
    await expect(line(page, one)).to_have_attribute("data-depth", "1")
    assert {i.id: i.parent for i in (await recorded(house, "bureau")).items()}[one] == two


async def test_an_item_is_split_and_removed_and_whose_words_it_held_keeps_them(house: House):
    house.visitors.expect("status of 404")  # what is gone is asked for once more
    ana, ben = await at_a_draft(house, "bureau", "Ana", "Ben")
    one, two, _ = await three_items(ana)
    editor = await edit(ana, one)
    await editor.locator("summary", has_text="Split").click()
    await editor.locator('[name="titles:titles.en"]').fill("Report\n\nDiscussion")
    await editor.get_by_role("button", name="Split it").click()
    await expect(ben.locator(".called")).to_have_text(["Item 1", "Report", "Discussion", "Item 2", "Item 3"])
    parts = [i for i in (await recorded(house, "bureau")).items() if i.parent == one]
    assert [i.title for i in parts] == [Text("Report"), Text("Discussion")]

    of_ben = await edit(ben, two)
    await of_ben.locator('[name="now.title.en:text"]').fill("Half typed")
    editor = await edit(ana, two)
    await editor.locator("summary", has_text="Remove").click()
    await editor.get_by_role("button", name="Remove it").click()
    await expect(line(ana, two)).to_have_count(0)
    await expect(of_ben.locator(".about [data-said]")).to_contain_text("What you wrote stays here")
    await expect(of_ben.locator('[name="now.title.en:text"]')).to_have_value("Half typed")
    await of_ben.get_by_text("Close without saving").click()
    await expect(line(ben, two)).to_have_count(0)


async def test_a_track_has_an_agenda_of_its_own_to_which_items_move(house: House):
    [page] = await at_a_draft(house, "bureau", "Ana")
    one, two, three = await three_items(page)
    await page.get_by_role("link", name="Add a track").click()
    await page.locator('[name="track.title.en:text"]').fill("Learning")
    await page.get_by_role("button", name="Add it").click()
    await page.get_by_role("link", name="Learning").click()
    await expect(page.locator("#panel-setup")).to_contain_text(HINT)
    await page.get_by_role("link", name="Add a sitting").click()
    await page.locator('[name="sitting.title.en:text"]').fill("Workshop")
    await page.get_by_role("button", name="Add it").click()
    await expect(page.locator(".stretch-head h3")).to_have_text("Workshop")
    await page.locator(".tracks").get_by_role("link", name="Plenary").click()

    editor = await edit(page, two)
    await editor.get_by_text("Move", exact=True).click()
    await editor.get_by_label("To another place").select_option("first in “Workshop”")
    await editor.get_by_role("button", name="Move it there").click()
    await ordered(page, one, three)
    meeting = await recorded(house, "bureau")
    assert [i.id for i in meeting.parallel[0].items] == [two]
    await page.locator(".tracks").get_by_role("link", name="Learning").click()
    await ordered(page, two)


async def add(page: Page, title: str, kind: str = "report") -> None:
    editor = page.locator('[data-part="new/item"]')
    await editor.locator('[name="item.title.en:text"]').fill(title)
    await editor.locator('[name="item.kind"]').select_option(kind)
    await editor.get_by_role("button", name="Add it").click()
    await expect(page.locator(".called", has_text=title)).to_be_visible()
    await expect(editor.locator('[name="item.title.en:text"]')).to_have_value(
        ""
    )  # answered, and ready for another


async def three_items(page: Page) -> list[str]:
    await page.get_by_role("link", name="Add the first item").click()
    for number in (1, 2, 3):
        await add(page, f"Item {number}")
        if number == 1:
            await page.locator("#host-tools").get_by_role("link", name="Add an item").click()
    await page.locator("[data-close]").first.click()
    return await order(page)


async def ordered(page: Page, *items: str) -> None:
    await expect(page.locator(".row[data-item]")).to_have_count(len(items))
    for place, item in enumerate(items):
        await expect(page.locator(".row[data-item]").nth(place)).to_have_attribute("data-item", item)


async def drag(page: Page, item: str, *, below: str, across: int = 0) -> None:
    """By its handle, to just below another row."""
    handle = await page.locator(f"#handle-{item}").bounding_box()
    target = await line(page, below).bounding_box()
    assert handle
    assert target
    x, y = handle["x"] + 10, handle["y"] + handle["height"] / 2
    await page.mouse.move(x, y)
    await page.mouse.down()
    await page.mouse.move(x + across, target["y"] + target["height"] - 4, steps=5)
    await expect(page.locator(".drop-mark")).to_be_visible()
    await page.mouse.up()
