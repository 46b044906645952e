"""Who shall have the seats of a member, beside who has them: appointments that are made, corrected, ended, struck.

Somebody else from a later day on is a successor: the appointment before ends on that day. Without such a day it is
corrected. Source: DOMAIN §1 and §3.
"""

from dataclasses import dataclass, replace
from datetime import date

from models.belonging.dating import Period
from models.belonging.membership import MemberId
from models.belonging.offices import Ending, Office, OfficeId
from models.belonging.posts import Appointment, AppointmentId
from models.procedure import PersonId
from models.text import Text
from server.imports import member_grounds
from server.imports.faults import quote
from server.imports.identities import Identities
from server.imports.member_checks import MemberSaid, SeatSaid
from server.imports.member_lines import POSTS, Known, written
from server.imports.member_persons import Persons, SeatActs
from server.imports.member_rows import SEATS, Seat
from server.imports.spelling import folded

LONGEST_OFFICE = 200


@dataclass(frozen=True)
class Seated:
    """Somebody in a seat, as a row has it: for finding the same person in two."""

    number: int
    line: int
    seat: Seat
    name: str
    period: Period
    changed: bool


class Seats(Persons):
    """The seats of one row after another."""

    def __init__(self, known: Known, language: str, *, entering: bool) -> None:
        """With `entering`, an office that is not known is a new one, called so in this language."""
        super().__init__(known)
        self.language = language
        self.entering = entering
        self.unknown = 0
        self._ids = Identities(known.body.appointments)
        self._office_ids = Identities(office.id for office in known.offices.offices)
        self._new: dict[tuple[str, str], Office] = {}
        self._seated: dict[str, list[Seated]] = {}

    def of(self, said: MemberSaid, member: MemberId) -> SeatActs:
        """What has to happen so that the seats of this member are as the row says."""
        self._said, self._acts = said, SeatActs()
        for seat in SEATS:
            if seat in said.seats:
                self._seat(seat, said.seats[seat], member)
        return self._acts

    def _seat(self, seat: Seat, said: SeatSaid, member: MemberId) -> None:
        last = self.known.last(member, seat)
        if said.empty:
            if last and not said.since.known and not said.until:
                self._acts.struck.append(last.id)
            return
        faults = len(self.faults)
        office, person = self._office(seat, said, last), self.person(seat, said, last)
        if len(self.faults) > faults:
            return
        now = self._appointment(said, last, office, person)
        changed = now is not None
        self._once(seat, said, person, now or last, changed=changed)
        if now is None:
            return
        if last is None or self._succeeds(now, last):
            fresh = replace(now, id=self._ids.appointment(member, seat), post=POSTS[seat], member=member)
            if last and last.period.until is None:
                over = replace(last.period, until=now.period.since)
                self._acts.reappointed.append(replace(last, period=over, ending=Ending.REPLACED))
            self._acts.appointed.append(fresh)
            now = fresh
        else:
            self._acts.reappointed.append(now)
        self._alone(seat, now, member)

    def _appointment(
        self, said: SeatSaid, last: Appointment | None, office: OfficeId | None, person: PersonId | None
    ) -> Appointment | None:
        """The appointment as the row says it; None where it is so already."""
        same = last is not None and (last.office, last.person) == (office, person)
        before = last.period if last else Period()
        since = said.since if "from" in said.given else before.since
        until = said.until if "to" in said.given else before.until if same else None
        period = Period(since, until)
        if last is None:
            return Appointment(AppointmentId(""), POSTS["delegate"], office, person, period=period)
        if same and period == before:
            return None
        ending = last.ending if until is not None and until == before.until else None
        return replace(last, office=office, person=person, period=period, ending=ending)

    def _succeeds(self, now: Appointment, last: Appointment) -> bool:
        """Whether somebody else begins after the one before has begun."""
        first = now.period.since.earliest
        if (now.office, now.person) == (last.office, last.person) or not last.confirmed or first is None:
            return False
        return (last.period.since.latest or date.min) < first

    def _alone(self, seat: Seat, now: Appointment, member: MemberId) -> None:
        """Nobody else certainly has the seat at that time."""
        changed = {one.id: one for one in self._acts.reappointed}
        for other in self.known.seated.get((member, POSTS[seat]), ()):
            there = changed.get(other.id, other)
            if other.id != now.id and now.period.meets(there.period):
                until = written(there.period.until) or "…"
                self.fault(f"{seat}_from", member_grounds.OVERLAPS, until=until)
                return

    def _office(self, seat: Seat, said: SeatSaid, last: Appointment | None) -> OfficeId | None:
        if "office" not in said.given:
            return last.office if last and "name" not in said.given else None
        if not said.office:
            return None
        found = self.known.called.get(folded(said.office), ())
        if len(found) > 1:
            country = folded(self._said.values.get("country", ""))
            found = tuple(one for one in found if folded(one.country) == country) or found
        if len(found) == 1:
            return found[0].id
        if not found:
            self.unknown += 1
            if self.entering:
                return self._entered(seat, said.office)
        ground = member_grounds.SEVERAL_OFFICES if found else member_grounds.NOT_AN_OFFICE
        self.fault(f"{seat}_office", ground, said=quote(said.office))
        return None

    def _entered(self, seat: Seat, title: str) -> OfficeId | None:
        """An office that is entered with these members: of the member's country and section."""
        if len(title) > LONGEST_OFFICE:
            self.fault(f"{seat}_office", member_grounds.LONGER, most=str(LONGEST_OFFICE))
            return None
        country = str(self._said.values.get("country", ""))
        key = (folded(title), folded(country))
        if key in self._new:  # "Mayor" of every city there is
            self.fault(f"{seat}_office", member_grounds.SEVERAL_OFFICES, said=quote(title))
            return None
        called = replace(Text(), **{self.language: title})
        section = self._said.values.get("section")
        self._new[key] = Office(self._office_ids.office(title), called, "", country, section)
        office = self._new[key]
        self._acts.offices[office.id] = office
        return office.id

    def _once(
        self,
        seat: Seat,
        said: SeatSaid,
        person: PersonId | None,
        appointment: Appointment | None,
        *,
        changed: bool,
    ) -> None:
        """Nobody has two seats at once by this file; what is so already stays."""
        if person is None or appointment is None:
            return
        new = self._acts.fresh.get(person)
        key = f"{folded(new.name)} {new.address}" if new else f"={person}"
        name = new.name if new else self.known.people[person].name if person in self.known.people else person
        line = self._said.row.line or self._said.number
        here = Seated(self._said.number, line, seat, name, appointment.period, changed)
        there = next((one for one in self._seated.get(key, ()) if _at_once(one, here)), None)
        self._seated.setdefault(key, []).append(here)
        if there is None:
            return
        column = f"{seat}_name" if "name" in said.given else f"{seat}_address"
        if there.number == here.number:
            self.fault(column, member_grounds.SAME_PERSON, name=quote(name))
        else:
            self.fault(column, member_grounds.DOUBLE_PERSON, name=quote(name), line=str(there.line))


def _at_once(one: Seated, other: Seated) -> bool:
    """Whether two seats may be had at the same time, and either is news."""
    return (one.changed or other.changed) and not (
        _before(one.period, other.period) or _before(other.period, one.period)
    )


def _before(one: Period, other: Period) -> bool:
    """Whether one is certainly over when the other begins."""
    over = one.until.latest if one.until else None
    begins = other.since.earliest
    return over is not None and begins is not None and over <= begins
