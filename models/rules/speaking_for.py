"""For which member somebody appeals, moves or speaks: their own, or whichever chair, secretariat and desk name."""

from models.belonging.membership import MemberId
from models.meeting import Meeting
from models.procedure import Submission
from models.rules import grounds
from models.rules.naming_speakers import oneself
from models.rules.on_the_floor import HELPING


def member_for(meeting: Meeting, submission: Submission, named: MemberId | None) -> MemberId | None:
    """The member for which this is submitted, None where nobody has said. Refuses one that is not theirs."""
    actor = meeting.actor(submission.by)
    if not actor.operates and not actor.roles & HELPING:
        return oneself(meeting, submission.by, named).member
    seats = meeting.roster.seats if meeting.roster else ()
    if named and all(seat.id != named for seat in seats):
        raise grounds.UNKNOWN_MEMBER.refusal()
    return named
