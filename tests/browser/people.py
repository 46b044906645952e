"""People at a meeting, each with a browser: how they come in, what they see, what they press."""

import asyncio
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from http import HTTPStatus
from typing import Any, Self

from playwright.async_api import Locator, Page, expect

from server.console import control
from server.demo.world_council import SLUG, world_council
from tests.live.clients import Caller
from tests.provision_browser import Visitors
from tests.provision_product import Product

ITEMS = world_council(datetime.now(UTC), as_published=True).items
NAMED = {item.id: f"{item.number} {item.title.en}".strip() for item in ITEMS}

DESKTOP: Mapping[str, Any] = {"viewport": {"width": 1440, "height": 900}}
WALL: Mapping[str, Any] = {"viewport": {"width": 1920, "height": 1080}}
PHONE: Mapping[str, Any] = {
    "viewport": {"width": 390, "height": 844},
    "device_scale_factor": 2,
    "is_mobile": True,
    "has_touch": True,
}

# Kept in the page, so a reload forgets it: every title that was shown there, and when (milliseconds, one clock
# for all browsers of this machine).
WATCH = """() => {
    const title = () => (document.querySelector('#panel-now .title, #panel-wall .title')?.textContent ?? '')
        .replace(/\\s+/g, ' ').trim();
    window.shown = [{title: title(), at: Date.now()}];
    new MutationObserver(() => {
        if (title() !== window.shown.at(-1).title) window.shown.push({title: title(), at: Date.now()});
    }).observe(document.body, {childList: true, subtree: true, characterData: true, attributes: true});
}"""
NOTE_PRESS = """() => {
    document.addEventListener('submit', () => { window.pressed = Date.now(); }, {capture: true});
}"""


class Regulars(Visitors):
    """Visitors of whom some stay when a test is over."""

    async def see_off(self, staying: Iterable[Page]) -> None:
        """All others leave, and in none of the browsers anything may have gone wrong (but what was expected)."""
        stay = {page.context for page in staying}
        everybody, self._contexts = self._contexts, [c for c in self._contexts if c not in stay]
        try:
            await self.leave()
        finally:
            self._contexts = [context for context in everybody if context in stay]
            self.troubles.clear()
            self._expected.clear()


class House:
    """A running server with the World Council in it, and visitors of it."""

    def __init__(self, product: Product, visitors: Visitors) -> None:
        self.product = product
        self.visitors = visitors
        self.meeting = f"{product.base_url}/meetings/{SLUG}"

    def ask(self, do: str, role: str, name: str = "") -> str:
        """What the console command would print: a `link`, a `token`, how many were revoked."""
        said = control.ask(self.product.data, {"do": do, "role": role, "meeting": SLUG, "name": name})
        assert said, "the server does not listen to its console"
        return said

    async def come(self, role: str, name: str = "", **browser: Any) -> Page:
        """Somebody opens their personal link, presses its button, and is on their page."""
        page = await self.visitors(**browser)
        await page.goto(self.ask("link", role, name))
        await page.locator("main form button").click()
        await page.wait_for_url(f"{self.meeting}**")
        if browser.get("java_script_enabled", True):
            await live(page)
        return page

    async def chair(self, name: str = "", **browser: Any) -> Page:
        return await self.come("chair", name, **(DESKTOP | browser))

    async def phone(self, **browser: Any) -> Page:
        """A delegate online."""
        return await self.come("delegate", **(PHONE | browser))

    async def wall(self, **browser: Any) -> Page:
        """The screen in the room; nobody is signed in there."""
        page = await self.visitors(**(WALL | browser))
        await page.goto(f"{self.meeting}/wall")
        if browser.get("java_script_enabled", True):
            await live(page)
        return page


