"""The browser moves a forecast between frames: to the same instants as the server would, and says so in words.

The cases are those of the models' own tests, made at random; the script is the one that is served.
"""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

import pytest_asyncio
from playwright.async_api import Page

from models.planning.expected import Expected, behind, to_the_minute
from models.planning.forecast import Forecast, forecast
from models.planning.programme import planned_starts
from server.languages import words_of
from tests.models.programmes import MADRID, a_case
from tests.provision_product import Product

CASES = 200
MOMENTS = 4

TWIN = """async (trials) => {
    const { overAt, expectedAt, minutesBehind } = await import("/static/js/forecast.js");
    return trials.map(({ root, expected, planned, moments }) => moments.map((now) => {
        const at = expected.map((one) => expectedAt(overAt(now, root), one));
        return { at, behind: at.map((one, n) => planned[n] === null ? null : minutesBehind(one, planned[n])) };
    }));
}"""

BOARD = """<!doctype html><html lang="en"><body data-zone="Europe/Madrid">
<template id="words"><p data-word="behind">{lasting} behind</p><p data-word="ahead">{lasting} ahead</p>
<p data-word="lasting_minutes">{minutes} min</p><p data-word="lasting_hours">{hours} h</p>
<p data-word="lasting_hours_and_minutes">{hours} h {minutes} min</p><p data-word="lasting_days">{days} days</p>
<p data-word="on_time">on time</p></template>
<ol data-hold="2021-10-31T00:50:00Z" data-rest="60">
<li id="one" data-floor="2021-10-31T00:55:00Z" data-lead="300" data-planned="2021-10-31T00:56:00Z">
  <time datetime="" data-local><span data-expected-clock></span> <small>CEST</small></time><b data-behind></b>
  <ol><li id="below" data-floor="" data-lead="600" data-planned="2021-10-31T01:00:00Z">
    <i data-behind></i></li></ol></li>
<li id="fixed" data-floor="2021-10-31T03:00:00Z" data-planned="2021-10-31T03:00:00Z">
  <span data-expected-clock></span><b data-behind>as it was</b></li>
<li id="plain" data-lead="0"></li>
<li id="unknown" data-floor="" data-lead="">as it was</li>
<li data-lead="0"><p id="within" data-floor="" data-lead=""><span data-expected-clock>as it was</span></p></li>
</ol><p id="stray" data-lead="0">no forecast</p></body></html>"""

LASTING = """async (minutes) => {
    const { sayLasting } = await import("/static/js/words.js");
    return minutes.map(sayLasting);
}"""

MOVE = """async (now) => {
    const { moveForecast } = await import("/static/js/forecast.js");
    const moved = moveForecast(Date.parse(now));
    const shown = (node) => node && !node.hidden ? node.textContent : null;
    const one = (id) => {
        const item = document.getElementById(id);
        const [clock, words] = ["expected-clock", "behind"].map((of) => item.querySelector(`:scope > [data-${of}]`));
        return { clock: shown(clock), words: shown(words), late: item.classList.contains("late") };
    };
    const text = (id) => document.getElementById(id).textContent;
    return {
        moved, fixed: one("fixed"), below: one("below"), late: one("one").late, words: one("one").words,
        one: document.querySelector("#one time").textContent, at: document.querySelector("#one time").dateTime,
        plain: text("plain"), unknown: text("unknown") + ", " + text("within"), stray: text("stray"),
    };
}"""


@pytest_asyncio.fixture(loop_scope="session")
async def board(page: Page, file_served: Product) -> Page:
    """A page of the test's own, from the address of the product and with its scripts."""
    address = f"{file_served.base_url}/board"
    await page.route(address, lambda route: route.fulfill(content_type="text/html", body=BOARD))
    await page.goto(address)
    return page


async def test_browser_and_server_expect_the_same_instants(page: Page, file_served: Product):
    await page.goto(file_served.base_url)
    told = [a_trial(Random(number)) for number in range(CASES)]
    assert sum(len(trial["expected"]) for trial, _ in told) > 10 * CASES
    answers = await page.evaluate(TWIN, [trial for trial, _ in told])
    assert answers == [said for _, said in told]


