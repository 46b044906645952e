"""Five hundred wait for the floor: few bytes for those who watch, and everybody still knows their own place and wait.

Source: issue "The floor" (a council of 500 who wait, 5,000 who watch); DESIGN §2.8 (nothing personal in a panel).
"""

from collections.abc import AsyncIterator
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from models.audience import Audience
from models.belonging.granting import RoleGranted
from models.belonging.roles import Role
from models.body import OrderPolicy
from models.meeting import MeetingOpened
from models.planning.agenda import ItemOpened
from models.procedure import PersonId
from models.speaking.attendance import Attendance
from models.speaking.limits import Limits, TimeLimit
from models.speaking.list_of_speakers import LimitsSet, OrderSet
from models.speaking.order import order_at
from models.speaking.own_requests import own_requests, told_anew
from models.speaking.request import ReadinessTold, Request, RequestId, RequestKind, RequestMade, Speaker
from models.speaking.speech import SpeechBegun
from models.text import Text
from server.chamber import Chamber
from server.floor_pages.asking_views import about_minutes, requests_of
from server.floor_pages.queue_views import lengths_in_short, order_in_short
from server.watching.groups import GroupKey, Place
from tests.live.debating import ITEM, happening
from tests.live.drafted import Drafted, convocation, drafted_in, item

MANY = 500
SECTIONS = (Text("Africa", "Afrique", "África"), Text("Europe"), Text("Asia-Pacific"))
MIXED = (OrderPolicy.FIRST_TIME_FIRST, OrderPolicy.ALTERNATE_ROOM_AND_REMOTE, OrderPolicy.SECTIONS_IN_TURN)
LEAST = {"follow": 8_000, "wall": 8_000, "interpret": 5_000, "overlay": 500}
"""Up to so many bytes a page's panels about the floor may have, however many wait."""
ABOUT_THE_FLOOR = {"follow": "floor", "wall": "wall", "interpret": "interpret", "overlay": "overlay"}


@pytest.fixture
async def drafted(tmp_path: Path) -> AsyncIterator[Drafted]:
    async with drafted_in(tmp_path / "data") as made:
        yield made


async def convened(drafted: Drafted) -> Chamber:
    """Item 1 is under discussion, statements have three minutes."""
    chamber = await drafted.convene(convocation(), items=[item("1", Text("Climate", "Climat", "Clima"))])
    happening(chamber, [(0, MeetingOpened()), (0, ItemOpened(ITEM))])
    happening(chamber, [(0, LimitsSet(ITEM, Limits((TimeLimit(180),))))])
    return chamber


def crowd(chamber: Chamber, **people: int) -> None:
    """500 wait; these people at these places."""
    whose = {place: person for person, place in people.items()}
    first = chamber.state.seq
    happening(chamber, [(0, asks(first + n, n, whose.get(n))) for n in range(1, MANY + 1)])


async def crowded(drafted: Drafted, **people: int) -> Chamber:
    chamber = await convened(drafted)
    happening(chamber, [(0, RoleGranted(PersonId(one), Role.DELEGATE)) for one in people or ["ana"]])
    crowd(chamber, **people)
    return chamber


def asks(seq: int, place: int, person: str | None) -> RequestMade:
    speaker = Speaker(
        PersonId(person) if person else None,
        office=Text(f"Mayor of City {place}"),
        organisation=Text(f"City {place}"),
        section=SECTIONS[place % 3],
    )
    attendance = Attendance.REMOTE if place % 2 else Attendance.IN_THE_ROOM
    return RequestMade(
        ITEM, Request(RequestId(f"request-{seq}"), RequestKind.STATEMENT, speaker, attendance, "es")
    )


def panel(drafted: Drafted, chamber: Chamber, page: str, audience: Audience = Audience.MEMBER) -> str:
    panels = drafted.parts.panels.render(chamber, GroupKey(audience, Place(page), "en"))
    return panels[ABOUT_THE_FLOOR.get(page, "speakers")]


@pytest.mark.parametrize("policies", [(), MIXED])
async def test_what_five_hundred_who_wait_cost_a_watcher_is_bounded(
    drafted: Drafted, policies: tuple[OrderPolicy, ...]
) -> None:
    chamber = await crowded(drafted)
    happening(chamber, [(0, OrderSet(ITEM, policies))])
    sizes = {page: len(panel(drafted, chamber, page).encode()) for page in LEAST}
    assert {page: size for page, size in sizes.items() if size > LEAST[page]} == {}
    assert 'data-order="' in panel(drafted, chamber, "follow")
    assert "… and 488 more" in panel(drafted, chamber, "follow")


