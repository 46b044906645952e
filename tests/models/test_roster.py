"""A meeting's roster: taken when it is convened, brought up to date afterwards, and what it makes people."""

from dataclasses import replace
from datetime import UTC, date, datetime
from functools import reduce

import pytest
from hypothesis import given

from models.belonging.granting import RoleGranted, RoleWithdrawn
from models.belonging.posts import Post
from models.belonging.roles import Role
from models.belonging.roster import (
    PostsChanged,
    Roster,
    RosterTaken,
    RulesChanged,
    SeatChanged,
    SeatVacated,
    by_member,
    moved,
    roster_after,
)
from models.body import BodyId, Rules, Share
from models.meeting import ConvocationEdited, MeetingClosed, MeetingConvened, MeetingDrafted
from models.planning.agenda import ItemAdded, SittingAdded
from models.planning.sitting import Sitting, SittingId
from models.procedure import Actor, PersonId, Refusal
from models.rules.conduct import EditMeeting, OpenMeeting
from models.rules.roster import TakeRoster, differences, roster_day
from models.text import Text
from tests.models.rosters import CALLED, ROSTERS, placed, roster, seat
from tests.models.story import CONVOCATION, NINE, PEOPLE, Story, a_meeting, item

FIRST = roster(seat("iriga", "madelaine"), seat("kazan", "ilsur"), posts=(placed(Post.PRESIDENT, "ilsur"),))


@pytest.fixture
def council() -> Story:
    """Convened, of a body, and not yet with a roster."""
    return a_meeting().given(ConvocationEdited(CALLED))


# ---------------------------------------------------------------------------------------- what is taken over


def test_the_first_time_it_is_taken_whole(council: Story) -> None:
    taken = council.when("secretariat", TakeRoster(FIRST)).then(RosterTaken(FIRST))
    assert taken.state.roster == FIRST


def test_later_only_what_is_different_happens(council: Story) -> None:
    rules = Rules(quorum_to_open=Share(1, 2))
    now = roster(
        seat("kazan", "ilsur", fees_paid_to=2020),
        seat("soria", "carlos"),
        posts=(placed(Post.CHAIR),),
        rules=rules,
    )
    taken = council.given(RosterTaken(FIRST)).when("secretariat", TakeRoster(now))
    taken.then(
        SeatVacated(FIRST.seats[0].id),
        SeatChanged(now.seats[0]),
        SeatChanged(now.seats[1]),
        PostsChanged(now.posts),
        RulesChanged(rules),
    )
    assert taken.state.roster == now
    assert taken.state.rules == rules


def test_where_nothing_is_different_it_is_refused(council: Story) -> None:
    council.given(RosterTaken(FIRST)).when("secretariat", TakeRoster(FIRST)).refused("nothing_changed")


def test_it_is_kept_in_the_order_of_the_members(council: Story) -> None:
    backwards = replace(FIRST, seats=FIRST.seats[::-1])
    council.when("secretariat", TakeRoster(backwards)).then(RosterTaken(FIRST))


def test_a_member_has_one_seat(council: Story) -> None:
    twice = roster(seat("iriga"), seat("kazan"), seat("iriga", "madelaine"))
    council.when("secretariat", TakeRoster(twice)).refused("double_id")


def test_it_is_of_the_meetings_own_body(council: Story) -> None:
    bureau = replace(FIRST, body=BodyId("executive-bureau"))
    council.when("secretariat", TakeRoster(bureau)).refused("other_body")
    a_meeting().when("secretariat", TakeRoster(FIRST)).refused("other_body")


def test_a_draft_and_a_closed_meeting_follow_no_body(council: Story) -> None:
    draft = Story().given(MeetingDrafted(CALLED), RoleGranted(PersonId("secretariat"), Role.SECRETARIAT))
    draft.when("secretariat", TakeRoster(FIRST)).refused("not_convened")
    council.given(MeetingClosed()).when("secretariat", TakeRoster(FIRST)).refused("closed")


def test_once_it_has_a_roster_a_meeting_is_a_bodys_and_may_become_another_ones(council: Story) -> None:
    edit = EditMeeting(CALLED, CONVOCATION)
    council.when("secretariat", edit).then(ConvocationEdited(CONVOCATION))
    council.given(RosterTaken(FIRST)).when("secretariat", edit).refused("body_stays")
    bureau = replace(CALLED, of=BodyId("executive-bureau"))
    moved_on = council.given(RosterTaken(FIRST)).when("secretariat", EditMeeting(CALLED, bureau))
    other = replace(FIRST, body=BodyId("executive-bureau"), seats=())
    moved_on.when("secretariat", TakeRoster(other)).then(RosterTaken(other))


def test_a_meeting_without_a_body_has_no_rules_set() -> None:
    assert a_meeting().state.rules == Rules()


@given(ROSTERS, ROSTERS)
def test_differences_make_the_new_one_of_the_old_one_and_end_there(old: Roster, new: Roster) -> None:
    made: Roster | None = reduce(roster_after, differences(old, new), old)
    assert made == new
    assert differences(made, new) == ()
    assert by_member(new.seats) == new.seats


@given(ROSTERS, ROSTERS)
def test_whom_a_change_makes_something_else_is_said(old: Roster, new: Roster) -> None:
    people = {*old.roles, *new.roles}
    assert moved(old, new) == {one for one in people if old.roles.get(one) != new.roles.get(one)}
    assert moved(None, new) == set(new.roles)
    assert moved(old, None) == set(old.roles)


