"""How one thing is written in Popolo, whichever file it stands in: the same id, so that the files can be joined.

Source: popoloproject.com/specs. A date that is no day, no month and no year is left out: it has no word for that.
"""

import re
from collections.abc import Mapping
from typing import Any

from models.belonging.dating import Dating, Period
from models.belonging.membership import Member, MemberId
from models.belonging.offices import Office, OfficeId
from models.body import Body
from models.text import LANGUAGES, Text

DATE = re.compile(r"[0-9]{4}(-[0-9]{2}){0,2}")
Thing = dict[str, Any]


def body_id(body: Body) -> str:
    return f"body/{body.charter.id}" if body.charter else ""


def member_id(body: Body, member: MemberId) -> str:
    return f"{body_id(body)}/{member}"


def post_id(office: OfficeId) -> str:
    return f"office/{office}"


def organization_of_body(body: Body, language: str) -> Thing:
    """A body that is founded."""
    charter = body.charter
    assert charter
    parent = {"parent_id": f"body/{charter.reports_to}"} if charter.reports_to else {}
    named = _named(charter.name, language)
    return {"id": body_id(body), **named, "classification": charter.kind.value, **parent}


def organization_of_member(body: Body, member: Member, language: str) -> Thing:
    country = {"area": {"name": member.country, "classification": "country"}} if member.country else {}
    named = _named(member.name, language)
    return {"id": member_id(body, member.id), **named, "classification": member.kind.value, **country}


def post_of(office: Office, language: str) -> Thing:
    title = office.title.read(language)[0]
    place = ", ".join(filter(None, (office.city, office.country)))
    area = {"area": {"name": place}} if place else {}
    return {"id": post_id(office.id), "label": title, "role": title, **area}


def dates(period: Period) -> Mapping[str, str]:
    """From when to when, as far as it can be said."""
    said = {"start_date": _written(period.since), "end_date": _written(period.until)}
    return {name: day for name, day in said.items() if day}


def _written(day: Dating | None) -> str:
    written = str(day) if day else ""
    return written if DATE.fullmatch(written) else ""


def _named(name: Text, language: str) -> Mapping[str, Any]:
    known = name.read(language)[0]
    others = {getattr(name, code): code for code in LANGUAGES if getattr(name, code) not in {"", known}}
    more = [{"name": other, "note": code} for other, code in others.items()]
    return {"name": known, **({"other_names": more} if more else {})}
