"""A rotation is written as a draft by several people, published in numbered versions, and withdrawn."""

from dataclasses import replace

import pytest

from models.planning.sitting import SittingId
from models.presidency.milestones import MilestoneId
from models.presidency.rotation import (
    DraftDropped,
    HandedOver,
    Handover,
    HandoverId,
    RotationBegun,
    RotationDescribed,
    RotationId,
    RotationPublished,
    RotationReissued,
    RotationWithdrawn,
    TermRemoved,
    TermSet,
)
from models.presidency.terms import HandoverAt, RotationPurpose, Term, TermId
from models.procedure import Command
from models.rules.rotations import (
    BeginRotation,
    DescribeRotation,
    DropDraft,
    PublishRotation,
    ReissueRotation,
    RemoveTerm,
    SetTerm,
    SetTerms,
    WithdrawRotation,
)
from models.text import Text
from tests.models.bodies import a_body
from tests.models.rotations import (
    ABOUT,
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

NOWHERE = RotationId("nowhere")


def test_a_rotation_begins_as_a_draft_at_an_address_of_its_own() -> None:
    story = a_body().when(BeginRotation(ROTATION, ABOUT)).then(RotationBegun(ROTATION, ABOUT))
    assert (story.state.rotations[ROTATION].version, story.state.rotations[ROTATION].plan) == (0, None)
    story.when(BeginRotation(ROTATION, ABOUT)).refused("id_taken")
    story.when(BeginRotation(RotationId("Presidency 2021"), ABOUT)).refused("bad_rotation")
    story.when(BeginRotation(RotationId("other"), replace(ABOUT, name=Text()))).refused("no_title")


def test_two_describe_it_at_once_and_both_are_kept() -> None:
    named, ending = replace(ABOUT, name=Text("Presidency")), replace(ABOUT, ends=MilestoneId("congress"))
    story = a_draft().when(DescribeRotation(ROTATION, ABOUT, named)).then(RotationDescribed(ROTATION, named))
    both = replace(named, ends=ending.ends)
    story = story.when(DescribeRotation(ROTATION, ABOUT, ending)).then(RotationDescribed(ROTATION, both))
    story.when(DescribeRotation(ROTATION, ABOUT, replace(ABOUT, name=Text("Turns")))).refused(
        "edited_meanwhile",
        "Somebody else has changed the name meanwhile. It reads now: “Presidency”. You wrote: “Turns”. "
        "Nothing is lost: look at both, then save again.",
    )


def test_a_term_is_set_and_set_otherwise() -> None:
    story = a_draft().when(SetTerm(ROTATION, None, THIRD)).then(TermSet(ROTATION, THIRD))
    story.when(SetTerm(ROTATION, None, THIRD)).refused("term_taken")
    later = replace(THIRD, begins=MilestoneId("forum"))
    story = story.when(SetTerm(ROTATION, THIRD, later)).then(TermSet(ROTATION, later))
    story.when(SetTerm(ROTATION, THIRD, later)).refused("nothing_changed")
    story.when(SetTerm(ROTATION, THIRD, replace(later, id=TermId("other")))).refused("unknown_term")


def test_two_editors_of_one_term_keep_what_the_other_has_not_touched() -> None:
    held, answers = replace(FIRST, holders=(SORIA,)), replace(FIRST, policy=Text("Housing"))
    story = a_draft().when(SetTerm(ROTATION, FIRST, held))
    story = story.when(SetTerm(ROTATION, FIRST, answers))
    story.then(TermSet(ROTATION, replace(held, policy=Text("Housing"))))
    story.when(SetTerm(ROTATION, FIRST, replace(FIRST, holders=(IRIGA,)))).refused(
        "edited_meanwhile",
        "Somebody else has changed the holders meanwhile. It reads now: “mayor-of-soria”. "
        "You wrote: “mayor-of-iriga”. Nothing is lost: look at both, then save again.",
    )


@pytest.mark.parametrize(
    ("code", "bad"),
    [
        ("no_beginning", term("x", "", KAZAN)),
        ("too_many_holders", term("x", "bureau", KAZAN, IRIGA, SORIA)),
        ("holder_twice", term("x", "bureau", KAZAN, KAZAN)),
        ("no_sitting_named", term("x", "bureau", KAZAN, handover=HandoverAt.SITTING)),
    ],
)
def test_a_term_that_cannot_be_is_refused(code: str, bad: Term) -> None:
    a_draft().when(SetTerm(ROTATION, None, bad)).refused(code)
    a_draft().when(SetTerms(ROTATION, (FIRST, SECOND), (FIRST, bad))).refused(code)


def test_a_gap_is_a_term_of_nobody() -> None:
    gap = term("gap", "bureau")
    a_draft().when(SetTerm(ROTATION, None, gap)).then(TermSet(ROTATION, gap))


def test_a_term_leaves_the_draft() -> None:
    a_draft().when(RemoveTerm(ROTATION, FIRST.id)).then(TermRemoved(ROTATION, FIRST.id))
    a_draft().when(RemoveTerm(ROTATION, THIRD.id)).refused("unknown_term")


def test_a_whole_draft_takes_the_place_of_the_one_that_was_seen() -> None:
    pinned = replace(SECOND, pinned=True)
    story = a_draft().when(SetTerms(ROTATION, (SECOND, FIRST), (pinned, THIRD)))
    story = story.then(TermRemoved(ROTATION, FIRST.id), TermSet(ROTATION, pinned), TermSet(ROTATION, THIRD))
    story.when(SetTerms(ROTATION, (FIRST, SECOND), (FIRST,))).refused(
        "draft_moved_on",
        "Somebody else has changed the draft since you looked. Nothing is lost: look at it again.",
    )
    story.when(SetTerms(ROTATION, (pinned, THIRD), (THIRD, pinned))).refused("nothing_changed")
    story.when(SetTerms(ROTATION, (pinned, THIRD), (THIRD, THIRD))).refused("double_id")


def test_what_is_published_counts_under_the_next_number() -> None:
    adopted = Text("adopted by the World Council on 17 November 2021")
    story = a_draft().when(PublishRotation(ROTATION, 0, adopted)).then(RotationPublished(ROTATION, adopted))
    known = story.state.rotations[ROTATION]
    assert (known.version, known.published, known.adopted, known.plan) == (1, NINE, adopted, known.draft)
    story.when(PublishRotation(ROTATION, 1)).refused("nothing_changed")


def test_whoever_has_not_seen_the_published_version_publishes_nothing() -> None:
    story = a_rotation().when(RemoveTerm(ROTATION, THIRD.id))
    story.when(PublishRotation(ROTATION, 0)).refused(
        "rotation_moved_on",
        "The rotation has been published anew since you looked: it is at version 1 now. Look at it again.",
    )


def test_two_terms_at_two_sittings_of_one_milestone_are_told_apart() -> None:
    at_first, at_second = (
        replace(one, begins=FIRST.begins, handover=HandoverAt.SITTING, sitting=SittingId(sitting))
        for one, sitting in ((FIRST, "s1"), (SECOND, "s2"))
    )
    a_draft(at_first, at_second).when(PublishRotation(ROTATION, 0)).then(RotationPublished(ROTATION))
    same = replace(at_second, sitting=SittingId("s1"))
    a_draft(at_first, same).when(PublishRotation(ROTATION, 0)).refused("sequence_taken")


def test_a_plan_that_could_not_be_told_apart_is_not_published() -> None:
    a_body(RotationBegun(ROTATION, ABOUT)).when(PublishRotation(ROTATION, 0)).refused("no_terms")
    a_draft(FIRST, replace(SECOND, begins=FIRST.begins)).when(PublishRotation(ROTATION, 0)).refused(
        "sequence_taken"
    )
    chairs = replace(ABOUT, purpose=RotationPurpose.CHAIRS, over=())
    story = a_draft().given(RotationDescribed(ROTATION, chairs)).when(PublishRotation(ROTATION, 0))
    story.refused("chairs_nothing")


def test_the_term_that_has_the_turn_stays_in_the_plan() -> None:
    handed = HandedOver(ROTATION, Handover(HandoverId("1"), FIRST.id, NINE), (), FIRST.holders)
    story = a_rotation().given(handed).when(RemoveTerm(ROTATION, FIRST.id))
    story.when(PublishRotation(ROTATION, 1)).refused("term_in_force")


def test_a_draft_is_dropped_and_what_is_published_stays() -> None:
    story = a_rotation().when(RemoveTerm(ROTATION, FIRST.id)).when(DropDraft(ROTATION))
    story = story.then(DraftDropped(ROTATION))
    assert not story.state.rotations[ROTATION].edited
    story.when(DropDraft(ROTATION)).refused("nothing_changed")


def test_the_house_issues_it_anew_and_nobody_by_hand() -> None:
    moved = Text("“Retreat” has moved.")
    story = a_rotation().when(ReissueRotation(ROTATION, moved)).refused("not_permitted")
    story = a_rotation().when(ReissueRotation(ROTATION, moved), who="operator")
    story = story.then(RotationReissued(ROTATION, moved))
    assert story.state.rotations[ROTATION].version == 2
    a_draft().when(ReissueRotation(ROTATION, moved), who="operator").refused("not_published")


def test_what_is_withdrawn_counts_no_longer_until_it_is_published_again() -> None:
    story = a_rotation().when(WithdrawRotation(ROTATION, " ")).refused("no_reason")
    story = a_rotation().when(WithdrawRotation(ROTATION, "a new statute"))
    story = story.then(RotationWithdrawn(ROTATION, "a new statute"))
    story.when(WithdrawRotation(ROTATION, "again")).refused("not_published")
    story = story.when(PublishRotation(ROTATION, 1)).then(RotationPublished(ROTATION))
    assert story.state.rotations[ROTATION].withdrawn == ""


@pytest.mark.parametrize(
    "command",
    [
        DescribeRotation(NOWHERE, ABOUT, ABOUT),
        SetTerm(NOWHERE, None, FIRST),
        RemoveTerm(NOWHERE, FIRST.id),
        SetTerms(NOWHERE),
        DropDraft(NOWHERE),
        PublishRotation(NOWHERE, 0),
        WithdrawRotation(NOWHERE, "x"),
    ],
)
def test_a_rotation_that_is_not_there_is_refused(command: Command) -> None:
    a_draft().when(command).refused("unknown_rotation", "There is no such rotation in this body.")


def test_whoever_is_not_of_the_secretariat_writes_nothing() -> None:
    a_draft().when(RemoveTerm(ROTATION, FIRST.id), who="somebody").refused("not_permitted")
