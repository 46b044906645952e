"""The order of a list of speakers: kinds in precedence, policies within, moves by hand, and why each stands there."""

from dataclasses import replace

from models.belonging.roster import RosterTaken
from models.body import OrderPolicy, Rules
from models.planning.editing import ItemEdited
from models.planning.item import Kind
from models.planning.particulars import Particulars
from models.planning.sitting import Contributor
from models.speaking.list_of_speakers import OrderSet
from models.speaking.order import order_at, policies_at
from models.speaking.place import Reason, told_to_others
from models.speaking.planned import planned
from models.speaking.request import (
    RequestId,
    RequestKind,
    RequestSkipped,
    RequestsReordered,
    RequestWithdrawn,
)
from models.speaking.speech import SpeechBegun
from models.text import Text
from tests.models.rosters import roster
from tests.models.story import Story, item
from tests.models.waiting_lists import ITEM, MAN, REMOTE, ROOM, WOMAN, Told, request

FIRST_COME = OrderPolicy.FIRST_COME
FIRST_TIME = OrderPolicy.FIRST_TIME_FIRST
SIDES = OrderPolicy.ALTERNATE_ROOM_AND_REMOTE
GENDERS = OrderPolicy.ALTERNATE_GENDER
SECTIONS = OrderPolicy.SECTIONS_IN_TURN
LEAST = OrderPolicy.LEAST_SPOKEN_FIRST
LEAST_HERE = OrderPolicy.LEAST_SPOKEN_IN_ITEM

ROLES = (Contributor("keynote", "Mayor of Kazan"), Contributor("panellist", "Mayor of Xi'an"))
PANEL = planned(item("9", roles=ROLES))
KEYNOTE, PANELLIST = (one.id for one in PANEL)


def test_a_newcomer_stands_at_the_end() -> None:
    told = Told().asks(request("a"), request("b"))
    assert told.order() == ["a", "b"]
    assert told.asks(request("c")).order() == ["a", "b", "c"]
    assert told.reasons()["b"] == (Reason.FIRST_COME,)


def test_kinds_stand_in_precedence_and_in_order_of_arrival_within() -> None:
    told = Told().asks(
        request("right", RequestKind.RIGHT_OF_REPLY),
        request("statement"),
        request("reply", RequestKind.REPLY),
        request("question", RequestKind.QUESTION),
        request("point", RequestKind.POINT_OF_ORDER),
        request("second point", RequestKind.POINT_OF_ORDER),
    )
    assert told.order() == ["point", "second point", "reply", "question", "statement", "right"]
    assert list(told.reasons().values()) == [
        (Reason.POINT_OF_ORDER,),
        (Reason.POINT_OF_ORDER,),
        (Reason.ABOUT_THIS_SPEECH,),
        (Reason.ABOUT_THIS_SPEECH,),
        (Reason.FIRST_COME,),
        (Reason.RIGHT_OF_REPLY,),
    ]
    assert [place.number for place in told.places()] == [1, 2, 3, 4, 5, 6]


def test_a_reply_stands_behind_earlier_replies_to_the_same_speech() -> None:
    told = Told().asks(request("speech")).then(SpeechBegun(ITEM, RequestId("speech"), None))
    replies = (request(one, RequestKind.REPLY, about=RequestId("speech")) for one in ("first", "second"))
    assert told.asks(request("next"), *replies).order() == ["first", "second", "next"]


def test_policies_leave_other_kinds_as_they_came() -> None:
    points = (request(one, RequestKind.POINT_OF_ORDER, attendance=REMOTE) for one in ("a", "b"))
    told = Told().asks(*points, request("c", RequestKind.POINT_OF_ORDER))
    assert told.order(SIDES) == ["a", "b", "c"]


def test_whoever_speaks_for_the_first_time_comes_first() -> None:
    told = Told().has_spoken(request("earlier", member="a"), item=item("5").id)
    told = told.asks(request("a"), request("b"), request("c"))
    assert told.order(FIRST_TIME) == ["b", "c", "a"]
    assert told.reasons(FIRST_TIME) == {
        "b": (Reason.FIRST_INTERVENTION,),
        "c": (Reason.FIRST_INTERVENTION,),
        "a": (Reason.FIRST_COME,),
    }


