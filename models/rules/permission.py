"""Who may do what: one table, asked by the door for every command, by hand, socket or program.

Source: DOMAIN §7 ("anybody can advance": a defect of other tools) and DESIGN §3. The operator at the server's
console may do all of it; the public may follow a public meeting and do nothing.
"""

from collections.abc import Mapping

from models.belonging.roles import Role
from models.body import Body
from models.meeting import Meeting, MeetingState
from models.organisation import Organisation
from models.presidency.presided import named
from models.procedure import Actor, Command, PersonId
from models.rules import (
    agenda,
    asking,
    bodies,
    calendar,
    conduct,
    departures,
    editing,
    giving,
    grounds,
    handing_over,
    listing,
    lost_lines,
    milestones,
    motions,
    numbering,
    offices,
    papers,
    placing,
    points,
    posts,
    programme,
    proposals,
    roles,
    roster,
    rotation_history,
    rotations,
    screens,
    succession,
)
from models.rules import help as help_desk
from models.text import Text

CHAIR = frozenset({Role.CHAIR, Role.SECRETARIAT})
SECRETARIAT = frozenset({Role.SECRETARIAT})
HELPING = CHAIR | {Role.DESK}
SPEAKING = frozenset(Role) - {Role.INTERPRETER}
EVERYBODY = frozenset(Role)
NOBODY: frozenset[Role] = frozenset()
OPERATOR_IN_WORDS = Text("operator", "exploitant", "operador")

PERMITTED: Mapping[type[Command], frozenset[Role]] = {
    calendar.EnterMeeting: SECRETARIAT,
    conduct.DraftMeeting: NOBODY,
    conduct.ConveneMeeting: SECRETARIAT,
    conduct.OpenMeeting: CHAIR,
    conduct.SuspendMeeting: CHAIR,
    conduct.AdjournMeeting: CHAIR,
    conduct.ResumeMeeting: CHAIR,
    conduct.CloseMeeting: CHAIR,
    conduct.ReopenMeeting: CHAIR,
    roles.GrantRole: SECRETARIAT,
    roles.WithdrawRole: SECRETARIAT,
    agenda.OpenNextItem: CHAIR,
    agenda.OpenItem: CHAIR,
    agenda.ConcludeItem: CHAIR,
    agenda.ReopenPreviousItem: CHAIR,
    conduct.EditMeeting: SECRETARIAT,
    editing.AddItem: SECRETARIAT,
    editing.EditItem: SECRETARIAT,
    numbering.RenumberItem: SECRETARIAT,
    numbering.RenumberAgenda: SECRETARIAT,
    placing.MoveItem: CHAIR,
    editing.SplitItem: SECRETARIAT,
    editing.RemoveItem: SECRETARIAT,
    editing.RestoreItem: CHAIR,
    editing.ReplanItems: CHAIR,
    programme.AddTrack: SECRETARIAT,
    programme.EditTrack: SECRETARIAT,
    programme.AddSitting: SECRETARIAT,
    programme.EditSitting: SECRETARIAT,
    programme.WithdrawSitting: SECRETARIAT,
    programme.ImportAgenda: SECRETARIAT,
    proposals.DeferItem: CHAIR,
    proposals.ProposeItem: CHAIR,
    proposals.AcceptProposal: SECRETARIAT,
    proposals.DeclineProposal: SECRETARIAT,
    screens.Announce: CHAIR,
    screens.WithdrawAnnouncement: CHAIR,
    screens.LayOutWall: CHAIR,
    papers.AttachPaper: SECRETARIAT,
    papers.WithdrawPaper: SECRETARIAT,
    roster.TakeRoster: SECRETARIAT,
    succession.HandOverPresidency: CHAIR,
    succession.TakeBackPresidency: SECRETARIAT,
    asking.AskForFloor: SPEAKING,
    asking.AddSpeaker: HELPING,
    asking.EditRequest: SPEAKING,
    asking.WithdrawRequest: SPEAKING,
    asking.MoveRequest: SPEAKING,
    asking.SayReady: SPEAKING,
    lost_lines.GiveUpPlace: NOBODY,
    listing.OpenList: CHAIR,
    listing.CloseList: CHAIR,
    listing.LimitToReplies: CHAIR,
    listing.SetInscription: CHAIR,
    listing.SetOrder: CHAIR,
    listing.SetLimits: CHAIR,
    listing.ReorderRequests: CHAIR,
    giving.GiveFloor: CHAIR,
    giving.GiveFloorToNext: CHAIR,
    giving.PauseSpeech: CHAIR,
    giving.ResumeSpeech: CHAIR,
    giving.EndSpeech: CHAIR,
    giving.ExtendSpeech: CHAIR,
    giving.YieldTime: SPEAKING,
    giving.SkipSpeaker: CHAIR,
    giving.BringBackSpeakers: CHAIR,
    bodies.EnterBody: SECRETARIAT,
    offices.EnterSection: SECRETARIAT,
    offices.EditSection: SECRETARIAT,
    offices.EnterOffice: SECRETARIAT,
    offices.EditOffice: SECRETARIAT,
    offices.EnterMandate: SECRETARIAT,
    offices.EditMandate: SECRETARIAT,
    offices.EndMandate: SECRETARIAT,
    offices.StrikeMandate: SECRETARIAT,
    offices.ImportOffices: SECRETARIAT,
    bodies.FoundBody: SECRETARIAT,
    bodies.EditCharter: SECRETARIAT,
    bodies.SetRules: SECRETARIAT,
    bodies.EnterMember: SECRETARIAT,
    bodies.EditMember: SECRETARIAT,
    bodies.RemoveMember: SECRETARIAT,
    bodies.ImportMembers: SECRETARIAT,
    posts.Appoint: SECRETARIAT,
    posts.EditAppointment: SECRETARIAT,
    posts.EndAppointment: SECRETARIAT,
    posts.StrikeAppointment: SECRETARIAT,
    points.RuleOnPoint: CHAIR,
    points.AppealRuling: HELPING | {Role.DELEGATE},
    points.WithdrawAppeal: HELPING,
    points.DecideAppeal: CHAIR,
    motions.MoveMotion: HELPING | {Role.DELEGATE},
    motions.SpeakOnMotion: HELPING,
    motions.PauseSpeechOnMotion: HELPING,
    motions.ResumeSpeechOnMotion: HELPING,
    motions.EndSpeechOnMotion: HELPING,
    motions.WithdrawMotion: HELPING | {Role.DELEGATE},
    motions.PutMotion: CHAIR,
    help_desk.AskForHelp: EVERYBODY,
    help_desk.AnswerHelp: help_desk.AT_THE_DESK,
    help_desk.EndHelp: EVERYBODY,
    milestones.EnterMilestone: SECRETARIAT,
    milestones.EditMilestone: SECRETARIAT,
    milestones.CancelMilestone: SECRETARIAT,
    milestones.RestoreMilestone: SECRETARIAT,
    milestones.StrikeMilestone: SECRETARIAT,
    milestones.ImportMilestones: SECRETARIAT,
    rotations.BeginRotation: SECRETARIAT,
    rotations.DescribeRotation: SECRETARIAT,
    rotations.SetTerm: SECRETARIAT,
    rotations.RemoveTerm: SECRETARIAT,
    rotations.SetTerms: SECRETARIAT,
    rotations.DropDraft: SECRETARIAT,
    rotations.PublishRotation: SECRETARIAT,
    rotations.ReissueRotation: NOBODY,
    rotations.WithdrawRotation: SECRETARIAT,
    handing_over.HandOver: SECRETARIAT,
    handing_over.UndoHandover: SECRETARIAT,
    rotation_history.ImportHistory: SECRETARIAT,
    departures.MakeOverride: SECRETARIAT,
    departures.EndOverride: SECRETARIAT,
}


