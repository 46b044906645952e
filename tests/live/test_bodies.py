"""Bodies at their doors: every command against every role, and what is read there by whom.

What is expected stands here by hand. It is not read from the rules: a rule that changes has to be changed twice.
"""

import uuid
from collections.abc import AsyncIterator, Mapping
from typing import Any

import pytest
import pytest_asyncio

from models.belonging.offices import Office, OfficeId
from models.belonging.roles import Role
from models.body import Body, BodyId, BodyKind, Charter
from models.organisation import ORGANISATION
from models.presidency.milestones import Milestone, MilestoneId
from models.procedure import OPERATOR, Command, CommandId, PersonId, StreamId, Submission
from models.rules.bodies import FoundBody
from models.rules.decide import CHAPTERS
from models.rules.milestones import EnterMilestone
from models.rules.offices import EnterOffice
from models.rules.roles import GrantRole
from models.text import Text
from models.wire import COMMANDS
from server.acts import carry_out
from server.house import stream_of
from server.persons.people import Person
from tests.live.drafted import Drafted, drafted_in

SECRETARIAT = frozenset({"secretariat", "organisation"})
MAY: Mapping[str, frozenset[str]] = {
    "found_body": frozenset({"organisation"}),  # a new one, at its own address
    "edit_charter": SECRETARIAT,
    "set_rules": SECRETARIAT,
    "enter_member": SECRETARIAT,
    "edit_member": SECRETARIAT,
    "remove_member": SECRETARIAT,
    "import_members": SECRETARIAT,
    "appoint": SECRETARIAT,
    "edit_appointment": SECRETARIAT,
    "end_appointment": SECRETARIAT,
    "strike_appointment": SECRETARIAT,
    "begin_rotation": SECRETARIAT,
    "describe_rotation": SECRETARIAT,
    "set_term": SECRETARIAT,
    "remove_term": SECRETARIAT,
    "set_terms": SECRETARIAT,
    "drop_draft": SECRETARIAT,
    "publish_rotation": SECRETARIAT,
    "import_history": SECRETARIAT,
    "withdraw_rotation": SECRETARIAT,
    "hand_over": SECRETARIAT,
    "undo_handover": SECRETARIAT,
    "make_override": SECRETARIAT,
    "end_override": SECRETARIAT,
    "reissue_rotation": frozenset(),  # the house alone
    "grant_role": SECRETARIAT,
    "withdraw_role": SECRETARIAT,
}
ELSEWHERE = sorted(name for name in COMMANDS if name not in MAY)
WHO = ("public", "stranger", *(role.value for role in Role), "organisation")

TEXT, OTHER = {"en": "x"}, {"en": "y"}
COUNCIL = {"id": "council", "name": {"en": "Council", "fr": "", "es": ""}, "kind": "council"}
SORIA = {"id": "soria", "name": TEXT, "country": "Spain"}
CHAIR = {
    "id": "chair",
    "post": "chair",
    "office": "mayor-of-soria",
    "period": {"since": {"earliest": "2021-01-01"}},
}

ABOUT = {"name": TEXT}
FIRST = {"id": "first", "begins": "retreat", "holders": ["mayor-of-soria"]}
TURNS = {"rotation": "turns"}
HANDED_OVER = {"id": "1", "term": "first", "at": "2021-01-01T09:00:00Z"}
DEPUTY = {"id": "d", "departure": "deputy", "office": "mayor-of-konya", "instead_of": "mayor-of-soria"}

