"""The import of members in a browser: pick a file, see, correct, keep, undo; and the pages looked at."""

import asyncio
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.async_api import FilePayload, Page, expect

from server.imports.member_rows import MemberRow
from tests.browser.audit import PHONE, axe_everywhere, dress
from tests.live.drafted import drafted_in
from tests.members.bodies import HERE, council_in
from tests.members.council import csv, generated
from tests.provision_browser import Visitors
from tests.provision_product import Product, standing_on

ROWS = [replace(row, delegate_to="") for row in generated(24)]
NARROW = 320


@pytest.fixture(scope="module")
def council(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Product, list[str]]]:
    """A server with a council that has no members yet, and ways in for its secretary."""
    folder = tmp_path_factory.mktemp("council") / "data"
    ways: list[str] = []

    async def found() -> None:
        async with council_in(folder) as desk:
            person = desk.person
        async with drafted_in(folder) as drafted:
            for _ in range(2):
                link = await drafted.parts.doorkeeper.make_link(person)
                ways.append(urlsplit(link).path)

    asyncio.run(found())
    with standing_on(folder) as product:
        yield product, ways


async def come(council: tuple[Product, list[str]], visitors: Visitors, **browser: object) -> Page:
    """The secretary, signed in by a link, at the import."""
    product, ways = council
    page = await visitors(**browser)
    await page.goto(f"{product.base_url}{ways.pop()}")
    await page.locator("main form button").click()
    await page.goto(f"{product.base_url}{HERE}")
    return page


async def choose(page: Page, rows: list[MemberRow]) -> None:
    file: FilePayload = {"name": "members.csv", "mimeType": "text/csv", "buffer": csv(rows)}
    await page.locator("input[type=file]").set_input_files(file)
    await page.get_by_role("button", name="Read it").click()


async def test_a_file_is_picked_seen_corrected_kept_changed_and_undone(council, visitors: Visitors):
    page = await come(council, visitors, java_script_enabled=False)
    await choose(page, [replace(ROWS[0], section="Atlantis"), *ROWS[1:]])
    await expect(page.locator(".tally")).to_contain_text("1 to be put right")
    await page.locator("#faults a").first.click()
    assert page.url.endswith("#section.1")
    await page.locator('[id="section.1"]').select_option("Europe")
    await page.get_by_role("button", name="Keep these members").first.click()
    await expect(page.locator(".last")).to_contain_text("Members entered: 24, changed: 0, removed: 0.")

    await choose(page, [replace(ROWS[0], section="Europe", country="Ísland"), *ROWS[1:-1]])
    await expect(page.locator(".tally")).to_contain_text("2 not in the file")
    await page.locator("#new").get_by_role("button", name="Correct").click()
    await page.locator('[id="fees_paid_to.1"]').fill("2022")
    await page.locator(".gone input").first.check()
    await page.get_by_role("button", name="Keep these members").last.click()
    await expect(page.locator(".last")).to_contain_text("Members entered: 1, changed: 0, removed: 1.")
    async with page.expect_download() as there:
        await page.get_by_role("link", name="CSV").click()
    assert "Ísland" in Path(await (await there.value).path()).read_text("utf-8")

    await page.get_by_role("button", name="Undo this import").click()
    await expect(page.locator("#last-title")).to_have_text("The last import was undone")
    async with page.expect_download() as back:
        await page.get_by_role("link", name="CSV").click()
    assert "Ísland" not in Path(await (await back.value).path()).read_text("utf-8")


async def test_the_pages_are_for_everybody(council, visitors: Visitors):
    page, found = await come(council, visitors), []
    rows = [replace(ROWS[0], section="Atlantis"), replace(ROWS[1], fees_paid_to="2022"), *ROWS[2:8]]
    content = csv(rows).replace(b"\r\n", b",\r\n").replace(b",\r\n", b",Bemerkung\r\n", 1)
    file: FilePayload = {"name": "members.csv", "mimeType": "text/csv", "buffer": content}
    for language, look in (("en", axe_everywhere), ("fr", narrow)):
        await page.goto(f"{council[0].base_url}{HERE}?lang={language}")
        found += await look(page, PHONE)
        await page.locator("input[type=file]").set_input_files(file)
        await page.locator("main form.brought button").click()
        await page.locator('button[value^="open."]').first.click()
        await page.evaluate("document.querySelectorAll('main details').forEach(one => { one.open = true; })")
        found += await look(page, PHONE)
    assert found == []


async def narrow(page: Page, *_: object) -> list[str]:
    """How far the page runs over the side of a narrow screen."""
    await dress(page, "light", (NARROW, 800))
    width = await page.evaluate("document.documentElement.scrollWidth")
    return [f"{page.url} is {width} wide"] if width > NARROW else []
