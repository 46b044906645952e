"""Clients that read nothing: nobody else waits for them, they cost little, and they can come back (DESIGN §2.9)."""

import asyncio
import time
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

import httpx2
import pytest

from tests.live.clients import Caller, Follower, Reload, grow, token
from tests.live.raw import PING, Line, command, frame
from tests.provision_product import Product

SMALL = 2048  # bytes the system keeps for a client that does not read
PROMPT = 2.0  # seconds, on a machine that does much else
MIB = 1 << 20


def resident(product: Product) -> int:
    """Bytes of memory the server holds."""
    assert product.process is not None
    status = Path(f"/proc/{product.process.pid}/status").read_text()
    (line,) = (line for line in status.splitlines() if line.startswith("VmRSS"))
    return int(line.split()[1]) * 1024


def late(product: Product) -> int:
    """How often a socket has fallen behind, by the server's own count."""
    lines = httpx2.get(f"{product.base_url}/metrics", trust_env=False).text.splitlines()
    return int(float(next(line for line in lines if line.startswith("hemicycle_late")).split()[-1]))


async def push(chair: Follower, watchers: list[Follower], times: int) -> float:
    """So many presses, each seen by every watcher before the next; the longest that one of them waited.

    To and fro between the first two items, so that most of a page is sent each time.
    """
    if not chair.events:
        await chair.press("open_meeting")
        await chair.until((await chair.press("open_next_item", {"closing": None}))["seq"])
    longest = 0.0
    for number in range(times):
        name = "reopen_previous_item" if number % 2 else "open_next_item"
        pressed = time.monotonic()
        reply = await chair.press(name, {"closing": chair.current})
        assert reply["ok"], reply
        await asyncio.gather(*(watcher.until(reply["seq"]) for watcher in (chair, *watchers)))
        longest = max(longest, time.monotonic() - pressed)
    return longest


@pytest.mark.trial
async def test_clients_that_read_nothing_slow_nobody_and_cost_little(
    served: Product, trial_size: Callable[[int, int], int], figure: Callable[[str], None]
) -> None:
    many, times = trial_size(20, 200), trial_size(60, 600)
    with ExitStack() as lines:
        stalled = [
            lines.enter_context(Line(served, query="panels=follow&after=0", receive_buffer=SMALL))
            for _ in range(many)
        ]
        async with Follower(served, token(served, "chair"), panels="chair") as chair:
            watchers = [
                await Follower(served, panels=page, after=0).come()
                for page in ("follow", "wall", "none", "follow")
            ]
            await push(chair, watchers, 10)
            before = resident(served)
            slowest = await push(chair, watchers, times)
            assert slowest < PROMPT
            assert late(served) >= many, "nobody was late: the trial proves nothing"
            grown = resident(served) - before
            assert grown < trial_size(16, 48) * MIB
            await asyncio.gather(*(watcher.leave() for watcher in watchers))
        for line in stalled:
            reader = read_on(line, Follower(served, after=0), chair.cursor or 0)
            assert reader.events == watchers[0].events
            assert reader.shown == watchers[0].shown
            assert len(reader.frames) < times / 3, "a queue has been kept for it"
    figure(
        f"stalled: {many} clients read nothing during {times} presses; "
        f"the server grew by {grown / MIB:.1f} MiB, the others' slowest push took {slowest * 1000:.0f} ms"
    )


def read_on(line: Line, reader: Follower, seq: int) -> Follower:
    """The client reads again: everything comes, in order, up to this number."""
    for told in line.frames():
        reader.heed(told)
        if reader.cursor == seq:
            break
    return reader


async def test_one_that_stalled_too_long_is_told_to_come_back(served: Product) -> None:
    """A page more than 2,000 entries behind reloads; a program gets them all."""
    with (
        Line(served, query="panels=follow", receive_buffer=SMALL) as page,
        Line(served, query="panels=none", receive_buffer=SMALL) as program,
    ):
        async with Follower(served, token(served, "chair")) as chair:
            while not late(served):
                await push(chair, [], 10)
            await grow(served, 2050)
        async with Caller(served) as caller:
            seq = (await caller.meeting())["seq"]
        following = read_on(program, Follower(served), seq)
        with pytest.raises(Reload, match="too_far"):
            read_on(page, Follower(served), seq)
    start = following.frames[0]["seq"]
    assert [event["seq"] for event in following.events] == list(range(start + 1, seq + 1))


@pytest.mark.parametrize(
    "sent",
    [frame(b"x" * 125, PING) * 500, frame(command("x", press="x" * 60_000))],
    ids=["pings", "commands"],
)
def test_a_client_that_asks_and_never_listens_is_not_listened_to(served: Product, sent: bytes) -> None:
    """The answers it does not take must not pile up in the server: it stops reading this client."""
    before = resident(served)
    with Line(served, receive_buffer=SMALL) as deaf:
        taken = deaf.send_while_it_takes(sent, 64 * MIB)
        assert taken < 16 * MIB
        assert resident(served) - before < 8 * MIB
        with Line(served) as other:
            other.send(frame(command()))
            assert other.take("reply")["refusal"]["code"] == "sign_in_first"


@pytest.mark.trial
async def test_one_that_never_drains_is_dropped(
    served: Product, trial_size: Callable[[int, int], int]
) -> None:
    if trial_size(0, 1) == 0:
        pytest.skip("takes half a minute: in `make trials`")
    with Line(served, query="panels=follow", receive_buffer=SMALL) as deaf:
        async with Follower(served, token(served, "chair"), panels="chair") as chair:
            while not late(served):
                await push(chair, [], 10)
            async with asyncio.timeout(45):
                while (await chair.until_type("presence"))["following"] != 1:
                    pass
        assert deaf.closed().code is None
