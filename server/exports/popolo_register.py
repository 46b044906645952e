"""People, posts and memberships in Popolo, the open format for who has which power (popoloproject.com, 2014).

A mandate is a membership in the post of a local government; an appointment is one in a body, for each person who
has had it.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from models.belonging.dating import Period
from models.belonging.offices import Office, Offices
from models.belonging.posts import LEADING, Appointment
from models.body import Body
from models.procedure import PersonId
from server.exports.popolo_parts import (
    body_id,
    dates,
    member_id,
    organization_of_body,
    organization_of_member,
    post_id,
    post_of,
)
from server.imports.spelling import slug


def people_in(offices: Offices, bodies: Sequence[Body], *, every: bool) -> set[PersonId]:
    """Whoever is named in it."""
    appointed = {a.person for body in bodies for a in _appointments(body, every=every) if a.person}
    return {m.person for m in offices.mandates} | appointed


def popolo_json(
    offices: Offices, bodies: Sequence[Body], names: Mapping[PersonId, str], language: str, *, every: bool
) -> dict[str, Any]:
    """The whole of it. `every`: with the members of bodies and those who represent them, else the leading posts.

    Whoever is not in `names` is erased: there is an id, and no name.
    """
    people = sorted(people_in(offices, bodies, every=every))
    return {
        "persons": [{"id": one} | ({"name": names[one]} if one in names else {}) for one in people],
        "organizations": [
            *_local_governments(offices),
            *(one for body in bodies for one in _organizations(body, language, every=every)),
        ],
        "posts": [_post(office, language) for office in offices.offices],
        "memberships": [
            *_mandates(offices),
            *(one for body in bodies for one in _memberships(body, offices, language, every=every)),
        ],
    }


def _appointments(body: Body, *, every: bool) -> list[Appointment]:
    return [a for a in body.appointments.values() if every or a.post in LEADING]


def _local_governments(offices: Offices) -> list[dict[str, Any]]:
    found = {}
    for office in offices.offices:
        if office.city:
            found[_city(office)] = {
                "id": _city(office),
                "name": office.city,
                "classification": "local_government",
            } | ({"area": {"name": office.country}} if office.country else {})
    return list(found.values())


def _city(office: Office) -> str:
    return f"city/{slug(f'{office.city} {office.country}')}"


def _organizations(body: Body, language: str, *, every: bool) -> Iterator[dict[str, Any]]:
    if body.charter is None:
        return
    yield organization_of_body(body, language)
    for member in body.members.values() if every else ():
        yield organization_of_member(body, member, language)


def _post(office: Office, language: str) -> dict[str, Any]:
    city = {"organization_id": _city(office)} if office.city else {}
    return {**post_of(office, language), **city}


def _mandates(offices: Offices) -> Iterator[dict[str, Any]]:
    for mandate in offices.mandates:
        office = offices.office(mandate.office)
        city = {"organization_id": _city(office)} if office and office.city else {}
        yield {
            "id": f"mandate/{mandate.id}",
            "person_id": mandate.person,
            "post_id": post_id(mandate.office),
            **city,
            **dates(mandate.period),
        }


def _memberships(body: Body, offices: Offices, language: str, *, every: bool) -> Iterator[dict[str, Any]]:
    if body.charter is None:
        return
    here = body_id(body)
    for one in _appointments(body, every=every):
        for known_as, person, period in _held(one, offices):
            yield {
                "id": f"{here}/{known_as}",
                "person_id": person,
                "organization_id": here,
                "role": one.post.value,
                **({"label": label} if (label := one.title.read(language)[0]) else {}),
                **({"post_id": post_id(one.office)} if one.office else {}),
                **({"on_behalf_of_id": member_id(body, one.member)} if one.member and every else {}),
                **dates(period),
            }


def _held(one: Appointment, offices: Offices) -> Iterator[tuple[str, PersonId, Period]]:
    """Whoever has had this post, and when: the person named, else each holder of the office while it had the post."""
    if one.person:
        yield one.id, one.person, one.period
        return
    for mandate in offices.mandates_of(one.office):
        if not mandate.period.apart(one.period):
            yield f"{one.id}/{mandate.id}", mandate.person, mandate.period.within(one.period)
