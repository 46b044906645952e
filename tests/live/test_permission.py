"""Every command, by every role, at every door: who may, may; all others are refused in words and change nothing.

What is expected stands here by hand. It is not read from the rules: a rule that changes has to be changed twice.
"""

import asyncio
import shutil
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from starlette.datastructures import UploadFile

from models.belonging.roles import Role
from models.body import BodyId, BodyKind, Charter, stream_of
from models.meeting import Meeting
from models.organisation import ORGANISATION
from models.procedure import OPERATOR, CommandId, StreamId, Submission
from models.rules.bodies import EnterBody, FoundBody
from models.rules.calendar import EnterMeeting
from models.rules.decide import CHAPTERS
from models.rules.roles import GrantRole
from models.text import Text
from models.wire import COMMANDS
from server.app import Parts
from server.demo.world_council import world_council
from server.settings import read_settings
from server.world import RealWorld
from tests.live.clients import SLUG
from tests.live.doors import DOORS, PAPER, PAPER_BYTES, PUBLIC, Answer, Programs
from tests.provision_product import Product, standing_on
from tests.record.presidency import ABOUT, GOVERNING, PRESIDENCY, to
from tests.record.presidency import founding as rotating

NOBODY: frozenset[str] = frozenset()
SECRETARIAT = frozenset({"secretariat"})
CHAIR = frozenset({"chair", "secretariat"})
HELPING = CHAIR | {"desk"}
SPEAKING = HELPING | {"delegate", "observer"}
EVERYBODY = SPEAKING | {"interpreter"}

MAY: Mapping[str, frozenset[str]] = {
    "draft_meeting": NOBODY,  # the operator alone, at the console
    "convene_meeting": SECRETARIAT,
    "open_meeting": CHAIR,
    "suspend_meeting": CHAIR,
    "adjourn_meeting": CHAIR,
    "resume_meeting": CHAIR,
    "close_meeting": CHAIR,
    "reopen_meeting": CHAIR,
    "grant_role": SECRETARIAT,
    "withdraw_role": SECRETARIAT,
    "open_next_item": CHAIR,
    "open_item": CHAIR,
    "conclude_item": CHAIR,
    "reopen_previous_item": CHAIR,
    "edit_meeting": SECRETARIAT,
    "add_item": SECRETARIAT,
    "edit_item": SECRETARIAT,
    "renumber_item": SECRETARIAT,
    "renumber_agenda": SECRETARIAT,
    "move_item": CHAIR,
    "split_item": SECRETARIAT,
    "remove_item": SECRETARIAT,
    "restore_item": CHAIR,
    "replan_items": CHAIR,
    "add_track": SECRETARIAT,
    "edit_track": SECRETARIAT,
    "add_sitting": SECRETARIAT,
    "edit_sitting": SECRETARIAT,
    "withdraw_sitting": SECRETARIAT,
    "import_agenda": SECRETARIAT,
    "defer_item": CHAIR,
    "propose_item": CHAIR,
    "accept_proposal": SECRETARIAT,
    "decline_proposal": SECRETARIAT,
    "announce": CHAIR,
    "withdraw_announcement": CHAIR,
    "lay_out_wall": CHAIR,
    "attach_paper": SECRETARIAT,
    "withdraw_paper": SECRETARIAT,
    "take_roster": SECRETARIAT,
    "hand_over_presidency": CHAIR,
    "take_back_presidency": SECRETARIAT,
    "ask_for_floor": SPEAKING,
    "add_speaker": HELPING,
    "edit_request": SPEAKING,
    "withdraw_request": SPEAKING,
    "move_request": SPEAKING,
    "say_ready": SPEAKING,
    "give_up_place": NOBODY,  # the house alone
    "open_list": CHAIR,
    "close_list": CHAIR,
    "limit_to_replies": CHAIR,
    "set_inscription": CHAIR,
    "set_order": CHAIR,
    "set_limits": CHAIR,
    "reorder_requests": CHAIR,
    "give_floor": CHAIR,
    "give_floor_to_next": CHAIR,
    "pause_speech": CHAIR,
    "resume_speech": CHAIR,
    "end_speech": CHAIR,
    "extend_speech": CHAIR,
    "yield_time": SPEAKING,
    "skip_speaker": CHAIR,
    "bring_back_speakers": CHAIR,
    "rule_on_point": CHAIR,
    "appeal_ruling": HELPING | {"delegate"},
    "withdraw_appeal": HELPING,
    "decide_appeal": CHAIR,
    "move_motion": HELPING | {"delegate"},
    "speak_on_motion": HELPING,
    "pause_speech_on_motion": HELPING,
    "resume_speech_on_motion": HELPING,
    "end_speech_on_motion": HELPING,
    "withdraw_motion": HELPING | {"delegate"},
    "put_motion": CHAIR,
    "ask_for_help": EVERYBODY,
    "answer_help": frozenset({"desk", "secretariat"}),
    "end_help": EVERYBODY,
}