class Room:
    """The chair at a desk, a delegate on a phone, the wall; each watched, none may reload unnoticed."""

    chair: Page
    phone: Page
    wall: Page

    def __init__(self, house: House) -> None:
        self.house = house
        self._secret = ""

    @property
    def pages(self) -> tuple[Page, Page, Page]:
        return self.chair, self.phone, self.wall

    async def fill(self) -> Self:
        self._secret = self.house.ask("token", "secretariat")
        self.chair, self.phone, self.wall = await asyncio.gather(
            self.house.chair(), self.house.phone(), self.house.wall()
        )
        return self

    async def at(self, item: str) -> Self:
        """The meeting is open at this item, wherever the test before has left it, and all three show it."""
        await self.bring_to(item)
        await self.show(item)
        for page in self.pages:
            await watch(page)
        return self

    async def bring_to(self, item: str) -> None:
        """Every step taken back, then this one; by a program in the secretariat, by none of the browsers."""
        state = (await self.record())["state"]
        opening = {"convened": "open_meeting", "suspended": "resume_meeting", "closed": "reopen_meeting"}
        if state in opening:
            await self.act(opening[state])
        current = (await self.record())["current"]
        while await self.tried("reopen_previous_item", closing=current):
            current = (await self.record())["current"]
        await self.act("open_item", item=item, closing=None)

    async def show(self, item: str) -> None:
        for page in self.pages:
            await live(page)
        await all_show(NAMED[item], *self.pages)

    async def tidy(self) -> None:
        """As the next test expects it: server and lines up, menus closed, no guest left, no trouble."""
        if not self.house.product.running:
            self.house.product.start()
        for page in self.pages:
            await page.context.set_offline(offline=False)
            await page.evaluate(
                "document.querySelectorAll('.menu[open]').forEach(one => { one.open = false; })"
            )
        await self.chair.set_viewport_size(DESKTOP["viewport"])
        if isinstance(self.house.visitors, Regulars):
            await self.house.visitors.see_off(self.pages)

    async def act(self, command: str, **data: Any) -> None:
        assert await self.tried(command, **data)

    async def tried(self, command: str, **data: Any) -> bool:
        """Whether it was done; false if the rules said no."""
        async with Caller(self.house.product, self._secret) as secretariat:
            status, reply = await secretariat.press(command, data)
        assert status in {HTTPStatus.OK, HTTPStatus.CONFLICT}, reply
        return bool(reply["ok"])

    async def record(self) -> dict[str, Any]:
        """The meeting as programs see it."""
        async with Caller(self.house.product) as anybody:
            return await anybody.meeting()

    async def outcome(self, item: str) -> str | None:
        """What the record says became of an item."""
        return next(i["outcome"] for i in (await self.record())["items"] if i["id"] == item)


async def live(page: Page) -> None:
    """Until the line is there."""
    await expect(page.locator("#line")).to_have_attribute("data-line", "live")


async def watch(page: Page) -> None:
    await page.evaluate(WATCH)
    await page.evaluate(NOTE_PRESS)


async def shown(page: Page) -> list[str]:
    """Every title that was shown since `watch`. Fails if the page was loaded anew."""
    assert await page.evaluate("'shown' in window"), f"{page.url} was loaded anew"
    return [entry["title"] for entry in await page.evaluate("window.shown")]


async def seconds(pressed_by: Page, seen_on: Page, title: str) -> float:
    """From the press until that title was on that screen."""
    entry = next(e for e in reversed(await seen_on.evaluate("window.shown")) if e["title"] == title)
    return (entry["at"] - await pressed_by.evaluate("window.pressed")) / 1000


async def settled(page: Page) -> None:
    """No press is under way on this page, and the next one is not taken for the echo of the last."""
    await expect(page.locator("form[data-pending]")).to_have_count(0)


def big_button(page: Page) -> Locator:
    return page.locator("#primary-button")


def title(page: Page) -> Locator:
    """What is now, in large letters."""
    return page.locator("#panel-now .title, #panel-wall .title")


def row(page: Page, item: str) -> Locator:
    """An item's line in the agenda."""
    return page.locator(f"#a-{item}")


async def all_show(words: str, *pages: Page) -> None:
    await asyncio.gather(*(expect(title(page)).to_contain_text(words) for page in pages))
