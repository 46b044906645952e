"""Who has which post on a day, and why: by name, by the mandate of an office, or kept although that is lost.

Source: DOMAIN §1 and §3. Whatever nobody has published is answered "not known".
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from models.belonging.dating import Answer
from models.belonging.offices import Holding, Offices
from models.belonging.posts import Appointment


class Why(StrEnum):
    """What an answer about a post rests on.

    `mandate`: the person holds the office that has the post. `named`: they are appointed themselves. `kept`: they
    have lost that office and keep the function until the next meeting of the Executive Bureau.
    `mandate_not_known`: they have the post, but whether they still held the office is not known.
    `holder_not_known`: nobody has said who held the office. `dates_not_known`: nobody has said whether the
    appointment lasted. `not_then`: it did not.
    """

    MANDATE = "mandate"
    NAMED = "named"
    KEPT = "kept"
    MANDATE_NOT_KNOWN = "mandate_not_known"
    HOLDER_NOT_KNOWN = "holder_not_known"
    DATES_NOT_KNOWN = "dates_not_known"
    TO_BE_CONFIRMED = "to_be_confirmed"
    NOT_THEN = "not_then"


@dataclass(frozen=True)
class Incumbency:
    """What is to be said of one appointment on one day."""

    appointment: Appointment
    holding: Holding
    why: Why


def incumbency(appointment: Appointment, day: date, offices: Offices) -> Incumbency:
    """Who has the post by this appointment on that day, and why."""
    holding = appointment.holder(day, offices)
    return Incumbency(appointment, holding, _why(appointment, holding, day, offices))


def incumbencies(appointments: Iterable[Appointment], day: date, offices: Offices) -> tuple[Incumbency, ...]:
    """The same of each, in their order."""
    return tuple(incumbency(one, day, offices) for one in appointments)


def _why(appointment: Appointment, holding: Holding, day: date, offices: Offices) -> Why:
    if holding.answer is Answer.NO:
        return Why.NOT_THEN
    if not appointment.confirmed:
        return Why.TO_BE_CONFIRMED
    if appointment.period.covers(day) is Answer.NOT_KNOWN:
        return Why.DATES_NOT_KNOWN
    if holding.answer is Answer.NOT_KNOWN:
        return Why.HOLDER_NOT_KNOWN
    if offices.holder(appointment.office, day).person == holding.person:
        return Why.MANDATE
    own = [
        m.period.covers(day) for m in offices.mandates_of(appointment.office) if m.person == holding.person
    ]
    if Answer.NOT_KNOWN in own:
        return Why.MANDATE_NOT_KNOWN
    return Why.KEPT if own else Why.NAMED
