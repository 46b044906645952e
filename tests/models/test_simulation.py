"""Policies are tried on the present list: what they would change, and that they change nothing."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from models.body import OrderPolicy
from models.meeting import Meeting
from models.speaking.list_of_speakers import OrderSet
from models.speaking.order import order_at
from models.speaking.simulation import simulated
from tests.models.test_order_properties import POLICIES, moved_about
from tests.models.waiting_lists import ITEM, REMOTE, Told, request

SIDES = OrderPolicy.ALTERNATE_ROOM_AND_REMOTE


def test_it_says_who_would_gain_and_who_would_lose_a_place():
    told = Told().asks(request("a", attendance=REMOTE), request("b", attendance=REMOTE), request("c"))
    tried = simulated(replace(Meeting(), floor=told.floor), ITEM, (SIDES,))
    assert [(one.place.request.id, one.now, one.gained) for one in tried] == [
        ("a", 1, 0),
        ("c", 3, 1),
        ("b", 2, -1),
    ]


@given(told=moved_about(), in_force=POLICIES, tried=POLICIES, keep=st.booleans())
def test_what_is_tried_is_what_setting_it_makes(
    told: Told, in_force: tuple[OrderPolicy, ...], tried: tuple[OrderPolicy, ...], *, keep: bool
):
    before = replace(Meeting(), floor=told.then(OrderSet(ITEM, in_force)).floor)
    after = replace(Meeting(), floor=told.then(OrderSet(ITEM, in_force), OrderSet(ITEM, tried, keep)).floor)
    found = simulated(before, ITEM, tried, keep_moves=keep)
    assert tuple(one.place for one in found) == order_at(after, ITEM)
    assert sorted(one.now for one in found) == list(range(1, len(found) + 1))
    assert sum(one.gained for one in found) == 0
    assert all(one.gained == 0 for one in simulated(before, ITEM, in_force))
