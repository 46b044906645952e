"""A rotation is begun, written as a draft, published in numbered versions, and withdrawn.

Source: DOMAIN §3. What counts is what is published; of two who write at the draft, each keeps what the other has
not touched. The rules of a body see its own record alone: whether a milestone exists is asked in the act that brings
a term to this door (`server/following/plan_acts.py`).
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from models.belonging.offices import IDENTITY
from models.body import Body
from models.merge import merge
from models.presidency.milestones import REASON
from models.presidency.rotation import (
    DraftDropped,
    Rotation,
    RotationBegun,
    RotationDescribed,
    RotationId,
    RotationPublished,
    RotationReissued,
    RotationWithdrawn,
    TermRemoved,
    TermSet,
)
from models.presidency.terms import About, HandoverAt, Plan, RotationPurpose, Term, TermId
from models.procedure import Command, Event, Submission, counted
from models.rules import grounds
from models.rules.milestones import require_reason
from models.rules.preconditions import require_no_conflict, require_title
from models.text import Text

ADDRESS = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
MOST_HOLDERS = 2


@dataclass(frozen=True)
class BeginRotation(Command):
    """Begin a rotation: a draft, called so, without terms; its id is its place in every address."""

    rotation: RotationId = field(metadata=IDENTITY)
    about: About


@dataclass(frozen=True)
class DescribeRotation(Command):
    """Say in the draft anew what a rotation is, from what the author saw, `was`, to `now`."""

    rotation: RotationId = field(metadata=IDENTITY)
    was: About
    now: About


@dataclass(frozen=True)
class SetTerm(Command):
    """Set a term in the draft: a new one, or one the author saw as `was` to `now`; its id stays."""

    rotation: RotationId = field(metadata=IDENTITY)
    was: Term | None
    now: Term


@dataclass(frozen=True)
class RemoveTerm(Command):
    """Take a term out of the draft."""

    rotation: RotationId = field(metadata=IDENTITY)
    term: TermId = field(metadata=IDENTITY)


@dataclass(frozen=True)
class SetTerms(Command):
    """Write the whole draft anew, as a proposal or a file has it: these `terms` in the place of those `seen`."""

    rotation: RotationId = field(metadata=IDENTITY)
    seen: tuple[Term, ...] = ()
    terms: tuple[Term, ...] = ()


@dataclass(frozen=True)
class DropDraft(Command):
    """Drop what was written since the rotation was published."""

    rotation: RotationId = field(metadata=IDENTITY)


@dataclass(frozen=True)
class PublishRotation(Command):
    """Publish the draft: it counts from here on. `version` is the published one the author saw, 0 if none."""

    rotation: RotationId = field(metadata=IDENTITY)
    version: int = field(metadata=counted(most=1_000_000))
    adopted: Text = Text()


@dataclass(frozen=True)
class ReissueRotation(Command):
    """Give a published rotation its next number, since what it says has changed from elsewhere."""

    rotation: RotationId = field(metadata=IDENTITY)
    reason: Text


@dataclass(frozen=True)
class WithdrawRotation(Command):
    """Withdraw a published rotation and say why: nobody has a turn by it any more."""

    rotation: RotationId = field(metadata=IDENTITY)
    reason: str = field(metadata=REASON)


def begin_rotation(command: BeginRotation, body: Body, _: Submission) -> Iterator[Event]:
    if not ADDRESS.fullmatch(command.rotation):
        raise grounds.BAD_ROTATION.refusal(id=command.rotation)
    if command.rotation in body.rotations:
        raise grounds.ID_TAKEN.refusal(id=command.rotation)
    require_title(command.about.name)
    yield RotationBegun(command.rotation, command.about)


def describe_rotation(command: DescribeRotation, body: Body, _: Submission) -> Iterator[Event]:
    draft = known_rotation(body, command.rotation).draft
    now, conflicts = merge(command.was, command.now, draft.about)
    require_no_conflict(conflicts)
    if now == draft.about:
        raise grounds.NOTHING_CHANGED.refusal()
    require_title(now.name)
    yield RotationDescribed(command.rotation, now)


def set_term(command: SetTerm, body: Body, _: Submission) -> Iterator[Event]:
    terms = known_rotation(body, command.rotation).draft.terms
    if command.was is None:
        if not command.now.id or command.now.id in terms:
            raise grounds.TERM_TAKEN.refusal(id=command.now.id)
        require_term(command.now)
        yield TermSet(command.rotation, command.now)
        return
    known = terms.get(command.was.id)
    if known is None or command.now.id != known.id:
        raise grounds.UNKNOWN_TERM.refusal()
    now, conflicts = merge(command.was, command.now, known)
    require_no_conflict(conflicts)
    if now == known:
        raise grounds.NOTHING_CHANGED.refusal()
    require_term(now)
    yield TermSet(command.rotation, now)


def remove_term(command: RemoveTerm, body: Body, _: Submission) -> Iterator[Event]:
    terms = known_rotation(body, command.rotation).draft.terms
    yield TermRemoved(command.rotation, known_term(terms, command.term).id)


def set_terms(command: SetTerms, body: Body, _: Submission) -> Iterator[Event]:
    terms = known_rotation(body, command.rotation).draft.terms
    if {term.id: term for term in command.seen} != dict(terms):
        raise grounds.DRAFT_MOVED_ON.refusal()
    for known_as, often in Counter(term.id for term in command.terms).items():
        if often > 1 or not known_as:
            raise grounds.DOUBLE_ID.refusal(id=known_as)
    there = {term.id: term for term in command.terms}
    changed = [term for term in command.terms if terms.get(term.id) != term]
    gone = [term for term in terms if term not in there]
    if not changed and not gone:
        raise grounds.NOTHING_CHANGED.refusal()
    yield from (TermRemoved(command.rotation, term) for term in gone)
    for term in changed:
        require_term(term)
        yield TermSet(command.rotation, term)


def drop_draft(command: DropDraft, body: Body, _: Submission) -> Iterator[Event]:
    known = known_rotation(body, command.rotation)
    if known.draft == (known.plan or Plan(known.draft.about)):
        raise grounds.NOTHING_CHANGED.refusal()
    yield DraftDropped(known.id)


def publish_rotation(command: PublishRotation, body: Body, _: Submission) -> Iterator[Event]:
    known = known_rotation(body, command.rotation)
    if command.version != known.version:
        raise grounds.ROTATION_MOVED_ON.refusal(version=str(known.version))
    if not known.edited and not known.withdrawn:
        raise grounds.NOTHING_CHANGED.refusal()
    require_publishable(known.draft)
    standing = known.handed_over
    if standing and standing[-1].term and standing[-1].term not in known.draft.terms:
        raise grounds.TERM_IN_FORCE.refusal()
    yield RotationPublished(known.id, command.adopted)


def reissue_rotation(command: ReissueRotation, body: Body, _: Submission) -> Iterator[Event]:
    known = known_rotation(body, command.rotation)
    published_plan(known)
    yield RotationReissued(known.id, command.reason)


def withdraw_rotation(command: WithdrawRotation, body: Body, _: Submission) -> Iterator[Event]:
    known = known_rotation(body, command.rotation)
    published_plan(known)
    require_reason(command.reason)
    yield RotationWithdrawn(known.id, command.reason.strip())


def known_rotation(body: Body, rotation: RotationId) -> Rotation:
    found = body.rotations.get(rotation)
    if found is None:
        raise grounds.UNKNOWN_ROTATION.refusal()
    return found


def published_plan(rotation: Rotation) -> Plan:
    """What counts of it; refused where nothing does."""
    if rotation.plan is None or rotation.withdrawn:
        raise grounds.NOT_PUBLISHED.refusal()
    return rotation.plan


def known_term(terms: Mapping[TermId, Term], term: TermId) -> Term:
    found = terms.get(term)
    if found is None:
        raise grounds.UNKNOWN_TERM.refusal()
    return found


def require_term(term: Term) -> None:
    """Refuse a term that begins nowhere, or has other holders than one or two different offices, or nobody."""
    if not term.begins:
        raise grounds.NO_BEGINNING.refusal()
    if len(term.holders) > MOST_HOLDERS:
        raise grounds.TOO_MANY_HOLDERS.refusal()
    if len(set(term.holders)) < len(term.holders):
        raise grounds.HOLDER_TWICE.refusal()
    if term.handover is HandoverAt.SITTING and not term.sitting:
        raise grounds.NO_SITTING_NAMED.refusal()


def require_publishable(draft: Plan) -> None:
    """Refuse a plan that could not be told apart or about nothing, as far as its body's own record shows."""
    if not draft.terms:
        raise grounds.NO_TERMS.refusal()
    if max(Counter((term.begins, term.moment) for term in draft.terms.values()).values()) > 1:
        raise grounds.SEQUENCE_TAKEN.refusal()
    if draft.about.purpose is RotationPurpose.CHAIRS and not draft.about.over and not draft.about.meeting:
        raise grounds.CHAIRS_NOTHING.refusal()
