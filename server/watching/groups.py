"""Groups: who is shown the same bytes, and what is said to them. Rendered and encoded once a group.

Source: DESIGN §2.8 (the same bytes to every socket of an audience) and §5.7 (every number is delivered).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from models.audience import Audience, audience_of, sealed
from models.planning.item import ItemId
from models.planning.sitting import TrackId
from models.procedure import Actor, PersonId
from models.rules.permission import may_answer, may_chair, may_help, may_interpret, may_set_up
from models.screens import WallLayout
from server import frames
from server.chamber import Chamber
from server.meeting_pages.views import PLENARY
from server.watching.watcher import Watcher

MOST_ENTRIES = 500
TOO_FAR = 2000
MOST_KEPT = 64
NO_PANELS = "none"


def anybody(_: Actor) -> bool:
    return True


ALLOWED: Mapping[str, Callable[[Actor], bool]] = {
    "follow": anybody,
    "programme": anybody,
    "wall": anybody,
    "walls": anybody,
    "overlay": anybody,
    "desk": may_help,
    "interpret": may_interpret,
    "chair": may_chair,
    "setup": may_set_up,
    "help": may_answer,
    "speaking-times": anybody,
    "lists": anybody,
    NO_PANELS: anybody,
}
"""The pages of a meeting, and to whom of those who may follow it each is open."""


class Place(NamedTuple):
    """Where somebody looks: a page, a track's agenda (empty: the leading one), a fixed layout of the wall, an item.

    Speaking times are an item's (empty: the meeting's), and so are lists of speakers (empty: all of them).
    """

    page: str
    track: str = ""
    layout: str = ""
    item: str = ""


class GroupKey(NamedTuple):
    """One audience, in one place, in one language."""

    audience: Audience
    place: Place
    language: str

    @property
    def page(self) -> str:
        return self.place.page


Render = Callable[[Chamber, GroupKey], Mapping[str, str]]


@dataclass(eq=False)
class Group:
    """Watchers that are on time have all of `panels` and every entry up to `seq`.

    `live` are written to by descriptor; `waiting` are those whose transport must do the writing (TLS, other
    servers): each pass they follow. `caught_up` keeps the frames of this `seq` by where they start.
    """

    key: GroupKey
    seq: int = 0
    panels: Mapping[str, str] = field(default_factory=dict)
    live: dict[int, Watcher] = field(default_factory=dict)
    waiting: set[Watcher] = field(default_factory=set)
    caught_up: dict[int, bytes] = field(default_factory=dict)

    @property
    def empty(self) -> bool:
        """Whether nobody here is on time."""
        return not self.live and not self.waiting


class Groups:
    """The groups of one chamber."""

    def __init__(self, chamber: Chamber, render: Render) -> None:
        self._chamber = chamber
        self._render = render
        self._groups: dict[GroupKey, Group] = {}
        self._lines: list[bytes] = []

    def on_time(self) -> list[Group]:
        """The groups in which somebody is on time."""
        return [group for group in self._groups.values() if not group.empty]

    def of(self, person: PersonId | None, place: Place, language: str) -> Group:
        """The group somebody belongs to by what they are now; brought to the head if nobody there is on time."""
        actor = self._chamber.meeting.actor(person)
        key = GroupKey(audience_of(actor), self._open_to(actor, place), language)
        group = self._groups.setdefault(key, Group(key))
        self.bring_up(group)
        return group

    def _open_to(self, actor: Actor, place: Place) -> Place:
        """The place somebody wants to look at, as far as it exists and is theirs; else the page for everybody."""
        page = place.page if place.page in ALLOWED and ALLOWED[place.page](actor) else "follow"
        meeting = self._chamber.meeting
        known = place.track == PLENARY or meeting.running(TrackId(place.track))
        track = place.track if known else ""
        layout = place.layout if page == "wall" and place.layout in set(WallLayout) else ""
        item = (
            place.item
            if page in {"speaking-times", "lists"} and meeting.agenda_of(ItemId(place.item))
            else ""
        )
        return Place(page, track, layout, item)

    def bring_up(self, group: Group) -> None:
        """Where nobody is on time, the group begins again at the head."""
        head = self._chamber.state.seq
        if group.empty and (group.seq != head or not group.panels):
            group.seq, group.panels = head, self._render(self._chamber, group.key)
            group.caught_up.clear()

    def forget_panels(self) -> None:
        """What was rendered is not to be sent again: render it anew where somebody looks."""
        for group in self._groups.values():
            group.panels = {} if group.empty else self._render(self._chamber, group.key)
            group.caught_up.clear()

    def advance(self, group: Group) -> bytes:
        """Bring a group to the head: the frame that says what happened, with the panels that changed by it."""
        before, head = group.seq, self._chamber.state.seq
        panels = self._render(self._chamber, group.key)
        changed = {name: html for name, html in panels.items() if group.panels.get(name) != html}
        lines = self._journal(group.key.audience, before, head)
        frame = frames.framed(frames.advance(before, head, lines, changed))
        group.seq, group.panels, group.caught_up = head, panels, {before: frame}
        return frame

    def missed(self, group: Group, after: int) -> tuple[bytes, int]:
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
        entries = self._chamber.entries
        self._lines.extend(frames.event_line(entry) for entry in entries[len(self._lines) :])
        return [
            frames.seal_line(entry) if sealed(entry.event, audience) else line
            for entry, line in zip(entries[after:to], self._lines[after:to], strict=True)
        ]
