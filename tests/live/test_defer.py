"""An item deferred to another meeting: concluded here and proposed there in one act, or neither (DOMAIN §2)."""

import asyncio
import shutil
from collections.abc import AsyncIterator, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, Self

import pytest

from models.belonging.roles import Role
from models.organisation import ORGANISATION
from models.procedure import OPERATOR, Command, CommandId, StreamId, Submission
from models.rules.calendar import EnterMeeting
from models.rules.conduct import CloseMeeting, ConveneMeeting, OpenMeeting
from models.rules.roles import GrantRole
from models.text import Text
from server.app import Parts
from server.demo.world_council import SLUG, world_council
from server.settings import read_settings
from server.world import RealWorld
from tests.live.clients import Caller, Follower, token
from tests.provision_product import Product, standing_on

BUREAU, DRAFT, CLOSED = "executive-bureau", "assembly", "retreat"
THERE: dict[
    str, tuple[Command, ...]
] = {  # where the chair of the council is chair too, and the secretariat nobody
    BUREAU: (ConveneMeeting(),),
    DRAFT: (),
    CLOSED: (ConveneMeeting(), OpenMeeting(), CloseMeeting()),
}


@pytest.fixture(scope="module")
def standing(tmp_path_factory: pytest.TempPathFactory, demo_folder: Path) -> Iterator[Product]:
    """One server with the demo, whose chair chairs three more meetings."""
    data = tmp_path_factory.mktemp("defer") / "data"
    shutil.copytree(demo_folder, data)
    asyncio.run(convened(data))
    with standing_on(data) as product:
        yield product


async def convened(data: Path) -> None:
    world = RealWorld()
    parts = Parts(read_settings({"HEMICYCLE_DATA": str(data)}), world)
    council = await parts.house.meeting(SLUG)
    assert council
    [chair] = (person for person, roles in council.meeting.roles.items() if Role.CHAIR in roles)
    for slug, acts in THERE.items():
        stream, council_draft = StreamId(f"meeting-{slug}"), world_council(world.now(), as_published=False)
        called = replace(council_draft.convocation, slug=slug, title=Text(slug.capitalize()))
        drafted = replace(council_draft, convocation=called)
        whole = [(ORGANISATION, EnterMeeting(stream, slug)), *((stream, act) for act in (drafted, *acts))]
        await parts.house.together(
            [
                (at, Submission(CommandId(world.new_id()), OPERATOR, world.now(), act))
                for at, act in (*whole, (stream, GrantRole(chair, Role.CHAIR)))
            ]
        )
    await parts.house.close()
    await parts.database.close()


class Desk:
    """Somebody at the interface of the council and of the bureau, with one token."""

    def __init__(self, product: Product, role: str) -> None:
        secret = token(product, role)
        self.here, self.there = Caller(product, secret), Caller(product, secret, BUREAU)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.here.__aexit__()
        await self.there.__aexit__()

    async def heads(self) -> tuple[int, int]:
        return (await self.here.meeting())["seq"], (await self.there.meeting())["seq"]

    async def defer(self, item: str, to: str = BUREAU, id_: str = "") -> tuple[int, dict[str, Any]]:
        return await self.here.press("defer_item", {"item": item, "to": to}, id_)


@pytest.fixture
async def chair(standing: Product) -> AsyncIterator[Desk]:
    async with Desk(standing, "chair") as desk:
        yield desk


def refused(answer: tuple[int, dict[str, Any]]) -> tuple[int, str, str]:
    status, reply = answer
    return status, reply["refusal"]["code"], reply["refusal"]["message"]


async def test_it_is_concluded_here_and_proposed_there_in_one_act(chair: Desk) -> None:
    here, there = await chair.heads()
    status, reply = await chair.defer("item-2")
    assert (status, reply["ok"]) == (200, True)
    _, left = await chair.here.entries(here)
    _, arrived = await chair.there.entries(there)
    assert [entry["type"] for entry in left] == ["item_concluded", "item_deferred"]
    assert [entry["type"] for entry in arrived] == ["item_proposed"]
    assert reply["seq"] == left[-1]["seq"]
    assert {(entry["at"], entry["by"]) for entry in (*left, *arrived)} == {(left[0]["at"], left[0]["by"])}
    proposal = arrived[0]["data"]["proposal"]
    assert (proposal["id"], proposal["source"]) == (f"{SLUG}/item-2", SLUG)
    item = proposal["item"]
    assert item["title"]["fr"] == "Rapport du précédent Conseil mondial"
    assert (item["outcome"], item["ended"], item["parent"], item["fixed_start"]) == (None, None, None, None)


