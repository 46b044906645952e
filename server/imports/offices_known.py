"""What a list of offices adds to what is known: new sections, offices, mandates and appointments, or why it cannot.

What is known already is not entered again; what is known otherwise is a fault, to be corrected on one side.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import count

from models.belonging.dating import Period
from models.belonging.offices import (
    Mandate,
    MandateEntered,
    MandateId,
    Office,
    OfficeId,
    Offices,
    Section,
    SectionId,
)
from models.belonging.posts import Appointment, AppointmentId, Post
from models.body import Body
from models.procedure import Ground, PersonId
from models.rules.posts import ONE_AT_A_TIME
from models.text import Text
from server.imports import grounds
from server.imports.faults import Fault, quote, remark
from server.imports.offices import OfficeRow
from server.imports.offices_agree import differs
from server.imports.spelling import folded


@dataclass(frozen=True)
class OfficesToEnter:
    """What is new. With faults nothing of it is entered. `names` are those of people who hold offices in it."""

    sections: tuple[Section, ...]
    offices: tuple[Office, ...]
    mandates: tuple[Mandate, ...]
    appointments: tuple[Appointment, ...]
    names: tuple[str, ...]
    faults: tuple[Fault, ...]

    @property
    def nothing(self) -> bool:
        """Whether all of the list is known already."""
        return not (self.sections or self.offices or self.mandates or self.appointments or self.faults)


def to_enter(
    rows: Sequence[OfficeRow], known: Offices, body: Body, people: Mapping[str, PersonId]
) -> OfficesToEnter:
    """What these rows add, the posts in this body. `people` are ids by name, as far as there are some."""
    adding = _Adding(known, body, {folded(name): person for name, person in people.items()})
    for row in rows:
        adding.row(row)
    return OfficesToEnter(
        tuple(one for one in adding.offices.sections if one not in known.sections),
        tuple(one for one in adding.offices.offices if known.office(one.id) is None),
        tuple(one for one in adding.offices.mandates if known.mandate(one.id) is None),
        tuple(one for one in adding.appointments.values() if one.id not in body.appointments),
        tuple(dict.fromkeys(row.person for row in rows if row.person)),
        tuple(adding.faults),
    )


class _Adding:
    """What is known, growing row by row."""

    def __init__(self, known: Offices, body: Body, people: Mapping[str, PersonId]) -> None:
        self.offices = known
        self.appointments = dict(body.appointments)
        self.faults: list[Fault] = []
        self._known = known
        self._body_ids = frozenset(body.appointments)
        self._people = people
        self._row = OfficeRow(0, Office(OfficeId(""), Text()))

    def row(self, row: OfficeRow) -> None:
        self._row = row
        office = self._office(row.office, self._section(row.section))
        person = None
        if row.person:
            person = self._people.get(folded(row.person), PersonId(folded(row.person)))
            self._mandate(office, person, row.mandate)
        if row.post:
            self._appointment(row.post, office, person if row.kept else None)

    def _section(self, said: Section | None) -> SectionId | None:
        if said is None:
            return None
        known = next((s for s in self.offices.sections if _called(s.name, said.name)), None)
        if known is None:
            self.offices = replace(self.offices, sections=(*self.offices.sections, said))
        return (known or said).id

    def _office(self, said: Office, section: SectionId | None) -> Office:
        """The office that is known under this title, else a new one."""
        said = replace(said, section=section)
        known = next((o for o in self.offices.offices if _called(o.title, said.title)), None)
        if known is None:
            self.offices = replace(self.offices, offices=(*self.offices.offices, said))
            return said
        for column, other in differs(said, known) if self._known.office(known.id) else ():
            self._otherwise(column, other)
        return known

    def _mandate(self, office: Office, person: PersonId, period: Period) -> None:
        every = self.offices.mandates_of(office.id)
        own = next((m for m in every if m.person == person and not m.period.apart(period)), None)
        if own is None:
            if any(m.person != person and m.period.meets(period) for m in every if self._known.mandate(m.id)):
                self._fault("person", grounds.HELD_ALREADY, office=quote(office.title.read("en")[0]))
            known_as = _free(office.id, {m.id for m in self.offices.mandates})
            self._keep(Mandate(MandateId(known_as), office.id, person, period))
        elif (
            self._known.mandate(own.id) is None
        ):  # another line of theirs: each may say what the other leaves out
            since = own.period.since if own.period.since.known else period.since
            self._keep(replace(own, period=Period(since, own.period.until or period.until)))
        elif period.until and own.period.until != period.until:
            self._otherwise("mandate_to", str(own.period.until or ""))

    def _keep(self, mandate: Mandate) -> None:
        self.offices = self.offices.after(MandateEntered(mandate))

    def _appointment(self, post: Post, office: Office, person: PersonId | None) -> None:
        row = self._row
        for other in self.appointments.values():
            if other.post is not post or other.period.apart(row.period):
                continue
            if other.office == office.id:
                if other.period != row.period:
                    self._otherwise("post_from", f"{other.period.since} – {other.period.until or ''}".strip())
                return
            if post in ONE_AT_A_TIME and other.id in self._body_ids and other.period.meets(row.period):
                self._fault("post", grounds.POST_ALREADY)
        known_as = AppointmentId(
            _free(f"{post.value.replace('_', '-')}-{office.id}", self.appointments.keys())
        )
        self.appointments[known_as] = Appointment(
            known_as, post, office.id, person, period=row.period, title=row.title
        )

    def _otherwise(self, column: str, other: str) -> None:
        title = quote(self._row.office.title.read("en")[0])
        self._fault(column, grounds.KNOWN_OTHERWISE, office=title, other=quote(other or "–"))

    def _fault(self, column: str, ground: Ground, **facts: str) -> None:
        self.faults.append(Fault(self._row.line, column, remark(ground, **facts)))


def _called(known: Text, said: Text) -> bool:
    """Whether something is called so in one of its languages."""
    return folded(said.en) in {folded(known.en), folded(known.fr), folded(known.es)}


def _free(stem: str, taken: Collection[str]) -> str:
    """An id made of this that nobody has yet: with the number of those who have had it."""
    return next(known_as for n in count(1) if (known_as := f"{stem}-{n}") not in taken)
