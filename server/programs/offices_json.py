"""Offices, their holders and the posts of bodies as programs read them. Keys may be added, never changed."""

from typing import Any

from models import wire
from models.belonging.holders import Incumbency
from models.belonging.offices import Holding, Mandate, Office
from models.organisation import Organisation
from models.procedure import PersonId
from server.organisation_pages.offices_views import Register


def offices_json(register: Register, epoch: str, language: str) -> dict[str, Any]:
    """Everything on one day, in one language."""
    organisation: Organisation = register.organisation
    return {
        "on": register.day.isoformat(),
        "epoch": epoch,
        "seq": organisation.seq,
        "sections": [{"id": s.id, "name": s.name.read(language)[0]} for s in register.offices.sections],
        "offices": [_office(register, office, language) for office in register.offices.offices],
        "posts": [
            {"body": body.charter.id, **_post(register, one, language)}
            for body in register.bodies
            if body.charter
            for one in register.posts(body)
        ],
    }


def _office(register: Register, office: Office, language: str) -> dict[str, Any]:
    return {
        "id": office.id,
        "title": office.title.read(language)[0],
        "city": office.city,
        "country": office.country,
        "section": office.section,
        "zone": office.zone,
        **_holding(register, register.offices.holder(office.id, register.day)),
        "mandates": [_mandate(register, mandate) for mandate in register.offices.mandates_of(office.id)],
    }


def _post(register: Register, one: Incumbency, language: str) -> dict[str, Any]:
    appointment = one.appointment
    return {
        "appointment": appointment.id,
        "post": appointment.post.value,
        "title": appointment.title.read(language)[0],
        "office": appointment.office,
        **_holding(register, one.holding),
        "why": one.why.value,
        "since": str(appointment.period.since),
        "until": str(appointment.period.until) if appointment.period.until else None,
        "ending": wire.to_wire(appointment.ending),
    }


def _mandate(register: Register, mandate: Mandate) -> dict[str, Any]:
    return {
        "id": mandate.id,
        **_person(register, mandate.person),
        "since": str(mandate.period.since),
        "until": str(mandate.period.until) if mandate.period.until else None,
        "ending": wire.to_wire(mandate.ending),
    }


def _holding(register: Register, holding: Holding) -> dict[str, Any]:
    return {
        "answer": holding.answer.value,
        **_person(register, holding.person),
        "listed": [_person(register, person) for person in holding.listed],
    }


def _person(register: Register, person: PersonId | None) -> dict[str, Any]:
    return {"person": person, "name": register.name(person)}
