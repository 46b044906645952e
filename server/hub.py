"""The hub of one chamber: who is watching, and how a frame reaches all of them at once.

Source: DESIGN §2.8-9, §6 and the measured seam. A frame is encoded once a group and the same bytes go to every
socket of it that is on time, by `os.write` in slices, the loop free between them. What happens during a pass
goes out together in the next. A socket with unsent bytes is late: it gets nothing until it has drained, then
what it missed, by the same `follow()` that serves newcomers and returners. No queue, task or timer per watcher.
"""

import asyncio
import os
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from itertools import repeat
from time import perf_counter
from typing import NamedTuple

from models.audience import Audience, audience_of, sealed
from models.meeting import RoleGranted, RoleWithdrawn
from models.procedure import PersonId
from models.rules.permission import may_chair, may_follow
from server import frames
from server.chamber import Chamber
from server.metrics import DELIVERIES, LATE, PASS_SECONDS, PASS_WRITE_SECONDS, PASSES, SOCKETS
from server.watcher import Watcher
from server.world import World

SLICE = 500
MOST_ENTRIES = 500
TOO_FAR = 2000
MOST_KEPT = 64
NO_PANELS = "none"


class GroupKey(NamedTuple):
    """Who is shown the same bytes: one audience, on one page, in one language."""

    audience: Audience
    page: str
    language: str


Render = Callable[[Chamber, GroupKey], Mapping[str, str]]


@dataclass(eq=False)
class Group:
    """Watchers that are on time have all of `panels` and every entry up to `seq`.

    `live` are written to by descriptor; `waiting` are those whose transport must do the writing (TLS, other
    servers): each pass they `follow()`. `caught_up` keeps the frames of this `seq` by where they start.
    """

    key: GroupKey
    seq: int
    panels: Mapping[str, str]
    live: dict[int, Watcher] = field(default_factory=dict)
    waiting: set[Watcher] = field(default_factory=set)
    caught_up: dict[int, bytes] = field(default_factory=dict)


@dataclass
class Stint:
    """One group's part of a pass: the frame, and the descriptors it has still to be written to."""

    group: Group
    frame: bytes
    before: int
    fds: list[int]
    done: int = 0


