"""What somebody's faulty program sends is refused at the edge: it never spoils the transaction of the others."""

import asyncio
import json
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from models.procedure import CommandId, Receipt, Refusal
from server.app import Parts
from server.settings import read_settings
from tests.record.acts import (
    CHAIR,
    COUNCIL,
    Meddled,
    World,
    asked,
    draft_council,
    grant,
    memory_is_the_record,
)

ODD_IDS = {
    "empty": "",
    "too long": "x" * 81,
    "a character that PostgreSQL does not take": "a\x00b",
}
JUST_RIGHT = {"the longest": "x" * 80, "of another script": "提案一"}


@pytest_asyncio.fixture
async def parts(meddled: Meddled, schema_url: str, tmp_path: Path, world: World) -> AsyncIterator[Parts]:
    """The whole server, without a socket."""
    settings = {"HEMICYCLE_DATA": str(tmp_path), "HEMICYCLE_DATABASE_URL": schema_url}
    made = Parts(read_settings(settings), world)
    await draft_council(made.house)
    yield made
    await made.house.close()
    await made.database.close()


@pytest.mark.parametrize("odd", ODD_IDS.values(), ids=ODD_IDS)
async def test_an_odd_id_is_refused_and_nobody_else_suffers(parts: Parts, odd: str) -> None:
    council = await parts.house.chamber(COUNCIL)
    answers = await asyncio.gather(
        *(council.submit(asked(grant(f"{n}"))) for n in range(3)),
        _suspend(parts, odd),
        *(council.submit(asked(grant(f"{n}"))) for n in range(3, 6)),
        return_exceptions=True,
    )
    refused = answers.pop(3)
    assert all(isinstance(answer, Receipt) for answer in answers)
    assert isinstance(refused, Refusal)
    assert refused.code == "bad_shape"
    await memory_is_the_record(council, parts.database)


@pytest.mark.parametrize("id", JUST_RIGHT.values(), ids=JUST_RIGHT)
async def test_an_unusual_id_is_as_good_as_any(parts: Parts, id: str) -> None:
    first = await _suspend(parts, id)
    assert await _suspend(parts, id) == first
    await memory_is_the_record(await parts.house.chamber(COUNCIL), parts.database)


@pytest.mark.parametrize("reason", ["a\x00b", "\u2028", "x" * 200, "🏛"])
async def test_an_unusual_text_is_kept_as_it_is(parts: Parts, reason: str) -> None:
    data = json.dumps({"reason": reason}).encode()
    council = await parts.house.chamber(COUNCIL)
    await parts.live.submit(council, CHAIR, CommandId("press"), "suspend_meeting", data)
    assert council.meeting.suspension
    assert council.meeting.suspension.reason == reason
    await memory_is_the_record(council, parts.database)


async def _suspend(parts: Parts, id: str) -> Receipt:
    council = await parts.house.chamber(COUNCIL)
    return await parts.live.submit(council, CHAIR, CommandId(id), "suspend_meeting", b"{}")
