"""The power fails while people press: what was acknowledged is there once, and everybody comes back."""

import asyncio
import itertools
import random
import time
from collections.abc import Callable
from dataclasses import dataclass, field

import httpx2
import pytest
from websockets.exceptions import ConnectionClosed, InvalidHandshake

from tests.live.clients import Caller, Follower, token
from tests.provision_product import Product

FEWEST_PER_SECOND = 20
BACK_AFTER = 0.05  # seconds


@dataclass
class Presses:
    """What was pressed, by command id, the numbers that were acknowledged, and the time it took."""

    data: dict[str, dict[str, str]] = field(default_factory=dict)
    acknowledged: dict[str, int] = field(default_factory=dict)
    seconds: float = 0
    wanted: int = 0
    enough: asyncio.Event = field(default_factory=asyncio.Event)

    def acknowledge(self, press: str, seq: int) -> None:
        self.acknowledged[press] = seq
        if len(self.acknowledged) >= self.wanted:
            self.enough.set()


@pytest.mark.trial
async def test_what_was_acknowledged_is_there_once_after_every_kill(
    served: Product, trial_size: Callable[[int, int], int], figure: Callable[[str], None]
) -> None:
    chance = random.Random(20211117)
    desk, chair = token(served, "secretariat"), token(served, "chair")
    presses = Presses()
    async with Caller(served, desk) as caller:
        epoch = (await caller.meeting())["epoch"]
        await caller.press("open_meeting")
        watchers = [
            Follower(served, secret, panels=panels, after=0)
            for secret in ("", chair, desk)
            for panels in ("none", "follow")
        ]
        async with asyncio.TaskGroup() as together:
            for watcher in watchers:
                together.create_task(come_back_until_the_end(watcher))
            for number in range(trial_size(3, 20)):
                await one_round(served, presses, desk, chance.randint(40, 120), number)
                await nothing_is_lost(caller, presses, epoch)
                await asyncio.to_thread(served.cli, "verify")
            await caller.press("close_meeting")
        _, record = await caller.entries()
    assert len(presses.acknowledged) / presses.seconds >= trial_size(1, FEWEST_PER_SECOND)
    for watcher in watchers:
        assert watcher.epochs == {epoch}
        assert [event["seq"] for event in watcher.events] == list(range(1, len(record) + 1))
        assert watcher.secret != desk or watcher.events == record
    figure(
        f"kill -9: {trial_size(3, 20)} rounds, {len(presses.acknowledged)} commands acknowledged "
        f"({len(presses.acknowledged) / presses.seconds:.0f} a second), all there once; {len(record)} entries"
    )


async def one_round(served: Product, presses: Presses, desk: str, more: int, number: int) -> None:
    """Press as fast as the answers come; kill the server after so many more, others still unanswered."""
    presses.wanted = len(presses.acknowledged) + more
    presses.enough.clear()
    began = time.monotonic()
    async with asyncio.TaskGroup() as together:
        for line in range(3):
            together.create_task(press_by_socket(served, presses, desk, f"{number}-socket-{line}"))
        together.create_task(press_by_http(served, presses, desk, f"{number}-http"))
        async with asyncio.timeout(60):
            await presses.enough.wait()
        presses.seconds += time.monotonic() - began
        served.kill()
    assert (served.data / "control.sock").exists()
    assert (served.data / "serve.lock").exists()
    served.start()
    assert served.cli("link", "--role", "public", "--meeting", "world-council-2021")


def prepared(presses: Presses, line: str, number: int) -> tuple[str, dict[str, str]]:
    press = f"{line}-{number}"
    presses.data[press] = {"person": f"person-{press}", "role": "observer"}
    return press, presses.data[press]


async def press_by_socket(served: Product, presses: Presses, desk: str, line: str) -> None:
    """Two presses on the way at any time, until the line breaks."""
    try:
        async with Follower(served, desk) as follower:
            for number in itertools.count():
                press, data = prepared(presses, line, number)
                await follower.send("grant_role", data, press)
                if number:
                    reply = await follower.until_type("reply")
                    assert reply["ok"], reply
                    presses.acknowledge(reply["id"], reply["seq"])
    except (ConnectionClosed, OSError):
        return


async def press_by_http(served: Product, presses: Presses, desk: str, line: str) -> None:
    async with Caller(served, desk) as caller:
        for number in itertools.count():
            press, data = prepared(presses, line, number)
            try:
                status, reply = await caller.press("grant_role", data, press)
            except httpx2.TransportError:
                return
            assert status == 200, reply
            presses.acknowledge(press, reply["seq"])


async def nothing_is_lost(caller: Caller, presses: Presses, epoch: str) -> None:
    """Acknowledged: there once, under its number. Unanswered: there once or not at all, until sent again."""
    lineage, record = await caller.entries()
    assert lineage == epoch
    assert [entry["seq"] for entry in record] == list(range(1, len(record) + 1))
    kept: dict[str, list[int]] = {}
    for entry in record:
        if entry["type"] == "role_granted":
            kept.setdefault(entry["data"]["person"], []).append(entry["seq"])
    effects = {press: kept.get(data["person"], []) for press, data in presses.data.items()}
    for press, numbers in effects.items():
        if press in presses.acknowledged:
            assert numbers == [presses.acknowledged[press]]
        else:
            assert len(numbers) <= 1
    unanswered = [press for press in presses.data if press not in presses.acknowledged]
    for press in (*unanswered, *list(presses.acknowledged)[-5:]):
        status, reply = await caller.press("grant_role", presses.data[press], press)
        assert status == 200, reply
        assert [reply["seq"]] == effects[press] or not effects[press]
        presses.acknowledge(press, reply["seq"])


async def come_back_until_the_end(watcher: Follower) -> None:
    """What every client does: when the line is lost, return with the position it had."""
    while True:
        try:
            async with watcher:
                while not watcher.events or watcher.events[-1].get("type") != "meeting_closed":
                    await watcher.take()
                return
        except (ConnectionClosed, InvalidHandshake, OSError):
            await asyncio.sleep(BACK_AFTER)
