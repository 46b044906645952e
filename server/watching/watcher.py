"""A watcher: one connection after its handshake, as the hub knows it, whatever carries it."""

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING

from models.procedure import PersonId

if TYPE_CHECKING:
    from server.hub import Hub
    from server.live import Live
    from server.watching.groups import Group


class Watcher(ABC):
    """Who watches (`person`, signed in by `credential`), how far they have been told (`cursor`), and where.

    `direct` watchers are written to by descriptor, past their transport. `heard` and `late_since` count the
    beats of the house (seconds): when bytes last came, and since when unsent ones wait (0: none do).
    """

    __slots__ = (
        "credential",
        "cursor",
        "fd",
        "group",
        "heard",
        "hub",
        "language",
        "late_since",
        "live",
        "person",
    )
    direct = False

    def __init__(
        self, live: "Live", hub: "Hub", person: PersonId | None, credential: str | None, language: str
    ) -> None:
        self.live = live
        self.hub = hub
        self.person = person
        self.credential = credential
        self.language = language
        self.group: Group | None = None
        self.fd = -1
        self.cursor = 0
        self.heard = live.beats
        self.late_since = 0

    @abstractmethod
    def push(self, frame: bytes) -> bool:
        """Send a frame now; False if a part of it has to wait (the watcher is late then)."""

    @abstractmethod
    def push_rest(self, rest: bytes) -> bool:
        """Send what the kernel did not take of a frame; False if it still does not."""

    @abstractmethod
    def behind(self) -> bool:
        """Whether unsent bytes are waiting, or the connection is closing."""

    @abstractmethod
    def close(self, code: int, reason: str = "") -> None:
        """Say goodbye with a close code, if there is room for it."""

    @abstractmethod
    def abort(self) -> None:
        """Drop the line without a word."""
