"""A milestone that is a meeting of ours says what is planned of it, and no more than that."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from models.belonging.dating import UNKNOWN, Dating, on
from models.meeting import Meeting
from models.planning.agenda import Agenda
from models.planning.sitting import Sitting, SittingId
from models.presidency.milestone_plan import as_planned
from models.presidency.milestones import Milestone, Precision
from models.text import Text
from tests.models.rotations import milestone
from tests.models.story import CONVOCATION

RETREAT = milestone("retreat", 2, meeting="council")


def at(day: int, hour: int) -> datetime:
    return datetime(2022, 2, day, hour, tzinfo=UTC)


def planned(*sittings: Sitting, of: Milestone = RETREAT) -> Milestone:
    return as_planned(of, Meeting(convocation=CONVOCATION, agenda=Agenda(sittings=sittings)))


def sitting(number: int, **more: object) -> Sitting:
    return Sitting(SittingId(f"s{number}"), Text(f"Sitting {number}"), **more)  # type: ignore[arg-type]


WHOLE = sitting(1, starts=at(21, 9), ends=at(21, 12))


def test_it_begins_with_its_first_sitting_and_ends_with_its_last() -> None:
    found = planned(WHOLE, sitting(2, starts=at(22, 9), ends=at(22, 17)))
    assert (found.starts, found.ends) == (at(21, 9), at(22, 17))
    assert found.dating == Dating(date(2022, 2, 21), date(2022, 2, 22))


OPEN: dict[str, tuple[tuple[Sitting, ...], datetime | None, datetime | None]] = {
    "the first has no beginning, the last no end": (
        (sitting(1, day=date(2022, 2, 21), ends=at(21, 12)), sitting(2, starts=at(22, 9))),
        None,
        None,
    ),
    "both on one day": ((sitting(1, ends=at(21, 10)), sitting(2, starts=at(21, 11))), None, None),
    "of the last only the day is known": ((WHOLE, sitting(2, day=date(2022, 2, 22))), at(21, 9), None),
    "of the first only the day is known": ((sitting(2, day=date(2022, 2, 20)), WHOLE), None, at(21, 12)),
    "the last has no end": ((WHOLE, sitting(2, starts=at(21, 15))), at(21, 9), None),
}


@pytest.mark.parametrize("case", OPEN)
def test_an_instant_that_another_sitting_contradicts_is_not_known(case: str) -> None:
    sittings, starts, ends = OPEN[case]
    found = planned(*sittings)
    assert (found.starts, found.ends) == (starts, ends)
    assert len(found.sittings) == len(sittings)


def test_where_nothing_is_planned_yet_it_keeps_what_is_known_of_it() -> None:
    assert planned() == RETREAT


def test_where_nothing_is_planned_any_more_nothing_is_known_of_it() -> None:
    """Else its term would pass on at the end of a sitting that is not held."""
    gone = planned(replace(WHOLE, withdrawn=True), of=planned(WHOLE))
    assert (gone.starts, gone.ends, gone.sittings) == (None, None, ())
    assert (gone.dating, gone.precision) == (UNKNOWN, Precision.UNKNOWN)
    again = planned(WHOLE, of=gone)
    assert (again.dating, again.precision) == (on(date(2022, 2, 21)), Precision.EXACT)
