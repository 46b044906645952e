"""Signing in by mail, against a real SMTP server: a code for the browser that asked, a link for any, each once."""

import asyncio

import pytest
from sqlalchemy import select

from models.tables import codes
from server.doors.codes import MOST_WRONG
from server.doors.digests import digest
from tests.doors.conftest import ADA, BASILE
from tests.doors.town import HOME, Town, another, code_in, link_in, text_of


async def test_the_code_signs_in_the_browser_that_asked_and_leads_where_one_wanted_to_go(town: Town) -> None:
    async with town.browser() as ada:
        await ada.asked("  Ada@City.example ", "/meetings/world-council-2021?track=b")
        page = await ada.http.get("/sign-in/code")
        assert "If ada@city.example is known here" in page.text
        mail = await town.post.next()
        assert mail["X-Envelope"] == f"hemicycle@meet.example {ADA}"
        code = code_in(mail)
        assert code in mail["Subject"]
        answer = await ada.type(f"{code[:3]} {code[3:]}")
        assert (answer.status_code, answer.headers["location"]) == (
            303,
            "/meetings/world-council-2021?track=b",
        )
        [sign_in] = [c for c in answer.headers.get_list("set-cookie") if c.startswith("__Host-hemicycle=")]
        assert {"httponly", "secure", "samesite=lax", "path=/"} <= {
            part.strip().lower() for part in sign_in.split(";")
        }
        assert await ada.is_in()


async def test_a_code_and_its_link_are_of_one_use_together(town: Town) -> None:
    async with town.browser() as ada, town.browser() as telephone:
        await ada.asked(ADA)
        mail = await town.post.next()
        assert (await ada.type(code_in(mail))).status_code == 303
        assert (await ada.type(code_in(mail))).status_code == 410
        answer = await telephone.http.post(link_in(mail))
        assert answer.status_code == 410
        assert "has been used" in answer.text
        assert not await telephone.is_in()


async def test_a_scanner_that_opens_the_link_uses_nothing_up_and_is_not_signed_in(town: Town) -> None:
    async with town.browser() as ada, town.browser() as scanner, town.browser() as telephone:
        await ada.asked(ADA, "/m?code=1")
        mail = await town.post.next()
        for method in ("GET", "HEAD", "GET", "HEAD"):
            answer = await scanner.http.request(method, link_in(mail))
            assert (answer.status_code, answer.headers["cache-control"]) == (200, "no-store")
            assert "set-cookie" not in answer.headers
        assert not await scanner.is_in()
        answer = await telephone.http.post(link_in(mail))
        assert (answer.status_code, answer.headers["location"]) == (303, "/m?code=1")
        assert await telephone.is_in()
        assert (await ada.type(code_in(mail))).status_code == 410, "the link has used the code up"


async def test_after_five_wrong_guesses_the_sixth_is_refused_though_it_be_right(town: Town) -> None:
    async with town.browser() as ada:
        await ada.asked(ADA)
        code = code_in(await town.post.next())
        for left in range(MOST_WRONG - 1, 0, -1):
            answer = await ada.type(another(code))
            assert answer.status_code == 422
            assert f"Guesses left: {left} of 5" in answer.text
        assert "no guesses left" in (await ada.type(another(code))).text
        for _ in range(2):
            answer = await ada.type(code)
            assert answer.status_code == 410
            assert "no longer good" in answer.text
        assert not await ada.is_in()


async def test_after_four_wrong_guesses_the_fifth_may_be_right(town: Town) -> None:
    async with town.browser() as ada:
        await ada.asked(ADA)
        code = code_in(await town.post.next())
        for _ in range(MOST_WRONG - 1):
            await ada.type(another(code))
        assert (await ada.type(code)).status_code == 303


async def test_guesses_at_the_same_moment_are_counted_one_by_one(town: Town) -> None:
    async with town.browser() as ada:
        await ada.asked(ADA)
        code = code_in(await town.post.next())
        guesses = await asyncio.gather(*(ada.type(another(code)) for _ in range(20)))
        assert sorted(g.status_code for g in guesses) == [410] * 15 + [422] * 5
        assert (await ada.type(code)).status_code == 410


async def test_what_is_no_code_is_no_guess(town: Town) -> None:
    async with town.browser() as ada:
        await ada.asked(ADA)
        code = code_in(await town.post.next())
        for nonsense in ("", "12345", "1234567", "abcdef", "١٢٣٤٥٦", "9" * 3000):
            assert "A code has six digits." in (await ada.type(nonsense)).text
        assert (await ada.type(code)).status_code == 303


async def test_a_code_alone_is_worth_nothing_in_another_browser(town: Town) -> None:
    async with town.browser() as ada, town.browser() as thief, town.browser() as stranger:
        await ada.asked(ADA)
        code = code_in(await town.post.next())
        assert (await stranger.type(code)).status_code == 410, "it has asked for nothing"
        await thief.asked(ADA)
        others = code_in(await town.post.next())
        assert others != code
        assert (await thief.type(code)).status_code == 422
        assert not await thief.is_in()
        assert not await stranger.is_in()
        assert (await ada.type(code)).status_code == 303


