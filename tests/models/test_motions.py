"""Procedural motions: their precedence, who speaks on them, how they are put to the vote (DOMAIN §4)."""

import pytest

from models.belonging.membership import MemberId
from models.belonging.roster import RosterTaken
from models.body import Rules
from models.planning.item import ItemId
from models.procedure import PersonId
from models.rules.agenda import OpenNextItem
from models.rules.conduct import ResumeMeeting, SuspendMeeting
from models.rules.motions import MoveMotion, PutMotion, SpeakOnMotion, WithdrawMotion
from models.speaking.motions import (
    Motion,
    MotionDecided,
    MotionId,
    MotionKind,
    MotionMoved,
    MotionSpokenOn,
    MotionWithdrawn,
    Side,
    SpeechOnMotionBegun,
    most_speakers,
    pending,
)
from models.speaking.show_of_hands import ShowOfHands
from tests.models.rosters import roster, seat
from tests.models.story import Story

FIVE, SIX = ItemId("5"), ItemId("6")
SUSPEND, ADJOURN, ADJOURN_DEBATE, CLOSE_DEBATE = MotionKind
BY_PRECEDENCE = {
    SUSPEND: {ADJOURN, ADJOURN_DEBATE, CLOSE_DEBATE},
    ADJOURN: {ADJOURN_DEBATE, CLOSE_DEBATE},
    ADJOURN_DEBATE: {CLOSE_DEBATE},
    CLOSE_DEBATE: set(),
}
"""What may be pending when a motion is moved."""


@pytest.fixture
def debate(meeting: Story) -> Story:
    return meeting.reached("5")


def motions_of(story: Story) -> tuple[Motion, ...]:
    return story.state.floor.at(FIVE).motions


def moved(story: Story, kind: MotionKind) -> tuple[Story, MotionId]:
    after = story.when("chair", MoveMotion(FIVE, kind))
    return after, motions_of(after)[-1].id


# ------------------------------------------------------------------------------------------- precedence


@pytest.mark.parametrize("pending_one", MotionKind)
@pytest.mark.parametrize("new", MotionKind)
def test_only_what_comes_first_is_moved_while_another_is_pending(
    debate: Story, new: MotionKind, pending_one: MotionKind
) -> None:
    story, _ = moved(debate, pending_one)
    story = story.when("chair", MoveMotion(FIVE, new))
    if pending_one in BY_PRECEDENCE[new]:
        assert [m.kind for m in pending(motions_of(story))] == [new, pending_one]
    else:
        story.refused("comes_first")


def test_all_four_may_be_pending_and_are_dealt_with_by_precedence(debate: Story) -> None:
    story, known = debate, {}
    for kind in reversed(MotionKind):
        story, known[kind] = moved(story, kind)
    for number, kind in enumerate(MotionKind):
        for later in tuple(MotionKind)[number + 1 :]:
            story.when("chair", PutMotion(FIVE, known[later], 1, 0)).refused("comes_first")
        story = story.when("chair", PutMotion(FIVE, known[kind], 0, 1))
    assert pending(motions_of(story)) == ()
    assert [m.carried for m in motions_of(story)] == [False] * 4


def test_what_is_decided_or_withdrawn_holds_nothing_back(debate: Story) -> None:
    story, first = moved(debate, SUSPEND)
    story = story.when("chair", PutMotion(FIVE, first, 3, 4))
    story, second = moved(story, ADJOURN)
    story = story.when("desk", WithdrawMotion(FIVE, second)).then(MotionWithdrawn(FIVE, second))
    story, _ = moved(story, CLOSE_DEBATE)
    assert [m.kind for m in motions_of(story)] == [SUSPEND, CLOSE_DEBATE]


def test_whoever_moves_too_late_is_told_what_comes_first(debate: Story) -> None:
    story, _ = moved(debate, SUSPEND)
    story.when("chair", MoveMotion(FIVE, CLOSE_DEBATE)).refused(
        "comes_first", "The motion to suspend_meeting comes first: put it to the vote, or withdraw it."
    )


# -------------------------------------------------------------------------------------------------- moved


