"""Roles follow the facts while people watch: whose seat or post is gone is shown less in the same act."""

import asyncio
from collections.abc import Iterator
from dataclasses import replace
from http import HTTPStatus
from pathlib import Path
from typing import Any

import pytest
from websockets.exceptions import ConnectionClosed

from models.belonging.dating import Period, on
from models.belonging.membership import Member, MemberId
from models.belonging.posts import Appointment, AppointmentId, Post
from models.body import BodyId, BodyKind, Charter, Rules, stream_of
from models.organisation import ORGANISATION
from models.procedure import OPERATOR, CommandId, PersonId, StreamId, Submission
from models.rules.bodies import EnterBody, EnterMember, FoundBody, SetRules
from models.rules.calendar import EnterMeeting
from models.rules.conduct import ConveneMeeting
from models.rules.posts import Appoint
from models.text import Text
from models.wire import to_wire
from server import schema
from server.app import Parts
from server.demo.world_council import world_council
from server.settings import read_settings
from server.world import RealWorld
from tests.live.clients import Caller, Follower, token
from tests.provision_product import Product, standing_on

BODY = BodyId("world-council")
OPEN, CLOSED, SEGMENTS = "council", "council-of-members", "council-in-segments"
AFAR = "council-from-afar"
PRESIDENT, SECRETARY, DELEGATE = "Mayor of Kazan", "Ms Staff", "Mayor of Iriga"
CHAIR_ONLY = "controls"


@pytest.fixture(scope="module")
def standing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Product]:
    """A server with a body and meetings of it, one for those alone who have a role; nobody was granted one."""
    data = tmp_path_factory.mktemp("rosters") / "data"
    data.mkdir()
    asyncio.run(found(data))
    with standing_on(data) as product:
        yield product


async def found(data: Path) -> None:
    world = RealWorld()
    parts = Parts(read_settings({"HEMICYCLE_DATA": str(data)}), world)
    await schema.upgrade(parts.database)
    names = (PRESIDENT, SECRETARY, DELEGATE)
    president, secretary, delegate = [await parts.doorkeeper.welcome_person(name) for name in names]
    body = stream_of(BODY)
    since = Period(on(world.now().date().replace(year=2020)))

    def has(post: Post, person: PersonId, of: MemberId | None = None) -> Appoint:
        return Appoint(
            Appointment(AppointmentId(f"{post}-{of}"), post, person=person, member=of, period=since)
        )

    acts: list[tuple[StreamId, Any]] = [
        (ORGANISATION, EnterBody(BODY)),
        (body, FoundBody(Charter(BODY, Text("World Council"), BodyKind.COUNCIL))),
        (body, SetRules(Rules(), Rules(notice_days=21))),
        *((body, EnterMember(Member(MemberId(city), Text(city.title())))) for city in ("kazan", "iriga")),
        (body, has(Post.DELEGATE, president, MemberId("kazan"))),
        (body, has(Post.DELEGATE, delegate, MemberId("iriga"))),
        (body, has(Post.PRESIDENT, president)),
        (body, has(Post.STAFF, secretary)),
    ]
    for slug in (OPEN, CLOSED, SEGMENTS, AFAR):
        drafted, stream = world_council(world.now(), as_published=False), StreamId(f"meeting-{slug}")
        called = replace(drafted.convocation, slug=slug, public=slug != CLOSED, of=BODY)
        acts += [
            (ORGANISATION, EnterMeeting(stream, slug)),
            (stream, replace(drafted, convocation=called)),
            (stream, ConveneMeeting()),
        ]
    await parts.house.together(
        [(at, Submission(CommandId(world.new_id()), OPERATOR, world.now(), act)) for at, act in acts]
    )
    await parts.house.close()
    await parts.database.close()


async def roster_of(follower: Follower) -> dict[str, Any]:
    """As the secretariat reads it in the record."""
    async with Caller(follower.product, follower.secret, follower.meeting) as caller:
        _, record = await caller.entries()
    [taken] = [entry["data"]["roster"] for entry in record if entry.get("type") == "roster_taken"]
    return dict(taken)


async def test_whose_post_is_gone_sees_what_a_delegate_sees_and_presses_in_vain(standing: Product) -> None:
    async with (
        Follower(standing, token(standing, "secretariat", SECRETARY, OPEN), meeting=OPEN) as desk,
        Follower(standing, token(standing, "chair", PRESIDENT, OPEN), meeting=OPEN, panels="chair") as chair,
    ):
        assert chair.you["roles"] == ["chair", "delegate"]
        opened = await chair.press("open_meeting")
        assert opened["ok"]
        await chair.until(opened["seq"])
        roster = await roster_of(desk)
        reply = await desk.press("take_roster", {"roster": roster | {"posts": roster["posts"][1:]}})
        told = await chair.until_type("you")
        assert told["you"]["roles"] == ["delegate"]
        assert CHAIR_ONLY not in told["panels"]
        assert {"now", "next", "agenda"} <= set(told["panels"])
        await chair.until(reply["seq"])
        assert chair.events[-1] == {"seq": reply["seq"], "sealed": True}
        refused = await chair.press("suspend_meeting")
        assert refused["refusal"]["code"] == "not_permitted"


