"""The venue's time first, the reader's own beside it, and no trust in a device's clock.

Source: DOMAIN §5 ("10:00 Mexico City · 17:00 your time"; browser clocks are corrected by the server's).
"""

import re
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from playwright.async_api import Locator, Page, expect

from tests.browser.people import Room, big_button, title

MADRID, SHANGHAI = ZoneInfo("Europe/Madrid"), ZoneInfo("Asia/Shanghai")
# A device whose clock is wrong by so many milliseconds; `later(…)` moves it on as if that time had passed.
WRONG_CLOCK = """(() => {
    let wrong = %d;
    const Right = Date;
    globalThis.Date = class extends Right {
        constructor(...given) { given.length ? super(...given) : super(Right.now() + wrong); }
        static now() { return Right.now() + wrong; }
    };
    globalThis.later = milliseconds => { wrong += milliseconds; };
})()"""


async def test_a_reader_elsewhere_sees_both_times_and_which_is_whose(room: Room):
    await room.at("item-5")
    reader = await room.house.phone(timezone_id="Asia/Shanghai")
    times = reader.locator("main time[data-local]")
    assert await times.count() > 20
    for time in await times.all():
        await both_times(time)
    await big_button(room.chair).click()
    await expect(title(reader)).to_contain_text("6 Work plan 2022")
    for time in await times.all():
        await both_times(time)


async def both_times(time: Locator) -> None:
    """As "23:10 CET" and below it "Sun 06:10 your time": the weekday where it is another day there."""
    moment = datetime.fromisoformat(await time.get_attribute("datetime") or "")
    there, here = moment.astimezone(SHANGHAI), moment.astimezone(MADRID)
    day = f"{there:%a} " if there.date() != here.date() else ""
    words = re.sub(r"\s+", " ", await time.text_content() or "").strip()
    assert words == f"{here:%H:%M %Z}{day}{there:%H:%M} your time", words


@pytest.mark.parametrize(("locale", "words"), [("fr-FR", "votre heure"), ("es-ES", "su hora")])
async def test_the_readers_own_time_is_named_in_their_language(room: Room, locale: str, words: str):
    await room.at("item-5")
    reader = await room.house.phone(timezone_id="America/Costa_Rica", locale=locale)
    own = reader.locator("main time .own").first
    await expect(own).to_be_visible()
    assert "your time" not in await own.inner_text(), f"for example “{words}”"


async def test_who_is_at_the_venue_sees_one_time_and_the_wall_shows_the_venues_alone(room: Room):
    await room.at("item-5")
    await expect(room.phone.locator("main time[data-local]").first).to_be_visible()
    await expect(room.phone.locator(".own")).to_have_count(0)
    wall = await room.house.wall(timezone_id="Asia/Shanghai")
    await expect(wall.locator("time .own")).to_have_count(0)
    await venue_clock(wall)


@pytest.mark.parametrize(
    "wrong", [timedelta(hours=5, minutes=37), timedelta(hours=-26, minutes=-11)], ids=str
)
async def test_a_device_whose_clock_is_hours_wrong_shows_the_right_time(room: Room, wrong: timedelta):
    room.house.visitors.expect("WebSocket connection to .* failed")
    await room.at("item-5")
    page = await wrong_by(room, wrong)
    pace = page.locator("[data-pace]")
    await venue_clock(page)
    await expect(pace).to_have_text("0 of 15 min")

    # Nobody corrects it while the line is down, and its clocks go on by themselves.
    await page.context.set_offline(offline=True)
    await page.evaluate("later(9 * 60000)")
    await expect(pace).to_have_text("9 of 15 min")
    assert await page.locator("progress").evaluate("bar => bar.value") == pytest.approx(9 * 60, abs=30)
    await page.context.set_offline(offline=False)
    await expect(pace).to_have_text("0 of 15 min")  # the device has gone wrong by nine minutes more


async def test_until_is_the_venues_time_whatever_the_chairs_device_thinks(room: Room):
    await room.at("item-5")
    chair = await wrong_by(room, timedelta(hours=-7), role="chair", timezone_id="Asia/Shanghai")
    until = datetime.now(MADRID) + timedelta(minutes=90)
    await chair.locator("#suspend summary").click()
    await chair.locator("#suspend-until").fill(f"{until:%H:%M}")
    await chair.get_by_role("button", name="Suspend the meeting").click()
    await expect(title(chair)).to_contain_text(f"{until:%H:%M %Z}")
    await expect(chair.locator(".count")).to_have_text(re.compile(r"in 1 h (29|30) min"))
    await expect(room.wall.locator(".resumes")).to_contain_text(f"{until:%H:%M %Z}")
    await expect(room.wall.locator(".digits")).to_have_text(re.compile(r"1:(29|30):\d\d"))


async def wrong_by(room: Room, wrong: timedelta, role: str = "delegate", **browser: str) -> Page:
    page = await room.house.visitors(viewport={"width": 1440, "height": 900}, **browser)
    await page.add_init_script(WRONG_CLOCK % (wrong / timedelta(milliseconds=1)))
    await page.goto(room.house.ask("link", role))
    await page.locator("main form button").click()
    await expect(page.locator("#line")).to_have_attribute("data-line", "live")
    return page


async def venue_clock(page: Page) -> None:
    """It shows the time in Barcelona, give or take the turn of a minute, and says so."""
    now = datetime.now(UTC).astimezone(MADRID)
    about = "|".join(f"{now + timedelta(seconds=away):%H:%M}" for away in (-5, 0, 15))
    await expect(page.locator("header")).to_contain_text(
        re.compile(rf"({about})\s+Barcelona time \(CES?T\)"), use_inner_text=True
    )
