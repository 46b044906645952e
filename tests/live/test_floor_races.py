"""Many ask at once, two call at once, lines break in mid-request: one order, one speaker, nothing lost or doubled."""

import asyncio
import uuid
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import UTC, datetime, timedelta
from itertools import cycle
from typing import Any

from models import wire
from tests.live.clients import Caller, Follower, token
from tests.provision_product import Product

ITEM = "item-9"
CROWD = 40
ASK = {"item": ITEM, "attendance": "remote"}


@asynccontextmanager
async def debate(served: Product) -> AsyncIterator[Follower]:
    """Item 9 is under discussion; the chair's line."""
    async with Follower(served, token(served, "chair", "Chair")) as chair:
        for name, data in (("open_meeting", {}), ("open_item", {"item": ITEM, "closing": None})):
            assert (await chair.press(name, data))["ok"]
        yield chair


@asynccontextmanager
async def crowd(served: Product, size: int = CROWD) -> AsyncIterator[Sequence[Follower]]:
    """So many delegates, each with a line of their own."""
    async with AsyncExitStack() as lines:
        people = [Follower(served, token(served, "delegate", f"Delegate {n}")) for n in range(size)]
        yield await asyncio.gather(*(lines.enter_async_context(one) for one in people))


async def floor(served: Product) -> dict[str, Any]:
    """The list of speakers of item 9, as the server has it."""
    async with Caller(served, token(served, "delegate", "Reader")) as reader:
        [here] = [one for one in (await reader.meeting())["floor"] if one["item"] == ITEM]
    return here


async def places(served: Product) -> list[str]:
    return [place["id"] for place in (await floor(served))["places"]]


def asked(follower: Follower) -> list[str]:
    """The requests at item 9, in the order in which this client heard of them."""
    made = [event["data"] for event in follower.events if event.get("type") == "request_made"]
    return [data["request"]["id"] for data in made if data["item"] == ITEM]


async def test_forty_who_ask_at_once_have_forty_places_and_everybody_hears_the_same_order(
    served: Product,
) -> None:
    async with debate(served) as chair, crowd(served) as people:
        presses = {str(uuid.uuid4()): one for one in people}
        started = asyncio.get_running_loop().time()
        await asyncio.gather(*(one.send("ask_for_floor", ASK, press) for press, one in presses.items()))
        assert asyncio.get_running_loop().time() - started < 1
        replies = await asyncio.gather(*(one.reply(press) for press, one in presses.items()))
        assert all(reply["ok"] for reply in replies)
        last = max(reply["seq"] for reply in replies)
        await asyncio.gather(*(one.until(last) for one in (*people, chair)))
        order = await places(served)
        assert len(set(order)) == len(order) == CROWD
        shown = (await floor(served))["places"]
        assert [place["number"] for place in shown] == list(range(1, CROWD + 1))
        assert {place["speaker"]["name"] for place in shown} == {f"Delegate {n}" for n in range(CROWD)}
        heard = {tuple(asked(one)) for one in (*people, chair)}
        assert heard == {tuple(order)}


async def test_two_of_the_desk_who_call_two_speakers_at_once_give_one_the_floor(served: Product) -> None:
    async with (
        debate(served) as chair,
        crowd(served, 8) as people,
        Follower(served, token(served, "secretariat", "Desk")) as desk,
    ):
        await asyncio.gather(*(one.press("ask_for_floor", ASK) for one in people))
        seen = None
        for one, other in zip(*[iter(await places(served))] * 2, strict=True):
            replies = await asyncio.gather(
                chair.press("give_floor", {"item": ITEM, "request": one, "floor": seen}),
                desk.press("give_floor", {"item": ITEM, "request": other, "floor": seen}),
            )
            assert sorted(reply["ok"] for reply in replies) == [False, True]
            [refused] = [reply["refusal"]["code"] for reply in replies if not reply["ok"]]
            assert refused == "floor_moved_on"
            here = await floor(served)
            [seen] = here["on_floor"]
            assert seen == (one if replies[0]["ok"] else other)
        assert len(here["places"]) == 4


