"""Whose turn a presser saw by history is asked once more, where the dates are: in the act that hands over.

Source: DOMAIN §3. A body's rules see its own record alone; when a term began as planned, milestones say. Of two who
press at once the second is decided on the first one's draft.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from models.body import Body
from models.organisation import ORGANISATION, Organisation
from models.procedure import StreamId, Submission
from models.rules.handing_over import HandOver, require_in_force
from server.following.rosters import Drafts, Wider, the

if TYPE_CHECKING:
    from server.draft import Draft


async def require_seen(_: Submission, drafts: Drafts) -> Sequence[tuple[StreamId, Submission]]:
    """Nothing follows. Raises `Refusal` where the turn has passed on, `Wider` where the milestones are not held."""
    for draft in drafts.values():
        for asked in _handovers(draft):
            if ORGANISATION not in drafts:
                raise Wider({ORGANISATION})
            milestones = the(Organisation, drafts[ORGANISATION].state).milestones
            require_in_force(the(Body, draft.state), milestones, asked)
    return ()


def _handovers(draft: "Draft") -> Sequence[Submission]:
    return [one.submission for one in draft.accepted if isinstance(one.submission.command, HandOver)]
