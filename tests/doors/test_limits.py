"""At most ten codes an hour for an address and from a sender, whoever the address is; kept through a restart."""

import asyncio
from datetime import timedelta
from pathlib import Path

import httpx2
import pytest

from server.database import Database
from server.doors.codes import MOST_AN_HOUR
from server.doors.limits import Limits, Share, TooMany
from tests.doors.conftest import ADA
from tests.doors.town import PostOffice, Town, World

NOBODY = "nobody@city.example"


async def ask(town: Town, address: str, sender: str) -> httpx2.Response:
    async with town.browser(sender) as browser:
        return await browser.ask(address)


def refused(answer: httpx2.Response) -> bool:
    assert answer.status_code in {303, 429}
    return answer.status_code == 429


@pytest.mark.parametrize("address", [ADA, NOBODY])
async def test_the_eleventh_code_in_an_hour_for_an_address_is_refused_from_wherever(
    town: Town, address: str
) -> None:
    town.world.stand_still()
    for number in range(MOST_AN_HOUR):
        assert not refused(await ask(town, address.upper(), f"198.51.100.{number}"))
        town.pass_by(minutes=1)
    answer = await ask(town, address, "203.0.113.9")
    assert refused(answer)
    assert answer.headers["retry-after"] == str(50 * 60)
    assert "No more than 10 codes an hour" in answer.text
    assert "Try again in 50 min." in answer.text
    assert not refused(await ask(town, f"another-{address}", "203.0.113.9"))
    town.pass_by(minutes=50)
    assert not refused(await ask(town, address, "203.0.113.9"))
    assert refused(await ask(town, address, "203.0.113.9")), "the hour goes with the clock, not with its face"


async def test_the_eleventh_code_in_an_hour_from_a_sender_is_refused_for_whomever(town: Town) -> None:
    for number in range(MOST_AN_HOUR):
        assert not refused(await ask(town, f"{number}@city.example", "203.0.113.9"))
    assert refused(await ask(town, ADA, "203.0.113.9"))
    assert not refused(await ask(town, ADA, "203.0.113.10"))
    town.pass_by(hours=1)
    assert not refused(await ask(town, ADA, "203.0.113.9"))


async def test_whoever_writes_x_forwarded_for_themselves_is_no_other_sender(town: Town) -> None:
    """The proxy adds to the right; what stands left of it is the client's own invention."""
    for number in range(MOST_AN_HOUR):
        assert not refused(await ask(town, f"{number}@city.example", f"1.2.3.{number}, 203.0.113.9"))
    assert refused(await ask(town, ADA, "9.9.9.9, 203.0.113.9"))


async def test_a_restart_forgives_nothing(town: Town) -> None:
    for _ in range(MOST_AN_HOUR):
        assert not refused(await ask(town, ADA, "203.0.113.9"))
    await town.restart()
    assert refused(await ask(town, ADA, "203.0.113.10"))
    assert refused(await ask(town, NOBODY, "203.0.113.9"))


async def test_ten_at_once_and_ten_more_are_ten(town: Town) -> None:
    answers = await asyncio.gather(*(ask(town, ADA, f"198.51.100.{n}") for n in range(20)))
    assert sum(map(refused, answers)) == 10


async def test_at_the_venue_many_people_share_an_address(tmp_path: Path, post: PostOffice) -> None:
    town = await Town(tmp_path / "data", post, HEMICYCLE_VENUE="203.0.113.0/24").start()
    for number in range(MOST_AN_HOUR + 5):
        assert not refused(await ask(town, f"{number}@city.example", "203.0.113.9"))
    await town.stop()


async def test_without_a_proxy_the_header_is_not_believed(tmp_path: Path, post: PostOffice) -> None:
    town = await Town(tmp_path / "data", post, HEMICYCLE_PROXIES="0").start()
    for number in range(MOST_AN_HOUR):
        assert not refused(await ask(town, f"{number}@city.example", f"203.0.113.{number}"))
    assert refused(await ask(town, ADA, "203.0.113.99"))
    await town.stop()


# ------------------------------------------------------------------ the counting itself, on both databases


async def test_two_processes_count_together(database: Database) -> None:
    """Twenty at once through two doors of one house: ten have theirs."""
    world = World()
    doors = [database, Database(url_of(database))]
    share = [Share("code to", ADA, MOST_AN_HOUR)]

    async def take(through: Database) -> bool:
        try:
            async with through.in_turn("codes") as connection:
                await Limits(world).take(connection, share)
        except TooMany:
            return False
        return True

    assert sum(await asyncio.gather(*(take(doors[n % 2]) for n in range(20)))) == 10
    await doors[1].close()


def url_of(database: Database) -> str:
    if database.file:
        return f"sqlite:///{database.file}"
    return database._writer.url.render_as_string(hide_password=False)


async def test_one_share_that_is_used_up_takes_nothing_of_the_others(database: Database) -> None:
    limits, used_up, other = Limits(World()), Share("a", "x", 1), Share("b", "x", 1)
    async with database.in_turn("codes") as connection:
        await limits.take(connection, [used_up])
        with pytest.raises(TooMany) as refusal:
            await limits.take(connection, [used_up, other])
        assert timedelta(minutes=59) < refusal.value.wait <= timedelta(hours=1)
        await limits.take(connection, [other])


async def test_what_is_given_back_can_be_had_again(database: Database) -> None:
    limits, share = Limits(World()), Share("a", "x", 1)
    async with database.in_turn("codes") as connection:
        for _ in range(3):
            await limits.take(connection, [share])
            await limits.give_back(connection, [share])


async def test_nobody_is_no_subject(database: Database) -> None:
    """A proxy that says nothing must not lock everybody out."""
    limits = Limits(World())
    async with database.in_turn("codes") as connection:
        for _ in range(3):
            await limits.take(connection, [Share("a", "", 1)])
