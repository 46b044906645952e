"""A secretary's whole path: a body, its members, a meeting of it, links, the checklist; the meeting; its report.

Source: issue "People and doors" (it must show, 5).
"""

import asyncio
import re
import time
from collections.abc import Callable
from email import message_from_bytes
from email.policy import default

import httpx2
from playwright.async_api import FilePayload, Locator, Page, expect

from server.imports.member_rows import MemberRow
from tests.browser.audit import axe_at
from tests.live.clients import bearer
from tests.members.council import csv
from tests.provision_browser import Visitors
from tests.provision_product import Product

BODY, EARLIER, COUNCIL, BUREAU = "right-to-the-city", "policy-council-2026", "policy-council", "bureau-2027"
NAME, NEW_TITLE = "Policy Council on the Right to the City", "Policy Council 2027"
ITEMS = ("Welcome of the co-chairs", "Report on housing", "Next steps")
MEMBERS = tuple(f"City {n:02}" for n in range(1, 16))
ROWS = [
    MemberRow(
        name_en=city,
        country="Oz",
        delegate_name=f"Delegate of {city}",
        delegate_address=f"city{n:02}@cities.example",
    )
    for n, city in enumerate(MEMBERS, 1)
]
CHAIR, CHAIRS_ADDRESS = "Ana Ruiz", "ana@cities.example"
SECONDS = 10
NARROW = (320, 800)


async def test_from_a_body_to_its_report_before_the_bureau(serve: Callable[..., Product], visitors: Visitors):
    product = serve(demo=False)
    olga = await visitors(base_url=product.base_url, viewport={"width": 1280, "height": 900})
    await olga.goto(product.cli("secretary", "--name", "Olga Sol", "--address", "olga@cities.example"))
    await olga.locator("main button").click()
    last_years(product)

    await found_the_body(olga)
    await import_members(olga)
    await appoint_co_chairs(olga)
    await set_rules(olga)
    checklist = await meet_again(olga)
    await convene(olga, checklist)
    await send_links(olga, checklist)

    delegate = await visitors(base_url=product.base_url)
    await come_in(delegate, product, "city07@cities.example")
    await expect(delegate.locator("#panel-now")).to_contain_text("Before the start")
    chair = await visitors(base_url=product.base_url)
    await come_in(chair, product, CHAIRS_ADDRESS)
    await olga.goto(f"/meetings/{COUNCIL}/setup")
    await expect(point(checklist, "chair")).to_have_class("ready")
    await conduct(chair, delegate)

    await call_the_bureau(olga)
    await lay_the_report_before_it(olga)
    await look_at_a_narrow_phone(olga)


def last_years(product: Product) -> None:
    """The bureau, and the meeting that the council had a year ago."""
    product.cli("body", "bureau", "--name", "Executive Bureau", "--kind", "bureau")
    product.cli(
        "draft", EARLIER, "--title", "Policy Council 2026", "--place", "Barcelona", "--zone", "Europe/Madrid"
    )
    headers = bearer(product.cli("token", "--role", "secretariat", "--meeting", EARLIER))
    at = f"{product.base_url}/api/meetings/{EARLIER}/commands"
    with httpx2.Client(headers=headers, trust_env=False) as http:
        for title in reversed(ITEMS):  # each comes first
            data = {"item": {"title": {"en": title}, "kind": "report", "minutes": 10}}
            http.post(f"{at}/add_item", json={"id": title, "data": data}).raise_for_status()
        day = {"sitting": {"id": "", "title": {"en": "Sitting"}, "day": "2026-11-10"}}
        http.post(f"{at}/add_sitting", json={"id": "day", "data": day}).raise_for_status()
        http.post(f"{at}/convene_meeting", json={"id": "convene", "data": {}}).raise_for_status()


