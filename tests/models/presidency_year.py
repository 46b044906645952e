"""A year of three terms between four exact days, and who has the turn in each of its months."""

from dataclasses import replace
from datetime import UTC, date, datetime

from models.belonging.dating import Dating
from models.belonging.offices import Offices
from models.presidency.milestones import MilestoneId, Milestones, Precision
from models.presidency.presiding import Presiding, presiding
from models.presidency.reasons import Because
from models.presidency.rotation import Handover, HandoverId, Rotation
from models.presidency.terms import Switch, TermId
from tests.models.presidencies import calendar, milestone, published, term

DAYS = tuple(date(2022, month, 20) for month in (3, 6, 9, 12))
SEASONS = calendar(*(milestone(n, f"No. {n}", day, day) for n, day in enumerate(DAYS, 1)))
"""Four days of one year, in UTC."""
YEAR = published(*(term(n, holder, switch=Switch.HISTORY) for n, holder in enumerate("abc", 1)), ends=4)


def on(month: int, day: int, hour: int = 12) -> datetime:
    return datetime(2022, month, day, hour, tzinfo=UTC)


def asked(
    rotation: Rotation, at: datetime, milestones: Milestones = SEASONS, offices: Offices | None = None
) -> Presiding:
    return presiding(rotation, milestones, offices or Offices(), at)


def in_force(rotation: Rotation, milestones: Milestones = SEASONS) -> str:
    """Who has the turn in the middle of each month of the year; "-" where nobody has."""
    months = (asked(rotation, on(month, 15), milestones).in_force.offices for month in range(1, 13))
    return " ".join("+".join(offices) or "-" for offices in months)


def by_plan(rotation: Rotation, milestones: Milestones = SEASONS) -> str:
    months = (asked(rotation, on(month, 15), milestones).planned.offices for month in range(1, 13))
    return " ".join("+".join(offices) or "-" for offices in months)


def codes(answer: Presiding) -> set[Because]:
    return {reason.code for reason in answer.because}


def acting(rotation: Rotation, *acts: tuple[str | None, datetime]) -> Rotation:
    handovers = (Handover(HandoverId(f"h{n}"), to and TermId(to), at) for n, (to, at) in enumerate(acts))
    return replace(rotation, handovers=tuple(handovers))


def moved(*changed: tuple[int, Dating, Precision]) -> Milestones:
    """The seasons, with these milestones dated so."""
    ids = [MilestoneId(f"m{number}") for number, _, _ in changed]
    return {
        **SEASONS,
        **{
            one: replace(SEASONS[one], dating=dating, precision=precision)
            for one, (_, dating, precision) in zip(ids, changed, strict=True)
        },
    }
