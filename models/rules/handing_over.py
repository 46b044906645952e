"""The turn passes on by an act that is logged, and goes back where that is undone.

Source: DOMAIN §3. A press carries whose turn it was when it was made: of two who press at once, the second is told.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from models.belonging.offices import IDENTITY
from models.body import Body
from models.presidency.amended import amended
from models.presidency.milestones import REASON, Milestones
from models.presidency.rotation import HandedOver, Handover, HandoverId, HandoverUndone, Rotation, RotationId
from models.presidency.schedule import schedule
from models.presidency.switches import in_force
from models.presidency.terms import Plan, Switch, TermId
from models.procedure import OPERATOR, Command, Event, Submission
from models.rules import grounds
from models.rules.milestones import require_reason
from models.rules.rotations import known_rotation, known_term, published_plan


@dataclass(frozen=True)
class HandOver(Command):
    """Hand the turn over to a term, or to nobody at the end. `outgoing_seen` is the term whose turn it was."""

    rotation: RotationId = field(metadata=IDENTITY)
    handover: Handover
    outgoing_seen: TermId | None = field(default=None, metadata=IDENTITY)


@dataclass(frozen=True)
class UndoHandover(Command):
    """Undo the last handover and say why: whoever had the turn before has it again."""

    rotation: RotationId = field(metadata=IDENTITY)
    handover: HandoverId = field(metadata=IDENTITY)
    reason: str = field(metadata=REASON)


def hand_over(command: HandOver, body: Body, submission: Submission) -> Iterator[Event]:
    known = known_rotation(body, command.rotation)
    plan = published_plan(known)
    handover = replace(command.handover, undone="")
    if not handover.id or any(one.id == handover.id for one in known.handovers):
        raise grounds.ID_TAKEN.refusal(id=handover.id)
    if handover.term is not None:
        known_term(plan.terms, handover.term)
    _require_turn(known, plan, command)
    require_instant(known, handover, submission)
    if handover.how is Switch.CLOCK and not _by_the_clock(plan, handover, submission):
        raise grounds.BY_THE_CLOCK.refusal()
    holders = amended(known, plan, handover.at)
    outgoing = holders.get(command.outgoing_seen, ()) if command.outgoing_seen else ()
    yield HandedOver(known.id, handover, outgoing, holders[handover.term] if handover.term else ())


def undo_handover(command: UndoHandover, body: Body, _: Submission) -> Iterator[Event]:
    known = known_rotation(body, command.rotation)
    standing = known.handed_over
    if command.handover not in {one.id for one in standing}:
        raise grounds.UNKNOWN_HANDOVER.refusal()
    if standing[-1].id != command.handover:
        raise grounds.NOT_THE_LAST.refusal()
    require_reason(command.reason)
    yield HandoverUndone(known.id, command.handover, command.reason.strip())


def require_in_force(body: Body, milestones: Milestones, submission: Submission) -> None:
    """Refuse a handover that was made (it stands in `body`) from a term that began as planned and is over since.

    It was in force when the press was made, or else when that was which is logged.
    """
    command = submission.command
    if not isinstance(command, HandOver):
        return
    known = known_rotation(body, command.rotation)
    earlier = tuple(one for one in known.handovers if one.id != command.handover.id)
    before = replace(known, handovers=earlier)
    terms = schedule(published_plan(known), milestones)
    seen = next((one.term for one in terms if one.term.id == command.outgoing_seen), None)
    if seen is None or seen.switch is not Switch.HISTORY:
        return
    instants = (submission.at, command.handover.at)
    if seen.id not in {in_force(before, terms, at).term for at in instants}:
        raise grounds.ALREADY_HANDED_OVER.refusal()


def _require_turn(rotation: Rotation, plan: Plan, command: HandOver) -> None:
    """Refuse who has not seen whose turn it is, and what would give it to who has it or had it.

    Terms known to have begun as planned (`history`) have had no act: whose turn they say it is needs dates, which are
    not in this record, so they are taken as seen here and asked where the dates are (`require_in_force`).
    """
    standing = rotation.handed_over
    last = standing[-1].term if standing else None
    seen = plan.terms.get(command.outgoing_seen) if command.outgoing_seen else None
    by_history = seen is not None and seen.switch is Switch.HISTORY
    if command.outgoing_seen != last and not by_history:
        raise grounds.ALREADY_HANDED_OVER.refusal()
    if command.handover.term == command.outgoing_seen or (standing and command.handover.term == last):
        raise grounds.ALREADY_HANDED_OVER.refusal()
    if command.handover.term is not None and command.handover.term in {one.term for one in standing}:
        raise grounds.HAD_TURN.refusal()


def require_instant(rotation: Rotation, handover: Handover, submission: Submission) -> None:
    """Refuse an instant that has not come, or is before the last handover that stands."""
    if handover.at > submission.at:
        raise grounds.HANDOVER_AHEAD.refusal(at=handover.at)
    standing = rotation.handed_over
    if standing and handover.at < standing[-1].at:
        raise grounds.HANDED_OVER_LATER.refusal(at=standing[-1].at)


def _by_the_clock(plan: Plan, handover: Handover, submission: Submission) -> bool:
    """Whether it is the house that lets the clock hand over, to a term that the plan leaves to it."""
    planned = handover.term is None or plan.terms[handover.term].switch is Switch.CLOCK
    return submission.by == OPERATOR and planned
