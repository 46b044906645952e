"""After which acts a meeting may have another roster: those that change its body, its days, offices or turns.

Source: DESIGN §2.6.
"""

from models.planning.programme import GONE
from models.procedure import Command
from models.rules import (
    agenda,
    bodies,
    calendar,
    conduct,
    editing,
    placing,
    programme,
    proposals,
    rotation_history,
    rotations,
    succession,
)
from models.rules.decide import GRANTING, KEEPING, ORGANISING

DRAFTING = frozenset(
    {
        rotations.BeginRotation,
        rotations.DescribeRotation,
        rotations.SetTerm,
        rotations.RemoveTerm,
        rotations.SetTerms,
        rotations.DropDraft,
        rotation_history.ImportHistory,
    }
)
"""What is only written, and counts nowhere until it is published."""

FOLLOWED = frozenset(
    {
        *ORGANISING,
        *KEEPING,
        conduct.ConveneMeeting,
        conduct.OpenMeeting,
        conduct.ResumeMeeting,
        conduct.ReopenMeeting,
        succession.HandOverPresidency,
        succession.TakeBackPresidency,
        programme.AddSitting,
        programme.EditSitting,
        programme.WithdrawSitting,
        programme.ImportAgenda,
        editing.RemoveItem,
        editing.RestoreItem,
        placing.MoveItem,
        proposals.DeferItem,
    }
) - {*GRANTING, calendar.EnterMeeting, bodies.EnterBody, bodies.FoundBody, *DRAFTING}


def is_followed(command: Command) -> bool:
    """Whether the rosters of meetings are to be looked at in the same act."""
    match command:
        case conduct.DraftMeeting(convocation):
            return convocation.of is not None
        case conduct.EditMeeting(was, now):
            return (was.of, was.zone) != (now.of, now.zone)
        case agenda.ConcludeItem(_, outcome):
            return outcome in GONE
        case editing.AddItem(item):
            return item.fixed_start is not None
        case editing.EditItem(_, was, now):
            return was.fixed_start != now.fixed_start
    return type(command) in FOLLOWED
