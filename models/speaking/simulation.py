"""What other policies would make of the present list, before anybody applies them.

Source: DOMAIN §2. Nothing is kept: whoever waits stays where they are until the order is set.
"""

from collections.abc import Iterable
from typing import NamedTuple

from models.body import OrderPolicy
from models.meeting import Meeting
from models.planning.item import ItemId
from models.speaking.order import order_at
from models.speaking.place import Place


class Simulated(NamedTuple):
    """A place by the policies that are tried, and the number it has now."""

    place: Place
    now: int

    @property
    def gained(self) -> int:
        """How many places nearer to the floor; below 0: farther from it."""
        return self.now - self.place.number


def simulated(
    meeting: Meeting, item: ItemId, policies: Iterable[OrderPolicy], *, keep_moves: bool = True
) -> tuple[Simulated, ...]:
    """Everybody who waits at this item, in the order that these policies would give them."""
    then = order_at(meeting, item, tuple(policies), keep_moves=keep_moves)
    now = {place.request.id: place.number for place in order_at(meeting, item)}
    return tuple(Simulated(place, now[place.request.id]) for place in then)
