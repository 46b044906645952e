"""Two processes on one database: the number an entry has is the guard, and who comes second decides again."""

import asyncio

import pytest

from models.belonging.granting import RoleGranted
from models.organisation import ORGANISATION
from models.procedure import Receipt, Refusal, StreamId
from models.rules.calendar import EnterMeeting
from server.chamber import Chamber
from server.house import House
from tests.record.acts import (
    CHAIR,
    COUNCIL,
    Fails,
    Meddled,
    asked,
    draft,
    grant,
    memory_is_the_record,
    next_after,
)


@pytest.fixture
async def theirs(council: Chamber, other_house: House) -> Chamber:
    """The same chamber in the other process."""
    return await other_house.chamber(COUNCIL)


async def test_who_comes_second_reads_what_the_other_has_added_and_decides_on_it(
    council: Chamber, theirs: Chamber, meddled: Meddled
) -> None:
    await council.submit(asked(grant("theirs")))
    receipt = await theirs.submit(asked(grant("ours")))
    assert receipt.seq == council.state.seq + 1
    await memory_is_the_record(theirs, meddled)


async def test_who_comes_second_with_next_hears_where_we_are(
    council: Chamber, theirs: Chamber, meddled: Meddled
) -> None:
    await council.submit(asked(next_after(None), by=CHAIR))
    with pytest.raises(Refusal) as refused:
        await theirs.submit(asked(next_after(None)))
    assert refused.value.code == "moved_on"
    assert theirs.meeting.agenda.current == "1"
    await memory_is_the_record(theirs, meddled)


async def test_fifty_presses_on_each_at_once_are_all_kept_and_none_twice(
    council: Chamber, theirs: Chamber, meddled: Meddled
) -> None:
    names = [[f"{side} {n}" for n in range(50)] for side in ("here", "there")]
    answers = await asyncio.gather(
        *(
            chamber.submit(asked(grant(name)))
            for here, there in zip(*names, strict=True)
            for chamber, name in ((council, here), (theirs, there))
        )
    )
    assert len({receipt.seq for receipt in answers}) == 100
    await _both_know_all(council, theirs, meddled)
    granted = [entry.event.person for entry in council.entries if isinstance(entry.event, RoleGranted)]
    assert sorted(granted) == sorted([CHAIR, *names[0], *names[1]])


async def test_fifty_times_both_press_next_and_each_time_one_of_them_advances(
    council: Chamber, theirs: Chamber, meddled: Meddled
) -> None:
    at = council.meeting.agenda.current
    for _ in range(9):
        answers = await asyncio.gather(
            *(chamber.submit(asked(next_after(at))) for chamber in (council, theirs) for _ in range(25)),
            return_exceptions=True,
        )
        won = [answer for answer in answers if isinstance(answer, Receipt)]
        lost = {answer.code for answer in answers if isinstance(answer, Refusal)}
        assert len(won) == 1
        assert lost == {"moved_on"}
        await _both_know_all(council, theirs, meddled)
        opened = council.meeting.agenda.current
        assert opened == str(int(at or 0) + 1)
        at = opened


async def test_the_same_press_on_both_has_one_effect_and_one_answer(
    council: Chamber, theirs: Chamber, meddled: Meddled
) -> None:
    """A browser whose reply was lost came back, to the other process."""
    seq = council.state.seq
    presses = [asked(grant(f"{n}"), id=f"press {n}") for n in range(20)]
    ours, others = await asyncio.gather(
        asyncio.gather(*map(council.submit, presses)), asyncio.gather(*map(theirs.submit, presses))
    )
    assert ours == others
    assert council.state.seq == seq + 20
    await _both_know_all(council, theirs, meddled)


async def test_a_failed_commit_while_the_other_was_first_leaves_nothing_behind(
    council: Chamber, theirs: Chamber, meddled: Meddled
) -> None:
    """Ours fails, theirs is kept: then ours is behind, and finds out by itself."""
    meddled.on_commit = Fails()
    with pytest.raises(OSError, match="the disk is full"):
        await council.submit(asked(grant("ours")))
    await theirs.submit(asked(grant("theirs")))
    await council.submit(asked(grant("ours")))
    await memory_is_the_record(council, meddled)


async def test_both_enter_a_meeting_under_one_slug_and_one_of_them_is_refused(
    house: House, other_house: House, meddled: Meddled
) -> None:
    async def enter(into: House, stream: str) -> list[Receipt]:
        return await into.together(
            [
                (ORGANISATION, asked(EnterMeeting(StreamId(stream), "congress"))),
                (StreamId(stream), asked(draft("congress"))),
            ]
        )

    await asyncio.gather(house.chamber(ORGANISATION), other_house.chamber(ORGANISATION))
    answers = await asyncio.gather(enter(house, "one"), enter(other_house, "two"), return_exceptions=True)
    [refused] = [answer for answer in answers if isinstance(answer, Refusal)]
    assert refused.code == "slug_taken"
    kept_under = (await house.meeting("congress")) or (await other_house.meeting("congress"))
    assert kept_under
    await memory_is_the_record(kept_under, meddled)


async def test_a_meeting_the_other_has_just_made_is_found(house: House, other_house: House) -> None:
    if house.database.is_sqlite:
        return  # there is one process on an SQLite file: the folder is held
    await other_house.chamber(ORGANISATION)
    stream = StreamId("meeting-new")
    await house.together(
        [(ORGANISATION, asked(EnterMeeting(stream, "another"))), (stream, asked(draft("another")))]
    )
    found = await other_house.meeting("another")
    assert found
    assert found.meeting.convocation == draft("another").convocation


async def _both_know_all(council: Chamber, theirs: Chamber, meddled: Meddled) -> None:
    for chamber in (council, theirs):
        async with chamber.lock:
            await chamber.catch_up()
        await memory_is_the_record(chamber, meddled)
