"""Passwords of operators: argon2id in threads, limited guesses, the same answer for names that nobody has."""

import asyncio
import threading
from typing import Any

import pytest
from argon2 import PasswordHasher
from argon2.exceptions import VerifyMismatchError

from server.console.operator import CannotDo
from server.doors.passwords import AT_ONCE, MOST_GUESSES, MOST_WAITING, Busy
from tests.doors.town import Caller, Town

NAME, PASSWORD = "Olga Operator", "correct horse battery staple"
WRONG = "a wrong horse battery staple"
PATIENCE = 10
CHEAP = {"time_cost": 1, "memory_cost": 8, "parallelism": 1}
"""What a test can afford; the product hashes as the library advises."""


async def guess(browser: Caller, name: str, password: str, to: str = "") -> Any:
    return await browser.http.post("/sign-in/password", data={"name": name, "password": password, "to": to})


async def use(town: Town, hasher: PasswordHasher) -> None:
    """Hash with this one from here on."""
    await town.parts.doors.passwords.prepare()
    town.parts.doors.passwords._hasher = hasher
    town.parts.doors.passwords._nobodys = ""


class Slow(PasswordHasher):
    """A hasher that is at it until it is told to end; counts how many are at it."""

    def __init__(self) -> None:
        super().__init__(**CHEAP)
        self.go_on = threading.Event()
        self.at_it = 0
        self.most = 0
        self.lock = threading.Lock()

    def verify(self, hash: str | bytes, password: str | bytes) -> bool:  # noqa: A002 - its name
        with self.lock:
            self.at_it += 1
            self.most = max(self.most, self.at_it)
        assert self.go_on.wait(PATIENCE), "nobody told it to go on: the loop stands still"
        with self.lock:
            self.at_it -= 1
        raise VerifyMismatchError


@pytest.fixture
async def olga(town: Town) -> str:
    await use(town, PasswordHasher(**CHEAP))
    await town.parts.operator.password(NAME, PASSWORD)
    return NAME


async def test_a_name_and_its_password_sign_in(town: Town, olga: str) -> None:
    async with town.browser() as browser:
        answer = await guess(browser, f"  {olga.upper()} ", PASSWORD, "/m")
        assert (answer.status_code, answer.headers["location"]) == (303, "/m")
        assert olga in (await browser.http.get("/me")).text


async def test_a_name_that_nobody_has_gets_the_same_answer_after_the_same_work(town: Town, olga: str) -> None:
    compared: list[str] = []

    class Counting(PasswordHasher):
        def verify(self, hash: str | bytes, password: str | bytes) -> bool:  # noqa: A002 - its name
            compared.append(str(hash).rpartition("$")[0].rpartition("$")[0])
            return super().verify(hash, password)

    await use(town, Counting(**CHEAP))
    town.world.stand_still()
    told = []
    for number, name in enumerate((olga, "Olga Nobody..")):
        async with town.browser(f"198.51.100.{number}") as browser:
            answers = [await guess(browser, name, WRONG) for _ in range(MOST_GUESSES + 1)]
        told.append([(a.status_code, a.headers.multi_items(), a.text.replace(name, "…")) for a in answers])
    assert told[0] == told[1]
    assert [status for status, *_ in told[0]] == [422] * MOST_GUESSES + [429]
    assert len(compared) == 2 * MOST_GUESSES
    assert len(set(compared)) == 1, "the same argon2id with the same cost"
    assert compared[0].startswith("$argon2id$")


async def test_guesses_are_limited_and_right_ones_are_none(town: Town, olga: str) -> None:
    for _ in range(MOST_GUESSES + 2):
        async with town.browser() as browser:
            assert (await guess(browser, olga, PASSWORD)).status_code == 303
    async with town.browser() as thief:
        for _ in range(MOST_GUESSES):
            assert (await guess(thief, olga, WRONG)).status_code == 422
        await town.restart()
    async with town.browser("203.0.113.1") as other:
        answer = await guess(other, olga, PASSWORD)
        assert answer.status_code == 429
        assert "Too many guesses" in answer.text
        town.pass_by(hours=1)
        assert (await guess(other, olga, PASSWORD)).status_code == 303


async def test_hashing_stalls_nobody_and_is_bounded(town: Town) -> None:
    """While every thread is at a hash, pages are served; two hash at once, twenty wait, the next are told so."""
    slow = Slow()
    passwords = town.parts.doors.passwords
    await use(town, slow)
    await passwords.prepare()
    guesses = [
        asyncio.create_task(passwords.sign_in(f"name {n}", WRONG, f"198.51.100.{n}"))
        for n in range(MOST_WAITING)
    ]
    async with asyncio.timeout(PATIENCE):
        while passwords._waiting < MOST_WAITING or slow.at_it < AT_ONCE:  # noqa: ASYNC110 - nobody says so
            await asyncio.sleep(0)
    async with town.browser() as browser:
        assert (await browser.http.get("/")).status_code == 200
        assert (await guess(browser, "one more", WRONG)).status_code == 503
    with pytest.raises(Busy):
        await passwords.sign_in("one more", WRONG, "203.0.113.1")
    slow.go_on.set()
    assert await asyncio.gather(*guesses) == [None] * MOST_WAITING
    assert slow.most == AT_ONCE


async def test_a_new_password_ends_what_was_signed_in_with_the_old(town: Town, olga: str) -> None:
    async with town.browser() as browser:
        await guess(browser, olga, PASSWORD)
        await town.parts.operator.password(olga, f"{PASSWORD} again")
        assert not await browser.is_in()
        assert (await guess(browser, olga, PASSWORD)).status_code == 422
        assert (await guess(browser, olga, f"{PASSWORD} again")).status_code == 303
        await town.parts.operator.password(olga, "")
        assert not await browser.is_in()
        assert (await guess(browser, olga, f"{PASSWORD} again")).status_code == 422


@pytest.mark.parametrize("password", ["short", "x" * 201])
async def test_a_password_of_no_use_is_refused_in_words(town: Town, password: str) -> None:
    with pytest.raises(CannotDo, match="12 to 200 characters"):
        await town.parts.operator.password("Somebody New", password)
    assert await town.parts.doorkeeper.called("Somebody New") == []


async def test_a_name_of_several_people_takes_no_password(town: Town) -> None:
    for _ in range(2):
        await town.person("Jane", "")
    with pytest.raises(CannotDo, match="Several people"):
        await town.parts.operator.password("Jane", PASSWORD)
