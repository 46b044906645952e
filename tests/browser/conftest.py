"""What the browser tests share: houses, rooms with people in them, and pictures of failures.

| fixture | what it is |
|---|---|
| `house` | a server of the test's own with the demo in it, just convened, and people who come in with browsers |
| `room` | one server and three browsers for the tests of a file: chair, phone, wall; `await room.at("item-1")` |
| `week` | a server for the tests of a file, with meetings of several days and tracks, and people who look at them |
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser, expect

from tests.browser.people import House, Regulars, Room
from tests.browser.week import Week, week_served
from tests.provision_browser import PATIENCE, Visitors
from tests.provision_product import Product, standing_product

PICTURES = Path(__file__).parents[2] / "build" / "browser"
FAILED = pytest.StashKey[bool]()

expect.set_options(timeout=PATIENCE)


@pytest_asyncio.fixture(loop_scope="session")
async def house(request: pytest.FixtureRequest, served: Product, visitors: Visitors):
    yield House(served, visitors)
    await keep_pictures(request, visitors)


@pytest_asyncio.fixture(loop_scope="session")
async def room(request: pytest.FixtureRequest, standing_room: Room):
    yield standing_room
    await keep_pictures(request, standing_room.house.visitors)
    await standing_room.tidy()


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def standing_room(file_served: Product, chromium: Browser):
    visitors = Regulars(chromium)
    yield await Room(House(file_served, visitors)).fill()
    await visitors.leave()


@pytest_asyncio.fixture(loop_scope="session")
async def week(request: pytest.FixtureRequest, week_product: Product, visitors: Visitors):
    yield Week(week_product, visitors)
    await keep_pictures(request, visitors)


@pytest.fixture(scope="module")
def week_product(tmp_path_factory: pytest.TempPathFactory, demo_folder: Path) -> Iterator[Product]:
    with week_served(tmp_path_factory.mktemp("week"), demo_folder) as product:
        yield product


@pytest.fixture(scope="module")
def file_served(tmp_path_factory: pytest.TempPathFactory, demo_folder: Path) -> Iterator[Product]:
    with standing_product(tmp_path_factory.mktemp("room"), demo_folder) as product:
        yield product


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    report = yield
    if report.when == "call":
        item.stash[FAILED] = report.failed
    return report


async def keep_pictures(request: pytest.FixtureRequest, visitors: Visitors) -> None:
    """What every browser showed when the test failed, in `build/browser/`."""
    if not request.node.stash.get(FAILED, False):
        return
    PICTURES.mkdir(parents=True, exist_ok=True)
    pages = [page for context in visitors._contexts for page in context.pages]
    for number, page in enumerate(pages, 1):
        await page.screenshot(path=PICTURES / f"{request.node.name}-{number}.png")
