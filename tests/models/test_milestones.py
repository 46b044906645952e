"""Milestones: dated as well as anybody knows, moved, cancelled, merged into others, restored, struck, imported."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import reduce

import pytest

from models.belonging.dating import UNKNOWN, Dating, on
from models.belonging.granting import RoleGranted
from models.belonging.roles import Role
from models.merge import merge
from models.organisation import Organisation
from models.planning.sitting import SittingId
from models.presidency.milestones import (
    Milestone,
    MilestoneCancelled,
    MilestoneEdited,
    MilestoneEntered,
    MilestoneId,
    MilestoneRestored,
    MilestoneStruck,
    Precision,
    taking_place,
)
from models.procedure import Command, CommandId, Entry, Event, Refusal, Submission
from models.rules.decide import decide
from models.rules.milestones import (
    CancelMilestone,
    EditMilestone,
    EnterMilestone,
    ImportMilestones,
    RestoreMilestone,
    StrikeMilestone,
)
from models.text import Text
from tests.models.bodies import SECRETARY
from tests.models.rotations import milestone
from tests.models.story import NINE, in_words, through_json

RETREAT, FORUM, URBAN = milestone("retreat", 2), milestone("forum", 7), milestone("urban", 8)


def an_organisation(*events: Event) -> Organisation:
    """It knows three milestones, and what else has happened; as its record gives it back."""
    said = (
        RoleGranted(SECRETARY, Role.SECRETARIAT),
        *map(MilestoneEntered, (RETREAT, FORUM, URBAN)),
        *events,
    )
    entries = (Entry(seq, NINE, SECRETARY, event) for seq, event in enumerate(said, 1))
    return reduce(Organisation.after, through_json(tuple(entries)), Organisation())


def decided(command: Command, *events: Event) -> tuple[Event, ...]:
    return decide(an_organisation(*events), Submission(CommandId("c"), SECRETARY, NINE, command))


def refused(command: Command, *events: Event) -> Refusal:
    with pytest.raises(Refusal) as refusal:
        decided(command, *events)
    return refusal.value


def test_a_milestone_is_entered_once() -> None:
    new = milestone("congress", 10)
    assert decided(EnterMilestone(new)) == (MilestoneEntered(new),)
    assert refused(EnterMilestone(new), MilestoneEntered(new)).code == "id_taken"


def test_two_move_and_name_it_at_once_and_both_are_kept() -> None:
    moved = replace(FORUM, dating=Dating(date(2022, 7, 4), date(2022, 7, 15)))
    named = replace(FORUM, name=Text("Forum", "Forum politique"))
    both = merge(FORUM, named, moved)[0]
    assert decided(EditMilestone(FORUM, named), MilestoneEdited(moved)) == (MilestoneEdited(both),)
    assert (both.dating, both.name) == (moved.dating, named.name)


def test_of_two_who_move_it_the_second_is_told_both_dates() -> None:
    theirs, yours = (replace(FORUM, dating=on(date(2022, 7, day))) for day in (4, 11))
    said = in_words(refused(EditMilestone(FORUM, yours), MilestoneEdited(theirs)))
    assert said.startswith("Somebody else has changed the dates meanwhile. It reads now: “2022-07-04”.")
    assert "You wrote: “2022-07-11”." in said


def test_what_would_change_nothing_or_what_is_not_there_is_refused() -> None:
    assert refused(EditMilestone(FORUM, FORUM)).code == "nothing_changed"
    unknown = milestone("other", 9)
    assert refused(EditMilestone(unknown, replace(unknown, place="Kazan"))).code == "unknown_milestone"


JULY = Dating(date(2022, 7, 1), date(2022, 7, 31))
SUMMER = Dating(date(2022, 7, 1), date(2022, 8, 31))
WEEK = Dating(date(2022, 2, 21), date(2022, 2, 27))


@pytest.mark.parametrize(
    ("precision", "dating"),
    [
        (Precision.EXACT, on(date(2022, 7, 4))),
        (Precision.EXACT, Dating(date(2022, 7, 4), date(2022, 7, 15))),
        (Precision.WEEK, WEEK),
        (Precision.MONTH, JULY),
        (Precision.MONTHS, SUMMER),
        (Precision.RANGE, SUMMER),
        (Precision.RANGE, Dating(date(2022, 7, 1), None)),
        (Precision.UNKNOWN, UNKNOWN),
    ],
)
def test_the_days_of_a_milestone_fit_how_well_it_is_known(precision: Precision, dating: Dating) -> None:
    new = milestone("congress", 10, precision=precision, dating=dating)
    assert decided(EnterMilestone(new))


NEVER_SO: Mapping[str, dict[str, object]] = {
    "a week of two": {"precision": Precision.WEEK, "dating": JULY},
    "a month of two": {"precision": Precision.MONTH, "dating": SUMMER},
    "months within one": {"precision": Precision.MONTHS, "dating": JULY},
    "exact without an end": {"precision": Precision.EXACT, "dating": Dating(date(2022, 7, 1), None)},
    "exact and unknown": {"precision": Precision.EXACT, "dating": UNKNOWN},
    "a range of nothing": {"precision": Precision.RANGE, "dating": UNKNOWN},
    "unknown, and yet a date": {"precision": Precision.UNKNOWN, "dating": JULY},
}


@pytest.mark.parametrize("case", NEVER_SO)
def test_dates_that_do_not_fit_are_refused_in_words(case: str) -> None:
    refusal = refused(EnterMilestone(milestone("congress", 10, **NEVER_SO[case])))
    assert refusal.code == "precision_misfits"
    assert in_words(refusal).startswith(
        "The dates of “Congress” do not fit how well it is said to be known: "
    )


BAD: Mapping[str, dict[str, object]] = {
    "no_title": {"name": Text()},
    "unknown_zone": {"zone": "Europe/Atlantis"},
    "milestone_backwards": {"dating": Dating(date(2022, 7, 31), date(2022, 7, 1))},
    "sitting_of_nothing": {"sitting": SittingId("opening")},
    "merged_though_kept": {"merged_into": RETREAT.id},
    "unknown_milestone": {"cancelled": "too few", "merged_into": MilestoneId("nowhere")},
    "merged_into_itself": {"cancelled": "too few", "merged_into": MilestoneId("congress")},
}


@pytest.mark.parametrize("code", BAD)
def test_what_can_be_nowhere_is_refused(code: str) -> None:
    assert refused(EnterMilestone(milestone("congress", 10, **BAD[code]))).code == code


def test_planned_instants_do_not_run_backwards() -> None:
    instants = {"starts": datetime(2022, 7, 4, 9, tzinfo=UTC), "ends": datetime(2022, 7, 4, 8, tzinfo=UTC)}
    assert refused(EnterMilestone(milestone("congress", 10, **instants))).code == "milestone_backwards"


CANCELLED = MilestoneCancelled(FORUM.id, "moved online", URBAN.id)


def test_a_milestone_is_cancelled_with_a_reason_and_happens_at_another() -> None:
    assert decided(CancelMilestone(FORUM.id, " moved online ", URBAN.id)) == (CANCELLED,)
    assert taking_place(an_organisation(CANCELLED).milestones, FORUM.id) == URBAN
    assert in_words(refused(CancelMilestone(FORUM.id, " "))) == "Say why: those concerned are told."
    assert refused(CancelMilestone(FORUM.id, "again"), CANCELLED).code == "cancelled_already"


def test_nothing_is_merged_round_into_itself() -> None:
    assert refused(CancelMilestone(FORUM.id, "x", FORUM.id)).code == "merged_into_itself"
    assert refused(CancelMilestone(URBAN.id, "x", FORUM.id), CANCELLED).code == "merged_into_itself"


def test_what_is_cancelled_takes_place_after_all() -> None:
    assert decided(RestoreMilestone(FORUM.id), CANCELLED) == (MilestoneRestored(FORUM.id),)
    assert refused(RestoreMilestone(FORUM.id)).code == "not_cancelled"


def test_a_mistake_is_struck_unless_another_was_merged_into_it() -> None:
    assert decided(StrikeMilestone(URBAN.id)) == (MilestoneStruck(URBAN.id),)
    assert refused(StrikeMilestone(URBAN.id), CANCELLED).code == "milestone_in_use"


def test_an_import_enters_what_is_new_and_describes_anew_what_is_known() -> None:
    new, moved = milestone("congress", 10), replace(FORUM, dating=on(date(2022, 7, 4)))
    events = decided(ImportMilestones((RETREAT, moved, new)))
    assert events == (MilestoneEdited(moved), MilestoneEntered(new))
    assert refused(ImportMilestones((RETREAT,))).code == "nothing_changed"


def test_one_fault_in_an_import_and_nothing_of_it_is_kept() -> None:
    bad: Milestone = milestone("congress", 10, zone="Europe/Atlantis")
    assert refused(ImportMilestones((milestone("opening", 1), bad))).code == "unknown_zone"
