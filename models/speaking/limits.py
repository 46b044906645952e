"""How long somebody may speak: by kind and role, and what an item and each section have altogether.

Source: DOMAIN §2. In whole seconds; what is not set is no limit.
"""

from dataclasses import dataclass, field

from models.belonging.roles import Role
from models.procedure import counted
from models.speaking.request import RequestKind

SECONDS = counted(most=86_400)


@dataclass(frozen=True)
class TimeLimit:
    """The seconds of a speech; of any kind, or of anybody, where none is named."""

    seconds: int = field(metadata=SECONDS)
    kind: RequestKind | None = None
    role: Role | None = None


@dataclass(frozen=True)
class Limits:
    """The limits of one item: each speech, all of them together, and all of each section.

    `second_reply` is what a second right of reply may take (None: half of the first), `warning` how many seconds
    before its end a speech is said to be nearly over (None: as the house says), `motion` what a speech on a
    procedural motion may take (None: as the body's rules say, else `limit_on_motion`).
    """

    speeches: tuple[TimeLimit, ...] = ()
    together: int | None = field(default=None, metadata=SECONDS)
    section: int | None = field(default=None, metadata=SECONDS)
    second_reply: int | None = field(default=None, metadata=SECONDS)
    warning: int | None = field(default=None, metadata=SECONDS)
    motion: int | None = field(default=None, metadata=SECONDS)

    def of(self, kind: RequestKind, role: Role | None) -> int | None:
        """The limit that says most about such a speech: by kind and role, by kind, by role, for all."""
        fitting = [one for one in self.speeches if one.kind in {None, kind} and one.role in {None, role}]
        best = max(fitting, key=lambda one: (one.kind is not None, one.role is not None), default=None)
        return best.seconds if best else None