STORY: tuple[tuple[str, Mapping[str, Any]], ...] = (  # in an order in which every command is accepted
    ("edit_charter", {"was": COUNCIL, "now": COUNCIL | {"kind": "bureau"}}),
    ("set_rules", {"was": {}, "now": {"notice_days": 30, "quorum_to_open": {"over": 1, "under": 2}}}),
    ("enter_member", {"member": SORIA}),
    ("edit_member", {"was": SORIA, "now": SORIA | {"fees_paid_to": 2020}}),
    ("import_members", {"seen": 0, "entered": [SORIA | {"id": "konya"}]}),
    ("appoint", {"appointment": CHAIR}),
    ("edit_appointment", {"was": CHAIR, "now": CHAIR | {"title": TEXT}}),
    ("end_appointment", {"appointment": "chair", "until": {"earliest": "2022-05-03"}, "ending": "resigned"}),
    ("strike_appointment", {"appointment": "chair"}),
    ("remove_member", {"member": "soria"}),
    ("begin_rotation", TURNS | {"about": ABOUT}),
    ("describe_rotation", TURNS | {"was": ABOUT, "now": {"name": OTHER}}),
    ("set_term", TURNS | {"was": None, "now": FIRST}),
    ("set_terms", TURNS | {"seen": [FIRST], "terms": [FIRST | {"pinned": True}]}),
    ("remove_term", TURNS | {"term": "first"}),
    ("set_term", TURNS | {"was": None, "now": FIRST}),
    ("import_history", TURNS | {"overrides": [DEPUTY | {"id": "past"}]}),
    ("publish_rotation", TURNS | {"version": 0}),
    ("remove_term", TURNS | {"term": "first"}),
    ("drop_draft", TURNS),
    ("hand_over", TURNS | {"handover": HANDED_OVER}),
    ("undo_handover", TURNS | {"handover": "1", "reason": "x"}),
    ("make_override", TURNS | {"override": DEPUTY}),
    ("end_override", TURNS | {"override": "d"}),
    ("withdraw_rotation", TURNS | {"reason": "x"}),
    ("grant_role", {"person": "somebody", "role": "desk"}),
    ("withdraw_role", {"person": "somebody", "role": "desk"}),
)
DATA = dict(STORY) | {"found_body": {"charter": COUNCIL}, "reissue_rotation": TURNS | {"reason": TEXT}}


class Room:
    """The program interface of one server, with a token for each of WHO in the body `council`."""

    def __init__(self, drafted: Drafted) -> None:
        self.http, self.parts = drafted.http, drafted.parts
        self.tokens: dict[str, str] = {}
        self.people: dict[str, PersonId] = {}

    async def press(
        self, who: str, name: str, data: Mapping[str, Any], body: str = "council", **more: str
    ) -> Any:
        asked = {"id": str(uuid.uuid4()), "data": data} | more
        path = f"/api/bodies/{body}/commands/{name}"
        return await self.http.post(path, json=asked, headers=self.shown(who))

    async def look(self, who: str, path: str = "/council") -> Any:
        return await self.http.get(f"/api/bodies{path}", headers=self.shown(who))

    async def seq(self, body: str = "council") -> int:
        return int((await self.look("public", f"/{body}")).json()["seq"])

    def shown(self, who: str) -> dict[str, str]:
        return {} if who == "public" else {"Authorization": f"Bearer {self.tokens[who]}"}

    async def everybody(self) -> None:
        """The organisation's secretary founds the council, in which everybody else is granted their role."""
        for who in WHO[1:]:
            [self.people[who]] = await self.parts.people.enter([Person(who)])
            self.tokens[who] = await self.parts.doorkeeper.make_token(self.people[who])
        await self.act(ORGANISATION, GrantRole(self.people["organisation"], Role.SECRETARIAT))
        for office in ("mayor-of-soria", "mayor-of-konya"):
            await self.act(ORGANISATION, EnterOffice(Office(OfficeId(office), Text(office))))
        await self.act(ORGANISATION, EnterMilestone(Milestone(MilestoneId("retreat"), Text("Retreat"))))
        await self.found("council")

    async def found(self, body: str) -> None:
        charter = Charter(BodyId(body), Text("Council"), BodyKind.COUNCIL)
        await self.act(stream_of(charter.id), FoundBody(charter))
        for role in Role:
            await self.act(stream_of(charter.id), GrantRole(self.people[role.value], role))

    async def act(self, stream: StreamId, command: Command) -> None:
        chamber = await self.parts.house.chamber(stream)
        now = self.parts.world.now()
        await carry_out(
            self.parts.house, chamber, Submission(CommandId(str(uuid.uuid4())), OPERATOR, now, command)
        )


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def room(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Room]:
    async with drafted_in(tmp_path_factory.mktemp("bodies") / "data") as drafted:
        room = Room(drafted)
        await room.everybody()
        yield room


pytestmark = pytest.mark.asyncio(loop_scope="module")


async def test_every_command_of_a_body_has_its_line_in_the_table() -> None:
    assert set(MAY) == {name for name, kind in COMMANDS.items() if kind in CHAPTERS[Body]} == set(DATA)


@pytest.mark.parametrize("command", MAY)
@pytest.mark.parametrize("who", WHO)
async def test_who_may_not_is_refused_in_words_before_anything_is_read(
    room: Room, who: str, command: str
) -> None:
    may = (
        SECRETARIAT if command == "found_body" else MAY[command]
    )  # who keeps this one is told that it is there
    if who in may:
        return
    before = await room.seq()
    for data in (DATA[command], {"nonsense": "x" * 600}):
        answer = await room.press(who, command, data)
        refusal = answer.json()["refusal"]
        code, status = ("sign_in_first", 401) if who == "public" else ("not_permitted", 403)
        assert (answer.status_code, refusal["code"]) == (status, code)
        if who != "public":
            role = "secretariat" if may else "operator"
            assert refusal["message"] == f"You may not do this here: it takes the role {role}."
    assert await room.seq() == before