@pytest.mark.parametrize(("page", "audience"), [("chair", Audience.CHAIR), ("desk", Audience.DESK)])
async def test_who_works_on_the_list_has_the_first_at_hand_and_the_way_to_all(
    drafted: Drafted, page: str, audience: Audience
) -> None:
    chamber = await crowded(drafted)
    happening(chamber, [(0, SpeechBegun(ITEM, chamber.meeting.floor.at(ITEM).waiting[0].id, None))])
    panels = drafted.parts.panels.render(chamber, GroupKey(audience, Place(page), "en"))
    shown = panels["speakers"]
    assert shown.count('<li id="waits-') == shown.count('class="handle"') == 12
    assert "… and 487 more" in shown
    assert sum(len(one.encode()) for one in panels.values()) < 40_000, "whatever else changes with it"


async def test_on_the_whole_list_the_rest_of_the_time_goes_to_anybody(drafted: Drafted) -> None:
    chamber = await crowded(drafted)
    floor, *_, last = (one.id for one in chamber.meeting.floor.at(ITEM).waiting)
    chair = await drafted.token("chair")
    assert "yield-to-them" not in (await drafted.get("list", headers=chair)).text
    happening(chamber, [(0, SpeechBegun(ITEM, floor, 180))])
    page = (await drafted.get("list", headers=chair)).text
    assert page.count('<button form="yield-to-them"') == MANY - 1
    assert f'<input type="hidden" name="request" value="{floor}">' in page
    assert f'form="yield-to-them" name="to" value="{last}"' in page


async def test_nobody_is_named_to_everybody(drafted: Drafted) -> None:
    assert "somebody" not in panel(drafted, await crowded(drafted, somebody=1, somebody_else=MANY), "follow")


@pytest.mark.parametrize(
    ("place", "said", "wait"),
    [(1, "You are next", ""), (13, "You are 13th", "about 36 min"), (MANY, "You are 500th", "about 25 h")],
)
async def test_without_script_everybody_reads_their_own_place_and_wait(
    drafted: Drafted, place: int, said: str, wait: str
) -> None:
    chamber = await convened(drafted)
    reader = await drafted.token("delegate")
    [person] = chamber.meeting.people(Role.DELEGATE)
    crowd(chamber, **{person: place})
    page = unescape((await drafted.http.get("/meetings/bureau", headers=reader, params={"lang": "en"})).text)
    assert f"<b{' data-place-words' if place > 1 else ''}>{said}</b>" in page
    assert wait in page
    whole = (await drafted.get("list", headers=reader, params={"lang": "en"})).text
    assert whole.count('<li id="waits-') == MANY
    [mine] = [row for row in whole.split("<li ") if "mine" in row[:80]]
    assert f"Mayor of City {place}<" in mine


async def test_the_whole_list_has_every_act_for_who_may_press_it(drafted: Drafted) -> None:
    chamber = await crowded(drafted)
    for role, acts in (("chair", ("give-floor", "skip-speaker", "withdraw-request")), ("delegate", ())):
        page = (await drafted.get("list", headers=await drafted.token(role))).text
        assert page.count('<button form="give-floor"') == (MANY if acts else 0)
        assert all(f'<form id="{act}"' in page for act in acts)
        assert 'value="/meetings/bureau/list"' in page or not acts
    assert chamber.meeting.floor.at(ITEM).waiting


def test_a_row_in_short_is_the_row() -> None:
    ids = [
        RequestId(one) for one in ("request-4", "request-5", "planned-1a2b", "request-9", "request-8", "w0")
    ]
    assert order_in_short(ids) == "4-5 planned-1a2b 9 8 w0"
    assert order_in_short([]) == ""
    assert lengths_in_short([180, 180, None, 60, 60]) == "180x2 ? 60x2"


def test_a_wait_of_hours_is_told_to_the_quarter() -> None:
    assert [about_minutes(seconds) for seconds in (29, 90, 7100, 7800, 89_800)] == [0, 2, 118, 135, 1500]


async def test_each_is_told_which_requests_are_theirs_and_when_these_change(drafted: Drafted) -> None:
    chamber = await crowded(drafted, ana=1, bo=13, chen=MANY)
    before = chamber.meeting
    own: list[dict[str, Any]] = requests_of(before, PersonId("chen"))
    order = [place.request.id for place in order_at(before, ITEM)]
    assert [order.index(one["id"]) for one in own] == [MANY - 1]
    assert (own[0]["item"], own[0]["attendance"], own[0]["ready"]) == (ITEM, "in_the_room", False)
    assert [order.index(requests_of(before, PersonId(one))[0]["id"]) for one in ("ana", "bo")] == [0, 12]
    assert requests_of(before, PersonId("dia")) == requests_of(before, None) == []
    happening(chamber, [(0, ReadinessTold(ITEM, own[0]["id"], ready=True))])
    assert told_anew(before, chamber.meeting) == {"chen"}
    assert own_requests(chamber.meeting, PersonId("chen"))[0].request.ready
    happening(chamber, [(0, OrderSet(ITEM, MIXED))])
    assert told_anew(before, chamber.meeting) == {"chen"}, "where they stand, the list says"