async def test_next_pressed_twice_in_one_instant_skips_nobody(served: Product) -> None:
    async with (
        debate(served) as chair,
        crowd(served, 6) as people,
        Follower(served, token(served, "secretariat", "Desk")) as desk,
    ):
        await asyncio.gather(*(one.press("ask_for_floor", ASK) for one in people))
        order, seen = await places(served), None
        for expected in order:
            press = ("give_floor_to_next", {"item": ITEM, "floor": seen})
            replies = await asyncio.gather(chair.press(*press), desk.press(*press))
            assert sorted(reply["ok"] for reply in replies) == [False, True]
            [seen] = (await floor(served))["on_floor"]
            assert seen == expected


async def test_at_the_instant_of_closing_each_is_on_the_list_or_was_told_why_not(served: Product) -> None:
    """The chair closes while forty ask: what stands before the closing in the record waits, nothing else does."""
    async with debate(served) as chair, crowd(served) as people:
        *replies, closing = await asyncio.gather(
            *(one.press("ask_for_floor", ASK) for one in people[:20]),
            *(one.press("ask_for_floor", ASK) for one in people[20:]),
            chair.press("close_list", {"item": ITEM}),
        )
        assert closing["ok"]
        for reply in replies:
            if reply["ok"]:
                assert reply["seq"] < closing["seq"]
            else:
                assert reply["refusal"]["code"] == "list_closed"
        late = await people[0].press("ask_for_floor", ASK)
        assert late["refusal"]["code"] == "list_closed"
        assert len(await places(served)) == sum(reply["ok"] for reply in replies)


async def test_an_announced_closing_parts_those_who_ask_by_the_time_of_the_record(served: Product) -> None:
    """They ask one after another, until the announced moment has come; no timer writes anything."""
    async with debate(served) as chair, crowd(served) as people:
        at = datetime.now(UTC) + timedelta(milliseconds=300)
        assert (await chair.press("close_list", {"item": ITEM, "at": wire.moment(at)}))["ok"]
        *early, late = people
        accepted = 0
        for one in cycle(early):
            passed = datetime.now(UTC) > at
            reply = await one.press("ask_for_floor", ASK)
            accepted += reply["ok"]
            if not reply["ok"]:
                assert reply["refusal"]["code"] in {"already_waiting", "list_closed"}
            if passed:
                assert not reply["ok"]
                break
        assert (await late.press("ask_for_floor", ASK))["refusal"]["code"] == "list_closed"
        here = await floor(served)
        assert len(here["places"]) == accepted
        assert here["admission"] == "closed"
        assert all(datetime.fromisoformat(place["asked"]) < at for place in here["places"])


async def test_whoever_comes_back_in_mid_request_has_one_place(served: Product) -> None:
    """The line breaks right behind the press, before the answer; the same press is sent again on a new line."""
    async with debate(served), crowd(served, 10) as people:
        presses = [str(uuid.uuid4()) for _ in people]
        for one, press in zip(people, presses, strict=True):
            await one.send("ask_for_floor", ASK, press)
            one.drop()
        replies = await asyncio.gather(
            *(again(one, press) for one, press in zip(people, presses, strict=True))
        )
        assert all(reply["ok"] for reply in replies), replies
        order = await places(served)
        assert len(order) == len(people)
        for one, reply in zip(people, replies, strict=True):
            assert (await one.press("ask_for_floor", ASK))["refusal"]["code"] == "already_waiting"
            assert f"request-{reply['seq']}" in order


async def test_phone_and_laptop_of_one_person_make_one_request(served: Product) -> None:
    secret = token(served, "delegate", "Ana")
    async with debate(served), Follower(served, secret) as phone, Follower(served, secret) as laptop:
        replies = await asyncio.gather(*(one.press("ask_for_floor", ASK) for one in (phone, laptop)))
        assert sorted(reply["ok"] for reply in replies) == [False, True]
        assert len(await places(served)) == 1


async def again(one: Follower, press: str) -> dict[str, Any]:
    """Back where the line broke, with the same press."""
    await one.come()
    return await one.press("ask_for_floor", ASK, press)
