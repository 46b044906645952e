"""Members of a body: local governments and associations, each in a section, with what decides their right to vote.

Source: DOMAIN §1.
"""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import NewType

from models.belonging.offices import IDENTITY, SectionId
from models.procedure import Event, bounded, counted
from models.text import Text

MemberId = NewType("MemberId", str)


class MemberKind(StrEnum):
    LOCAL_GOVERNMENT = "local_government"
    ASSOCIATION = "association"


class Category(StrEnum):
    """In which way somebody is a member."""

    FULL = "full"
    ASSOCIATE = "associate"
    HONORARY = "honorary"
    OBSERVER = "observer"


@dataclass(frozen=True)
class Member:
    """One member of a body. `fees_paid_to` is the last year whose fees are paid; None: nobody has said.

    `suspended` says why its rights rest; empty: they do not. `weight` counts where the body weighs its votes.
    """

    id: MemberId = field(metadata=IDENTITY)
    name: Text
    kind: MemberKind = MemberKind.LOCAL_GOVERNMENT
    country: str = field(default="", metadata=bounded(longest=200))
    section: SectionId | None = field(default=None, metadata=IDENTITY)
    category: Category = Category.FULL
    fees_paid_to: int | None = field(default=None, metadata=counted(most=9999))
    suspended: str = field(default="", metadata=bounded(longest=1000))
    weight: int = field(default=1, metadata=counted(most=1_000_000))


@dataclass(frozen=True)
class MemberEntered(Event):
    member: Member


@dataclass(frozen=True)
class MemberEdited(Event):
    """A member is described so from here on; its id stays."""

    member: Member


@dataclass(frozen=True)
class MemberRemoved(Event):
    """No member of this body any more."""

    member: MemberId
