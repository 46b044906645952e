"""A secretary sets the rotation of 2021-22 up by keyboard, lets proposals be made, edits the one that is taken over,
publishes it, sees what a moved date changes, and does it by import.

Its dates are moved on by whole years: what is past is never planned again. Source: issues "The presidency" and
"Proposing a rotation" (it must show, 7).
"""

import asyncio
import csv
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Locator, Page, expect

from models.belonging.offices import Office, OfficeId
from models.belonging.posts import Appointment, AppointmentId, Post
from models.body import BodyKind, Charter, stream_of
from models.organisation import ORGANISATION
from models.procedure import OPERATOR, CommandId, Submission
from models.rules.bodies import EnterBody, FoundBody
from models.rules.offices import ImportOffices
from models.rules.posts import Appoint
from models.text import Text
from server import schema
from server.app import Parts
from server.demo.organisation import PRESIDENCY
from server.settings import read_settings
from server.world import RealWorld
from tests.browser.audit import DESK, PHONE, axe_at, axe_everywhere
from tests.provision_browser import Visitors
from tests.provision_product import Product, standing_on

NARROW = (360, 720)
SEARCHED = 60_000
"""Milliseconds: a search takes two seconds, and waits for every other test of this machine."""

MILESTONES, BODY = "/organisation/milestones", "/bodies/presidency"
YEAR = datetime.now(UTC).year + 1


def in_time(text: str) -> str:
    """2021 is next year, 2022 the one after it."""
    return re.sub(r"\b202[12]\b", lambda year: str(int(year[0]) - 2021 + YEAR), text)


FILE = in_time((files("server.demo") / "presidency-2021-2022.csv").read_text("utf-8"))
ROWS = tuple(csv.DictReader(FILE.splitlines()))
PAIRS = [[one.strip() for one in row["holders_from_here"].split(";")] for row in ROWS[:-1]]
PRECISIONS = {"day": "known to the day", "range": "within several months"}


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Product]:
    """A house with the ten offices of the file, a body of which they are co-presidents, and nothing more."""
    data = tmp_path_factory.mktemp("bare") / "data"
    data.mkdir()
    asyncio.run(_founded(data))
    with standing_on(data) as product:
        yield product


async def _founded(data: Path) -> None:
    world = RealWorld()
    parts = Parts(read_settings({"HEMICYCLE_DATA": str(data)}), world)
    await schema.upgrade(parts.database)
    titles = [title for pair in PAIRS for title in pair]
    offices = tuple(Office(OfficeId(f"office-{n}"), Text(title)) for n, title in enumerate(titles))
    charter = Charter(PRESIDENCY, Text("Presidency"), BodyKind.PRESIDENCY)
    acts = (
        (ORGANISATION, EnterBody(PRESIDENCY)),
        (stream_of(PRESIDENCY), FoundBody(charter)),
        (ORGANISATION, ImportOffices((), offices, ())),
        *((stream_of(PRESIDENCY), Appoint(_co_president(office.id))) for office in offices),
    )
    await parts.house.together(
        [(at, Submission(CommandId(world.new_id()), OPERATOR, world.now(), act)) for at, act in acts]
    )
    await parts.house.close()
    await parts.database.close()


def _co_president(office: OfficeId) -> Appointment:
    return Appointment(AppointmentId(f"co-president-{office}"), Post.CO_PRESIDENT, office)


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def page(bare: Product, chromium: Browser):
    visitors = Visitors(chromium)
    page = await visitors(base_url=bare.base_url)
    await page.goto(bare.cli("secretary", "--name", "Katherine Johnson"))
    await page.locator("main button").click()
    await expect(page).to_have_url(re.compile(r"/$"))
    yield page
    await visitors.leave()


async def press(page: Page, name: str, within: Locator | None = None) -> None:
    """A link or a button, by keyboard."""
    await expect(page.locator("html[data-alive]")).to_have_count(1)
    place = within or page.locator("main")
    one = place.get_by_role("link", name=name, exact=True).or_(
        place.get_by_role("button", name=name, exact=True)
    )
    await one.first.focus()
    await page.keyboard.press("Enter")


async def unfold(page: Page, name: str) -> Locator:
    await press(page, name)
    editor = page.locator("[data-mine] > .editor")
    await expect(editor).to_have_count(1)
    await expect(editor.locator(":focus")).to_have_count(1)
    return editor


async def choose(page: Page, editor: Locator, label: str, words: str) -> None:
    """As who types the first letters of a choice."""
    field = editor.get_by_label(label, exact=True)
    await field.focus()
    await page.keyboard.type(words.partition(" · ")[0])  # a dot in the middle is no key
    await expect(field.locator("option:checked")).to_have_text(re.compile(f"^{re.escape(words)}"))


async def write(page: Page, editor: Locator, label: str, words: str) -> None:
    await editor.get_by_label(label).first.focus()
    await page.keyboard.type(words)


async def date(page: Page, editor: Locator, label: str, day: str) -> None:
    """`2022-02-21`, in the order of this browser's own field."""
    year, month, of_month = day.split("-")
    await write(page, editor, label, f"{month}{of_month}{year}")


async def milestone(page: Page, number: int, row: dict[str, str]) -> None:
    editor = await unfold(page, "Add a milestone")
    await write(page, editor, "English", row["milestone"])
    await date(page, editor, "First day, or the earliest", row["earliest"])
    await date(page, editor, "Last day, or the latest", row["latest"])
    known = PRECISIONS.get(row["precision"]) or f"within a {row['precision']}"
    await choose(page, editor, "How well it is known", known)
    await editor.get_by_label("English").first.focus()
    await page.keyboard.press("Enter")
    await expect(page.locator("li.entry.post")).to_have_count(number)


