"""What a check of a plan says: what is found, how bad it is, and which field it stands beside."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from models.belonging.offices import OfficeId, SectionId
from models.presidency.departures import OverrideId
from models.presidency.milestones import MilestoneId
from models.presidency.terms import TermId


class CheckKind(StrEnum):
    """What can be found. The codes are permanent.

    `gap`: a term has no holder, or there is no term at all. `falls_away`: its milestone does not take place, or is
    not known, so it never begins. `overlap`: two terms begin at the same moment of the same milestone, so the first
    has no length. `unknown_date`: a milestone has no date. `out_of_sequence`: one certainly comes before another that
    it should follow. `order_open`: one may come after the next one, so their order is taken from the sequence.
    `same_sequence`: two have the same number. `no_mandate`: nobody holds a holder's office on some day of the term;
    `mandate_not_known`: nobody has said whether somebody does (without days: on none of the term). `away`: a holder
    is away for a part of the term, and a deputy stands in. `twice_running`: a holder, or one person, has two terms in
    a row.
    `section_balance`: over the cycle a section has more turns than another by two or more. `alone`: a term has one
    holder where most have two; or its two holders are one person.
    """

    GAP = "gap"
    FALLS_AWAY = "falls_away"
    OVERLAP = "overlap"
    UNKNOWN_DATE = "unknown_date"
    OUT_OF_SEQUENCE = "out_of_sequence"
    ORDER_OPEN = "order_open"
    SAME_SEQUENCE = "same_sequence"
    NO_MANDATE = "no_mandate"
    MANDATE_NOT_KNOWN = "mandate_not_known"
    AWAY = "away"
    TWICE_RUNNING = "twice_running"
    SECTION_BALANCE = "section_balance"
    ALONE = "alone"


SERIOUS = frozenset(
    {
        CheckKind.GAP,
        CheckKind.FALLS_AWAY,
        CheckKind.OVERLAP,
        CheckKind.OUT_OF_SEQUENCE,
        CheckKind.SAME_SEQUENCE,
        CheckKind.NO_MANDATE,
    }
)
"""What is a fault; the others are worth a look."""


class Field(StrEnum):
    """Which field of a term, a milestone or the whole rotation a check stands beside, by its name in the models."""

    HOLDERS = "holders"
    BEGINS = "begins"
    TERMS = "terms"
    ENDS = "ends"
    DATING = "dating"
    SEQUENCE = "sequence"


@dataclass(frozen=True)
class Check:
    """Something found. It stands beside the `field` of a term or a milestone, or of the rotation itself.

    The others fill its words: which other term or milestone, which offices, which days at the office's place (from
    `since` to `until`, inclusive; None: to no end), and how many turns which sections have.
    """

    kind: CheckKind
    field: Field
    term: TermId | None = None
    milestone: MilestoneId | None = None
    other: TermId | None = None
    other_milestone: MilestoneId | None = None
    offices: tuple[OfficeId, ...] = ()
    since: date | None = None
    until: date | None = None
    override: OverrideId | None = None
    most: tuple[SectionId, ...] = ()
    most_turns: int = 0
    fewest: tuple[SectionId, ...] = ()
    fewest_turns: int = 0

    @property
    def serious(self) -> bool:
        return self.kind in SERIOUS
