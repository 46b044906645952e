"""Somebody's role changes while they watch: their socket moves to the other audience, and misses no number."""

from tests.live.clients import Caller, Follower, token
from tests.provision_product import Product

CHAIR_ONLY = "controls"


async def test_a_chair_whose_role_is_withdrawn_sees_what_the_public_sees(served: Product) -> None:
    secret = token(served, "chair", "Ada")
    async with (
        Follower(served, token(served, "secretariat")) as desk,
        Follower(served, secret, panels="chair", after=0) as chair,
    ):
        await chair.until_type("advance")
        assert CHAIR_ONLY in chair.shown
        assert not any(event.get("sealed") for event in chair.events)
        ada = chair.you["person"]
        reply = await desk.press("withdraw_role", {"person": ada, "role": "chair"})
        told = await chair.until_type("you")
        assert told["you"]["roles"] == []
        assert CHAIR_ONLY not in told["panels"]
        assert {"now", "next", "agenda"} <= set(told["panels"])
        await chair.until(reply["seq"])
        assert chair.events[-1] == {"seq": reply["seq"], "sealed": True}
        refused = await chair.press("open_meeting")
        assert refused["refusal"]["code"] == "not_permitted"

        opened = await desk.press("open_meeting")
        await chair.until(opened["seq"])
        assert CHAIR_ONLY not in chair.shown
        async with Follower(served, panels="follow", after=0) as public:
            await public.until(opened["seq"])
        assert chair.shown == public.shown
    async with Caller(served, secret) as caller:
        _, record = await caller.entries()
        assert record[-2] == {"seq": reply["seq"], "sealed": True}


async def test_an_observer_who_is_made_chair_sees_the_chairs_page_and_may_press(served: Product) -> None:
    async with (
        Follower(served, token(served, "secretariat")) as desk,
        Follower(served, token(served, "observer", "Bo"), panels="follow") as bo,
        Follower(served, token(served, "observer", "Bo"), panels="chair", language="fr") as second,
    ):
        reply = await desk.press("grant_role", {"person": bo.you["person"], "role": "chair"})
        for line in (bo, second):
            told = await line.until_type("you")
            assert told["you"]["roles"] == ["chair", "observer"]
            await line.until(reply["seq"])
            assert line.events[-1]["data"]["role"] == "chair"
        assert CHAIR_ONLY not in bo.shown, "this is the page of somebody who follows"
        opened = await bo.press("open_meeting")
        assert opened["ok"]
        await second.until(opened["seq"])
        assert second.shown
