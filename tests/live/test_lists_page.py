"""The list of an item that is still to come: people inscribe, the chair sets from when to when, and every limit."""

import re
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from html import unescape
from pathlib import Path
from zoneinfo import ZoneInfo

import httpx2
import pytest

from models.belonging.roles import Role
from models.belonging.roster import Roster, RosterTaken
from models.body import BodyId, Rules
from models.planning.item import Kind
from models.speaking.limits import Limits, TimeLimit
from models.speaking.list_of_speakers import InscriptionSet, LimitsSet
from models.speaking.own_requests import own_requests
from models.speaking.request import RequestKind
from models.text import Text
from server.chamber import Chamber
from tests.live.debating import ITEM, OTHER
from tests.live.drafted import BASE, Drafted, convocation, drafted_in, happened, item

VENUE = ZoneInfo("America/Mexico_City")
HOUR = timedelta(hours=1)
HERE = {"item": OTHER}
BREAK = replace(item("coffee", "Coffee"), kind=Kind.BREAK)


@pytest.fixture
async def drafted(tmp_path: Path) -> AsyncIterator[Drafted]:
    async with drafted_in(tmp_path / "data") as made:
        yield made


async def coming(drafted: Drafted) -> Chamber:
    """Two items, of which nothing is under discussion yet; the body limits a speech to three minutes."""
    items = [item(ITEM, "Climate"), item(OTHER, "Budget", time_limit=240), BREAK]
    chamber = await drafted.convene(convocation(), items=items)
    happened(chamber, RosterTaken(Roster(BodyId("bureau"), Text("Bureau"), Rules(speaking_limit=180))))
    return chamber


async def page(drafted: Drafted, role: str, path: str = "lists", **asked: str) -> str:
    address, token = f"/meetings/bureau/{path}".rstrip("/"), await drafted.token(role)
    answer = await drafted.http.get(address, headers=token, params=asked or HERE)
    assert answer.status_code == 200
    return unescape(" ".join(answer.text.split()))


async def press(drafted: Drafted, role: str, command: str, **fields: str) -> httpx2.Response:
    return await drafted.http.post(
        f"/meetings/bureau/commands/{command}",
        headers=await drafted.token(role) | {"Origin": BASE},
        data={"item": OTHER, "back": f"/meetings/bureau/lists?item={OTHER}", **fields},
    )


async def test_inscription_is_set_by_the_venues_clock_shown_again_and_cleared(drafted: Drafted) -> None:
    chamber = await coming(drafted)
    times = {"opens:local": "2031-03-01T09:00", "closes:local": "2031-03-02T18:30"}
    pressed = await press(drafted, "chair", "set_inscription", **times)
    assert (pressed.status_code, pressed.headers["location"]) == (303, f"/meetings/bureau/lists?item={OTHER}")
    heard = chamber.meeting.floor.at(OTHER)
    assert heard.opens == datetime(2031, 3, 1, 9, tzinfo=VENUE)
    assert heard.until == datetime(2031, 3, 2, 18, 30, tzinfo=VENUE)
    text = await page(drafted, "chair")
    assert 'value="2031-03-01T09:00"' in text
    assert 'value="2031-03-02T18:30"' in text
    assert "Both are in Mexico City time" in text
    assert "Inscription opens Saturday 1 March 2031, 09:00 CST" in re.sub("<[^>]*>", "", text)
    await press(drafted, "chair", "set_inscription")
    assert chamber.meeting.floor.at(OTHER).opens is None
    assert "No inscription in advance" not in await page(drafted, "chair")


async def test_what_is_refused_is_said_on_the_page_of_the_same_list(drafted: Drafted) -> None:
    await coming(drafted)
    backwards = {"opens:local": "2031-03-02T09:00", "closes:local": "2031-03-01T09:00"}
    refused = await press(drafted, "chair", "set_inscription", **backwards)
    assert refused.status_code == 409
    assert 'id="inscription-opens"' in refused.text
    assert 'role="status"><p>' in refused.text
    nonsense = await press(drafted, "chair", "set_inscription", **{"opens:local": "tomorrow"})
    assert nonsense.status_code == 422
    assert "the form 2021-11-17T09:30" in unescape(nonsense.text)


async def test_a_delegate_inscribes_from_the_agenda_sees_their_place_and_lowers_again(
    drafted: Drafted,
) -> None:
    chamber = await coming(drafted)
    now = datetime.now(UTC)
    every = await page(drafted, "chair", item="")
    assert "Climate" in every
    assert "Coffee</a>" not in every
    assert "Ask for the floor</a>" not in await page(drafted, "delegate", "")
    happened(chamber, InscriptionSet(OTHER, now - HOUR, now + HOUR))
    agenda = await page(drafted, "delegate", "")
    assert f'<a href="/meetings/bureau/lists?item={OTHER}">Ask for the floor</a> · until' in agenda
    assert 'data-state="ask"' in await page(drafted, "delegate")
    await press(drafted, "delegate", "ask_for_floor", kind="statement", attendance="remote")
    (own,) = chamber.meeting.floor.at(OTHER).waiting
    standing = await page(drafted, "delegate")
    assert 'data-state="waiting"' in standing, "whoever is first is not next before the item is reached"
    assert "You are 1st" in standing
    await press(drafted, "delegate", "withdraw_request", request=own.id)
    assert not chamber.meeting.floor.at(OTHER).waiting


