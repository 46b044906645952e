"""What the pages show of points of order and motions: decided from the meeting alone."""

from models.belonging.membership import MemberId
from models.belonging.roster import RosterTaken
from models.body import Rules
from models.planning.item import ItemId
from models.procedure import PersonId
from models.rules.agenda import OpenNextItem, ReopenPreviousItem
from models.rules.conduct import CloseMeeting, SuspendMeeting
from models.rules.motions import MoveMotion, PutMotion, SpeakOnMotion
from models.rules.points import AppealRuling, DecideAppeal, RuleOnPoint
from models.speaking.motions import MotionKind, Side
from models.speaking.request import Request, RequestId, RequestKind, RequestMade, Speaker
from models.text import Text
from server.floor_pages.motion_views import MotionsView, motions_view
from server.floor_pages.moving_views import Moving, moving_of
from server.floor_pages.order_words import called
from server.floor_pages.points_views import PointsView, points_view
from tests.models.rosters import roster, seat
from tests.models.story import Story, a_meeting

FIVE = ItemId("5")
KAZAN = Speaker(member=MemberId("kazan"), office=Text("Mayor of Kazan"), organisation=Text("Kazan", "Kazan"))
ROSTER = roster(seat("kazan", "delegate"), seat("iriga"), rules=Rules(motion_speakers_for=1))


def debate() -> Story:
    return a_meeting().opened().reached("5").given(RosterTaken(ROSTER))


def raised(story: Story, known: str = "first") -> Story:
    request = Request(RequestId(known), RequestKind.POINT_OF_ORDER, KAZAN, subject="No interpretation")
    return story.given(RequestMade(FIVE, request))


def ruled(story: Story, known: str = "first") -> Story:
    return story.when("chair", RuleOnPoint(FIVE, RequestId(known), granted=False, text=Text("It stands.")))


def points(story: Story) -> PointsView:
    return points_view(story.state, story.state.agenda, "en", lambda _: "")


def motions(story: Story, language: str = "en") -> MotionsView:
    return motions_view(story.state, story.state.agenda, language)


# ---------------------------------------------------------------------------------------- points of order


def test_what_waits_for_the_chair_is_shown_with_who_has_raised_it() -> None:
    [point] = points(raised(debate())).open
    assert (point.who, point.beside, point.subject) == ("Mayor of Kazan", "", "No interpretation")
    assert (point.state, point.waits, point.granted) == ("raised", True, None)


def test_a_ruling_is_shown_until_the_next_item_and_an_appeal_opens_it_again() -> None:
    story = ruled(raised(debate()))
    assert [point.ruling for point in points(story).ruled] == ["It stands."]
    assert points(story).open == ()
    appealed = story.when("delegate", AppealRuling(FIVE, RequestId("first")))
    [point] = points(appealed).open
    assert (point.state, point.appellant) == ("appealed", "Kazan")
    decided = appealed.when("chair", DecideAppeal(FIVE, RequestId("first"), 1, 2))
    [point] = points(decided).ruled
    assert (point.state, point.granted) == ("overruled", True)
    assert points(decided.when("chair", OpenNextItem(FIVE))) == PointsView()


def test_what_is_not_ruled_on_goes_with_its_item_and_says_so_when_that_is_reopened() -> None:
    on = raised(debate()).when("chair", OpenNextItem(FIVE))
    assert points(on) == PointsView()
    back = points(on.when("chair", ReopenPreviousItem(ItemId("6"))))
    assert [(point.state, point.words) for point in back.ruled] == [
        ("not_ruled", "Not ruled on: the item was left")
    ]
    assert points(on.when("chair", CloseMeeting())) == PointsView()


def test_the_last_ruling_stands_first() -> None:
    story = ruled(raised(ruled(raised(debate())), "second"), "second")
    assert [point.id for point in points(story).ruled] == ["second", "first"]


def test_whoever_is_known_by_name_alone_is_called_by_it() -> None:
    assert called(Speaker(), "en", lambda _: "") == ("", "")
    assert called(Speaker(), "en", lambda _: "Ana Ruiz") == ("Ana Ruiz", "")
    assert called(KAZAN, "fr", lambda _: "Ana Ruiz") == ("Mayor of Kazan", "Ana Ruiz")


# ------------------------------------------------------------------------------------------------ motions


def moved(story: Story, kind: MotionKind = MotionKind.CLOSE_DEBATE) -> Story:
    return story.when("chair", MoveMotion(FIVE, kind, MemberId("iriga")))


def test_only_what_may_be_moved_now_is_offered() -> None:
    assert [kind for kind, _ in motions(debate()).movable] == list(MotionKind)
    assert [kind for kind, _ in motions(moved(debate())).movable] == list(MotionKind)[:3]
    assert motions(moved(debate(), MotionKind.SUSPEND_MEETING)).movable == ()


def test_a_motion_says_who_moved_it_and_how_many_may_speak() -> None:
    story = moved(debate())
    [motion] = motions(story, "fr").pending
    assert (motion.words, motion.mover) == ("Clore le débat", "Iriga")
    assert [(side.name, side.count, side.most) for side in motion.sides] == [
        ("in_favour", 0, 1),
        ("against", 0, None),
    ]
    spoken = story.when("chair", SpeakOnMotion(FIVE, motion.id, Side.IN_FAVOUR, MemberId("kazan")))
    side = motions(spoken).pending[0].sides[0]
    assert (side.count, side.members, side.full) == (1, ("Kazan",), True)


def test_what_is_decided_stands_below_the_last_one_first() -> None:
    story = debate()
    for against in (0, 9):
        story = moved(story)
        [motion] = motions(story).pending
        story = story.when("chair", PutMotion(FIVE, motion.id, 5, against))
    assert [motion.carried for motion in motions(story).decided] == [False, True]
    assert motions(story).pending == ()


def test_nothing_is_moved_where_no_item_is_or_the_meeting_does_not_sit() -> None:
    assert motions(a_meeting().opened()) == MotionsView()
    assert motions(debate().when("chair", SuspendMeeting())) == MotionsView()


# --------------------------------------------------------------------------------------- by one's own press


def moving(story: Story, person: str) -> Moving:
    return moving_of(story.state, FIVE, story.state.actor(PersonId(person)), "en")


def test_a_delegate_is_shown_what_may_be_moved_now_and_what_each_does() -> None:
    kinds = moving(debate(), "delegate").kinds
    assert [kind.now for kind in kinds] == [True] * 4
    assert kinds[0].does == "The meeting pauses, and goes on where it was."
    pending = debate().when("chair", MoveMotion(FIVE, MotionKind.ADJOURN_DEBATE))
    assert [kind.now for kind in moving(pending, "delegate").kinds] == [True, True, False, False]
    suspended = debate().when("chair", SuspendMeeting())
    assert not any(kind.now for kind in moving(suspended, "delegate").kinds)


def test_ones_own_motion_is_shown_to_whoever_moved_it_and_the_menu_to_delegates_alone() -> None:
    story = debate().when("delegate", MoveMotion(FIVE, MotionKind.CLOSE_DEBATE))
    [shown] = motions(story).pending
    own = moving(story, "delegate")
    assert (own.own, own.words) == (shown.id, "Close the debate")
    assert (shown.mover, shown.person, shown.member) == ("Kazan", "delegate", "kazan")
    for other in ("chair", "observer", "desk", "nobody"):
        assert not moving(story, other).may
