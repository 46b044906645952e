"""Every command, by every role, at every door: who may, may; all others are refused in words and change nothing.

What is expected stands here by hand. It is not read from the rules: a rule that changes has to be changed twice.
"""

import asyncio
import shutil
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from models.organisation import ORGANISATION
from models.procedure import OPERATOR, CommandId, StreamId, Submission
from models.roles import Role
from models.rules.calendar import EnterMeeting
from models.wire import COMMANDS
from server.app import Parts
from server.demo.world_council import world_council
from server.settings import read_settings
from server.world import RealWorld
from tests.live.clients import SLUG
from tests.live.doors import DOORS, PUBLIC, Answer, Programs
from tests.provision_product import Product

NOBODY: frozenset[str] = frozenset()
SECRETARIAT = frozenset({"secretariat"})
CHAIR = frozenset({"chair", "secretariat"})

MAY: Mapping[str, frozenset[str]] = {
    "enter_meeting": NOBODY,  # the operator alone, at the console
    "draft_meeting": NOBODY,
    "convene_meeting": SECRETARIAT,
    "open_meeting": CHAIR,
    "suspend_meeting": CHAIR,
    "resume_meeting": CHAIR,
    "close_meeting": CHAIR,
    "reopen_meeting": CHAIR,
    "grant_role": SECRETARIAT,
    "withdraw_role": SECRETARIAT,
    "open_next_item": CHAIR,
    "open_item": CHAIR,
    "conclude_item": CHAIR,
    "reopen_previous_item": CHAIR,
}

STORY: tuple[tuple[str, Mapping[str, Any]], ...] = (  # in an order in which every command is accepted
    ("convene_meeting", {}),
    ("open_meeting", {}),
    ("open_next_item", {"closing": None}),
    ("open_item", {"item": "item-1", "closing": "item-opening-1"}),
    ("conclude_item", {"item": "item-1", "outcome": "noted"}),
    ("reopen_previous_item", {"closing": None}),
    ("suspend_meeting", {"reason": "lunch"}),
    ("resume_meeting", {}),
    ("close_meeting", {}),
    ("reopen_meeting", {}),
    ("grant_role", {"person": "somebody", "role": "observer"}),
    ("withdraw_role", {"person": "somebody", "role": "observer"}),
)
TEXT = {"en": "x", "fr": "", "es": ""}
NEVER: Mapping[str, Mapping[str, Any]] = {
    "enter_meeting": {"meeting": "meeting-x", "slug": "x"},
    "draft_meeting": {
        "convocation": {"slug": "x", "title": TEXT, "body": TEXT, "place": "", "zone": "Europe/Madrid"}
    },
}
DATA = dict(STORY) | NEVER
ROLES = (PUBLIC, *(role.value for role in Role))
REFUSED = [
    (door, role, command)
    for door in DOORS
    for role in ROLES
    for command in COMMANDS
    if role not in MAY.get(command, NOBODY)
]
ALLOWED = [(door, role) for door in DOORS for role in ROLES if any(role in may for may in MAY.values())]


def test_every_command_has_its_line_in_the_table() -> None:
    assert set(MAY) == set(COMMANDS) == set(DATA)
    assert {command for command, may in MAY.items() if may} == {command for command, _ in STORY}


def own_meeting(door: str, role: str) -> str:
    return f"{role}-by-{door}"


@pytest.fixture(scope="module")
def standing(tmp_path_factory: pytest.TempPathFactory, demo_folder: Path) -> Iterator[Product]:
    """One server with the demo, and a drafted meeting for each story."""
    data = tmp_path_factory.mktemp("permission") / "data"
    shutil.copytree(demo_folder, data)
    asyncio.run(draft(data, [own_meeting(*who) for who in ALLOWED]))
    product = Product(data, {})
    product.start()
    yield product
    product.stop()
    assert "Traceback (most" not in product.log.read_text()


async def draft(data: Path, slugs: list[str]) -> None:
    world = RealWorld()
    parts = Parts(read_settings({"HEMICYCLE_DATA": str(data)}), world)
    for slug in slugs:
        drafted = world_council(world.now(), as_published=False)
        drafted = replace(drafted, convocation=replace(drafted.convocation, slug=slug))
        stream = StreamId(f"meeting-{slug}")
        acts = ((ORGANISATION, EnterMeeting(stream, slug)), (stream, drafted))
        await parts.house.together(
            [(at, Submission(CommandId(world.new_id()), OPERATOR, world.now(), act)) for at, act in acts]
        )
    await parts.house.close()
    await parts.database.close()


@pytest.fixture(scope="module")
def doors(standing: Product) -> Iterator[dict[tuple[str, str], Any]]:
    """Everybody at every door of the demo."""
    made = {(door, role): DOORS[door](standing, role, SLUG) for door in DOORS for role in ROLES}
    yield made
    for door in made.values():
        door.close()


@pytest.mark.parametrize(("door", "role", "command"), REFUSED)
def test_who_may_not_is_refused_in_words(
    doors: dict[tuple[str, str], Any], door: str, role: str, command: str
) -> None:
    """Whether the command makes sense or not: permission comes before shape."""
    desk = doors["program", "secretariat"]
    before = desk.head()
    for data in (DATA[command], {"nonsense": "x" * 600}):
        refused(doors[door, role].press(command, data), door, role)
    assert desk.head() == before


def refused(answer: Answer, door: str, role: str) -> None:
    words = "Sign in first" if role == PUBLIC else "You may not do this here"
    code = "sign_in_first" if role == PUBLIC else "not_permitted"
    status = 401 if role == PUBLIC else 403
    assert not answer.accepted
    assert words in answer.words
    assert answer.code == (None if door == "form" else code)
    assert answer.status == (None if door == "socket" else status)


@pytest.mark.parametrize(("door", "role"), ALLOWED)
def test_who_may_is_accepted(standing: Product, door: str, role: str) -> None:
    """A meeting from its convocation to its end, as far as this role may take it; the rest is done for it."""
    meeting = own_meeting(door, role)
    with (
        closing(Programs(standing, "secretariat", meeting)) as desk,
        closing(DOORS[door](standing, role, meeting)) as own,
    ):
        for command, data in STORY:
            before = desk.head()
            answer = (own if role in MAY[command] else desk).press(command, data)
            assert answer.accepted, (command, answer)
            assert answer.status in {None, 200, 303}
            assert desk.head() > before


@pytest.mark.parametrize("door", DOORS)
def test_a_chair_of_one_meeting_is_nobody_in_another(standing: Product, door: str) -> None:
    """Their token and their cookie are known here; their role is not."""
    elsewhere = own_meeting("program", "chair")
    with closing(DOORS[door](standing, "chair", elsewhere, visiting=SLUG)) as stranger:
        refused(stranger.press("open_meeting", {}), door, "a chair elsewhere")