def test_whoever_has_the_floor_has_spoken() -> None:
    told = Told().asks(request("a")).then(SpeechBegun(ITEM, RequestId("a"), None))
    assert told.asks(request("again", member="a"), request("b")).order(FIRST_TIME) == ["b", "again"]


def test_a_point_of_order_is_no_intervention() -> None:
    told = Told().has_spoken(request("earlier", RequestKind.POINT_OF_ORDER, member="a"))
    assert told.asks(request("a"), request("b")).order(FIRST_TIME) == ["a", "b"]


def test_the_second_request_of_one_speaker_is_no_first_intervention() -> None:
    told = Told().asks(request("a"), request("again", member="a"), request("b"))
    assert told.order(FIRST_TIME) == ["a", "b", "again"]


def test_room_and_remote_speak_in_turn() -> None:
    told = Told().asks(
        request("far", attendance=REMOTE),
        request("far too", attendance=REMOTE),
        request("here"),
        request("here too"),
        request("here as well"),
    )
    assert told.order(SIDES) == ["far", "here", "far too", "here too", "here as well"]
    assert told.reasons(SIDES) == {
        "far": (Reason.FIRST_COME,),
        "here": (Reason.ROOM_IN_TURN,),
        "far too": (Reason.REMOTE_IN_TURN,),
        "here too": (Reason.ROOM_IN_TURN,),
        "here as well": (Reason.FIRST_COME,),
    }


def test_turns_go_on_from_the_last_statement_whatever_came_between() -> None:
    told = Told().has_spoken(request("before", attendance=REMOTE))
    told = told.has_spoken(request("point", RequestKind.POINT_OF_ORDER, attendance=ROOM))
    assert told.asks(request("far", attendance=REMOTE), request("here")).order(SIDES) == ["here", "far"]


def test_women_and_men_speak_in_turn() -> None:
    told = Told().asks(request("m", gender=MAN), request("n", gender=MAN), request("w", gender=WOMAN))
    assert told.order(GENDERS) == ["m", "w", "n"]
    assert told.reasons(GENDERS)["w"] == (Reason.GENDER_IN_TURN,)


def test_whoever_says_nothing_of_their_gender_is_neither_held_back_nor_named() -> None:
    told = Told().asks(request("m", gender=MAN), request("a"), request("b"), request("w", gender=WOMAN))
    assert told.order(GENDERS) == ["m", "a", "b", "w"]
    assert told.reasons(GENDERS)["a"] == (Reason.FIRST_COME,)


def test_sections_speak_in_turn() -> None:
    africa = (request(one, section="Africa") for one in ("a1", "a2", "a3"))
    told = Told().asks(
        *africa, request("e1", section="Europe"), request("e2", section="Europe"), request("none")
    )
    assert told.order(SECTIONS) == ["a1", "e1", "none", "a2", "e2", "a3"]
    assert told.reasons(SECTIONS)["a3"] == (Reason.SECTION_IN_TURN,)


def test_the_section_whose_turn_was_longest_ago_is_next() -> None:
    told = Told().has_spoken(request("a", section="Africa")).has_spoken(request("e", section="Europe"))
    told = told.asks(*(request(one, section=one) for one in ("Europe", "Africa", "Eurasia")))
    assert told.order(SECTIONS) == ["Eurasia", "Africa", "Europe"]


def test_whoever_has_spoken_least_comes_first() -> None:
    told = Told().has_spoken(request("1", member="a"), 90).has_spoken(request("2", member="b"), 30)
    told = told.asks(request("a"), request("b"), request("c"))
    assert told.order(LEAST) == ["c", "b", "a"]
    assert told.reasons(LEAST)["b"] == (Reason.LEAST_SPOKEN,)
    assert told.reasons(LEAST)["a"] == (Reason.FIRST_COME,)


def test_who_has_spoken_least_on_the_item_comes_first_whatever_they_said_elsewhere() -> None:
    told = Told().has_spoken(request("1", member="a"), 90, item=item("5").id)
    told = told.has_spoken(request("2", member="b"), 30).asks(request("b"), request("a"))
    assert told.order(LEAST) == ["b", "a"]
    assert told.order(LEAST_HERE) == ["a", "b"]
    assert told.reasons(LEAST_HERE) == {"a": (Reason.LEAST_SPOKEN_IN_ITEM,), "b": (Reason.FIRST_COME,)}


