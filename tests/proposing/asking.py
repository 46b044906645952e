"""A search in the test's own process: what it says, line by line."""

from models.presidency.proposed import Effort, Proposed
from models.presidency.proposing import Problem
from server.proposing.lines import Asked, Collision, Ended, Line, Offer
from server.proposing.seeking import seek


def said(problem: Problem, *, proposals: int = 1, seed: int = 0, effort: Effort = Effort.QUICK) -> list[Line]:
    lines: list[Line] = []
    seek(Asked(problem, seed, effort, proposals), lines.append)
    return lines


def proposals(lines: list[Line]) -> list[Proposed]:
    return [line.proposal for line in lines if isinstance(line, Offer)]


def best(problem: Problem) -> Proposed:
    return proposals(said(problem))[0]


def colliding(lines: list[Line]) -> Collision | None:
    return next((line for line in lines if isinstance(line, Collision)), None)


def ending(lines: list[Line]) -> Ended:
    assert isinstance(lines[-1], Ended)
    return lines[-1]
