"""The turn passes on by an act, goes back where that is undone, and departs from the plan where somebody says so."""

from dataclasses import replace
from datetime import timedelta

import pytest

from models.planning.item import ItemId
from models.presidency.departures import Departure, Override, OverrideId
from models.presidency.rotation import (
    HandedOver,
    Handover,
    HandoverId,
    HandoverUndone,
    OverrideEnded,
    OverrideMade,
    RotationPublished,
    TermSet,
)
from models.presidency.terms import Switch, TermId
from models.rules.departures import EndOverride, MakeOverride
from models.rules.handing_over import HandOver, UndoHandover
from models.rules.rotations import WithdrawRotation
from tests.models.bodies import BodyStory
from tests.models.rotations import (
    FIRST,
    IRIGA,
    KAZAN,
    ROTATION,
    SECOND,
    SORIA,
    THIRD,
    a_draft,
    a_rotation,
    term,
)
from tests.models.story import NINE

HOUR = timedelta(hours=1)


def handover(known_as: str, term: str | None, *, hour: int = 0, how: Switch = Switch.ACT) -> Handover:
    """So many hours before or after nine, when stories are told."""
    return Handover(HandoverId(known_as), TermId(term) if term else None, NINE + hour * HOUR, how)


TO_FIRST, TO_SECOND = handover("1", "first", hour=-2), handover("2", "second", hour=-1)


def handed_over() -> BodyStory:
    return (
        a_rotation()
        .given(HandedOver(ROTATION, TO_FIRST, (), (KAZAN,)))
        .given(HandedOver(ROTATION, TO_SECOND, (KAZAN,), (IRIGA, SORIA)))
    )


def test_the_turn_passes_from_whom_the_presser_saw() -> None:
    story = a_rotation().when(HandOver(ROTATION, TO_FIRST)).then(HandedOver(ROTATION, TO_FIRST, (), (KAZAN,)))
    story = story.when(HandOver(ROTATION, TO_SECOND, FIRST.id))
    story.then(HandedOver(ROTATION, TO_SECOND, (KAZAN,), (IRIGA, SORIA)))


def test_of_two_who_hand_over_at_once_the_second_is_told() -> None:
    again = replace(TO_SECOND, id=HandoverId("3"))
    handed_over().when(HandOver(ROTATION, again, FIRST.id)).refused(
        "already_handed_over",
        "Already handed over: the turn has passed on since you looked. See who has it now.",
    )
    handed_over().when(HandOver(ROTATION, again, SECOND.id)).refused("already_handed_over")
    handed_over().when(HandOver(ROTATION, handover("3", "third"), None)).refused("already_handed_over")


def test_the_turn_goes_back_by_undoing_alone() -> None:
    handed_over().when(HandOver(ROTATION, handover("3", "first"), SECOND.id)).refused("had_turn")


def test_who_has_it_by_history_hands_over_without_an_act_before() -> None:
    story = a_rotation(replace(FIRST, switch=Switch.HISTORY), SECOND)
    story.when(HandOver(ROTATION, TO_SECOND, FIRST.id)).then(
        HandedOver(ROTATION, TO_SECOND, (KAZAN,), (IRIGA, SORIA))
    )
    story.when(HandOver(ROTATION, TO_SECOND, SECOND.id)).refused("already_handed_over")


def test_a_handover_is_logged_when_it_has_taken_place_and_behind_the_last() -> None:
    handed_over().when(HandOver(ROTATION, handover("3", "third", hour=1), SECOND.id)).refused(
        "handover_ahead", "10:00 has not come yet: a handover is logged when it has taken place."
    )
    handed_over().when(HandOver(ROTATION, handover("3", "third", hour=-3), SECOND.id)).refused(
        "handed_over_later", "The last handover was at 08:00: this one cannot be before it."
    )


def test_the_turn_passes_to_nobody_at_the_end() -> None:
    over = handover("3", None)
    handed_over().when(HandOver(ROTATION, over, SECOND.id)).then(
        HandedOver(ROTATION, over, (IRIGA, SORIA), ())
    )


def test_what_is_over_says_which_terms_it_ended() -> None:
    """Those that are published afterwards are no part of it."""
    over = handed_over().when(HandOver(ROTATION, handover("3", None), SECOND.id))
    more = over.given(TermSet(ROTATION, term("fourth", "forum", KAZAN)), RotationPublished(ROTATION))
    assert more.state.rotations[ROTATION].over == {"3": {"first", "second", "third"}}


def test_what_is_not_there_has_no_turn() -> None:
    handed_over().when(HandOver(ROTATION, handover("3", "other"), SECOND.id)).refused("unknown_term")
    handed_over().when(HandOver(ROTATION, replace(TO_SECOND, term=THIRD.id), SECOND.id)).refused("id_taken")
    a_draft().when(HandOver(ROTATION, TO_FIRST)).refused("not_published")
    withdrawn = a_rotation().when(WithdrawRotation(ROTATION, "a new statute"))
    withdrawn.when(HandOver(ROTATION, TO_FIRST)).refused("not_published")


def test_only_the_clock_hands_over_by_the_clock_and_where_the_plan_says_so() -> None:
    clocked = handover("3", "third", how=Switch.CLOCK)
    handed_over().when(HandOver(ROTATION, clocked, SECOND.id)).refused("by_the_clock")
    handed_over().when(HandOver(ROTATION, clocked, SECOND.id), who="operator").then(
        HandedOver(ROTATION, clocked, (IRIGA, SORIA), (SORIA,))
    )
    by_act = handed_over().given(TermSet(ROTATION, THIRD))
    early = replace(TO_FIRST, how=Switch.CLOCK)
    a_rotation().when(HandOver(ROTATION, early), who="operator").refused("by_the_clock")
    assert by_act.state.rotations[ROTATION].handed_over[-1] == TO_SECOND


