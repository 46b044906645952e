"""A pass: every frame that is due, written to every descriptor that is on time, in slices.

Source: the measured seam: `map(os.write, fds, repeat(frame))`, 500 at a time, the loop free between the slices.
A descriptor that takes only a part makes its watcher late; one that closes in mid-pass is not written to again,
since its number may be somebody else's by then. After a pass the next one rests for as long as that took: where one
follows another (hundreds ask at once), presses have half of the time, and more of what happens goes out together.
"""

import asyncio
import os
from collections.abc import Callable
from dataclasses import dataclass
from itertools import repeat
from time import perf_counter

from server.metrics import DELIVERIES, PASS_SECONDS, PASS_WRITE_SECONDS, PASSES
from server.watching.groups import Group
from server.watching.watcher import Watcher

SLICE = 500
FAILED = -1
LONGEST_REST = 0.25  # seconds


@dataclass
class Stint:
    """One group's part of a pass. `before` is the seq its watchers had; `done` counts descriptors written to."""

    group: Group
    frame: bytes
    before: int
    fds: list[int]
    done: int = 0


Unsent = Callable[[Watcher, bytes, int], None]


class Pass:
    """Runs one pass at a time; `unsent` hears of a watcher's frame of which only so many bytes were taken."""

    def __init__(
        self, begin: Callable[[], list[Stint]], finished: Callable[[], None], unsent: Unsent
    ) -> None:
        self._begin = begin
        self._finished = finished
        self._unsent = unsent
        self._stints: list[Stint] = []
        self._gone: set[int] = set()
        self._running = False
        self._asked = self._begun = self._writing = self._rested = 0.0

    def ask(self) -> None:
        """A pass is due; if one is running, the next follows it."""
        if not self._running:
            self._running = True
            self._asked = perf_counter()
            asyncio.get_running_loop().call_later(max(0.0, self._rested - self._asked), self._start)

    def taken_off(self, watcher: Watcher, group: Group) -> int:
        """A watcher has left its group: the seq up to which this pass has written to it."""
        for stint in self._stints:
            if stint.group is group and watcher.fd in stint.fds[stint.done :]:
                self._gone.add(watcher.fd)
                return stint.before
        return group.seq

    def _start(self) -> None:
        self._begun = perf_counter()
        self._gone.clear()
        self._stints = self._begin()
        self._writing = perf_counter()
        self._slice()

    def _slice(self) -> None:
        budget = SLICE
        while self._stints and budget > 0:
            stint = self._stints[0]
            fds = stint.fds[stint.done : stint.done + budget]
            stint.done += len(fds)
            budget -= len(fds)
            self._write(stint, fds)
            if stint.done >= len(stint.fds):
                self._stints.pop(0)
        if self._stints:
            asyncio.get_running_loop().call_soon(self._slice)
        else:
            self._finish()

    def _finish(self) -> None:
        now = perf_counter()
        PASSES.inc()
        PASS_SECONDS.observe(now - self._asked)
        PASS_WRITE_SECONDS.observe(now - self._writing)
        self._running = False
        self._rested = now + min(now - self._begun, LONGEST_REST)
        self._finished()

    def _write(self, stint: Stint, fds: list[int]) -> None:
        if self._gone:
            fds = [fd for fd in fds if fd not in self._gone]
        frame, size = stint.frame, len(stint.frame)
        written: list[int] = []
        while len(written) < len(fds):
            rest = fds[len(written) :] if written else fds
            try:
                written.extend(map(os.write, rest, repeat(frame)))  # what was written before a fault is kept
            except BlockingIOError:
                written.append(0)
            except OSError:
                written.append(FAILED)
        DELIVERIES.inc(len(fds))
        if sum(written) == size * len(fds):
            return
        for fd, count in zip(fds, written, strict=True):
            watcher = stint.group.live.get(fd)
            if count != size and watcher:
                self._unsent(watcher, frame, count)
