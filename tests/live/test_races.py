"""Two people press at once, and one person presses twice: one effect, and everybody hears which (DESIGN §2.4)."""

import asyncio
import re
import uuid
from collections.abc import Callable
from contextlib import AsyncExitStack
from typing import Any

import httpx2

from tests.live.clients import SLUG, Caller, Follower, credential, token
from tests.provision_product import Product

ALREADY = re.compile(r"^Already at (item \d+(\.\d+)*|“[^”]+”)\.$")


async def current(product: Product) -> str | None:
    async with Caller(product) as caller:
        return (await caller.meeting())["current"]


def refused(reply: dict[str, Any], code: str) -> str:
    """The words of this refusal."""
    assert reply["ok"] is False, reply
    assert reply["refusal"]["code"] == code, reply
    message: str = reply["refusal"]["message"]
    return message


async def test_two_chairs_press_next_in_the_same_instant_and_one_item_advances(served: Product) -> None:
    async with (
        Follower(served, token(served, "chair", "One"), panels="chair") as one,
        Follower(served, token(served, "chair", "Two"), panels="chair") as two,
    ):
        opened = await one.press("open_meeting")
        await two.until(opened["seq"])
        for item in range(1, 8):
            before, closing = one.cursor, await current(served)
            first, second = await asyncio.gather(
                one.press("open_next_item", {"closing": closing}),
                two.press("open_next_item", {"closing": closing}),
            )
            accepted, late = (first, second) if first["ok"] else (second, first)
            assert accepted["ok"], late
            assert ALREADY.match(refused(late, "moved_on"))
            await asyncio.gather(one.until(accepted["seq"]), two.until(accepted["seq"]))
            assert one.cursor == accepted["seq"] == (before or 0) + (1 if item == 1 else 2)
            assert one.shown["now"] == two.shown["now"]
    assert [e["type"] for e in one.events].count("item_opened") == 7
    assert one.events[-len(two.events) :] == two.events


async def test_forty_chairs_press_at_once_and_one_is_first(served: Product) -> None:
    async with AsyncExitStack() as lines:
        chairs = [
            await lines.enter_async_context(Follower(served, token(served, "chair", f"Chair {n}")))
            for n in range(40)
        ]
        opened = await chairs[0].press("open_meeting")
        replies = await asyncio.gather(*(c.press("open_next_item", {"closing": None}) for c in chairs))
        (accepted,) = [reply for reply in replies if reply["ok"]]
        assert accepted["seq"] == opened["seq"] + 1
        words = {refused(reply, "moved_on") for reply in replies if not reply["ok"]}
        assert len(words) == 1
        assert ALREADY.match(words.pop())


async def test_a_press_that_comes_too_late_by_http_is_a_409_in_words(served: Product) -> None:
    async with AsyncExitStack() as programs:
        callers = [
            await programs.enter_async_context(Caller(served, token(served, "chair", f"Chair {n}")))
            for n in range(10)
        ]
        await callers[0].press("open_meeting")
        answers = await asyncio.gather(*(c.press("open_next_item", {"closing": None}) for c in callers))
        assert sorted(status for status, _ in answers) == [200] + [409] * 9
        for status, reply in answers:
            assert status == 200 or ALREADY.match(refused(reply, "moved_on"))
        _, record = await callers[0].entries()
    assert [entry["type"] for entry in record].count("item_opened") == 1


async def test_the_same_press_sent_five_times_has_one_effect_and_five_equal_answers(served: Product) -> None:
    """Over a line that broke, over two others, over HTTP, and after the server was killed."""
    secret, press = token(served, "chair"), str(uuid.uuid4())
    async with Follower(served, secret) as chair:
        await chair.press("open_meeting")
        first = await chair.press("open_next_item", {"closing": None}, press)
        assert first["ok"]
    answers = [first]
    for page in ("chair", "none"):
        async with Follower(served, secret, panels=page) as again:
            answers.append(await again.press("open_next_item", {"closing": None}, press))
    async with Caller(served, secret) as caller:
        status, answer = await caller.press("open_next_item", {"closing": None, "outcome": None}, press)
        answers.append({"type": "reply", **answer})
        served.kill()
        served.start()
    async with Follower(served, secret) as later:
        answers.append(await later.press("open_next_item", {"closing": None}, press))
    async with Caller(served) as caller:
        _, record = await caller.entries()
    assert status == 200
    assert answers == [first] * 5
    assert [entry.get("type") for entry in record].count("item_opened") == 1


async def test_five_copies_of_one_press_in_the_same_instant_have_one_effect(served: Product) -> None:
    secret, press = token(served, "chair"), str(uuid.uuid4())
    async with AsyncExitStack() as stack:
        lines = [await stack.enter_async_context(Follower(served, secret)) for _ in range(4)]
        caller = await stack.enter_async_context(Caller(served, secret))
        await lines[0].press("open_meeting")
        *replies, (status, answer) = await asyncio.gather(
            *(line.press("open_next_item", {"closing": None}, press) for line in lines),
            caller.press("open_next_item", {"closing": None}, press),
        )
        _, record = await caller.entries()
    assert status == 200
    assert [*replies, {"type": "reply", **answer}] == [replies[0]] * 5
    assert replies[0]["seq"] == len(record)
    assert [entry["type"] for entry in record].count("item_opened") == 1


