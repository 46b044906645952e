"""Who chairs now, and why: the ceded item > the sitting's own chair > the turn in force > the President > nobody."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.belonging.granting import RoleGranted
from models.belonging.posts import Post
from models.belonging.roles import Role
from models.belonging.roster import Chaired, Placed, RosterTaken
from models.meeting import MeetingConvened, MeetingDrafted
from models.planning.agenda import ItemAdded, ItemConcluded, ItemOpened, SittingAdded
from models.planning.item import ItemId, Outcome
from models.planning.sitting import Sitting, SittingId
from models.presidency.chairing import ChairedBy, Chairing
from models.presidency.presided import Presided, PresidingChanged
from models.procedure import PersonId
from models.rules.agenda import OpenNextItem
from models.rules.roster import TakeRoster
from models.text import Text
from tests.models.presided import ceded, mayor, turn
from tests.models.rosters import CALLED, placed, roster
from tests.models.story import Story, item

CITIES = ("kazan", "konya", "soria", "paris", "xian")
OWN = (Chaired(SittingId("first"), PersonId("soria")),)


def council(
    presided: Presided | None, *, chairs: tuple[Chaired, ...] = (), posts: tuple[Placed, ...] = ()
) -> Story:
    """Open, of a body that is presided over so; items a and b in a sitting "first", c in none."""
    secretary = RoleGranted(PersonId("secretariat"), Role.SECRETARIAT)
    first = Sitting(SittingId("first"), Text("First"), chair="Mayor of Soria")
    items = (
        item("a", sitting=first.id),
        item("a.1", parent=ItemId("a")),
        item("b", sitting=first.id),
        item("c"),
    )
    taken = replace(roster(posts=posts), presided=presided, chairs=chairs)
    told = Story().given(MeetingDrafted(CALLED), secretary, SittingAdded(first), *map(ItemAdded, items))
    return told.given(MeetingConvened(), RosterTaken(taken)).opened()


def chairing(told: Story) -> Chairing:
    [one] = told.state.chairing(told.state.agenda)
    return one


def chairs(told: Story) -> set[str]:
    return {city for city in CITIES if Role.CHAIR in told.state.actor(PersonId(city)).roles}


PRESIDENT = placed(Post.PRESIDENT, "xian")
TURN = turn("konya")
CEDED = turn("konya", ceded=(ceded("a", "paris"),))
CASES = {
    "the item is ceded": (CEDED, OWN, "a", ChairedBy.ITEM, "paris"),
    "what stands under a ceded item is ceded with it": (CEDED, OWN, "a.1", ChairedBy.ITEM, "paris"),
    "another item is not": (CEDED, OWN, "b", ChairedBy.SITTING, "soria"),
    "the sitting has its own chair": (TURN, OWN, "a", ChairedBy.SITTING, "soria"),
    "an item apart from any sitting": (TURN, OWN, "c", ChairedBy.TERM, "konya"),
    "the sitting has none": (TURN, (), "a", ChairedBy.TERM, "konya"),
    "it is nobody's turn": (turn(), (), "a", ChairedBy.PRESIDENT, "xian"),
    "no rotation says who presides": (None, (), "a", ChairedBy.PRESIDENT, "xian"),
}


@pytest.mark.parametrize("case", CASES)
def test_the_nearest_right_wins(case: str) -> None:
    presided, own, current, by, city = CASES[case]
    told = council(presided, chairs=own, posts=(PRESIDENT,)).given(ItemOpened(ItemId(current)))
    assert chairing(told).by is by
    assert chairing(told).persons == {PersonId(city)}
    assert chairs(told) == {city}


def test_with_nobody_left_nobody_presides() -> None:
    assert chairing(council(turn())) == Chairing(ChairedBy.NOBODY)
    assert chairs(council(turn())) == set()


def test_a_meeting_without_a_body_is_chaired_by_whom_it_has_made_chair() -> None:
    told = Story().given(MeetingDrafted(CALLED), RoleGranted(PersonId("kazan"), Role.CHAIR))
    assert chairing(told).by is ChairedBy.NOBODY
    assert chairs(told) == {"kazan"}


def test_two_preside_together_where_a_term_has_two_holders() -> None:
    told = council(turn("soria", "kazan"))
    assert chairs(told) == {"soria", "kazan"}
    assert chairing(told).offices == (mayor("soria"), mayor("kazan"))


def test_an_office_presides_whoever_holds_it() -> None:
    """Nobody is known to be Mayor of Konya today: it is still Konya's turn, and the secretariat presses."""
    vacant = council(replace(turn("konya"), persons=()), posts=(PRESIDENT,))
    assert chairing(vacant) == Chairing(ChairedBy.TERM, (mayor("konya"),))
    assert chairs(vacant) == set()


