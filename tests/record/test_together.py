"""Acts that write to several streams: all of it is kept, or none (DESIGN §2.6)."""

import asyncio
import contextlib

import pytest

from models.meeting import MeetingDrafted
from models.organisation import ORGANISATION
from models.procedure import Refusal, StreamId, Submission
from models.rules.calendar import EnterMeeting
from models.rules.conduct import ConveneMeeting, OpenMeeting
from server.chamber import Chamber
from server.house import House
from tests.record.acts import (
    COUNCIL,
    Fails,
    Meddled,
    asked,
    draft,
    draft_council,
    grant,
    kept,
    memory_is_the_record,
)

BUREAU = StreamId("meeting-bureau")
PATIENCE = 20  # seconds; what takes longer is waiting for itself


def new_meeting(stream: StreamId, slug: str, id: str | None = None) -> list[tuple[StreamId, Submission]]:
    """A meeting entered in the calendar and drafted in its own stream, in one act."""
    return [
        (ORGANISATION, asked(EnterMeeting(stream, slug), id=id)),
        (stream, asked(draft(slug), id=id)),
    ]


async def test_an_act_over_two_streams_is_one_transaction(house: House, meddled: Meddled) -> None:
    await house.together(new_meeting(BUREAU, "bureau"))
    assert meddled.transactions == 1
    bureau = await house.meeting("bureau")
    assert bureau
    assert isinstance((await kept(meddled, BUREAU)).entries[0].event, MeetingDrafted)
    for stream in (ORGANISATION, BUREAU):
        await memory_is_the_record(await house.chamber(stream), meddled)


async def test_its_receipts_come_in_the_order_of_its_parts(house: House) -> None:
    for n, parts in enumerate((new_meeting(StreamId("a"), "a"), new_meeting(StreamId("z"), "z"))):
        asking = parts[::-1] if n else parts
        receipts = await house.together(asking)
        assert [receipt.id for receipt in receipts] == [submission.id for _, submission in asking]


async def test_a_part_that_is_refused_refuses_the_whole(house: House, meddled: Meddled) -> None:
    await draft_council(house)
    before = await kept(meddled, ORGANISATION)
    with pytest.raises(Refusal) as refused:
        await house.together(new_meeting(BUREAU, "council"))
    assert refused.value.code == "slug_taken"
    assert (await kept(meddled, BUREAU)).epoch is None
    assert await kept(meddled, ORGANISATION) == before
    assert (await house.chamber(BUREAU)).state.seq == 0


@pytest.mark.parametrize("stream", [StreamId("a-first"), StreamId("z-last")])
async def test_whichever_part_is_refused(house: House, meddled: Meddled, stream: StreamId) -> None:
    """The first stream's part has been accepted on its draft by then, or the last one's."""
    await house.together(new_meeting(stream, "bureau"))
    transactions, organisation = meddled.transactions, (await house.chamber(ORGANISATION)).state
    with pytest.raises(Refusal) as refused:
        await house.together(
            [
                (ORGANISATION, asked(EnterMeeting(stream, "again"))),
                (stream, asked(draft("again"))),
            ]
        )
    assert refused.value.code == "already_drafted"
    assert meddled.transactions == transactions
    assert (await house.chamber(ORGANISATION)).state == organisation
    assert await house.meeting("again") is None


@pytest.mark.parametrize("stream", [StreamId("a-first"), StreamId("z-last")])
async def test_where_several_are_refused_it_is_said_of_the_first_that_was_asked(
    house: House, stream: StreamId
) -> None:
    """Whoever presses is told of their own meeting, whatever the streams are called."""
    await house.together(new_meeting(stream, "bureau"))
    again = new_meeting(stream, "bureau")
    for parts, code in ((again, "slug_taken"), (again[::-1], "already_drafted")):
        with pytest.raises(Refusal) as refused:
            await house.together(parts)
        assert refused.value.code == code


async def test_an_act_sent_again_has_the_receipts_of_the_first_time(house: House, meddled: Meddled) -> None:
    first = await house.together(new_meeting(BUREAU, "bureau", id="the-act"))
    again = await house.together(new_meeting(BUREAU, "bureau", id="the-act"))
    assert again == first
    assert meddled.transactions == 1
    restarted = House(meddled, house.world)
    assert await restarted.together(new_meeting(BUREAU, "bureau", id="the-act")) == first