async def test_a_form_sent_twice_has_one_effect(served: Product) -> None:
    """A double click on a page without script."""
    headers = {"Origin": served.base_url}
    async with httpx2.AsyncClient(base_url=served.base_url, headers=headers, trust_env=False) as browser:
        await browser.post(credential(served, "link", "chair"))
        forms = f"/meetings/{SLUG}/commands"
        await browser.post(f"{forms}/open_meeting", data={"id": ""})
        form = {"id": str(uuid.uuid4()), "closing": "", "outcome": ""}
        answers = await asyncio.gather(
            *(browser.post(f"{forms}/open_next_item", data=form) for _ in range(2))
        )
        assert [answer.status_code for answer in answers] == [303, 303]
    async with Caller(served) as caller:
        _, record = await caller.entries()
    assert [entry.get("type") for entry in record].count("item_opened") == 1


async def test_a_press_whose_line_breaks_before_the_answer_is_answered_when_it_is_sent_again(
    served: Product,
) -> None:
    """The line is gone while the record keeps the press: the server says so to nobody, and goes on."""
    secret = token(served, "secretariat")
    people = [f"person-{number}" for number in range(50)]
    for person in people:
        async with Follower(served, secret) as follower:
            await follower.send("grant_role", {"person": person, "role": "observer"}, person)
            follower.drop()
    async with Follower(served, secret) as follower, Caller(served, secret) as caller:
        for person in people:
            reply = await follower.press("grant_role", {"person": person, "role": "observer"}, person)
            assert reply["ok"], reply
        _, record = await caller.entries()
    granted = [entry["data"]["person"] for entry in record if entry["type"] == "role_granted"]
    assert sorted(person for person in granted if person in people) == sorted(people)


async def test_an_id_is_not_used_twice_for_different_commands(served: Product) -> None:
    secret, press = token(served, "chair"), str(uuid.uuid4())
    async with Follower(served, secret) as chair, Caller(served, secret) as caller:
        opened = await chair.press("open_meeting", {}, press)
        for name, data in (("close_meeting", {}), ("open_next_item", {"closing": None})):
            assert refused(await chair.press(name, data, press), "id_reused")
            status, reply = await caller.press(name, data, press)
            assert status == 409
            assert refused(reply, "id_reused")
        assert (await caller.meeting())["seq"] == opened["seq"]
        assert await chair.press("open_meeting", {}, press) == opened


async def test_an_id_belongs_to_the_one_who_made_it(served: Product) -> None:
    """Two people whose programs make the same id do not answer for each other."""
    async with (
        Follower(served, token(served, "chair", "One")) as one,
        Follower(served, token(served, "chair", "Two")) as two,
    ):
        opened = await one.press("open_meeting", {}, "1")
        suspended = await two.press("suspend_meeting", {"reason": "lunch"}, "1")
    assert opened["ok"]
    assert suspended["ok"]
    assert suspended["seq"] == opened["seq"] + 1


async def test_an_id_that_was_refused_is_decided_afresh(served: Product) -> None:
    press = str(uuid.uuid4())
    async with Follower(served, token(served, "chair")) as chair:
        early = await chair.press("open_next_item", {"closing": None}, press)
        assert refused(early, "not_opened") == "The meeting is not open yet. Open the meeting first."
        await chair.press("open_meeting")
        again = await chair.press("open_next_item", {"closing": None}, press)
    assert again["ok"]


async def test_many_press_all_the_time_and_no_item_is_skipped(
    served: Product, trial_size: Callable[[int, int], int]
) -> None:
    """Every chair presses Next from the item it sees, until the agenda is concluded: each item is opened once."""
    async with AsyncExitStack() as stack:
        chairs = [
            await stack.enter_async_context(Follower(served, token(served, "chair", f"Chair {n}")))
            for n in range(trial_size(6, 20))
        ]
        opened = await chairs[0].press("open_meeting")
        await asyncio.gather(*(chair.until(opened["seq"]) for chair in chairs))
        await asyncio.gather(*(press_to_the_end(chair) for chair in chairs))
    async with Caller(served) as caller:
        items = (await caller.meeting())["items"]
        _, record = await caller.entries()
    order = [entry["data"]["item"] for entry in record if entry.get("type") == "item_opened"]
    assert order == [item["id"] for item in items]


async def press_to_the_end(chair: Follower) -> None:
    while True:
        reply = await chair.press("open_next_item", {"closing": chair.current})
        if reply["ok"]:
            await chair.until(reply["seq"])
        elif reply["refusal"]["code"] == "agenda_concluded":
            return
        else:
            assert reply["refusal"]["code"] == "moved_on"
