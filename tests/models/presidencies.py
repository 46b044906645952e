"""Rotations to ask: the Governing Presidency of 2021-22 and the turns of 2022-26, from the project's own copies."""

import csv
from datetime import date
from pathlib import Path

from models.belonging.dating import Dating
from models.belonging.offices import OfficeId
from models.presidency.milestones import Milestone, MilestoneId, Milestones, Precision
from models.presidency.rotation import Rotation, RotationId
from models.presidency.terms import About, HandoverAt, Plan, Switch, Term, TermId
from models.text import Text

HERE = Path(__file__).parent


def milestone(
    sequence: int,
    name: str,
    earliest: date | None,
    latest: date | None,
    precision: Precision = Precision.EXACT,
    zone: str = "UTC",
) -> Milestone:
    named = MilestoneId(f"m{sequence}")
    return Milestone(named, Text(name), sequence, Dating(earliest, latest), precision, zone)


def term(
    sequence: int, *holders: str, switch: Switch = Switch.ACT, handover: HandoverAt = HandoverAt.END
) -> Term:
    """The term that begins at the milestone of this number."""
    offices = tuple(OfficeId(holder) for holder in holders)
    return Term(TermId(f"t{sequence}"), MilestoneId(f"m{sequence}"), offices, handover, switch=switch)


def calendar(*milestones: Milestone) -> Milestones:
    return {one.id: one for one in milestones}


def published(*terms: Term, ends: int | None = None) -> Rotation:
    about = About(Text("Governing Presidency"), ends=MilestoneId(f"m{ends}") if ends else None)
    plan = Plan(about, {one.id: one for one in terms})
    return Rotation(RotationId("governing"), plan, plan, version=1)


def rows(name: str) -> list[dict[str, str]]:
    with (HERE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def of_2021(switch: Switch = Switch.HISTORY) -> tuple[Rotation, Milestones]:
    """The six terms and seven milestones, as the file has them."""
    found, terms = [], []
    for row in rows("presidency-2021-2022.csv"):
        sequence = int(row["sequence"])
        precision = Precision.EXACT if row["precision"] == "day" else Precision(row["precision"])
        days = (date.fromisoformat(row["earliest"]), date.fromisoformat(row["latest"]))
        found.append(milestone(sequence, row["milestone"], *days, precision, row["timezone"]))
        holders = [holder.strip() for holder in row["holders_from_here"].split(";") if holder.strip()]
        if holders:
            terms.append(term(sequence, *holders, switch=switch, handover=HandoverAt(row["handover"])))
    return published(*terms, ends=len(found)), calendar(*found)
