"""How long each speaker may still speak where a debate or a report is shortened, and its speakers are known."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from models.planning.ending import Cut, Ending, may_be_cut
from models.planning.item import AgendaItem, ItemId, Kind

SPOKEN = frozenset({Kind.DEBATE, Kind.REPORT})
STEP, SHORTEST = 15, 60
"""Seconds: a limit is a multiple of the one, and never below the other."""


class Limit(NamedTuple):
    """The seconds that each of those who are still to speak in an item may take, and how many they are."""

    item: ItemId
    seconds: int
    speakers: int


class Talk(NamedTuple):
    """An item with known speakers: the seconds it has used already, and how many are still to speak."""

    item: AgendaItem
    spent: int
    speakers: int

    def cut(self) -> Cut:
        """Its minutes may be cut until each of the speakers has the shortest speech."""
        needed = self.spent + self.speakers * SHORTEST
        return may_be_cut(self.item, -(-needed // 60))

    def limit(self, minutes: int) -> Limit | None:
        """What fits into so many minutes; None if the limit there is fits as well."""
        seconds = (minutes * 60 - self.spent) // self.speakers // STEP * STEP
        if self.item.time_limit and self.item.time_limit <= seconds:
            return None
        return Limit(self.item.id, seconds, self.speakers)


def limited(ending: Ending) -> tuple[Mapping[ItemId, int], tuple[Limit, ...]]:
    """The new minutes of what must be shortened, and the limits that make it so."""
    talks = {talk.item.id: talk for talk in _talks(ending)}
    minutes = ending.cut_within_envelopes(talk.cut() for talk in talks.values())
    limits = (talks[one].limit(new) for one, new in minutes.items() if one in talks)
    return minutes, tuple(limit for limit in limits if limit)


def _talks(ending: Ending) -> Iterator[Talk]:
    """The current item as though who has spoken took the time so far, share by share; and those to come."""
    current = ending.prospect.current
    if current and _is_spoken(ending, current):
        whole = current.minutes * 60
        left = ending.prospect.remaining(current, ending.now)
        if left:
            yield Talk(current, whole - left, -(-len(current.roles) * left // whole))
    for item in ending.prospect.coming:
        if _is_spoken(ending, item):
            yield Talk(item, 0, len(item.roles))


def _is_spoken(ending: Ending, item: AgendaItem) -> bool:
    return item.kind in SPOKEN and bool(item.roles) and item.id not in ending.parents
