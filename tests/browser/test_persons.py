"""People, what is kept of me, and badges: looked at with axe, on a small phone in French, and worked without script.

Source: issue "People and doors" (register, export and correction per person), DESIGN §8.
"""

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Page, expect

from tests.browser.audit import DESK, axe, axe_at, dress
from tests.browser.people import DESKTOP, House
from tests.browser.test_looks import CUT_OFF, NARROW, PRESSABLE, TOO_SMALL
from tests.live.clients import SLUG
from tests.live.organised import ADDRESS, ANA, LONG, OLGA, Known, organised
from tests.provision_browser import Visitors
from tests.provision_product import Product, check_record, standing_on

BARE = re.compile(r"\d\d:\d\d(?!\s(?:CES?T|UTC)\b)")
SCROLLED = "form.find, form.correct, ul.person-lines > li, dl > div"


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory, demo_folder: Path) -> Iterator[tuple[Product, Known]]:
    data = tmp_path_factory.mktemp("town") / "data"
    shutil.copytree(demo_folder, data)
    known = organised(data)
    with standing_on(data) as product:
        yield product, known
        check_record(product)


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def olga(town: tuple[Product, Known], chromium: Browser):
    """Her page; no script runs in it, and none is needed."""
    visitors = Visitors(chromium)
    house = House(town[0], visitors)
    yield await house.come("secretariat", OLGA, **DESKTOP, java_script_enabled=False)
    await visitors.leave()


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def looking(town: tuple[Product, Known], olga: Page, chromium: Browser):
    """The same with script, for whoever looks at it."""
    visitors = Visitors(chromium)
    page = await visitors(**DESKTOP)
    await page.context.add_cookies(await olga.context.cookies())
    yield page
    await visitors.leave()


async def test_no_page_of_them_has_a_fault_is_too_wide_or_too_small_for_a_thumb(
    town: tuple[Product, Known], looking: Page
):
    product, known = town
    for path in (
        "/people",
        "/people?find=zzz",
        f"/people/{known.ana}",
        f"/people/{known.other}/erase",
        "/me/data",
        f"/meetings/{SLUG}/badges",
    ):
        join = "&" if "?" in path else "?"
        await looking.goto(f"{product.base_url}{path}{join}lang=fr")
        found = await axe_at(looking, "dark", NARROW)
        assert await looking.evaluate("document.documentElement.scrollWidth") <= NARROW[0], path
        assert await looking.locator(f"main :is({PRESSABLE})").evaluate_all(TOO_SMALL) == [], path
        assert await looking.locator(f"button, .button, summary, {SCROLLED}").evaluate_all(CUT_OFF) == [], (
            path
        )
        await dress(looking, "light", DESK)
        assert found + await axe(looking) == [], path
        assert BARE.findall(await looking.locator("main").inner_text()) == [], path


async def test_somebody_is_found_put_right_and_erased_without_script(town: tuple[Product, Known], olga: Page):
    product, known = town
    await olga.goto(f"{product.base_url}/people?lang=en")
    await olga.get_by_role("searchbox").fill("xanadu SORIA")
    await olga.get_by_role("button", name="Find").click()
    await expect(olga.locator(".person-lines > li")).to_have_count(1)
    await olga.get_by_role("link", name=ANA).click()
    await olga.get_by_label("Name", exact=True).fill("Ana Ruíz")
    await olga.get_by_role("button", name="Save").click()
    await expect(olga.get_by_role("status")).to_contain_text("Saved.")
    await expect(olga.get_by_role("heading", level=1)).to_have_text("Ana Ruíz")
    await expect(olga.get_by_label("Address for mail")).to_have_value(ADDRESS)

    await olga.goto(f"{product.base_url}/people/{known.other}")
    await olga.get_by_role("link", name="Erase this person…").click()
    await olga.get_by_label("I have read this.").check()
    await olga.get_by_role("button", name=f"Erase {LONG}").click()
    await expect(olga.get_by_role("status")).to_contain_text("Erased.")
    await expect(olga.locator("main")).not_to_contain_text(LONG)


async def test_what_is_kept_of_me_is_in_the_menu_and_comes_as_a_file(town: tuple[Product, Known], olga: Page):
    product, known = town
    await olga.goto(f"{product.base_url}/?lang=en")
    await olga.locator(".menu.me summary").click()
    await olga.get_by_role("link", name="What is kept of me").click()
    await olga.get_by_label("Write to me in").select_option("fr")
    await olga.get_by_role("button", name="Save").click()
    await expect(olga.get_by_label("Write to me in")).to_have_value("fr")
    async with olga.expect_download() as coming:
        await olga.get_by_role("link", name="Take it along as a file").click()
    told = json.loads((await (await coming.value).path()).read_text("utf-8"))
    assert (told["person"]["id"], told["person"]["language"]) == (known.olga, "fr")


async def test_badges_are_made_from_the_set_up_page(town: tuple[Product, Known], olga: Page):
    product, _ = town
    await olga.goto(f"{product.base_url}/meetings/{SLUG}/setup?lang=en")
    await olga.get_by_role("link", name="Badges and personal links").click()
    await expect(olga.get_by_text("no badge yet").first).to_be_visible()
    await olga.get_by_label("eight, of A7 each").check()
    async with olga.expect_download() as coming:
        await olga.get_by_role("button", name="Make the badges (PDF)").click()
    assert (await (await coming.value).path()).read_bytes().startswith(b"%PDF")
    await olga.reload()
    await expect(olga.get_by_text("no badge yet")).to_have_count(0)
    await expect(olga.get_by_label("0 people without a badge")).not_to_be_checked()