async def test_whose_seat_is_gone_leaves_a_meeting_that_is_not_public(standing: Product) -> None:
    async with (
        Follower(standing, token(standing, "secretariat", SECRETARY, CLOSED), meeting=CLOSED) as desk,
        Follower(standing, token(standing, "delegate", DELEGATE, CLOSED), meeting=CLOSED) as delegate,
        Follower(standing, token(standing, "delegate", PRESIDENT, CLOSED), meeting=CLOSED) as other,
    ):
        roster = await roster_of(desk)
        seats = [seat for seat in roster["seats"] if seat["id"] != "iriga"]
        reply = await desk.press("take_roster", {"roster": roster | {"seats": seats}})
        with pytest.raises(ConnectionClosed) as gone:
            await delegate.until_type("never")
        assert gone.value.rcvd
        assert gone.value.rcvd.code == 4501
        await other.until(reply["seq"])
        assert [frame["type"] for frame in other.frames if frame["type"] == "you"] == [], (
            "nothing has changed for them"
        )


async def test_whoever_chairs_a_sitting_presses_while_it_is_on(standing: Product) -> None:
    """They are told when their turn comes, and when it is over."""
    async with Caller(standing, token(standing, "secretariat", SECRETARY, SEGMENTS), SEGMENTS) as desk:
        told = await desk.meeting()
        own, later = (sitting["id"] for sitting in told["sittings"][:2])
        first = {
            sitting: next(i["id"] for i in told["items"] if i["sitting"] == sitting)
            for sitting in (own, later)
        }
        await desk.press("open_meeting")
        secret = token(standing, "delegate", DELEGATE, SEGMENTS)
        async with Follower(standing, secret, meeting=SEGMENTS, panels="chair") as mayor:
            assert mayor.you["roles"] == ["delegate"]
            _, record = await desk.entries()
            roster = next(e["data"]["roster"] for e in record if e.get("type") == "roster_taken")
            chairs = [{"sitting": own, "person": mayor.you["person"]}]
            await desk.press("take_roster", {"roster": roster | {"chairs": chairs}})
            assert (await mayor.until_type("you"))["you"]["roles"] == ["chair", "delegate", "observer"]
            assert (await mayor.press("open_item", {"item": first[own], "closing": None}))["ok"]
            over = await mayor.press("open_item", {"item": first[later], "closing": first[own]})
            await mayor.until(over["seq"])
            said = [frame["you"]["roles"] for frame in mayor.frames if frame["type"] == "you"]
            assert said[-1] == ["delegate", "observer"]
            refused = await mayor.press("open_item", {"item": first[own], "closing": first[later]})
            assert refused["refusal"]["code"] == "not_permitted"


async def test_what_a_secretary_does_for_the_chair_says_so_wherever_the_record_is_shown(
    standing: Product,
) -> None:
    secret = token(standing, "secretariat", SECRETARY, OPEN)
    async with (
        Follower(standing, secret, meeting=OPEN) as desk,
        Follower(standing, meeting=OPEN) as public,
        Caller(standing, meeting=OPEN) as caller,
    ):
        reply = await desk.press("announce", {"text": {"en": "Lunch is served"}})
        await public.until(reply["seq"])
        assert public.events[-1]["behalf"] == "chair"
        _, record = await caller.entries(reply["seq"] - 1)
        assert record[0] == public.events[-1]
        renumbered = await desk.press("edit_item", await edited(caller))
        await public.until(renumbered["seq"])
        assert "behalf" not in public.events[-1], "that is the secretariat's own"


async def edited(caller: Caller) -> dict[str, Any]:
    """An item with another number of minutes."""
    [first, *_] = (await caller.meeting())["items"]
    was = {"title": {"en": first["title"]}, "kind": first["kind"], "minutes": first["minutes"]}
    return {"item": first["id"], "was": was, "now": was | {"minutes": first["minutes"] + 5}}


async def test_the_interface_tells_body_and_rules(standing: Product) -> None:
    async with Caller(standing, meeting=OPEN) as caller:
        said = await caller.meeting()
    assert said["body_id"] == BODY
    assert said["rules"] == to_wire(Rules(notice_days=21))


async def test_a_place_is_kept_without_a_line_as_long_as_the_rules_of_the_body_say(standing: Product) -> None:
    async with (
        Caller(standing, token(standing, "secretariat", SECRETARY, AFAR), AFAR) as desk,
        Follower(standing, token(standing, "chair", PRESIDENT, AFAR), meeting=AFAR, panels="desk") as staff,
    ):
        _, record = await desk.entries()
        roster = next(e["data"]["roster"] for e in record if e.get("type") == "roster_taken")
        assert (await desk.press("open_meeting"))[0] == HTTPStatus.OK
        item = (await desk.meeting())["items"][0]["id"]
        assert (await staff.press("open_item", {"item": item, "closing": None}))["ok"]
        assert (await desk.press("take_roster", {"roster": roster | {"rules": {"place_kept_for": 1}}}))[
            0
        ] == 200
        mayor = Follower(standing, token(standing, "delegate", DELEGATE, AFAR), meeting=AFAR)
        await mayor.come()
        asked = await mayor.press("ask_for_floor", {"item": item, "attendance": "remote"})
        request = f"request-{asked['seq']}"
        while (await staff.until_type("presence"))["following"] < 2:
            pass
        mayor.drop()
        lost: dict[str, str] = {}
        while request not in lost:
            lost = (await staff.until_type("presence"))["lost"]
        while not staff.events or staff.events[-1]["type"] != "place_given_up":
            await staff.take()
        entry = staff.events[-1]
        assert (entry["by"], entry["data"]) == ("operator", {"item": item, "request": request, "after": 1})
        await mayor.come()
        assert (await mayor.press("ask_for_floor", {"item": item, "attendance": "remote"}))["ok"]
        await mayor.leave()
