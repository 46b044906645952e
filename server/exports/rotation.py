"""A rotation as CSV and as JSON, which come back equal as far as they say (`server/imports/rotation.py`).

The JSON is Popolo for everybody (popoloproject.com/specs: the body, its posts, who has the turn when), and carries
the rotation whole. Natural persons are in neither: offices have turns.
"""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import msgspec

from models.belonging.offices import OfficeId, Offices
from models.body import Body
from models.presidency.milestones import Milestone, MilestoneId, Milestones, Precision, in_sequence
from models.presidency.rotation import Rotation
from models.presidency.schedule import Boundary, schedule
from models.presidency.terms import HandoverAt, Plan, Term
from models.wire import to_wire
from server.exports.popolo_parts import Thing, body_id, organization_of_body, post_id, post_of
from server.imports.delimited import guarded

COLUMNS = (
    "sequence milestone earliest latest precision timezone holders_from_here handover id milestone_fr milestone_es "
    "place meeting cancelled merged_into term switch policy policy_fr policy_es international international_fr "
    "international_es pinned"
).split()
NOBODY = "-"


def csv_of_rotation(plan: Plan, milestones: Milestones, offices: Offices) -> bytes:
    """Every milestone of this plan, with the term that begins there; commas, UTF-8 with its mark.

    No table says what the rotation is called and over which bodies it presides, what was handed over, what departs
    from the plan, and the planned instants of a milestone that is a meeting of ours: that is what JSON is for.
    """
    written = io.StringIO(newline="")
    writer = csv.DictWriter(written, COLUMNS, restval="")
    writer.writeheader()
    for milestone in _milestones(plan, milestones):
        terms = [term for term in plan.terms.values() if term.begins == milestone.id]
        rows = [_of_term(term, offices) for term in terms]
        if milestone.id == plan.about.ends and not rows:
            rows = [{"handover": plan.about.ends_at.value}]
        for row in rows or [{}]:
            cells = {**_of_milestone(milestone), **row}
            writer.writerow({column: guarded(cell) for column, cell in cells.items()})
    return written.getvalue().encode("utf-8-sig")


def json_of_rotation(
    rotation: Rotation, plan: Plan, body: Body, milestones: Milestones, offices: Offices, language: str
) -> bytes:
    """Popolo, and under `hemicycle` the plan with its milestones, every handover, every departure from the plan.

    That and under which number it is published is not in it: what counts somewhere is an act made there.
    """
    own = {
        "about": to_wire(plan.about),
        "milestones": [to_wire(milestone) for milestone in _milestones(plan, milestones)],
        "terms": [to_wire(term) for term in plan.terms.values()],
        "handovers": [to_wire(handover) for handover in rotation.handovers],
        "overrides": [to_wire(override) for override in rotation.overrides],
    }
    holders = dict.fromkeys(holder for term in plan.terms.values() for holder in term.holders)
    known = [office for office in map(offices.office, holders) if office]
    whole: Mapping[str, Any] = {
        "organizations": [organization_of_body(body, language)] if body.charter else [],
        "persons": [],
        "posts": [post_of(office, language) for office in known],
        "memberships": list(_memberships(rotation, plan, body, milestones, language)),
        "hemicycle": own,
    }
    return msgspec.json.encode(whole)


def _memberships(
    rotation: Rotation, plan: Plan, body: Body, milestones: Milestones, language: str
) -> Iterator[Thing]:
    """Each holder's turn; its days as they are planned, at the milestone's place, where they are known."""
    for turn in schedule(plan, milestones):
        days = {"start_date": _day(turn.begins), "end_date": _day(turn.ends)}
        for holder in turn.term.holders:
            yield {
                "id": f"{body_id(body)}/rotation/{rotation.id}/{turn.term.id}/{holder}",
                "organization_id": body_id(body),
                "post_id": post_id(holder),
                "role": plan.about.purpose.value,
                "label": plan.about.name.read(language)[0],
                **{name: day for name, day in days.items() if day},
            }


def _day(boundary: Boundary | None) -> str:
    """The last day of a milestone at whose end it happens; nothing where no day is known."""
    at: datetime | None = boundary.at if boundary else None
    if boundary is None or at is None or boundary.milestone is None:
        return ""
    local = at.astimezone(ZoneInfo(boundary.milestone.zone))
    dating = boundary.milestone.dating
    last = dating.latest if dating.latest and local.date() > dating.latest else local.date()
    return last.isoformat()


def _milestones(plan: Plan, milestones: Milestones) -> Sequence[Milestone]:
    """Those where a term of this plan begins or it ends, and those they are merged into, in their order."""
    wanted: set[MilestoneId] = set()
    waiting: list[MilestoneId | None] = [plan.about.ends, *(term.begins for term in plan.terms.values())]
    while waiting:
        known = milestones.get(waiting.pop() or MilestoneId(""))
        if known and known.id not in wanted:
            wanted.add(known.id)
            waiting.append(known.merged_into)
    return in_sequence(milestones[milestone] for milestone in wanted)


def _of_milestone(milestone: Milestone) -> dict[str, str]:
    first, last = milestone.dating.earliest, milestone.dating.latest
    known = milestone.precision
    return {
        "sequence": str(milestone.sequence),
        "milestone": milestone.name.en,
        "milestone_fr": milestone.name.fr,
        "milestone_es": milestone.name.es,
        "earliest": first.isoformat() if first else "",
        "latest": last.isoformat() if last else "",
        "precision": "day" if known is Precision.EXACT else known.value,
        "timezone": milestone.zone,
        "id": milestone.id,
        "place": milestone.place,
        "meeting": milestone.meeting,
        "cancelled": milestone.cancelled,
        "merged_into": milestone.merged_into or "",
    }


def _of_term(term: Term, offices: Offices) -> dict[str, str]:
    sitting = f":{term.sitting}" if term.handover is HandoverAt.SITTING else ""
    return {
        "holders_from_here": "; ".join(_called(holder, offices) for holder in term.holders) or NOBODY,
        "handover": f"{term.handover.value}{sitting}",
        "term": term.id,
        "switch": term.switch.value,
        "policy": term.policy.en,
        "policy_fr": term.policy.fr,
        "policy_es": term.policy.es,
        "international": term.international.en,
        "international_fr": term.international.fr,
        "international_es": term.international.es,
        "pinned": "yes" if term.pinned else "",
    }


def _called(holder: OfficeId, offices: Offices) -> str:
    """Its title where only one office is called so, and it divides no cell; else its id."""
    known = offices.office(holder)
    title = known.title.read("en")[0] if known else ""
    alike = [office for office in offices.offices if office.title.read("en")[0] == title]
    return title if len(alike) == 1 and ";" not in title else holder
