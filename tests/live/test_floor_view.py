"""What pages show of the floor: who has it and since when, who waits and why there, what the list takes."""

from dataclasses import replace
from datetime import timedelta

import pytest

from models.body import OrderPolicy, Rules
from models.planning.sitting import Contributor, Link, LinkKind
from models.procedure import PersonId
from models.speaking.attendance import Attendance
from models.speaking.limits import Limits, TimeLimit
from models.speaking.list_of_speakers import LimitsSet, ListClosed, ListLimitedToReplies, OrderSet
from models.speaking.request import RequestKind
from models.text import Text
from server.floor_pages.asking_views import Asking, asking_of
from server.floor_pages.floor_views import FloorView, floor_of
from server.floor_pages.speech_languages import speech_languages
from server.meeting_pages.wall_views import who_comes
from tests.models.floors import HERE, ORDER, QUESTION, a_debate, asks, calls, ends, pauses
from tests.models.rosters import seat
from tests.models.story import MINUTE, Story, a_meeting, item

NAMES = {"ana": "Ana María", "bo": "Bo Li"}
SOON = timedelta(minutes=5)
SORIA = seat(
    "soria",
    "ana",
    section=Text("Europe"),
    delegate_office=Text("Mayor of Soria", "Maire de Soria"),
    substitute=PersonId("bo"),
)
XIAN = seat("xian", "chen", section=Text("Asia-Pacific"))


def floor(story: Story, language: str = "en", after: timedelta = timedelta()) -> FloorView:
    meeting = story.state
    shown = floor_of(
        meeting, meeting.leading, language, story.clock + after, lambda one: NAMES.get(one or "", "")
    )
    assert shown
    return shown


def own(story: Story, person: str, language: str = "en") -> Asking:
    return asking_of(story.state, floor(story), story.state.actor(PersonId(person)), language, story.clock)


def test_who_speaks_is_the_office_then_the_person_the_city_and_the_section() -> None:
    speaker = floor(asks(a_debate(SORIA), "ana")).waiting[0].speaker
    assert (speaker.who, speaker.more) == ("Mayor of Soria", ("Ana María", "Europe"))
    assert floor(asks(a_debate(SORIA), "ana"), "fr").waiting[0].speaker.who == "Maire de Soria"


def test_without_an_office_it_is_the_city_and_without_that_the_person() -> None:
    story = asks(a_debate(XIAN), "chen", "ana", "dia")
    assert [one.speaker.who for one in floor(story).waiting[:2]] == ["Xian", "Ana María"]


def test_a_speech_is_shown_with_all_that_a_clock_needs() -> None:
    story = calls(asks(a_debate(rules=Rules(speaking_limit=180)), "ana"))
    speech = floor(story, after=84 * MINUTE / 60).speech
    assert speech
    assert (speech.running, speech.spoken, speech.limit, speech.so_far, speech.of) == (
        True,
        0,
        180,
        "1:24",
        "3:00",
    )
    assert speech.since


def test_a_paused_speech_counts_no_further() -> None:
    speech = floor(pauses(calls(asks(a_debate(), "ana"))), after=SOON).speech
    assert speech
    assert (speech.running, speech.since, speech.of) == (False, "", "")
    assert speech.spoken > 0


@pytest.mark.parametrize(
    ("limits", "soon"), [(Limits(), 30), (Limits(warning=20), 20), (Limits(warning=0), 0)]
)
def test_the_warning_comes_as_the_list_says_else_as_the_house_does(limits: Limits, soon: int) -> None:
    story = asks(a_debate(rules=Rules(speaking_limit=180)), "ana").given(LimitsSet(HERE, limits))  # type: ignore[arg-type]
    speech = floor(calls(story)).speech
    assert speech
    assert speech.soon == soon


def test_what_is_interrupted_stands_behind_what_interrupts_it() -> None:
    story = calls(asks(calls(asks(a_debate(), "ana")), "bo", kind=ORDER))
    shown = floor(story)
    assert shown.speech
    assert shown.speech.request.kind == "point_of_order"
    assert [one.request.speaker.person for one in shown.interrupted] == ["ana"]


def test_each_place_says_why_it_is_that_one() -> None:
    plain = floor(asks(a_debate(), "ana", "bo"))
    assert [one.reasons for one in plain.waiting] == [(), ()], "the head of the list has said it"
    story = asks(a_debate(), "ana", "bo").given(OrderSet(HERE, (OrderPolicy.FIRST_TIME_FIRST,)))  # type: ignore[arg-type]
    assert floor(story).waiting[0].reasons == ("first intervention",)
    assert floor(story, "fr").waiting[0].reasons == ("première intervention",)
    assert floor(story).acts.policy == "Who speaks for the first time comes first"


def test_a_step_up_or_down_names_the_request_it_then_stands_behind() -> None:
    first, second, third = floor(asks(a_debate(), "ana", "bo", "chen")).waiting
    assert first.up == ""
    assert second.up == f'{{"request": "{second.id}", "after": null}}'
    assert third.up == f'{{"request": "{third.id}", "after": "{first.id}"}}'
    assert first.down == f'{{"request": "{first.id}", "after": "{second.id}"}}'
    assert third.down == ""