async def term(page: Page, number: int, row: dict[str, str], pair: list[str]) -> None:
    editor = await unfold(page, "Add a term")
    where = editor.get_by_label("Begins at", exact=True).locator("option:checked")
    await expect(where).to_contain_text(row["milestone"])
    if number == 1:
        await choose(page, editor, "First holder", "Mayor of Soria")
        await choose(page, editor, "Second holder", "nobody")
        await expect(editor.locator("[data-checks=holders]")).to_contain_text("Mayor of Soria")
        await write(page, editor, "English", "")
    for label, holder in zip(("First holder", "Second holder"), pair, strict=False):
        await choose(page, editor, label, holder)
    if number == 1:
        await expect(editor.locator("[data-checks=holders]")).to_contain_text(pair[0])
    await press(page, "Add it", editor)
    await expect(page.locator("#terms-heading ~ ol .entry")).to_have_count(number)


async def propose(page: Page) -> None:
    """A slider, the search, a second search with another seed, a proposal taken over."""
    await expect(page).to_have_url(re.compile(r"/propose$"))
    await expect(page.locator("html[data-alive]")).to_have_count(1)
    await page.get_by_label("Equal numbers of turns").focus()
    await page.keyboard.press("End")
    await expect(page.locator("#said-equal_turns")).to_have_text("matters most")
    await press(page, "Make proposals")
    await expect(page.locator("#others")).to_be_visible(timeout=SEARCHED)
    await expect(page.get_by_label("Equal numbers of turns")).to_have_value("5")
    await expect(page.locator("#announcer")).to_contain_text("The search is complete.")
    await expect(page.locator("#seed-said")).to_contain_text("seed 0")
    assert await axe_everywhere(page, PHONE, DESK) == []
    await page.set_viewport_size({"width": NARROW[0], "height": NARROW[1]})
    assert await page.evaluate("document.documentElement.scrollWidth") <= NARROW[0]
    await press(page, "Other proposals")
    await expect(page.locator("#seed-said")).to_contain_text("seed 1", timeout=SEARCHED)
    second = page.locator(".card").nth(
        1
    )  # the first is what is written in the draft: nothing is wrong with that
    await press(page, "Take over into the draft", second)
    await expect(page.locator("#notice")).to_contain_text("Proposal 2 stands in the draft.")


async def test_a_secretary_sets_the_rotation_up_by_keyboard_and_sees_what_a_move_changes(page: Page) -> None:
    await page.goto(MILESTONES)
    for number, row in enumerate(ROWS, 1):
        await milestone(page, number, row)
    await expect(page.locator("li.entry.post").nth(1)).to_contain_text(in_time("week of 21 February 2022"))
    assert await axe_at(page, "light", NARROW) == []

    await page.goto(f"{BODY}/setup")
    editor = await unfold(page, "Begin a rotation")
    await write(page, editor, "English", "Governing Presidency")
    await press(page, "Begin it", editor)
    await expect(page).to_have_url(re.compile(r"/rotations/governing-presidency/setup$"))
    for number, (row, pair) in enumerate(zip(ROWS, PAIRS, strict=False), 1):
        await term(page, number, row, pair)
    editor = await unfold(page, "Edit what it is")
    await choose(page, editor, "Where the last term ends", "7 · World Congress")
    await press(page, "Save", editor)
    await expect(page.locator(".timeline .term")).to_have_count(6)

    await press(page, "Propose an order")
    await propose(page)
    await press(page, "To the draft")
    await expect(page.locator(".timeline .term")).to_have_count(6)
    last = page.locator("#terms-heading ~ ol .entry").nth(5).get_by_role("link").first
    editor = await unfold(page, " ".join((await last.inner_text()).split()))
    await write(page, editor, "English", "Climate")
    await press(page, "Save", editor)
    editor = await unfold(page, "Publish…")
    await expect(editor).to_contain_text("6 terms change")
    await press(page, "Publish", editor)
    await expect(page.locator("main")).to_contain_text(
        "Version 1 is published; nothing has been changed since."
    )
    assert await axe_at(page, "dark", NARROW) == []
    assert await page.evaluate("document.documentElement.scrollWidth") <= NARROW[0]

    await page.goto(MILESTONES)
    editor = await unfold(page, "4 · Executive Bureau")
    await date(page, editor, "First day, or the earliest", in_time("2022-06-15"))
    await choose(page, editor, "How well it is known", "within some days")
    await press(page, "Save", editor)
    await expect(page.locator("main")).to_contain_text("It becomes version 2.")
    assert await axe_at(page, "light", DESK) == []
    await press(page, "Apply")
    await expect(page.locator("#row-milestones-executive-bureau")).to_contain_text(in_time("15–30 Jun 2022"))


async def test_the_same_is_done_by_import(page: Page) -> None:
    await page.goto(f"{BODY}/setup")
    editor = await unfold(page, "Begin a rotation")
    await write(page, editor, "English", "By import")
    await press(page, "Begin it", editor)
    await press(page, "Import a rotation…")
    await page.get_by_label("Or the list itself").focus()
    await page.keyboard.insert_text(FILE)
    await page.get_by_role("button", name="Read it").press("Enter")
    await expect(page.locator(".office-lines li")).to_have_count(7)
    assert await axe_at(page, "dark", DESK) == []
    await page.get_by_role("button", name="Take it over as the draft").press("Enter")
    await expect(page).to_have_url(re.compile(r"/rotations/by-import/setup$"))
    await expect(page.locator(".timeline .term")).to_have_count(6)
