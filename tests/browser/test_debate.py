"""A whole debate on three screens: many ask, the order changes, points of order and questions interrupt, it closes.

Source: issue "The floor" (it must show, 4).
"""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.async_api import expect

from tests.browser.people import Room, settled
from tests.browser.test_floor import _lists_as_they_were, a_debate, limited

__all__ = ["_lists_as_they_were"]
ITEM = "item-10-1"
POLICIES = (["first_time_first"], ["alternate_room_and_remote"], ["least_spoken_first", "first_come"])
KINDS = ("question", "point_of_order", "question", "point_of_order")


@pytest.mark.trial
async def test_a_debate_is_the_same_on_phone_laptop_and_wall_to_its_end(
    room: Room, trial_size: Callable[[int, int], int], figure: Callable[[str], None]
) -> None:
    many = trial_size(9, 60)
    cities = [f"city {number}" for number in range(1, many + 1)]
    await a_debate(room, ITEM, *cities)
    await limited(room, ITEM, 120)
    await expect(room.chair.locator("#queue > li")).to_have_count(min(many, 12))
    kinds = iter(KINDS)
    for heard in range(many):
        if heard % (many // 3) == 0:
            await room.act("set_order", item=ITEM, policies=POLICIES[heard * 3 // many])
        await next_speaks(room)
        if heard % (many // 4) == 1 and (kind := next(kinds, None)):
            await interrupted(room, kind)
    await room.act("close_list", item=ITEM)
    await room.chair.keyboard.press("e")
    await expect(room.wall.locator(".speech")).to_have_count(0)
    done = await the_list(room)
    assert done["admission"] == "exhausted"
    assert done["places"] == []
    statements = [one["speaker"]["office"] for one in done["speeches"] if one["kind"] == "statement"]
    assert sorted(statements) == sorted(f"Mayor of {city}" for city in cities), "each spoke once"
    assert all(one["ended"] for one in done["speeches"])
    figure(
        f"a debate: {many} statements, {len(done['speeches']) - many} interruptions, the same on three screens"
    )


async def the_list(room: Room) -> dict[str, Any]:
    return next(one for one in (await room.record())["floor"] if one["item"] == ITEM)


async def next_speaks(room: Room) -> str:
    """One key gives the floor to whom the server has first, and every screen shows them and who comes then."""
    row = [one["speaker"]["office"] for one in (await the_list(room))["places"]]
    await expect(room.chair.locator("#queue > li b").first).to_have_text(row[0])
    await settled(room.chair)
    await room.chair.keyboard.press("n")
    await expect(room.chair.locator("#panel-giving h3")).to_have_text(row[0])
    await expect(room.phone.locator("#panel-floor .speech h3")).to_have_text(row[0])
    await expect(room.wall.locator(".speech .who")).to_have_text(row[0])
    then = [one["speaker"]["office"] for one in (await the_list(room))["places"]][:3]
    await expect(room.wall.locator(".queue li b")).to_have_text(then)
    return row[0]


async def interrupted(room: Room, kind: str) -> None:
    """Somebody passes the list, is heard, and whoever spoke goes on."""
    before = (await the_list(room))["on_floor"][-1]
    await room.act("add_speaker", item=ITEM, kind=kind, office=f"Interrupting {kind}")
    await next_speaks(room)
    request = (await the_list(room))["on_floor"][-1]
    if kind == "point_of_order":
        await room.act("rule_on_point", item=ITEM, request=request, granted=True, text={"en": "Granted."})
        await room.act("resume_speech", item=ITEM, request=before)
    else:
        await room.chair.keyboard.press("e")
    await expect(room.wall.locator(".speech .who")).not_to_contain_text("Interrupting")
    assert (await the_list(room))["on_floor"] == [before]
