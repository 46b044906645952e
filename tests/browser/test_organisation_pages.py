"""A secretary who has never seen them sets a body up by keyboard; and how the pages look, light, dark, on a phone.

Source: issue "People and doors" (set-up pages); DESIGN §8.
"""

import re

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Page, expect

from tests.browser.audit import DESK, axe_at, axe_everywhere
from tests.browser.test_looks import CUT_OFF, NARROW, PRESSABLE, TOO_SMALL
from tests.provision_browser import Visitors
from tests.provision_product import Product

SETUP = "/bodies/right-to-the-city/setup"


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def page(standing: Product, chromium: Browser):
    visitors = Visitors(chromium)
    visitors.expect("status of 422")  # a refused form is a page of its own
    page = await visitors(base_url=standing.base_url)
    await page.goto(standing.cli("secretary", "--name", "Grace Hopper"))
    await page.locator("main button").click()
    await expect(page).to_have_url(re.compile(r"/$"))
    await set_up(page)
    yield page
    await visitors.leave()


async def set_up(page: Page) -> None:
    """An office, a body, a member with its delegate, a rule, two co-chairs, one of them confirmed afterwards."""
    await page.goto("/organisation/setup")
    await unfold(page, "Add an office")
    await type_in(page, "English", "Mayor of Konya")
    await page.get_by_label("Held by").fill("Uğur İbrahim Altay")
    await page.keyboard.press("Enter")
    await expect(page.locator("#row-offices-mayor-of-konya")).to_contain_text("Uğur İbrahim Altay")

    await page.goto("/bodies")
    await page.get_by_role("link", name="Found a body").click()
    await page.get_by_label("English").fill("Right to the City")
    await page.get_by_label("Kind", exact=True).select_option("policy_council")
    await page.get_by_role("button", name="Found it").click()
    await expect(page).to_have_url(re.compile(f"{SETUP}$"))

    await unfold(page, "Add a member")
    await type_in(page, "English", "Soria")
    await page.get_by_label("Delegate", exact=True).fill("Ana Ruiz ana@soria.es")
    await page.keyboard.press("Enter")
    member = page.locator("#row-members-soria")
    await expect(member).to_contain_text("Ana Ruiz")

    await unfold(page, "Quorum to open")
    await page.get_by_role("textbox", name="Quorum to open").fill("1/2")
    await page.keyboard.press("Enter")
    await expect(page.locator("#row-rules-quorum_to_open")).to_contain_text("1/2 of those entitled to vote")

    for office in ("Mayor of Konya", ""):
        await unfold(page, "Appoint somebody")
        await page.get_by_label("Post", exact=True).select_option("co_chair")
        await page.get_by_label("Office", exact=True).fill(office)
        await page.keyboard.press("Enter")
        await expect(page.locator(".entry.post")).to_have_count(1 if office else 2)
    tentative = page.locator(".entry.post", has_text="to be confirmed")
    await unfold(page, "Confirm")
    await page.get_by_label("Person", exact=True).fill("Ben Okri")
    await page.keyboard.press("Enter")
    await expect(page.locator(".entry.post", has_text="Ben Okri")).to_be_visible()
    await expect(tentative).to_have_count(0)


async def unfold(page: Page, words: str) -> None:
    """Open an editor as the keyboard does; its first field has the focus."""
    await alive(page)
    await page.get_by_role("link", name=words, exact=True).focus()
    await page.keyboard.press("Enter")
    await expect(page.locator("[data-mine] .editor")).to_have_count(1)
    await expect(page.locator("[data-mine] :is(input, textarea, select):focus")).to_have_count(1)


async def alive(page: Page) -> None:
    """The script is there: before, a link leads to the editor's own page."""
    await expect(page.locator("html[data-alive]")).to_have_count(1)


async def type_in(page: Page, label: str, words: str) -> None:
    await expect(page.get_by_label(label)).to_be_focused()
    await page.keyboard.type(words)


async def test_what_was_set_up_is_shown_to_anybody(page: Page):
    await page.goto("/bodies/right-to-the-city")
    await expect(page.locator(".posts")).to_contain_text("Ben Okri")
    await expect(page.locator(".posts")).to_contain_text("Mayor of Konya")
    await expect(page.locator(".names")).to_contain_text("Soria")


