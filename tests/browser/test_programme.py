"""The programme: several days, tracks and parallel sittings, what is now in each, and the reader's own time.

Source: issue "The agenda" (programme), DOMAIN §5.
"""

import asyncio
import re
from datetime import timedelta
from itertools import pairwise

import pytest
from playwright.async_api import Page, expect

from tests.browser.audit import BOARD, PHONE, axe_everywhere, dress
from tests.browser.test_clocks import WRONG_CLOCK
from tests.browser.test_looks import WITHOUT_COUNTDOWNS
from tests.browser.week import BUREAU, MEXICO, Week, in_minutes, yesterday

WIDE = {"viewport": {"width": 1440, "height": 900}}
NARROW = {"viewport": {"width": 390, "height": 844}}
PLACES = """cards => cards.map(card => {
    const {left, top, right, bottom} = card.closest('td').getBoundingClientRect();
    return {left, top, right, bottom};
})"""
TODAY = f"{yesterday() + timedelta(days=1):%a}".lower()


def card(page: Page, sitting: str):
    return page.locator(f"#s-sitting-{sitting}")


async def test_parallel_sittings_stand_side_by_side_and_a_plenary_takes_the_width(week: Week):
    page = await week.look("/programme", **WIDE)
    beside = page.locator(", ".join(f"#s-sitting-{TODAY}-{track}-1" for track in range(1, 5)))
    places = await beside.evaluate_all(PLACES)
    assert len(places) == 4
    assert len({place["top"] for place in places}) == 1
    assert all(one["right"] <= other["left"] + 1 for one, other in pairwise(places))
    (plenary,) = await card(page, f"{TODAY}-opening").evaluate_all(PLACES)
    assert (plenary["left"], plenary["right"]) == (places[0]["left"], places[-1]["right"])
    assert plenary["bottom"] <= places[0]["top"] + 1


async def test_on_a_phone_it_is_a_list_by_time(week: Week):
    page = await week.look("/programme", **NARROW)
    open_day = page.locator("details.day[open] td .sitting-card")
    places = await open_day.evaluate_all(PLACES)
    assert all(one["bottom"] <= other["top"] + 1 for one, other in pairwise(places))
    assert {place["left"] for place in places} == {places[0]["left"]}
    times = await open_day.locator(".span time:first-child").evaluate_all(
        "all => all.map(one => one.dateTime)"
    )
    assert times == sorted(times)


async def test_a_sitting_says_all_there_is_to_know(week: Week):
    page = await week.look("/programme", **WIDE)
    one = card(page, f"{TODAY}-1-1")
    await expect(one.locator(".span")).to_have_text(re.compile(r"^10:00–10:50 CES?T$"))
    await expect(one).to_contain_text("Conference Room 1")
    await expect(one).to_contain_text("Chair Mayor of Xi'an")
    await one.locator("summary").click()
    for words in (
        "Facilitator World Secretariat",
        "Moderator Mayor of Soria",
        "Speaker Ilsur Metshin, Mayor, United Cities",
        "Co-chair of the Policy Council, Forum of Regions",
    ):
        await expect(one).to_contain_text(words, use_inner_text=True)
    await expect(one.locator("li", has_text="Debate of the section")).to_contain_text("10:20 CE")
    links = await one.locator(".links a").all_inner_texts()
    assert links == ["Watch", "Interpretation · English", "Interpretation · Chinese"]


async def test_days_gone_are_folded_and_a_tab_leads_to_each(week: Week):
    page = await week.look("/programme", **NARROW)
    folded = page.locator(f"#on-{yesterday()}")
    await expect(folded).not_to_have_attribute("open", "")
    await expect(page.locator("details.day[open]")).to_have_count(4)
    await expect(page.locator(".day-tabs [aria-current=date]")).to_have_count(1)
    await page.locator(".day-tabs a").first.click()
    await expect(folded).to_have_attribute("open", "")
    await page.locator(".day-tabs a").last.click()
    await expect(page.locator(f"#day-{yesterday() + timedelta(days=4)}")).to_be_in_viewport()


async def test_now_is_marked_live_in_every_track_at_once(week: Week):
    page = await week.look("/programme", **WIDE)
    await week.act("open_meeting")
    await week.act("open_item", item=f"item-{TODAY}-1-1-1", closing=None)
    await week.act("open_item", item=f"item-{TODAY}-2-1-2", closing=None)
    await expect(page.locator(".sitting-card.is-now")).to_have_count(2)
    await expect(card(page, f"{TODAY}-1-1")).to_contain_text("Now: 1 Report of the section")
    await expect(card(page, f"{TODAY}-2-1")).to_contain_text("Now: 2 Debate of the section")
    await expect(page.locator(".running li")).to_have_count(2)

    await week.act("conclude_item", item=f"item-{TODAY}-1-1-1", outcome="noted")
    await expect(card(page, f"{TODAY}-1-1")).to_contain_text("Under way, between two items")
    await week.act("open_item", item=f"item-{TODAY}-1-2-1", closing=None)
    await expect(card(page, f"{TODAY}-1-1")).to_contain_text("Concluded")
    await expect(card(page, f"{TODAY}-1-2")).to_have_class(re.compile("is-now"))
    await expect(card(page, f"{TODAY}-2-1")).to_have_class(re.compile("is-now"))


