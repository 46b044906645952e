"""The World Council of 17 November 2021, run with one button."""

from playwright.async_api import expect

from tests.browser.people import NAMED, House, Room, all_show, big_button, shown, watch


async def test_the_whole_day_is_conducted_with_the_big_button_alone(house: House):
    room = await Room(house).fill()
    for page in room.pages:
        await watch(page)
    await expect(big_button(room.chair)).to_contain_text("Open the meeting")
    await big_button(room.chair).click()
    await all_show("The meeting is open", *room.pages)

    for named in NAMED.values():
        await expect(big_button(room.chair)).to_contain_text(f"Next: {named}")
        await big_button(room.chair).click()
        await all_show(named, *room.pages)
        if named.startswith("10."):
            for page in room.pages:
                await expect(page.locator(".under")).to_have_text("10 Outcomes of the Policy Councils")

    await expect(big_button(room.chair)).to_contain_text("Conclude the agenda")
    await big_button(room.chair).click()
    await all_show("The agenda is concluded", *room.pages)
    await expect(room.phone.locator(".seats")).to_contain_text("22 of 22 items concluded")

    await expect(big_button(room.chair)).to_contain_text("Close the meeting")
    await big_button(room.chair).click()
    await all_show("The meeting is closed", *room.pages)

    story = ["The meeting is open", *NAMED.values(), "The agenda is concluded", "The meeting is closed"]
    for page in room.pages:
        assert (await shown(page))[1:] == story, "each item once, in order, without a reload"
    record = await room.record()
    assert record["state"] == "closed"
    breaks = {item["id"] for item in record["items"] if item["kind"] == "break"}
    assert {i["id"]: i["outcome"] for i in record["items"]} == {
        item: "ended" if item in breaks else "discussed" for item in NAMED
    }
    assert all(item["started"] and item["ended"] for item in record["items"])
    house.product.cli("verify")
