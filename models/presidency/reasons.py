"""Why somebody presides: facts in an order in which they can be told, each with what fills its words."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from models.belonging.offices import Ending, OfficeId
from models.presidency.departures import OverrideId
from models.presidency.milestones import MilestoneId
from models.presidency.rotation import HandoverId
from models.presidency.terms import TermId


class Because(StrEnum):
    """What an answer rests on. The codes are permanent.

    Of what is in force. `not_published`, `withdrawn`: there is no plan that counts. `nothing_yet`: nothing has been
    handed over. `handed_over`: by an act; `by_clock`: at the planned instant, by itself; `by_history`: before
    anything was logged. `released`: handed over to nobody; `ended`: over by plan, known from history. `term_gone`:
    what was handed over stands in the plan no more. `nobody_planned`: the term has no holder. `swapped`, `replaced`,
    `deputy`: departures. `vacant`: nobody holds the office; `kept`: its mandate is lost, whoever had it still has the
    function.

    Of the plan. `before_first`, `term_by_plan`, `after_last`; `milestone_merged`: what was to happen there happens
    elsewhere; `milestone_cancelled`: a term falls away, so the one before goes on; `overdue`: by plan the turn should
    have passed on by now; `ahead`: it has passed on before its time; `provisional_window`: the milestone is known
    only so far, and may have been already; `milestone_unknown`: it has no date.
    """

    NOT_PUBLISHED = "not_published"
    WITHDRAWN = "withdrawn"
    NOTHING_YET = "nothing_yet"
    HANDED_OVER = "handed_over"
    BY_CLOCK = "by_clock"
    BY_HISTORY = "by_history"
    RELEASED = "released"
    ENDED = "ended"
    TERM_GONE = "term_gone"
    NOBODY_PLANNED = "nobody_planned"
    SWAPPED = "swapped"
    REPLACED = "replaced"
    DEPUTY = "deputy"
    VACANT = "vacant"
    KEPT = "kept"
    BEFORE_FIRST = "before_first"
    TERM_BY_PLAN = "term_by_plan"
    AFTER_LAST = "after_last"
    MILESTONE_MERGED = "milestone_merged"
    MILESTONE_CANCELLED = "milestone_cancelled"
    OVERDUE = "overdue"
    AHEAD = "ahead"
    PROVISIONAL_WINDOW = "provisional_window"
    MILESTONE_UNKNOWN = "milestone_unknown"


@dataclass(frozen=True)
class Reason:
    """One fact of the chain. Instants are UTC, `day` is a day at the office's place.

    `milestone` is the one that is named in the plan, `there` where it happens, `towards` where the term is to end.
    `offices` are whom it concerns, `instead_of` whose place they take. `words` is what somebody gave as a reason.
    """

    code: Because
    term: TermId | None = None
    milestone: MilestoneId | None = None
    there: MilestoneId | None = None
    towards: MilestoneId | None = None
    at: datetime | None = None
    until: datetime | None = None
    day: date | None = None
    offices: tuple[OfficeId, ...] = ()
    instead_of: OfficeId | None = None
    override: OverrideId | None = None
    handover: HandoverId | None = None
    meeting: str = ""
    ending: Ending | None = None
    words: str = ""