@pytest.mark.parametrize("who", sorted(SECRETARIAT))
async def test_who_may_is_accepted(room: Room, who: str) -> None:
    """A body from its founding on."""
    body = f"of-{who}"
    charter = COUNCIL | {"id": body}
    assert (await room.press("organisation", "found_body", {"charter": charter}, body)).status_code == 200
    if who == "secretariat":
        granted = {"person": room.people[who], "role": "secretariat"}
        assert (await room.press("organisation", "grant_role", granted, body)).status_code == 200
    for command, data in STORY:
        before = await room.seq(body)
        given = data | {"seen": before} if command == "import_members" else data
        if command == "edit_charter":
            given = {name: value | {"id": body} for name, value in data.items()}
        answer = await room.press(who, command, given, body)
        assert answer.status_code == 200, (command, answer.text)
        assert answer.json()["seq"] == await room.seq(body) > before


@pytest.mark.parametrize("who", WHO)
async def test_who_founds_a_body(room: Room, who: str) -> None:
    body = f"new-{who}"
    answer = await room.press(who, "found_body", {"charter": COUNCIL | {"id": body}}, body)
    assert answer.status_code == (200 if who in MAY["found_body"] else 404)
    assert (await room.look(who, f"/{body}")).status_code == answer.status_code


async def test_a_body_is_founded_at_its_own_address_once(room: Room) -> None:
    other = await room.press("organisation", "found_body", {"charter": COUNCIL}, "another")
    assert (other.status_code, other.json()["refusal"]["code"]) == (422, "bad_shape")
    again = await room.press("organisation", "found_body", {"charter": COUNCIL})
    assert (again.status_code, again.json()["refusal"]["code"]) == (409, "body_taken")
    wrong = await room.press(
        "organisation", "found_body", {"charter": COUNCIL | {"id": "No_Address"}}, "No_Address"
    )
    assert (wrong.status_code, wrong.json()["refusal"]["code"]) == (409, "bad_address")


@pytest.mark.parametrize("command", ELSEWHERE)
async def test_a_command_of_something_else_is_none_here(room: Room, command: str) -> None:
    answer = await room.press("organisation", command, {})
    assert (answer.status_code, answer.json()["refusal"]["code"]) == (404, "unknown_command")


async def test_a_secretary_of_one_body_is_nobody_in_another(room: Room) -> None:
    charter = COUNCIL | {"id": "other"}
    assert (await room.press("organisation", "found_body", {"charter": charter}, "other")).status_code == 200
    answer = await room.press("secretariat", "enter_member", {"member": SORIA}, "other")
    assert (answer.status_code, answer.json()["refusal"]["code"]) == (403, "not_permitted")


async def test_a_resent_press_counts_once_and_a_bad_one_not_at_all(room: Room) -> None:
    press = {"id": "the-press"}
    member = {"member": SORIA | {"id": "resent"}}
    answers = [await room.press("secretariat", "enter_member", member, **press) for _ in range(2)]
    assert answers[0].json() == answers[1].json()
    other = await room.press("secretariat", "remove_member", {"member": "resent"}, **press)
    assert other.json()["refusal"]["code"] == "id_reused"
    for wrong in (
        {"member": SORIA | {"weight": -1}},
        {"member": SORIA | {"votes": 2}},
        {},
        {"member": "soria"},
    ):
        bad = await room.press("secretariat", "enter_member", wrong)
        assert (bad.status_code, bad.json()["refusal"]["code"]) == (422, "bad_shape")


# ---------------------------------------------------------------------------------------------- what is read


async def filled(room: Room, body: str) -> None:
    """A body with a member of each standing, one president by name and two co-chairs, one to be confirmed."""
    known = room.people["organisation"]
    await room.found(body)
    members = [
        {"id": "paid", "name": {"en": "Paid"}, "section": "europe", "fees_paid_to": 2020},
        {"id": "owing", "name": {"en": "Owing"}, "fees_paid_to": 2019},
        {"id": "unknown", "name": {"en": "Unknown"}},
        {"id": "resting", "name": {"en": "Resting"}, "fees_paid_to": 2021, "suspended": "By decision 4"},
        {"id": "watching", "name": {"en": "Watching"}, "category": "observer"},
    ]
    since = {"since": {"earliest": "2021-01-01", "latest": "2021-01-01"}}
    appointed = [
        {"id": "president", "post": "president", "person": known, "period": since},
        {"id": "delegate", "post": "delegate", "person": known, "member": "paid", "period": since},
        {"id": "one", "post": "co_chair", "person": known},
        {"id": "two", "post": "co_chair"},
    ]
    given = {"seen": await room.seq(body), "entered": members, "appointed": appointed}
    answer = await room.press("organisation", "import_members", given, body)
    assert answer.is_success, answer.text


