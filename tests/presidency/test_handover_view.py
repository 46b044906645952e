"""What the chair's page offers to hand over: to whom comes, to whom stays, to nobody; and how it is told after."""

from dataclasses import replace

import pytest

from models.belonging.roster import RosterTaken
from models.meeting import MeetingConvened, MeetingDrafted
from models.planning.agenda import ItemAdded
from models.presidency.presided import NextTerm, Presided, PresidingChanged
from models.presidency.terms import TermId
from server.meeting_pages.presiding_views import PresidingView, presiding_view
from tests.models.presided import coming, turn
from tests.models.rosters import CALLED, roster
from tests.models.story import NINE, Story, item


def shown(*presided: Presided) -> PresidingView:
    """At an open meeting that has taken these over, one after the other."""
    first, *others = presided
    taken = RosterTaken(replace(roster(), presided=first))
    story = Story().given(MeetingDrafted(CALLED), ItemAdded(item("5")), MeetingConvened(), taken).opened()
    meeting = story.given(*map(PresidingChanged, others)).state
    view = presiding_view(meeting, meeting.agenda, "en", NINE)
    assert view
    return view


@pytest.mark.parametrize(
    ("following", "incoming"),
    [
        (coming("xian", "iriga"), "Mayor of Xian and Mayor of Iriga"),
        (coming("kazan"), "Mayor of Kazan"),
        (NextTerm(TermId("gap"), (), NINE, due=True), ""),
        (NextTerm(None, (), NINE, due=True), ""),
    ],
)
def test_it_is_offered_to_whom_the_plan_says(following: NextTerm, incoming: str) -> None:
    offered = shown(turn("kazan", coming=following)).hand_over
    assert offered
    assert (offered.outgoing, offered.incoming) == ("Mayor of Kazan", incoming)


def test_from_nobody_to_nobody_nothing_is_offered_or_told() -> None:
    gap = replace(turn(coming=NextTerm(None, (), NINE, due=True)), term=TermId("gap"))
    view = shown(turn(), gap)
    assert (view.hand_over, view.passed) == (None, None)


def test_whoever_stays_is_told_to_stay() -> None:
    again = replace(turn("kazan"), term=TermId("second"))
    told = shown(turn("kazan"), again).passed
    assert told
    assert told.words == "The presidency stays with Mayor of Kazan; the next term begins."
