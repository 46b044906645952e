"""Departures from the plan of a rotation: a chair ceded, a deputy, a holder replaced, two terms swapped.

Source: DOMAIN §3.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime

from models.belonging.offices import IDENTITY, OfficeId
from models.body import Body
from models.presidency.departures import Departure, Override, OverrideId
from models.presidency.rotation import OverrideEnded, OverrideMade, Rotation, RotationId
from models.presidency.terms import Plan
from models.procedure import Command, Event, Submission
from models.rules import grounds
from models.rules.rotations import known_rotation, known_term, published_plan

NEEDED = {
    Departure.CEDED: ("office", "meeting", "item"),
    Departure.DEPUTY: ("office", "instead_of"),
    Departure.REPLACED: ("office", "instead_of", "term"),
    Departure.SWAPPED: ("term", "other"),
}
"""What each departure has to say, by the fields of an override."""
FURTHER = {Departure.DEPUTY: ("term",)}
"""What it may say besides."""
PARTS = frozenset({"office", "instead_of", "term", "other", "meeting", "item"})
STANDING_IN = frozenset({Departure.DEPUTY, Departure.REPLACED})


@dataclass(frozen=True)
class MakeOverride(Command):
    """Depart from the plan: cede the chair for an item, name a deputy, replace a holder, swap two terms."""

    rotation: RotationId = field(metadata=IDENTITY)
    override: Override


@dataclass(frozen=True)
class EndOverride(Command):
    """End a departure from the plan at an instant; without one, take it back as if it had never been."""

    rotation: RotationId = field(metadata=IDENTITY)
    override: OverrideId = field(metadata=IDENTITY)
    until: datetime | None = None


def make_override(command: MakeOverride, body: Body, _: Submission) -> Iterator[Event]:
    known = known_rotation(body, command.rotation)
    plan = published_plan(known)
    if not command.override.id:
        raise grounds.ID_TAKEN.refusal(id=command.override.id)
    override = _of_its_kind(command.override)
    if override in known.overrides:
        raise grounds.NOTHING_CHANGED.refusal()
    require_whole(override)
    _require_part(known, plan, override)
    yield OverrideMade(known.id, override)


def _of_its_kind(override: Override) -> Override:
    """Without what its kind does not say: a form may carry fields of a kind that was chosen before."""
    beside = PARTS - {*NEEDED[override.departure], *FURTHER.get(override.departure, ())}
    fresh = Override(override.id, override.departure)
    return replace(override, **{name: getattr(fresh, name) for name in beside})


def end_override(command: EndOverride, body: Body, _: Submission) -> Iterator[Event]:
    known = known_rotation(body, command.rotation)
    override = next((one for one in known.overrides if one.id == command.override), None)
    if override is None:
        raise grounds.UNKNOWN_OVERRIDE.refusal()
    if command.until is not None and command.until == override.until:
        raise grounds.NOTHING_CHANGED.refusal()
    if command.until is not None and override.since is not None and command.until < override.since:
        raise grounds.ENDS_FIRST.refusal()
    yield OverrideEnded(known.id, override.id, command.until)


def require_whole(override: Override) -> None:
    """Refuse one that says too little, is over before it begins, or puts somebody in their own place."""
    for name in NEEDED[override.departure]:
        if not getattr(override, name):
            raise grounds.DEPARTURE_LACKS.refusal(field=grounds.FIELDS[name])
    if override.since is not None and override.until is not None and override.until < override.since:
        raise grounds.ENDS_FIRST.refusal()
    if override.departure is Departure.SWAPPED and override.other == override.term:
        raise grounds.SAME_TWICE.refusal()
    if override.departure in STANDING_IN and override.office == override.instead_of:
        raise grounds.SAME_TWICE.refusal()


def _require_part(rotation: Rotation, plan: Plan, override: Override) -> None:
    """Refuse one of offices and terms that have no part in this rotation."""
    for term in (override.term, override.other if override.departure is Departure.SWAPPED else None):
        if term is not None:
            known_term(plan.terms, term)
    if override.departure in STANDING_IN and override.instead_of not in _everybody(rotation, plan, override):
        raise grounds.NO_HOLDER.refusal()


def _everybody(rotation: Rotation, plan: Plan, override: Override) -> frozenset[OfficeId | None]:
    """Whoever has a term by the plan, or came in the place of somebody by another departure from it."""
    planned = {office for term in plan.terms.values() for office in term.holders}
    came = {
        one.office for one in rotation.overrides if one.departure is Departure.REPLACED and one != override
    }
    return frozenset(planned | came)
