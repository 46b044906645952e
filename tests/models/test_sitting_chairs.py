"""A sitting's own chair: whoever holds its office that day chairs while that sitting is on, and follows the rest."""

from dataclasses import replace
from datetime import date

import pytest

from models.audience import Audience, audience_of
from models.belonging.granting import RoleGranted
from models.belonging.offices import OfficeId
from models.belonging.roles import Role
from models.belonging.roster import Chaired, ChairsChanged, RosterTaken
from models.meeting import MeetingConvened, MeetingDrafted, TrackAdded
from models.planning.agenda import ItemAdded, ItemConcluded, ItemOpened, ItemPutBack, SittingAdded
from models.planning.editing import SittingEdited
from models.planning.item import ItemId, Outcome
from models.planning.sitting import Sitting, SittingId, Track, TrackId
from models.procedure import PersonId
from models.rules.agenda import OpenNextItem
from models.rules.roster import TakeRoster, sitting_chairs
from models.text import Text
from models.wire import event_from_wire
from tests.models.rosters import CALLED, roster, the_offices
from tests.models.story import NINE, Story, item

MAYOR = OfficeId("mayor-of-kazan")
DAY = date(2021, 11, 17)


def sitting(known: str, **more: object) -> Sitting:
    return Sitting(SittingId(known), Text(known), **more)  # type: ignore[arg-type]


def chairs(**persons: str) -> tuple[Chaired, ...]:
    return tuple(Chaired(SittingId(known), PersonId(person)) for known, person in persons.items())


def convened() -> Story:
    """Convened, of a body, and without an agenda."""
    secretary = RoleGranted(PersonId("secretariat"), Role.SECRETARIAT)
    return Story().given(MeetingDrafted(CALLED), secretary, MeetingConvened())


@pytest.fixture
def segments() -> Story:
    """Two sittings of two items, each with a chair of its own, and a track with one; nothing is open yet."""
    told = convened().given(*(SittingAdded(sitting(known)) for known in ("first", "second")))
    for known, of in (("a", "first"), ("b", "first"), ("c", "second"), ("d", "second")):
        told = told.given(ItemAdded(item(known, sitting=SittingId(of))))
    taken = replace(roster(), chairs=chairs(first="ilsur", second="natalia"))
    return told.given(ItemAdded(item("c.1", parent=ItemId("c"))), RosterTaken(taken)).opened()


def chairing(told: Story) -> set[str]:
    return {
        name for name in ("ilsur", "natalia", "rex") if Role.CHAIR in told.state.actor(PersonId(name)).roles
    }


def at(told: Story, known: str) -> Story:
    return told.given(ItemOpened(ItemId(known)))


def test_whoever_chairs_it_is_chair_while_its_items_are_on(segments: Story) -> None:
    assert chairing(at(segments, "a")) == {"ilsur"}
    assert chairing(at(segments, "c")) == {"natalia"}
    assert chairing(at(at(segments, "c"), "c.1")) == {"natalia"}, (
        "what stands under an item is of its sitting"
    )


def test_they_follow_the_rest_of_it(segments: Story) -> None:
    actor = at(segments, "a").state.actor(PersonId("natalia"))
    assert actor.roles == {Role.OBSERVER}
    assert audience_of(actor) is Audience.OBSERVER
    assert "natalia" in segments.state.attending


def test_before_the_first_item_it_is_the_first_sittings_turn(segments: Story) -> None:
    assert chairing(segments) == {"ilsur"}


def test_between_two_sittings_the_one_hands_over_to_the_other(segments: Story) -> None:
    concluded = at(segments, "b").given(ItemConcluded(ItemId("b"), Outcome.DISCUSSED))
    assert chairing(concluded) == {"ilsur", "natalia"}
    over = at(segments, "d").given(ItemConcluded(ItemId("d"), Outcome.DISCUSSED))
    assert chairing(over) == {"natalia"}, "she closes what she has chaired"


def test_the_step_that_ends_a_sitting_is_its_chairs_last(segments: Story) -> None:
    last = at(segments, "b")
    last.when("natalia", OpenNextItem(closing=ItemId("b"))).refused("not_permitted")
    over = last.when("ilsur", OpenNextItem(closing=ItemId("b")))
    over.then(ItemConcluded(ItemId("b"), Outcome.DISCUSSED), ItemOpened(ItemId("c")))
    over.when("ilsur", OpenNextItem(closing=ItemId("c"))).refused("not_permitted")
    assert chairing(over.given(ItemPutBack(ItemId("c"), None))) == {"ilsur", "natalia"}


def test_a_track_has_its_own_turn(segments: Story) -> None:
    policy = TrackId("policy")
    told = segments.given(
        TrackAdded(Track(policy, Text("Policy Councils"))),
        SittingAdded(sitting("beside", track=policy)),
        ItemAdded(item("p", sitting=SittingId("beside"))),
        ChairsChanged(chairs(first="ilsur", beside="rex")),
    )
    assert chairing(at(at(told, "a"), "p")) == {"ilsur", "rex"}


def test_who_it_is_is_who_holds_the_office_on_the_sittings_own_day() -> None:
    offices = the_offices(kazan=("ilsur 2005..2021-11-18", "natalia 2021-11-18.."))
    told = convened().given(
        SittingAdded(sitting("first", day=DAY, chair_office=MAYOR)),
        SittingAdded(sitting("second", day=date(2021, 11, 18), chair_office=MAYOR)),
        SittingAdded(sitting("words", day=DAY, chair="Mayor of Kazan")),
        SittingAdded(sitting("unknown", day=DAY, chair_office=OfficeId("nobody-s"))),
        SittingAdded(sitting("timed", starts=NINE, chair_office=MAYOR)),
    )
    expected = chairs(first="ilsur", second="natalia", timed="ilsur")
    assert sitting_chairs(told.state, offices, NINE) == expected
    gone = SittingEdited(replace(told.state.agenda.sittings[0], withdrawn=True))
    assert sitting_chairs(told.given(gone).state, offices, NINE) == expected[1:]


def test_another_chair_happens_as_such(segments: Story) -> None:
    now = replace(roster(), chairs=chairs(first="rex"))
    told = segments.when("secretariat", TakeRoster(now)).then(ChairsChanged(now.chairs))
    assert chairing(told) == {"rex"}


def test_what_was_recorded_before_sittings_had_offices_replays_as_it_was() -> None:
    old = {"id": "s", "title": {"en": "Opening", "fr": "", "es": ""}, "chair": "Mayor of Kazan"}
    assert event_from_wire("sitting_added", {"sitting": old}) == SittingAdded(
        Sitting(SittingId("s"), Text("Opening"), "Mayor of Kazan")
    )
    taken = event_from_wire("roster_taken", {"roster": {"body": "b", "name": {"en": "B"}, "seats": []}})
    assert isinstance(taken, RosterTaken)
    assert taken.roster.chairs == ()
