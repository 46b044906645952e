"""People, posts and memberships in Popolo, the open format for who has which power (popoloproject.com, 2014).

A mandate is a membership in the post of a local government; an appointment is one in a body, for each person who
has had it. A date that is not known as a day, a month or a year is left out, as the format has no word for it.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from models.body import Body
from models.dating import Dating, Period
from models.offices import Office, Offices
from models.posts import LEADING, Appointment
from models.procedure import PersonId
from server.imports.spelling import slug

WRITTEN = re.compile(r"[0-9]{4}(-[0-9]{2}){0,2}")


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
    here = f"body/{body.charter.id}"
    yield {
        "id": here,
        "name": body.charter.name.read(language)[0],
        "classification": body.charter.kind.value,
    }
    for member in body.members.values() if every else ():
        yield {
            "id": f"{here}/{member.id}",
            "name": member.name.read(language)[0],
            "classification": member.kind.value,
        }


def _post(office: Office, language: str) -> dict[str, Any]:
    title = office.title.read(language)[0]
    city = {"organization_id": _city(office)} if office.city else {}
    return {"id": f"office/{office.id}", "label": title, "role": title, **city}


def _mandates(offices: Offices) -> Iterator[dict[str, Any]]:
    for mandate in offices.mandates:
        office = offices.office(mandate.office)
        city = {"organization_id": _city(office)} if office and office.city else {}
        yield {
            "id": f"mandate/{mandate.id}",
            "person_id": mandate.person,
            "post_id": f"office/{mandate.office}",
            **city,
            **_dates(mandate.period),
        }


def _memberships(body: Body, offices: Offices, language: str, *, every: bool) -> Iterator[dict[str, Any]]:
    if body.charter is None:
        return
    here = f"body/{body.charter.id}"
    for one in _appointments(body, every=every):
        for known_as, person, period in _held(one, offices):
            yield {
                "id": f"{here}/{known_as}",
                "person_id": person,
                "organization_id": here,
                "role": one.post.value,
                **({"label": label} if (label := one.title.read(language)[0]) else {}),
                **({"post_id": f"office/{one.office}"} if one.office else {}),
                **({"on_behalf_of_id": f"{here}/{one.member}"} if one.member and every else {}),
                **_dates(period),
            }


def _held(one: Appointment, offices: Offices) -> Iterator[tuple[str, PersonId, Period]]:
    """Whoever has had this post, and when: the person named, else each holder of the office while it had the post."""
    if one.person:
        yield one.id, one.person, one.period
        return
    for mandate in offices.mandates_of(one.office):
        if not mandate.period.apart(one.period):
            yield f"{one.id}/{mandate.id}", mandate.person, mandate.period.within(one.period)


def _dates(period: Period) -> dict[str, str]:
    written = {
        "start_date": _written(period.since),
        "end_date": _written(period.until) if period.until else "",
    }
    return {key: value for key, value in written.items() if value}


def _written(dating: Dating) -> str:
    return str(dating) if WRITTEN.fullmatch(str(dating)) else ""