def test_others_are_not_told_by_a_reason_what_somebody_says_of_their_gender() -> None:
    told = Told().asks(
        request("a", gender=WOMAN), request("b", gender=WOMAN), request("c", gender=MAN), request("d")
    )
    reasons = told.reasons(GENDERS)
    assert reasons["c"] == (Reason.GENDER_IN_TURN,)
    neutral = {told_to_others(one, (GENDERS,)) for one in reasons.values()}
    assert neutral == {(Reason.BY_THE_ORDER,)}
    mixed = told.reasons(GENDERS, FIRST_TIME)
    assert {told_to_others(one, (GENDERS, FIRST_TIME)) for one in mixed.values()} == {
        (Reason.FIRST_INTERVENTION, Reason.BY_THE_ORDER)
    }
    moved = (Reason.MOVED_BY_CHAIR,)
    assert told_to_others(moved, (GENDERS,)) == moved
    assert told_to_others(reasons["a"], (FIRST_COME,)) == reasons["a"]


def test_an_order_does_not_change_while_somebody_speaks() -> None:
    told = Told().has_spoken(request("1", member="b"), 30).asks(request("2", member="a"))
    told = told.then(SpeechBegun(ITEM, RequestId("2"), None)).asks(request("a"), request("b"))
    assert told.later(600).order(LEAST) == told.order(LEAST) == ["a", "b"]


def test_the_first_policy_counts_most() -> None:
    told = Told().has_spoken(request("earlier", member="a"))
    told = told.asks(
        request("a"), request("b", attendance=REMOTE), request("c", attendance=REMOTE), request("d")
    )
    assert told.order(FIRST_TIME, SIDES) == ["b", "d", "c", "a"]
    assert told.order(SIDES, FIRST_TIME) == ["b", "d", "c", "a"]
    assert told.reasons(SIDES, FIRST_TIME)["b"] == (Reason.REMOTE_IN_TURN, Reason.FIRST_INTERVENTION)
    told = (
        Told()
        .has_spoken(request("f"), item=item("5").id)
        .asks(request("e", attendance=REMOTE), request("g", attendance=REMOTE), request("again", member="f"))
    )
    assert told.order(FIRST_TIME, SIDES) == ["e", "g", "again"]
    assert told.order(SIDES, FIRST_TIME) == ["e", "again", "g"]


def test_behind_first_come_nothing_decides() -> None:
    told = Told().asks(
        request("far", attendance=REMOTE), request("far too", attendance=REMOTE), request("here")
    )
    assert told.order(FIRST_COME, SIDES) == ["far", "far too", "here"]


def test_whoever_is_moved_stands_where_they_were_put() -> None:
    told = Told().asks(*(request(one) for one in "abcd")).moves("d", "a")
    assert told.order() == ["a", "d", "b", "c"]
    assert told.reasons()["d"] == (Reason.MOVED_BY_CHAIR,)
    assert told.moves("c", None).order() == ["c", "a", "d", "b"]


def test_whoever_was_moved_keeps_their_place_when_those_ahead_have_gone() -> None:
    told = Told().asks(*(request(one) for one in "abcd")).moves("d", "b")
    assert told.speaks("a").order() == ["b", "d", "c"]
    assert told.then(RequestWithdrawn(ITEM, RequestId("b"))).order() == ["a", "d", "c"]
    assert told.speaks("a").speaks("b").order() == ["d", "c"]


def test_of_two_put_behind_the_same_one_the_later_stands_ahead() -> None:
    told = Told().asks(*(request(one) for one in "abcd")).moves("c", "a").moves("d", "a")
    assert told.order() == ["a", "d", "c", "b"]


def test_whoever_one_was_put_behind_may_be_moved_away() -> None:
    told = Told().asks(*(request(one) for one in "abcd")).moves("a", "c").moves("c", "d")
    assert told.order() == ["b", "a", "d", "c"]


def test_a_move_stands_among_policies() -> None:
    far = tuple(request(one, attendance=REMOTE) for one in ("f", "g", "h"))
    told = Told().asks(*far, request("r")).moves("h", "f", SIDES)
    assert told.order(SIDES) == ["f", "h", "r", "g"]


def test_whoever_moves_down_by_themselves_is_said_to() -> None:
    told = Told().asks(*(request(one) for one in "abc")).moves("a", "b", by_chair=False)
    assert told.order() == ["b", "a", "c"]
    assert told.reasons()["a"] == (Reason.MOVED_DOWN,)