# ------------------------------------------------------------------------------------- what it makes people


def test_a_delegate_and_a_substitute_are_delegates(council: Story) -> None:
    told = council.given(RosterTaken(roster(seat("kazan", "ilsur", substitute=PersonId("natalia")))))
    assert told.state.actor(PersonId("ilsur")).roles == {Role.DELEGATE}
    assert told.state.actor(PersonId("natalia")).roles == {Role.DELEGATE}
    assert told.state.people(Role.DELEGATE) == ("delegate", "ilsur", "natalia")


OF_A_POST = {
    Post.PRESIDENT: {Role.CHAIR},
    Post.CHAIR: {Role.CHAIR},
    Post.CO_CHAIR: {Role.CHAIR},
    Post.STAFF: {Role.SECRETARIAT},
    Post.OBSERVER: {Role.OBSERVER},
    Post.INTERPRETER: {Role.INTERPRETER},
}


@pytest.mark.parametrize("post", Post)
def test_a_post_makes_somebody_what_it_is(council: Story, post: Post) -> None:
    told = council.given(RosterTaken(roster(posts=(placed(post, "mayor"), placed(post)))))
    assert told.state.actor(PersonId("mayor")).roles == OF_A_POST.get(post, set())


def test_what_is_granted_by_hand_is_beside_it(council: Story) -> None:
    told = council.given(RosterTaken(FIRST), RoleGranted(PersonId("ilsur"), Role.OBSERVER))
    assert told.state.actor(PersonId("ilsur")).roles == {Role.CHAIR, Role.DELEGATE, Role.OBSERVER}
    left = told.given(RoleWithdrawn(PersonId("ilsur"), Role.OBSERVER))
    assert left.state.actor(PersonId("ilsur")).roles == {Role.CHAIR, Role.DELEGATE}


def test_whoever_loses_the_seat_loses_the_role(council: Story) -> None:
    told = council.given(RosterTaken(FIRST), SeatChanged(seat("iriga", "rex")))
    assert told.state.actor(PersonId("madelaine")) == Actor(PersonId("madelaine"))
    assert told.state.actor(PersonId("rex")).roles == {Role.DELEGATE}


def test_nobody_and_the_public_are_nothing_by_it(council: Story) -> None:
    told = council.given(RosterTaken(FIRST))
    assert told.state.actor(None) == Actor(None)
    assert all(told.state.actor(PersonId(name)).roles == {role} for name, role in PEOPLE.items())


def test_the_rules_ask_the_facts(council: Story) -> None:
    """The President opens the meeting without having been granted anything."""
    told = council.given(RosterTaken(FIRST))
    assert not isinstance(told.when("ilsur", OpenMeeting()).heard, Refusal)
    told.when("madelaine", OpenMeeting()).refused("not_permitted")


def test_who_is_what_is_worked_out_once_a_roster(monkeypatch: pytest.MonkeyPatch, council: Story) -> None:
    told, counted = council.given(RosterTaken(FIRST)).state, []
    whole = Roster._roled
    monkeypatch.setattr(Roster, "_roled", lambda one: counted.append(one) or whole(one))
    replaced = replace(FIRST)
    meeting = replace(told, roster=replaced)
    for name in ("ilsur", "madelaine", "nobody") * 100:
        meeting.actor(PersonId(name))
    assert counted == [replaced]


# ------------------------------------------------------------------------------------ the day it is taken for

MADRID_EVE = datetime(2021, 11, 16, 23, 30, tzinfo=UTC)  # half past midnight of the 17th in Barcelona


def sitting(number: int, **more: object) -> SittingAdded:
    return SittingAdded(Sitting(SittingId(f"s{number}"), Text(f"Sitting {number}"), **more))  # type: ignore[arg-type]


def test_it_is_the_day_of_the_meeting_that_is_nearest_to_today() -> None:
    told = a_meeting().given(sitting(1, starts=MADRID_EVE), sitting(2, day=date(2021, 11, 19)))
    assert roster_day(told.state, datetime(2021, 10, 1, tzinfo=UTC)) == date(2021, 11, 17)
    assert roster_day(told.state, datetime(2021, 11, 18, 12, tzinfo=UTC)) == date(2021, 11, 18)
    assert roster_day(told.state, datetime(2026, 1, 1, tzinfo=UTC)) == date(2021, 11, 19)


def test_a_withdrawn_sitting_is_no_day_of_it() -> None:
    told = a_meeting().given(
        sitting(1, day=date(2021, 11, 10), withdrawn=True), sitting(2, day=date(2021, 11, 17))
    )
    assert roster_day(told.state, datetime(2021, 10, 1, tzinfo=UTC)) == date(2021, 11, 17)


def test_fixed_starts_say_the_day_where_there_are_no_sittings() -> None:
    told = Story().given(
        MeetingDrafted(CALLED), ItemAdded(item("1", fixed_start=MADRID_EVE)), MeetingConvened()
    )
    assert roster_day(told.state, NINE.replace(year=2020)) == date(2021, 11, 17)


def test_without_any_day_it_is_today_at_the_venue() -> None:
    assert roster_day(a_meeting().state, MADRID_EVE) == date(2021, 11, 17)
