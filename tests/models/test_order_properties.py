"""What every order of a list of speakers promises, whoever waits and whatever has happened.

The bounds of fairness hold within statements that nobody has planned, absent a move by hand, for the first policy in
force whatever others stand behind it.
"""

from collections.abc import Iterator
from itertools import pairwise

from hypothesis import assume, given
from hypothesis import strategies as st

from models.belonging.membership import MemberId
from models.body import OrderPolicy
from models.planning.item import ItemId
from models.planning.sitting import Contributor
from models.speaking.attendance import Attendance
from models.speaking.history import history_of
from models.speaking.place import Reason
from models.speaking.request import (
    Gender,
    Request,
    RequestId,
    RequestKind,
    RequestMoved,
    RequestsReordered,
    Speaker,
)
from models.text import Text
from tests.models.waiting_lists import ITEM, Told

POLICIES = st.lists(st.sampled_from(OrderPolicy), unique=True).map(tuple)
KINDS = st.sampled_from(RequestKind)
SECTIONS = ("Africa", "Europe", "Eurasia", "")
MEMBERS = st.integers(0, 9).map(lambda n: MemberId(f"m{n}"))
"""Few, so that the same one asks again."""

SPEAKERS = st.builds(
    Speaker,
    member=MEMBERS,
    section=st.sampled_from(SECTIONS).map(Text),
    gender=st.none() | st.sampled_from(Gender),
)
SIDES = st.sampled_from((Attendance.IN_THE_ROOM, Attendance.REMOTE))


@st.composite
def floors(draw: st.DrawFn, kinds: st.SearchStrategy[RequestKind] = KINDS) -> Told:
    """Some have spoken, here and elsewhere, and some wait."""
    told = Told()
    for n, (kind, speaker, where, seconds, item) in enumerate(
        draw(
            st.lists(
                st.tuples(kinds, SPEAKERS, SIDES, st.integers(0, 200), st.sampled_from((ITEM, ItemId("5"))))
            )
        )
    ):
        told = told.has_spoken(Request(RequestId(f"s{n}"), kind, speaker, where), seconds, item)
    asked = draw(st.lists(st.tuples(kinds, SPEAKERS, SIDES), max_size=14))
    return told.asks(*(Request(RequestId(f"r{n}"), *one) for n, one in enumerate(asked)))


def statements() -> st.SearchStrategy[Told]:
    return floors(st.just(RequestKind.STATEMENT))


@st.composite
def moved_about(draw: st.DrawFn) -> Told:
    """Some were moved by hand, behind whoever stood ahead then."""
    told = draw(floors())
    ids = st.sampled_from([one.id for one in told.here.waiting] or [RequestId("nobody")])
    for request, behind, by_chair in draw(
        st.lists(st.tuples(ids, st.lists(ids, unique=True, max_size=4), st.booleans()), max_size=8)
    ):
        ahead = tuple(one for one in behind if one != request)
        told = told.then(RequestMoved(ITEM, request, ahead, by_chair))
    return told


PLANNED = st.integers(0, 4).map(
    lambda many: tuple(
        Request(
            RequestId(f"planned-{n}"),
            RequestKind.STATEMENT,
            Speaker(),
            contributor=Contributor("panellist", ""),
        )
        for n in range(many)
    )
)


@given(moved_about(), POLICIES, PLANNED)
def test_places_are_a_permutation_of_those_who_wait(
    told: Told, policies: tuple[OrderPolicy, ...], planned: tuple[Request, ...]
) -> None:
    places = told.places(*policies, planned=planned)
    assert [place.number for place in places] == list(range(1, len(places) + 1))
    assert sorted(place.request.id for place in places) == sorted(
        [one.id for one in planned] + [one.id for one in told.here.waiting]
    )
    assert all(place.reasons for place in places)


@given(moved_about(), POLICIES, PLANNED)
def test_an_order_is_the_same_each_time_it_is_asked_for(
    told: Told, policies: tuple[OrderPolicy, ...], planned: tuple[Request, ...]
) -> None:
    assert told.places(*policies, planned=planned) == told.later(500).places(*policies, planned=planned)


@given(moved_about(), POLICIES, PLANNED)
def test_kinds_keep_their_precedence_whatever_the_policies_and_moves(
    told: Told, policies: tuple[OrderPolicy, ...], planned: tuple[Request, ...]
) -> None:
    rank = {
        RequestKind.POINT_OF_ORDER: 0,
        RequestKind.QUESTION: 1,
        RequestKind.REPLY: 1,
        RequestKind.STATEMENT: 2,
        RequestKind.RIGHT_OF_REPLY: 3,
    }
    ranks = [rank[place.request.kind] for place in told.places(*policies, planned=planned)]
    assert ranks == sorted(ranks)


@given(floors(), PLANNED)
def test_without_a_policy_all_of_a_kind_stand_as_they_came(told: Told, planned: tuple[Request, ...]) -> None:
    for kinds in (
        {RequestKind.POINT_OF_ORDER},
        {RequestKind.QUESTION, RequestKind.REPLY},
        {RequestKind.STATEMENT},
    ):
        numbers = [p.request.number for p in told.places(planned=planned) if p.request.kind in kinds]
        arrived = [number for number in numbers if number]
        assert arrived == sorted(arrived)