def test_whoever_was_called_and_absent_returns_to_the_stated_place() -> None:
    told = Told().asks(*(request(one) for one in "abc"))
    told = told.then(RequestSkipped(ITEM, RequestId("a"), (RequestId("b"),)))
    assert told.order() == ["b", "a", "c"]
    assert told.reasons()["a"] == (Reason.RETURNED,)


def test_a_whole_order_given_by_hand_is_the_order() -> None:
    told = Told().asks(*(request(one) for one in "abc"))
    told = told.then(RequestsReordered(ITEM, tuple(RequestId(one) for one in "cab")))
    assert told.order(SIDES) == ["c", "a", "b"]
    assert (
        told.asks(request("d")).order() == ["d", "c", "a", "b"] or told.asks(request("d")).order()[-1] == "d"
    )


def test_no_hand_breaks_the_precedence_of_kinds() -> None:
    told = Told().asks(
        request("point", RequestKind.POINT_OF_ORDER),
        request("a"),
        request("right", RequestKind.RIGHT_OF_REPLY),
        request("b"),
    )
    assert told.moves("b", None).order() == ["point", "b", "a", "right"]
    assert told.moves("a", "right").order() == ["point", "b", "a", "right"]
    assert told.moves("right", None).order() == ["point", "a", "b", "right"]


def test_whom_the_agenda_has_planned_stands_ahead_as_planned() -> None:
    told = Told().asks(request("a"), request("question", RequestKind.QUESTION))
    assert told.order(planned=PANEL) == ["question", KEYNOTE, PANELLIST, "a"]
    assert told.reasons(planned=PANEL)[KEYNOTE] == (Reason.PLANNED,)


def test_a_planned_speaker_is_called_once() -> None:
    told = Told().asks(PANEL[0], request("a"))
    assert told.order(planned=PANEL) == [KEYNOTE, PANELLIST, "a"]
    assert told.speaks(KEYNOTE).order(planned=PANEL) == [PANELLIST, "a"]
    absent = told.then(RequestSkipped(ITEM, KEYNOTE, None))
    assert absent.order(planned=PANEL) == [PANELLIST, "a"]


def test_a_statement_may_be_moved_ahead_of_planned_speakers() -> None:
    told = Told().asks(request("a"), request("b"))
    assert told.moves("b", None).order(planned=PANEL) == ["b", KEYNOTE, PANELLIST, "a"]


def test_planned_speakers_are_known_by_what_is_planned_not_by_their_place() -> None:
    roles = (
        Contributor("keynote", "Mayor of Kazan"),
        Contributor("panellist", ""),
        Contributor("panellist", ""),
    )
    here = planned(item("9", roles=roles))
    assert here[0].id == KEYNOTE
    assert len({one.id for one in here}) == 3
    assert {one.id for one in planned(item("9", roles=roles[::-1]))} == {one.id for one in here}


def test_the_policies_in_force_are_the_lists_then_the_bodys_then_first_come(meeting: Story) -> None:
    assert policies_at(meeting.state, ITEM) == (FIRST_COME,)
    ruled = meeting.given(RosterTaken(roster(rules=Rules(order_policy=SIDES))))
    assert policies_at(ruled.state, ITEM) == (SIDES,)
    combined = Rules(order_policy=SECTIONS, further_order_policies=(SIDES, SECTIONS, LEAST))
    story = meeting.given(RosterTaken(roster(rules=combined)))
    assert policies_at(story.state, ITEM) == (SECTIONS, SIDES, LEAST)
    for own, in_force in ((GENDERS, LEAST), (GENDERS, LEAST)), ((), (FIRST_COME,)):
        floor = Told().then(OrderSet(ITEM, own)).floor
        assert policies_at(replace(ruled.state, floor=floor), ITEM) == in_force


def test_everybodys_place_at_an_item_is_worked_out_from_the_meeting(meeting: Story) -> None:
    told = Told().has_spoken(request("earlier", member="a"), item=item("5").id)
    told = told.asks(request("a"), request("b")).then(OrderSet(ITEM, (FIRST_TIME,)))
    given = meeting.given(ItemEdited(ITEM, Particulars(Text("Debate"), Kind.DEBATE, roles=ROLES))).state
    places = order_at(replace(given, floor=told.floor), ITEM)
    assert [place.request.id for place in places] == [KEYNOTE, PANELLIST, "b", "a"]
