"""`town`: a house with doors and a real mail server; Ada lives there, and Basile, who reads French."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

pytest.register_assert_rewrite("tests.doors.town")

from tests.doors.town import PostOffice, Town  # noqa: E402 - its assertions are to explain themselves

ADA, BASILE = "ada@city.example", "basile@ville.example"


@pytest_asyncio.fixture
async def post() -> AsyncIterator[PostOffice]:
    async with PostOffice().opened() as post:
        yield post


@pytest_asyncio.fixture
async def town(tmp_path: Path, post: PostOffice) -> AsyncIterator[Town]:
    town = await Town(tmp_path / "data", post).start()
    await town.person("Ada", ADA)
    await town.person("Basile", BASILE, "fr-BE")
    yield town
    await town.stop()
