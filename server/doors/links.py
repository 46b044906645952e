"""A personal link as its page shows it, before anybody presses the button: printed at the console, or mailed."""

from dataclasses import dataclass
from enum import StrEnum

from models.procedure import PersonId, StreamId


class LinkState(StrEnum):
    READY = "ready"
    USED = "used"
    EXPIRED = "expired"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Link:
    """Whose it is. A printed one leads to a `meeting`, a mailed one to where its person wanted to go."""

    state: LinkState
    person: PersonId | None = None
    name: str = ""
    meeting: StreamId | None = None
