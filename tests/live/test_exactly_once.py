"""Every number once and in order, whatever the line does: one `follow` serves newcomers, returners and the live."""

import asyncio
import itertools
import random
from collections.abc import Callable

import pytest

from tests.live.clients import Caller, Follower, token
from tests.provision_product import Product

PAGES = ("follow", "wall", "chair", "none")


class Crowd:
    """Clients whose lines break all the time, and whoever waits until those on line have heard everything."""

    def __init__(self, clients: list[Follower], seed: int) -> None:
        self.clients = clients
        self.chance = random.Random(seed)
        self.on_line: set[Follower] = set()
        self.head = 0
        self.closed = False
        self.drops = 0
        self._moved = asyncio.Condition()

    async def wander(self, client: Follower) -> None:
        """Follow until the meeting is closed; the line breaks again and again, and stays broken for a while."""
        while True:
            self.on_line.add(client)
            await client.come()
            await self.tell()
            for _ in range(self.chance.randrange(8)):
                await client.take()
                await self.tell()
                if client.events and client.events[-1].get("type") == "meeting_closed":
                    self.on_line.discard(client)
                    await client.leave()
                    return
            if self.chance.random() < 0.7:
                client.drop()
            else:
                await client.leave()
            self.drops += 1
            self.on_line.discard(client)
            await self.tell()
            await self.until_head(self.head + self.chance.choice((0, 0, 1, 4, 15)))

    async def tell(self, head: int = 0) -> None:
        async with self._moved:
            self.head = max(head, self.head)
            self._moved.notify_all()

    async def until_head(self, seq: int) -> None:
        """Until the record has grown so far; or is closed."""
        async with self._moved, asyncio.timeout(30):
            await self._moved.wait_for(lambda: self.closed or self.head >= seq)

    async def until_heard(self, seq: int) -> None:
        """Until everybody who is on line has this number."""
        async with self._moved, asyncio.timeout(30):
            await self._moved.wait_for(lambda: all((c.cursor or 0) >= seq for c in self.on_line))


@pytest.mark.trial
async def test_each_client_sees_every_number_once_and_in_order(
    served: Product, trial_size: Callable[[int, int], int], figure: Callable[[str], None]
) -> None:
    secrets = {role: token(served, role) for role in ("chair", "secretariat", "delegate", "observer")}
    everybody = ["", "", *secrets.values()]
    newcomers_and_late = [
        Follower(
            served,
            everybody[n % len(everybody)],
            panels=PAGES[n // 3 % len(PAGES)],
            after=(0, None)[n % 2],
            language=("en", "fr")[n % 5 == 0],
        )
        for n in range(trial_size(24, 200))
    ]
    turncoats = [Follower(served, token(served, "observer", name), panels="chair") for name in ("Ada", "Bo")]
    crowd = Crowd([*newcomers_and_late, *turncoats], seed=20211117)
    async with asyncio.timeout(300), asyncio.TaskGroup() as together:
        for client in crowd.clients:
            together.create_task(crowd.wander(client))
        together.create_task(press_all_the_time(served, crowd, turncoats, trial_size(60, 300)))

    assert crowd.drops >= trial_size(80, 2000)
    for secret in everybody:
        async with Caller(served, secret) as caller:
            epoch, record = await caller.entries()
        for client in (c for c in newcomers_and_late if c.secret == secret):
            assert client.epochs == {epoch}
            start = 0 if client.newcomer else client.events[0]["seq"] - 1
            assert client.events == record[start:]
    wanted = [event["seq"] for event in record]
    for client in turncoats:
        seen = [event["seq"] for event in client.events]
        assert seen == wanted[-len(seen) :]
    await all_show_the_same(served, newcomers_and_late)
    told = sum(len(client.events) for client in crowd.clients)
    figure(
        f"exactly once: {len(crowd.clients)} clients, {crowd.drops} drops and returns, {len(record)} entries, "
        f"{told} deliveries, each once and in order"
    )


@pytest.mark.trial
async def test_whoever_comes_in_the_very_instant_of_a_press_hears_the_next_number(
    served: Product, trial_size: Callable[[int, int], int], figure: Callable[[str], None]
) -> None:
    """A newcomer is told the head before the pass that carries it has begun."""
    secret, coming = token(served, "secretariat"), 40

    async def press(presser: int) -> None:
        async with Follower(served, secret) as follower:
            for number in itertools.count():
                if not coming:
                    return
                person = f"person-{presser}-{number}"
                await follower.press("grant_role", {"person": person, "role": "observer"})

    async def come_and_go(page: str) -> None:
        nonlocal coming
        for _ in range(trial_size(50, 1000)):
            client = await Follower(served, panels=page).come()
            try:
                await client.until((client.cursor or 0) + 3)
            finally:
                client.drop()
        coming -= 1

    async with asyncio.timeout(300), asyncio.TaskGroup() as together:
        for n in range(6):
            together.create_task(press(n))
        for n in range(coming):
            together.create_task(come_and_go(PAGES[n % len(PAGES)]))
    figure(f"arrivals while others press: {40 * trial_size(50, 1000)}, each heard the next number")


async def press_all_the_time(served: Product, crowd: Crowd, turncoats: list[Follower], rounds: int) -> None:
    """Presses in bursts by two chairs and the secretariat; after each, whoever is on line hears it all."""
    async with (
        Follower(served, token(served, "chair", "One")) as one,
        Follower(served, token(served, "chair", "Two")) as two,
        Follower(served, token(served, "secretariat")) as desk,
    ):
        await one.press("open_meeting")

        async def advance(chair: Follower) -> None:
            await chair.press(
                crowd.chance.choice(("open_next_item", "open_next_item", "reopen_previous_item")),
                {"closing": chair.current},
            )

        async def promote(number: int) -> None:
            person = crowd.chance.choice(turncoats).you.get("person") or f"person-{number}"
            role = {"person": person, "role": "chair"}
            if not (await desk.press("grant_role", role))["ok"]:
                await desk.press("withdraw_role", role)

        for number in range(rounds):
            acts = ((advance, one), (advance, two), (promote, number))
            burst = crowd.chance.sample(acts, crowd.chance.randint(1, len(acts)))
            await asyncio.gather(*(act(by) for act, by in burst))
            seq = max(chair.cursor or 0 for chair in (one, two, desk))
            await crowd.tell(seq)
            await crowd.until_heard(seq)
        await one.press("close_meeting")
        crowd.closed = True
        await crowd.tell()


async def all_show_the_same(served: Product, clients: list[Follower]) -> None:
    """Whatever they missed on the way, pages show what a newcomer is shown.

    Who began in the middle has been told of the panels that have changed since, and has the others from the page.
    """
    for client in clients:
        async with Follower(
            served, client.secret, panels=client.panels, language=client.language, after=0
        ) as newcomer:
            await newcomer.until(client.cursor or 0)
        assert client.shown.items() <= newcomer.shown.items()
        assert not client.newcomer or client.shown == newcomer.shown
