"""The doors of a running server, where no mail server is set: mail stays in the folder, sockets close at once."""

import asyncio
import html
import re
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import httpx2
import pytest

from server.settings import read_settings
from tests.live.clients import SLUG
from tests.live.test_credentials import end, socket
from tests.provision_product import Product

CHAIR = "chair@council.example"
SECONDS = 10
MAIL = re.compile(r'<article class="mail">(.*?)</article>', re.DOTALL)


@asynccontextmanager
async def browser(product: Product) -> AsyncIterator[httpx2.AsyncClient]:
    headers = {"Origin": product.base_url}
    async with httpx2.AsyncClient(
        base_url=product.base_url, headers=headers, timeout=20, trust_env=False
    ) as made:
        yield made


async def newest_mail(http: httpx2.AsyncClient, before: int) -> str:
    """The text of the newest mail, once there are more than before; as the developer reads it."""
    deadline = time.monotonic() + SECONDS
    while len(mails := MAIL.findall((await http.get("/mail")).text)) <= before:
        assert time.monotonic() < deadline, "no mail"
        await asyncio.sleep(0.05)
    return html.unescape(mails[0])


async def come_in(http: httpx2.AsyncClient) -> dict[str, str]:
    """By code, with the mail that was captured; the headers its page's socket carries."""
    before = len(MAIL.findall((await http.get("/mail")).text))
    answer = await http.post("/sign-in", data={"address": CHAIR, "to": f"/meetings/{SLUG}/chair"})
    assert answer.headers["location"] == "/sign-in/code"
    code = re.search(r"^ {4}(\d{6})$", await newest_mail(http, before), re.MULTILINE)
    assert code
    answer = await http.post("/sign-in/code", data={"code": code[1]})
    assert (answer.status_code, answer.headers["location"]) == (303, f"/meetings/{SLUG}/chair")
    assert (await http.get(answer.headers["location"])).status_code == 200
    [kept] = http.cookies.jar
    return {"Cookie": f"{kept.name}={kept.value}", "Origin": str(http.base_url).rstrip("/")}


async def test_a_sign_in_ended_from_another_browser_closes_its_sockets_within_two_seconds(
    standing: Product,
) -> None:
    async with browser(standing) as desk, browser(standing) as telephone:
        here, there = await come_in(desk), await come_in(telephone)
        async with socket(standing, there) as line, socket(standing, here) as own:
            page = (await desk.get("/me")).text
            [name] = re.findall(r'name="sign_in" value="(\w+)"', page)
            answer = await desk.post("/me/sign-out", data={"sign_in": name})
            assert answer.status_code == 303
            assert await end(line) == (4501, "credentials withdrawn")
            await (await own.ping())
            assert (await telephone.get(f"/meetings/{SLUG}/chair")).status_code == 401
            answer = await desk.post("/me/sign-out", data={"everywhere": "1"})
            assert await end(own) == (4502, "signed out")


async def test_a_scanner_opens_a_mailed_link_in_vain(standing: Product) -> None:
    async with browser(standing) as http, browser(standing) as scanner:
        before = len(MAIL.findall((await http.get("/mail")).text))
        await http.post("/sign-in", data={"address": CHAIR})
        link = re.search(r'href="(http\S+/in/[\w-]+)"', await newest_mail(http, before))
        assert link
        for method in ("GET", "HEAD"):
            answer = await scanner.request(method, link[1])
            assert answer.status_code == 200
            assert not scanner.cookies.jar
        assert (await scanner.post(link[1])).headers["location"] == "/"
        assert (await scanner.get("/me")).status_code == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"Host": "meet.example"},
        {"Host": "127.0.0.1.evil.example"},
        {"X-Forwarded-For": "203.0.113.9"},
        {"Via": "1.1 proxy"},
        {"Forwarded": "for=203.0.113.9"},
    ],
)
async def test_captured_mail_is_for_this_machine_alone(standing: Product, headers: dict[str, str]) -> None:
    """No proxy may show it, and no name that somebody bent to this machine."""
    async with browser(standing) as http:
        assert (await http.get("/mail")).status_code == 200
        assert (await http.get("/mail", headers={"Host": f"localhost:{standing.port}"})).status_code == 200
        assert (await http.get("/mail", headers=headers)).status_code == 404


@pytest.mark.parametrize(
    ("settings", "captures"),
    [
        ({}, True),
        ({"HEMICYCLE_BIND": "[::1]:8000"}, True),
        ({"HEMICYCLE_BIND": "0.0.0.0:8000"}, False),
        ({"HEMICYCLE_BASE_URL": "https://meet.example"}, False),
        ({"HEMICYCLE_SMTP": "smtp://localhost:25"}, False),
    ],
)
def test_mail_is_captured_where_a_developer_is_alone(settings: dict[str, str], captures: bool) -> None:  # noqa: FBT001
    assert read_settings(settings).captures_mail is captures
