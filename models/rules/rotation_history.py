"""What happened by a rotation before it was kept here is taken over from a file, once, while nothing counts yet.

Source: DOMAIN §3 ("terms imported as history count as handed over by plan, marked so"). A file makes no act of this
house: handovers it tells of are known from history, and what has been published or handed over here stays as it is.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from models.belonging.offices import IDENTITY
from models.body import Body
from models.presidency.departures import Override
from models.presidency.rotation import Handover, HistoryImported, Rotation, RotationId
from models.presidency.terms import Switch
from models.procedure import Command, Event, Submission
from models.rules import grounds
from models.rules.departures import require_whole
from models.rules.handing_over import require_instant
from models.rules.rotations import known_rotation, known_term


@dataclass(frozen=True)
class ImportHistory(Command):
    """Take over from a file what happened by a rotation: handovers, in their order, and departures from its plan."""

    rotation: RotationId = field(metadata=IDENTITY)
    handovers: tuple[Handover, ...] = ()
    overrides: tuple[Override, ...] = ()


def import_history(command: ImportHistory, body: Body, submission: Submission) -> Iterator[Event]:
    known = known_rotation(body, command.rotation)
    if has_history(known):
        raise grounds.HISTORY_HERE.refusal()
    if not command.handovers and not command.overrides:
        raise grounds.NOTHING_CHANGED.refusal()
    for things in (command.handovers, command.overrides):
        for known_as, often in Counter(one.id for one in things).items():
            if often > 1 or not known_as:
                raise grounds.DOUBLE_ID.refusal(id=known_as)
    for override in command.overrides:
        require_whole(override)
    handovers = as_history(command.handovers)
    _require_handovers(known, handovers, submission)
    yield HistoryImported(known.id, handovers, command.overrides)


def has_history(rotation: Rotation) -> bool:
    """Whether anything counts, or has happened, by this rotation here."""
    return rotation.plan is not None or bool(rotation.handovers or rotation.overrides)


def as_history(handovers: tuple[Handover, ...]) -> tuple[Handover, ...]:
    """The same as they are known from a file: whatever they rested on elsewhere, nobody has logged them here."""
    return tuple(replace(one, how=Switch.HISTORY) for one in handovers)


def _require_handovers(rotation: Rotation, handovers: tuple[Handover, ...], submission: Submission) -> None:
    """Refuse what could not have come about one after another; the last that stands gives a term of the draft."""
    for handover in handovers:
        if handover.undone:
            continue
        require_instant(rotation, handover, submission)
        if handover.term and handover.term in {one.term for one in rotation.handed_over}:
            raise grounds.HAD_TURN.refusal()
        rotation = replace(rotation, handovers=(*rotation.handovers, handover))
    if rotation.handed_over and rotation.handed_over[-1].term:
        known_term(rotation.draft.terms, rotation.handed_over[-1].term)
