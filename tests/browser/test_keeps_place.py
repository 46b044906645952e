"""Who chooses another language stays where they were: the line they read, the track, what was unfolded."""

from datetime import timedelta

import pytest
from playwright.async_api import Page, expect

from tests.browser.people import live
from tests.browser.week import RETREAT, Week, yesterday

PHONE = {"width": 390, "height": 844}
SCROLL = """to => new Promise(done => {
    addEventListener('scrollend', done, {once: true});
    const element = document.querySelector(to);
    scrollBy(0, element.getBoundingClientRect().top - 130);
})"""


async def choose(page: Page, language: str) -> None:
    await page.locator("details.menu summary").first.click()
    await page.locator(f".menu a[hreflang={language}]").click()
    await page.wait_for_url(f"**lang={language}**")
    await expect(page.locator("html")).to_have_attribute("lang", language)


async def top_of(page: Page, selector: str) -> float:
    return await page.locator(selector).evaluate("one => one.getBoundingClientRect().top")


@pytest.mark.parametrize("size", [PHONE, {"width": 1440, "height": 900}])
async def test_the_line_that_was_read_stays_where_it_was(week: Week, size: dict[str, int]):
    page = await week.look("/programme?lang=en", viewport=size)
    card = f"#s-sitting-{yesterday():%a}-2-5".lower()
    await page.locator(f"#on-{yesterday()} > summary").click()  # of yesterday, so it was folded
    await page.locator(f"{card}-more > summary").click()
    await page.evaluate(SCROLL, card)
    for language in ("fr", "es"):
        await choose(page, language)
        await live(page)
        await page.evaluate("document.fonts.ready")
        assert await top_of(page, card) == pytest.approx(130, abs=60), language
        await expect(page.locator(f"{card}-more")).to_have_attribute("open", "")


async def test_track_and_layout_are_kept(week: Week):
    page = await week.look("?track=track-2")
    await choose(page, "fr")
    await expect(page.locator(".tracks [aria-current]")).to_have_text("Présidence tournante")
    await page.goto(f"{week.product.base_url}/meetings/{RETREAT}/walls?track=track-2&lang=es")
    await choose(page, "en")
    await expect(page.locator(".tracks [aria-current]")).to_have_text("Rotating presidency")


async def test_it_is_kept_for_that_choice_alone(week: Week):
    page = await week.look("/programme?lang=en", viewport=PHONE)
    await page.evaluate(SCROLL, f"#day-{yesterday() + timedelta(days=2)}")
    await choose(page, "fr")
    assert await page.evaluate("scrollY") > 500
    await page.goto(f"{week.product.base_url}/meetings/{RETREAT}/programme")
    await live(page)
    assert await page.evaluate("scrollY") == 0


async def test_without_script_it_is_a_plain_link(week: Week):
    page = await week.look("/programme", java_script_enabled=False)
    await choose(page, "fr")
    await expect(page.locator("#programme-title")).to_have_text("Programme")
    await expect(page.locator("details.day").first).to_be_visible()
