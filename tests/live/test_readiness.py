"""The checklist as its page has it: what the body and the people beside the record say, and where that is mended."""

import re
from collections.abc import AsyncIterator
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from models.belonging.dating import Dating, Period
from models.belonging.membership import Member, MemberId
from models.belonging.posts import Appointment, AppointmentId, Post
from models.belonging.roles import Role
from models.body import BodyId, BodyKind, Charter, Rules, Share, stream_of
from models.organisation import ORGANISATION
from models.procedure import OPERATOR, CommandId, PersonId, Submission
from models.rules.bodies import EnterBody, EnterMember, FoundBody, SetRules
from models.rules.conduct import ConveneMeeting
from models.rules.posts import Appoint
from models.rules.roles import GrantRole
from models.text import Text
from server.persons.people import Person
from tests.live.drafted import SLUG, STREAM, convocation, drafted_in, item, sitting
from tests.live.persons import NINE, TEN, Town, act, bearer

BODY = BodyId("bureau")
SETUP, BADGES = f"/bodies/{BODY}/setup", f"/meetings/{SLUG}/badges"
LINE = re.compile(r'<li[^>]*?class="(\w+)"[^>]*?data-point="(\w+)">(.*?)</li>', re.DOTALL)


@pytest.fixture
async def town(tmp_path: Path) -> AsyncIterator[Town]:
    """A draft of a body with three members: one has a delegate with an address, one without, one has none."""
    async with drafted_in(tmp_path) as house:
        parts, founded = house.parts, stream_of(BODY)
        people = [
            Person("Olga Desk", "desk@world.example"),
            Person("Ana", "ana@kazan.example"),
            Person("Ben"),
        ]
        olga, ana, ben = await parts.people.enter(people)
        acts: list[Any] = [
            (ORGANISATION, GrantRole(olga, Role.SECRETARIAT)),
            (ORGANISATION, EnterBody(BODY)),
            (founded, FoundBody(Charter(BODY, Text("Bureau"), BodyKind.BUREAU))),
            (founded, GrantRole(olga, Role.SECRETARIAT)),
            *((founded, EnterMember(Member(MemberId(m), Text(m.title())))) for m in ("a", "b", "c")),
            *((founded, seated(person, member)) for person, member in ((ana, "a"), (ben, "b"))),
        ]
        await parts.house.together([(at, pressed(house, one)) for at, one in acts])
        await house.draft(
            convocation(of=BODY), [sitting("a", starts=NINE, ends=TEN)], [item("1", sitting="a")]
        )
        await act(house, STREAM, GrantRole(olga, Role.SECRETARIAT))
        yield Town(house, olga, ana, await bearer(house, olga), await bearer(house, ana))


def pressed(house: Any, command: Any) -> Submission:
    world = house.parts.world
    return Submission(CommandId(world.new_id()), OPERATOR, world.now(), command)


def seated(person: PersonId, member: str) -> Appoint:
    known = AppointmentId(f"delegate-{member}")
    since = Period(Dating(latest=NINE.date()))
    return Appoint(Appointment(known, Post.DELEGATE, person=person, member=MemberId(member), period=since))


async def checked(town: Town) -> dict[str, tuple[str, str, str]]:
    """Each point: how it stands, what it says, where it is mended."""
    page = await town.get(f"/meetings/{SLUG}/setup", town.desk)
    assert page.status_code == 200
    found = {}
    for standing, point, inside in LINE.findall(page.text):
        href = re.search(r'href="([^"]+)"', inside)
        said = " ".join(unescape(re.sub(r"<[^>]+>", " ", inside)).split())
        found[point] = (standing, said.partition(": ")[2], href[1] if href else "")
    return found


async def test_a_draft_says_what_its_body_lacks_and_leads_there(town: Town) -> None:
    points = await checked(town)
    assert points["members"][:2] == ("ready", "3 members.")
    assert points["addresses"] == (
        "missing",
        "2 members without an address.",
        f"{SETUP}?missing=address#members",
    )
    assert points["quorum"] == ("missing", "The quorum rule is not set.", f"{SETUP}#row-rules-quorum_to_open")
    assert points["notice_rule"] == (
        "missing",
        "The notice period is not set.",
        f"{SETUP}#row-rules-notice_days",
    )
    assert points["chair"] == ("missing", "Nobody chairs yet.", f"{SETUP}#posts")
    assert "links" not in points
    assert (await town.get(SETUP, town.desk)).status_code == 200


async def test_once_it_is_convened_what_is_mended_in_the_body_goes_green(town: Town) -> None:
    await town.act(STREAM, ConveneMeeting())
    rules = Rules(quorum_to_open=Share(1, 2), quorum_to_decide=Share(1, 3), notice_days=12)
    chamber = await town.house.parts.house.body(BODY)
    assert chamber
    change = (chamber.stream, pressed(town.house, SetRules(Rules(), rules)))
    await town.house.parts.house.together([change])
    points = await checked(town)
    assert points["quorum"][:2] == ("ready", "The quorum rule is set.")
    assert points["notice_rule"][0] == "ready"
    assert points["addresses"][:2] == ("missing", "2 members without an address.")
    assert "The rules ask for 12." in points["convened"][1]


async def test_links_are_given_where_the_checklist_says(town: Town) -> None:
    await town.act(STREAM, ConveneMeeting())
    assert (await checked(town))["links"] == ("missing", "Nobody has been sent a link yet.", BADGES)
    page = (await town.get(BADGES, town.desk)).text
    assert all(name in page for name in ("Olga Desk", "Ana", "Ben"))  # members by the roster, too
    doorkeeper = town.house.parts.doorkeeper
    await doorkeeper.make_link(town.ana, STREAM)
    lacking = "2 people without a sign-in and without a link."
    assert (await checked(town))["links"] == ("missing", lacking, BADGES)
    for person in (await town.house.parts.house.chamber(STREAM)).meeting.attending:
        await doorkeeper.make_link(person, STREAM)
    assert (await checked(town))["links"][0] == "ready"
