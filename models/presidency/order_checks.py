"""Checks of the order of a plan: dates that are missing, contradict the sequence, or leave a term without length.

Source: DOMAIN §3.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise

from models.presidency.checked import Check, CheckKind, Field
from models.presidency.milestones import Milestone, MilestoneId, Milestones, in_sequence, taking_place
from models.presidency.schedule import Scheduled
from models.presidency.terms import Plan


def of_order(plan: Plan, terms: Sequence[Scheduled], milestones: Milestones) -> Iterator[Check]:
    """Gaps and overlaps of the terms in their order, then what is to be said of their milestones."""
    if not terms:
        yield Check(CheckKind.GAP, Field.TERMS)
    for one in terms:
        if one.falls_away:
            yield Check(CheckKind.FALLS_AWAY, Field.BEGINS, one.term.id, one.term.begins)
        elif not one.term.holders:
            yield Check(CheckKind.GAP, Field.HOLDERS, one.term.id, one.term.begins)
    begun = [one for one in terms if not one.falls_away]
    for one, then in pairwise(begun):
        if (one.begins.where, one.term.moment) == (then.begins.where, then.term.moment):
            where = then.begins.where
            yield Check(CheckKind.OVERLAP, Field.BEGINS, then.term.id, where, other=one.term.id)
    if plan.about.ends and taking_place(milestones, plan.about.ends) is None:
        yield Check(CheckKind.FALLS_AWAY, Field.ENDS, milestone=plan.about.ends)
    yield from _of_milestones(plan, begun, milestones)


def _of_milestones(plan: Plan, terms: Sequence[Scheduled], milestones: Milestones) -> Iterator[Check]:
    where: list[MilestoneId] = [one.begins.where for one in terms if one.begins.where]
    end = taking_place(milestones, plan.about.ends)
    used = in_sequence(milestones[one] for one in dict.fromkeys([*where, *((end.id,) if end else ())]))
    if end and used and used[-1].sequence > end.sequence:
        yield Check(CheckKind.OUT_OF_SEQUENCE, Field.ENDS, milestone=end.id, other_milestone=used[-1].id)
    for one, then in pairwise(used):
        if one.sequence == then.sequence:
            yield Check(CheckKind.SAME_SEQUENCE, Field.SEQUENCE, milestone=then.id, other_milestone=one.id)
    yield from _of_dates(used)


def _open(before: Milestone, one: Milestone) -> bool:
    """Whether the first may come after the second, which is to follow it, by what is known of their days."""
    last, first = before.dating.latest, one.dating.earliest
    settled = all(each.exact or each.starts or each.ends for each in (before, one))
    return last is not None and first is not None and last > first and not settled


def _of_dates(used: Sequence[Milestone]) -> Iterator[Check]:
    """Those without a date, and those that certainly or possibly come before one that they should follow."""
    latest: tuple[date, MilestoneId] | None = None
    before: Milestone | None = None
    for one in used:
        if not (one.dating.known or one.starts or one.ends):
            yield Check(CheckKind.UNKNOWN_DATE, Field.DATING, milestone=one.id)
        if latest and one.dating.latest and one.dating.latest < latest[0]:
            found = Check(
                CheckKind.OUT_OF_SEQUENCE, Field.DATING, milestone=one.id, other_milestone=latest[1]
            )
            yield found
        elif before and _open(before, one):
            yield Check(
                CheckKind.ORDER_OPEN,
                Field.DATING,
                milestone=one.id,
                other_milestone=before.id,
                since=max(day for day in (before.dating.earliest, one.dating.earliest) if day),
                until=min(day for day in (before.dating.latest, one.dating.latest) if day),
            )
        before = one
        if one.dating.earliest and (latest is None or one.dating.earliest > latest[0]):
            latest = one.dating.earliest, one.id
