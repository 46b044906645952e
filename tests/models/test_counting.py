"""Several rotations over one body: exactly one counts, whatever their order, and it can be said why."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import permutations

import pytest

from models.body import BodyId
from models.presidency.counting import Claim, Counting, contests, overlaps
from models.presidency.presiding import Turn
from models.presidency.rotation import RotationId
from models.presidency.terms import About, RotationPurpose, TermId
from models.text import Text
from tests.models.presidencies import calendar, milestone, published, term

AT = datetime(2024, 2, 15, 9, tzinfo=UTC)
BODY = BodyId("presidency")
MONTHS = calendar(*(milestone(n, f"M{n}", date(2024, n, 1), date(2024, n, 1)) for n in range(1, 6)))


def claim(known: str, purpose: RotationPurpose = RotationPurpose.PRESIDENCY, *, days: int = 0) -> Claim:
    holders = term(1, "konya").holders
    turn = Turn(TermId("t1"), holders, AT - timedelta(days=days))
    return Claim(BODY, RotationId(known), Text(known), purpose, turn)


CHAIRS, NEW, OLD = claim("z", RotationPurpose.CHAIRS, days=99), claim("y", days=1), claim("a", days=30)
NOBODYS = replace(claim("b"), turn=Turn())


def test_one_counts_before_all_others_in_whatever_order_they_come() -> None:
    for order in permutations((CHAIRS, NEW, OLD, NOBODYS)):
        found = [(one.counts.rotation, one.other.rotation, one.why) for one in contests(order)]
        assert found == [("z", "y", Counting.CHAIRS), ("z", "a", Counting.CHAIRS)]
        first, *_ = sorted(order, key=lambda one: one.precedence)
        assert first is CHAIRS


def test_of_two_presidencies_the_turn_that_began_last_and_of_two_that_began_at_once_the_first_address() -> (
    None
):
    [contest] = contests((OLD, NEW))
    assert (contest.counts, contest.why) == (NEW, Counting.BEGAN_LAST)
    [contest] = contests((replace(NEW, rotation=RotationId("x")), NEW))
    assert (contest.counts.rotation, contest.why) == ("x", Counting.ADDRESS)
    assert list(contests((OLD, NOBODYS))) == []


@pytest.mark.parametrize(
    ("first", "ends", "found"),
    [(1, 2, None), (1, 3, (2, 3)), (3, 5, (3, 4)), (1, None, (2, 4)), (4, 5, None)],
)
def test_two_plans_over_one_body_overlap_or_follow_each_other(
    first: int, ends: int | None, found: tuple[int, int] | None
) -> None:
    def plan(begins: int, last: int | None, **more: object):
        made = published(term(begins, "konya"), ends=last).plan
        assert made
        about = About(Text("Other"), over=("council", "bureau"), ends=made.about.ends)
        return replace(made, about=replace(about, **more))

    own = plan(2, 4, over=("council",))
    told = [(one.over, one.first, one.last) for one in overlaps(own, [plan(first, ends)], MONTHS)]
    bounds = [datetime(2024, n, 2, tzinfo=UTC) for n in found or ()]
    assert told == ([("council", *bounds)] if found else [])
    assert list(overlaps(own, [plan(first, ends, purpose=RotationPurpose.CHAIRS)], MONTHS)) == []
    assert list(overlaps(own, [plan(first, ends, over=("bureau",))], MONTHS)) == []
