"""Published rotations follow milestones, offices and mandates: what says something else by an act is issued anew.

Source: DOMAIN §3. It is worked out from the drafts, as rosters are (`rosters.py`): so the act that moves a
milestone, and the numbers of all that moves with it, are kept together or not at all.
"""

from collections.abc import Sequence
from dataclasses import replace

from models.body import Body, stream_of
from models.organisation import ORGANISATION, Organisation
from models.presidency.plan_changes import Known, changes
from models.procedure import CommandId, StreamId, Submission
from models.rules.milestones import (
    CancelMilestone,
    EditMilestone,
    ImportMilestones,
    RestoreMilestone,
    StrikeMilestone,
)
from models.rules.offices import (
    EditMandate,
    EditOffice,
    EndMandate,
    EnterMandate,
    ImportOffices,
    StrikeMandate,
)
from models.rules.rotations import ReissueRotation
from server.following.plan_reasons import reason_of
from server.following.rosters import Drafts, Wider, the
from server.world import World

MOVING = (
    *(EditMilestone, CancelMilestone, RestoreMilestone, StrikeMilestone, ImportMilestones),
    *(EditOffice, EnterMandate, EditMandate, EndMandate, StrikeMandate, ImportOffices),
)
"""After which commands of the organisation a rotation may say something else."""


class Reissues:
    """What follows in rotations from acts in the organisation."""

    def __init__(self, world: World) -> None:
        self._world = world

    async def follow(self, act: Submission, drafts: Drafts) -> Sequence[tuple[StreamId, Submission]]:
        """The companions of an act that is decided on these drafts: the next number of each rotation it changes.

        Raises `Wider` where streams are concerned that are not among the drafts.
        """
        draft = drafts.get(ORGANISATION)
        if draft is None or not any(isinstance(one.submission.command, MOVING) for one in draft.accepted):
            return ()
        before, after = the(Organisation, draft.chamber.state), the(Organisation, draft.state)
        streams = {stream_of(body) for body in after.bodies}
        if not streams <= drafts.keys():
            raise Wider(streams)
        events = tuple(entry.event for one in draft.accepted for entry in one.entries)
        parts = []
        for stream in sorted(streams):
            known = the(Body, drafts[stream].chamber.state).rotations
            for rotation in the(Body, drafts[stream].state).rotations.values():
                if rotation.id not in known or known[rotation.id].version != rotation.version:
                    continue  # it is published in this very act
                was = Known(rotation, before.milestones, before.offices)
                if changes(was, Known(rotation, after.milestones, after.offices)):
                    reissue = ReissueRotation(rotation.id, reason_of(events, before))
                    own = CommandId(self._world.new_id())
                    parts.append((stream, replace(act, id=own, command=reissue)))
        return parts
