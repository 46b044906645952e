"""How a body is founded and described, which rules it sets itself, and who is a member of it.

Source: DOMAIN §1. A rule that is not set stays empty. What is imported is kept whole or not at all.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

from models.belonging.membership import Member, MemberEdited, MemberEntered, MemberId, MemberRemoved
from models.belonging.offices import IDENTITY
from models.belonging.posts import Appointment, AppointmentEdited, AppointmentId, AppointmentStruck
from models.body import Body, BodyFounded, BodyId, Charter, CharterEdited, Rules, RulesSet, Share
from models.merge import merge
from models.organisation import BodyEntered, Organisation
from models.procedure import Command, Event, Submission
from models.rules import grounds
from models.rules.posts import known_appointment, made, require_appointment
from models.rules.preconditions import require_no_conflict, require_title

ADDRESS = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
Act = Callable[[Body], Iterator[Event]]
LONGEST_ADDRESS = 75  # a stream's id has 80 characters, and begins with "body-"


@dataclass(frozen=True)
class EnterBody(Command):
    """Enter a body in the organisation; goes together with `found_body` in the body's own stream."""

    body: BodyId = field(metadata=IDENTITY)


@dataclass(frozen=True)
class FoundBody(Command):
    """Begin a body's record with what it is."""

    charter: Charter


@dataclass(frozen=True)
class EditCharter(Command):
    """Describe a body anew, from what the author saw, `was`, to `now`; its id stays."""

    was: Charter
    now: Charter


@dataclass(frozen=True)
class SetRules(Command):
    """Set or empty rules of a body, from what the author saw, `was`, to `now`."""

    was: Rules
    now: Rules


@dataclass(frozen=True)
class EnterMember(Command):
    """Enter a member of the body."""

    member: Member


@dataclass(frozen=True)
class EditMember(Command):
    """Describe a member anew, from what the author saw, `was`, to `now`; its id stays."""

    was: Member
    now: Member


@dataclass(frozen=True)
class RemoveMember(Command):
    """Remove a member from the body; its delegates' appointments are struck out with it."""

    member: MemberId = field(metadata=IDENTITY)


@dataclass(frozen=True)
class ImportMembers(Command):
    """Bring the members to what a file says: entered, edited, removed; with their delegates. All of it or none.

    `seen` is the number of the body's last entry that the preview was made from: whoever was faster is not overrun.
    """

    seen: int
    entered: tuple[Member, ...] = ()
    edited: tuple[Member, ...] = ()
    removed: tuple[MemberId, ...] = ()
    appointed: tuple[Appointment, ...] = ()
    reappointed: tuple[Appointment, ...] = ()
    struck: tuple[AppointmentId, ...] = ()


def enter_body(command: EnterBody, state: Organisation, _: Submission) -> Iterator[Event]:
    if len(command.body) > LONGEST_ADDRESS or not ADDRESS.fullmatch(command.body):
        raise grounds.BAD_ADDRESS.refusal(id=command.body)
    if command.body in state.bodies:
        raise grounds.BODY_TAKEN.refusal(id=command.body)
    yield BodyEntered(command.body)


def found_body(command: FoundBody, body: Body, _: Submission) -> Iterator[Event]:
    if body.charter:
        raise grounds.BODY_TAKEN.refusal(id=body.charter.id)
    _require_charter(command.charter)
    yield BodyFounded(command.charter)


def edit_charter(command: EditCharter, body: Body, _: Submission) -> Iterator[Event]:
    known = _charter(body)
    now, conflicts = merge(command.was, command.now, known)
    require_no_conflict(conflicts)
    now = replace(now, id=known.id)
    if now == known:
        raise grounds.NOTHING_CHANGED.refusal()
    _require_charter(now)
    yield CharterEdited(now)


