"""Speaking times as a page and as CSV: who is shown what, in three languages, of the meeting and of an item."""

import csv
import io
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.live.debating import DEBATE, debate
from tests.live.drafted import Drafted, convocation, drafted_in

PAGE, CSV = "speaking-times", "speaking-times.csv"


@pytest.fixture
async def drafted(tmp_path: Path) -> AsyncIterator[Drafted]:
    async with drafted_in(tmp_path / "data") as made:
        yield made


def words(text: str) -> str:
    return " ".join(text.replace("\u202f", " ").replace("\xa0", " ").split())


def rows(text: str, delimiter: str = ",") -> list[list[str]]:
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff")), delimiter=delimiter))


async def test_the_page_says_how_the_floor_was_shared(drafted: Drafted) -> None:
    await debate(drafted)
    page = words((await drafted.get(PAGE)).text)
    assert "5 interventions, 8 min 45 s altogether" in page
    assert (
        page.index("Europe") < page.index("Africa") < page.index("Of no section") < page.index("Asia-Pacific")
    )
    for line in (
        "<td>5 min 30 s</td><td>63%</td><td>3</td>",
        "<td>0 s</td><td>0%</td><td>0</td>",
    ):
        assert line in page
    assert 'class="share" width="100.0%"' in page


async def test_an_item_is_told_by_itself(drafted: Drafted) -> None:
    await debate(drafted)
    page = words((await drafted.get(PAGE, params={"item": "2"})).text)
    assert "2 interventions, 1 min 15 s altogether" in page
    assert '<option value="2" selected>2 Budget</option>' in page
    assert (await drafted.get(PAGE, params={"item": "nowhere"})).status_code == 404


@pytest.mark.parametrize(
    ("role", "shown"),
    [("", False), ("delegate", False), ("desk", False), ("chair", True), ("secretariat", True)],
)
async def test_gender_is_for_the_chair_and_the_secretariat(
    drafted: Drafted, role: str, *, shown: bool
) -> None:
    await debate(drafted)
    headers = await drafted.token(role) if role else {}
    for path in (PAGE, CSV):
        assert ("By gender" in (await drafted.get(path, headers=headers)).text) is shown


async def test_it_is_said_in_the_readers_language(drafted: Drafted) -> None:
    await debate(drafted)
    french = words((await drafted.get(PAGE, params={"lang": "fr"})).text)
    assert "Afrique" in french
    assert "63 %" in french
    assert "Temps de parole" in french
    assert "Tiempos de uso de la palabra" in (await drafted.get(PAGE, params={"lang": "es"})).text


async def test_before_anybody_has_spoken_it_says_so(drafted: Drafted) -> None:
    await drafted.convene(convocation())
    page = await drafted.get(PAGE)
    assert "Nobody has spoken yet." in page.text
    assert "<table" not in page.text


async def test_as_csv_it_has_the_meeting_and_each_item_in_seconds(drafted: Drafted) -> None:
    await debate(drafted)
    answer = await drafted.get(CSV)
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert 'filename="bureau-speaking-times.csv"' in answer.headers["content-disposition"]
    table = rows(answer.text)
    assert table[0] == ["Number", "Item", "Divided by", "Group", "Interventions", "Seconds", "Members"]
    assert ["", "Whole meeting", "By section", "Europe", "3", "330", "2"] in table
    assert ["1", "Climate", "By section", "Asia-Pacific", "0", "0", "1"] in table
    whole = [row for row in table if row[1:3] == ["Whole meeting", "By section"]]
    assert sum(int(row[5]) for row in whole) == sum(seconds for *_, seconds in DEBATE)
    one = rows((await drafted.get(CSV, params={"item": "2", "lang": "fr"})).text, ";")
    assert {row[0] for row in one[1:]} == {"2"}


async def test_the_pages_of_the_meeting_lead_there(drafted: Drafted) -> None:
    await drafted.convene(convocation())
    for path in ("", "chair"):
        page = await drafted.get(path, headers=await drafted.token("chair"), follow_redirects=True)
        assert f'href="/meetings/bureau/{PAGE}"' in page.text
