"""A body as programs read it: JSON values in one language. Keys may be added to it, never changed."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from models import wire
from models.audience import Audience
from models.belonging.membership import Member
from models.belonging.offices import Holding, Offices
from models.belonging.posts import Appointment, Post
from models.belonging.seats import seats_taken
from models.belonging.voting_right import voting_right
from models.body import Body, Charter
from models.procedure import PersonId
from server.chamber import Chamber
from server.words import Words

Name = Callable[[PersonId | None], str]

OPEN_POSTS = frozenset(
    {Post.PRESIDENT, Post.CO_PRESIDENT, Post.TREASURER, Post.ENVOY, Post.CHAIR, Post.CO_CHAIR}
)
"""Posts whose holders are named to everybody; the others' names are the secretariat's."""


def bodies_json(chambers: list[Chamber], language: str) -> dict[str, Any]:
    """Every body that is founded, in the order in which they were."""
    return {
        "bodies": [
            _charter(chamber.body.charter, language) | {"members": len(chamber.body.members)}
            for chamber in chambers
            if chamber.body.charter
        ]
    }


def body_json(
    chamber: Chamber,
    offices: Offices,
    words: Words,
    language: str,
    day: date,
    now: datetime,
    name: Name,
    audience: Audience,
) -> dict[str, Any]:
    """A body for programs: what it is, its rules, seats and members, and who has which post on that day."""
    body = chamber.body
    if body.charter is None:
        raise ValueError("a body that is not founded is shown to nobody")
    whole = audience is Audience.SECRETARIAT
    return {
        **_charter(body.charter, language),
        "epoch": chamber.epoch,
        "seq": body.seq,
        "now": wire.moment(now),
        "day": day.isoformat(),
        "rules": wire.to_wire(body.rules),
        "seats": [
            {"section": one.section, "name": _section(offices, one.section, language)}
            | {"seats": one.seats, "taken": one.taken}
            for one in seats_taken(body)
        ],
        "members": [
            _member(member, body, offices, words, language, day, whole=whole)
            for member in body.members.values()
        ],
        "posts": [
            _post(one, offices, language, day, name if whole or one.post in OPEN_POSTS else _nobody)
            for one in body.appointments.values()
        ],
    }


def _charter(charter: Charter, language: str) -> dict[str, Any]:
    return {
        "id": charter.id,
        "name": charter.name.read(language)[0],
        "kind": charter.kind.value,
        "reports_to": charter.reports_to,
    }


def _member(
    member: Member, body: Body, offices: Offices, words: Words, language: str, day: date, *, whole: bool
) -> dict[str, Any]:
    right = voting_right(member, body.rules, day.year)
    told = {
        "id": member.id,
        "name": member.name.read(language)[0],
        "kind": member.kind.value,
        "country": member.country,
        "section": member.section,
        "section_name": _section(offices, member.section, language),
        "category": member.category.value,
        "votes": right.votes,
        "weight": right.weight,
        "reason": right.reason.value,
        "reason_words": words.of(right.reason),
    }
    return told | {"fees_paid_to": member.fees_paid_to, "suspended": member.suspended} if whole else told


def _post(one: Appointment, offices: Offices, language: str, day: date, name: Name) -> dict[str, Any]:
    office = offices.office(one.office)
    return {
        "id": one.id,
        "post": one.post.value,
        "title": one.title.read(language)[0],
        "member": one.member,
        "office": one.office,
        "office_title": office.title.read(language)[0] if office else "",
        "since": str(one.period.since),
        "until": None if one.period.until is None else str(one.period.until),
        "ending": one.ending.value if one.ending else None,
        "confirmed": one.confirmed,
        **_holding(one.holder(day, offices), name),
    }


def _holding(held: Holding, name: Name) -> dict[str, Any]:
    return {
        "held": held.answer.value,
        "person": held.person,
        "name": name(held.person),
        "listed": [{"person": person, "name": name(person)} for person in held.listed],
    }


def _section(offices: Offices, section: str | None, language: str) -> str:
    found = next((one for one in offices.sections if one.id == section), None)
    return found.name.read(language)[0] if found else ""


def _nobody(_: PersonId | None) -> str:
    return ""
