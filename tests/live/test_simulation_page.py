"""The chair tries an order: both lists side by side, nothing changed, and the button that sets it."""

from collections.abc import AsyncIterator
from html import unescape
from pathlib import Path

import pytest

from models.body import OrderPolicy
from models.speaking.list_of_speakers import OrderSet
from models.speaking.request import RequestId, RequestMoved
from tests.live.debating import ITEM, debate
from tests.live.drafted import BASE, Drafted, drafted_in

SIDES = OrderPolicy.ALTERNATE_ROOM_AND_REMOTE
TRIED = {"item": ITEM, "policies": ["alternate_room_and_remote", "sections_in_turn"]}


@pytest.fixture
async def drafted(tmp_path: Path) -> AsyncIterator[Drafted]:
    async with drafted_in(tmp_path / "data") as made:
        yield made


async def page(drafted: Drafted, role: str = "chair", **asked: object) -> str:
    answer = await drafted.get("chair/order", headers=await drafted.token(role), params=asked)
    assert answer.status_code == 200
    return unescape(" ".join(answer.text.split()))


def standing(listed: str) -> list[str]:
    """Who stands in a list, in order."""
    return [row.partition("</b>")[0].removeprefix("Mayor of ") for row in listed.split("<b>")[1:]]


def lists(text: str) -> tuple[list[str], list[str]]:
    now, _, then = text.partition('id="list-then"')
    return standing(now.partition('id="list-now"')[2]), standing(then)


async def test_the_list_stands_beside_what_it_would_become(drafted: Drafted) -> None:
    await debate(drafted)
    text = await page(drafted, **TRIED)
    now, then = lists(text)
    assert now == ["Lyon", "Paris", "Accra", "Dakar", "Suva"]
    assert then == ["Accra", "Suva", "Dakar", "Lyon", "Paris"], (
        "the last who spoke on it was remote, of Europe"
    )
    assert "3 places up" in text
    assert "alternates with the room · sections in turn" in text
    assert "5 speakers would stand elsewhere." in text


async def test_before_anything_is_tried_the_list_stands_alone(drafted: Drafted) -> None:
    await debate(drafted, OrderSet(ITEM, (SIDES,)))
    text = await page(drafted, item=ITEM)
    assert 'value="alternate_room_and_remote" selected' in text
    assert "With this order" not in text
    assert "Apply this order" not in text


async def test_first_come_is_an_order_like_others(drafted: Drafted) -> None:
    await debate(drafted, OrderSet(ITEM, (SIDES,)))
    _, then = lists(await page(drafted, item=ITEM, policies=""))
    assert then == ["Lyon", "Paris", "Accra", "Dakar", "Suva"]


async def test_trying_changes_nothing_and_the_button_sets_it(drafted: Drafted) -> None:
    chamber = await debate(drafted)
    before = chamber.meeting.floor
    text = await page(drafted, **TRIED)
    assert chamber.meeting.floor == before
    for field in ('name="policies:each" value="alternate_room_and_remote"', f'name="item" value="{ITEM}"'):
        assert field in text
    pressed = await drafted.http.post(
        "/meetings/bureau/commands/set_order",
        headers=await drafted.token("chair") | {"Origin": BASE},
        data={"item": ITEM, "policies:each": TRIED["policies"], "back": "/meetings/bureau/chair"},
    )
    assert pressed.status_code == 303, pressed.text
    assert chamber.meeting.floor.at(ITEM).policies == (SIDES, OrderPolicy.SECTIONS_IN_TURN)
    assert "With this order" not in await page(drafted, **TRIED)


async def test_moves_by_hand_are_tried_without_and_given_up_where_the_chair_says_so(drafted: Drafted) -> None:
    chamber = await debate(drafted, RequestMoved(ITEM, RequestId("w4"), (), by_chair=True))
    now, _ = lists(await page(drafted, item=ITEM))
    assert now[0] == "Suva"
    text = await page(drafted, keep="no", policies="", item=ITEM)
    assert lists(text)[1] == ["Lyon", "Paris", "Accra", "Dakar", "Suva"]
    assert 'name="keep_moves:yes" value="no"' in text
    pressed = await drafted.http.post(
        "/meetings/bureau/commands/set_order",
        headers=await drafted.token("chair") | {"Origin": BASE},
        data={"item": ITEM, "keep_moves:yes": ["no"]},
    )
    assert pressed.status_code == 303, pressed.text
    assert [one.behind for one in chamber.meeting.floor.at(ITEM).waiting] == [None] * 5


async def test_what_no_policy_is_called_is_not_tried(drafted: Drafted) -> None:
    await debate(drafted)
    text = await page(drafted, item=ITEM, policies=["nonsense", "sections_in_turn", "sections_in_turn"])
    assert text.count('name="policies:each"') == 1
    gone = await drafted.get("chair/order", headers=await drafted.token("chair"), params={"item": "nowhere"})
    assert gone.status_code == 404


async def test_while_no_item_is_under_discussion_it_says_so(drafted: Drafted) -> None:
    await debate(drafted)
    assert "No item is under discussion" in await page(drafted)