def test_the_desk_moves_for_a_member(debate: Story) -> None:
    seated = debate.given(RosterTaken(roster(seat("kazan"))))
    after = seated.when("desk", MoveMotion(FIVE, SUSPEND, MemberId("kazan")))
    [motion] = motions_of(after)
    after.then(MotionMoved(FIVE, motion.id, SUSPEND, MemberId("kazan")))
    assert (motion.moved, motion.carried) == (after.clock, None)
    seated.when("desk", MoveMotion(FIVE, SUSPEND, MemberId("nobody"))).refused("unknown_member")


def test_a_delegate_moves_for_their_member_and_withdraws_nobody_elses(debate: Story) -> None:
    kazan = seat("kazan", "ilsur", substitute=PersonId("rais"))
    seated = debate.given(RosterTaken(roster(kazan, seat("iriga", "madel"))))
    after = seated.when("ilsur", MoveMotion(FIVE, CLOSE_DEBATE))
    [motion] = motions_of(after)
    after.then(MotionMoved(FIVE, motion.id, CLOSE_DEBATE, MemberId("kazan"), PersonId("ilsur")))
    after.when("madel", WithdrawMotion(FIVE, motion.id)).refused("not_your_motion")
    for own in ("ilsur", "rais", "desk"):
        after.when(own, WithdrawMotion(FIVE, motion.id)).then(MotionWithdrawn(FIVE, motion.id))
    after.when("madel", MoveMotion(FIVE, CLOSE_DEBATE)).refused("comes_first")
    assert len(motions_of(after.when("madel", MoveMotion(FIVE, SUSPEND)))) == 2
    seated.when("observer", MoveMotion(FIVE, SUSPEND)).refused("not_permitted")
    seated.when("ilsur", MoveMotion(FIVE, SUSPEND, MemberId("iriga"))).refused("not_for_member")


def test_who_was_made_a_delegate_by_hand_withdraws_what_they_have_moved(debate: Story) -> None:
    after = debate.when("delegate", MoveMotion(FIVE, SUSPEND))
    [motion] = motions_of(after)
    assert (motion.member, motion.person) == (None, "delegate")
    after.when("delegate", WithdrawMotion(FIVE, motion.id)).then(MotionWithdrawn(FIVE, motion.id))
    entered, known = moved(debate, SUSPEND)
    entered.when("delegate", WithdrawMotion(FIVE, known)).refused("not_your_motion")


def test_a_motion_is_moved_at_the_current_item(debate: Story) -> None:
    debate.when("chair", MoveMotion(SIX, SUSPEND)).refused("not_at_item")
    debate.when("chair", MoveMotion(ItemId("nothing"), SUSPEND)).refused("unknown_item")


def test_each_item_has_its_own_motions(debate: Story) -> None:
    story, _ = moved(debate, SUSPEND)
    on = story.when("chair", OpenNextItem(closing=FIVE)).when("chair", MoveMotion(SIX, CLOSE_DEBATE))
    assert [m.kind for m in on.state.floor.at(SIX).motions] == [CLOSE_DEBATE]


def test_nothing_is_moved_while_the_meeting_is_suspended_and_what_is_pending_stays(debate: Story) -> None:
    story, known = moved(debate, CLOSE_DEBATE)
    suspended = story.when("chair", SuspendMeeting())
    suspended.when("chair", MoveMotion(FIVE, SUSPEND)).refused("suspended")
    suspended.when("chair", PutMotion(FIVE, known, 1, 0)).refused("suspended")
    suspended.when("chair", ResumeMeeting()).when("chair", PutMotion(FIVE, known, 1, 0)).then(
        MotionDecided(FIVE, known, ShowOfHands(1, 0, 0), carried=True)
    )


# ------------------------------------------------------------------------------------------ for and against

KAZAN, IRIGA, SORIA = MemberId("kazan"), MemberId("iriga"), MemberId("soria")
RULES = Rules(motion_speakers_for=1, motion_speakers_against=2)


def seated(story: Story, rules: Rules) -> Story:
    return story.given(RosterTaken(roster(*map(seat, (KAZAN, IRIGA, SORIA)), rules=rules)))


