"""Milestones are entered, edited, cancelled, merged into others, restored, struck and imported.

Source: DOMAIN §3. Whatever begins or ends at a milestone follows it in the same act (`server/following/reissues.py`).
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from zoneinfo import available_timezones

from models.belonging.offices import IDENTITY
from models.merge import merge
from models.organisation import Organisation
from models.presidency.milestones import (
    REASON,
    Milestone,
    MilestoneCancelled,
    MilestoneEdited,
    MilestoneEntered,
    MilestoneId,
    MilestoneRestored,
    Milestones,
    MilestoneStruck,
    Precision,
    milestones_after,
)
from models.procedure import Command, Event, Submission
from models.rules import grounds
from models.rules.preconditions import require_no_conflict, require_title

LONGEST_WEEK = 7  # days


@dataclass(frozen=True)
class EnterMilestone(Command):
    """Enter a named event between which a presidency passes, dated as well as anybody knows."""

    milestone: Milestone


@dataclass(frozen=True)
class EditMilestone(Command):
    """Move a milestone or describe it anew, from what the author saw, `was`, to `now`; its id stays."""

    was: Milestone
    now: Milestone


@dataclass(frozen=True)
class CancelMilestone(Command):
    """Cancel a milestone, say why, and at which other one everything happens that was to happen there."""

    milestone: MilestoneId = field(metadata=IDENTITY)
    reason: str = field(metadata=REASON)
    merged_into: MilestoneId | None = field(default=None, metadata=IDENTITY)


@dataclass(frozen=True)
class RestoreMilestone(Command):
    """Let a milestone take place after all."""

    milestone: MilestoneId = field(metadata=IDENTITY)


@dataclass(frozen=True)
class StrikeMilestone(Command):
    """Strike out a milestone that was entered by mistake."""

    milestone: MilestoneId = field(metadata=IDENTITY)


@dataclass(frozen=True)
class ImportMilestones(Command):
    """Enter milestones from a file, and describe anew those of the same id: all of them or none."""

    milestones: tuple[Milestone, ...] = ()


def enter_milestone(command: EnterMilestone, state: Organisation, _: Submission) -> Iterator[Event]:
    milestone = command.milestone
    if not milestone.id or milestone.id in state.milestones:
        raise grounds.ID_TAKEN.refusal(id=milestone.id)
    require_milestone(state.milestones, milestone)
    yield MilestoneEntered(milestone)


def edit_milestone(command: EditMilestone, state: Organisation, _: Submission) -> Iterator[Event]:
    known = known_milestone(state.milestones, command.now.id)
    now, conflicts = merge(command.was, command.now, known)
    require_no_conflict(conflicts)
    now = _untied(now, known)
    if now == known:
        raise grounds.NOTHING_CHANGED.refusal()
    require_milestone(state.milestones, now)
    yield MilestoneEdited(now)


def cancel_milestone(command: CancelMilestone, state: Organisation, _: Submission) -> Iterator[Event]:
    known = known_milestone(state.milestones, command.milestone)
    if not known.takes_place:
        raise grounds.CANCELLED_ALREADY.refusal(milestone=known.name)
    require_reason(command.reason)
    event = MilestoneCancelled(known.id, command.reason.strip(), command.merged_into)
    _require_other(milestones_after(state.milestones, event), known)
    yield event


def restore_milestone(command: RestoreMilestone, state: Organisation, _: Submission) -> Iterator[Event]:
    known = known_milestone(state.milestones, command.milestone)
    if known.takes_place:
        raise grounds.NOT_CANCELLED.refusal(milestone=known.name)
    yield MilestoneRestored(known.id)


def strike_milestone(command: StrikeMilestone, state: Organisation, _: Submission) -> Iterator[Event]:
    known = known_milestone(state.milestones, command.milestone)
    if any(other.merged_into == known.id for other in state.milestones.values()):
        raise grounds.MILESTONE_IN_USE.refusal(milestone=known.name)
    yield MilestoneStruck(known.id)


def import_milestones(command: ImportMilestones, state: Organisation, _: Submission) -> Iterator[Event]:
    known, events = state.milestones, []
    for milestone in command.milestones:
        before = known.get(milestone.id)
        if milestone == before:
            continue
        event = MilestoneEdited(_untied(milestone, before)) if before else MilestoneEntered(milestone)
        known = milestones_after(known, event)
        events.append(event)
    for event in events:
        require_milestone(known, event.milestone)
    if not events:
        raise grounds.NOTHING_CHANGED.refusal()
    yield from events


def _untied(now: Milestone, known: Milestone) -> Milestone:
    """Without what was copied from the plan of a meeting, or of a sitting of it, that it is no more."""
    if (now.meeting, now.sitting) == (known.meeting, known.sitting):
        return now
    starts = None if now.starts == known.starts else now.starts
    ends = None if now.ends == known.ends else now.ends
    return replace(now, starts=starts, ends=ends, sittings=())


def known_milestone(known: Milestones, milestone: MilestoneId) -> Milestone:
    found = known.get(milestone)
    if found is None:
        raise grounds.UNKNOWN_MILESTONE.refusal()
    return found


def require_milestone(known: Milestones, milestone: Milestone) -> None:
    """Refuse a milestone that can lie nowhere, is dated otherwise than it says, or is merged into itself."""
    require_title(milestone.name)
    if milestone.zone not in available_timezones():
        raise grounds.UNKNOWN_ZONE.refusal(zone=milestone.zone)
    starts, ends = milestone.starts, milestone.ends
    if milestone.dating.backwards or (starts is not None and ends is not None and ends < starts):
        raise grounds.MILESTONE_BACKWARDS.refusal(milestone=milestone.name)
    if not precision_fits(milestone):
        raise grounds.PRECISION_MISFITS.refusal(milestone=milestone.name, precision=milestone.precision)
    if milestone.sitting and not milestone.meeting:
        raise grounds.SITTING_OF_NOTHING.refusal(milestone=milestone.name)
    if milestone.takes_place and milestone.merged_into:
        raise grounds.MERGED_THOUGH_KEPT.refusal(milestone=milestone.name)
    _require_other({**known, milestone.id: milestone}, milestone)


def precision_fits(milestone: Milestone) -> bool:
    """Whether its days are bounded as it says: a week has at most seven, a month lies in one, several in several."""
    earliest, latest = milestone.dating.earliest, milestone.dating.latest
    if milestone.precision is Precision.UNKNOWN:
        return not milestone.dating.known
    if milestone.precision is Precision.RANGE:
        return milestone.dating.known
    if earliest is None or latest is None:
        return False
    one_month = (earliest.year, earliest.month) == (latest.year, latest.month)
    return {
        Precision.WEEK: (latest - earliest).days < LONGEST_WEEK,
        Precision.MONTH: one_month,
        Precision.MONTHS: not one_month,
    }.get(milestone.precision, True)


def require_reason(reason: str) -> None:
    if not reason.strip():
        raise grounds.NO_REASON.refusal()


def _require_other(known: Milestones, milestone: Milestone) -> None:
    """Refuse one that is merged into what is not known, or round in a ring into itself."""
    seen, other = {milestone.id}, known[milestone.id].merged_into
    while other is not None:
        if other in seen:
            raise grounds.MERGED_INTO_ITSELF.refusal(milestone=milestone.name)
        seen.add(other)
        other = known_milestone(known, other).merged_into