def test_the_last_handover_is_undone_with_a_reason() -> None:
    handed_over().when(UndoHandover(ROTATION, TO_SECOND.id, " ")).refused("no_reason")
    handed_over().when(UndoHandover(ROTATION, TO_FIRST.id, "x")).refused(
        "not_the_last", "Only the last handover can be undone: undo the later ones first."
    )
    story = handed_over().when(UndoHandover(ROTATION, TO_SECOND.id, "the ceremony was put off"))
    story = story.then(HandoverUndone(ROTATION, TO_SECOND.id, "the ceremony was put off"))
    assert story.state.rotations[ROTATION].handed_over == (TO_FIRST,)
    story.when(UndoHandover(ROTATION, TO_SECOND.id, "again")).refused("unknown_handover")
    story.when(HandOver(ROTATION, replace(TO_SECOND, id=HandoverId("3")), FIRST.id)).then(
        HandedOver(ROTATION, replace(TO_SECOND, id=HandoverId("3")), (KAZAN,), (IRIGA, SORIA))
    )


DEPUTY = Override(OverrideId("d"), Departure.DEPUTY, office=SORIA, instead_of=KAZAN, since=NINE)
REPLACED = Override(
    OverrideId("r"), Departure.REPLACED, office=SORIA, instead_of=KAZAN, term=FIRST.id, since=NINE - 3 * HOUR
)
SWAPPED = Override(OverrideId("s"), Departure.SWAPPED, term=FIRST.id, other=THIRD.id)
CEDED = Override(
    OverrideId("c"), Departure.CEDED, office=SORIA, meeting="council", item=ItemId("item-4"), term=None
)


@pytest.mark.parametrize("override", [DEPUTY, REPLACED, SWAPPED, CEDED])
def test_a_departure_from_the_plan_is_made_once(override: Override) -> None:
    story = a_rotation().when(MakeOverride(ROTATION, override)).then(OverrideMade(ROTATION, override))
    story.when(MakeOverride(ROTATION, override)).refused("nothing_changed")
    changed = replace(override, reason="as agreed")
    story.when(MakeOverride(ROTATION, changed)).then(OverrideMade(ROTATION, changed))


def test_another_reason_changes_nobodys_turn() -> None:
    """Kazan's place is Iriga's, and that one is Soria's: whatever is said of the first, it stays so."""
    first = replace(REPLACED, office=IRIGA)
    then = replace(REPLACED, id=OverrideId("then"), office=SORIA, instead_of=IRIGA)
    story = a_rotation().given(OverrideMade(ROTATION, first), OverrideMade(ROTATION, then))
    corrected = story.when(MakeOverride(ROTATION, replace(first, reason="elected")))
    handed = corrected.when(HandOver(ROTATION, TO_FIRST))
    handed.then(HandedOver(ROTATION, TO_FIRST, (), (SORIA,)))


@pytest.mark.parametrize(
    ("code", "override"),
    [
        ("departure_lacks", replace(DEPUTY, office=None)),
        ("departure_lacks", replace(CEDED, item=None)),
        ("departure_lacks", replace(SWAPPED, other=None)),
        ("ends_first", replace(DEPUTY, until=NINE - HOUR)),
        ("same_twice", replace(DEPUTY, office=KAZAN)),
        ("same_twice", replace(SWAPPED, other=FIRST.id)),
        ("no_holder", replace(DEPUTY, instead_of="mayor-of-paris")),
        ("unknown_term", replace(REPLACED, term=TermId("other"))),
        ("unknown_term", replace(SWAPPED, other=TermId("other"))),
    ],
)
def test_a_departure_that_cannot_be_is_refused(code: str, override: Override) -> None:
    a_rotation().when(MakeOverride(ROTATION, override)).refused(code)


def test_what_a_departure_lacks_is_named() -> None:
    a_rotation().when(MakeOverride(ROTATION, replace(REPLACED, instead_of=None))).refused(
        "departure_lacks",
        "For this departure from the plan something is missing: office that is replaced.",
    )


def test_the_record_says_who_handed_over_as_the_plan_was_amended() -> None:
    story = a_rotation().given(OverrideMade(ROTATION, REPLACED)).when(HandOver(ROTATION, TO_FIRST))
    story = story.then(HandedOver(ROTATION, TO_FIRST, (), (SORIA,)))
    story = a_rotation().given(OverrideMade(ROTATION, SWAPPED)).when(HandOver(ROTATION, TO_FIRST))
    story.then(HandedOver(ROTATION, TO_FIRST, (), (SORIA,)))


def test_a_departure_ends_or_is_taken_back() -> None:
    story = a_rotation().given(OverrideMade(ROTATION, DEPUTY))
    until = NINE + HOUR
    ended = story.when(EndOverride(ROTATION, DEPUTY.id, until)).then(
        OverrideEnded(ROTATION, DEPUTY.id, until)
    )
    ended.when(EndOverride(ROTATION, DEPUTY.id, until)).refused("nothing_changed")
    story.when(EndOverride(ROTATION, DEPUTY.id, NINE - HOUR)).refused("ends_first")
    back = story.when(EndOverride(ROTATION, DEPUTY.id)).then(OverrideEnded(ROTATION, DEPUTY.id))
    back.when(EndOverride(ROTATION, DEPUTY.id)).refused("unknown_override")
