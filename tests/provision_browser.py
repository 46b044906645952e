"""Browsers for the tests: the system's Chromium, driven by Playwright, with an eye on what goes wrong in it.

Playwright's asynchronous interface, as its synchronous one leaves an event loop running that async tests trip
over. The browser lives in a loop of the whole run, so tests that ask for it run in that loop; all others have
one of their own.
"""

import inspect
import re
from collections.abc import AsyncIterator
from typing import Any

import pytest
import pytest_asyncio
from playwright.async_api import Browser, BrowserContext, ConsoleMessage, Page, WebError, async_playwright

from scripts.provision import find_browser

ARGUMENTS = [
    "--no-sandbox",  # the tests may run as root, and open their own pages only
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
HOME = {"locale": "en-GB", "timezone_id": "Europe/Madrid"}
PATIENCE = 30_000  # milliseconds until a wait for something on a page fails


class Visitors:
    """People with a browser each: cookies, storage and cache of their own.

    `chair = await visitors()` gives somebody's page, `phone = await visitors(viewport=…)` another's; the
    options are those of Playwright's `new_context`. At the end of the test nothing may have gone wrong in any
    of them: an uncaught exception, an error on the console, a breach of the content security policy.
    What a test provokes on purpose it announces with `expect`.
    """

    def __init__(self, chromium: Browser) -> None:
        self._chromium = chromium
        self._contexts: list[BrowserContext] = []
        self._expected: list[str] = []
        self.troubles: list[str] = []

    async def __call__(self, **options: Any) -> Page:
        context = await self._chromium.new_context(**HOME | options)
        context.set_default_timeout(PATIENCE)
        context.on("console", self._console)
        context.on("weberror", self._uncaught)
        self._contexts.append(context)
        return await context.new_page()

    def expect(self, pattern: str) -> None:
        """A trouble that this test causes on purpose, as a regular expression."""
        self._expected.append(pattern)

    async def leave(self) -> None:
        for context in self._contexts:
            await context.close()
        self._contexts.clear()
        unexpected = [
            trouble for trouble in self.troubles if not any(re.search(one, trouble) for one in self._expected)
        ]
        if unexpected:
            pytest.fail("In the browser:\n" + "\n".join(unexpected), pytrace=False)

    def _console(self, message: ConsoleMessage) -> None:
        if message.type == "error":  # breaches of the content security policy arrive here too
            place = message.location
            self.troubles.append(f"console: {message.text} ({place['url']}:{place['lineNumber']})")

    def _uncaught(self, problem: WebError) -> None:
        self.troubles.append(f"uncaught: {problem.error.stack or problem.error.message}")


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def chromium() -> AsyncIterator[Browser]:
    """The one browser of the run."""
    program = find_browser()
    assert program, "No Chromium here: `make test` installs it."
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=program, args=ARGUMENTS)
        yield browser
        await browser.close()


@pytest_asyncio.fixture(loop_scope="session")
async def visitors(chromium: Browser) -> AsyncIterator[Visitors]:
    """As many people as the test needs."""
    visitors = Visitors(chromium)
    yield visitors
    await visitors.leave()


@pytest_asyncio.fixture(loop_scope="session")
async def page(visitors: Visitors) -> Page:
    """One person's page."""
    return await visitors()


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests that ask for a browser run in the browser's loop."""
    for item in items:
        asks = "chromium" in getattr(item, "fixturenames", ())
        if asks and inspect.iscoroutinefunction(getattr(item, "function", None)):
            item.add_marker(pytest.mark.asyncio(loop_scope="session"), append=False)
