"""The secretariat at the set-up page: rows of the agenda, editors that open in them, what is typed and saved."""

from datetime import datetime
from typing import Any, NamedTuple, Self

from playwright.async_api import Locator, Page, expect

from models.meeting import Meeting, replay
from models.planning.item import AgendaItem
from models.procedure import Entry
from models.wire import event_from_wire
from server.console import control
from tests.browser.people import DESKTOP, House, live
from tests.live.clients import SLUG, Caller, token


async def at_a_draft(house: House, slug: str, *names: str) -> list[Page]:
    """A meeting just drafted, with nothing on its agenda, and these of its secretariat at its set-up page."""
    house.product.cli(
        "draft",
        slug,
        "--title",
        "Executive Bureau",
        "--place",
        "Mexico City",
        "--zone",
        "America/Mexico_City",
    )
    pages = []
    for name in names:
        page = await house.visitors(**DESKTOP)
        link = {"do": "link", "role": "secretariat", "meeting": slug, "name": name}
        await page.goto(str(control.ask(house.product.data, link)))
        await page.locator("main form button").click()
        await page.wait_for_url(f"**/meetings/{slug}/**")
        await page.goto(f"{house.product.base_url}/meetings/{slug}/setup")
        await live(page)
        pages.append(page)
    return pages


async def desk(house: House, name: str = "", query: str = "", **browser: Any) -> Page:
    """Somebody of the secretariat with the set-up page open."""
    page = await house.come("secretariat", name, **(DESKTOP | browser))
    await page.goto(f"{house.meeting}/setup{query}")
    if browser.get("java_script_enabled", True):
        await live(page)
    return page


class Desks(NamedTuple):
    """Ana and Ben of the secretariat, each at the same set-up page."""

    house: House
    ana: Page
    ben: Page

    async def sit_down(self) -> Self:
        """Both pages as they are found, nothing open and nothing typed."""
        for page in (self.ana, self.ben):
            await page.evaluate("sessionStorage.clear()")
            await page.goto(f"{self.house.meeting}/setup")
            await live(page)
        return self


def line(page: Page, item: str) -> Locator:
    """An item's row."""
    return page.locator(f"#row-{item}")


async def edit(page: Page, item: str) -> Locator:
    """The item's editor, opened in its row. Before its scripts run, a page would lead to the editor's own."""
    await expect(line(page, item)).to_be_visible()
    await live(page)
    await line(page, item).locator(".called").click()
    editor = line(page, item).locator(".editor")
    await expect(editor).to_be_visible()
    return editor


def field(editor: Locator, name: str) -> Locator:
    """A field by what it says: `title.en`, `minutes`."""
    return editor.locator(f'.about [name^="now.{name}:"], .about [name="now.{name}"]')


async def save(editor: Locator) -> None:
    await editor.get_by_role("button", name="Save", exact=True).click()


async def order(page: Page) -> list[str]:
    """The items as the page shows them, from first to last."""
    rows = page.locator(".row[data-item]")
    return await rows.evaluate_all("rows => rows.map(row => row.dataset.item)")


async def recorded(house: House, slug: str = SLUG) -> Meeting:
    """The meeting as its record tells it."""
    async with Caller(house.product, token(house.product, "secretariat", meeting=slug), slug) as program:
        _, entries = await program.entries()
    return replay(
        Entry(e["seq"], datetime.fromisoformat(e["at"]), e["by"], event_from_wire(e["type"], e["data"]))
        for e in entries
    )


async def written(house: House, item: str) -> AgendaItem:
    """An item as the record has it."""
    return next(i for i in (await recorded(house)).items() if i.id == item)