def test_as_many_speak_on_each_side_as_the_rules_of_the_body_allow(debate: Story) -> None:
    story, known = moved(seated(debate, RULES), CLOSE_DEBATE)
    story = story.when("chair", SpeakOnMotion(FIVE, known, Side.IN_FAVOUR, KAZAN)).then(
        MotionSpokenOn(FIVE, known, Side.IN_FAVOUR, KAZAN), SpeechOnMotionBegun(FIVE, known, None)
    )
    story.when("chair", SpeakOnMotion(FIVE, known, Side.IN_FAVOUR, IRIGA)).refused(
        "enough_spoken", "By the body's rules no more than 1 may speak on this side of a motion."
    )
    story = story.when("desk", SpeakOnMotion(FIVE, known, Side.AGAINST, IRIGA))
    story = story.when("desk", SpeakOnMotion(FIVE, known, Side.AGAINST))
    story.when("desk", SpeakOnMotion(FIVE, known, Side.AGAINST, SORIA)).refused("enough_spoken")
    [motion] = motions_of(story)
    assert (motion.spoken(Side.IN_FAVOUR), motion.spoken(Side.AGAINST)) == (1, 2)


def test_where_no_rule_is_set_none_is_kept(debate: Story) -> None:
    story, known = moved(seated(debate, Rules()), CLOSE_DEBATE)
    assert [most_speakers(story.state.rules, side) for side in Side] == [None, None]
    for member in (KAZAN, IRIGA, SORIA):
        story = story.when("chair", SpeakOnMotion(FIVE, known, Side.AGAINST, member))
    assert motions_of(story)[0].spoken(Side.AGAINST) == 3


def test_where_the_rules_allow_nobody_nobody_speaks(debate: Story) -> None:
    story, known = moved(seated(debate, Rules(motion_speakers_for=0)), CLOSE_DEBATE)
    story.when("chair", SpeakOnMotion(FIVE, known, Side.IN_FAVOUR, KAZAN)).refused("enough_spoken")


def test_a_member_speaks_once_on_a_motion(debate: Story) -> None:
    story, known = moved(seated(debate, Rules()), CLOSE_DEBATE)
    story = story.when("chair", SpeakOnMotion(FIVE, known, Side.AGAINST, KAZAN))
    story.when("chair", SpeakOnMotion(FIVE, known, Side.IN_FAVOUR, KAZAN)).refused("has_spoken")


# ---------------------------------------------------------------------------------------- put to the vote

VOTES = (  # DOMAIN §4
    (0, 0, 10, False),
    (1, 0, 50, True),
    (5, 5, 0, False),
    (2, 1, 0, True),
    (43, 5, 5, True),
    (58, 0, 0, True),
    (59, 57, 0, True),
)


@pytest.mark.parametrize(("in_favour", "against", "abstaining", "carried"), VOTES)
def test_a_motion_is_carried_by_more_for_than_against(
    debate: Story, in_favour: int, against: int, abstaining: int, *, carried: bool
) -> None:
    story, known = moved(debate, ADJOURN)
    decided = story.when("chair", PutMotion(FIVE, known, in_favour, against, abstaining)).then(
        MotionDecided(FIVE, known, ShowOfHands(in_favour, against, abstaining), carried)
    )
    assert motions_of(decided)[0].carried is carried


def test_a_carried_motion_does_nothing_by_itself(debate: Story) -> None:
    """What it asks for, the chair does."""
    story, known = moved(debate, SUSPEND)
    decided = story.when("chair", PutMotion(FIVE, known, 9, 0))
    assert decided.state.state is story.state.state
    assert decided.current == "5"


def test_a_vote_in_which_nobody_was_counted_is_none(debate: Story) -> None:
    story, known = moved(debate, ADJOURN)
    story.when("chair", PutMotion(FIVE, known, 0, 0)).refused("nobody_counted")


def test_what_is_decided_is_decided_once(debate: Story) -> None:
    story, known = moved(debate, ADJOURN)
    story = story.when("chair", PutMotion(FIVE, known, 9, 0))
    story.when("chair", PutMotion(FIVE, known, 0, 9)).refused("decided_already")
    story.when("chair", WithdrawMotion(FIVE, known)).refused("decided_already")
    story.when("chair", SpeakOnMotion(FIVE, known, Side.AGAINST)).refused("decided_already")
    story.when("chair", PutMotion(FIVE, MotionId("another"), 1, 0)).refused("unknown_motion")
