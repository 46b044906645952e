"""The hub of one chamber: who is watching, and how what happens reaches all of them at once.

Source: DESIGN §2.8-9, §6 and the measured seam. What happens during a pass goes out together in the next.
A socket with unsent bytes is late: it gets nothing until it has drained, then what it missed, by the same
`follow()` that serves newcomers and those who come back. No queue, task or timer per watcher.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import datetime, timedelta

import structlog

from models.belonging.granting import RoleGranted, RoleWithdrawn
from models.belonging.roster import moved
from models.procedure import Command, PersonId
from models.rules.permission import may_follow
from models.speaking.help import answered
from models.speaking.own_requests import told_anew
from server import frames
from server.chamber import Chamber
from server.metrics import LATE, SOCKETS
from server.watching.groups import ALLOWED, NO_PANELS, Group, Groups, Place, Render
from server.watching.lines import Lines, voices
from server.watching.passes import FAILED, Pass, Stint
from server.watching.watcher import Watcher

log = structlog.get_logger()


class Hub:
    """All watchers of one meeting. `elsewhere` is when another server of the same database saw somebody last."""

    def __init__(self, chamber: Chamber, render: Render) -> None:
        self.chamber = chamber
        self.watchers: set[Watcher] = set()
        self._groups = Groups(chamber, render)
        self._pass = Pass(self._stints, self._finished, self._unsent)
        self._heard = chamber.state.seq
        self._seen = chamber.meeting
        self._notes: dict[tuple[str, str], bytes] = {}
        self._lines = Lines()
        self.elsewhere: Mapping[PersonId, datetime] = {}
        chamber.grown.append(self.ring)

    # Coming and going

    def join(self, watcher: Watcher, place: Place, after: int) -> None:
        """Somebody begins to watch, having everything up to `after`."""
        self.watchers.add(watcher)
        SOCKETS.inc()
        watcher.cursor = after
        watcher.group = self._groups.of(watcher.person, place, watcher.language)
        self.follow(watcher)

    def leave(self, watcher: Watcher) -> None:
        """The line is gone; its descriptor may be somebody else's in a moment."""
        if watcher not in self.watchers:
            return
        self.watchers.discard(watcher)
        SOCKETS.dec()
        self._take_off(watcher)

    def follow(self, watcher: Watcher) -> None:
        """Send what this watcher misses, as much as its line takes; once it has everything, it is on time."""
        group = watcher.group
        if watcher not in self.watchers or group is None or watcher.behind():
            return
        self._groups.bring_up(group)
        while watcher.cursor < group.seq:
            frame, watcher.cursor = self._groups.missed(group, watcher.cursor)
            if not watcher.push(frame):
                return
        if watcher.direct and watcher.cursor == group.seq:
            group.live[watcher.fd] = watcher
        else:  # its transport writes, or it came with a number of which the coming pass will tell
            group.waiting.add(watcher)

    def fell_behind(self, watcher: Watcher) -> None:
        """Unsent bytes lie in the watcher's buffer: it is late until they are gone."""
        group = watcher.group
        if group and group.live.get(watcher.fd) is watcher:
            LATE.inc()
            self._take_off(watcher)

    def belong(self, people: Collection[PersonId]) -> None:
        """The roles of these people have changed: their sockets now belong to another audience, or to none."""
        meeting = self.chamber.meeting
        for watcher in [w for w in self.watchers if w.person in people]:
            if not may_follow(meeting, meeting.actor(watcher.person)) or watcher.group is None:
                watcher.close(frames.WITHDRAWN, "your role has been withdrawn")
                continue
            place = watcher.group.key.place
            self._take_off(watcher)
            watcher.group = self._groups.of(watcher.person, place, watcher.language)
            watcher.live.tell_you(watcher, watcher.group.panels)
            self.follow(watcher)

    def _take_off(self, watcher: Watcher) -> None:
        """Take a watcher out of those on time; its cursor is what it has been written."""
        group = watcher.group
        if group is None:
            return
        group.waiting.discard(watcher)
        if group.live.get(watcher.fd) is watcher:
            del group.live[watcher.fd]
            watcher.cursor = self._pass.taken_off(watcher, group)

    # What happens

    def ring(self) -> None:
        """The stream has grown: everybody is to hear of it, in the pass that follows."""
        self._pass.ask()

    def note(self, kind: str, note: bytes, pages: Iterable[str]) -> None:
        """A frame that moves no cursor (presence, pulse), to go out with the next pass; the last value wins."""
        for page in pages:
            self._notes[page, kind] = note
        self._pass.ask()

    def begin_anew(self, reload: bytes) -> None:
        """What pages show is not to be shown any more, though nothing has happened: they load anew."""
        self._groups.forget_panels()
        self.note("reload", reload, (page for page in ALLOWED if page != NO_PANELS))

    def presence(self) -> bytes:
        """How many watch; and who of those who wait for the floor from afar does not."""
        waiting = {one.speaker.person for one in self.chamber.meeting.floor.remote()} - {None}
        here = {watcher.person for watcher in self.watchers} if waiting else set()
        away = waiting - here - self._lines.there
        persons = sorted(person for person in away if person)
        return frames.presence(len(self.watchers), persons, self._lines.lost)

    def look(self, now: datetime) -> bool:
        """Once a second: whose line is lost, of those who wait from afar; whether anything else is due by it now."""
        here = {watcher.person for watcher in self.watchers}
        return self._lines.look(self.chamber.meeting, here, now, self.elsewhere)

    def afar(self) -> set[PersonId]:
        """Whoever may speak for those who wait from afar."""
        meeting = self.chamber.meeting
        return {person for one in meeting.floor.remote() for person in voices(meeting, one)}

    def due(self, at_least: timedelta) -> Iterator[tuple[datetime, Command]]:
        """What the rules of the body let happen by itself, and when (UTC); every place is kept for `at_least`."""
        return self._lines.due(self.chamber.meeting, at_least)

    def _stints(self) -> list[Stint]:
        """What a pass that begins now has to write, to whom."""
        self._sort()
        notes, self._notes = self._notes, {}
        stints = []
        for group in self._groups.on_time():
            before = group.seq
            said = b"".join(note for (page, _), note in notes.items() if page == group.key.page)
            try:
                news = self._groups.advance(group) if before < self.chamber.state.seq else b""
            except Exception:  # one page's bug is not to silence the others
                log.exception("a page could not be rendered", group=group.key)
                self._dismiss(group)
                continue
            if news or said:
                stints.append(Stint(group, news + said, before, list(group.live)))
                self._wake(group, said)
        return stints

    def _sort(self) -> None:
        """Whoever has other roles now belongs elsewhere; who waits for help or the floor hears what is new of it."""
        events = [entry.event for entry in self.chamber.entries[self._heard :]]
        before, meeting = self._seen, self.chamber.meeting
        self._heard, self._seen = self.chamber.state.seq, meeting
        people = {e.person for e in events if isinstance(e, RoleGranted | RoleWithdrawn)}
        people |= moved(before.roster, meeting.roster) | (before.chairs ^ meeting.chairs)
        people |= answered(before.help, meeting.help)
        if people:
            self.belong(people)
        asking = told_anew(before, meeting) - people
        for watcher in [w for w in self.watchers if w.person in asking] if asking else ():
            if watcher.group and watcher.group.key.page in {"follow", "lists"}:
                watcher.live.tell_requests(watcher)

    def _dismiss(self, group: Group) -> None:
        """A bug keeps us from telling this group what happened: nobody may believe to be up to date."""
        for watcher in [*group.live.values(), *group.waiting]:
            watcher.close(frames.BACK_SOON, "the server failed")

    def _wake(self, group: Group, said: bytes) -> None:
        waiting, group.waiting = group.waiting, set()
        for watcher in waiting:
            if not said or watcher.push(said):
                self.follow(watcher)

    def _finished(self) -> None:
        """After a pass: if something has happened meanwhile, the next one carries it."""
        head = self.chamber.state.seq
        if self._notes or any(group.seq < head for group in self._groups.on_time()):
            self._pass.ask()

    def _unsent(self, watcher: Watcher, frame: bytes, written: int) -> None:
        """A descriptor that took only a part is late; one that failed is about to be lost."""
        group = watcher.group
        if group is None:
            return
        del group.live[watcher.fd]
        watcher.cursor = group.seq
        if written == FAILED:
            watcher.abort()
            return
        LATE.inc()
        if watcher.push_rest(frame[written:]):
            self.follow(watcher)
