"""The page that reads a list of offices in: seen line by line, corrected as a text, kept whole or not at all."""

import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest_asyncio

from tests.live.keeping import HOME, Keeper, Page, keeping_in

HERE = f"{HOME}/import"
LIST = (Path(__file__).parents[1] / "imports" / "offices.csv").read_bytes()
OFFICES_ALONE = (
    b"office,city,country,section,person,timezone,mandate_from,mandate_to\n"
    b"Mayor of Soria,Soria,Spain,Europe,Ana Ruiz,Europe/Madrid,2019-06,\n"
)


@pytest_asyncio.fixture
async def desk(tmp_path: Path) -> AsyncIterator[Keeper]:
    async with keeping_in(tmp_path / "data") as made:
        yield made


async def read(desk: Keeper, content: bytes, address: str = HERE) -> Page:
    sent = {"file": ("offices.csv", content, "text/csv")}
    return Page(await desk.http.post(address, headers=desk.headers, files=sent))


async def test_a_list_is_shown_line_by_line_and_kept_in_one_act(desk: Keeper) -> None:
    page = await read(desk, OFFICES_ALONE)
    assert "New: 1 offices, 1 mandates, 0 posts." in page.words
    assert "since June 2019" in page.words
    assert desk.organisation.offices.offices == (), "nothing is kept by looking"
    [address] = set(re.findall(r'formaction="([^"]+)"', page.html))
    before = await desk.seq()
    kept = await read(desk, OFFICES_ALONE, address)
    assert (kept.status, kept.to) == (303, HOME)
    assert [office.title.en for office in desk.organisation.offices.offices] == ["Mayor of Soria"]
    assert await desk.seq() == before + 3, "a section, an office and a mandate"
    assert (await read(desk, OFFICES_ALONE, address)).status == 303, "the same press again"
    assert await desk.seq() == before + 3
    assert "All of this is known already." in (await read(desk, OFFICES_ALONE)).words


async def test_what_is_wrong_is_said_at_its_line_and_nothing_is_kept(desk: Keeper) -> None:
    page = await read(desk, OFFICES_ALONE.replace(b"2019-06", b"in June"))
    assert "1 thing is not right yet." in page.words
    assert "Line 2:" in page.words
    assert "formaction" not in page.html
    refused = await read(desk, OFFICES_ALONE.replace(b"2019-06", b"in June"), f"{HERE}?keep=again")
    assert refused.status == 409
    assert desk.organisation.offices.offices == ()


async def test_what_is_no_list_is_said_in_words(desk: Keeper) -> None:
    for content in (b"", b"a,b\n1,2\n", b"\xff\xfe\x00"):
        page = await read(desk, content)
        assert page.status == 422
        assert "Choose a list or paste one." in page.words


async def test_it_is_the_secretariats(desk: Keeper) -> None:
    assert (await desk.come(HERE)).status == 200
    assert (await (await desk.other()).come(HERE)).status == 401
    somebody = await desk.other("Somebody")
    assert (await read(somebody, LIST)).status == 403
