"""Handing the presidency over at a meeting: who presses what, who is refused, and what everybody is told."""

from dataclasses import replace

from models.belonging.granting import RoleGranted
from models.belonging.roles import Role
from models.belonging.roster import RosterTaken
from models.meeting import MeetingClosed, MeetingConvened, MeetingDrafted, MeetingSuspended
from models.planning.agenda import ItemAdded
from models.presidency.presided import (
    NextTerm,
    PresidencyHandedOver,
    PresidencyTakenBack,
    PresidingChanged,
    named,
)
from models.presidency.rotation import HandoverId, RotationId
from models.presidency.terms import TermId
from models.procedure import PersonId
from models.rules.agenda import OpenNextItem
from models.rules.asking import AskForFloor
from models.rules.succession import HandOverPresidency, TakeBackPresidency
from models.text import Text
from tests.models.presided import GOVERNING, coming, mayor, turn
from tests.models.rosters import CALLED, roster
from tests.models.story import NINE, Story, item

KAZAN, XIAN = TermId("kazan"), TermId("xian-iriga")
HAND_OVER = HandOverPresidency(GOVERNING, XIAN, seen=KAZAN)
BEFORE = turn("kazan", coming=coming("xian", "iriga"), others="xian iriga")
AFTER = turn("xian", "iriga", others="kazan")


def convened() -> Story:
    """Of a body over which Kazan presides; the next term begins here."""
    secretary = RoleGranted(PersonId("secretariat"), Role.SECRETARIAT)
    taken = RosterTaken(replace(roster(), presided=BEFORE))
    return Story().given(MeetingDrafted(CALLED), secretary, ItemAdded(item("5")), MeetingConvened(), taken)


def handed_over() -> Story:
    """As the server brings it: what the body's record has kept comes to the meeting in the same act."""
    return convened().opened().when("kazan", HAND_OVER).given(PresidingChanged(AFTER))


def test_whoever_presides_hands_over() -> None:
    offices = (mayor("xian"), mayor("iriga"))
    convened().opened().when("kazan", HAND_OVER).then(
        PresidencyHandedOver(GOVERNING, XIAN, (mayor("kazan"),), offices)
    )


def test_the_secretariat_does_it_on_the_chairs_behalf() -> None:
    told = convened().opened().when("secretariat", HAND_OVER)
    assert told.record[-1].behalf is Role.CHAIR


def test_whoever_comes_next_does_not_take_it() -> None:
    convened().opened().when("xian", HAND_OVER).refused("not_permitted")


def test_a_meeting_that_stands_still_can_hand_over_and_one_that_has_not_begun_or_is_over_cannot() -> None:
    convened().when("kazan", HAND_OVER).refused("not_opened")
    opened = convened().opened()
    assert opened.given(MeetingSuspended(None, "lunch")).when("kazan", HAND_OVER).heard
    opened.given(MeetingClosed()).when("kazan", HAND_OVER).refused("closed")


def test_two_who_press_at_once_hand_over_once() -> None:
    handed_over().when("secretariat", HAND_OVER).refused(
        "passed_already",
        "The presidency has passed to Mayor of Xian and Mayor of Iriga already. Look at who presides now.",
    )


def test_only_a_term_that_begins_here_or_is_due() -> None:
    told = convened().opened()
    for coming_next in (None, coming("xian", "iriga", due=False), coming("paris")):
        later = told.given(PresidingChanged(replace(BEFORE, next=coming_next)))
        later.when("kazan", HAND_OVER).refused("not_due")


def test_only_by_the_rotation_that_presides() -> None:
    told = convened().opened()
    other = replace(HAND_OVER, rotation="another")
    told.when("kazan", other).refused("not_presided")
    told.given(PresidingChanged(None)).when("secretariat", HAND_OVER).refused("not_presided")


def test_the_outgoing_chairs_next_press_is_refused_in_words() -> None:
    told = handed_over()
    told.when("kazan", OpenNextItem(closing=None)).refused(
        "presidency_passed",
        "The presidency has passed to Mayor of Xian and Mayor of Iriga: the chair is no longer yours.",
    )
    told.when("iriga", OpenNextItem(closing=None))
    assert told.when("xian", OpenNextItem(closing=None)).current == "5"


def test_they_are_a_participant_from_then_on() -> None:
    told = handed_over()
    assert told.state.actor(PersonId("kazan")).roles == {Role.OBSERVER}
    opened = told.when("xian", OpenNextItem(closing=None))
    asking = opened.when("kazan", AskForFloor("5", "remote"))  # type: ignore[arg-type]
    assert not getattr(asking.heard, "code", "")