class Hub:
    """All watchers of one meeting."""

    def __init__(self, chamber: Chamber, render: Render, world: World) -> None:
        self.chamber = chamber
        self.groups: dict[GroupKey, Group] = {}
        self.watchers: set[Watcher] = set()
        self._render = render
        self._world = world
        self._lines: list[bytes] = []
        self._seen = chamber.state.seq
        self._pass: list[Stint] = []
        self._gone: set[int] = set()
        self._asked = 0.0
        self._writing = 0.0
        self._passing = False
        self._notes: dict[tuple[str, str], bytes] = {}
        chamber.grown.append(self.ring)

    # Coming and going

    def join(self, watcher: Watcher, page: str, after: int) -> None:
        """Somebody begins to watch, having everything up to `after`."""
        self.watchers.add(watcher)
        SOCKETS.inc()
        watcher.cursor = after
        watcher.group = self._group(watcher.person, page, watcher.language)
        self.follow(watcher)

    def leave(self, watcher: Watcher) -> None:
        """The line is gone; its descriptor may be somebody else's in a moment."""
        if watcher not in self.watchers:
            return
        self.watchers.discard(watcher)
        SOCKETS.dec()
        self._off(watcher)

    def follow(self, watcher: Watcher) -> None:
        """Send what this watcher misses, as much as its line takes; once it has everything, it is live."""
        group = watcher.group
        if watcher not in self.watchers or group is None or watcher.behind():
            return
        if not group.live and not group.waiting:
            self._bring_up(group)
        while watcher.cursor < group.seq:
            frame, reached = self._missed(group, watcher.cursor)
            watcher.cursor = reached
            if not watcher.push(frame):
                return
        if watcher.direct:
            group.live[watcher.fd] = watcher
        else:
            group.waiting.add(watcher)

    def fell_behind(self, watcher: Watcher) -> None:
        """Unsent bytes lie in the watcher's buffer: it is late until they are gone."""
        group = watcher.group
        if group is None or group.live.get(watcher.fd) is not watcher:
            return
        LATE.inc()
        watcher.cursor = self._off(watcher)

    def belong(self, person: PersonId) -> None:
        """A person's roles have changed: their sockets now belong to another audience, or to none."""
        actor = self.chamber.meeting.actor(person)
        for watcher in [w for w in self.watchers if w.person == person and w.group]:
            if not may_follow(self.chamber.meeting, actor):
                watcher.close(frames.WITHDRAWN, "your role has been withdrawn")
                continue
            old = watcher.group
            if old is None:
                continue
            watcher.cursor = self._off(watcher)
            watcher.group = new = self._group(person, old.key.page, old.key.language)
            if not new.live and not new.waiting:
                self._bring_up(new)
            watcher.live.tell_you(watcher, new.panels)
            self.follow(watcher)

    # A pass

    def ring(self) -> None:
        """The stream has grown: everybody is to hear of it."""
        entries = self.chamber.entries[self._seen :]
        self._seen = self.chamber.state.seq
        for person in {e.event.person for e in entries if isinstance(e.event, RoleGranted | RoleWithdrawn)}:
            self.belong(person)
        self._ask()

    def note(self, kind: str, note: bytes, pages: Iterable[str]) -> None:
        """Frames that move no cursor (presence, pulse), to go out with the next pass; the last value wins."""
        for page in pages:
            self._notes[page, kind] = note
        self._ask()

    def _ask(self) -> None:
        if not self._passing:
            self._passing = True
            self._asked = perf_counter()
            asyncio.get_running_loop().call_soon(self._begin)

    def _begin(self) -> None:
        head = self.chamber.state.seq
        notes, self._notes = self._notes, {}
        self._pass = []
        for group in [g for g in self.groups.values() if g.live or g.waiting]:
            before = group.seq
            said = b"".join(note for (page, _), note in notes.items() if page == group.key.page)
            news = self._advance(group, head) if before < head else b""
            if news or said:
                self._pass.append(Stint(group, news + said, before, list(group.live)))
                self._wake(group, said)
        self._gone.clear()
        self._writing = perf_counter()
        if self._pass:
            self._slice()
        else:
            self._finish()

    def _wake(self, group: Group, said: bytes) -> None:
        waiting, group.waiting = group.waiting, set()
        for watcher in waiting:
            if not said or watcher.push(said):
                self.follow(watcher)

    def _slice(self) -> None:
        budget = SLICE
        while self._pass and budget > 0:
            stint = self._pass[0]
            fds = stint.fds[stint.done : stint.done + budget]
            stint.done += len(fds)
            budget -= len(fds)
            self._write(stint, fds)
            if stint.done >= len(stint.fds):
                self._pass.pop(0)
        if self._pass:
            asyncio.get_running_loop().call_soon(self._slice)
        else:
            self._finish()

    def _finish(self) -> None:
        now = perf_counter()
        PASSES.inc()
        PASS_SECONDS.observe(now - self._asked)
        PASS_WRITE_SECONDS.observe(now - self._writing)
        self._passing = False
        head = self.chamber.state.seq
        if self._notes or any((g.live or g.waiting) and g.seq < head for g in self.groups.values()):
            self._ask()

    def _write(self, stint: Stint, fds: list[int]) -> None:
        if self._gone:
            fds = [fd for fd in fds if fd not in self._gone]
        live, frame, size = stint.group.live, stint.frame, len(stint.frame)
        written: list[int] = []
        while len(written) < len(fds):
            rest = fds[len(written) :] if written else fds
            try:
                written.extend(map(os.write, rest, repeat(frame)))
            except BlockingIOError:
                written.append(0)
            except OSError:
                written.append(-1)
        DELIVERIES.inc(len(fds))
        if sum(written) == size * len(fds):
            return
        for fd, count in zip(fds, written, strict=True):
            watcher = live.get(fd)
            if count != size and watcher:
                self._unsent(stint.group, watcher, frame, count)

    def _unsent(self, group: Group, watcher: Watcher, frame: bytes, written: int) -> None:
        """A descriptor that took only a part is late; one that failed is about to be lost."""
        del group.live[watcher.fd]
        watcher.cursor = group.seq
        if written < 0:
            watcher.abort()
            return
        LATE.inc()
        if watcher.push_rest(frame[written:]):
            self.follow(watcher)

    def _off(self, watcher: Watcher) -> int:
        """Take a watcher off its group; returns the seq up to which it has been written everything."""
        group = watcher.group
        if group:
            group.waiting.discard(watcher)
        if group is None or group.live.get(watcher.fd) is not watcher:
            return watcher.cursor
        del group.live[watcher.fd]
        for stint in self._pass:
            if stint.group is group and watcher.fd in stint.fds[stint.done :]:
                self._gone.add(watcher.fd)
                return stint.before
        return group.seq

    # What is said

    def _group(self, person: PersonId | None, page: str, language: str) -> Group:
        actor = self.chamber.meeting.actor(person)
        if page == "chair" and not may_chair(actor):
            page = "follow"
        key = GroupKey(audience_of(actor), page, language)
        if key not in self.groups:
            self.groups[key] = Group(key, 0, {})
        return self.groups[key]

    def _bring_up(self, group: Group) -> None:
        """Nobody of this group is on time: it begins again at the head."""
        if group.seq != self.chamber.state.seq or not group.panels:
            group.seq = self.chamber.state.seq
            group.panels = self._render(self.chamber, group.key)
            group.caught_up.clear()

    def _advance(self, group: Group, head: int) -> bytes:
        panels = self._render(self.chamber, group.key)
        changed = {name: html for name, html in panels.items() if group.panels.get(name) != html}
        before = group.seq
        lines = self._journal(group.key.audience, before, head)
        frame = frames.framed(frames.advance(before, head, lines, changed))
        group.seq, group.panels = head, panels
        group.caught_up = {before: frame}
        return frame

    def _missed(self, group: Group, after: int) -> tuple[bytes, int]:
        """The next frame for one who has everything up to `after`, and how far it reaches."""
        if group.key.page == NO_PANELS:
            reached = min(after + MOST_ENTRIES, group.seq)
        elif group.seq - after > TOO_FAR:
            return frames.framed(frames.reload("too_far")), group.seq
        else:
            reached = group.seq
        frame = group.caught_up.get(after)
        if frame is None:
            lines = self._journal(group.key.audience, after, reached)
            frame = frames.framed(frames.advance(after, reached, lines, group.panels))
            if len(group.caught_up) < MOST_KEPT:
                group.caught_up[after] = frame
        return frame, reached

    def _journal(self, audience: Audience, after: int, to: int) -> list[bytes]:
        """The entries behind `after` up to `to` as this audience sees them; each is encoded once."""
        entries = self.chamber.entries
        self._lines.extend(frames.event_line(entry) for entry in entries[len(self._lines) :])
        return [
            frames.seal_line(entry) if sealed(entry.event, audience) else line
            for entry, line in zip(entries[after:to], self._lines[after:to], strict=True)
        ]
