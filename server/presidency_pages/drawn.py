"""The terms of a rotation as a page shows them: drawn along an axis, and as lines that say the same."""

from collections.abc import Mapping, Sequence
from typing import Any

from models.presidency.schedule import Scheduled
from models.presidency.terms import TermId
from server.presidency.milestone_words import short_day
from server.presidency.register import Kept, PresidencyRegister
from server.presidency_pages.axis import Axis
from server.presidency_pages.timeline import timeline
from server.presidency_pages.views import handovers_said, milestones_said, term_lines


def drawn(
    register: PresidencyRegister,
    kept: Kept,
    terms: Sequence[Scheduled],
    axis: Axis,
    language: str,
    *,
    running: TermId | None,
) -> Mapping[str, Any]:
    """What `presidency/timeline.html` and the table beneath it need; `running` has the turn."""
    lines = term_lines(register, kept, running, language)
    offices, at = register.organisation.offices, register.at
    said, handovers = milestones_said(terms, language), handovers_said(kept.rotation, language)
    return {
        "picture": timeline(terms, offices, axis, at, running=running, said=said, handovers=handovers),
        "marks": axis.marks(language),
        "lines": {line.id: line for line in lines},
        "table": lines,
        "today": short_day(at.date(), language),
    }