ELSEWHERE = "executive-bureau"  # where items are deferred to: everybody is there what they are here
TEXT, OTHER = {"en": "x", "fr": "", "es": ""}, {"en": "y", "fr": "", "es": ""}
CALLED = {"slug": "x", "title": TEXT, "body": TEXT, "place": "Barcelona", "zone": "Europe/Madrid"}
BODY = BodyId("council")  # whose meetings they are; nobody is anything by it
WRITTEN = {"title": TEXT, "kind": "report"}
ROOM = {"id": "room", "title": TEXT, "track": "side"}


def planned(identity: str, **more: object) -> dict[str, object]:
    return {"id": identity, "number": "", "minutes": 10, **WRITTEN, **more}


def on(**more: Any) -> dict[str, Any]:
    """Of the item under discussion; what is made is called by the order in which it is."""
    return {"item": "item-1", **more}


def proposed(identity: str) -> dict[str, Any]:
    whole = {"id": f"{ELSEWHERE}/{identity}", "source": ELSEWHERE, "title": TEXT, "item": planned(identity)}
    return {"proposal": whole}


STORY: tuple[tuple[str, Mapping[str, Any]], ...] = (  # in an order in which every command is accepted
    ("edit_meeting", {"was": CALLED, "now": CALLED | {"place": "Kazan"}}),
    ("add_track", {"track": {"id": "side", "title": TEXT}}),
    ("edit_track", {"track": "side", "was": TEXT, "now": OTHER}),
    ("add_sitting", {"sitting": ROOM}),
    ("edit_sitting", {"sitting": "room", "was": ROOM, "now": ROOM | {"place": "Room 3"}}),
    ("import_agenda", {"items": [planned("beside", sitting="room")]}),
    ("replan_items", {"items": [{"item": "beside", "was": 10, "now": 15}]}),
    ("renumber_item", {"item": "item-9", "was": "9", "now": "9 A"}),
    ("renumber_agenda", {}),
    ("add_item", {"item": WRITTEN, "after": "item-1"}),
    ("edit_item", {"item": "item-2", "was": WRITTEN, "now": WRITTEN | {"draft_decision": TEXT}}),
    ("split_item", {"item": "item-3", "titles": [TEXT, OTHER]}),
    ("move_item", {"item": "item-5", "after": "item-3"}),
    ("remove_item", {"item": "item-12"}),
    ("convene_meeting", {}),
    ("take_roster", {"roster": {"body": BODY, "name": OTHER}}),
    ("withdraw_sitting", {"sitting": "room"}),
    ("defer_item", {"item": "item-11", "to": ELSEWHERE}),
    ("restore_item", {"item": "item-11"}),
    ("propose_item", proposed("item-1")),
    ("accept_proposal", {"proposal": f"{ELSEWHERE}/item-1", "after": "item-11"}),
    ("propose_item", proposed("item-2")),
    ("decline_proposal", {"proposal": f"{ELSEWHERE}/item-2"}),
    ("announce", {"text": TEXT}),
    ("withdraw_announcement", {}),
    ("lay_out_wall", {"layout": "agenda"}),
    ("open_meeting", {}),
    ("hand_over_presidency", {"rotation": GOVERNING, "term": "xian", "seen": "kazan"}),
    ("take_back_presidency", {"rotation": GOVERNING, "handover": "the one just made", "reason": "not yet"}),
    ("open_next_item", {"closing": None}),
    ("open_item", {"item": "item-1", "closing": "item-opening-1"}),
    ("set_limits", on(was={}, now={"speeches": [{"seconds": 180}]})),
    ("set_order", on(policies=["first_time_first"])),
    ("ask_for_floor", on(attendance="in_the_room")),
    ("edit_request", on(request="first", attendance="remote")),
    ("say_ready", on(request="first", ready=True)),
    ("add_speaker", on(office="Mayor of Iriga")),
    ("move_request", on(request="first", after="second")),
    ("reorder_requests", on(order=["first", "second"])),
    ("skip_speaker", on(request="second")),
    ("give_floor", on(request="first", floor=None)),
    ("pause_speech", on(request="first")),
    ("resume_speech", on(request="first")),
    ("yield_time", on(request="first", to="second")),
    ("extend_speech", on(request="second", seconds=30)),
    ("bring_back_speakers", on(floor="second")),
    ("end_speech", on(request="first")),
    ("give_floor_to_next", on(floor=None)),
    ("ask_for_floor", on(attendance="remote")),
    ("withdraw_request", on(request="third")),
    ("ask_for_floor", on(attendance="remote", kind="point_of_order")),
    ("rule_on_point", on(request="point", granted=True, text=TEXT)),
    ("appeal_ruling", on(request="point")),
    ("withdraw_appeal", on(request="point")),
    ("appeal_ruling", on(request="point")),
    ("decide_appeal", on(request="point", in_favour=2, against=1)),
    ("move_motion", on(kind="close_debate")),
    ("speak_on_motion", on(motion="motion", side="against")),
    ("pause_speech_on_motion", on(motion="motion")),
    ("resume_speech_on_motion", on(motion="motion")),
    ("end_speech_on_motion", on(motion="motion")),
    ("withdraw_motion", on(motion="motion")),
    ("move_motion", on(kind="adjourn_debate")),
    ("put_motion", on(motion="other motion", in_favour=2, against=1)),
    ("ask_for_help", {"need": "sound"}),
    ("answer_help", {"call": "call"}),
    ("end_help", {"call": "call"}),
    ("set_inscription", {"item": "item-2", "opens": "2021-11-17T08:00:00Z"}),
    ("open_list", {"item": "item-2"}),
    ("close_list", {"item": "item-2"}),
    ("limit_to_replies", {"item": "item-2"}),
    ("conclude_item", {"item": "item-1", "outcome": "noted"}),
    ("reopen_previous_item", {"closing": None}),
    ("suspend_meeting", {"reason": "lunch"}),
    ("adjourn_meeting", {"reason": "until tomorrow"}),
    ("resume_meeting", {}),
    ("close_meeting", {}),
    ("reopen_meeting", {}),
    ("grant_role", {"person": "somebody", "role": "observer"}),
    ("withdraw_role", {"person": "somebody", "role": "observer"}),
    ("attach_paper", {"item": "item-1", "title": {"en": "Report"}, **PAPER}),
    ("withdraw_paper", {"paper": "the one just attached"}),
)
NEVER: Mapping[str, Mapping[str, Any]] = {
    "draft_meeting": {"convocation": CALLED},
    "give_up_place": on(request="first", since="2021-11-17T08:00:00Z"),
}
NOT_OF_FIELDS = {  # what they carry is no row of plain form fields: to the command's own address, programs alone
    name for name, data in STORY if any(isinstance(value, dict | list) for value in data.values())
}
MADE = {"ask_for_floor": "request", "add_speaker": "request", "move_motion": "motion", "ask_for_help": "help"}
"""What comes about by a command, as its id begins."""
DATA = dict(STORY) | NEVER
HERE = [name for name, kind in COMMANDS.items() if kind in CHAPTERS[Meeting]]
ELSEWHERE_TAKEN = [name for name in COMMANDS if name not in HERE]
ROLES = (PUBLIC, *(role.value for role in Role))
REFUSED = [(role, command) for role in ROLES for command in HERE if role not in MAY.get(command, NOBODY)]
ALLOWED = [(door, role) for door in DOORS for role in ROLES if any(role in may for may in MAY.values())]


