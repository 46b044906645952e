"""A body in Popolo, the open format for legislatures: its members as organisations, who sits for them, and offices.

Source: popoloproject.com/specs. Days that are only roughly known are left out where Popolo has no way to say them.
"""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

import msgspec

from models.dating import Answer, Dating
from models.membership import Member
from models.offices import Office
from models.posts import Appointment
from models.procedure import PersonId
from models.text import LANGUAGES, Text
from server.imports.member_lines import Known
from server.imports.member_rows import tidied

_DATE = re.compile(r"\d{4}(-\d{2}){0,2}")
MEDIA_TYPE = "application/json"
Thing = dict[str, Any]


def popolo_of(known: Known, language: str, day: date, *, addresses: bool) -> bytes:
    """Organisations, persons, posts (offices) and memberships. Whoever holds an office on that day sits by it."""
    return msgspec.json.encode(_Popolo(known, language, day, addresses=addresses).whole())


class _Popolo:
    def __init__(self, known: Known, language: str, day: date, *, addresses: bool) -> None:
        self.known, self.language, self.day, self.addresses = known, language, day, addresses
        charter = known.body.charter
        self.body = str(charter.id) if charter else ""
        self.persons: dict[PersonId, Thing] = {}
        self.posts: dict[str, Thing] = {}

    def whole(self) -> Thing:
        members = list(self.known.body.members.values())
        memberships = [*(self._member(one) for one in members), *self._appointments()]
        return {
            "organizations": [self._body(), *(self._organization(one) for one in members)],
            "persons": list(self.persons.values()),
            "posts": list(self.posts.values()),
            "memberships": memberships,
        }

    def _body(self) -> Thing:
        charter = self.known.body.charter
        if charter is None:
            return {"id": self.body}
        parent = {"parent_id": charter.reports_to} if charter.reports_to else {}
        return {"id": self.body, **self._named(charter.name), "classification": charter.kind.value, **parent}

    def _organization(self, member: Member) -> Thing:
        country = {"area": {"name": member.country, "classification": "country"}} if member.country else {}
        return {
            "id": self._id(member),
            **self._named(member.name),
            "classification": member.kind.value,
            **country,
        }

    def _member(self, member: Member) -> Thing:
        section = self.known.section(member.section, self.language)
        return {
            "id": f"{self._id(member)}/membership",
            "member": {"@type": "Organization", "id": self._id(member)},
            "organization_id": self.body,
            "role": member.category.value,
            **({"label": section} if section else {}),
        }

    def _appointments(self) -> Iterable[Thing]:
        for one in self.known.body.appointments.values():
            if one.confirmed:
                yield self._appointment(one)

    def _appointment(self, one: Appointment) -> Thing:
        member = self.known.body.members.get(one.member) if one.member else None
        office = self.known.offices.office(one.office)
        holding = one.holder(self.day, self.known.offices)
        person = one.person or (holding.person if holding.answer is Answer.YES else None)
        title = tidied(one.title.read(self.language)[0])
        return {
            "id": f"{self.body}/{one.id}",
            "organization_id": self.body,
            "role": one.post.value,
            **({"label": title} if title else {}),
            **({"person_id": self._person(person)} if person else {}),
            **({"post_id": self._post(office)} if office else {}),
            **({"on_behalf_of_id": self._id(member)} if member else {}),
            **_dated("start_date", one.period.since),
            **_dated("end_date", one.period.until),
        }

    def _person(self, person: PersonId) -> PersonId:
        known = self.known.people.get(person)
        named: Thing = {"id": person, "name": known.name if known else ""}
        if known and known.address and self.addresses:
            named["email"] = known.address
        self.persons.setdefault(person, named)
        return person

    def _post(self, office: Office) -> str:
        place = ", ".join(filter(None, (office.city, office.country)))
        area = {"area": {"name": place}} if place else {}
        self.posts.setdefault(office.id, {"id": office.id, "label": self._read(office.title), **area})
        return office.id

    def _named(self, name: Text) -> Mapping[str, Any]:
        known = self._read(name)
        others = {getattr(name, code): code for code in LANGUAGES if getattr(name, code) not in {"", known}}
        more = [{"name": other, "note": code} for other, code in others.items()]
        return {"name": known, **({"other_names": more} if more else {})}

    def _read(self, text: Text) -> str:
        return text.read(self.language)[0]

    def _id(self, member: Member) -> str:
        return f"{self.body}/members/{member.id}"


def _dated(name: str, day: Dating | None) -> Mapping[str, str]:
    """A day, a month or a year; a stretch of days cannot be said."""
    written = str(day) if day else ""
    return {name: written} if _DATE.fullmatch(written) else {}
