"""A body in Popolo, the open format for legislatures: its members as organisations, who sits for them, and offices.

Source: popoloproject.com/specs.
"""

from collections.abc import Iterable
from datetime import date

import msgspec

from models.belonging.dating import Answer
from models.belonging.membership import Member
from models.belonging.offices import Office
from models.belonging.posts import Appointment
from models.procedure import PersonId
from server.exports.popolo_parts import (
    Thing,
    body_id,
    dates,
    member_id,
    organization_of_body,
    organization_of_member,
    post_of,
)
from server.imports.member_lines import Known
from server.imports.member_rows import tidied

MEDIA_TYPE = "application/json"


def popolo_of(known: Known, language: str, day: date) -> bytes:
    """Organisations, persons with their addresses, posts (offices) and memberships of a body that is founded.

    Whoever holds an office on that day sits by it.
    """
    return msgspec.json.encode(_Popolo(known, language, day).whole())


class _Popolo:
    def __init__(self, known: Known, language: str, day: date) -> None:
        self.known, self.language, self.day = known, language, day
        self.body = body_id(known.body)
        self.persons: dict[PersonId, Thing] = {}
        self.posts: dict[str, Thing] = {}

    def whole(self) -> Thing:
        members = list(self.known.body.members.values())
        memberships = [*(self._member(one) for one in members), *self._appointments()]
        return {
            "organizations": [
                organization_of_body(self.known.body, self.language),
                *(organization_of_member(self.known.body, one, self.language) for one in members),
            ],
            "persons": list(self.persons.values()),
            "posts": list(self.posts.values()),
            "memberships": memberships,
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
            **dates(one.period),
        }

    def _person(self, person: PersonId) -> PersonId:
        known = self.known.people.get(person)
        named: Thing = {"id": person, "name": known.name if known else ""}
        if known and known.address:
            named["email"] = known.address
        self.persons.setdefault(person, named)
        return person

    def _post(self, office: Office) -> str:
        post = post_of(office, self.language)
        return str(self.posts.setdefault(office.id, post)["id"])

    def _id(self, member: Member) -> str:
        return member_id(self.known.body, member.id)
