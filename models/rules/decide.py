"""Decide a submission: permission first, then the one rule of its command.

The rules are pure: they see one stream's state and say what happens, or refuse in words (DESIGN §5.2, §5.8).
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from models.body import Body
from models.meeting import Meeting
from models.organisation import Organisation
from models.procedure import Command, Event, Submission
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
from models.rules.permission import permit_person
from models.rules.silence import giving_way, silenced

Rule = Callable[[Any, Any, Submission], Iterator[Event]]

GRANTING: Mapping[type[Command], Rule] = {
    roles.GrantRole: roles.grant_role,
    roles.WithdrawRole: roles.withdraw_role,
}
"""Wherever people have roles."""

ORGANISING: Mapping[type[Command], Rule] = {
    **GRANTING,
    calendar.EnterMeeting: calendar.enter_meeting,
    bodies.EnterBody: bodies.enter_body,
    offices.EnterSection: offices.enter_section,
    offices.EditSection: offices.edit_section,
    offices.EnterOffice: offices.enter_office,
    offices.EditOffice: offices.edit_office,
    offices.EnterMandate: offices.enter_mandate,
    offices.EditMandate: offices.edit_mandate,
    offices.EndMandate: offices.end_mandate,
    offices.StrikeMandate: offices.strike_mandate,
    offices.ImportOffices: offices.import_offices,
    milestones.EnterMilestone: milestones.enter_milestone,
    milestones.EditMilestone: milestones.edit_milestone,
    milestones.CancelMilestone: milestones.cancel_milestone,
    milestones.RestoreMilestone: milestones.restore_milestone,
    milestones.StrikeMilestone: milestones.strike_milestone,
    milestones.ImportMilestones: milestones.import_milestones,
}

ROTATING: Mapping[type[Command], Rule] = {
    rotations.BeginRotation: rotations.begin_rotation,
    rotations.DescribeRotation: rotations.describe_rotation,
    rotations.SetTerm: rotations.set_term,
    rotations.RemoveTerm: rotations.remove_term,
    rotations.SetTerms: rotations.set_terms,
    rotations.DropDraft: rotations.drop_draft,
    rotations.PublishRotation: rotations.publish_rotation,
    rotations.ReissueRotation: rotations.reissue_rotation,
    rotations.WithdrawRotation: rotations.withdraw_rotation,
    handing_over.HandOver: handing_over.hand_over,
    handing_over.UndoHandover: handing_over.undo_handover,
    rotation_history.ImportHistory: rotation_history.import_history,
    departures.MakeOverride: departures.make_override,
    departures.EndOverride: departures.end_override,
}

KEEPING: Mapping[type[Command], Rule] = {
    **GRANTING,
    bodies.FoundBody: bodies.found_body,
    bodies.EditCharter: bodies.edit_charter,
    bodies.SetRules: bodies.set_rules,
    bodies.EnterMember: bodies.enter_member,
    bodies.EditMember: bodies.edit_member,
    bodies.RemoveMember: bodies.remove_member,
    bodies.ImportMembers: bodies.import_members,
    posts.Appoint: posts.appoint,
    posts.EditAppointment: posts.edit_appointment,
    posts.EndAppointment: posts.end_appointment,
    posts.StrikeAppointment: posts.strike_appointment,
    **ROTATING,
}

FLOOR: Mapping[type[Command], Rule] = {
    asking.AskForFloor: asking.ask_for_floor,
    asking.AddSpeaker: asking.add_speaker,
    asking.EditRequest: asking.edit_request,
    asking.WithdrawRequest: asking.withdraw_request,
    asking.MoveRequest: asking.move_request,
    asking.SayReady: asking.say_ready,
    lost_lines.GiveUpPlace: lost_lines.give_up_place,
    listing.OpenList: listing.open_list,
    listing.CloseList: listing.close_list,
    listing.LimitToReplies: listing.limit_to_replies,
    listing.SetInscription: listing.set_inscription,
    listing.SetOrder: listing.set_order,
    listing.SetLimits: listing.set_limits,
    listing.ReorderRequests: listing.reorder_requests,
    giving.GiveFloor: giving.give_floor,
    giving.GiveFloorToNext: giving.give_floor_to_next,
    giving.PauseSpeech: giving.pause_speech,
    giving.ResumeSpeech: giving.resume_speech,
    giving.EndSpeech: giving.end_speech,
    giving.ExtendSpeech: giving.extend_speech,
    giving.YieldTime: giving.yield_time,
    giving.SkipSpeaker: giving.skip_speaker,
    giving.BringBackSpeakers: giving.bring_back_speakers,
}

CONDUCT: Mapping[type[Command], Rule] = {
    conduct.DraftMeeting: conduct.draft_meeting,
    conduct.ConveneMeeting: conduct.convene_meeting,
    conduct.OpenMeeting: conduct.open_meeting,
    conduct.SuspendMeeting: conduct.suspend_meeting,
    conduct.AdjournMeeting: conduct.adjourn_meeting,
    conduct.ResumeMeeting: conduct.resume_meeting,
    conduct.CloseMeeting: conduct.close_meeting,
    conduct.ReopenMeeting: conduct.reopen_meeting,
    **GRANTING,
    agenda.OpenNextItem: agenda.open_next_item,
    agenda.OpenItem: agenda.open_item,
    agenda.ConcludeItem: agenda.conclude_item,
    agenda.ReopenPreviousItem: agenda.reopen_previous_item,
    conduct.EditMeeting: conduct.edit_meeting,
    editing.AddItem: editing.add_item,
    editing.EditItem: editing.edit_item,
    numbering.RenumberItem: numbering.renumber_item,
    numbering.RenumberAgenda: numbering.renumber_agenda,
    placing.MoveItem: placing.move_item,
    editing.SplitItem: editing.split_item,
    editing.RemoveItem: editing.remove_item,
    editing.RestoreItem: editing.restore_item,
    editing.ReplanItems: editing.replan_items,
    programme.AddTrack: programme.add_track,
    programme.EditTrack: programme.edit_track,
    programme.AddSitting: programme.add_sitting,
    programme.EditSitting: programme.edit_sitting,
    programme.WithdrawSitting: programme.withdraw_sitting,
    programme.ImportAgenda: programme.import_agenda,
    proposals.DeferItem: proposals.defer_item,
    proposals.ProposeItem: proposals.propose_item,
    proposals.AcceptProposal: proposals.accept_proposal,
    proposals.DeclineProposal: proposals.decline_proposal,
    screens.Announce: screens.announce,
    screens.WithdrawAnnouncement: screens.withdraw_announcement,
    screens.LayOutWall: screens.lay_out_wall,
    papers.AttachPaper: papers.attach_paper,
    papers.WithdrawPaper: papers.withdraw_paper,
    roster.TakeRoster: roster.take_roster,
    succession.HandOverPresidency: succession.hand_over_presidency,
    succession.TakeBackPresidency: succession.take_back_presidency,
    **FLOOR,
    points.RuleOnPoint: points.rule_on_point,
    points.AppealRuling: points.appeal_ruling,
    points.WithdrawAppeal: points.withdraw_appeal,
    points.DecideAppeal: points.decide_appeal,
    motions.MoveMotion: motions.move_motion,
    motions.SpeakOnMotion: motions.speak_on_motion,
    motions.PauseSpeechOnMotion: motions.pause_speech_on_motion,
    motions.ResumeSpeechOnMotion: motions.resume_speech_on_motion,
    motions.EndSpeechOnMotion: motions.end_speech_on_motion,
    motions.WithdrawMotion: motions.withdraw_motion,
    motions.PutMotion: motions.put_motion,
    help_desk.AskForHelp: help_desk.ask_for_help,
    help_desk.AnswerHelp: help_desk.answer_help,
    help_desk.EndHelp: help_desk.end_help,
}


CHAPTERS: Mapping[type, Mapping[type[Command], Rule]] = {
    Meeting: CONDUCT,
    Body: KEEPING,
    Organisation: ORGANISING,
}
"""Which commands a stream of each kind takes."""


def decide(
    state: Meeting | Body | Organisation, submission: Submission, *, follows: bool = False
) -> tuple[Event, ...]:
    """The events of an accepted submission, at least one. Raises `Refusal`; changes nothing either way.

    What `follows` from an act in another stream takes no role in this one: it was permitted there.
    """
    kind = type(submission.command)
    if not follows and not begins(state, submission):
        permit_person(state, submission.by, kind)
    rule = CHAPTERS[type(state)].get(kind)
    if rule is None:
        raise grounds.UNKNOWN_COMMAND.refusal(name=kind.__name__)
    events = tuple(rule(submission.command, state, submission))
    if isinstance(state, Meeting):
        return (*giving_way(state, events), *events, *silenced(state, events, submission))
    return events


def begins(state: Meeting | Body | Organisation, submission: Submission) -> bool:
    """Whether this begins a meeting's record, where nobody has a role yet.

    Nothing but `House.together` submits to a record that nobody has begun, and there it goes together with
    `enter_meeting`: the organisation's stream decides in the same act who may.
    """
    drafts = isinstance(submission.command, conduct.DraftMeeting)
    return drafts and isinstance(state, Meeting) and state.seq == 0 and submission.by is not None