def a_trial(dice: Random) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """What a page would carry, and what the server says at some moments; instants in milliseconds."""
    case = a_case(dice)
    told = forecast(case.agenda, case.now, case.suspension)
    expected = list(everything(told))
    plans = planned_starts(case.agenda)
    planned = [plans.get(item) for item, _ in expected]
    moments = [case.now + timedelta(milliseconds=dice.randrange(6 * 3600 * 1000)) for _ in range(MOMENTS)]
    trial = {
        "root": {"hold": written(told.hold), "rest": str(told.rest)},
        "expected": [carried(one) for _, one in expected],
        "planned": [milliseconds(plan) if plan else None for plan in planned],
        "moments": [milliseconds(now) for now in moments],
    }
    return trial, [at_once(told.at(now), [one for _, one in expected], planned) for now in moments]


def everything(told: Forecast) -> Iterable[tuple[Any, Expected]]:
    for item, foreseen in told.items.items():
        yield from ((item, one) for one in (foreseen.start, foreseen.end) if one)
    yield from told.sittings.items()
    yield from ((None, one) for one in (told.end,) if one)


def at_once(told: Forecast, expected: list[Expected], planned: list[datetime | None]) -> dict[str, Any]:
    instants = [one.at(told.over) for one in expected]
    return {
        "at": [milliseconds(at) for at in instants],
        "behind": [behind(at, plan) if plan else None for at, plan in zip(instants, planned, strict=True)],
    }


def carried(one: Expected) -> dict[str, str]:
    return {"floor": written(one.floor), "lead": "" if one.lead is None else str(one.lead)}


def written(at: datetime | None) -> str:
    return at.astimezone(UTC).isoformat().replace("+00:00", "Z") if at else ""


def milliseconds(at: datetime) -> int:
    return (at - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(milliseconds=1)


# ------------------------------------------------------------------------------------- clocks and words


async def test_expected_times_are_shown_by_the_venues_clock_and_the_difference_in_words(board: Page):
    """In the night the clocks are put back: what is now is over at 02:51, and later that night at 02:02."""
    before = await board.evaluate(MOVE, "2021-10-31T00:40:00Z")
    assert (before["one"], before["words"], before["late"]) == ("02:56 CEST", None, False)
    assert before["at"] == "2021-10-31T00:56:00Z"
    assert before["below"] == {"clock": None, "words": "1 min behind", "late": True}
    assert before["fixed"] == {"clock": "04:00", "words": None, "late": False}
    assert (before["plain"], before["unknown"], before["stray"]) == (
        "02:51",
        "as it was, as it was",
        "no forecast",
    )

    after = await board.evaluate(MOVE, "2021-10-31T01:00:31Z")
    assert (after["one"], after["words"], after["late"]) == ("02:07 CEST", "11 min behind", True)
    assert (after["at"], after["plain"]) == ("2021-10-31T01:07:00Z", "02:02")
    assert after["fixed"] == {"clock": "04:00", "words": None, "late": False}


async def test_what_is_early_says_so_and_what_has_moved_is_told(board: Page):
    await board.evaluate("document.getElementById('one').dataset.planned = '2021-10-31T01:10:00Z'")
    early = await board.evaluate(MOVE, "2021-10-31T00:40:00Z")
    assert (early["words"], early["late"], early["moved"]) == ("14 min ahead", False, True)
    assert not (await board.evaluate(MOVE, "2021-10-31T00:40:20Z"))["moved"]


async def test_the_server_and_the_browser_say_alike_how_long_something_lasts(board: Page):
    minutes = [0, 1, 59, 60, 119, 120, 121, 200, 1037, 2879, 2880, 2881, 2_636_500]
    said = await board.evaluate(LASTING, minutes)
    assert said == [words_of("en").lasting(one) for one in minutes]
    assert (said[4], said[5], said[7], said[-2]) == ("119 min", "2 h", "3 h 20 min", "2 days")


async def test_a_clock_shows_what_python_would_show(board: Page):
    """At the nearest minute, half a minute counting up."""
    for number in range(40):
        now = datetime(2021, 10, 31, 0, 49, 30, tzinfo=UTC) + timedelta(
            seconds=113 * number, milliseconds=500
        )
        over = Forecast(now, datetime(2021, 10, 31, 0, 50, tzinfo=UTC), 60, {}, {}, None).over
        shown = await board.evaluate(MOVE, written(now))
        assert shown["plain"] == f"{to_the_minute(over).astimezone(MADRID):%H:%M}"
