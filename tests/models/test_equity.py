"""How the floor was shared: by section, gender, room and remote, first interventions and further ones."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from models.belonging.roster import RosterTaken
from models.meeting import Meeting
from models.planning.item import ItemId
from models.speaking.equity import Intervention, Side, debated, equity
from models.speaking.history import Tally
from models.speaking.request import Gender, RequestId, RequestKind
from models.speaking.speech import SpeechBegun, SpeechPaused
from models.text import Text
from tests.models.rosters import roster, seat
from tests.models.story import NINE, Story, item
from tests.models.test_order_properties import floors
from tests.models.waiting_lists import ITEM, MAN, REMOTE, SECOND, WOMAN, Told, request

AFRICA, EUROPE = Text("Africa"), Text("Europe")
FIVE = item("5").id


def shared(told: Told, meeting: Meeting | None = None, at: ItemId | None = None):
    there = replace(meeting or Meeting(), floor=told.floor)
    return equity(there, NINE + told.seconds * SECOND, at)


def debate() -> Told:
    return (
        Told()
        .has_spoken(request("a", section="Africa", gender=WOMAN), 90)
        .has_spoken(request("e", section="Europe", gender=MAN, attendance=REMOTE), 60)
        .has_spoken(request("again", member="a", section="Africa", gender=WOMAN), 30)
        .has_spoken(request("elsewhere", member="e", section="Europe"), 600, FIVE)
    )


def test_seconds_and_interventions_are_told_by_section():
    assert shared(debate(), at=ITEM).sections == {AFRICA: Tally(2, 120), EUROPE: Tally(1, 60)}
    assert shared(debate()).sections == {AFRICA: Tally(2, 120), EUROPE: Tally(2, 660)}


def test_a_section_that_has_not_spoken_is_told_with_its_members(meeting: Story):
    seats = (seat("a", section=AFRICA), seat("n"), seat("e", section=EUROPE), seat("f", section=EUROPE))
    told = Told().has_spoken(request("a", section="Africa"), 90)
    found = shared(told, meeting.given(RosterTaken(roster(*seats))).state)
    assert found.sections == {AFRICA: Tally(1, 90), Text(): Tally(), EUROPE: Tally()}
    assert found.seats == {AFRICA: 1, Text(): 1, EUROPE: 2}


def test_room_and_remote_are_told():
    assert shared(debate(), at=ITEM).sides == {Side.ROOM: Tally(2, 120), Side.REMOTE: Tally(1, 60)}


def test_gender_is_told_as_people_said_it():
    told = debate().has_spoken(request("o", gender=Gender.OTHER), 5).has_spoken(request("n"), 7)
    assert shared(told, at=ITEM).genders == {
        WOMAN: Tally(2, 120),
        MAN: Tally(1, 60),
        Gender.OTHER: Tally(1, 5),
        None: Tally(1, 7),
    }
    assert shared(Told()).genders == {WOMAN: Tally(), MAN: Tally()}


def test_a_first_intervention_is_the_first_of_the_meeting():
    first, further = Intervention.FIRST, Intervention.FURTHER
    assert shared(debate()).interventions == {first: Tally(2, 150), further: Tally(2, 630)}
    assert shared(debate(), at=FIVE).interventions == {first: Tally(), further: Tally(1, 600)}


def test_a_running_speech_counts_up_to_now_and_a_pause_does_not():
    told = Told().asks(request("a")).then(SpeechBegun(ITEM, RequestId("a"), None)).later(20)
    assert shared(told).total == Tally(1, 20)
    assert shared(told.then(SpeechPaused(ITEM, RequestId("a"))).later(500)).total == Tally(1, 20)


def test_points_of_order_are_about_the_proceedings_and_count_for_nobody():
    told = Told().has_spoken(request("p", RequestKind.POINT_OF_ORDER, member="a"), 30)
    assert shared(told).total == Tally()
    assert shared(told.has_spoken(request("a"), 60)).interventions[Intervention.FIRST] == Tally(1, 60)


def test_items_that_were_debated_are_told_in_the_order_of_the_agenda(meeting: Story):
    told = debate().has_spoken(request("p", RequestKind.POINT_OF_ORDER), item=item("6").id).asks(request("w"))
    assert [one.id for one in debated(replace(meeting.state, floor=told.floor))] == [FIVE, ITEM]


@given(floors(), st.sampled_from((None, ITEM, FIVE)))
def test_whatever_it_is_told_by_adds_up_to_the_whole(told: Told, at: ItemId | None):
    found = shared(told, at=at)
    for told_by in (found.sections, found.sides, found.interventions, found.genders):
        assert sum(told_by.values(), Tally()) == found.total


@given(floors())
def test_the_items_add_up_to_the_meeting(told: Told):
    assert sum((shared(told, at=one).total for one in (ITEM, FIVE)), Tally()) == shared(told).total
    firsts = [shared(told, at=one).interventions[Intervention.FIRST] for one in (ITEM, FIVE)]
    assert sum(firsts, Tally()) == shared(told).interventions[Intervention.FIRST]