async def test_what_is_kept_of_a_code_tells_nobody_which_it_is(town: Town) -> None:
    """Whoever reads the database tries a million digests in a second: they are made under the browser's secret."""
    async with town.browser() as ada:
        await ada.asked(ADA)
        mail = await town.post.next()
        secrets = [
            code_in(mail),
            link_in(mail).removeprefix("/in/"),
            *(c.value for c in ada.http.cookies.jar),
        ]
    async with town.parts.database.reading() as connection:
        [row] = await connection.execute(select(codes))
    assert len(secrets) == 3
    assert not {*secrets, digest(secrets[0])} & set(map(str, row))


async def test_after_a_quarter_of_an_hour_neither_code_nor_link_is_good(town: Town) -> None:
    async with town.browser() as ada:
        await ada.asked(ADA)
        mail = await town.post.next()
        town.pass_by(minutes=15)
        assert (await ada.type(code_in(mail))).status_code == 410
        answer = await ada.http.post(link_in(mail))
        assert answer.status_code == 410
        assert "has expired" in answer.text
        assert not await ada.is_in()


@pytest.mark.parametrize(
    "to",
    [
        "https://evil.example/",
        "//evil.example",
        "/\\evil.example",
        "meet",
        "/sign-out",
        "/a\nb",
        "/" + "a" * 600,
    ],
)
async def test_no_way_leads_out_of_the_house(town: Town, to: str) -> None:
    async with town.browser() as ada:
        await ada.asked(ADA, to)
        answer = await ada.type(code_in(await town.post.next()))
        assert answer.headers["location"] == "/"


async def test_mail_is_in_its_readers_language_and_its_addresses_are_the_settings(town: Town) -> None:
    async with town.browser(**{"Host": "evil.example", "Accept-Language": "es"}) as browser:
        await browser.asked(BASILE)
        french = await town.post.next()
        await browser.asked(ADA)
        spanish = await town.post.next()
    assert french["Content-Language"] == "fr"
    assert spanish["Content-Language"] == "es"
    assert text_of(french).splitlines()[0] != text_of(spanish).splitlines()[0]
    for mail in (french, spanish):
        assert mail["From"] == "Hemicycle <hemicycle@meet.example>"
        assert mail["Auto-Submitted"] == "auto-generated"
        assert mail["Message-ID"].endswith("@meet.example>")
        assert "evil" not in str(mail)
        html = text_of(mail, "html")
        assert code_in(mail) in html
        assert f'href="{HOME}{link_in(mail)}"' in html
        assert f'lang="{mail["Content-Language"]}"' in html


async def test_an_address_of_several_people_opens_no_door_and_says_so_to_them_alone(town: Town) -> None:
    await town.person("Cleo", "office@city.example")
    await town.person("Dan", "office@city.example")
    async with town.browser() as browser:
        await browser.asked("office@city.example")
        mail = await town.post.next()
        assert "Several people are entered with it" in text_of(mail)
        assert "/in/" not in text_of(mail)


async def test_a_browser_has_one_sign_in(town: Town) -> None:
    """Somebody else's ends when another person comes in with it; one's own goes on."""
    async with town.browser() as browser:
        await browser.asked(ADA)
        await browser.type(code_in(await town.post.next()))
        [adas] = [c.value for c in browser.http.cookies.jar if not c.name.endswith("-door")]
        await browser.asked(ADA)
        await browser.type(code_in(await town.post.next()))
        assert [c.value for c in browser.http.cookies.jar] == [adas]
        await browser.asked(BASILE)
        await browser.type(code_in(await town.post.next()))
        assert "Basile" in (await browser.http.get("/me")).text
        async with town.browser(Cookie=f"__Host-hemicycle={adas}") as before:
            assert not await before.is_in()


async def test_forms_from_elsewhere_are_refused(town: Town) -> None:
    async with town.browser(Origin="https://evil.example") as elsewhere:
        assert (await elsewhere.ask(ADA)).status_code == 403
        assert (await elsewhere.type("123456")).status_code == 403
        form = {"name": "a", "password": "b"}
        assert (await elsewhere.http.post("/sign-in/password", data=form)).status_code == 403
    assert town.post.arrived.empty()


@pytest.mark.parametrize(
    "address", ["", "ada", "a b@city.example", "ada@city.example\nBcc: x@y", "@", "a@b@c"]
)
async def test_what_is_no_address_is_asked_for_again(town: Town, address: str) -> None:
    async with town.browser() as browser:
        answer = await browser.ask(address)
        assert answer.status_code == 422
        assert "no e-mail address" in answer.text