def test_every_command_has_its_line_in_the_table() -> None:
    assert set(MAY) == set(HERE) == set(DATA)
    assert {command for command, may in MAY.items() if may} == {command for command, _ in STORY}


def own_meeting(door: str, role: str) -> str:
    return f"{role}-by-{door}"


@pytest.fixture(scope="module")
def standing(tmp_path_factory: pytest.TempPathFactory, demo_folder: Path) -> Iterator[Product]:
    """One server with the demo, and a drafted meeting for each story."""
    data = tmp_path_factory.mktemp("permission") / "data"
    shutil.copytree(demo_folder, data)
    asyncio.run(draft(data, [own_meeting(*who) for who in ALLOWED]))
    with standing_on(data) as product:
        yield product


async def draft(data: Path, slugs: list[str]) -> None:
    world = RealWorld()
    parts = Parts(read_settings({"HEMICYCLE_DATA": str(data)}), world)
    people = {role: await parts.doorkeeper.welcome_person(role.value) for role in Role}
    charter = Charter(BODY, Text("Council"), BodyKind.COUNCIL)
    founding = ((ORGANISATION, EnterBody(BODY)), (stream_of(BODY), FoundBody(charter)))
    turns = rotating(about=replace(ABOUT, over=(BODY,)))
    handed_over = (stream_of(PRESIDENCY), to("kazan"))
    await parts.house.together(
        [
            (at, Submission(CommandId(world.new_id()), OPERATOR, world.now(), act))
            for at, act in (*founding, *turns, handed_over)
        ]
    )
    for slug in [*slugs, ELSEWHERE]:
        drafted = world_council(world.now(), as_published=False)
        drafted = replace(drafted, convocation=replace(drafted.convocation, slug=slug, of=BODY))
        stream = StreamId(f"meeting-{slug}")
        known = (GrantRole(person, role) for role, person in people.items())
        acts = ((ORGANISATION, EnterMeeting(stream, slug)), *((stream, act) for act in (drafted, *known)))
        await parts.house.together(
            [(at, Submission(CommandId(world.new_id()), OPERATOR, world.now(), act)) for at, act in acts]
        )
    await parts.files.keep(UploadFile(BytesIO(PAPER_BYTES)))  # a command alone brings no file
    await parts.house.close()
    await parts.database.close()