def test_chairs_of_the_body_and_chairs_by_hand_stay_that() -> None:
    told = council(TURN, posts=(placed(Post.CO_CHAIR, "paris"), PRESIDENT))
    assert chairs(told.given(RoleGranted(PersonId("kazan"), Role.CHAIR))) == {"konya", "paris", "kazan"}


def test_whoever_has_another_turn_follows_the_meeting() -> None:
    told = council(turn("konya", others="kazan paris"), posts=(PRESIDENT,))
    for city in ("kazan", "paris", "xian"):
        assert told.state.actor(PersonId(city)).roles == {Role.OBSERVER}


def test_the_ceded_chair_goes_on_to_the_next_item_and_there_the_turn_is_anothers() -> None:
    told = council(CEDED).given(ItemOpened(ItemId("a.1")))
    told.when("konya", OpenNextItem(closing=ItemId("a.1"))).refused("not_permitted")
    over = told.when("paris", OpenNextItem(closing=ItemId("a.1")))
    assert over.state.agenda.current == "b"
    assert chairs(over) == {"konya"}


def test_between_a_sitting_of_its_own_chair_and_the_rest_both_may_go_on() -> None:
    told = council(TURN, chairs=OWN).given(ItemOpened(ItemId("b")))
    between = told.given(ItemConcluded(ItemId("b"), Outcome.NOTED))
    assert chairs(between) == {"soria"}, "an item that stands in no sitting asks for no other chair"
    assert chairs(between.given(ItemOpened(ItemId("c")))) == {"konya"}


def test_another_turn_happens_as_such() -> None:
    now = replace(roster(), presided=turn("paris"))
    told = council(TURN).when("secretariat", TakeRoster(now)).then(PresidingChanged(now.presided))
    assert chairs(told) == {"paris"}
    gone = told.when("secretariat", TakeRoster(roster())).then(PresidingChanged(None))
    assert chairs(gone) == set()


TURNS = st.none() | st.builds(
    lambda cities, given_up: turn(*cities, ceded=tuple(ceded(i, c) for i, c in given_up.items())),
    st.lists(st.sampled_from(CITIES), max_size=2, unique=True),
    st.dictionaries(st.sampled_from(("a", "a.1", "b", "c")), st.sampled_from(CITIES), max_size=2),
)


@given(
    TURNS,
    st.sampled_from(((), OWN)),
    st.sampled_from(((), (PRESIDENT,))),
    st.sampled_from((None, "a", "a.1", "b", "c")),
)
def test_there_is_always_one_answer_and_it_says_who_may_press(
    presided: Presided | None,
    own: tuple[Chaired, ...],
    posts: tuple[Placed, ...],
    current: str | None,
) -> None:
    told = council(presided, chairs=own, posts=posts)
    if current:
        told = told.given(ItemOpened(ItemId(current)))
    answers = told.state.chairing(told.state.agenda)
    persons = frozenset[PersonId]().union(*(one.persons for one in answers))
    assert answers
    held = presided is None and posts  # where nothing rotates the President is chair throughout
    assert chairs(told) == persons | ({"xian"} if held else set())
    for one in answers:
        assert (one.by is ChairedBy.NOBODY) == (not one.offices and not one.persons)
