"""Decide a submission: permission first, then the one rule of its command.

The rules are pure: they see one stream's state and say what happens, or refuse in words (DESIGN §5.2, §5.8).
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from models.meeting import Meeting
from models.organisation import Organisation
from models.procedure import Command, Event, Submission
from models.rules import agenda, calendar, conduct
from models.rules.permission import permit

Rule = Callable[[Any, Any, Submission], Iterator[Event]]

CALENDAR: Mapping[type[Command], Rule] = {calendar.EnterMeeting: calendar.enter_meeting}

CONDUCT: Mapping[type[Command], Rule] = {
    conduct.DraftMeeting: conduct.draft_meeting,
    conduct.ConveneMeeting: conduct.convene_meeting,
    conduct.OpenMeeting: conduct.open_meeting,
    conduct.SuspendMeeting: conduct.suspend_meeting,
    conduct.ResumeMeeting: conduct.resume_meeting,
    conduct.CloseMeeting: conduct.close_meeting,
    conduct.ReopenMeeting: conduct.reopen_meeting,
    conduct.GrantRole: conduct.grant_role,
    conduct.WithdrawRole: conduct.withdraw_role,
    agenda.OpenNextItem: agenda.open_next_item,
    agenda.OpenItem: agenda.open_item,
    agenda.ConcludeItem: agenda.conclude_item,
    agenda.ReopenPreviousItem: agenda.reopen_previous_item,
}


def decide(state: Meeting | Organisation, submission: Submission) -> tuple[Event, ...]:
    """The events of an accepted submission, at least one. Raises `Refusal`; changes nothing either way."""
    kind = type(submission.command)
    permit(state.actor(submission.by), kind)
    rule = (CONDUCT if isinstance(state, Meeting) else CALENDAR)[kind]
    return tuple(rule(submission.command, state, submission))
