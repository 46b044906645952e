"""Who presides, who would by the plan, and why, as programs read it. Keys may be added, never changed."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from models.belonging.offices import OfficeId
from models.belonging.posts import Appointment
from models.body import Body, BodyId
from models.organisation import Organisation
from models.presidency.milestones import Milestone
from models.presidency.next_change import next_change
from models.presidency.presiding import Presiding, Turn, coming, presiding
from models.presidency.reasons import Reason
from models.presidency.rotation import Rotation
from models.presidency.schedule import Boundary, Scheduled, schedule
from models.presidency.terms import Plan
from models.presidency.zoned_days import day_at
from models.procedure import PersonId
from server.languages import utc
from server.presidency.presiding_words import why


@dataclass(frozen=True)
class Asked:
    """One question: all that is known, the instant (UTC), the reader's language, and how people are called."""

    organisation: Organisation
    bodies: Sequence[Body]
    at: datetime
    language: str
    name: Callable[[PersonId | None], str]

    @property
    def appointments(self) -> tuple[Appointment, ...]:
        return tuple(one for body in self.bodies for one in body.appointments.values())


def presidency_json(asked: Asked, epoch: str) -> dict[str, Any]:
    """The answer of every rotation that is published, body by body."""
    rotations = [
        answer_json(asked, body.charter.id, rotation)
        for body in asked.bodies
        if body.charter
        for rotation in body.rotations.values()
        if rotation.plan and not rotation.withdrawn
    ]
    return {"at": utc(asked.at), "epoch": epoch, "seq": asked.organisation.seq, "rotations": rotations}


def rotation_json(asked: Asked, epoch: str, body: BodyId, rotation: Rotation) -> dict[str, Any]:
    """The answer of one rotation, with all its terms and their milestones."""
    plan = rotation.plan or Plan(rotation.draft.about)
    terms = schedule(plan, asked.organisation.milestones)
    bounds = [bound for one in terms for bound in (one.begins, one.ends) if bound and bound.milestone]
    used = {bound.milestone.id: bound.milestone for bound in bounds if bound.milestone}
    return {
        "at": utc(asked.at),
        "epoch": epoch,
        "seq": asked.organisation.seq,
        **answer_json(asked, body, rotation),
        "terms": [_term(asked, one) for one in terms],
        "milestones": [_milestone(asked, one) for one in used.values()],
    }


def answer_json(asked: Asked, body: BodyId, rotation: Rotation) -> dict[str, Any]:
    """Who has the turn, who would by the plan, who follows, when that changes next, and why."""
    organisation = asked.organisation
    known = (rotation, organisation.milestones)
    answer = presiding(*known, organisation.offices, asked.at, asked.appointments)
    follows = coming(*known, asked.at)
    changes = next_change(*known, asked.at, organisation.offices)
    about = (rotation.plan or rotation.draft).about
    return {
        "body": body,
        "rotation": rotation.id,
        "name": about.name.read(asked.language)[0],
        "purpose": about.purpose.value,
        "over": list(about.over),
        "version": rotation.version,
        "published": _instant(rotation.published),
        "adopted": rotation.adopted.read(asked.language)[0],
        "in_force": _turn(asked, answer.in_force),
        "planned": _turn(asked, answer.planned),
        "provisional": answer.provisional,
        "follows": _term(asked, follows) if follows else None,
        "changes": _instant(changes),
        "because": [_reason(reason) for reason in answer.because],
        "words": _words(asked, answer),
    }


def _words(asked: Asked, answer: Presiding) -> list[str]:
    return why(answer, asked.organisation, asked.language)


def _turn(asked: Asked, turn: Turn) -> dict[str, Any]:
    return {
        "term": turn.term,
        "holders": [_holder(asked, office) for office in turn.offices],
        "since": _instant(turn.since),
        "until": _instant(turn.until),
    }


def _holder(asked: Asked, office: OfficeId) -> dict[str, Any]:
    """An office, and who holds it that day at its own place, where that is known."""
    known = asked.organisation.offices.office(office)
    day = day_at(asked.at, known.zone if known else "")
    person = asked.organisation.offices.holder(office, day).person
    title = known.title.read(asked.language)[0] if known else ""
    return {"office": office, "title": title, "person": person, "name": asked.name(person)}


def _term(asked: Asked, one: Scheduled) -> dict[str, Any]:
    term = one.term
    return {
        "id": term.id,
        "holders": [_holder(asked, office) for office in term.holders],
        "begins": _boundary(one.begins),
        "ends": _boundary(one.ends) if one.ends else None,
        "handover": term.handover.value,
        "switch": term.switch.value,
        "policy": term.policy.read(asked.language)[0],
        "international": term.international.read(asked.language)[0],
    }


def _boundary(bound: Boundary) -> dict[str, Any]:
    return {
        "milestone": bound.where,
        "at": _instant(bound.at),
        "earliest": _instant(bound.earliest),
        "latest": _instant(bound.latest),
        "fuzzy": bound.fuzzy,
    }


def _milestone(asked: Asked, one: Milestone) -> dict[str, Any]:
    return {
        "id": one.id,
        "name": one.name.read(asked.language)[0],
        "sequence": one.sequence,
        "dating": str(one.dating),
        "precision": one.precision.value,
        "zone": one.zone,
        "place": one.place,
        "meeting": one.meeting,
    }


def _reason(reason: Reason) -> dict[str, Any]:
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
        "meeting": reason.meeting,
        "ending": reason.ending.value if reason.ending else None,
        "words": reason.words,
    }


def _instant(at: datetime | None) -> str | None:
    return utc(at) if at else None
