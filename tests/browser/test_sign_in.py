"""Signing in by mail in a browser: by code on a phone, by keyboard alone, without script; and how the pages look."""

import asyncio
import re
import time

import pytest_asyncio
from playwright.async_api import Page, expect

from tests.browser.audit import DESK, axe_everywhere, dress
from tests.browser.people import PHONE, House, big_button, live
from tests.provision_browser import Visitors
from tests.provision_product import Product

CHAIR = "chair@council.example"
SMALL = (320, 640)
SECONDS = 10


@pytest_asyncio.fixture(loop_scope="session")
async def home(standing: Product, visitors: Visitors) -> House:
    return House(standing, visitors)


class Post:
    """The mail that the server has captured."""

    def __init__(self, product: Product) -> None:
        self._folder = product.data / "mail"
        self._read = set(self._folder.glob("*.eml"))

    async def code(self) -> str:
        """The code in the next mail."""
        deadline = time.monotonic() + SECONDS
        while not (fresh := set(self._folder.glob("*.eml")) - self._read):
            assert time.monotonic() < deadline, "no mail"
            await asyncio.sleep(0.05)
        [mail] = fresh
        self._read |= fresh
        [code] = re.findall(r"^Subject: (\d{6})", mail.read_text(), re.MULTILINE)
        return str(code)


async def test_by_code_on_a_phone_to_where_one_wanted_to_go(home: House):
    post = Post(home.product)
    home.visitors.expect("status of (401|422)")
    page = await home.visitors(**PHONE)
    await page.goto(f"{home.meeting}/chair")
    await page.locator("main").get_by_role("link", name="Sign in").click()
    await expect(page.get_by_label("Your e-mail address")).to_be_focused()
    await page.keyboard.type(CHAIR)
    await page.get_by_role("button", name="Send me a code").click()
    await expect(page.locator("h1")).to_have_text("Look at your mail")
    field = page.get_by_label("Six-digit code")
    await expect(field).to_be_focused()
    assert await field.get_attribute("autocomplete") == "one-time-code"
    assert await field.get_attribute("inputmode") == "numeric"
    code = await post.code()
    await field.fill(f"{(int(code) + 1) % 1_000_000:06}")
    await page.get_by_role("button", name="Sign in").click()
    field = page.get_by_label("Six-digit code")
    await expect(field).to_be_focused()
    await expect(field).to_have_accessible_description("That is not the code. Guesses left: 4 of 5.")
    await field.fill(code)
    await page.get_by_role("button", name="Sign in").click()
    await page.wait_for_url(f"{home.meeting}/chair")
    await live(page)
    await page.locator(".me summary").click()
    await page.get_by_role("link", name="My sign-ins").click()
    await expect(page.locator(".sign-ins .here")).to_contain_text("This browser")


async def test_by_keyboard_alone_and_without_script(home: House):
    post = Post(home.product)
    page = await home.visitors(java_script_enabled=False)
    await page.goto(f"{home.product.base_url}/sign-in?to=/me")
    await expect(page.locator("#address")).to_be_focused()
    await page.keyboard.type(CHAIR)
    await page.keyboard.press("Enter")
    await expect(page.locator("h1")).to_have_text("Look at your mail")
    await expect(page.locator("#code")).to_be_focused()
    await page.keyboard.type(await post.code())
    await page.keyboard.press("Enter")
    await expect(page.locator("main h1")).to_have_text("My sign-ins")
    for _ in range(30):
        await page.keyboard.press("Tab")
        if await page.locator("main .here button").evaluate("button => button === document.activeElement"):
            break
    await page.keyboard.press("Enter")
    await expect(page.locator("main h1")).to_have_text("Meetings")
    await expect(page.get_by_role("link", name="Sign in")).to_be_visible()


async def test_a_tab_whose_sign_in_is_ended_from_another_browser_says_so(home: House):
    desk, telephone = await home.chair(), await home.chair()
    await desk.goto(f"{home.product.base_url}/me")
    others = desk.locator(".sign-ins li:not(.here)")
    for _ in range(await others.count()):
        await others.first.get_by_role("button").click()
        await desk.wait_for_load_state()
    began = time.monotonic()
    await expect(telephone.locator("#notice")).to_contain_text(
        "Your access to this meeting has been withdrawn."
    )
    assert time.monotonic() - began < 2
    await expect(big_button(telephone)).to_have_attribute("aria-disabled", "true")
    await expect(desk.locator(".sign-ins li")).to_have_count(1)


async def test_the_pages_of_the_door_look_right_small_and_large_light_and_dark(home: House):
    """In French, whose words are longest; nothing stands out at the side of 320 pixels."""
    post = Post(home.product)
    home.visitors.expect("status of 422")
    page = await home.visitors(locale="fr", viewport={"width": SMALL[0], "height": SMALL[1]})
    found: list[str] = []

    async def look(words: str) -> None:
        await expect(page.locator("main h1")).to_have_text(words)
        found.extend(await axe_everywhere(page, SMALL, DESK))
        await dress(page, "light", SMALL)
        found.extend(await sticking_out(page))

    base = home.product.base_url
    await page.goto(f"{base}/")
    await look("Réunions")
    await page.goto(f"{base}/sign-in?to=/me")
    await look("S’identifier")
    await page.get_by_label("Votre adresse électronique").fill(CHAIR)
    await page.keyboard.press("Enter")
    await look("Regardez vos courriels")
    await page.locator("#code").fill("1")
    await page.keyboard.press("Enter")
    await expect(page.locator(".fault")).to_be_visible()
    await look("Regardez vos courriels")
    await page.goto(f"{base}/sign-in/password")
    await look("S’identifier par mot de passe")
    await page.goto(f"{base}/sign-in/code")
    await page.locator("#code").fill(await post.code())
    await page.keyboard.press("Enter")
    await look("Mes identifications")
    await page.goto(f"{base}/sign-in")
    await look("S’identifier")
    await page.goto(f"{base}/mail")
    await look("Courriels gardés sur cet ordinateur")
    assert found == []


async def sticking_out(page: Page) -> list[str]:
    return await page.evaluate("""() => [...document.querySelectorAll('body *')]
        .filter(one => one.checkVisibility() && !one.closest('.unseen, .skip')
            && one.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
        .map(one => `${location.pathname}: ${one.tagName}.${one.className} sticks out`)""")


async def test_my_sign_ins_say_the_readers_own_time_by_its_zone(home: House):
    """And without script UTC, said so."""
    page = await home.come("delegate", timezone_id="America/Costa_Rica", locale="fr-FR")
    home.ask("token", "delegate")
    for lang, day in (("fr", r"[a-z]+ \d+ [a-zéû]+ 20\d\d"), ("es", r"[a-zé]+ \d+ de [a-z]+ de 20\d\d")):
        await page.goto(f"{home.product.base_url}/me?lang={lang}")
        said = page.locator("[data-own-time]")
        await expect(said.last).to_have_text(re.compile(rf"^{day}, \d\d:\d\d UTC−6$"))
        assert await said.count() >= 3
    assert await axe_everywhere(page, SMALL, DESK) == []
    plain = await home.come("delegate", java_script_enabled=False)
    await plain.goto(f"{home.product.base_url}/me?lang=en")
    await expect(plain.locator("[data-own-time]").first).to_have_text(re.compile(r", \d\d:\d\d UTC$"))
