"""Who presides where something departs from the plan: swaps, replacements, deputies."""

from dataclasses import replace

from models.belonging.offices import OfficeId
from models.presidency.departures import Departure, Override, OverrideId
from models.presidency.next_change import next_change
from models.presidency.presiding import coming
from models.presidency.reasons import Because
from models.presidency.rotation import Rotation
from models.presidency.terms import Switch, TermId
from tests.models.presidencies import published, term
from tests.models.presidency_year import SEASONS, YEAR, asked, by_plan, codes, in_force, on


def override(departure: Departure, **more: object) -> Override:
    return Override(OverrideId(departure.value), departure, **more)


def departing(*overrides: Override) -> Rotation:
    return replace(YEAR, overrides=overrides)


SWAP = override(Departure.SWAPPED, term=TermId("t1"), other=TermId("t3"))


def test_a_swap_changes_the_plan_too() -> None:
    assert in_force(departing(SWAP)) == by_plan(departing(SWAP)) == "- - - c c c b b b a a a"
    assert Because.SWAPPED in codes(asked(departing(SWAP), on(5, 1)))
    assert Because.SWAPPED not in codes(asked(departing(SWAP), on(7, 1)))
    astray = departing(replace(SWAP, other=TermId("t9")))
    assert in_force(astray) == in_force(YEAR)


def test_a_replaced_holder_is_out_from_that_day_on() -> None:
    rotation = departing(
        override(
            Departure.REPLACED,
            office=OfficeId("x"),
            instead_of=OfficeId("b"),
            term=TermId("t2"),
            since=on(8, 1),
        )
    )
    assert in_force(rotation) == "- - - a a a b x x c c c"
    assert by_plan(rotation) == in_force(YEAR)
    assert next_change(rotation, SEASONS, on(7, 15)) == on(8, 1)


def test_a_deputy_stands_in_and_the_holder_comes_back() -> None:
    away = override(
        Departure.DEPUTY, office=OfficeId("x"), instead_of=OfficeId("b"), since=on(7, 10), until=on(8, 10)
    )
    assert in_force(departing(away)) == "- - - a a a x b b c c c"
    assert Because.DEPUTY in codes(asked(departing(away), on(8, 1)))
    assert asked(departing(away), on(8, 10)).in_force.offices == ("b",)
    assert next_change(departing(away), SEASONS, on(8, 1)) == on(8, 10)
    for_all = replace(away, instead_of=None)
    assert in_force(departing(for_all)) == in_force(departing(away))
    somebody_else = replace(away, instead_of=OfficeId("z"))
    assert in_force(departing(somebody_else)) == in_force(YEAR)


def test_the_other_of_two_stands_in_alone() -> None:
    pair = published(term(1, "a", "b", switch=Switch.HISTORY))
    away = override(Departure.DEPUTY, office=OfficeId("b"), instead_of=OfficeId("a"))
    assert asked(replace(pair, overrides=(away,)), on(5, 1)).in_force.offices == ("b",)


def test_a_deputy_of_whoever_replaced_the_holder_after_a_swap() -> None:
    rotation = departing(
        override(Departure.DEPUTY, office=OfficeId("y"), instead_of=OfficeId("x")),
        override(Departure.REPLACED, office=OfficeId("x"), instead_of=OfficeId("c")),
        SWAP,
    )
    assert in_force(rotation) == "- - - y y y b b b a a a"


def test_a_ceded_item_concerns_its_meeting_alone() -> None:
    ceded = override(Departure.CEDED, office=OfficeId("x"), meeting="council")
    assert in_force(departing(ceded)) == in_force(YEAR)


def test_the_term_that_follows_has_whoever_is_to_have_it() -> None:
    later = override(Departure.REPLACED, office=OfficeId("x"), instead_of=OfficeId("b"), since=on(6, 1))
    follows = coming(departing(later), SEASONS, on(5, 1))
    assert follows is not None
    assert (follows.term.id, follows.term.holders) == ("t2", ("x",))
    assert coming(YEAR, SEASONS, on(11, 1)) is None
