"""A rotation as a picture: edges as faint as the dates, words by their bars, every milestone named beneath."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.belonging.offices import Offices
from models.presidency.rotation import Handover, HandoverId
from models.presidency.schedule import schedule
from models.presidency.terms import TermId
from server.presidency_pages.axis import Axis, whole
from server.presidency_pages.shades import shades
from server.presidency_pages.timeline import Timeline, instants, timeline
from server.presidency_pages.views import milestones_said
from tests.models.presidencies import of_2021

NOW = datetime(2022, 3, 18, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("edges", "bends"),
    [
        ((0, 0, 10, 10), ((0, 1), (0, 1), (100, 1), (100, 1))),
        ((0, 2, 8, 10), ((0, 0), (20, 1), (80, 1), (100, 0))),
        ((0, 5, 0, 10), ((0, 0), (33.33, 0.667), (100, 0))),
        ((0, 10, 0, 10), ((0, 0), (50, 0.5), (100, 0))),
    ],
)
def test_a_bar_is_as_faint_as_its_days_are_unsure(
    edges: tuple[float, float, float, float], bends: tuple[tuple[float, float], ...]
) -> None:
    assert shades(*edges) == bends


@given(st.tuples(*[st.floats(0, 100, allow_nan=False)] * 4))
def test_no_bar_is_more_than_whole_or_bends_back(days: tuple[float, ...]) -> None:
    first, sure, unsure, last = min(days), days[1], days[2], max(days)
    found = shades(first, sure, unsure, last)
    assert [at for at, _ in found] == sorted(at for at, _ in found)
    assert all(0 <= share <= 1 for _, share in found)


def drawn(axis: Axis | None = None, *handovers: Handover) -> Timeline:
    rotation, milestones = of_2021()
    assert rotation.plan is not None
    terms = schedule(rotation.plan, milestones)
    return timeline(
        terms,
        Offices(),
        axis or whole(tuple(instants(terms)), NOW.date()),
        NOW,
        running=TermId("t2"),
        said=milestones_said(terms, "en"),
        handovers=[(one, "then") for one in handovers],
    )


def test_a_term_from_a_month_into_one_that_overlaps_it_has_no_sharp_edge() -> None:
    fifth = drawn().bars[4]
    assert fifth.shades[0][1] == fifth.shades[-1][1] == 0
    assert 0 < max(share for _, share in fifth.shades) < 1


def test_words_stand_where_their_bar_begins_and_all_milestones_are_named_with_their_days() -> None:
    picture = drawn()
    assert [bar.words_at for bar in picture.bars] == [bar.x for bar in picture.bars]
    named = [(dot.said.name, dot.said.short) for dot in picture.dots]
    assert (named[0], named[-1]) == (("World Council", "17 Nov"), ("World Congress", "Oct"))
    assert len(named) == len(picture.bars) + 1
    assert {dot.own for dot in picture.dots} == set(range(7))
    assert max(dot.row for dot in picture.dots) < 6
    last = picture.dots[-1]
    assert last.before
    assert last.top == picture.bars[-1].y


def test_a_week_shows_the_part_of_a_term_that_lies_in_it_and_its_words_stay_in_the_picture() -> None:
    picture = drawn(Axis.around(NOW.date(), 7))
    [bar] = picture.bars
    assert (bar.term, bar.words_at, picture.dots) == ("t2", 0, ())
    assert bar.x < 0
    assert bar.x + bar.width > 100


def test_a_handover_is_marked_where_it_was_whatever_the_plan_says() -> None:
    at = datetime(2022, 3, 1, 15, tzinfo=UTC)
    handover = Handover(HandoverId("h1"), TermId("t2"), at)
    axis = Axis.around(NOW.date(), 365)
    picture = drawn(axis, handover)
    [passed] = picture.passed
    second = next(bar for bar in picture.bars if bar.term == "t2")
    assert (passed.x, passed.y) == (axis.place(at), second.y)
    assert drawn(Axis.around(datetime(2022, 9, 1, tzinfo=UTC).date(), 7), handover).passed == ()
