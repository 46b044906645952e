"""Whether people may join a list of speakers by themselves at a moment.

Source: DOMAIN §2. Computed from the record and the time: nothing is written when an announced moment comes.
"""

from datetime import datetime
from enum import StrEnum

from models.speaking.list_of_speakers import ListOfSpeakers, ListState
from models.speaking.request import RequestKind


class Admission(StrEnum):
    """`not_yet`: neither is its item open nor may one inscribe. `exhausted`: closed, and nobody waits or speaks."""

    NOT_YET = "not_yet"
    OPEN = "open"
    CLOSED = "closed"
    REPLIES_ONLY = "replies_only"
    EXHAUSTED = "exhausted"


ADMITTED = {
    Admission.OPEN: frozenset(RequestKind),
    Admission.REPLIES_ONLY: frozenset({RequestKind.POINT_OF_ORDER, RequestKind.RIGHT_OF_REPLY}),
}
"""Which kinds join; a point of order passes every list."""


def admission(speakers: ListOfSpeakers, at: datetime, *, current: bool) -> Admission:
    """How a list stands at that moment (UTC), whose item is `current` or is not."""
    if speakers.state is ListState.REPLIES_ONLY:
        return Admission.REPLIES_ONLY
    if speakers.state is ListState.CLOSED or (speakers.closes and at >= speakers.closes):
        return Admission.CLOSED if speakers.waiting or speakers.unended else Admission.EXHAUSTED
    if current or speakers.state is ListState.OPEN or inscribing(speakers, at):
        return Admission.OPEN
    return Admission.NOT_YET


def inscribing(speakers: ListOfSpeakers, at: datetime) -> bool:
    """Whether one may inscribe in advance at that moment: from when it opens until right before it closes."""
    begun = speakers.opens is not None and speakers.opens <= at
    return begun and (speakers.until is None or at < speakers.until)


def admits(stands: Admission, kind: RequestKind) -> bool:
    return kind is RequestKind.POINT_OF_ORDER or kind in ADMITTED.get(stands, frozenset())
