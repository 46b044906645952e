"""Searches that somebody has begun, as far as they have come. They live as long as this server, and nowhere else."""

import asyncio
from collections.abc import Sequence
from contextlib import aclosing
from dataclasses import dataclass, field

import structlog

from models.body import BodyId
from models.presidency.proposed import Audit, Proposed
from models.presidency.proposing import Assignment, Problem
from models.presidency.rotation import RotationId
from models.presidency.terms import Term
from models.procedure import PersonId
from server.proposal_pages.form import Written
from server.proposing.lines import Asked, Collision, Ended, Line, Offer, Progress, Waiting
from server.proposing.search import CannotSearch, Searches, WhyNot

MOST_KEPT = 60
"""Searches that are over, kept to be looked at; the oldest go first."""

log = structlog.get_logger()


@dataclass(frozen=True)
class Place:
    """For which rotation of which body somebody searches."""

    body: BodyId
    rotation: RotationId
    by: PersonId


@dataclass
class Search:
    """One search: what was asked, of which draft (`seen`), and what has been said so far.

    `ordered`: nothing was searched for, the terms are given by an order, and this is what they would be.
    """

    id: str
    place: Place
    written: Written
    problem: Problem
    seen: tuple[Term, ...]
    waiting: bool = False
    progress: Progress | None = None
    offers: list[Proposed] = field(default_factory=list)
    ordered: tuple[Assignment, Audit] | None = None
    collision: Collision | None = None
    ended: Ended | None = None
    why_not: WhyNot | None = None
    cancelled: bool = False
    failed: bool = False
    task: asyncio.Task[None] | None = None

    @property
    def running(self) -> bool:
        return self.task is not None and not self.task.done() and not self.cancelled

    def plans(self) -> Sequence[Assignment]:
        """What can be taken over, in the order of its numbers, from 1."""
        return [self.ordered[0]] if self.ordered else [offer.assignment for offer in self.offers]

    def learn(self, line: Line) -> None:
        """Take in what the search says."""
        self.waiting = isinstance(line, Waiting)
        match line:
            case Progress():
                self.progress = line
            case Offer(proposal):
                self.offers.append(proposal)
                self.progress = None
            case Collision():
                self.collision = line
            case Ended():
                self.ended = line


class UnderWay:
    def __init__(self, searches: Searches) -> None:
        self._searches = searches
        self._known: dict[str, Search] = {}
        self._tasks: set[asyncio.Task[None]] = set()

    def begin(self, search: Search, asked: Asked) -> None:
        """Let it search from now on; what the same person began for the same rotation is over."""
        self.keep(search)
        search.task = asyncio.create_task(self._follow(search, asked), name="a search for a rotation")
        self._tasks.add(search.task)
        search.task.add_done_callback(self._tasks.discard)

    def keep(self, search: Search) -> None:
        """Know it from now on, as the latest of its place."""
        for known in [one for one in self._known.values() if one.place == search.place]:
            self.cancel(known)
            del self._known[known.id]
        over = [one.id for one in self._known.values() if not one.running]
        for known_as in over[: max(0, len(over) - MOST_KEPT)]:
            del self._known[known_as]
        self._known[search.id] = search

    def latest(self, place: Place) -> Search | None:
        """What this person has asked for last here, as long as this server runs."""
        return next((one for one in reversed(self._known.values()) if one.place == place), None)

    def cancel(self, search: Search) -> None:
        """End it; what it has found stays."""
        if search.running and search.task:
            search.cancelled = True
            search.task.cancel()

    async def close(self) -> None:
        """End all: the server stops."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _follow(self, search: Search, asked: Asked) -> None:
        try:
            async with aclosing(self._searches.lines(asked)) as lines:
                async for line in lines:
                    search.learn(line)
        except CannotSearch as cannot:
            search.why_not = cannot.why
        except Exception:  # its program failed: whoever asked is told, and the log says why
            search.failed = True
            log.exception("a search for a rotation failed")
