"""The clock hands over at the planned instant, also where the server slept through it; meetings follow the time."""

import asyncio
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from models.planning.sitting import Sitting, SittingId
from models.presidency.departures import Departure, Override, OverrideId
from models.presidency.rotation import HandedOver, Rotation
from models.presidency.terms import Switch, TermId
from models.rules.departures import MakeOverride
from models.rules.handing_over import UndoHandover
from models.rules.programme import AddSitting, WithdrawSitting
from models.text import Text
from server.chamber import Chamber
from server.deadlines import Deadlines
from server.house import House
from server.waking import LONGEST_SLEEP
from tests.record.acts import NINE, World, asked, memory_is_the_record, until
from tests.record.presidency import BUREAU, GOVERNING, chairs, edited, founded, mayor, milestone, opened

ACT, CLOCK, HISTORY = Switch.ACT, Switch.CLOCK, Switch.HISTORY
COUNCIL_ENDS = datetime(2021, 11, 17, 23, tzinfo=UTC)
FORUM_ENDS = datetime(2021, 12, 1, 23, tzinfo=UTC)
"""Midnight in Madrid: Xi'an's turn begins at the one, Soria's at the other."""


def handovers(presidency: Chamber) -> list[tuple[str | None, datetime]]:
    rotation: Rotation = presidency.body.rotations[GOVERNING]
    return [(one.term, one.at) for one in rotation.handed_over]


async def test_it_hands_over_at_the_planned_instant_in_every_meeting(house: House, world: World) -> None:
    presidency = await founded(house, HISTORY, CLOCK)
    council, bureau = await opened(house, "council"), await opened(house, "bureau", BUREAU)
    clock = Deadlines(house, world)
    assert await clock.look() == LONGEST_SLEEP
    world.at = COUNCIL_ENDS - timedelta(minutes=4)
    assert await clock.look() == timedelta(minutes=4)
    assert (handovers(presidency), chairs(council)) == ([], {"kazan"})
    world.at = COUNCIL_ENDS
    await clock.look()
    assert handovers(presidency) == [("xian", COUNCIL_ENDS)]
    assert chairs(council) == chairs(bureau) == {"xian"}
    for chamber in (presidency, council, bureau):
        await memory_is_the_record(chamber, house.database)


async def test_what_the_server_slept_through_it_catches_up(house: House, world: World) -> None:
    """Each at its planned instant; the entries say when they were kept."""
    presidency = await founded(house, CLOCK, CLOCK, CLOCK)
    council = await opened(house, "council")
    world.at = FORUM_ENDS + timedelta(days=3)
    await Deadlines(house, world).look()
    assert [term for term, _ in handovers(presidency)] == ["kazan", "xian", "soria"]
    assert handovers(presidency)[1:] == [("xian", COUNCIL_ENDS), ("soria", FORUM_ENDS)]
    kept = [entry.at for entry in presidency.entries if isinstance(entry.event, HandedOver)]
    assert kept == [world.at] * 3
    assert chairs(council) == {"soria"}


async def test_it_does_not_act_at_the_end_of_a_sitting_that_is_not_held(house: House, world: World) -> None:
    presidency = await founded(house, HISTORY, CLOCK)
    council = await opened(house, "council")
    sitting = Sitting(SittingId("s"), Text("Sitting"), starts=NINE, ends=NINE + timedelta(hours=3))
    await council.submit(asked(AddSitting(sitting)))
    await council.submit(asked(WithdrawSitting(sitting.id)))
    world.at = COUNCIL_ENDS
    await Deadlines(house, world).look()
    assert (handovers(presidency), chairs(council)) == ([], {"kazan"})


async def test_two_processes_hand_over_once(house: House, other_house: House, world: World) -> None:
    presidency = await founded(house, HISTORY, CLOCK)
    council = await opened(house, "council")
    world.at = COUNCIL_ENDS
    await asyncio.gather(*(Deadlines(one, world).look() for one in (house, other_house)))
    chamber = await house.newest(presidency.stream)
    assert handovers(chamber) == [("xian", COUNCIL_ENDS)]
    assert chairs(await house.newest(council.stream)) == {"xian"}


async def test_what_was_taken_back_stays_so_until_the_date_is_moved(house: House, world: World) -> None:
    presidency = await founded(house, HISTORY, CLOCK)
    clock = Deadlines(house, world)
    world.at = COUNCIL_ENDS
    await clock.look()
    [handover] = presidency.body.rotations[GOVERNING].handovers
    await presidency.submit(asked(UndoHandover(GOVERNING, handover.id, "the council goes on"), at=world.at))
    await clock.look()
    assert handovers(presidency) == []
    await edited(house, "council", at=world.at, dating=milestone("forum", 3).dating)
    world.at = FORUM_ENDS
    await clock.look()
    assert handovers(presidency)[0] == ("xian", FORUM_ENDS)


async def test_meetings_follow_what_is_known_from_history(house: House, world: World) -> None:
    await founded(house, HISTORY, HISTORY)
    council = await opened(house, "council")
    clock = Deadlines(house, world)
    await clock.look()
    assert chairs(council) == {"kazan"}
    world.at = COUNCIL_ENDS
    await clock.look()
    assert chairs(council) == {"xian"}


async def test_whoever_stands_in_does_so_from_then_until_then(house: House, world: World) -> None:
    presidency = await founded(house, HISTORY)
    council = await opened(house, "council")
    clock = Deadlines(house, world)
    since, then = NINE + timedelta(minutes=5), NINE + timedelta(minutes=9)
    away = Override(
        OverrideId("away"), Departure.DEPUTY, mayor("soria"), mayor("kazan"), TermId("kazan"), since=since
    )
    await presidency.submit(asked(MakeOverride(GOVERNING, replace(away, until=then, reason="away"))))
    assert await clock.look() == timedelta(minutes=5)
    for world.at, chair in ((since, "soria"), (then, "kazan")):
        await clock.look()
        assert chairs(council) == {chair}


async def test_a_server_that_starts_late_brings_meetings_to_today(house: House, world: World) -> None:
    await founded(house, HISTORY, HISTORY)
    council = await opened(house, "council")
    world.at = COUNCIL_ENDS + timedelta(days=1)
    await Deadlines(house, world).look()
    assert chairs(council) == {"xian"}


async def test_it_is_woken_by_what_changes_a_body(house: House, world: World) -> None:
    """It sleeps for long; then a milestone is moved, so that its term should have begun by now."""
    clock = asyncio.create_task(Deadlines(house, world).watch())
    presidency = await founded(house, CLOCK, CLOCK)
    async with asyncio.timeout(20):
        await until(lambda: len(handovers(presidency)) == 1)
        await edited(house, "council", dating=milestone("retreat", 1).dating)
        await until(lambda: len(handovers(presidency)) == 2)
    clock.cancel()
    with suppress(asyncio.CancelledError):
        await clock
    assert [term for term, _ in handovers(presidency)] == ["kazan", "xian"]


async def test_without_rotations_nothing_is_ever_due(house: House, world: World, council: Chamber) -> None:
    seq = council.state.seq
    assert await Deadlines(house, world).look() == LONGEST_SLEEP
    assert council.state.seq == seq
