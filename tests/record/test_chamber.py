"""The door of a chamber: what waits is kept together, and memory is never ahead of the record or behind it."""

import asyncio
import contextlib
from collections.abc import Callable
from datetime import timedelta

import pytest

from models.procedure import Receipt, Refusal
from server.chamber import MOST_TOGETHER, MOST_WAITING, Chamber
from server.house import House
from tests.record.acts import (
    CHAIR,
    COUNCIL,
    NINE,
    Fails,
    Meddled,
    all_at_once,
    asked,
    grant,
    kept,
    memory_is_the_record,
    next_after,
    nothing,
    until,
)


async def test_what_waits_shares_a_transaction(council: Chamber, meddled: Meddled) -> None:
    before = meddled.transactions
    receipts = await all_at_once(council, [grant(f"delegate {n}") for n in range(40)])
    assert meddled.transactions - before <= 2
    assert len({receipt.seq for receipt in receipts}) == 40
    await memory_is_the_record(council, meddled)


async def test_those_who_come_during_a_commit_share_the_next(council: Chamber, meddled: Meddled) -> None:
    before, late = meddled.transactions, []

    async def others_press() -> None:
        meddled.on_commit = nothing
        late.extend(asyncio.create_task(council.submit(asked(grant(f"late {n}")))) for n in range(30))
        await until(lambda: len(council._waiting) == 30)

    meddled.on_commit = others_press
    await council.submit(asked(grant("early")))
    await asyncio.gather(*late)
    assert meddled.transactions - before == 2
    await memory_is_the_record(council, meddled)


async def test_presses_are_decided_in_the_order_they_came(council: Chamber) -> None:
    await all_at_once(council, [next_after(None), next_after("1"), next_after("2"), next_after("3")])
    assert council.meeting.agenda.current == "4"


async def test_of_two_presses_of_next_in_one_instant_one_advances_and_one_hears_where_we_are(
    council: Chamber, meddled: Meddled
) -> None:
    await council.submit(asked(next_after(None), by=CHAIR))
    answers = await asyncio.gather(
        council.submit(asked(next_after("1"), by=CHAIR)),
        council.submit(asked(next_after("1"))),
        return_exceptions=True,
    )
    assert isinstance(answers[0], Receipt)
    assert isinstance(answers[1], Refusal)
    assert answers[1].code == "moved_on"
    assert council.meeting.agenda.current == "2"
    await memory_is_the_record(council, meddled)


async def test_the_records_clock_never_runs_backwards(council: Chamber, meddled: Meddled) -> None:
    """The machine's clock is set back, again and again, in the midst of a meeting."""
    for minutes in (5, 3, 4, -60, 0, 6):
        at = NINE + timedelta(minutes=minutes)
        await council.submit(asked(grant(f"at {minutes}"), at=at))
        await all_at_once(council, [grant(f"with {minutes}")])
    times = [entry.at for entry in (await kept(meddled, COUNCIL)).entries]
    assert times == sorted(times)
    assert times[-1] == NINE + timedelta(minutes=6)
    await memory_is_the_record(council, meddled)


# ------------------------------------------------------------------------------------ when it is too much


async def test_when_too_much_waits_the_next_is_refused_in_words_and_the_others_are_kept(
    council: Chamber, meddled: Meddled
) -> None:
    async with council.lock:
        waiting = [asyncio.create_task(council.submit(asked(grant(f"{n}")))) for n in range(MOST_WAITING)]
        await until(lambda: len(council._waiting) == MOST_WAITING)
        with pytest.raises(Refusal) as refused:
            await council.submit(asked(grant("one too many")))
        assert refused.value.code == "busy"
        before = meddled.transactions
    receipts = await asyncio.gather(*waiting)
    assert len({receipt.seq for receipt in receipts}) == MOST_WAITING
    assert meddled.transactions - before == MOST_WAITING / MOST_TOGETHER
    assert "one too many" not in council.meeting.roles
    await memory_is_the_record(council, meddled)


