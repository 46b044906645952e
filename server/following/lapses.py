"""Functions kept after a lost mandate end when the Executive Bureau meets: in the act that opens its meeting.

Source: DOMAIN §3. It is worked out from the drafts, as rosters are (`rosters.py`), and comes before these: the
meetings of a body in which a function ends follow at once.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from models.belonging.consequences import lapsing
from models.belonging.dating import on
from models.belonging.offices import Ending
from models.body import Body, BodyKind, stream_of
from models.convocation import Convocation
from models.meeting import Meeting
from models.organisation import ORGANISATION, Organisation
from models.procedure import CommandId, StreamId, Submission
from models.rules.conduct import OpenMeeting
from models.rules.posts import EndAppointment
from server.following.rosters import Drafts, Wider, the
from server.world import World

if TYPE_CHECKING:
    from server.draft import Draft


class Lapses:
    """What ends in bodies because a meeting is opened."""

    def __init__(self, world: World) -> None:
        self._world = world

    async def follow(self, act: Submission, drafts: Drafts) -> Sequence[tuple[StreamId, Submission]]:
        """The companions of an act that has been decided on these drafts: each function that is over by it.

        Raises `Wider` where streams are concerned that are not among the drafts.
        """
        for draft in drafts.values():
            if (called := _opened(draft)) and called.of:
                _require({ORGANISATION, stream_of(called.of)}, drafts)
                charter = the(Body, drafts[stream_of(called.of)].state).charter
                if charter and charter.kind is BodyKind.BUREAU:
                    return self._over(act, drafts, called)
        return ()

    def _over(
        self, act: Submission, drafts: Drafts, called: Convocation
    ) -> Sequence[tuple[StreamId, Submission]]:
        organisation = the(Organisation, drafts[ORGANISATION].state)
        streams = [stream_of(body) for body in organisation.bodies]
        _require(set(streams), drafts)
        day = act.at.astimezone(ZoneInfo(called.zone)).date()
        parts = []
        for stream in streams:
            appointments = the(Body, drafts[stream].state).appointments.values()
            for one in lapsing(appointments, organisation.offices, day):
                own = CommandId(self._world.new_id())
                over = EndAppointment(one.id, on(day), Ending.LOST)
                parts.append((stream, replace(act, id=own, command=over)))
        return parts


def _opened(draft: "Draft") -> Convocation | None:
    """What a meeting is called to that has been opened on this draft."""
    opens = any(isinstance(accepted.submission.command, OpenMeeting) for accepted in draft.accepted)
    return draft.state.convocation if opens and isinstance(draft.state, Meeting) else None


def _require(streams: set[StreamId], drafts: Drafts) -> None:
    if not streams <= drafts.keys():
        raise Wider(streams)
