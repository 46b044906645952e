"""Whether an address is known here is told to nobody who asks: not by words, headers, time or work."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from itertools import groupby
from typing import Any

import httpx2
from sqlalchemy import event

from tests.doors.conftest import ADA
from tests.doors.town import Caller, Town

NOBODY = "abc@city.example"  # as long as Ada's
UNTOLD = ("set-cookie", "date")


@contextmanager
def statements(town: Town) -> Iterator[list[str]]:
    """What is said to the database meanwhile."""
    said: list[str] = []
    engines = [engine.sync_engine for engine in (town.parts.database._writer, town.parts.database._reader)]

    def heard(_: Any, __: Any, statement: str, *___: Any) -> None:
        if "FROM outbox" not in statement and not statement.startswith(
            "BEGIN"
        ):  # the postman looks when he likes
            said.append(statement)

    for engine in engines:
        event.listen(engine, "before_cursor_execute", heard)
    yield said
    for engine in engines:
        event.remove(engine, "before_cursor_execute", heard)


@asynccontextmanager
async def nobody_is_looked_up(town: Town) -> AsyncIterator[None]:
    """The postman does not stir."""
    held = asyncio.Event()
    send = town.parts.doors.postman._send

    async def later(*arguments: Any) -> None:
        await held.wait()
        await send(*arguments)

    town.parts.doors.postman._send = later  # type: ignore[method-assign]
    yield
    held.set()


def told(answer: httpx2.Response) -> tuple[Any, ...]:
    headers = [(name, value) for name, value in answer.headers.multi_items() if name not in UNTOLD]
    cookies = [cookie.partition("=")[0] for cookie in answer.headers.get_list("set-cookie")]
    return answer.status_code, headers, cookies, answer.text.replace(ADA, NOBODY)


async def whole_visit(browser: Caller, address: str) -> list[httpx2.Response]:
    """Ask, look at the page, guess until it is over, ask again too often."""
    answers = [await browser.ask(address, "/m"), await browser.http.get("/sign-in/code")]
    answers += [await browser.type("000000") for _ in range(7)]
    answers += [await browser.http.get("/sign-in/code")]
    answers += [await browser.ask(address) for _ in range(10)]
    return answers


async def test_an_unknown_address_gets_the_same_bytes_at_every_step(town: Town) -> None:
    town.world.stand_still()  # or the seconds still to wait differ
    told_to = {}
    for number, address in enumerate((ADA, NOBODY)):
        async with town.browser(f"198.51.100.{number}") as browser:
            told_to[address] = [told(answer) for answer in await whole_visit(browser, address)]
    assert told_to[ADA] == told_to[NOBODY]
    assert [status for status, _ in groupby(status for status, *_ in told_to[ADA])] == [
        *(303, 200, 422, 410, 200, 303, 429)
    ]


async def test_before_the_answer_the_same_is_done_and_nobody_is_looked_up(town: Town) -> None:
    done = {}
    async with nobody_is_looked_up(town):
        for address in (ADA, NOBODY):
            async with town.browser() as browser:
                with statements(town) as said:
                    await browser.asked(address)
                done[address] = said
    assert done[ADA] == done[NOBODY]
    assert done[ADA]
    assert not [statement for statement in done[ADA] if "people" in statement]


async def test_a_mail_server_that_is_away_is_no_ones_delay(town: Town) -> None:
    """Nothing is said to it before the answer, and it may say nothing for long."""
    town.post.verdict = "451 later"
    async with town.browser() as browser:
        await browser.asked(ADA)
        await town.post.refused()
        assert (await browser.http.get("/sign-in/code")).status_code == 200
