"""What a file tells of a rotation's past is taken over once, as history, and only what could have come about."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from models.presidency.departures import Departure, Override, OverrideId
from models.presidency.rotation import HandedOver, HistoryImported
from models.presidency.terms import Switch, TermId
from models.procedure import Command
from models.rules.handing_over import HandOver
from models.rules.rotation_history import ImportHistory
from models.rules.rotations import PublishRotation
from tests.models.bodies import BodyStory
from tests.models.rotations import FIRST, IRIGA, KAZAN, ROTATION, SECOND, SORIA, THIRD, a_draft, a_rotation
from tests.models.story import NINE
from tests.models.test_handing_over import TO_FIRST, TO_SECOND, handover

AWAY = Override(OverrideId("away"), Departure.DEPUTY, IRIGA, KAZAN, since=NINE, reason="ill")
BY_THE_CLOCK = replace(TO_SECOND, how=Switch.CLOCK)
TAKEN_BACK = replace(handover("0", "second", hour=-3), undone="too early")
TOLD = (TAKEN_BACK, TO_FIRST, BY_THE_CLOCK)
HISTORY = tuple(replace(one, how=Switch.HISTORY) for one in TOLD)


def past(*handovers: object, overrides: tuple[Override, ...] = ()) -> ImportHistory:
    return ImportHistory(ROTATION, handovers, overrides)  # type: ignore[arg-type]


def test_it_counts_as_history_once_the_rotation_is_published() -> None:
    story = a_draft(FIRST, SECOND, THIRD).when(past(*TOLD, overrides=(AWAY,)))
    story = story.then(HistoryImported(ROTATION, HISTORY, (AWAY,))).when(PublishRotation(ROTATION, 0))
    rotation = story.state.rotations[ROTATION]
    assert (rotation.handovers, rotation.overrides, rotation.version) == (HISTORY, (AWAY,), 1)
    on = handover("3", "third")
    story.when(HandOver(ROTATION, on, SECOND.id)).then(
        HandedOver(ROTATION, on, (IRIGA, SORIA), THIRD.holders)
    )


@pytest.mark.parametrize("begun", [a_rotation(), a_draft().when(past(TO_FIRST))], ids=["published", "told"])
def test_a_rotation_that_has_a_history_is_told_no_other(begun: BodyStory) -> None:
    begun.when(past(TO_SECOND)).refused("history_here")


WRONG: dict[str, Callable[[], Command]] = {
    "nothing_changed": past,
    "double_id": lambda: past(TO_FIRST, replace(TO_SECOND, id=TO_FIRST.id)),
    "handover_ahead": lambda: past(replace(TO_FIRST, at=NINE + timedelta(minutes=1))),
    "handed_over_later": lambda: past(TO_SECOND, TO_FIRST),
    "had_turn": lambda: past(TO_FIRST, TO_SECOND, handover("3", "first")),
    "unknown_term": lambda: past(TO_FIRST, replace(TO_SECOND, term=TermId("nowhere"))),
    "departure_lacks": lambda: past(overrides=(replace(AWAY, office=None),)),
    "ends_first": lambda: past(overrides=(replace(AWAY, until=NINE - timedelta(minutes=1)),)),
    "same_twice": lambda: past(overrides=(replace(AWAY, office=KAZAN),)),
}


@pytest.mark.parametrize("code", WRONG)
def test_what_could_not_have_come_about_is_refused_whole(code: str) -> None:
    a_draft().when(WRONG[code]()).refused(code)
