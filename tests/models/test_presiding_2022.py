"""The turns of 2022-26, printed with bounds that overlap: one answer at every instant, and an act that switches."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from models.belonging.offices import Offices
from models.presidency.milestones import Milestones, Precision
from models.presidency.presiding import presiding
from models.presidency.reasons import Because
from models.presidency.rotation import Handover, HandoverId, Rotation
from models.presidency.terms import TermId
from tests.models.presidencies import calendar, milestone, published, rows, term

KONYA, SEOUL = "Europe/Istanbul", "Asia/Seoul"


def of_2022() -> tuple[Rotation, Milestones]:
    """As printed: "end of 2023" is where the first turn ends and where the second begins; it may be any day of it."""
    printed = rows("presidency-2022-2026.csv")
    act = next(row for row in printed if row["turn"] == "handover act")
    assert "Konya 26-28 October 2023" in act["from_as_printed"]
    holders = [row["holder"] for row in printed if row is not act]
    years = [
        milestone(n, f"end of {year}", date(year, 12, 1), date(year, 12, 31), Precision.MONTH, zone)
        for n, (year, zone) in enumerate(((2023, KONYA), (2024, KONYA), (2025, "Europe/Amsterdam")), 2)
    ]
    found = calendar(
        milestone(1, "Daejeon Congress", date(2022, 10, 10), date(2022, 10, 14), zone=SEOUL),
        *years,
        milestone(5, "8th Congress", date(2026, 12, 1), date(2026, 12, 31), Precision.MONTH),
    )
    rotation = published(*(term(n, holder) for n, holder in enumerate(holders, 1)), ends=5)
    acts = (
        Handover(HandoverId("daejeon"), TermId("t1"), datetime(2022, 10, 14, 9, tzinfo=UTC)),
        Handover(
            HandoverId("konya"), TermId("t2"), datetime(2023, 10, 28, 12, tzinfo=UTC), note=act["holder"]
        ),
    )
    return replace(rotation, handovers=acts), found


@pytest.mark.parametrize(
    ("at", "in_force", "planned", "provisional", "told"),
    [
        (datetime(2022, 10, 14, 8, tzinfo=UTC), (), (), False, Because.NOTHING_YET),
        (datetime(2022, 10, 14, 9, tzinfo=UTC), ("Montevideo",), (), False, Because.HANDED_OVER),
        (
            datetime(2022, 10, 14, 15, tzinfo=UTC),
            ("Montevideo",),
            ("Montevideo",),
            False,
            Because.HANDED_OVER,
        ),
        (
            datetime(2023, 10, 28, 11, tzinfo=UTC),
            ("Montevideo",),
            ("Montevideo",),
            False,
            Because.HANDED_OVER,
        ),
        (datetime(2023, 10, 28, 12, tzinfo=UTC), ("Konya",), ("Montevideo",), False, Because.AHEAD),
        (datetime(2023, 12, 15, 0, tzinfo=UTC), ("Konya",), ("Montevideo",), False, Because.AHEAD),
        (datetime(2023, 12, 31, 20, tzinfo=UTC), ("Konya",), ("Montevideo",), False, Because.AHEAD),
        (datetime(2023, 12, 31, 21, tzinfo=UTC), ("Konya",), ("Konya",), False, Because.TERM_BY_PLAN),
        (datetime(2024, 12, 15, 0, tzinfo=UTC), ("Konya",), ("Konya",), True, Because.PROVISIONAL_WINDOW),
        (datetime(2025, 1, 1, 0, tzinfo=UTC), ("Konya",), ("The Hague",), False, Because.OVERDUE),
        (datetime(2026, 1, 15, 0, tzinfo=UTC), ("Konya",), ("Daejeon",), False, Because.OVERDUE),
        (datetime(2027, 1, 1, 0, tzinfo=UTC), ("Konya",), (), False, Because.AFTER_LAST),
    ],
)
def test_the_ceremony_at_konya_switches_and_not_the_end_of_the_year(
    at: datetime,
    in_force: tuple[str, ...],
    planned: tuple[str, ...],
    *,
    provisional: bool,
    told: Because,
) -> None:
    answer = presiding(*of_2022(), Offices(), at)
    assert answer.in_force.offices == tuple(f"Mayor of {city}" for city in in_force)
    assert answer.planned.offices == tuple(f"Mayor of {city}" for city in planned)
    assert answer.provisional is provisional
    assert told in {reason.code for reason in answer.because}


def test_a_turn_handed_over_on_its_very_day_is_not_before_its_time() -> None:
    rotation, milestones = of_2022()
    codes = {
        reason.code
        for reason in presiding(
            rotation, milestones, Offices(), datetime(2022, 10, 14, 9, tzinfo=UTC)
        ).because
    }
    assert not codes & {Because.AHEAD, Because.BEFORE_FIRST}
    early = replace(rotation.handovers[0], at=datetime(2022, 10, 13, 9, tzinfo=UTC))
    rotation = replace(rotation, handovers=(early, *rotation.handovers[1:]))
    told = presiding(rotation, milestones, Offices(), datetime(2022, 10, 13, 9, tzinfo=UTC)).because
    assert {Because.AHEAD, Because.BEFORE_FIRST} <= {reason.code for reason in told}
