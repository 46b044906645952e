"""The same press sent again: one effect, and the answer of the first time (DESIGN §2.4)."""

import asyncio

import pytest

from models.belonging.granting import RoleGranted
from models.procedure import Refusal
from models.rules.conduct import OpenMeeting, ReopenMeeting, SuspendMeeting
from server.chamber import Chamber
from server.house import House
from tests.record.acts import (
    CHAIR,
    COUNCIL,
    NINE,
    Meddled,
    World,
    asked,
    grant,
    memory_is_the_record,
    next_after,
)


async def test_a_press_sent_five_times_has_one_effect_and_five_equal_answers(
    council: Chamber, meddled: Meddled
) -> None:
    press = asked(next_after(None), by=CHAIR, id="the-press")
    answers = [await council.submit(press) for _ in range(5)]
    assert len(set(answers)) == 1
    assert council.meeting.agenda.current == "1"
    await memory_is_the_record(council, meddled)


async def test_a_press_sent_five_times_in_the_same_instant_has_one_effect(
    council: Chamber, meddled: Meddled
) -> None:
    press = asked(next_after(None), by=CHAIR, id="the-press")
    answers = await asyncio.gather(*(council.submit(press) for _ in range(5)))
    assert len(set(answers)) == 1
    assert council.meeting.agenda.current == "1"
    await memory_is_the_record(council, meddled)


async def test_the_receipt_names_the_last_entry_of_the_press(council: Chamber) -> None:
    await council.submit(asked(next_after(None), by=CHAIR))
    receipt = await council.submit(asked(next_after("1"), by=CHAIR, id="the-press"))
    assert receipt.id == "the-press"
    assert receipt.seq == council.state.seq == len(council.entries)


async def test_an_old_receipt_is_given_again_after_others_have_pressed(council: Chamber) -> None:
    first = await council.submit(asked(next_after(None), by=CHAIR, id="the-press"))
    await council.submit(asked(next_after("1"), by=CHAIR))
    assert await council.submit(asked(next_after(None), by=CHAIR, id="the-press")) == first
    assert council.meeting.agenda.current == "2"


async def test_receipts_outlive_the_process(council: Chamber, meddled: Meddled) -> None:
    first = await council.submit(asked(next_after(None), by=CHAIR, id="the-press"))
    restarted = await House(meddled, World()).chamber(COUNCIL)
    assert await restarted.submit(asked(next_after(None), by=CHAIR, id="the-press")) == first
    await memory_is_the_record(restarted, meddled)


async def test_an_id_with_another_command_is_refused(council: Chamber) -> None:
    await council.submit(asked(grant("a"), id="the-press"))
    seq = council.state.seq
    for command in (grant("b"), SuspendMeeting()):
        with pytest.raises(Refusal) as refused:
            await council.submit(asked(command, id="the-press"))
        assert refused.value.code == "id_reused"
    assert council.state.seq == seq


async def test_an_id_is_its_senders_own(council: Chamber) -> None:
    """Two programs that count from 1 do not hear each other's answers."""
    await council.submit(asked(next_after(None), by=CHAIR, id="1"))
    await council.submit(asked(next_after("1"), id="1"))
    assert council.meeting.agenda.current == "2"


async def test_a_refused_press_is_decided_afresh_when_it_is_sent_again(council: Chamber) -> None:
    press = asked(ReopenMeeting(), by=CHAIR, id="the-press")
    for _ in range(2):
        with pytest.raises(Refusal) as refused:
            await council.submit(press)
        assert refused.value.code == "not_closed"
    await council.submit(asked(next_after(None), by=CHAIR, id="the-press"))
    assert council.meeting.agenda.current == "1"


async def test_a_refusal_leaves_no_trace(council: Chamber, meddled: Meddled) -> None:
    transactions, seq, receipts = meddled.transactions, council.state.seq, dict(council.receipts)
    with pytest.raises(Refusal):
        await council.submit(asked(OpenMeeting(), by=CHAIR))
    assert (meddled.transactions, council.state.seq, council.receipts) == (transactions, seq, receipts)
    await memory_is_the_record(council, meddled)


async def test_a_refused_press_among_others_does_not_hinder_them(council: Chamber, meddled: Meddled) -> None:
    presses = [grant("a"), OpenMeeting(), grant("b"), next_after("7"), grant("c")]
    answers = await asyncio.gather(
        *(council.submit(asked(command)) for command in presses), return_exceptions=True
    )
    assert [type(answer).__name__ for answer in answers] == [
        "Receipt", "Refusal", "Receipt", "Refusal", "Receipt",
    ]  # fmt: skip
    granted = [entry.event.person for entry in council.entries[-3:] if isinstance(entry.event, RoleGranted)]
    assert granted == ["a", "b", "c"]
    await memory_is_the_record(council, meddled)


async def test_a_moment_in_another_zone_is_the_same_command(council: Chamber) -> None:
    later = NINE.replace(hour=15)
    first = await council.submit(asked(SuspendMeeting(until=later), by=CHAIR, id="the-press"))
    again = asked(SuspendMeeting(until=later.astimezone()), by=CHAIR, id="the-press")
    assert await council.submit(again) == first
