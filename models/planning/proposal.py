"""Items proposed by another meeting, which deferred them: they wait until this one takes or declines them.

Source: DOMAIN §2 (an item is concluded as deferred to a meeting, and appears there as proposed).
"""

from dataclasses import dataclass
from typing import NewType

from models.planning.item import AgendaItem, ItemId
from models.procedure import Event
from models.text import Text

ProposalId = NewType("ProposalId", str)


@dataclass(frozen=True)
class Proposal:
    """An item as the other meeting had it; `source` is that meeting's slug, `title` its title."""

    id: ProposalId
    source: str
    title: Text
    item: AgendaItem


@dataclass(frozen=True)
class ItemProposed(Event):
    """Another meeting has deferred an item to this one."""

    proposal: Proposal


@dataclass(frozen=True)
class ProposalAccepted(Event):
    """A proposed item has joined the agenda as `item`."""

    proposal: ProposalId
    item: ItemId


@dataclass(frozen=True)
class ProposalDeclined(Event):
    proposal: ProposalId


def proposals_after(proposals: tuple[Proposal, ...], event: Event) -> tuple[Proposal, ...]:
    """What still waits once this has happened."""
    match event:
        case ItemProposed(proposal):
            return (*proposals, proposal)
        case ProposalAccepted(gone, _) | ProposalDeclined(gone):
            return tuple(p for p in proposals if p.id != gone)
    return proposals