def set_rules(command: SetRules, body: Body, _: Submission) -> Iterator[Event]:
    now, conflicts = merge(command.was, command.now, body.rules)
    require_no_conflict(conflicts)
    if now == body.rules:
        raise grounds.NOTHING_CHANGED.refusal()
    for share in (now.quorum_to_open, now.quorum_to_decide):
        _require_share(share)
    if any(member not in body.members for member in now.remote_voting_exceptions):
        raise grounds.UNKNOWN_MEMBER.refusal()
    yield RulesSet(now)


def enter_member(command: EnterMember, body: Body, _: Submission) -> Iterator[Event]:
    yield from _member_entered(body, command.member)


def edit_member(command: EditMember, body: Body, _: Submission) -> Iterator[Event]:
    known = known_member(body, command.now.id)
    now, conflicts = merge(command.was, command.now, known)
    require_no_conflict(conflicts)
    if now == known:
        raise grounds.NOTHING_CHANGED.refusal()
    require_title(now.name)
    yield MemberEdited(now)


def remove_member(command: RemoveMember, body: Body, _: Submission) -> Iterator[Event]:
    yield from _member_removed(body, command.member)


def import_members(command: ImportMembers, body: Body, _: Submission) -> Iterator[Event]:
    if command.seen != body.seq:
        raise grounds.BODY_MOVED_ON.refusal()
    draft, acts = body, _acts(command)
    if not acts:
        raise grounds.NOTHING_CHANGED.refusal()
    for act in acts:
        for event in tuple(act(draft)):
            draft = draft.told(event)
            yield event


def _acts(command: ImportMembers) -> list[Act]:
    """What an import does, in the order that lets whatever is undone make room for what is entered."""
    return [
        *(lambda body, one=one: _appointment_struck(body, one) for one in command.struck),
        *(lambda body, one=one: _member_removed(body, one) for one in command.removed),
        *(lambda body, one=one: _member_entered(body, one) for one in command.entered),
        *(lambda body, one=one: _member_edited(body, one) for one in command.edited),
        *(lambda body, one=one: _member_reappointed(body, one) for one in command.reappointed),
        *(lambda body, one=one: _member_appointed(body, one) for one in command.appointed),
    ]


def known_member(body: Body, member: MemberId | None) -> Member:
    found = body.members.get(member) if member else None
    if found is None:
        raise grounds.UNKNOWN_MEMBER.refusal()
    return found


def _member_entered(body: Body, member: Member) -> Iterator[Event]:
    if not member.id or member.id in body.members:
        raise grounds.DOUBLE_ID.refusal(id=member.id)
    require_title(member.name)
    yield MemberEntered(member)


def _member_edited(body: Body, member: Member) -> Iterator[Event]:
    known_member(body, member.id)
    require_title(member.name)
    yield MemberEdited(member)


def _member_removed(body: Body, member: MemberId) -> Iterator[Event]:
    known_member(body, member)
    for appointment in body.appointments.values():
        if appointment.member == member:
            yield AppointmentStruck(appointment.id)
    yield MemberRemoved(member)


def _member_appointed(body: Body, appointment: Appointment) -> Iterator[Event]:
    yield made(body, appointment)


def _member_reappointed(body: Body, appointment: Appointment) -> Iterator[Event]:
    known_appointment(body, appointment.id)
    require_appointment(body, appointment)
    yield AppointmentEdited(appointment)


def _appointment_struck(body: Body, appointment: AppointmentId) -> Iterator[Event]:
    yield AppointmentStruck(known_appointment(body, appointment).id)


def _charter(body: Body) -> Charter:
    if body.charter is None:
        raise grounds.UNKNOWN_BODY.refusal()
    return body.charter


def _require_charter(charter: Charter) -> None:
    require_title(charter.name)
    sections = [one.section for one in charter.seats]
    for section in sections:
        if sections.count(section) > 1:
            raise grounds.SEATS_TWICE.refusal(section=section)


def _require_share(share: Share | None) -> None:
    if share and not 0 < share.over <= share.under:
        raise grounds.NO_SHARE.refusal(share=f"{share.over}/{share.under}")