async def test_next_acts_on_the_track_that_is_looked_at(week: Week):
    await week.act("open_meeting")
    await week.act("open_item", item=f"item-{TODAY}-3-1-1", closing=None)
    await week.act("open_item", item=f"item-{TODAY}-4-1-1", closing=None)
    chair, other = await week.chair("/chair?track=track-3"), await week.look("?track=track-4")
    await expect(chair.locator("#panel-agenda [aria-current=step]")).to_have_id(f"a-item-{TODAY}-3-1-1")
    await chair.locator("#primary-button").click()
    await expect(chair.locator("#panel-agenda [aria-current=step]")).to_have_id(f"a-item-{TODAY}-3-1-2")
    await expect(other.locator("#panel-agenda [aria-current=step]")).to_have_id(f"a-item-{TODAY}-4-1-1")
    await expect(other.locator(".tracks")).to_contain_text("Debate of the section")  # what is now in track 3
    await chair.locator("#back-button").click()
    await expect(chair.locator("#panel-agenda [aria-current=step]")).to_have_id(f"a-item-{TODAY}-3-1-1")


async def test_what_does_not_take_place_is_struck_through_but_kept(week: Week):
    page = await week.look("/programme?lang=fr", **WIDE)
    one = card(page, f"{TODAY}-3-4")
    await expect(one.locator("h4 s")).to_have_text("Droit à la ville et territoires inclusifs")
    await expect(one.locator(".state.late")).to_be_visible()
    await expect(one.locator(".links")).to_have_count(0)


async def test_the_executive_bureau_of_june_2022_reads_as_published(week: Week):
    page = await week.look("/programme", BUREAU, **WIDE)
    days = await page.locator(".day-title").all_inner_texts()
    assert days == [
        "Tuesday 7 June 2022",
        "Monday 13 June 2022",
        "Tuesday 14 June 2022",
        "Wednesday 15 June 2022",
    ]
    monday = page.locator("#day-2022-06-13")
    await expect(monday.locator(".span")).to_have_text(
        ["10:45–12:30 CEST", "14:00–15:30 CEST", "16:00–17:30 CEST"]
    )
    await expect(monday).to_contain_text("Organised by World Human Rights Cities Forum of Gwangju")
    wednesday = page.locator("#day-2022-06-15 .unscheduled")
    await expect(wednesday).to_contain_text("Time to be announced")
    await expect(wednesday.locator("h4")).to_contain_text(["Policy Debate", "Business session"])
    await expect(page.locator(".expects")).to_have_count(0)  # nobody opened it: nothing is late


async def test_the_readers_own_time_stands_below_the_venues(week: Week):
    page = await week.look("/programme", MEXICO, timezone_id="UTC", **WIDE)
    one = page.locator("#s-sitting-mon-1-1 .span")
    await expect(one).to_have_text("10:00–10:50 CST16:00–16:50 your time")
    far = await week.look("/programme", MEXICO, timezone_id="Asia/Shanghai", **WIDE)
    late = far.locator("#s-sitting-mon-1-6 .span .own")
    await expect(late).to_have_text("Tue\u00a006:30–07:20 your time")


@pytest.mark.parametrize("way", ["/programme", "/wall", "/wall?layout=countdown", "/wall?layout=agenda"])
async def test_a_clock_three_hours_off_changes_nothing_on_the_screen(week: Week, way: str):
    await week.act("open_meeting")
    await week.act("announce", text={"en": "Buses leave", "fr": "", "es": ""}, until=in_minutes(45))
    right = await week.look(way, timezone_id="America/Lima")
    for wrong in (timedelta(hours=3), timedelta(hours=-3)):
        page = await week.visitors(timezone_id="America/Lima")
        await page.add_init_script(WRONG_CLOCK % (wrong / timedelta(milliseconds=1)))
        await page.goto(right.url)
        await expect(page.locator("#line")).to_have_attribute("data-line", "live")
        await same(right, page)


async def same(one: Page, other: Page) -> None:
    """Word for word, again where a minute has passed between the two looks; what counts seconds within three."""
    words, left = [["", "-"], [[], [0]]]
    for _ in range(5):
        words = await asyncio.gather(*(page.evaluate(WITHOUT_COUNTDOWNS) for page in (one, other)))
        left = await asyncio.gather(
            *(page.locator("[role=timer]").all_inner_texts() for page in (one, other))
        )
        if words[0] == words[1]:
            break
    assert words[0] == words[1]
    assert seconds(left[0]) == pytest.approx(seconds(left[1]), abs=3)


def seconds(digits: list[str]) -> list[int]:
    parts = [[int(part) for part in one.split(":")] for one in digits]
    return [minutes * 60 + second for minutes, second in parts]


async def test_axe_finds_nothing_and_nothing_is_wider_than_a_phone(week: Week):
    found = []
    for way, meeting in (
        ("/programme?lang=fr", "retreat"),
        ("/programme", BUREAU),
        ("?track=track-2", "retreat"),
    ):
        page = await week.look(way, meeting, timezone_id="Asia/Shanghai")
        found += await axe_everywhere(page, PHONE, BOARD)
        await dress(page, "light", (320, 640))
        for details in await page.locator(".sitting-card summary").all():
            await details.evaluate("summary => { summary.parentElement.open = true; }")
        assert await page.evaluate("document.documentElement.scrollWidth") <= 320, page.url
    assert found == []


async def test_it_can_be_read_without_script(week: Week):
    page = await week.look("/programme", java_script_enabled=False, **NARROW)
    await expect(card(page, f"{TODAY}-1-1")).to_be_visible()
    await expect(card(page, f"{TODAY}-1-1").locator(".span")).to_contain_text("10:00–10:50")
