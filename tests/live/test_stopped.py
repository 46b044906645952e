"""A server that is told to stop: everybody hears "come back", and what was acknowledged is kept."""

import asyncio
import itertools

import pytest
from websockets.exceptions import ConnectionClosed

from tests.live.clients import Caller, Follower, token
from tests.provision_product import Product


async def test_everybody_is_told_to_come_back_and_nothing_acknowledged_is_lost(served: Product) -> None:
    desk = token(served, "secretariat")
    acknowledged: dict[str, int] = {}
    flowing = asyncio.Event()

    async def press_until_the_end() -> None:
        async with Follower(served, desk) as follower:
            for number in itertools.count():
                person = f"person-{number}"
                reply = await follower.press("grant_role", {"person": person, "role": "observer"})
                acknowledged[person] = reply["seq"]
                if number == 20:
                    flowing.set()

    async def watch(page: str) -> Follower:
        follower = await Follower(served, panels=page, after=0).come()
        with pytest.raises(ConnectionClosed):
            await follower.until(1 << 30)
        assert (follower.line.close_code, follower.line.close_reason) == (4000, "restarting")
        return follower

    watching = [asyncio.create_task(watch(page)) for page in ("follow", "wall", "none")]
    pressing = asyncio.create_task(press_until_the_end())
    await flowing.wait()
    await asyncio.to_thread(served.stop)
    assert isinstance((await asyncio.gather(pressing, return_exceptions=True))[0], ConnectionClosed)
    watchers = await asyncio.gather(*watching)

    served.start()
    async with Caller(served, desk) as caller:
        epoch, record = await caller.entries()
    granted = {e["data"]["person"]: e["seq"] for e in record if e["type"] == "role_granted"}
    assert acknowledged.items() <= granted.items()
    for watcher in watchers:
        assert watcher.epoch == epoch
        await watcher.come()
        await watcher.until(len(record))
        assert [event["seq"] for event in watcher.events] == list(range(1, len(record) + 1))
        await watcher.leave()
