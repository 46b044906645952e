"""Which coming items to defer so that the rest ends on time: the least important first, and as few as possible."""

from collections.abc import Iterable
from datetime import timedelta
from enum import IntEnum
from typing import NamedTuple

from models.planning.ending import DECIDING, Ending
from models.planning.item import AgendaItem, ItemId, Kind, Purpose


class Weight(IntEnum):
    """How much it matters that an item is taken now."""

    INFORMS = 0
    DISCUSSES = 1
    DECIDES = 2
    STAYS = 3
    """Breaks are shortened, not deferred; and what opens and closes a meeting belongs to it."""


class Candidate(NamedTuple):
    """What may be deferred, and by how much that alone would bring the end forward."""

    item: ItemId
    weight: Weight
    gain: timedelta


def to_defer(ending: Ending) -> tuple[ItemId, ...]:
    """The items to defer, in order; those that decide only if no other brings anything."""
    candidates = _candidates(ending)
    lighter = [one for one in candidates if one.weight < Weight.DECIDES]
    deferred = _ids(_fewest(ending, lighter or candidates))
    return tuple(item.id for item in ending.prospect.coming if item.id in deferred)


def _candidates(ending: Ending) -> list[Candidate]:
    """Those that bring something by themselves: the lightest first, of these what brings most, then what is last."""
    weights = _weights(ending.prospect.coming)
    found = [
        Candidate(one, weight, ending.late - ending.at(without=(one,)))
        for one, weight in reversed(weights.items())
        if weight is not Weight.STAYS
    ]
    helping = (one for one in found if one.gain > timedelta())
    return sorted(helping, key=lambda one: (one.weight, -one.gain))


def _weights(coming: tuple[AgendaItem, ...]) -> dict[ItemId, Weight]:
    """In order; a parent weighs as much as the heaviest of its sub-items, which would go with it."""
    weights = {item.id: _weight(item) for item in coming}
    for item in reversed(coming):
        if item.parent in weights:
            weights[item.parent] = max(weights[item.parent], weights[item.id])
    return weights


def _weight(item: AgendaItem) -> Weight:
    if item.kind in {Kind.BREAK, Kind.OPENING, Kind.CLOSING}:
        return Weight.STAYS
    if item.purpose in DECIDING or item.kind in {Kind.DECISION, Kind.ELECTION}:
        return Weight.DECIDES
    informs = Purpose.INFORMATION if item.purpose else Kind.INFORMATION
    return Weight.INFORMS if informs in {item.purpose, item.kind} else Weight.DISCUSSES


def _fewest(ending: Ending, pool: list[Candidate]) -> list[Candidate]:
    """As many as needed, from the front of the pool; then none that is not needed, and none larger than need be."""
    chosen: list[Candidate] = []
    for one in pool:
        if chosen and ending.at(without=_ids(chosen)) <= ending.target:
            break
        chosen.append(one)
    allowed = max(ending.target, ending.at(without=_ids(chosen)))
    for one in reversed(chosen.copy()):
        fewer = [other for other in chosen if other is not one]
        if ending.at(without=_ids(fewer)) <= allowed:
            chosen = fewer
    for one in chosen.copy():
        chosen = _smaller(ending, pool, chosen, one)
    return chosen


def _smaller(
    ending: Ending, pool: list[Candidate], chosen: list[Candidate], one: Candidate
) -> list[Candidate]:
    """Instead of this one the smallest of its weight that is enough, if there is one."""
    others = [other for other in chosen if other is not one]
    smaller = (o for o in reversed(pool) if o.weight is one.weight and o.gain < one.gain and o not in chosen)
    tried = ([*others, other] for other in smaller)
    return next((with_it for with_it in tried if ending.at(without=_ids(with_it)) <= ending.target), chosen)


def _ids(candidates: Iterable[Candidate]) -> frozenset[ItemId]:
    return frozenset(one.item for one in candidates)
