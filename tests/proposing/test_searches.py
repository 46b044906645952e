"""Searches beside the server: followed line by line, cancelled, refused in words, the same again."""

import asyncio
import os
import sys
from contextlib import aclosing

import pytest

from models.presidency.proposed import Effort
from models.presidency.proposing import Weight
from server.proposing import search
from server.proposing.lines import Asked, Ended, Line, Offer, Outcome, Progress, Waiting, asked, written
from server.proposing.search import PROGRAM, CannotSearch, Searches, WhyNot
from tests.models.rotation_problems import problem

AT_ONCE = (
    sys.executable,
    "-P",
    "-c",
    "import os; os.nice = id; from server.proposing.__main__ import main; main()",
)  # as urgent as the tests, which otherwise would wait for it when the machine is busy
NEVER_SAYS = (sys.executable, "-c", "import time; time.sleep(600)")
FAILS = (sys.executable, "-c", "raise SystemExit('out of order')")


async def everything(searches: Searches, question: Asked) -> list[Line]:
    return [line async for line in searches.lines(question)]


async def test_a_search_says_its_first_plan_its_proposals_and_its_end() -> None:
    question = Asked(problem("abcd", 6), seed=7, effort=Effort.QUICK, proposals=2)
    first, again = await asyncio.gather(*(everything(Searches(AT_ONCE), question) for _ in range(2)))
    assert isinstance(first[0], Progress)
    assert [line.proposal.number for line in first if isinstance(line, Offer)] == [1, 2]
    assert isinstance(first[-1], Ended)
    assert (first[-1].outcome, first[-1].seed, first[-1].effort) == (Outcome.FOUND, 7, Effort.QUICK)

    def kept(lines: list[Line]) -> list[bytes]:
        return [written(line) for line in lines if not isinstance(line, Progress)]

    assert kept(first) == kept(again)  # byte for byte


def test_what_is_asked_survives_the_line() -> None:
    question = Asked(problem("ab", 2, most_turns=2), effort=Effort.THOROUGH)
    assert asked(written(question)) == question
    assert written(asked(written(question))) == written(question)
    assert question.problem.weights.few_changes is Weight.MOST


async def test_a_search_that_is_left_is_gone_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    started = watched(monkeypatch)
    searches = Searches(NEVER_SAYS)
    following = asyncio.create_task(everything(searches, Asked(problem("a", 1))))
    process = await started.get()
    following.cancel()
    with pytest.raises(asyncio.CancelledError):
        await following
    assert gone(process)
    assert searches._under_way == 0


async def test_others_wait_their_turn_and_too_many_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    started = watched(monkeypatch)
    searches = Searches(NEVER_SAYS, at_once=1, most_waiting=1)
    question = Asked(problem("a", 1))
    running = asyncio.create_task(everything(searches, question))
    await started.get()
    async with aclosing(searches.lines(question)) as waiting:
        assert await anext(waiting) == Waiting()
        with pytest.raises(CannotSearch) as refused:
            await everything(searches, question)
        assert refused.value.why is WhyNot.TOO_MANY
    running.cancel()
    with pytest.raises(asyncio.CancelledError):
        await running
    assert (searches._under_way, searches._places.locked()) == (0, False)


async def test_a_server_without_the_solver_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search, "SOLVER", "no_such_solver")
    with pytest.raises(CannotSearch) as refused:
        await everything(Searches(), Asked(problem("a", 1)))
    assert refused.value.why is WhyNot.NOT_INSTALLED


async def test_what_is_too_large_is_refused_before_it_costs_anything(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search, "MOST_PLACES", 5)
    with pytest.raises(CannotSearch) as refused:
        await everything(Searches(), Asked(problem("abc", 2)))
    assert refused.value.why is WhyNot.TOO_LARGE


async def test_a_program_that_fails_is_a_fault_and_says_why() -> None:
    with pytest.raises(RuntimeError, match="out of order"):
        await everything(Searches(FAILS), Asked(problem("a", 1)))


async def test_the_server_goes_on_while_a_search_runs() -> None:
    """The loop is asked for its turn all the while, and has it within a fraction of what the search takes."""
    loop, longest = asyncio.get_running_loop(), 0.0
    began = loop.time()
    running = asyncio.create_task(everything(Searches(PROGRAM), Asked(problem("ab", 2), proposals=1)))
    while not running.done():
        before = loop.time()
        await asyncio.sleep(0.001)
        longest = max(longest, loop.time() - before)
    assert isinstance((await running)[-1], Ended)
    assert longest < (loop.time() - began) / 2


def watched(monkeypatch: pytest.MonkeyPatch) -> asyncio.Queue[int]:
    """The ids of the processes that are started from here on, as they are."""
    started: asyncio.Queue[int] = asyncio.Queue()
    start = asyncio.create_subprocess_exec

    async def noted(*program, **how):
        process = await start(*program, **how)
        started.put_nowait(process.pid)
        return process

    monkeypatch.setattr(asyncio, "create_subprocess_exec", noted)
    return started


def gone(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    return False
