"""A rotation: its plan as it is written and as it is published, what was handed over, and what departs from the plan.

Source: DOMAIN §3. What counts is what is published (`plan`); the `draft` is whatever the secretariat is at.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import NewType

from models.belonging.offices import IDENTITY, OfficeId
from models.presidency.departures import Override, OverrideId
from models.presidency.milestones import REASON
from models.presidency.terms import About, Plan, Switch, Term, TermId
from models.procedure import Entry, Event
from models.text import Text

RotationId = NewType("RotationId", str)
HandoverId = NewType("HandoverId", str)


@dataclass(frozen=True)
class Handover:
    """The turn passes to this term at this instant (UTC); `term` None: to nobody, the rotation is over.

    `how` is what it rests on; `meeting` is the slug of the meeting at which it took place. `undone` says why it is
    taken back, where it is.
    """

    id: HandoverId = field(metadata=IDENTITY)
    term: TermId | None = field(metadata=IDENTITY)
    at: datetime
    how: Switch = Switch.ACT
    meeting: str = field(default="", metadata=IDENTITY)
    note: str = field(default="", metadata=REASON)
    undone: str = field(default="", metadata=REASON)


@dataclass(frozen=True)
class Rotation:
    """A rotation as its body's record tells it. `version` is 0 until it is published, and grows with every change of
    what is published, a milestone's move included; `published` (UTC) is when that was, `adopted` by whom and when in
    words ("adopted by the World Council on 17 November 2021"). `over` says of each handover to nobody which
    terms were planned then: those it ended.
    """

    id: RotationId
    draft: Plan
    plan: Plan | None = None
    version: int = 0
    published: datetime | None = None
    adopted: Text = Text()
    handovers: tuple[Handover, ...] = ()
    overrides: tuple[Override, ...] = ()
    withdrawn: str = ""
    over: Mapping[HandoverId, frozenset[TermId]] = field(default_factory=dict)

    @property
    def edited(self) -> bool:
        """Whether the draft says anything that is not published."""
        return self.plan != self.draft

    @property
    def handed_over(self) -> tuple[Handover, ...]:
        """The handovers that stand, by their instants; of the same instant the one that was logged last counts."""
        return tuple(sorted((h for h in self.handovers if not h.undone), key=lambda handover: handover.at))


Rotations = Mapping[RotationId, Rotation]


@dataclass(frozen=True)
class RotationBegun(Event):
    """There is this rotation now: a draft, without terms."""

    rotation: RotationId
    about: About


@dataclass(frozen=True)
class RotationDescribed(Event):
    """In the draft it is called and ends so from here on."""

    rotation: RotationId
    about: About


@dataclass(frozen=True)
class TermSet(Event):
    """In the draft there is this term; one of the same id is so from here on."""

    rotation: RotationId
    term: Term


@dataclass(frozen=True)
class TermRemoved(Event):
    """In the draft there is no such term any more."""

    rotation: RotationId
    term: TermId


@dataclass(frozen=True)
class DraftDropped(Event):
    """The draft is again what is published."""

    rotation: RotationId


@dataclass(frozen=True)
class RotationPublished(Event):
    """What the draft says counts from here on, under the next number; also where it was withdrawn before."""

    rotation: RotationId
    adopted: Text = Text()


@dataclass(frozen=True)
class RotationReissued(Event):
    """What is published has changed from elsewhere (a milestone moved, a holder left), and has its next number."""

    rotation: RotationId
    reason: Text


@dataclass(frozen=True)
class RotationWithdrawn(Event):
    """It counts no longer, and why: nobody has a turn by it."""

    rotation: RotationId
    reason: str


@dataclass(frozen=True)
class HandedOver(Event):
    """The turn has passed on. `outgoing` and `incoming` are who they were by the office, for the record."""

    rotation: RotationId
    handover: Handover
    outgoing: tuple[OfficeId, ...] = ()
    incoming: tuple[OfficeId, ...] = ()


@dataclass(frozen=True)
class HandoverUndone(Event):
    """A handover was no handover, and why: who had the turn before has it again."""

    rotation: RotationId
    handover: HandoverId
    reason: str


@dataclass(frozen=True)
class OverrideMade(Event):
    """Something departs from the plan; one of the same id does so from here on."""

    rotation: RotationId
    override: Override


@dataclass(frozen=True)
class OverrideEnded(Event):
    """A departure from the plan is over at this instant (UTC); None: there never was one."""

    rotation: RotationId
    override: OverrideId
    until: datetime | None = None


@dataclass(frozen=True)
class HistoryImported(Event):
    """What had happened by this rotation before it was kept here, as a file tells it: handovers, known from history,
    and departures from the plan.
    """

    rotation: RotationId
    handovers: tuple[Handover, ...] = ()
    overrides: tuple[Override, ...] = ()


OfRotation = (
    RotationDescribed
    | TermSet
    | TermRemoved
    | DraftDropped
    | RotationPublished
    | RotationReissued
    | RotationWithdrawn
    | HandedOver
    | HandoverUndone
    | OverrideMade
    | OverrideEnded
    | HistoryImported
)


def rotations_after(known: Rotations, entry: Entry) -> Rotations:
    """A body's rotations once this has happened. Never refuses."""
    event = entry.event
    if isinstance(event, RotationBegun):
        return {**known, event.rotation: Rotation(event.rotation, Plan(event.about))}
    if isinstance(event, OfRotation) and event.rotation in known:
        return {**known, event.rotation: _after(known[event.rotation], event, entry.at)}
    return known


