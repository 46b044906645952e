"""My sign-ins: each browser, since when, seen when; each can be ended by its person, and by nobody else."""

import re
from datetime import datetime

import pytest

from models.procedure import PersonId
from server.console.operator import CannotDo
from server.doors.sign_ins import SIGN_IN_LASTS
from server.persons.people import Person
from tests.doors.conftest import ADA, BASILE
from tests.doors.town import Caller, Town, code_in

FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:143.0) Gecko/20100101 Firefox/143.0"
SAFARI = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) "
    "Version/18.0 Mobile/15E148 Safari/604.1"
)
LINE = re.compile(r"<li( class=\"here\")?>\s*<div><h2 id=\"s-(\w+)\">([^<]+)")
SEEN = re.compile(
    r"Seen last</span> <span data-own-time>[^<]*<time datetime=\"([^\"]+)\">\d\d:\d\d <small>UTC</small>"
)


async def come_in(town: Town, browser: Caller, address: str) -> None:
    await browser.asked(address)
    assert (await browser.type(code_in(await town.post.next()))).status_code == 303


async def lines(browser: Caller) -> list[tuple[bool, str, str]]:
    """Whether it is this browser, its name for the form, and what it is called."""
    page = (await browser.http.get("/me")).text
    return [(bool(here), name, words.strip()) for here, name, words in LINE.findall(page)]


async def test_every_browser_is_listed_in_words_and_this_one_is_marked(town: Town) -> None:
    headers = ({"User-Agent": FIREFOX}, {"User-Agent": SAFARI})
    async with town.browser(**headers[0]) as desk, town.browser(**headers[1]) as telephone:
        await come_in(town, desk, ADA)
        town.pass_by(hours=1)
        await come_in(town, telephone, ADA)
        assert [(here, words) for here, _, words in await lines(desk)] == [
            (True, "Firefox on Linux"),
            (False, "Safari on iPhone"),
        ]
        assert [here for here, _, _ in await lines(telephone)] == [True, False]
        page = (await desk.http.get("/me")).text
        assert not [c.value for c in desk.http.cookies.jar if c.value in page]


async def test_when_a_browser_was_seen_last_is_kept_through_a_restart(town: Town) -> None:
    async with town.browser() as desk, town.browser() as telephone:
        await come_in(town, desk, ADA)
        await come_in(town, telephone, ADA)
        town.pass_by(hours=3)
        assert await telephone.is_in()
        cookie = "; ".join(f"{c.name}={c.value}" for c in desk.http.cookies.jar)
        await town.restart()
    town.pass_by(hours=1)
    async with town.browser(Cookie=cookie) as desk:
        here, there = SEEN.findall((await desk.http.get("/me")).text)
    assert 3595 < (moment(here) - moment(there)) < 3700


def moment(iso: str) -> float:
    return datetime.fromisoformat(iso).timestamp()


async def test_one_ends_another_and_stays_in_oneself(town: Town) -> None:
    async with town.browser() as desk, town.browser() as telephone:
        await come_in(town, desk, ADA)
        await come_in(town, telephone, ADA)
        [name] = [name for here, name, _ in await lines(desk) if not here]
        answer = await desk.http.post("/me/sign-out", data={"sign_in": name})
        assert (answer.status_code, answer.headers["location"]) == (303, "/me")
        assert not await telephone.is_in()
        assert [here for here, _, _ in await lines(desk)] == [True]


async def test_nobody_ends_what_is_somebody_elses(town: Town) -> None:
    async with town.browser() as ada, town.browser() as basile, town.browser() as nobody:
        await come_in(town, ada, ADA)
        await come_in(town, basile, BASILE)
        [(_, name, _)] = await lines(ada)
        for form in ({"sign_in": name}, {"everywhere": "1"}):
            await basile.http.post("/me/sign-out", data=form)
            assert (await nobody.http.post("/me/sign-out", data=form)).status_code == 401
        assert await ada.is_in()
        assert not await basile.is_in()


async def test_everywhere_is_here_too(town: Town) -> None:
    async with town.browser() as desk, town.browser() as telephone:
        await come_in(town, desk, ADA)
        await come_in(town, telephone, ADA)
        answer = await desk.http.post("/me/sign-out", data={"everywhere": "1"})
        assert (answer.status_code, answer.headers["location"]) == (303, "/")
        assert [c.name for c in desk.http.cookies.jar] == []
        assert not await telephone.is_in()