SECRETS = {"fees_paid_to", "suspended"}


@pytest.mark.parametrize("who", WHO)
async def test_fees_and_suspensions_are_the_secretariats(room: Room, who: str) -> None:
    body = f"read-by-{who}"
    await filled(room, body)
    shown = (await room.look(who, f"/{body}?day=2021-12-01")).json()
    keeps = who in SECRETARIAT
    assert all((set(member) >= SECRETS) is keeps for member in shown["members"])
    assert ("By decision 4" in str(shown)) is keeps
    reasons = {member["id"]: (member["votes"], member["reason"]) for member in shown["members"]}
    assert reasons == {
        "paid": (True, "votes"),
        "owing": (False, "fees_unpaid"),
        "unknown": (False, "fees_not_known"),
        "resting": (False, "suspended"),
        "watching": (False, "observer"),
    }
    entries = (await room.look(who, f"/{body}/entries?limit=500")).json()["entries"]
    sealed = {entry["seq"] for entry in entries if entry.get("sealed")}
    told = {entry["type"] for entry in entries if "type" in entry}
    assert [entry["seq"] for entry in entries] == list(range(1, shown["seq"] + 1))
    assert bool(sealed) is not keeps
    assert ({"member_entered", "role_granted"} <= told) is keeps
    assert told >= {"body_founded", "appointment_made"}


@pytest.mark.parametrize("who", ["public", "organisation"])
async def test_posts_are_held_on_the_day_that_is_asked_for(room: Room, who: str) -> None:
    body = f"posts-for-{who}"
    await filled(room, body)
    known, called = room.people["organisation"], "organisation"
    on = {
        day: (await room.look(who, f"/{body}?day={day}")).json()["posts"]
        for day in ("2020-12-31", "2021-12-01")
    }
    president, delegate, first, second = on["2021-12-01"]
    assert (president["held"], president["person"], president["name"]) == ("yes", known, called)
    assert (delegate["held"], delegate["person"]) == ("yes", known)
    assert delegate["name"] == (called if who == "organisation" else "")  # a delegate's name is no public one
    assert (first["confirmed"], first["held"], first["listed"]) == (
        True,
        "not_known",
        [{"person": known, "name": called}],
    )
    assert (second["confirmed"], second["held"], second["listed"]) == (False, "not_known", [])
    assert [post["held"] for post in on["2020-12-31"]] == ["no", "no", "not_known", "not_known"]


async def test_who_votes_is_said_of_the_year_that_is_asked_for(room: Room) -> None:
    await filled(room, "years")
    shown = {
        year: (await room.look("public", f"/years?day={year}-06-01&lang=fr")).json()["members"]
        for year in (2020, 2022)
    }
    assert [member["votes"] for member in shown[2020]] == [True, True, False, False, False]
    assert [member["reason"] for member in shown[2022]][:2] == ["fees_unpaid", "fees_unpaid"]
    assert shown[2020][0]["reason_words"] != shown[2022][0]["reason_words"]


@pytest.mark.parametrize("day", ["yesterday", "2021-13-01", "0001-01-01", "2021-12-01T10:00"])
async def test_a_day_is_a_day(room: Room, day: str) -> None:
    answer = await room.look("public", f"/council?day={day}")
    assert answer.status_code == 422
    assert "2021-12-01" in answer.json()["error"]


async def test_bodies_are_listed_and_what_is_not_there_is_not_found(room: Room) -> None:
    listed = (await room.look("public", "")).json()["bodies"]
    assert listed[0] == {"id": "council", "name": "Council", "kind": "council", "reports_to": None} | {
        "members": listed[0]["members"]
    }
    for who in ("public", "organisation"):
        for path in ("/nowhere", "/nowhere/entries"):
            answer = await room.look(who, path)
            assert (answer.status_code, answer.json()) == (404, {"error": "There is no such body."})
    answer = await room.press("organisation", "enter_member", {"member": SORIA}, "nowhere")
    assert answer.status_code == 404