async def test_before_and_after_the_inscription_nobody_is_offered_a_button(drafted: Drafted) -> None:
    chamber = await coming(drafted)
    now = datetime.now(UTC)
    happened(chamber, InscriptionSet(OTHER, now + HOUR, now + 2 * HOUR))
    assert 'data-state="closed"' in await page(drafted, "delegate")
    assert "Inscription opens <time" in await page(drafted, "delegate")
    refused = await press(drafted, "delegate", "ask_for_floor", kind="statement", attendance="remote")
    assert refused.status_code == 409
    happened(chamber, InscriptionSet(OTHER, now - 2 * HOUR, now - HOUR))
    assert 'data-state="closed"' in await page(drafted, "delegate")


async def test_the_public_reads_until_when_and_finds_no_way_to_ask(drafted: Drafted) -> None:
    chamber = await coming(drafted)
    happened(chamber, InscriptionSet(OTHER, datetime.now(UTC) - HOUR, None))
    answer = await drafted.http.get("/meetings/bureau", params={"lang": "en"})
    assert "Ask for the floor</a>" not in answer.text
    assert "List of speakers · The list is open" in " ".join(answer.text.split())


async def test_the_chair_opens_a_coming_list_and_the_desk_adds_others_to_it(drafted: Drafted) -> None:
    chamber = await coming(drafted)
    for role in ("chair", "desk"):
        assert "Budget" in await page(drafted, role, item="")
    assert 'id="open-list"' in await page(drafted, "chair")
    assert 'id="open-list"' not in await page(drafted, "desk")
    await press(drafted, "chair", "open_list")
    added = await press(drafted, "desk", "add_speaker", **{"office:text": "Mayor of Suva"})
    assert added.headers["location"] == f"/meetings/bureau/lists?item={OTHER}"
    assert len(chamber.meeting.floor.at(OTHER).waiting) == 1
    for role in ("chair", "desk"):
        text = await page(drafted, role)
        assert "Mayor of Suva" in text
        assert 'form="move-request"' not in text, "there is nowhere to move who is alone"
        assert 'form="withdraw-request"' in text
        assert 'id="give-floor"' not in text, "the floor is given where the item is under discussion"
    assert "one waits" in await page(drafted, "chair", "chair")


async def test_the_limits_say_where_they_come_from_and_one_form_sets_them(drafted: Drafted) -> None:
    chamber = await coming(drafted)
    text = await page(drafted, "chair")
    assert "in force: 4:00 min, set with the item" in text
    assert "in force: 3:00 min, by the rules of the body" in text
    seen = re.search(r'id="all-limits".*?name="was:seen" value="(\{.*?\})"', text)
    assert seen
    fields = {
        "was:seen": seen[1],
        "now.speeches:limit.statement.": "5",
        "now.speeches:limit.statement.observer": "1:30",
        "now.speeches:limit.right_of_reply.": "3",
        "now.speeches:limit.question.": "",
        "now.second_reply:span": "1",
        "now.warning:span": "0:20",
        "now.together:span": "60",
        "now.section:span": "",
    }
    assert (await press(drafted, "chair", "set_limits", **fields)).status_code == 303
    assert chamber.meeting.floor.at(OTHER).limits == Limits(
        (
            TimeLimit(300, RequestKind.STATEMENT),
            TimeLimit(90, RequestKind.STATEMENT, Role.OBSERVER),
            TimeLimit(180, RequestKind.RIGHT_OF_REPLY),
        ),
        together=3600,
        second_reply=60,
        warning=20,
    )
    text = await page(drafted, "chair")
    assert "in force: 5:00 min, set for this list" in text
    assert 'aria-label="Statement, Observer" value="1:30"' in text


async def test_a_role_that_a_limit_names_stands_in_the_form(drafted: Drafted) -> None:
    chamber = await coming(drafted)
    assert "Reply, Desk" not in await page(drafted, "chair")
    happened(chamber, LimitsSet(OTHER, Limits((TimeLimit(60, RequestKind.REPLY, Role.DESK),))))
    assert "limit.reply.desk" in await page(drafted, "chair")


async def test_only_the_chair_and_the_secretariat_find_what_sets_a_list(drafted: Drafted) -> None:
    await coming(drafted)
    for role, there in {"chair": True, "secretariat": True, "desk": False, "delegate": False}.items():
        text = await page(drafted, role)
        assert ('id="inscription"' in text) is there
        assert ('id="all-limits"' in text) is there


async def test_who_waits_at_an_item_to_come_is_told_of_it_and_reads_the_whole_list(drafted: Drafted) -> None:
    chamber = await coming(drafted)
    await press(drafted, "chair", "set_inscription", **{"opens:local": "2001-03-01T09:00"})
    pressed = await press(drafted, "delegate", "ask_for_floor", kind="statement", attendance="remote")
    assert pressed.status_code == 303
    [waits] = chamber.meeting.floor.at(OTHER).waiting
    assert [(one.item, one.request.id) for one in own_requests(chamber.meeting, waits.speaker.person)] == [
        (OTHER, waits.id)
    ]
    shown = await page(drafted, "delegate")
    assert "You are 1st" in shown
    assert "about 4 min" not in shown, "nobody knows when the item is reached"
    whole = await page(drafted, "delegate", "list")
    assert "Budget" in whole
    assert re.search(rf'<li id="waits-{waits.id}" class="statement mine"', whole)
    conducted = await page(drafted, "chair", "list")
    assert f'value="/meetings/bureau/list?item={OTHER}"' in conducted
    assert '<button form="withdraw-request"' in conducted
    assert 'form="give-floor"' not in conducted, "it is not under discussion"