def chosen(told: Told, *policies: OrderPolicy) -> Iterator[tuple[Request | None, Request, list[Request]]]:
    """Who had the floor before, who comes next, and who waits behind."""
    made = [speech.request for speech in told.here.speeches]
    row = [place.request for place in told.places(*policies)]
    for n, (before, one) in enumerate(pairwise((made[-1] if made else None, *row))):
        assert one is not None
        yield before, one, row[n + 1 :]


@given(statements(), POLICIES)
def test_with_alternation_never_two_remote_in_a_row_while_somebody_in_the_room_waits(
    told: Told, others: tuple[OrderPolicy, ...]
) -> None:
    for before, one, behind in chosen(told, OrderPolicy.ALTERNATE_ROOM_AND_REMOTE, *others):
        if before and before.attendance is one.attendance:
            assert all(waits.attendance is one.attendance for waits in behind)


@given(statements(), POLICIES)
def test_with_alternation_never_two_of_a_gender_in_a_row_while_somebody_else_waits(
    told: Told, others: tuple[OrderPolicy, ...]
) -> None:
    for before, one, behind in chosen(told, OrderPolicy.ALTERNATE_GENDER, *others):
        if before and one.speaker.gender and before.speaker.gender is one.speaker.gender:
            assert all(waits.speaker.gender is one.speaker.gender for waits in behind)


@given(statements(), POLICIES)
def test_no_section_has_the_floor_twice_before_each_that_waits_has_had_it_once(
    told: Told, others: tuple[OrderPolicy, ...]
) -> None:
    made = [speech.request.speaker.section for speech in told.here.speeches]
    row = [place.request.speaker.section for place in told.places(OrderPolicy.SECTIONS_IN_TURN, *others)]
    for place, section in enumerate(row):
        spoken = [*made, *row[:place]]
        since = spoken[len(spoken) - spoken[::-1].index(section) :] if section in spoken else None
        if since is not None:
            assert {waits for waits in row[place + 1 :] if waits != section} <= set(since)


@given(statements(), POLICIES)
def test_first_interventions_stand_before_all_others(told: Told, others: tuple[OrderPolicy, ...]) -> None:
    places = told.places(OrderPolicy.FIRST_TIME_FIRST, *others)
    first = [Reason.FIRST_INTERVENTION in place.reasons for place in places]
    assert first == sorted(first, reverse=True)
    spoken = {s.request.speaker.identity for one in told.floor.lists.values() for s in one.speeches}
    new = {place.request.speaker.identity for place in places} - spoken
    assert {place.request.speaker.identity for place, one in zip(places, first, strict=True) if one} == new
    assert sum(first) == len(new)


@given(statements(), POLICIES)
def test_nobody_who_has_spoken_longer_stands_ahead(told: Told, others: tuple[OrderPolicy, ...]) -> None:
    places = told.places(OrderPolicy.LEAST_SPOKEN_FIRST, *others)
    seconds = [told.history.of(place.request.speaker).seconds for place in places]
    assert seconds == sorted(seconds)


@given(statements(), POLICIES)
def test_nobody_who_has_spoken_longer_on_the_item_stands_ahead(
    told: Told, others: tuple[OrderPolicy, ...]
) -> None:
    here = history_of((told.here,))
    places = told.places(OrderPolicy.LEAST_SPOKEN_IN_ITEM, *others)
    seconds = [here.of(place.request.speaker).seconds for place in places]
    assert seconds == sorted(seconds)


@given(statements(), POLICIES, st.data())
def test_a_move_by_hand_is_where_it_was_put(
    told: Told, policies: tuple[OrderPolicy, ...], data: st.DataObject
) -> None:
    assume(len(told.here.waiting) > 1)
    one, after = data.draw(st.permutations([r.id for r in told.here.waiting]).map(lambda ids: ids[:2]))
    moved = told.moves(one, after, *policies)
    row = moved.order(*policies)
    assert row[row.index(after) + 1] == one
    head = told.moves(one, None, *policies)
    assert head.order(*policies)[0] == one
    newcomer = Request(RequestId("newcomer"), RequestKind.STATEMENT, Speaker(member=MemberId("new")))
    row = moved.asks(newcomer).order(*policies)
    assert row[row.index(after) + 1] == one


@given(statements(), POLICIES, st.data())
def test_a_whole_order_given_by_hand_is_the_order_whatever_the_policies(
    told: Told, policies: tuple[OrderPolicy, ...], data: st.DataObject
) -> None:
    ids = data.draw(st.permutations([one.id for one in told.here.waiting]))
    told = told.then(RequestsReordered(ITEM, tuple(ids)))
    assert told.order(*policies) == list(ids)
    for one in ids[:3]:
        told = told.speaks(one)
    assert told.order(*policies) == list(ids[3:])


@given(statements(), POLICIES)
def test_calling_the_first_leaves_the_others_as_they_stand_where_turns_alone_decide(
    told: Told, policies: tuple[OrderPolicy, ...]
) -> None:
    """Those turns go on from whoever has just had the floor, so nobody sees their place jump."""
    turns = {
        OrderPolicy.ALTERNATE_ROOM_AND_REMOTE,
        OrderPolicy.ALTERNATE_GENDER,
        OrderPolicy.SECTIONS_IN_TURN,
        OrderPolicy.FIRST_COME,
    }
    only = tuple(policy for policy in policies if policy in turns)
    row = told.order(*only)
    assume(row)
    assert told.speaks(row[0]).order(*only) == row[1:]
