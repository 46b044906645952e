"""Those who wait, by the policies in force: the first counts most, the second among those alike by it, and so on.

Source: DOMAIN §2. Each place is given knowing who stands before it. Whoever is alike by every policy stands in the
order of the requests.
"""

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from models.body import OrderPolicy
from models.speaking.history import History
from models.speaking.place import Reason
from models.speaking.request import Request
from models.speaking.turns import Trait, Turn, turns_of

NOTHING = History()
"""What nobody has spoken in."""


class Chosen(NamedTuple):
    """Who comes next, and what the policies say of it."""

    request: Request
    reasons: tuple[Reason, ...]


def by_policies(
    waiting: Sequence[Request],
    policies: Iterable[OrderPolicy],
    history: History,
    before: Iterable[Request] = (),
    of_item: History = NOTHING,
) -> Iterator[Chosen]:
    """`waiting` in order of arrival, one after another; `before` are those who had the floor, the last one last.

    `history` is the whole meeting's, `of_item` that of this list alone.

    What the first policy promises holds whatever the others are. Alternation: nobody comes next to their like while
    somebody else waits. Sections in turn: none comes twice before each that waits has come once.
    """
    turns = tuple(turns_of(policies, waiting, history, of_item))
    for request in before:
        for turn in turns:
            turn.take(turn.trait(request))
    rows = [_Row(tuple(t.trait(r) for t in turns), at, r) for at, r in enumerate(waiting)]
    return _drawn(_queues(rows, turns), turns)


class _Row(NamedTuple):
    traits: tuple[Trait, ...]
    arrival: int
    request: Request


def _queues(rows: Iterable[_Row], turns: Sequence[Turn]) -> list[deque[_Row]]:
    """Those whose turns come together, in one queue each: only its first can be next."""
    moving = [n for n, turn in enumerate(turns) if turn.moving]
    fixed = [n for n, turn in enumerate(turns) if not turn.moving]
    together: dict[tuple[Trait, ...], list[_Row]] = {}
    for row in rows:
        together.setdefault(tuple(row.traits[n] for n in moving), []).append(row)
    return [
        deque(sorted(some, key=lambda row: (*(turns[n].rank(row.traits[n]) for n in fixed), row.arrival)))
        for some in together.values()
    ]


def _drawn(queues: list[deque[_Row]], turns: Sequence[Turn]) -> Iterator[Chosen]:
    while queues:
        best = _best(queues, turns)
        row = best.popleft()
        pairs = tuple(zip(turns, row.traits, strict=True))
        reasons = (turn.reason(trait) for turn, trait in pairs)
        yield Chosen(row.request, tuple(reason for reason in reasons if reason))
        for turn, trait in pairs:
            turn.take(trait)
        if not best:
            queues = [queue for queue in queues if queue]


def _best(queues: list[deque[_Row]], turns: Sequence[Turn]) -> deque[_Row]:
    """The queue whose first is next."""
    for n, turn in enumerate(turns):
        ranks = [turn.rank(queue[0].traits[n]) for queue in queues]
        least = min(ranks)
        queues = [queue for queue, rank in zip(queues, ranks, strict=True) if rank == least]
    return min(queues, key=lambda queue: queue[0].arrival)
