"""Houses for the tests of the record: one, and a second one on the same database, as another process has it."""

import asyncio
from collections.abc import AsyncIterator, Iterator, MutableMapping
from typing import Any

import pytest
import pytest_asyncio
from structlog.testing import capture_logs

from server.chamber import Chamber
from server.house import House
from tests.record.acts import COUNCIL, Meddled, World, draft_council

PATIENCE = 20  # seconds; who takes longer to close waits for itself


@pytest.fixture(autouse=True)
def logged() -> Iterator[list[MutableMapping[str, Any]]]:
    """What the server would write to its log."""
    with capture_logs() as lines:
        yield lines


@pytest.fixture
def world() -> World:
    return World()


@pytest_asyncio.fixture
async def meddled(schema_url: str) -> AsyncIterator[Meddled]:
    """A database, on each of the two kinds, whose transactions can be counted and broken."""
    database = Meddled(schema_url)
    yield database
    await database.close()


@pytest_asyncio.fixture
async def house(meddled: Meddled, world: World) -> AsyncIterator[House]:
    house = House(meddled, world)
    yield house
    async with asyncio.timeout(PATIENCE):
        await house.close()


@pytest_asyncio.fixture
async def other_house(house: House, schema_url: str, world: World) -> AsyncIterator[House]:
    """What a second process on the same database would be: its own connections, its own memory."""
    database = Meddled(schema_url)
    other = House(database, world)
    yield other
    async with asyncio.timeout(PATIENCE):
        await other.close()
    await database.close()


@pytest_asyncio.fixture
async def council(house: House) -> Chamber:
    """A meeting, open, of which nothing is current yet."""
    await draft_council(house)
    return await house.chamber(COUNCIL)
