"""A body's members as rows: what an export writes, and what a preview compares a file with.

`Known` is all that a row of a file can mean: the body, the organisation's offices and sections, and people.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from models.belonging.dating import Dating
from models.belonging.membership import Member
from models.belonging.offices import Office, OfficeId, Offices, Section, SectionId
from models.belonging.posts import Appointment, Post
from models.body import Body
from models.procedure import PersonId
from models.text import LANGUAGES, Text
from server.imports.member_rows import SEATS, MemberRow, Seat, tidied
from server.imports.member_vocabulary import (
    category_in_words,
    kind_in_words,
    to_be_confirmed_in_words,
)
from server.imports.spelling import folded
from server.persons.people import Person

POSTS: Mapping[Seat, Post] = {"delegate": Post.DELEGATE, "substitute": Post.SUBSTITUTE}
SOME_DAY = "../.."
"""EDTF for a day of which nothing is known, where it is known that there is one."""


@dataclass(frozen=True)
class Known:
    """A body, the offices and sections of its organisation, and the people who are known."""

    body: Body
    offices: Offices = Offices()
    people: Mapping[PersonId, Person] = field(default_factory=dict)

    @cached_property
    def sections(self) -> Mapping[str, tuple[SectionId, ...]]:
        """Sections by what they may be called, folded."""
        called: dict[str, tuple[SectionId, ...]] = {}
        for section in self.offices.sections:
            for key in {folded(section.id), *_keys(section.name)}:
                called[key] = (*called.get(key, ()), section.id)
        return called

    @cached_property
    def called(self) -> Mapping[str, tuple[Office, ...]]:
        """Offices by what they may be called, folded: by title alone, and with city and country."""
        called: dict[str, tuple[Office, ...]] = {}
        for office in self.offices.offices:
            for key in {folded(office.id), *(folded(words) for words in _titles(office))}:
                called[key] = (*called.get(key, ()), office)
        return called

    @cached_property
    def addresses(self) -> Mapping[str, tuple[PersonId, ...]]:
        """People by address."""
        found: dict[str, tuple[PersonId, ...]] = {}
        for person, known in self.people.items():
            if known.address:
                found[known.address] = (*found.get(known.address, ()), person)
        return found

    @cached_property
    def names(self) -> Mapping[str, tuple[PersonId, ...]]:
        """People by name, folded."""
        found: dict[str, tuple[PersonId, ...]] = {}
        for person, known in self.people.items():
            found[folded(known.name)] = (*found.get(folded(known.name), ()), person)
        return found

    @cached_property
    def seated(self) -> Mapping[tuple[str, Post], tuple[Appointment, ...]]:
        """Appointments by member and post, in the order in which they were made."""
        found: dict[tuple[str, Post], tuple[Appointment, ...]] = {}
        for one in self.body.appointments.values():
            if one.member:
                found[one.member, one.post] = (*found.get((one.member, one.post), ()), one)
        return found

    def last(self, member: str, seat: Seat) -> Appointment | None:
        """Who has a member's seat, or had it last: the appointment that began last, as far as is known."""
        every = self.seated.get((member, POSTS[seat]), ())
        return max(every, key=lambda one: one.period.since.earliest or date.min, default=None)

    def title(self, office: OfficeId | None, language: str) -> str:
        """An office in words that mean it and no other."""
        known = next((one for one in self.offices.offices if one.id == office), None)
        if known is None:
            return office or ""
        title = tidied(known.title.read(language)[0])
        places = (known.city, f"{known.city}, {known.country}", known.country)
        ways = (title, *(f"{title}, {place}" for place in places))
        return next((way for way in ways if self.called.get(folded(way)) == (known,)), known.id)

    def section(self, section: SectionId | None, language: str) -> str:
        """A section in words that mean it and no other."""
        known: Section | None = next((one for one in self.offices.sections if one.id == section), None)
        name = tidied(known.name.read(language)[0]) if known else ""
        return name if self.sections.get(folded(name)) == (section,) else section or ""


def row_of(member: Member, known: Known, language: str) -> MemberRow:
    """A member as a row, in words of this language. Nothing in it has an apostrophe before it."""
    values = {f"name_{code}": getattr(member.name, code) for code in LANGUAGES} | {
        "id": member.id,
        "kind": kind_in_words(member.kind, language),
        "country": member.country,
        "section": known.section(member.section, language),
        "category": category_in_words(member.category, language),
        "fees_paid_to": "" if member.fees_paid_to is None else str(member.fees_paid_to),
        "suspended": member.suspended,
        "weight": str(member.weight),
    }
    for seat in SEATS:
        values |= _seat(seat, known.last(member.id, seat), known, language)
    return MemberRow(0, **{column: tidied(value) for column, value in values.items()})


def written(day: Dating | None) -> str:
    """A day as EDTF; an unknown one that there is, too."""
    return "" if day is None else str(day) or SOME_DAY


def _seat(seat: Seat, one: Appointment | None, known: Known, language: str) -> Mapping[str, str]:
    if one is None:
        return {}
    person = known.people.get(one.person) if one.person else None
    name = person.name if person else one.person or ""
    return {
        f"{seat}_office": known.title(one.office, language),
        f"{seat}_name": name if one.confirmed else to_be_confirmed_in_words(language),
        f"{seat}_address": person.address if person else "",
        f"{seat}_from": str(one.period.since),
        f"{seat}_to": written(one.period.until),
    }


def _keys(text: Text) -> set[str]:
    return {folded(tidied(getattr(text, code))) for code in LANGUAGES if getattr(text, code)}


def _titles(office: Office) -> set[str]:
    titles = {tidied(getattr(office.title, code)) for code in LANGUAGES if getattr(office.title, code)}
    around = [office.city, f"{office.city}, {office.country}", office.country]
    return {
        *titles,
        *(f"{title}, {place}" for title in titles for place in around),
        *(f"{title} ({place})" for title in titles for place in around),
    }
