"""Published rotations follow milestones, offices, mandates and what departs from them: what says something else by an
act is issued anew.

Source: DOMAIN §3. It is worked out from the drafts, as rosters are (`rosters.py`): so the act that moves a
milestone, and the numbers of all that moves with it, are kept together or not at all.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from models.body import Body, stream_of
from models.organisation import ORGANISATION, Organisation
from models.presidency.plan_changes import Known, changes
from models.procedure import Command, CommandId, Event, StreamId, Submission
from models.rules.departures import EndOverride, MakeOverride
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

if TYPE_CHECKING:
    from server.draft import Draft

MOVING = (
    *(EditMilestone, CancelMilestone, RestoreMilestone, StrikeMilestone, ImportMilestones),
    *(EditOffice, EnterMandate, EditMandate, EndMandate, StrikeMandate, ImportOffices),
)
"""After which commands of the organisation a rotation may say something else."""
DEPARTING = (MakeOverride, EndOverride)
"""After which commands of its body one may."""


class Reissues:
    """What follows in rotations from acts in the organisation, and from departures in their bodies."""

    def __init__(self, world: World) -> None:
        self._world = world

    async def follow(self, act: Submission, drafts: Drafts) -> Sequence[tuple[StreamId, Submission]]:
        """The companions of an act that is decided on these drafts: the next number of each rotation it changes.

        Raises `Wider` where streams are concerned that are not among the drafts.
        """
        known = drafts.get(ORGANISATION)
        moving = known is not None and _has(known, MOVING)
        streams = {stream for stream, draft in drafts.items() if _has(draft, DEPARTING)}
        if not moving and not streams:
            return ()
        if known is None:
            raise Wider({ORGANISATION})
        before, after = the(Organisation, known.chamber.state), the(Organisation, known.state)
        if moving:
            streams = {stream_of(body) for body in after.bodies}
            if not streams <= drafts.keys():
                raise Wider(streams)
        parts = []
        for stream in sorted(streams):
            events = _events(known, drafts[stream])
            earlier = the(Body, drafts[stream].chamber.state).rotations
            for rotation in the(Body, drafts[stream].state).rotations.values():
                if rotation.id not in earlier or earlier[rotation.id].version != rotation.version:
                    continue  # it is published in this very act
                undeparted = replace(rotation, overrides=earlier[rotation.id].overrides)
                was = Known(undeparted, before.milestones, before.offices)
                if changes(was, Known(rotation, after.milestones, after.offices)):
                    reissue = ReissueRotation(rotation.id, reason_of(events, before))
                    own = CommandId(self._world.new_id())
                    parts.append((stream, replace(act, id=own, command=reissue)))
        return parts


def _has(draft: "Draft", kinds: tuple[type[Command], ...]) -> bool:
    return any(isinstance(one.submission.command, kinds) for one in draft.accepted)


def _events(*drafts: "Draft") -> tuple[Event, ...]:
    return tuple(entry.event for draft in drafts for one in draft.accepted for entry in one.entries)
