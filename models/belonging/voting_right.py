"""The right to vote: one answer for a member's delegate or substitute, with the reason for it.

Source: DOMAIN §1. Attendance and the right to vote are separate; a rule that a body has not set forbids nothing.
"""

from dataclasses import dataclass
from enum import StrEnum

from models.belonging.membership import Category, Member
from models.belonging.posts import Post
from models.body import RemoteVoting, Rules
from models.speaking.attendance import Attendance

AWAY = frozenset({Attendance.ABSENT, Attendance.EXCUSED})


class VotingReason(StrEnum):
    """Why somebody votes, or does not. The codes are permanent."""

    VOTES = "votes"
    VOTES_FOR_DELEGATE = "votes_for_delegate"
    ASSOCIATE = "associate"
    HONORARY = "honorary"
    OBSERVER = "observer"
    SUSPENDED = "suspended"
    FEES_NOT_KNOWN = "fees_not_known"
    FEES_UNPAID = "fees_unpaid"
    NO_WEIGHT = "no_weight"
    DELEGATE_NOT_ABSENT = "delegate_not_absent"
    AWAY = "away"
    IN_PERSON_ONLY = "in_person_only"


GIVING = frozenset({VotingReason.VOTES, VotingReason.VOTES_FOR_DELEGATE})

BY_CATEGORY = {
    Category.ASSOCIATE: VotingReason.ASSOCIATE,
    Category.HONORARY: VotingReason.HONORARY,
    Category.OBSERVER: VotingReason.OBSERVER,
}


@dataclass(frozen=True)
class VotingRight:
    """How much somebody's vote weighs now, and why; 0 wherever they do not vote."""

    reason: VotingReason
    weight: int = 0

    @property
    def votes(self) -> bool:
        return self.reason in GIVING


def voting_right(
    member: Member,
    rules: Rules,
    year: int,
    *,
    voter: Post = Post.DELEGATE,
    delegate: Attendance | None = None,
    substitute: Attendance | None = None,
) -> VotingRight:
    """The right to vote of this member's `voter`, delegate or substitute, in a meeting of that year.

    `delegate` and `substitute` say where these two are; None: that is not known yet, so nothing follows from it.
    What hinders the member comes before what hinders whoever stands for it.
    """
    weight = member.weight if rules.weighted else 1
    hindrance = _of_member(member, year) or (None if weight else VotingReason.NO_WEIGHT)
    if hindrance is None and voter is Post.SUBSTITUTE and delegate not in AWAY:
        hindrance = VotingReason.DELEGATE_NOT_ABSENT
    hindrance = hindrance or _of_place(member, rules, substitute if voter is Post.SUBSTITUTE else delegate)
    if hindrance:
        return VotingRight(hindrance)
    reason = VotingReason.VOTES_FOR_DELEGATE if voter is Post.SUBSTITUTE else VotingReason.VOTES
    return VotingRight(reason, weight)


def _of_member(member: Member, year: int) -> VotingReason | None:
    """What keeps this member from voting, whoever stands for it."""
    if member.category is not Category.FULL:
        return BY_CATEGORY[member.category]
    if member.suspended:
        return VotingReason.SUSPENDED
    if member.fees_paid_to is None:
        return VotingReason.FEES_NOT_KNOWN
    return VotingReason.FEES_UNPAID if member.fees_paid_to < year - 1 else None


def _of_place(member: Member, rules: Rules, attendance: Attendance | None) -> VotingReason | None:
    """What keeps somebody from voting where they are."""
    if attendance in AWAY:
        return VotingReason.AWAY
    in_person = rules.remote_voting is RemoteVoting.IN_PERSON_ONLY
    if in_person and attendance is Attendance.REMOTE and member.id not in rules.remote_voting_exceptions:
        return VotingReason.IN_PERSON_ONLY
    return None
