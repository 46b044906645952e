"""Who the people in a list of members are: known by address, else by name, or new.

A name that differs from the one an address belongs to is a fault: whoever it is, nobody is taken for somebody else.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from models.belonging.offices import Office, OfficeId
from models.belonging.posts import Appointment, AppointmentId
from models.procedure import Fact, Ground, PersonId
from server.imports import member_grounds
from server.imports.faults import Fault, quote, remark
from server.imports.member_checks import MemberSaid, SeatSaid
from server.imports.member_lines import Known
from server.imports.member_rows import Seat
from server.imports.spelling import folded
from server.persons.people import Person


@dataclass
class SeatActs:
    """What happens to the seats of one member. The persons of `fresh` have ids that only hold here."""

    appointed: list[Appointment] = field(default_factory=list)
    reappointed: list[Appointment] = field(default_factory=list)
    struck: list[AppointmentId] = field(default_factory=list)
    fresh: dict[PersonId, Person] = field(default_factory=dict)
    corrected: dict[PersonId, Person] = field(default_factory=dict)
    offices: dict[OfficeId, Office] = field(default_factory=dict)


class Persons:
    """The people of one row after another."""

    def __init__(self, known: Known) -> None:
        self.known = known
        self.faults: list[Fault] = []
        self._addressed: dict[str, tuple[str, int]] = {}
        self._said: MemberSaid
        self._acts = SeatActs()

    def person(self, seat: Seat, said: SeatSaid, last: Appointment | None) -> PersonId | None:
        """Who that is: known by address, else by name; else somebody new."""
        current = last.person if last else None
        if not said.confirmed or not (said.name or said.address):
            untold = said.confirmed and "name" not in said.given and "office" not in said.given
            return current if untold else None
        if said.name and said.name == current:  # somebody whose name is erased stands there by id
            return current
        if said.address and not self._address_is_one(seat, said):
            return None
        holders = self.known.addresses.get(said.address, ()) if said.address else ()
        if holders:
            return self._holder(seat, said, holders)
        if not said.name:
            if current and "name" not in said.given and current in self.known.people:
                return self._corrected(current, said.address)
            self.fault(f"{seat}_name", member_grounds.NO_PERSON_NAME, said=said.address)
            return None
        return self._named(seat, said, current)

    def _holder(self, seat: Seat, said: SeatSaid, holders: Sequence[PersonId]) -> PersonId | None:
        """Who has this address here, if the name agrees."""
        called = [one for one in holders if folded(self.known.people[one].name) == folded(said.name)]
        found = called if said.name else list(holders)
        if len(found) == 1:
            return found[0]
        name = self.known.people[holders[0]].name
        if found:
            self.fault(f"{seat}_name", member_grounds.SEVERAL_PEOPLE, name=quote(said.name or name))
        else:
            self.fault(f"{seat}_address", member_grounds.ADDRESS_OF, said=said.address, name=quote(name))
        return None

    def _named(self, seat: Seat, said: SeatSaid, current: PersonId | None) -> PersonId | None:
        called = self.known.names.get(folded(said.name), ())
        if current in called and current:
            return self._corrected(current, said.address)
        if said.address:  # an address that is new is not that of a namesake who has another
            called = tuple(one for one in called if not self.known.people[one].address)
        if len(called) == 1:
            return self._corrected(called[0], said.address)
        if called:
            self.fault(f"{seat}_name", member_grounds.SEVERAL_PEOPLE, name=quote(said.name))
            return None
        fresh = PersonId(f"{self._said.number}-{seat}")
        self._acts.fresh[fresh] = Person(said.name, said.address)
        return fresh

    def _corrected(self, person: PersonId, address: str) -> PersonId:
        """The same person; with this address, if another is known or none."""
        known = self.known.people[person]
        if address and address != known.address:
            self._acts.corrected[person] = replace(known, address=address)
        return person

    def _address_is_one(self, seat: Seat, said: SeatSaid) -> bool:
        """Whether no other row has this address for somebody of another name."""
        line = self._said.row.line or self._said.number
        name, first = self._addressed.setdefault(said.address, (said.name, line))
        if not (said.name and name) or folded(name) == folded(said.name):
            return True
        self.fault(
            f"{seat}_address",
            member_grounds.SAME_ADDRESS,
            said=said.address,
            name=quote(name),
            line=str(first),
        )
        return False

    def fault(self, column: str, ground: Ground, **facts: Fact) -> None:
        self.faults.append(Fault(self._said.number, column, remark(ground, **facts)))