async def test_an_editor_folds_again_where_it_stands_and_keeps_what_is_typed(page: Page):
    await page.goto(SETUP)
    await alive(page)
    link = page.locator("#row-members-soria > .name .called")
    await link.press("Enter")
    editor = page.locator("#row-members-soria .editor")
    await expect(editor.get_by_label("English")).to_be_focused()
    await expect(link).to_have_attribute("aria-expanded", "true")
    await page.keyboard.press("Escape")
    await expect(editor).to_have_count(0)
    await expect(link).to_be_focused()
    await link.press("Enter")
    await editor.get_by_label("Country", exact=True).fill("Spain")
    await page.keyboard.press("Escape")
    await expect(editor).to_have_count(1)
    await page.locator("#row-rules-proxies .called").click()
    await expect(page.locator("[data-mine] > .editor")).to_have_count(2)
    await editor.get_by_role("link", name="Close without saving").click()
    await expect(page.locator("[data-mine] > .editor")).to_have_count(1)
    await page.keyboard.press("Escape")


async def test_a_delegate_is_edited_in_place_within_its_member(page: Page):
    await page.goto(SETUP)
    await alive(page)
    await page.locator("#row-members-soria > .name .called").click()
    await page.get_by_role("link", name="Name a substitute").click()
    inner = page.locator("#row-members-soria .editor .editor")
    await inner.get_by_label("Person", exact=True).fill("Eve Sol")
    await inner.get_by_role("button", name="Appoint").click()
    await expect(page).to_have_url(re.compile("#row-members-soria$"))
    await expect(page.locator("#row-members-soria")).to_contain_text("Substitute Eve Sol")


async def test_a_refusal_is_said_at_its_field_with_all_that_was_written(page: Page):
    await page.goto(SETUP)
    await alive(page)
    await page.locator("#row-members-soria > .name .called").click()
    await page.get_by_label("Country", exact=True).fill("Spain")
    await page.get_by_label("Fees paid up to").fill("last year")
    await page.get_by_role("button", name="Save").click()
    fees = page.get_by_label("Fees paid up to")
    await expect(fees).to_have_attribute("aria-invalid", "true")
    await expect(fees).to_have_accessible_description(re.compile("is no whole number"))
    await expect(page.get_by_label("Country", exact=True)).to_have_value("Spain")
    assert await axe_everywhere(page, NARROW, DESK) == []


@pytest.mark.parametrize("way", ["/bodies", "/bodies/right-to-the-city", SETUP, "/organisation/setup"])
async def test_axe_finds_nothing_and_nothing_is_cut_off_in_french_on_a_small_phone(page: Page, way: str):
    found = []
    for language, size in (("en", DESK), ("fr", NARROW)):
        await page.goto(f"{way}?lang={language}")
        for scheme in ("light", "dark"):
            found += await axe_at(page, scheme, size)
    assert found == []
    await fits(page)


@pytest.mark.parametrize(
    ("home", "row"),
    [(SETUP, ".entry.member"), (SETUP, ".entry.post"), ("/organisation/setup", ".entry.office")],
)
async def test_an_editor_and_all_that_unfolds_in_it_is_readable(page: Page, home: str, row: str):
    await page.goto(f"{home}?lang=fr")
    await page.set_viewport_size({"width": NARROW[0], "height": NARROW[1]})
    await alive(page)
    await page.locator(f"{row} .called").first.click()
    await page.locator(f"{row} .editor").first.wait_for()
    for fold in await page.locator(f"{row} .editor summary").all():
        await fold.click()
        assert await axe_at(page, "dark", NARROW, row) == []
        await fits(page)
    assert await axe_at(page, "light", NARROW, row) == []
    await fits(page)


async def fits(page: Page) -> None:
    assert await page.evaluate("document.documentElement.scrollWidth") <= NARROW[0]
    assert await page.locator("main :is(p, h2, h3, h4, a, button, li)").evaluate_all(CUT_OFF) == []
    assert [one for one in await page.locator(PRESSABLE).evaluate_all(TOO_SMALL) if "date" not in one] == []