@pytest.fixture(scope="module")
def doors(standing: Product) -> Iterator[dict[tuple[str, str], Any]]:
    """Everybody at every door of the demo."""
    made = {(door, role): DOORS[door](standing, role, SLUG) for door in DOORS for role in ROLES}
    yield made
    for door in made.values():
        door.close()


@pytest.mark.parametrize(("role", "command"), REFUSED)
def test_who_may_not_is_refused_in_words_at_every_door(
    doors: dict[tuple[str, str], Any], role: str, command: str
) -> None:
    """Whether the command makes sense or not: permission comes before shape."""
    desk = doors["program", "secretariat"]
    before = desk.head()
    for door in DOORS:
        for data in (DATA[command], {"nonsense": "x" * 600}):
            refused(doors[door, role].press(command, data), door, role)
    assert desk.head() == before


def refused(answer: Answer, door: str, role: str) -> None:
    words = "Sign in first" if role == PUBLIC else "You may not do this here"
    code = "sign_in_first" if role == PUBLIC else "not_permitted"
    status = 401 if role == PUBLIC else 403
    assert not answer.accepted, door
    assert words in answer.words, door
    assert answer.code == (None if door == "form" else code), door
    assert answer.status == (None if door == "socket" else status), door


@pytest.mark.parametrize(("door", "role"), ALLOWED)
def test_who_may_is_accepted(standing: Product, door: str, role: str) -> None:
    """A meeting from its convocation to its end, as far as this role may take it; the rest is done for it."""
    meeting = own_meeting(door, role)
    made: list[str] = []
    with (
        closing(Programs(standing, "secretariat", meeting)) as desk,
        closing(DOORS[door](standing, role, meeting)) as own,
    ):
        now = desk.head()
        for command, data in STORY:
            may = role in MAY[command] and not (door == "form" and command in NOT_OF_FIELDS)
            given = named(data, made) | found_out(desk, command)
            answer = (own if may else desk).press(command, given)
            assert answer.accepted, (command, answer)
            if command in MADE:
                made.append(f"{MADE[command]}-{now + 1}")
            assert answer.status in {None, 200, 303}
            before, now = now, desk.head()
            assert now > before


def found_out(desk: Programs, command: str) -> dict[str, Any]:
    """What only the server knows: which paper was just attached, by which handover somebody presides."""
    match command:
        case "withdraw_paper":
            return {"paper": desk.paper("item-1")}
        case "take_back_presidency":
            return {"handover": desk.handover()}
    return {}


def named(data: Mapping[str, Any], made: list[str]) -> dict[str, Any]:
    """The same, with requests, motions and calls by their ids."""
    ids = dict(
        zip(("first", "second", "third", "point", "motion", "other motion", "call"), made, strict=False)
    )

    def name(value: Any) -> Any:
        if isinstance(value, list):
            return list(map(name, value))
        return ids.get(value, value) if isinstance(value, str) else value

    return {key: value if isinstance(value, dict) else name(value) for key, value in data.items()}


@pytest.mark.parametrize("command", ELSEWHERE_TAKEN)
@pytest.mark.parametrize("door", DOORS)
def test_a_command_of_a_body_or_the_organisation_is_none_in_a_meeting(
    doors: dict[tuple[str, str], Any], door: str, command: str
) -> None:
    answer = doors[door, "secretariat"].press(command, {})
    assert not answer.accepted
    assert f"There is no command {command}." in answer.words
    assert answer.code == (None if door == "form" else "unknown_command")


@pytest.mark.parametrize("door", DOORS)
def test_a_chair_of_one_meeting_is_nobody_in_another(standing: Product, door: str) -> None:
    """Their token and their cookie are known here; their role is not."""
    elsewhere = own_meeting("program", "chair")
    with closing(DOORS[door](standing, "chair", elsewhere, visiting=SLUG)) as stranger:
        refused(stranger.press("open_meeting", {}), door, "a chair elsewhere")
