"""The printable agenda in a browser: readable from the narrowest phone to A4, by everybody, without script."""

import re
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest_asyncio
from playwright.async_api import Page

from models.planning.item import ItemId, Kind, Purpose
from models.planning.sitting import Contributor, Link, LinkKind
from models.text import Text
from tests.browser.audit import DESK, LANGUAGES, PHONE, SCHEMES, axe_at, dress
from tests.live.drafted import SLUG, convocation, drafted_in, item, sitting
from tests.provision_browser import Visitors

NARROW = (320, 640)
A4 = (794, 1123)  # CSS pixels
NINE = datetime(2022, 6, 13, 7, tzinfo=UTC)
LONG = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"
WIDER = """() => [...document.querySelectorAll('main *')].filter(one => one.checkVisibility() && (
    one.getBoundingClientRect().right > innerWidth + 1 || one.scrollWidth > one.clientWidth + 1
        && getComputedStyle(one).display !== 'inline'
)).map(one => one.outerHTML.slice(0, 80))"""
TOO_SMALL = """(elements) => elements.filter(one => one.checkVisibility() && !one.closest('.skip')).map(
    one => [one.innerText, one.getBoundingClientRect().height]).filter(([, height]) => height < 44)"""


@pytest_asyncio.fixture(loop_scope="session")
async def address(tmp_path: Path, serve, visitors: Visitors) -> str:
    """Where an agenda is that has everything in it, and long words."""
    links = (
        Link(LinkKind.STREAM, f"https://stream.example/{LONG}"),
        Link(LinkKind.INTERPRETATION, "http://a", "zh"),
    )
    people = (Contributor("facilitator", "Secretary General", "World Human Rights Cities Forum of Gwangju"),)
    deep = [
        item(f"10.{'1.' * n}1", LONG, 10, parent=ItemId(f"10.{'1.' * (n - 1)}1" if n else "10"))
        for n in range(5)
    ]
    folder = tmp_path / "printed"
    async with drafted_in(folder) as house:
        await house.convene(
            convocation("Europe/Madrid", "Seville"),
            [
                sitting(
                    "a",
                    Text("Morning", "Matinée"),
                    place=LONG,
                    chair="Mayor of Kazan",
                    contributors=people,
                    links=links,
                ),
                sitting("someday", LONG),
            ],
            [
                item("1", LONG, fixed_start=NINE, sitting="a", purpose=Purpose.ADOPTION, roles=people),
                item(
                    "10",
                    Text("Report", "Rapport"),
                    90,
                    sitting="a",
                    draft_decision=Text(f"1. Adopt;\n2. {LONG}"),
                ),
                *deep,
                replace(item("", Text("Lunch", "Déjeuner"), 60), id=ItemId("lunch"), kind=Kind.BREAK),
            ],
        )
    return f"{serve(folder).base_url}/meetings/{SLUG}/agenda"


async def test_axe_finds_nothing_and_nothing_is_wider_than_its_screen(address: str, page: Page):
    found = []
    for language in LANGUAGES:
        await page.goto(f"{address}?lang={language}")
        for scheme in SCHEMES:
            for size in (NARROW, PHONE, DESK):
                found += await axe_at(page, scheme, size)
                found += [f"{language} {size}: {wide}" for wide in await page.evaluate(WIDER)]
                assert await page.evaluate("document.documentElement.scrollWidth") <= size[0]
    assert found == []


async def test_what_a_thumb_presses_is_large_enough(address: str, page: Page):
    await page.goto(address)
    await dress(page, "light", NARROW)
    assert await page.locator("a[href], summary").evaluate_all(TOO_SMALL) == []


async def test_every_time_names_its_zone_and_the_language_keeps_the_page(address: str, page: Page):
    await page.goto(address)
    await page.locator(".menu summary").click()
    await page.get_by_role("link", name="Français").click()
    await page.wait_for_url(f"{address}?lang=fr")
    words = await page.locator("main").inner_text()
    assert "Matinée" in words
    assert re.findall(r"\d\d:\d\d(?!\s+CES?T)", words) == []
    assert await page.locator("[lang=en]").count() > 0


async def test_on_paper_there_is_the_agenda_and_nothing_to_press(address: str, page: Page):
    await page.goto(address)
    await page.emulate_media(media="print", color_scheme="dark")
    await page.set_viewport_size({"width": A4[0], "height": A4[1]})
    for gone in (".head", ".ways", ".skip"):
        assert not await page.locator(gone).first.is_visible(), gone
    assert await page.evaluate("getComputedStyle(document.documentElement).color") == "rgb(0, 0, 0)"
    assert await page.get_by_text("https://stream.example/").is_visible()
    assert await page.evaluate(WIDER) == []
    assert (await page.pdf(prefer_css_page_size=True)).startswith(b"%PDF")
