"""Who may do what: one table, asked by the door for every command, by hand, socket or program.

Source: DOMAIN §7 ("anybody can advance": a defect of other tools) and DESIGN §3. The operator at the server's
console may do all of it; the public may follow a public meeting and do nothing.
"""

from collections.abc import Mapping

from models.meeting import Meeting, MeetingState
from models.procedure import Actor, Command
from models.roles import Role
from models.rules import agenda, calendar, conduct, grounds
from models.text import Text

CHAIR = frozenset({Role.CHAIR, Role.SECRETARIAT})
SECRETARIAT = frozenset({Role.SECRETARIAT})
NOBODY: frozenset[Role] = frozenset()
OPERATOR_IN_WORDS = Text("operator", "exploitant", "operador")

PERMITTED: Mapping[type[Command], frozenset[Role]] = {
    calendar.EnterMeeting: NOBODY,
    conduct.DraftMeeting: NOBODY,
    conduct.ConveneMeeting: SECRETARIAT,
    conduct.OpenMeeting: CHAIR,
    conduct.SuspendMeeting: CHAIR,
    conduct.ResumeMeeting: CHAIR,
    conduct.CloseMeeting: CHAIR,
    conduct.ReopenMeeting: CHAIR,
    conduct.GrantRole: SECRETARIAT,
    conduct.WithdrawRole: SECRETARIAT,
    agenda.OpenNextItem: CHAIR,
    agenda.OpenItem: CHAIR,
    agenda.ConcludeItem: CHAIR,
    agenda.ReopenPreviousItem: CHAIR,
}


def can(actor: Actor, command: type[Command]) -> bool:
    """Whether this actor, with the roles they have now, may submit such a command."""
    return actor.operates or bool(actor.roles & PERMITTED[command])


def may_follow(meeting: Meeting, actor: Actor) -> bool:
    """Whether this actor may see the meeting at all: anybody a public one, those with a role every one."""
    if meeting.convocation is None:
        return False
    public = meeting.convocation.public and meeting.state is not MeetingState.DRAFT
    return public or actor.operates or bool(actor.roles)


def may_chair(actor: Actor) -> bool:
    """Whether the chair's console is this actor's page."""
    return bool(actor.roles & CHAIR)


def permit(actor: Actor, command: type[Command]) -> None:
    """Refuse in words whoever may not."""
    if can(actor, command):
        return
    if actor.person is None:
        raise grounds.SIGN_IN_FIRST.refusal()
    roles = tuple(sorted(PERMITTED[command]))
    raise grounds.NOT_PERMITTED.refusal(roles=roles or OPERATOR_IN_WORDS)
