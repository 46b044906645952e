"""Whose meeting it is: the choice of a body, the name it gives, what is refused; and a report laid before another."""

import re
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from html import unescape
from pathlib import Path
from typing import Any

import msgspec
import pytest

from models import wire
from models.belonging.roles import Role
from models.body import BodyId, BodyKind, Charter, stream_of
from models.organisation import ORGANISATION
from models.procedure import OPERATOR, Command, CommandId, StreamId, Submission
from models.rules.bodies import EnterBody, FoundBody
from models.rules.conduct import CloseMeeting, OpenMeeting
from models.rules.roles import GrantRole, WithdrawRole
from models.text import Text
from tests.live.drafted import SLUG, STREAM, drafted_in
from tests.live.persons import Town, settled

COUNCIL, BUREAU = BodyId("council"), BodyId("bureau")
NAMES = {COUNCIL: Text("World Council", "Conseil mondial"), BUREAU: Text("Executive Bureau")}
EDIT = f"/meetings/{SLUG}/setup/commands/edit_meeting?from=meeting/particulars"
NEW = {
    "title.en:text": "Council 2028",
    "zone": "Europe/Madrid",
    "format": "online",
    "public:yes": "yes",
    "day:day": "2028-11-17",
}


@pytest.fixture
async def town(tmp_path: Path) -> AsyncIterator[Town]:
    """A convened meeting of nobody's, two bodies, and the secretary of all of them."""
    async with drafted_in(tmp_path) as house:
        town = await settled(house)
        for body, name in NAMES.items():
            await together(
                town,
                (ORGANISATION, EnterBody(body)),
                (stream_of(body), FoundBody(Charter(body, name, BodyKind.COUNCIL))),
                (stream_of(body), GrantRole(town.secretary, Role.SECRETARIAT)),
            )
        yield town


async def together(town: Town, *acts: tuple[StreamId, Command]) -> None:
    new = town.house.parts.world.new_id
    pressed = [(at, Submission(CommandId(new()), OPERATOR, datetime.now(UTC), one)) for at, one in acts]
    await town.house.parts.house.together(pressed)


async def edited(town: Town, **fields: str) -> Any:
    """The particulars sent back with these fields changed."""
    meeting = (await town.house.parts.house.chamber(STREAM)).meeting
    seen = msgspec.json.encode(wire.to_wire(meeting.convocation)).decode()
    return await town.post(EDIT, town.desk, **{"was:seen": seen, **fields})


async def offered(town: Town, path: str) -> dict[str, str]:
    """The bodies one may choose there, by id; the chosen one first."""
    page = (await town.get(path, town.desk)).text
    select = re.search(r'<select[^>]*name="(?:now\.)?of:none".*?</select>', page, re.DOTALL)
    found = re.findall(r'<option value="([^"]*)"( selected)?>([^<]*)', select[0] if select else "")
    return {known: words for known, _, words in sorted(found, key=lambda one: not one[1])}


async def test_a_meeting_is_called_of_a_body_and_has_its_name_where_none_is_written(town: Town) -> None:
    choices = await offered(town, f"/meetings/{SLUG}/setup/meeting/particulars")
    assert next(iter(choices)) == ""
    assert {choices[COUNCIL], choices[BUREAU]} == {"World Council", "Executive Bureau"}
    nameless = {f"now.body.{code}:text": "" for code in ("en", "fr", "es")}
    assert (await edited(town, **{"now.of:none": COUNCIL, **nameless})).status_code == 303
    meeting = (await town.house.parts.house.chamber(STREAM)).meeting
    assert meeting.convocation
    assert (meeting.convocation.of, meeting.convocation.body) == (COUNCIL, NAMES[COUNCIL])
    assert meeting.roster
    assert meeting.roster.body == COUNCIL
    assert f'href="/meetings/{SLUG}"' in (await town.get(f"/bodies/{COUNCIL}")).text
    assert f'href="/meetings/{SLUG}"' not in (await town.get(f"/bodies/{BUREAU}")).text


@pytest.mark.parametrize("before", ["", COUNCIL])
async def test_what_cannot_be_is_refused_in_words(town: Town, before: str) -> None:
    if before:
        assert (await edited(town, **{"now.of:none": before})).status_code == 303
    wanted = "" if before else "nowhere"
    answer = await edited(town, **{"now.of:none": wanted})
    said = "it can be another body's, but no longer nobody's" if before else "There is no such body."
    assert answer.status_code == 409
    assert said in unescape(answer.text)


async def test_a_body_that_one_does_not_keep_is_not_offered_and_refused(town: Town) -> None:
    for at in (stream_of(COUNCIL), ORGANISATION):
        await town.act(at, WithdrawRole(town.secretary, Role.SECRETARIAT))
    assert set(await offered(town, f"/meetings/{SLUG}/setup/meeting/particulars")) == {"", BUREAU}
    answer = await edited(town, **{"now.of:none": COUNCIL})
    assert answer.status_code in {403, 409}
    assert "World Council" in unescape(answer.text)


async def test_a_new_meeting_begins_with_the_body_that_is_asked_for_and_a_copy_with_its_own(
    town: Town,
) -> None:
    assert next(iter(await offered(town, f"/meetings/new?of={BUREAU}"))) == BUREAU
    answer = await town.post("/meetings/new", town.desk, **NEW, **{"of:none": COUNCIL})
    assert answer.status_code == 303
    chamber = await town.house.parts.house.meeting("council-2028")
    assert chamber
    assert chamber.meeting.convocation
    assert chamber.meeting.convocation.body == NAMES[COUNCIL]
    assert next(iter(await offered(town, "/meetings/new?from=council-2028"))) == COUNCIL
    unknown = await town.post("/meetings/new", town.desk, **{**NEW, "slug:text": "x", "of:none": "nowhere"})
    assert (unknown.status_code, "There is no such body." in unknown.text) == (409, True)


async def test_the_report_of_a_closed_meeting_waits_where_it_is_laid(town: Town) -> None:
    await town.post("/meetings/new", town.desk, **NEW)
    report = f"/meetings/{SLUG}/setup/report"
    early = await town.post(report, town.desk, to="council-2028")
    assert (early.status_code, "The meeting is not closed." in early.text) == (409, True)
    for act in (OpenMeeting(), CloseMeeting()):
        await town.act(STREAM, act)
    assert "Lay it before" in (await town.get(f"/meetings/{SLUG}/setup", town.desk)).text
    answer = await town.post(report, town.desk, to="council-2028")
    assert answer.headers["location"] == "/meetings/council-2028/setup#panel-proposals"
    chamber = await town.house.parts.house.meeting("council-2028")
    assert chamber
    [proposal] = chamber.meeting.proposals
    assert (proposal.source, proposal.item.kind) == (SLUG, "report")
    assert proposal.item.title.en.startswith("Report of the ")
    for to, said in (("council-2028", "already"), ("nowhere", "There is no such meeting"), (SLUG, "meeting")):
        again = await town.post(report, town.desk, to=to)
        assert again.status_code == 409
        assert said in unescape(again.text)