def test_where_the_plan_has_a_gap_it_passes_to_nobody_and_from_there_on() -> None:
    gap, iriga = NextTerm(TermId("gap"), (), NINE, due=True), coming("iriga")
    told = convened().opened().given(PresidingChanged(replace(BEFORE, next=gap)))
    told = told.when("kazan", replace(HAND_OVER, term=TermId("gap")))
    told.then(PresidencyHandedOver(GOVERNING, TermId("gap"), (mayor("kazan"),), ()))
    nobodys = replace(turn(coming=iriga), term=TermId("gap"))
    on = HandOverPresidency(GOVERNING, TermId("iriga"), seen=TermId("gap"))
    told.given(PresidingChanged(nobodys)).when("secretariat", on).then(
        PresidencyHandedOver(GOVERNING, TermId("iriga"), (), (mayor("iriga"),))
    )


def test_where_the_rotation_ends_it_passes_to_nobody() -> None:
    over = NextTerm(None, (), NINE, due=True)
    told = convened().opened().given(PresidingChanged(replace(BEFORE, next=over)))
    told.when("kazan", HAND_OVER).refused("not_due")
    told.when("kazan", replace(HAND_OVER, term=None)).then(
        PresidencyHandedOver(GOVERNING, None, (mayor("kazan"),), ())
    )


def test_once_nobody_has_it_that_is_said() -> None:
    told = handed_over().given(PresidingChanged(turn()))
    assert "nobody has it now" in told.when("xian", OpenNextItem(closing=None)).refusal()


def test_whoever_never_presided_hears_which_role_it_takes() -> None:
    handed_over().when("soria", OpenNextItem(closing=None)).refused("not_permitted")


def test_it_is_taken_back_with_a_reason() -> None:
    told = handed_over()
    back = TakeBackPresidency(GOVERNING, AFTER.handover or HandoverId(""), " pressed by mistake ")
    told.when("xian", back).refused("not_permitted")
    told.when("secretariat", replace(back, reason=" ")).refused("no_undoing_reason")
    told.when("secretariat", replace(back, handover=HandoverId("another"))).refused("not_handed_over")
    taken = told.when("secretariat", back).then(
        PresidencyTakenBack(GOVERNING, HandoverId("to-xian-iriga"), "pressed by mistake")
    )
    again = taken.given(PresidingChanged(BEFORE))
    again.when("iriga", OpenNextItem(closing=None)).refused("presidency_passed")
    assert again.when("kazan", OpenNextItem(closing=None)).current == "5"


def test_the_meeting_knows_how_it_has_passed() -> None:
    passed = handed_over().state.passed
    assert passed
    assert (passed.outgoing, passed.incoming) == ((mayor("kazan"),), (mayor("xian"), mayor("iriga")))
    assert passed.persons == ("kazan",)
    same = handed_over().given(PresidingChanged(replace(AFTER, next=coming("paris"))))
    assert same.state.passed == passed, "what else is known of the turn passes nothing on"


def test_a_term_that_nobody_has_is_handed_over_from_and_named_in_no_words() -> None:
    vacant = replace(BEFORE, offices=(), persons=())
    told = convened().opened().given(PresidingChanged(vacant))
    told.when("secretariat", HAND_OVER).then(PresidencyHandedOver(GOVERNING, XIAN, (), AFTER.offices))
    told.when("secretariat", replace(HAND_OVER, seen=None)).refused(
        "passed_already",
        "The presidency has passed on already, and nobody has it now. Look at who presides now.",
    )
    gap = replace(vacant, term=TermId("gap"))
    assert told.given(PresidingChanged(gap)).state.passed == told.state.passed, "from nobody to nobody"


def test_the_presidency_is_handed_over_where_another_rotation_says_who_chairs() -> None:
    chairs = replace(turn("soria"), rotation=RotationId("chairs"))
    told = convened().opened().given(PresidingChanged(chairs, BEFORE))
    assert told.state.actor(PersonId("soria")).roles == {Role.CHAIR, Role.OBSERVER}
    handed = told.when("secretariat", HAND_OVER).given(PresidingChanged(chairs, AFTER))
    passed = handed.state.passed
    assert passed
    assert (passed.rotation, passed.incoming, passed.persons) == (GOVERNING, AFTER.offices, ())
    assert handed.state.actor(PersonId("soria")).roles == {Role.CHAIR, Role.OBSERVER}
    back = TakeBackPresidency(GOVERNING, HandoverId("to-xian-iriga"), "by mistake")
    handed.when("secretariat", back).then(
        PresidencyTakenBack(GOVERNING, HandoverId("to-xian-iriga"), "by mistake")
    )


def test_several_offices_are_named_in_the_readers_language() -> None:
    both = named((mayor("xian"), Text("Mayor of Iriga")))
    assert both == Text("Mayor of Xian and Mayor of Iriga", "Maire de Xian et Mayor of Iriga")
    assert named(()) == Text()