def _after(rotation: Rotation, event: OfRotation, at: datetime) -> Rotation:
    match event:
        case RotationDescribed(_, about):
            return replace(rotation, draft=replace(rotation.draft, about=about))
        case TermSet(_, term):
            terms = {**rotation.draft.terms, term.id: term}
            return replace(rotation, draft=replace(rotation.draft, terms=terms))
        case TermRemoved(_, gone):
            terms = {k: term for k, term in rotation.draft.terms.items() if k != gone}
            return replace(rotation, draft=replace(rotation.draft, terms=terms))
        case DraftDropped():
            return replace(rotation, draft=rotation.plan or Plan(rotation.draft.about))
        case RotationPublished(_, adopted):
            issued = replace(rotation, plan=rotation.draft, adopted=adopted, withdrawn="")
            return replace(issued, version=issued.version + 1, published=at)
        case RotationReissued():
            return replace(rotation, version=rotation.version + 1, published=at)
        case RotationWithdrawn(_, reason):
            return replace(rotation, withdrawn=reason)
    return _departed(rotation, event)


def _departed(rotation: Rotation, event: OfRotation) -> Rotation:
    """What has been handed over, and what departs from the plan."""
    match event:
        case HandedOver(_, handover):
            ended = frozenset(rotation.plan.terms if rotation.plan else ())
            over = rotation.over if handover.term else {**rotation.over, handover.id: ended}
            return replace(rotation, handovers=(*rotation.handovers, handover), over=over)
        case HandoverUndone(_, undone, reason):
            handovers = (replace(h, undone=reason) if h.id == undone else h for h in rotation.handovers)
            return replace(rotation, handovers=tuple(handovers))
        case OverrideMade(_, override):
            if override.id not in {known.id for known in rotation.overrides}:
                return replace(rotation, overrides=(*rotation.overrides, override))
            kept = (override if known.id == override.id else known for known in rotation.overrides)
            return replace(rotation, overrides=tuple(kept))
        case OverrideEnded(_, ended, until):
            cut = ((replace(o, until=until) if o.id == ended else o) for o in rotation.overrides)
            return replace(rotation, overrides=tuple(o for o in cut if until is not None or o.id != ended))
        case HistoryImported(_, handovers, overrides):
            return replace(
                rotation,
                handovers=(*rotation.handovers, *handovers),
                overrides=(*rotation.overrides, *overrides),
            )
    return rotation