def test_a_closing_that_is_announced_comes_by_itself() -> None:
    story = asks(a_debate(), "ana")
    story = story.given(ListClosed(HERE, story.clock + SOON))  # type: ignore[arg-type]
    assert floor(story).state == "closing"
    assert floor(story).closes
    assert floor(story, after=SOON).state == "closed"
    assert floor(story, after=SOON).closes is None


def test_the_limit_of_a_statement_is_the_lists_else_the_bodys() -> None:
    story = a_debate(rules=Rules(speaking_limit=180))
    assert floor(story).of == "3:00"
    limits = Limits((TimeLimit(120), TimeLimit(60, RequestKind.REPLY)))
    shown = floor(story.given(LimitsSet(HERE, limits)))  # type: ignore[arg-type]
    assert shown.of == "2:00"
    chosen = [value for value, _, now in shown.acts.limits if now]
    assert chosen == [
        '{"speeches": [{"seconds": 60, "kind": "reply", "role": null}, {"seconds": 120, "kind": null, "role": null}]}'
    ]


def test_a_reader_is_told_where_they_stand_as_their_member_does() -> None:
    story = asks(a_debate(SORIA, XIAN), "chen", "ana")
    assert own(story, "chen").state == "next"
    assert (own(story, "ana").state, own(story, "ana").place_words) == ("waiting", "2nd")
    assert own(story, "bo").request == own(story, "ana").request, "who stands for the same member"
    assert own(story, "ana", "fr").place_words == "2e"
    assert own(calls(story), "chen").state == "speaking"
    assert own(calls(story), "dia").state == "ask"
    assert own(calls(story), "interpreter").state == "none"


def test_whoever_asks_from_afar_is_to_be_ready_among_the_first_three() -> None:
    story = asks(a_debate(), "ana", "bo", "chen", "dia")
    requests = [replace(one, attendance=Attendance.REMOTE) for one in story.state.floor.at(HERE).waiting]  # type: ignore[arg-type]
    here = replace(story.state.floor.at(HERE), waiting=tuple(requests))  # type: ignore[arg-type]
    story = replace(
        story, state=replace(story.state, floor=replace(story.state.floor, lists={here.item: here}))
    )
    assert [own(story, one).to_be_ready for one in ("ana", "bo", "chen", "dia")] == [True, True, True, False]
    assert [own(story, one).comes for one in ("ana", "eva")] == ["remote", ""], (
        "who has not said is not presumed"
    )


@pytest.mark.parametrize(
    ("said", "state"), [(ListClosed(HERE), "closed"), (ListLimitedToReplies(HERE), "closed")]
)  # type: ignore[arg-type]
def test_nobody_is_offered_to_join_a_list_that_takes_nobody(said: object, state: str) -> None:
    story = asks(a_debate(), "ana").given(said)  # type: ignore[arg-type]
    assert own(story, "bo").state == state
    assert own(story, "ana").state == "next"


def test_who_was_brought_to_an_end_can_be_brought_back() -> None:
    story = ends(calls(asks(a_debate(), "ana")))
    last = floor(story).last
    assert last
    assert last.speaker.person == "ana"


def test_once_all_whom_the_agenda_has_planned_have_spoken_that_is_known() -> None:
    debate = item(HERE, roles=(Contributor("keynote", "Mayor of Konya"), Contributor("panellist", "Envoy")))
    story = a_meeting(debate).opened().reached(HERE)
    over = [floor(story).planned_over]
    for _ in range(2):
        story = calls(story)
        over.append(floor(story).planned_over)
    assert [*over, floor(ends(story)).planned_over] == [False, False, False, True]
    assert not floor(a_debate()).planned_over, "where nobody was planned"


def test_whom_the_agenda_has_planned_alone_leaves_the_wall_to_the_agenda() -> None:
    shown = floor(asks(a_debate(), "ana"))
    planned = replace(shown.waiting[0], planned=True)
    assert who_comes(replace(shown, waiting=(planned,))) == ()
    assert len(who_comes(replace(shown, waiting=(planned, *shown.waiting)))) == 2
    assert len(who_comes(floor(calls(asks(a_debate(), "ana", "bo"))))) == 1


def test_the_rest_of_a_statement_goes_to_whoever_waits_to_make_one() -> None:
    story = asks(calls(asks(a_debate(), "ana")), "bo", "chen")
    shown = floor(asks(story, "dia", kind=QUESTION))
    assert shown.yields
    assert [one.speaker.person for one in shown.heirs] == ["bo", "chen"]
    asked = floor(calls(asks(story, "dia", kind=QUESTION)))
    assert not asked.yields, "a question has nothing to yield"
    assert not floor(asks(a_debate(), "ana")).yields


def test_the_languages_offered_are_the_meetings_in_the_readers_words() -> None:
    story = a_debate(rules=Rules(languages=("ru", "en", "not a code")))
    called = story.state.convocation
    assert called
    heard = (
        Link(LinkKind.INTERPRETATION, "https://example.org/zh", "zh"),
        Link(LinkKind.STREAM, "https://example.org/tr", "tr"),
    )
    meeting = replace(story.state, convocation=replace(called, links=heard))
    assert speech_languages(meeting, "fr") == (
        ("ru", "russe"),
        ("en", "anglais"),
        ("zh", "chinois"),
        ("fr", "français"),
        ("es", "espagnol"),
    )
