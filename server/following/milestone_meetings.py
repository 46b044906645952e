"""Milestones that are meetings of ours follow their plan: in the act that changes it, and in the one that ties them.

Source: DOMAIN §3. It is worked out from the drafts, as rosters are (`rosters.py`), and comes before whatever
follows from milestones.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from models.meeting import Meeting
from models.organisation import ORGANISATION, Organisation
from models.presidency.milestone_plan import as_planned
from models.presidency.milestones import Milestone, MilestoneEdited, MilestoneEntered
from models.procedure import CommandId, StreamId, Submission
from models.rules import grounds
from models.rules.milestones import EditMilestone
from server.following.rosters import Drafts, Wider, the
from server.world import World

if TYPE_CHECKING:
    from server.draft import Draft


class MilestoneMeetings:
    """What follows in the organisation's milestones from what is planned of meetings."""

    def __init__(self, world: World) -> None:
        self._world = world

    async def follow(self, act: Submission, drafts: Drafts) -> Sequence[tuple[StreamId, Submission]]:
        """The companions of an act that has been decided on these drafts: an edit for each milestone it moves.

        Raises `Wider` where streams are concerned that are not among the drafts, and `Refusal` where a milestone is
        a meeting that is not there.
        """
        planned = {s: d for s, d in drafts.items() if isinstance(d.state, Meeting) and d.accepted}
        known = drafts.get(ORGANISATION)
        if known is None:
            if planned:
                raise Wider({ORGANISATION})
            return ()
        organisation = the(Organisation, known.state)
        parts = []
        for milestone, stream in _tied(organisation, known, planned):
            if stream not in drafts:
                raise Wider({stream})
            now = as_planned(milestone, the(Meeting, drafts[stream].state))
            if now != milestone:
                own = CommandId(self._world.new_id())
                parts.append((ORGANISATION, replace(act, id=own, command=EditMilestone(milestone, now))))
        return parts


def _tied(
    organisation: Organisation, known: "Draft", planned: Mapping[StreamId, "Draft"]
) -> Iterator[tuple[Milestone, StreamId]]:
    """The milestones that are meetings planned anew in this act, or that were themselves written in it."""
    written = {
        entry.event.milestone.id
        for accepted in known.accepted
        for entry in accepted.entries
        if isinstance(entry.event, MilestoneEntered | MilestoneEdited)
    }
    for milestone in organisation.milestones.values():
        if not milestone.meeting:
            continue
        stream = organisation.meetings.get(milestone.meeting)
        if stream is None and milestone.id in written:
            raise grounds.UNKNOWN_MEETING.refusal()
        if stream is not None and (milestone.id in written or stream in planned):
            yield milestone, stream
