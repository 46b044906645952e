"""What the server answers to a position: the record from there, or `reload` with its reason (DESIGN §3)."""

import pytest
from websockets.exceptions import InvalidStatus

from tests.live.clients import Caller, Follower, Reload, grow, token
from tests.provision_product import Product

TOO_FAR = 2000
MOST_IN_A_FRAME = 500


@pytest.fixture
async def head(standing: Product) -> int:
    """The head of a record that is longer than a page will catch up with."""
    async with Caller(standing) as caller:
        seq: int = (await caller.meeting())["seq"]
        if seq <= TOO_FAR:
            await grow(standing, TOO_FAR + 50)
            seq = (await caller.meeting())["seq"]
    return seq


async def test_a_program_far_behind_gets_the_whole_record_in_frames_of_at_most_500(
    standing: Product, head: int
) -> None:
    async with Follower(standing, after=0) as program:
        await program.until(head)
    sizes = [len(frame["events"]) for frame in program.frames if frame["type"] == "advance"]
    assert max(sizes) == MOST_IN_A_FRAME
    async with Caller(standing) as caller:
        assert (program.epoch, program.events) == await caller.entries()


@pytest.mark.parametrize("page", ["follow", "wall"])
async def test_a_page_more_than_2000_entries_behind_is_told_to_reload(
    standing: Product, head: int, page: str
) -> None:
    async with Follower(standing, panels=page) as now:
        epoch = now.epoch
    async with Follower(standing, panels=page, after=head - TOO_FAR - 1, epoch=epoch) as late:
        with pytest.raises(Reload, match="too_far"):
            await late.take()
    async with Follower(standing, panels=page, after=head - TOO_FAR, epoch=epoch) as just:
        assert len((await just.until_type("advance"))["events"]) == TOO_FAR


async def test_a_page_that_begins_at_nothing_in_a_long_record_is_told_to_reload(
    standing: Product, head: int
) -> None:
    async with Follower(standing, panels="follow", after=0) as page:
        with pytest.raises(Reload, match="too_far"):
            await page.take()


@pytest.mark.parametrize("panels", ["none", "follow"])
async def test_a_position_in_another_lineage_is_answered_by_reload(
    standing: Product, head: int, panels: str
) -> None:
    """Also when it names no lineage at all, and however near it is."""
    for epoch in ("another", ""):
        for after in (head - 1, head, 1):
            async with Follower(standing, panels=panels, after=after, epoch=epoch) as stranger:
                with pytest.raises(Reload, match="epoch"):
                    await stranger.take()


@pytest.mark.parametrize("panels", ["none", "follow"])
async def test_a_position_beyond_the_head_is_answered_by_reload(
    standing: Product, head: int, panels: str
) -> None:
    async with Follower(standing) as now:
        epoch = now.epoch
    async with Follower(standing, panels=panels, after=head + 1, epoch=epoch) as ahead:
        with pytest.raises(Reload, match="ahead"):
            await ahead.take()


async def test_a_position_at_the_head_hears_the_next_number_and_nothing_before(
    standing: Product, head: int
) -> None:
    async with (
        Follower(standing, token(standing, "secretariat")) as desk,
        Follower(standing, after=desk.cursor, epoch=desk.epoch, panels="follow") as present,
    ):
        await desk.press("grant_role", {"person": "the last", "role": "observer"})
        await present.until_type("advance")
    assert [event["seq"] for event in present.events] == [desk.cursor]


@pytest.mark.parametrize("after", ["-1", "1.5", "x", "٣", "9" * 16])
async def test_a_position_that_is_no_number_is_refused_at_the_handshake(
    standing: Product, after: str
) -> None:
    with pytest.raises(InvalidStatus) as refused:
        await Follower(standing, after=after).come()  # type: ignore[arg-type]
    assert refused.value.response.status_code == 400