async def test_what_arrives_is_taken_onto_the_agenda(standing: Product, chair: Desk) -> None:
    await chair.defer("item-3")
    async with Caller(standing, token(standing, "secretariat", meeting=BUREAU), BUREAU) as secretariat:
        taken = {"proposal": f"{SLUG}/item-3", "after": "item-1"}
        status, _ = await secretariat.press("accept_proposal", taken)
        items = (await secretariat.meeting())["items"]
    assert status == 200
    place = [item["id"] for item in items].index("item-1")
    assert (items[place + 1]["title"], items[place + 1]["number"]) == (
        "Report of the Executive Bureau",
        "1 bis",
    )


async def test_over_the_socket_too(standing: Product, chair: Desk) -> None:
    _, there = await chair.heads()
    async with Follower(standing, token(standing, "chair")) as line:
        assert (await line.press("defer_item", {"item": "item-4", "to": BUREAU}))["ok"]
    _, arrived = await chair.there.entries(there)
    assert [entry["type"] for entry in arrived] == ["item_proposed"]


async def test_sent_again_under_its_id_it_has_the_receipt_of_the_first_time(
    standing: Product, chair: Desk
) -> None:
    """Also once life has gone on: the item is planned again and reads otherwise."""
    first = await chair.defer("item-5", id_="the-deferral")
    heads = await chair.heads()
    assert await chair.defer("item-5", id_="the-deferral") == first
    assert await chair.heads() == heads
    await chair.here.press("restore_item", {"item": "item-5"})
    async with Desk(standing, "secretariat") as desk:
        was = {"title": {}, "kind": "report"}
        await desk.here.press("edit_item", {"item": "item-5", "was": was, "now": was | {"time_limit": 60}})
    heads = await chair.heads()
    assert await chair.defer("item-5", id_="the-deferral") == first
    assert await chair.heads() == heads
    assert refused(await chair.defer("item-6", id_="the-deferral"))[:2] == (409, "id_reused")
    assert refused(await chair.defer("item-5", DRAFT, id_="the-deferral"))[:2] == (409, "id_reused")


async def test_sent_twice_at_once_it_happens_once(chair: Desk) -> None:
    here, there = await chair.heads()
    answers = await asyncio.gather(*(chair.defer("item-7", id_="at-once") for _ in range(5)))
    assert {status for status, _ in answers} == {200}
    assert len({reply["seq"] for _, reply in answers}) == 1
    assert await chair.heads() == (here + 2, there + 1)


NOT_OPEN = (409, "unknown_meeting", "There is no such meeting, or it is not open to you.")
NOT_THERE = (
    403,
    "not_permitted",
    "You may not propose anything to “Executive-bureau”: it takes the role chair, secretariat in that meeting.",
)
OVER = (409, "closed", "“Retreat” is closed: nothing can be proposed to it any more.")
OWN = (409, "same_meeting", "An item is deferred to another meeting than its own.")


@pytest.mark.parametrize(
    ("role", "to", "said"),
    [
        ("secretariat", BUREAU, NOT_THERE),
        ("secretariat", DRAFT, NOT_OPEN),
        ("chair", "nowhere", NOT_OPEN),
        ("chair", "", NOT_OPEN),
        ("chair", CLOSED, OVER),
        ("chair", SLUG, OWN),
    ],
    ids=lambda value: value if isinstance(value, str) else value[1],
)
async def test_what_is_refused_there_is_kept_nowhere(
    standing: Product, role: str, to: str, said: tuple[int, str, str]
) -> None:
    async with Desk(standing, role) as desk:
        heads = await desk.heads()
        assert refused(await desk.defer("item-8", to)) == said
        assert await desk.heads() == heads


async def test_what_is_refused_here_is_proposed_nowhere(chair: Desk) -> None:
    assert (await chair.defer("item-9"))[0] == 200
    heads = await chair.heads()
    assert refused(await chair.defer("item-9"))[1] == "already_concluded"
    assert refused(await chair.defer("item-99"))[1] == "unknown_item"
    await chair.here.press("restore_item", {"item": "item-9"})
    assert refused(await chair.defer("item-9")) == (
        409,
        "already_proposed",
        "Item 9 has been proposed there already.",
    )
    assert await chair.heads() == (heads[0] + 1, heads[1])


async def test_it_goes_to_a_draft_of_which_one_is_part(chair: Desk) -> None:
    assert (await chair.defer("item-10-1", DRAFT))[0] == 200


async def test_both_records_are_sound_afterwards(standing: Product, chair: Desk) -> None:
    await chair.defer("item-11")
    said = standing.cli("verify").splitlines()
    assert len(said) == 2 + len(THERE)
    assert all(line.endswith(" entries, ok") for line in said)
