"""When terms begin and end by plan, as well as their milestones are dated."""

from dataclasses import replace
from datetime import UTC, date, datetime

from models.planning.sitting import SittingId
from models.presidency.milestones import MilestoneSitting
from models.presidency.order_checks import of_order
from models.presidency.schedule import schedule
from models.presidency.terms import HandoverAt, TermId
from models.text import Text
from tests.models.presidencies import calendar, milestone, of_2021, published, term


def test_each_term_of_2021_lasts_until_the_next_begins() -> None:
    rotation, milestones = of_2021()
    terms = schedule(rotation.draft, milestones)
    assert [one.begins.at for one in terms] == [
        datetime(2021, 11, 17, 23, tzinfo=UTC),
        datetime(2022, 2, 25, 23, tzinfo=UTC),
        datetime(2022, 4, 29, 4, tzinfo=UTC),
        datetime(2022, 6, 30, 22, tzinfo=UTC),
        datetime(2022, 8, 1, 4, tzinfo=UTC),
        datetime(2022, 8, 31, 17, tzinfo=UTC),
    ]
    ends = [one.ends and one.ends.at for one in terms]
    assert ends == [*(one.begins.at for one in terms[1:]), datetime(2022, 10, 31, 15, tzinfo=UTC)]


def test_at_two_sittings_of_one_milestone_terms_come_as_these_end() -> None:
    """Not as their ids do; one at a sitting whose end nobody knows comes last."""
    congress = milestone(1, "Congress", date(2022, 10, 10), date(2022, 10, 14))
    ends = {"late": datetime(2022, 10, 12, 16, tzinfo=UTC), "soon": datetime(2022, 10, 11, 16, tzinfo=UTC)}
    sittings = [MilestoneSitting(SittingId(one), Text(one), None, at) for one, at in ends.items()]
    known = calendar(replace(congress, sittings=tuple(sittings)))
    at_a_sitting = term(1, "mayor-of-konya", handover=HandoverAt.SITTING)
    turns = [
        replace(at_a_sitting, id=TermId(known_as), sitting=SittingId(sitting))
        for known_as, sitting in (("a", "other"), ("b", "late"), ("c", "soon"))
    ]
    plan = published(*turns).draft
    found = schedule(plan, known)
    assert [one.term.id for one in found] == ["c", "b", "a"]
    assert [one.begins.at for one in found[:2]] == [ends["soon"], ends["late"]]
    assert not [check for check in of_order(plan, found, known) if check.kind == "overlap"]