async def test_a_sign_in_that_is_over_is_not_listed(town: Town) -> None:
    async with town.browser() as desk, town.browser() as telephone:
        await come_in(town, desk, ADA)
        town.pass_by(days=1)
        await come_in(town, telephone, ADA)
        town.pass_by(seconds=SIGN_IN_LASTS.total_seconds() - 3600)
        assert [here for here, _, _ in await lines(telephone)] == [True]
        assert not await desk.is_in()


async def whose(town: Town, address: str) -> PersonId:
    person = await town.parts.people.at(address)
    assert person
    return person


async def opens(town: Town, token: str) -> int:
    async with town.browser(Authorization=f"Bearer {token}") as program:
        return (await program.http.get("/api/offices")).status_code


TOKEN = re.compile(r"<h3 id=\"t-(\w+)\">")


async def test_tokens_are_listed_and_each_is_revoked_by_its_person_alone(town: Town) -> None:
    async with town.browser() as ada, town.browser() as basile:
        await come_in(town, ada, ADA)
        assert "My tokens" not in (await ada.http.get("/me")).text
        person = await whose(town, ADA)
        secrets = [await town.parts.doorkeeper.make_token(person) for _ in range(2)]
        assert not [one for one in secrets if one in (await ada.http.get("/me")).text]
        names = TOKEN.findall((await ada.http.get("/me")).text)
        assert len(names) == 2
        await come_in(town, basile, BASILE)
        assert TOKEN.findall((await basile.http.get("/me")).text) == []
        await basile.http.post("/me/sign-out", data={"token": names[0]})
        assert TOKEN.findall((await ada.http.get("/me")).text) == names
        answer = await ada.http.post("/me/sign-out", data={"token": names[0]})
        assert (answer.status_code, answer.headers["location"]) == (303, "/me")
        assert TOKEN.findall((await ada.http.get("/me")).text) == names[1:]
        assert await ada.is_in()
        answers = [await opens(town, secret) for secret in secrets]
        assert sorted(answers) == [200, 401]


async def test_somebody_with_no_role_at_all_is_shown_out_at_the_console(town: Town) -> None:
    """By their address, or their name; whoever is signed in, has tokens, or a link that nobody has used."""
    operator = town.parts.operator
    async with town.browser() as ada, town.browser() as basile:
        await come_in(town, ada, ADA)
        await come_in(town, basile, BASILE)
        person = await whose(town, ADA)
        secret = await town.parts.doorkeeper.make_token(person)
        link = (await town.parts.doorkeeper.make_link(person)).rpartition("/")[2]
        assert await operator.revoke_person(address=ADA.upper()) == "1"
        assert not await ada.is_in()
        assert await opens(town, secret) == 401
        assert await town.parts.doorkeeper.sign_in(link) is None
        assert await basile.is_in()
        [known] = (await town.parts.people.of([await whose(town, BASILE)])).values()
        for name, address in (("Nobody", ""), ("", "nobody@x.org"), ("Another", BASILE), ("", "")):
            with pytest.raises(CannotDo):
                await operator.revoke_person(name, address)
        assert await operator.revoke_person(f" {known.name} ") == "1"
        assert not await basile.is_in()
        for _ in range(2):
            await town.parts.people.enter([Person("One of two")])
        with pytest.raises(CannotDo, match="Several people"):
            await operator.revoke_person("One of two")


async def test_who_is_not_in_is_shown_the_door_and_led_back(town: Town) -> None:
    async with town.browser() as browser:
        answer = await browser.http.get("/me")
        assert (answer.status_code, answer.headers["location"]) == (303, "/sign-in?to=/me")


async def test_every_page_offers_the_door_or_what_one_has_open(town: Town) -> None:
    async with town.browser() as browser:
        for address, offered in (
            ("/", 'href="/sign-in"'),
            ("/nowhere?a=1", 'href="/sign-in?to=/nowhere'),
        ):
            page = (await browser.http.get(address)).text
            assert offered in page
            assert "My sign-ins" not in page
        await come_in(town, browser, ADA)
        for address in ("/", "/nowhere", "/sign-in/password"):
            page = (await browser.http.get(address)).text
            assert 'href="/me"' in page
            assert 'class="button enter"' not in page