async def found_the_body(olga: Page) -> None:
    await olga.goto("/")
    await way(olga, "Organisation")
    await olga.get_by_role("link", name="Found a body").click()
    await olga.get_by_label("English").fill(NAME)
    await olga.get_by_label("Kind", exact=True).select_option("policy_council")
    await olga.get_by_label("Address", exact=True).fill(BODY)
    await olga.get_by_role("button", name="Found it").click()
    await expect(olga).to_have_url(re.compile(f"/bodies/{BODY}/setup$"))


async def import_members(olga: Page) -> None:
    await olga.get_by_role("link", name="Import members…").click()
    file: FilePayload = {"name": "members.csv", "mimeType": "text/csv", "buffer": csv(ROWS)}
    await olga.locator("input[type=file]").set_input_files(file)
    await olga.get_by_role("button", name="Read it").click()
    await expect(olga.locator(".tally")).to_contain_text("15 new")
    await olga.get_by_role("button", name="Keep these members").first.click()
    await expect(olga.locator(".last")).to_contain_text("Members entered: 15")
    await way(olga, "Set up")
    await expect(olga.locator(".entry.member")).to_have_count(len(MEMBERS))
    await expect(olga.locator("#row-members-city-07 .who")).to_have_text("Delegate of City 07")


async def appoint_co_chairs(olga: Page) -> None:
    for count, person in enumerate((f"{CHAIR} {CHAIRS_ADDRESS}", ""), 1):
        await olga.get_by_role("link", name="Appoint somebody").click()
        await olga.get_by_label("Post", exact=True).select_option("co_chair")
        await olga.get_by_label("Person", exact=True).fill(person)
        await olga.get_by_role("button", name="Appoint", exact=True).click()
        await expect(olga.locator(".entry.post")).to_have_count(count)
    await expect(olga.locator(".entry.post", has_text="to be confirmed")).to_be_visible()


async def set_rules(olga: Page) -> None:
    for name, value in (("Quorum to open", "1/2"), ("Quorum to decide", "1/2"), ("Notice", "5")):
        await olga.locator(".entry.rule .called", has_text=name).first.click()
        await olga.locator("[data-mine] input[type=text]").fill(value)
        await olga.keyboard.press("Enter")
        await expect(olga.locator(".entry.rule b", has_text=value).last).to_be_visible()


async def meet_again(olga: Page) -> Locator:
    """From last year's meeting to the checklist of this year's."""
    await olga.get_by_role("link", name="New meeting of this body").click()
    await olga.locator("#from").select_option(EARLIER)
    await olga.get_by_role("button", name="Copy it").click()
    await olga.get_by_label("A meeting of").select_option(BODY)
    await expect(olga.locator("input[type=date]")).to_have_value("2027-11-09")
    await fill_in(olga, NEW_TITLE, COUNCIL)
    checklist = olga.locator("#checklist")
    await checklist.locator("summary").click()
    for name in ("members", "addresses", "quorum", "notice_rule"):
        await expect(point(checklist, name)).to_have_class("ready")
    for name in ("chair", "convened", "name"):
        await expect(point(checklist, name)).to_have_class("missing")
    await expect(point(checklist, "chair")).to_contain_text("has not signed in yet")
    await expect(point(checklist, "members")).to_contain_text("15 members")
    return checklist


async def convene(olga: Page, checklist: Locator) -> None:
    await point(checklist, "convened").get_by_role("link").click()
    await olga.get_by_role("button", name="Convene the meeting").click()
    await expect(olga.get_by_role("button", name="Open the meeting")).to_be_visible()
    await way(olga, "Set up")
    await checklist.locator("summary").click()
    await expect(point(checklist, "convened")).to_have_class("ready")
    await expect(point(checklist, "links")).to_contain_text("16 people without a sign-in and without a link")


async def send_links(olga: Page, checklist: Locator) -> None:
    await point(checklist, "links").get_by_role("link").click()
    await olga.get_by_role("button", name="Send 16 people their links").click()
    await expect(olga.get_by_text("Nobody waits for a link.")).to_be_visible()
    await olga.get_by_role("link", name="Set up").first.click()
    await checklist.locator("summary").click()
    await expect(point(checklist, "links")).to_have_class("ready")


