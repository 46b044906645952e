"""A handover at a meeting is kept where the rotation is: in the record of its body, in the same act.

Source: DOMAIN §3. It was permitted at the meeting; from the body it comes to every meeting concerned, as all does
that changes a body (`server/following/rosters.py`).
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from models.body import stream_of
from models.meeting import Meeting
from models.organisation import ORGANISATION
from models.presidency.rotation import Handover, HandoverId
from models.presidency.terms import Switch
from models.procedure import CommandId, StreamId, Submission
from models.rules.handing_over import HandOver, UndoHandover
from models.rules.succession import HandOverPresidency, TakeBackPresidency
from server.following.rosters import Drafts, Wider
from server.world import World

if TYPE_CHECKING:
    from server.draft import Draft


class Successions:
    """What a handover at a meeting, or taking one back there, means for the body that keeps the rotation."""

    def __init__(self, world: World) -> None:
        self._world = world

    async def follow(self, act: Submission, drafts: Drafts) -> Sequence[tuple[StreamId, Submission]]:
        """The companions of an act that has been decided on these drafts. Raises `Wider` where a body is not held."""
        parts = [part for draft in drafts.values() for part in self._of(draft)]
        wanted = {stream for stream, _ in parts}
        if not wanted <= drafts.keys():
            raise Wider({ORGANISATION, *wanted})
        own = (CommandId(self._world.new_id()) for _ in parts)
        return [
            (stream, replace(part, id=known, by=act.by))
            for (stream, part), known in zip(parts, own, strict=True)
        ]

    def _of(self, draft: "Draft") -> Iterator[tuple[StreamId, Submission]]:
        before = draft.chamber.state
        if not isinstance(before, Meeting) or before.roster is None:
            return
        slug = before.convocation.slug if before.convocation else ""
        for accepted in draft.accepted:
            asked = accepted.submission
            if not isinstance(asked.command, HandOverPresidency | TakeBackPresidency):
                continue
            turn = before.roster.turn_of(asked.command.rotation)
            if turn is None:
                continue  # its own rule has refused it
            match asked.command:
                case HandOverPresidency(rotation, term, seen):
                    known = HandoverId(self._world.new_id())
                    handover = Handover(known, term, asked.at, Switch.ACT, slug)
                    yield stream_of(turn.kept_by), replace(asked, command=HandOver(rotation, handover, seen))
                case TakeBackPresidency(rotation, handover, reason):
                    yield (
                        stream_of(turn.kept_by),
                        replace(asked, command=UndoHandover(rotation, handover, reason)),
                    )
