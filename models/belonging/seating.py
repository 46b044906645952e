"""Who sits for a body on a day: its members, whoever stands for each, and who has which post.

Source: DOMAIN §1 and §3. What nobody has published is not known, and a roster does not guess; but where all that is
missing is a beginning, whoever is entered is taken to have begun.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import TypeVar

from models.belonging.dating import Answer, Period, on
from models.belonging.membership import Member, MemberId
from models.belonging.offices import Mandate, Office, OfficeId, Offices
from models.belonging.posts import OF_A_MEMBER, Appointment, Post
from models.belonging.roster import Chaired, Placed, Roster, Seat, by_member
from models.body import Body, BodyId
from models.planning.sitting import Sitting
from models.procedure import PersonId
from models.text import Text

T = TypeVar("T", Appointment, Mandate)


def roster_of(body: Body, offices: Offices, day: date) -> Roster:
    """The roster of this body's meeting on that day (at its venue). Raises `ValueError` where it is not founded."""
    if body.charter is None:
        raise ValueError("a body that is not founded has no roster")
    return _Seating(body, offices, day).roster(body.charter.id, body.charter.name)


def chairs_of(sittings: Iterable[tuple[Sitting, date]], offices: Offices) -> tuple[Chaired, ...]:
    """Who chairs each of these sittings on its day, as far as that is known; its office decides, if it has one."""
    found = []
    for sitting, day in sittings:
        office = sitting.chair_office
        if office is None or sitting.withdrawn:
            continue
        holder = as_known(offices.mandates_of(office), day).holder(office, day).person
        if holder:
            found.append(Chaired(sitting.id, holder))
    return tuple(found)


class _Seating:
    """A body on one day; what is looked up often is found by its id."""

    def __init__(self, body: Body, offices: Offices, day: date) -> None:
        self.body, self.day = body, day
        self.sections = {section.id: section.name for section in offices.sections}
        self.offices = {office.id: office for office in offices.offices}
        mandates: dict[OfficeId, list[Mandate]] = {}
        for mandate in offices.mandates:
            mandates.setdefault(mandate.office, []).append(mandate)
        self.mandates: Mapping[OfficeId, list[Mandate]] = mandates
        standing: dict[tuple[Post, MemberId | None], list[Appointment]] = {}
        for appointment in body.appointments.values():
            if appointment.post in OF_A_MEMBER:
                standing.setdefault((appointment.post, appointment.member), []).append(appointment)
        self.standing: Mapping[tuple[Post, MemberId | None], list[Appointment]] = standing

    def roster(self, body: BodyId, name: Text) -> Roster:
        return Roster(
            body,
            name,
            self.body.rules,
            by_member(map(self._seat, self.body.members.values())),
            tuple(map(self._placed, self._there(self.body.appointments.values()))),
        )

    def _seat(self, member: Member) -> Seat:
        delegate, delegate_office = self._stands(Post.DELEGATE, member.id)
        substitute, substitute_office = self._stands(Post.SUBSTITUTE, member.id)
        return Seat(
            id=member.id,
            name=member.name,
            country=member.country,
            section=self.sections.get(member.section, Text()) if member.section else Text(),
            category=member.category,
            fees_paid_to=member.fees_paid_to,
            suspended=member.suspended,
            weight=member.weight,
            delegate=delegate,
            delegate_office=delegate_office,
            substitute=substitute,
            substitute_office=substitute_office,
        )

    def _there(self, appointments: Iterable[Appointment]) -> Iterable[Appointment]:
        """The body's posts that are not certainly over, nor certainly still to come."""
        own = (a for a in appointments if a.post not in OF_A_MEMBER)
        return (a for a in own if a.period.covers(self.day) is not Answer.NO)

    def _placed(self, appointment: Appointment) -> Placed:
        person = self._holder(appointment)
        return Placed(appointment.post, appointment.title, self._title(appointment), person)

    def _stands(self, post: Post, member: MemberId) -> tuple[PersonId | None, Text]:
        """Who stands for a member, and the office appointed to; nobody where two may."""
        one = _meant(self.standing.get((post, member), ()), self.day)
        return (self._holder(one), self._title(one)) if one else (None, Text())

    def _holder(self, appointment: Appointment) -> PersonId | None:
        """Whoever is known to have it that day."""
        lasting = replace(appointment, period=begun(appointment.period))
        return lasting.holder(self.day, self._known_of(appointment.office)).person

    def _known_of(self, office: OfficeId | None) -> Offices:
        return as_known(self.mandates.get(office, ()) if office else (), self.day)

    def _title(self, appointment: Appointment) -> Text:
        office: Office | None = self.offices.get(appointment.office) if appointment.office else None
        return office.title if office else Text()


def as_known(mandates: Iterable[Mandate], day: date) -> Offices:
    """All that is said of one office; the mandate that is meant has begun where nobody has said when."""
    mandates = tuple(mandates)
    meant = _meant(mandates, day)
    return Offices(mandates=tuple(replace(m, period=begun(m.period)) if m is meant else m for m in mandates))


def _meant(known: Iterable[T], day: date) -> T | None:
    """The one that certainly lasts that day; else the only one that may."""
    answers = [(one, one.period.covers(day)) for one in known]
    certain = [one for one, answer in answers if answer is Answer.YES]
    possible = certain or [one for one, answer in answers if answer is not Answer.NO]
    return possible[0] if certain or len(possible) == 1 else None


def begun(period: Period) -> Period:
    """The same; where nobody has said since when, since always."""
    return period if period.since.known else replace(period, since=on(date.min))
