"""Why somebody stands where they stand tells nobody what they say of their gender, but those who give the floor."""

from collections.abc import AsyncIterator
from html import unescape
from pathlib import Path

import pytest

from models.body import OrderPolicy
from models.speaking.list_of_speakers import OrderSet
from models.speaking.request import Gender, GenderTold, RequestId
from tests.live.debating import ITEM, debate
from tests.live.drafted import Drafted, drafted_in

IN_TURN = "women and men in turn"


@pytest.fixture
async def drafted(tmp_path: Path) -> AsyncIterator[Drafted]:
    async with drafted_in(tmp_path / "data") as made:
        genders = (Gender.WOMAN, Gender.WOMAN, Gender.MAN)
        said = (GenderTold(ITEM, RequestId(f"w{n}"), one) for n, one in enumerate(genders))
        await debate(made, *said, OrderSet(ITEM, (OrderPolicy.ALTERNATE_GENDER,)))
        yield made


async def test_pages_say_the_reason_to_those_who_give_the_floor_alone(drafted: Drafted) -> None:
    for role, told in {"chair": True, "secretariat": True, "desk": True, "delegate": False}.items():
        answer = await drafted.get("lists", headers=await drafted.token(role), params={"item": ITEM})
        rows = unescape(answer.text).partition('class="queue')[2].partition("</ol>")[0]
        assert "Mayor of Accra" in rows
        assert (IN_TURN in rows) is told, role
        assert rows.count("by the order of this list") == (0 if told else 5), role


async def test_programs_are_told_no_more_than_pages(drafted: Drafted) -> None:
    for role, told in {"chair": True, "desk": True, "delegate": False, "observer": False}.items():
        answer = await drafted.http.get("/api/meetings/bureau", headers=await drafted.token(role))
        (floor,) = (one for one in answer.json()["floor"] if one["item"] == ITEM)
        reasons = {reason for place in floor["places"] for reason in place["reasons"]}
        assert ("gender_in_turn" in reasons) is told, role
        assert told or reasons == {"by_the_order"}
