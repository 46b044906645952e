"""What is kept beside the record, and for how long: decided without a clock."""

from datetime import UTC, datetime, timedelta

import pytest

from models.retention import BETWEEN, Horizons, Keeping, due, horizons

NOON = datetime(2027, 6, 13, 12, tzinfo=UTC)


def test_what_has_no_days_stays() -> None:
    assert horizons(Keeping(), NOON) == Horizons(None, None, None)


def test_each_goes_after_its_own_days() -> None:
    after = horizons(Keeping(sign_ins=90, links=30, notes=1), NOON)
    assert [NOON - at for at in (after.sign_ins, after.links, after.notes) if at] == [
        timedelta(days=90),
        timedelta(days=30),
        timedelta(days=1),
    ]


@pytest.mark.parametrize(
    ("since", "looks"), [(timedelta(0), False), (BETWEEN - timedelta(seconds=1), False), (BETWEEN, True)]
)
def test_it_looks_at_first_and_then_once_an_hour(since: timedelta, *, looks: bool) -> None:
    assert due(None, NOON)
    assert due(NOON, NOON + since) is looks
