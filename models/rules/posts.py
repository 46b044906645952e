"""Who is appointed to which post of a body: an office or a person, from when to when; or to be confirmed.

Source: DOMAIN §1 and §3.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from models.belonging.dating import Dating
from models.belonging.offices import IDENTITY, Ending
from models.belonging.posts import (
    OF_A_MEMBER,
    Appointment,
    AppointmentEdited,
    AppointmentEnded,
    AppointmentId,
    AppointmentMade,
    AppointmentStruck,
    Post,
)
from models.body import Body
from models.merge import merge
from models.procedure import Command, Event, Submission
from models.rules import grounds
from models.rules.preconditions import require_no_conflict

ONE_AT_A_TIME = frozenset({Post.PRESIDENT, Post.CHAIR, Post.DELEGATE, Post.SUBSTITUTE})


@dataclass(frozen=True)
class Appoint(Command):
    """Appoint an office or a person to a post; neither: it is to be confirmed."""

    appointment: Appointment


@dataclass(frozen=True)
class EditAppointment(Command):
    """Correct or confirm an appointment, from what the author saw, `was`, to `now`."""

    was: Appointment
    now: Appointment


@dataclass(frozen=True)
class EndAppointment(Command):
    """End an appointment on a day, and say why."""

    appointment: AppointmentId = field(metadata=IDENTITY)
    until: Dating
    ending: Ending


@dataclass(frozen=True)
class StrikeAppointment(Command):
    """Strike out an appointment that was made by mistake."""

    appointment: AppointmentId = field(metadata=IDENTITY)


def appoint(command: Appoint, body: Body, _: Submission) -> Iterator[Event]:
    yield made(body, command.appointment)


def edit_appointment(command: EditAppointment, body: Body, _: Submission) -> Iterator[Event]:
    known = known_appointment(body, command.now.id)
    now, conflicts = merge(command.was, command.now, known)
    require_no_conflict(conflicts)
    if now == known:
        raise grounds.NOTHING_CHANGED.refusal()
    require_appointment(body, now)
    yield AppointmentEdited(now)


def end_appointment(command: EndAppointment, body: Body, _: Submission) -> Iterator[Event]:
    known = known_appointment(body, command.appointment)
    if known.ending is not None:
        raise grounds.ENDED_ALREADY.refusal()
    over = replace(known, period=replace(known.period, until=command.until))
    if over.period.backwards:
        raise grounds.ENDS_FIRST.refusal()
    yield AppointmentEnded(known.id, command.until, command.ending)


def strike_appointment(command: StrikeAppointment, body: Body, _: Submission) -> Iterator[Event]:
    yield AppointmentStruck(known_appointment(body, command.appointment).id)


def made(body: Body, appointment: Appointment) -> AppointmentMade:
    """The event of an appointment; refused if its id is taken or it cannot be."""
    if not appointment.id or appointment.id in body.appointments:
        raise grounds.DOUBLE_ID.refusal(id=appointment.id)
    require_appointment(body, appointment)
    return AppointmentMade(appointment)


def require_appointment(body: Body, appointment: Appointment) -> None:
    """Refuse one that runs backwards, is of a member that is not there, or certainly makes two of what is one."""
    if appointment.period.backwards:
        raise grounds.ENDS_FIRST.refusal()
    if appointment.post in OF_A_MEMBER and appointment.member not in body.members:
        raise grounds.UNKNOWN_MEMBER.refusal()
    if appointment.post not in ONE_AT_A_TIME:
        return
    of = appointment.member if appointment.post in OF_A_MEMBER else None
    for other in body.appointed(appointment.post, member=of):
        if other.id != appointment.id and appointment.period.meets(other.period):
            raise grounds.POST_TAKEN.refusal(post=appointment.post)


def known_appointment(body: Body, appointment: AppointmentId) -> Appointment:
    found = body.appointments.get(appointment)
    if found is None:
        raise grounds.UNKNOWN_APPOINTMENT.refusal()
    return found
