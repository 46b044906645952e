"""Items deferred from one meeting to another: concluded here, proposed there, in one act over both records.

Source: DOMAIN §2. Each part is decided by its own meeting's rules; `defer_item` and `propose_item` go together.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from models.meeting import Meeting, MeetingState
from models.planning.agenda import ItemAdded, ItemConcluded
from models.planning.editing import ItemDeferred
from models.planning.item import ItemId, Outcome
from models.planning.particulars import particulars_of
from models.planning.proposal import ItemProposed, Proposal, ProposalAccepted, ProposalDeclined, ProposalId
from models.planning.sitting import SittingId
from models.procedure import Command, Event, Submission, bounded
from models.rules import grounds
from models.rules.agenda import require_convened
from models.rules.editing import AddItem, add_item
from models.rules.preconditions import known_item, require_editable

ID = bounded(longest=80)
PROPOSAL_ID = bounded(longest=200)


@dataclass(frozen=True)
class DeferItem(Command):
    """Defer an item that has not begun to another meeting (its slug), where it appears as proposed."""

    item: ItemId = field(metadata=ID)
    to: str = field(metadata=ID)


@dataclass(frozen=True)
class ProposeItem(Command):
    """Propose an item that another meeting defers; goes together with `defer_item` in that meeting."""

    proposal: Proposal


@dataclass(frozen=True)
class AcceptProposal(Command):
    """Take a proposed item onto the agenda, behind `after`."""

    proposal: ProposalId = field(metadata=PROPOSAL_ID)
    after: ItemId | None = field(default=None, metadata=ID)
    sitting: SittingId | None = field(default=None, metadata=ID)


@dataclass(frozen=True)
class DeclineProposal(Command):
    """Do not take a proposed item onto the agenda."""

    proposal: ProposalId = field(metadata=PROPOSAL_ID)


def defer_item(command: DeferItem, meeting: Meeting, _: Submission) -> Iterator[Event]:
    require_convened(meeting)
    agenda = meeting.agenda_of(command.item) or meeting.agenda
    item = known_item(agenda, command.item)
    if item.outcome:
        raise grounds.ALREADY_CONCLUDED.refusal(item=item.label)
    if item.started:
        raise grounds.HAS_BEGUN.refusal(item=item.label)
    if meeting.convocation and command.to == meeting.convocation.slug:
        raise grounds.SAME_MEETING.refusal()
    yield ItemConcluded(item.id, Outcome.DEFERRED)
    yield ItemDeferred(item.id, command.to)


def propose_item(command: ProposeItem, meeting: Meeting, _: Submission) -> Iterator[Event]:
    if meeting.state is MeetingState.CLOSED and meeting.convocation:
        raise grounds.CLOSED_THERE.refusal(meeting=meeting.convocation.title)
    if any(p.id == command.proposal.id for p in meeting.proposals):
        raise grounds.ALREADY_PROPOSED.refusal(item=command.proposal.item.label)
    yield ItemProposed(command.proposal)


def accept_proposal(command: AcceptProposal, meeting: Meeting, submission: Submission) -> Iterator[Event]:
    proposal = _waiting(meeting, command.proposal)
    particulars = replace(particulars_of(proposal.item), fixed_start=None)
    adding = AddItem(particulars, command.after, sitting=command.sitting)
    events = tuple(add_item(adding, replace(meeting, seq=meeting.seq + 1), submission))
    added = next(event.item.id for event in events if isinstance(event, ItemAdded))
    yield ProposalAccepted(proposal.id, added)
    yield from events


def decline_proposal(command: DeclineProposal, meeting: Meeting, _: Submission) -> Iterator[Event]:
    require_editable(meeting)
    yield ProposalDeclined(_waiting(meeting, command.proposal).id)


def _waiting(meeting: Meeting, proposal: ProposalId) -> Proposal:
    found = next((p for p in meeting.proposals if p.id == proposal), None)
    if found is None:
        raise grounds.UNKNOWN_PROPOSAL.refusal()
    return found
