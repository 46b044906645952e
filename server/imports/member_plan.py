"""What a list of members would change in a body, and what would be known then."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from enum import StrEnum

from models.belonging.membership import MemberId
from models.belonging.offices import Office
from models.procedure import OPERATOR, CommandId, PersonId, Submission
from models.rules.bodies import ImportMembers
from models.rules.decide import decide
from server.imports.faults import Fault
from server.imports.member_lines import Known
from server.persons.people import Person


class Standing(StrEnum):
    """What a row is, beside what is known."""

    FAULTY = "faulty"
    CHANGED = "changed"
    NEW = "new"
    SAME = "same"


@dataclass(frozen=True)
class Difference:
    """A field of a member that would change, in words."""

    column: str
    was: str
    now: str


@dataclass(frozen=True)
class Matched:
    """A row, by its number from 1: what it is, of which member, and what would change."""

    number: int
    standing: Standing
    member: MemberId | None = None
    differences: tuple[Difference, ...] = ()


@dataclass(frozen=True)
class MembersPlan:
    """All that would happen. `command` names those of `fresh` by ids that only hold here."""

    rows: tuple[Matched, ...]
    gone: tuple[MemberId, ...]
    faults: tuple[Fault, ...]
    command: ImportMembers
    fresh: Mapping[PersonId, Person] = field(default_factory=dict)
    corrected: Mapping[PersonId, Person] = field(default_factory=dict)
    offices: tuple[Office, ...] = ()
    unknown_offices: int = 0

    @property
    def idle(self) -> bool:
        """Whether nothing would change."""
        return self.command == ImportMembers(self.command.seen) and not self.corrected

    def count(self, standing: Standing) -> int:
        return sum(1 for row in self.rows if row.standing is standing)


def applied(plan: MembersPlan, known: Known) -> Known:
    """What would be known then. Raises `Refusal` where the rule of the command refuses it."""
    offices = replace(known.offices, offices=(*known.offices.offices, *plan.offices))
    known = replace(known, offices=offices, people={**known.people, **plan.fresh, **plan.corrected})
    if plan.command == ImportMembers(plan.command.seen):
        return known
    submission = Submission(CommandId("preview"), OPERATOR, datetime.min.replace(tzinfo=UTC), plan.command)
    body = known.body
    for event in decide(body, submission):
        body = body.told(event)
    return replace(known, body=body)
