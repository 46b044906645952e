"""How the plan of an agenda runs: when the next item is due, from what came before it.

The same arithmetic as `models.planning.programme`, an item at a time: a parent's minutes are the envelope its
sub-items fill, the larger counts, and a start is never before its own fixed one.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass
class Level:
    """When the next item of one level is due, and whether that is known: no minutes before it are missing."""

    due: datetime | None
    known: bool


class Course:
    """The plan so far, of one agenda."""

    def __init__(self) -> None:
        self._levels = [Level(None, known=False)]

    def due(self, depth: int) -> datetime | None:
        """When an item of this depth is due if nothing fixes it; None if that is not known."""
        self._leave(depth)
        level = self._levels[depth]
        return level.due if level.known else None

    def take(self, depth: int, fixed: datetime | None, minutes: int | None) -> datetime | None:
        """Plan an item of this depth; when it starts. None for `minutes`: nobody has said how long it takes."""
        self._leave(depth)
        level = self._levels[depth]
        start = max(fixed, level.due) if fixed and level.due else fixed or level.due
        known = start is not None and (fixed is not None or level.known)
        self._levels.append(Level(start, known))
        level.due = start + timedelta(minutes=minutes or 0) if start else None
        level.known = known and minutes is not None
        return start

    def _leave(self, depth: int) -> None:
        """Go back to a level; what stood under its last item has taken at least its own time."""
        while len(self._levels) > depth + 1:
            below = self._levels.pop()
            level = self._levels[-1]
            if below.due and (level.due is None or below.due > level.due):
                level.due, level.known = below.due, below.known