async def come_in(page: Page, product: Product, address: str) -> None:
    """By the link in the mail that came to this address."""
    await page.goto(await link_in_mail(product, address))
    await page.locator("main form button").click()
    await page.wait_for_url(f"**/meetings/{COUNCIL}**")


async def link_in_mail(product: Product, address: str) -> str:
    deadline = time.monotonic() + SECONDS
    while time.monotonic() < deadline:
        for file in (product.data / "mail").glob("*.eml"):
            mail = message_from_bytes(file.read_bytes(), policy=default)
            body = mail.get_body(("plain",))
            if address in str(mail["To"]) and body:
                return re.findall(r"http\S+/in/\S+", body.get_content())[0]
        await asyncio.sleep(0.05)
    raise AssertionError(f"no mail to {address}")


async def conduct(chair: Page, delegate: Page) -> None:
    """The co-chair opens, goes through the items and closes; the delegate sees each."""
    await chair.goto(f"/meetings/{COUNCIL}/chair")
    await expect(chair.get_by_role("button", name="Open the meeting")).to_be_enabled()
    for title in ("Open the meeting", *ITEMS, "Conclude the agenda"):
        await chair.locator("#primary-button", has_text=title).click()
        if title in ITEMS:
            await expect(delegate.locator("#panel-now")).to_contain_text(title)
    await chair.locator("#primary-button", has_text="Close the meeting").click()
    await expect(delegate.locator("#panel-now")).to_contain_text("closed")


async def call_the_bureau(olga: Page) -> None:
    await olga.goto("/bodies/bureau")
    await olga.get_by_role("link", name="New meeting of this body").click()
    await expect(olga.get_by_label("A meeting of")).to_have_value("bureau")
    await olga.get_by_label("Time zone").fill("Europe/Madrid")
    await olga.locator("input[type=date]").fill("2027-12-01")
    await fill_in(olga, "Executive Bureau 2027", BUREAU)
    await expect(olga.locator("#host-meeting")).to_contain_text("Executive Bureau ·")
    await olga.goto("/bodies/bureau")
    await expect(olga.locator(".met")).to_contain_text("Executive Bureau 2027")


async def lay_the_report_before_it(olga: Page) -> None:
    await olga.goto(f"/meetings/{COUNCIL}/setup")
    await olga.get_by_label("Lay it before").select_option(BUREAU)
    await olga.get_by_role("button", name="Propose the report").click()
    proposals = olga.locator("#panel-proposals")
    await expect(proposals).to_contain_text(f"Report of the {NEW_TITLE}")
    await proposals.get_by_role("button", name="Accept it").click()
    await expect(olga.locator("#panel-setup")).to_contain_text(f"Report of the {NEW_TITLE}")
    await expect(proposals).to_be_hidden()


async def look_at_a_narrow_phone(olga: Page) -> None:
    """What has joined the pages: nothing is wrong for axe, and nothing is wider than the phone."""
    for path in ("/", f"/meetings/new?from={COUNCIL}", f"/meetings/{COUNCIL}/setup"):
        await olga.goto(f"{path}{'&' if '?' in path else '?'}lang=fr")
        assert await axe_at(olga, "dark", NARROW) == []
        assert await olga.evaluate("document.documentElement.scrollWidth") <= NARROW[0]


async def fill_in(olga: Page, title: str, slug: str) -> None:
    await olga.locator('[name="title.en:text"]').fill(title)
    await olga.locator('[name="slug:text"]').fill(slug)
    await olga.get_by_role("button", name="Make the draft").click()
    await olga.wait_for_url(f"**/meetings/{slug}/setup")


async def way(page: Page, words: str) -> None:
    """Somewhere else, by the head of the page."""
    await page.locator("nav.pages").get_by_role("link", name=words, exact=True).click()


def point(checklist: Locator, name: str) -> Locator:
    return checklist.locator(f'[data-point="{name}"]').first
