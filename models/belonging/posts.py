"""Posts of a body and who is appointed to them: an office, whose holder is found for the day, or a person by name.

Source: DOMAIN §1 and §3. A post that is "to be confirmed" is an appointment of nobody yet.
"""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import NewType

from models.belonging.dating import Answer, Dating, Period
from models.belonging.membership import MemberId
from models.belonging.offices import IDENTITY, Ending, Holding, OfficeId, Offices
from models.procedure import Event, PersonId
from models.text import Text

AppointmentId = NewType("AppointmentId", str)


class Post(StrEnum):
    """What somebody is in a body; delegate and substitute are those of one member."""

    PRESIDENT = "president"
    CO_PRESIDENT = "co_president"
    TREASURER = "treasurer"
    ENVOY = "envoy"
    CHAIR = "chair"
    CO_CHAIR = "co_chair"
    DELEGATE = "delegate"
    SUBSTITUTE = "substitute"
    OBSERVER = "observer"
    STAFF = "staff"
    INTERPRETER = "interpreter"


OF_A_MEMBER = frozenset({Post.DELEGATE, Post.SUBSTITUTE})

LEADING = frozenset(
    {Post.PRESIDENT, Post.CO_PRESIDENT, Post.TREASURER, Post.ENVOY, Post.CHAIR, Post.CO_CHAIR}
)
"""Posts whose holders everybody is told; the others are for the secretariat."""


@dataclass(frozen=True)
class Appointment:
    """An office or a person has a post for a time; both, where a person keeps a function without the mandate it came
    with: from that mandate on the post is theirs, before it it went with the office.

    Neither: to be confirmed. `title` says more than the post: "Special Envoy on food systems".
    """

    id: AppointmentId = field(metadata=IDENTITY)
    post: Post
    office: OfficeId | None = field(default=None, metadata=IDENTITY)
    person: PersonId | None = field(default=None, metadata=IDENTITY)
    member: MemberId | None = field(default=None, metadata=IDENTITY)
    period: Period = Period()
    title: Text = Text()
    ending: Ending | None = None

    @property
    def confirmed(self) -> bool:
        return self.office is not None or self.person is not None

    def holder(self, day: date, offices: Offices) -> Holding:
        """Who has the post on that day: the person named, else whoever holds the office that day."""
        answer = self.period.covers(day)
        if answer is Answer.NO:
            return Holding(Answer.NO)
        held = self._held(day, offices)
        if answer is Answer.YES:
            return held
        return Holding(Answer.NOT_KNOWN, listed=(held.person,) if held.person else held.listed)

    def _held(self, day: date, offices: Offices) -> Holding:
        """Who has it on a day of its time."""
        of_office = offices.holder(self.office, day) if self.office else Holding(Answer.NOT_KNOWN)
        if self.person is None or of_office.person == self.person:
            return of_office
        begun = offices.begun(self.office, self.person, day)
        if begun is Answer.NO:
            return of_office
        if begun is Answer.YES:
            return Holding(Answer.YES, self.person)
        others = (of_office.person,) if of_office.person else of_office.listed
        return Holding(Answer.NOT_KNOWN, listed=tuple(dict.fromkeys((*others, self.person))))


@dataclass(frozen=True)
class AppointmentMade(Event):
    appointment: Appointment


@dataclass(frozen=True)
class AppointmentEdited(Event):
    """What was known of an appointment is corrected, or what was to be confirmed has been."""

    appointment: Appointment


@dataclass(frozen=True)
class AppointmentEnded(Event):
    """An appointment ends on that day, and why."""

    appointment: AppointmentId
    until: Dating
    ending: Ending


@dataclass(frozen=True)
class AppointmentStruck(Event):
    """An appointment was entered by mistake: there never was one."""

    appointment: AppointmentId
