"""Who presides, who would by the plan, and why, as programs read it. Keys may be added, never changed."""

from datetime import datetime
from typing import Any

from models.belonging.offices import OfficeId
from models.presidency.milestones import Milestone
from models.presidency.next_change import next_change
from models.presidency.presiding import Turn, coming
from models.presidency.reasons import Reason
from models.presidency.schedule import Boundary, Scheduled
from models.presidency.zoned_days import day_at
from server.languages import utc
from server.presidency.presiding_words import why
from server.presidency.register import Kept, PresidencyRegister


def presidency_json(register: PresidencyRegister, language: str, epoch: str) -> dict[str, Any]:
    """The answer of every rotation that is published, body by body."""
    rotations = [answer_json(register, kept, language) for kept in register.published()]
    return {
        "at": utc(register.at),
        "epoch": epoch,
        "seq": register.organisation.seq,
        "rotations": rotations,
    }


def rotation_json(register: PresidencyRegister, kept: Kept, language: str, epoch: str) -> dict[str, Any]:
    """The answer of one rotation, with all its terms and their milestones."""
    terms = register.terms(kept)
    bounds = [bound for one in terms for bound in (one.begins, one.ends) if bound and bound.milestone]
    used = {bound.milestone.id: bound.milestone for bound in bounds if bound.milestone}
    return {
        "at": utc(register.at),
        "epoch": epoch,
        "seq": register.organisation.seq,
        **answer_json(register, kept, language),
        "terms": [_term(register, one, language) for one in terms],
        "milestones": [_milestone(one, language) for one in used.values()],
    }


def answer_json(register: PresidencyRegister, kept: Kept, language: str) -> dict[str, Any]:
    """Who has the turn, who would by the plan, who follows, when that changes next, and why."""
    organisation, rotation, about = register.organisation, kept.rotation, kept.plan.about
    answer = register.presiding(kept)
    follows = coming(rotation, organisation.milestones, register.at)
    changes = next_change(rotation, organisation.milestones, register.at, organisation.offices)
    return {
        "body": kept.body_id,
        "rotation": rotation.id,
        "name": about.name.read(language)[0],
        "purpose": about.purpose.value,
        "over": list(about.over),
        "version": rotation.version,
        "published": _instant(rotation.published),
        "adopted": rotation.adopted.read(language)[0],
        "in_force": _turn(register, answer.in_force, language),
        "planned": _turn(register, answer.planned, language),
        "provisional": answer.provisional,
        "follows": _term(register, follows, language) if follows else None,
        "changes": _instant(changes),
        "because": [_reason(reason, register.hidden) for reason in answer.because],
        "words": why(answer, organisation, language),
    }


def _turn(register: PresidencyRegister, turn: Turn, language: str) -> dict[str, Any]:
    return {
        "term": turn.term,
        "holders": [_holder(register, office, language) for office in turn.offices],
        "since": _instant(turn.since),
        "until": _instant(turn.until),
    }


def _holder(register: PresidencyRegister, office: OfficeId, language: str) -> dict[str, Any]:
    """An office, and who holds it that day at its own place, where that is known."""
    offices = register.organisation.offices
    known = offices.office(office)
    person = offices.holder(office, day_at(register.at, known.zone if known else "")).person
    title = known.title.read(language)[0] if known else ""
    return {"office": office, "title": title, "person": person, "name": register.name(person)}


def _term(register: PresidencyRegister, one: Scheduled, language: str) -> dict[str, Any]:
    term = one.term
    return {
        "id": term.id,
        "holders": [_holder(register, office, language) for office in term.holders],
        "begins": _boundary(one.begins),
        "ends": _boundary(one.ends) if one.ends else None,
        "handover": term.handover.value,
        "switch": term.switch.value,
        "policy": term.policy.read(language)[0],
        "international": term.international.read(language)[0],
    }


def _boundary(bound: Boundary) -> dict[str, Any]:
    return {
        "milestone": bound.where,
        "at": _instant(bound.at),
        "earliest": _instant(bound.earliest),
        "latest": _instant(bound.latest),
        "fuzzy": bound.fuzzy,
    }


def _milestone(one: Milestone, language: str) -> dict[str, Any]:
    return {
        "id": one.id,
        "name": one.name.read(language)[0],
        "sequence": one.sequence,
        "dating": str(one.dating),
        "precision": one.precision.value,
        "zone": one.zone,
        "place": one.place,
        "meeting": one.meeting,
    }


def _reason(reason: Reason, hidden: frozenset[str]) -> dict[str, Any]:
    return {
        "code": reason.code.value,
        "term": reason.term,
        "milestone": reason.milestone,
        "there": reason.there,
        "towards": reason.towards,
        "at": _instant(reason.at),
        "until": _instant(reason.until),
        "day": reason.day.isoformat() if reason.day else None,
        "offices": list(reason.offices),
        "instead_of": reason.instead_of,
        "override": reason.override,
        "handover": reason.handover,
        "meeting": "" if reason.meeting in hidden else reason.meeting,
        "ending": reason.ending.value if reason.ending else None,
        "words": reason.words,
    }


def _instant(at: datetime | None) -> str | None:
    return utc(at) if at else None