# ------------------------------------------------------------------------------------ when lines drop


@pytest.mark.parametrize("moment", ["on_begin", "on_commit"])
async def test_whoever_drops_in_the_midst_of_a_commit_leaves_memory_and_record_the_same(
    council: Chamber, meddled: Meddled, trial_size: Callable[[int, int], int], moment: str
) -> None:
    """Each time a moment later: what had begun is kept, and known here."""
    tries = trial_size(100, 1000)
    async with asyncio.timeout(tries):  # whoever stays is answered
        await _drop_and_stay(council, meddled, tries, moment)
    assert {f"dropped {n}" for n in range(tries)} <= set(council.meeting.roles)
    await memory_is_the_record(council, meddled)


async def _drop_and_stay(council: Chamber, meddled: Meddled, tries: int, moment: str) -> None:
    for n in range(tries):
        begun = asyncio.Event()
        setattr(meddled, moment, _telling(begun, turns=n % 11))
        press = asyncio.create_task(council.submit(asked(grant(f"dropped {n}"))))
        await begun.wait()
        for _ in range(n % 5):
            await asyncio.sleep(0)
        press.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await press
        setattr(meddled, moment, nothing)
        await council.submit(asked(grant(f"stayed {n}")))


async def test_of_many_who_wait_some_may_drop_and_all_the_others_are_answered(
    council: Chamber, meddled: Meddled
) -> None:
    presses = [asyncio.create_task(council.submit(asked(grant(f"{n}")))) for n in range(50)]
    await until(lambda: len(council._waiting) == len(presses))
    for press in presses[::3]:
        press.cancel()
    answers = await asyncio.gather(*presses, return_exceptions=True)
    assert all(isinstance(answer, Receipt) for n, answer in enumerate(answers) if n % 3)
    await memory_is_the_record(council, meddled)


# ------------------------------------------------------------------------------------ when a commit fails


@pytest.mark.parametrize("moment", ["on_begin", "on_commit"])
async def test_a_commit_that_fails_is_answered_so_and_the_next_one_succeeds(
    council: Chamber, meddled: Meddled, moment: str
) -> None:
    seq, state = council.state.seq, council.state
    setattr(meddled, moment, Fails())
    press = asked(next_after(None), by=CHAIR)
    with pytest.raises(OSError, match="the disk is full"):
        await council.submit(press)
    assert council.state == state
    assert (await kept(meddled, COUNCIL)).entries[-1].seq == seq
    await memory_is_the_record(council, meddled)

    receipt = await council.submit(press)
    assert receipt.seq == seq + 1
    await memory_is_the_record(council, meddled)


async def test_everybody_whose_press_was_in_the_commit_hears_that_it_failed(
    council: Chamber, meddled: Meddled, logged: list[dict[str, object]]
) -> None:
    meddled.on_commit = Fails()
    presses = [asked(grant(f"{n}")) for n in range(20)]
    answers = await asyncio.gather(*map(council.submit, presses), return_exceptions=True)
    assert {type(answer) for answer in answers} == {OSError}
    assert [(line["event"], line["log_level"]) for line in logged] == [("nothing was kept", "error")]
    receipts = await asyncio.gather(*map(council.submit, presses))
    assert len({receipt.seq for receipt in receipts}) == 20
    await memory_is_the_record(council, meddled)


async def test_a_chamber_that_could_not_be_opened_is_opened_when_it_is_asked_for_again(
    council: Chamber, meddled: Meddled, house: House
) -> None:
    restarted = House(meddled, house.world)
    meddled.on_read = Fails()
    with pytest.raises(OSError, match="the disk is full"):
        await restarted.chamber(COUNCIL)
    again = await restarted.chamber(COUNCIL)
    assert again.state == council.state


def _telling(begun: asyncio.Event, turns: int) -> Callable[[], asyncio.Future[None]]:
    """In the midst of the transaction: say so, and take so many turns of the loop."""

    async def tell() -> None:
        begun.set()
        for _ in range(turns):
            await asyncio.sleep(0)

    return tell