async def test_an_act_whose_commit_fails_leaves_nothing_in_any_stream(house: House, meddled: Meddled) -> None:
    meddled.on_commit = Fails()
    with pytest.raises(OSError, match="the disk is full"):
        await house.together(new_meeting(BUREAU, "bureau"))
    for stream in (ORGANISATION, BUREAU):
        assert (await kept(meddled, stream)).entries == ()
        assert (await house.chamber(stream)).state.seq == 0
    await house.together(new_meeting(BUREAU, "bureau"))
    for stream in (ORGANISATION, BUREAU):
        await memory_is_the_record(await house.chamber(stream), meddled)


async def test_an_act_whose_line_drops_in_mid_commit_is_kept_whole(house: House, meddled: Meddled) -> None:
    begun = asyncio.Event()

    async def tell() -> None:
        begun.set()
        await asyncio.sleep(0)

    meddled.on_commit = tell
    act = asyncio.create_task(house.together(new_meeting(BUREAU, "bureau")))
    await begun.wait()
    act.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await act
    await house.together(new_meeting(COUNCIL, "council"))
    assert await house.meeting("bureau")
    for stream in (ORGANISATION, BUREAU):
        await memory_is_the_record(await house.chamber(stream), meddled)


async def test_acts_that_cross_do_not_wait_for_each_other(house: House, meddled: Meddled) -> None:
    """Some name the streams in one order, some in the other, while people press at both doors."""
    await draft_council(house)
    await house.together(new_meeting(BUREAU, "bureau"))
    acts = [
        [(COUNCIL, asked(grant(f"member {n}"))), (BUREAU, asked(grant(f"member {n}")))] for n in range(30)
    ]
    chambers = [await house.chamber(stream) for stream in (COUNCIL, BUREAU)]
    async with asyncio.timeout(PATIENCE):
        await asyncio.gather(
            *(house.together(parts[::-1] if n % 2 else parts) for n, parts in enumerate(acts)),
            *(chamber.submit(asked(grant(f"guest {n}"))) for chamber in chambers for n in range(30)),
        )
    for chamber in chambers:
        everybody = {f"{who} {n}" for who in ("member", "guest") for n in range(30)}
        assert everybody <= set(chamber.meeting.roles)
        await memory_is_the_record(chamber, meddled)


async def test_acts_that_cross_in_two_processes_are_all_kept(
    house: House, other_house: House, meddled: Meddled
) -> None:
    await draft_council(house)
    await house.together(new_meeting(BUREAU, "bureau"))
    acts = [
        [(COUNCIL, asked(grant(f"member {n}"))), (BUREAU, asked(grant(f"member {n}")))] for n in range(20)
    ]
    async with asyncio.timeout(PATIENCE):
        await asyncio.gather(
            *((house, other_house)[n % 2].together(parts[:: (-1) ** n]) for n, parts in enumerate(acts))
        )
    for stream in (COUNCIL, BUREAU):
        chamber = await house.chamber(stream)
        async with chamber.lock:
            await chamber.catch_up()
        assert {f"member {n}" for n in range(20)} <= set(chamber.meeting.roles)
        await memory_is_the_record(chamber, meddled)


async def test_an_act_may_have_several_parts_in_one_stream(house: House, meddled: Meddled) -> None:
    """Drafted and convened in one breath."""
    restarted = House(meddled, house.world)
    parts = [
        *new_meeting(BUREAU, "bureau"),
        (BUREAU, asked(ConveneMeeting())),
        (BUREAU, asked(OpenMeeting())),
    ]
    async with asyncio.timeout(PATIENCE):
        await restarted.together(parts)
    await memory_is_the_record(await restarted.chamber(BUREAU), meddled)


async def test_each_of_the_acts_numbers_rings_once(house: House) -> None:
    await draft_council(house)
    rung: list[int] = []
    council: Chamber = await house.chamber(COUNCIL)
    council.grown.append(lambda: rung.append(council.state.seq))
    await house.together([(COUNCIL, asked(grant("a")))])
    await council.submit(asked(grant("b")))
    assert rung == [council.state.seq - 1, council.state.seq]