def can(actor: Actor, command: type[Command]) -> bool:
    """Whether this actor, with the roles they have now, may submit such a command."""
    return actor.operates or bool(actor.roles & PERMITTED[command])


def behalf_of(actor: Actor, command: type[Command]) -> Role | None:
    """On whose behalf this actor submits it: the chair's, where the secretariat does what is the chair's to do."""
    on_behalf = PERMITTED[command] == CHAIR and Role.SECRETARIAT in actor.roles
    return Role.CHAIR if on_behalf and Role.CHAIR not in actor.roles else None


def may_follow(meeting: Meeting, actor: Actor) -> bool:
    """Whether this actor may see the meeting at all: anybody a public one, those with a role every one."""
    if meeting.convocation is None:
        return False
    public = meeting.convocation.public and meeting.state is not MeetingState.DRAFT
    return public or actor.operates or bool(actor.roles)


def may_chair(actor: Actor) -> bool:
    """Whether the chair's console is this actor's page."""
    return actor.operates or bool(actor.roles & CHAIR)


def may_help(actor: Actor) -> bool:
    """Whether the desk that adds people in the room is this actor's."""
    return actor.operates or bool(actor.roles & HELPING)


def may_interpret(actor: Actor) -> bool:
    """Whether the interpreters' page is this actor's."""
    return may_help(actor) or Role.INTERPRETER in actor.roles


def may_answer(actor: Actor) -> bool:
    """Whether the help desk is this actor's page."""
    return actor.operates or bool(actor.roles & help_desk.AT_THE_DESK)


def may_set_up(actor: Actor) -> bool:
    """Whether the pages that set the meeting up are this actor's."""
    return actor.operates or bool(actor.roles & SECRETARIAT)


def permit(actor: Actor, command: type[Command]) -> None:
    """Refuse in words whoever may not."""
    if can(actor, command):
        return
    if actor.person is None:
        raise grounds.SIGN_IN_FIRST.refusal()
    roles = tuple(sorted(PERMITTED[command]))
    raise grounds.NOT_PERMITTED.refusal(roles=roles or OPERATOR_IN_WORDS)


def permit_person(
    state: Meeting | Body | Organisation, person: PersonId | None, command: type[Command]
) -> None:
    """Refuse whoever may not, by what they are in this state; who presided until a moment ago hears who does now."""
    actor = state.actor(person)
    if isinstance(state, Meeting) and not can(actor, command) and Role.CHAIR in PERMITTED[command]:
        _require_turn(state, person)
    permit(actor, command)


def _require_turn(meeting: Meeting, person: PersonId | None) -> None:
    passed = meeting.passed
    if passed is None or person not in passed.persons:
        return
    if not passed.incoming:
        raise grounds.PRESIDENCY_OVER.refusal()
    raise grounds.PRESIDENCY_PASSED.refusal(offices=named(passed.incoming))
