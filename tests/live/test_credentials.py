"""Links, sign-ins, tokens: used once, revoked at once, and a role that changes changes what is shown (DESIGN §3)."""

import asyncio
import hashlib
import sqlite3
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from datetime import UTC, datetime

import httpx2
from websockets.asyncio.client import ClientConnection, connect

from tests.live.clients import SLUG, bearer, credential, token
from tests.provision_product import Product

AT_ONCE = 2.0  # seconds from revoking until the socket is closed
ROLES = ("chair", "secretariat", "delegate")


@asynccontextmanager
async def browser(product: Product) -> AsyncIterator[httpx2.AsyncClient]:
    async with httpx2.AsyncClient(base_url=product.base_url, timeout=20, trust_env=False) as made:
        yield made


async def signed_in(product: Product, http: httpx2.AsyncClient, role: str) -> dict[str, str]:
    """Use a link of this role; the headers a page's socket then carries."""
    answer = await http.post(credential(product, "link", role), headers={"Origin": product.base_url})
    assert answer.status_code == 303
    (kept,) = http.cookies.jar
    return {"Cookie": f"{kept.name}={kept.value}", "Origin": product.base_url}


def socket(product: Product, headers: dict[str, str]) -> connect:
    address = f"ws://127.0.0.1:{product.port}/meetings/{SLUG}/live?panels=follow"
    return connect(address, additional_headers=headers, proxy=None, compression=None)


async def end(line: ClientConnection) -> tuple[int | None, str]:
    """How the server ends this line; heard within two seconds."""
    began = time.monotonic()
    async with asyncio.timeout(10):
        await line.wait_closed()
    assert time.monotonic() - began < AT_ONCE
    return line.close_code, line.close_reason or ""


async def test_reading_a_link_consumes_nothing_and_signs_nobody_in(standing: Product) -> None:
    """Mail scanners open links, some of them twice."""
    link = credential(standing, "link", "chair")
    async with browser(standing) as http:
        for method in ("GET", "HEAD", "GET"):
            answer = await http.request(method, link)
            assert answer.status_code == 200
            assert not http.cookies.jar
            assert answer.headers["cache-control"] == "no-store"
        assert "Welcome, Mayor of Kazan" in answer.text
        assert '<form method="post">' in answer.text
        await signed_in(standing, http, "chair")


async def test_a_link_signs_in_once(standing: Product) -> None:
    link = credential(standing, "link", "chair")
    async with browser(standing) as first, browser(standing) as second:
        answer = await first.post(link)
        assert answer.status_code == 303
        assert answer.headers["location"] == f"/meetings/{SLUG}/chair"
        cookie = answer.headers["set-cookie"].lower()
        assert "httponly" in cookie
        assert "samesite=lax" in cookie
        assert (await first.get(answer.headers["location"])).status_code == 200
        again = await second.post(link)
        assert again.status_code == 410
        assert not second.cookies.jar
        assert (await second.get(f"/meetings/{SLUG}/chair")).status_code == 401
        for page in (again, await second.get(link)):
            assert "This link has been used" in page.text
            assert '<form method="post">' not in page.text


async def test_a_link_pressed_ten_times_at_once_signs_in_once(standing: Product) -> None:
    link = credential(standing, "link", "chair")
    async with browser(standing) as http:
        answers = await asyncio.gather(*(http.post(link) for _ in range(10)))
    assert sorted(answer.status_code for answer in answers) == [303] + [410] * 9


async def test_a_link_nobody_made_is_a_404_in_words(standing: Product) -> None:
    async with browser(standing) as http:
        for method in ("GET", "POST"):
            answer = await http.request(method, "/in/nonsense")
            assert answer.status_code == 404
            assert "link" in answer.text.lower()


async def test_a_link_is_not_used_from_a_page_that_is_not_ours(standing: Product) -> None:
    link = credential(standing, "link", "chair")
    async with browser(standing) as http:
        assert (await http.post(link, headers={"Origin": "https://evil.example"})).status_code == 403
        await signed_in(standing, http, "chair")
        assert (await http.post(link)).status_code == 303


async def test_revoking_closes_sockets_of_cookies_and_tokens_and_of_nobody_else(served: Product) -> None:
    async with browser(served) as http:
        cookie, program = await signed_in(served, http, "chair"), bearer(token(served, "chair"))
        other = bearer(token(served, "delegate"))
        async with (
            socket(served, cookie) as page,
            socket(served, program) as line,
            socket(served, other) as bystander,
        ):
            revoke = asyncio.to_thread(served.cli, "revoke", "--role", "chair", "--meeting", SLUG)
            assert await revoke == "1"
            for closed in await asyncio.gather(end(page), end(line)):
                assert closed == (4501, "credentials withdrawn")
            await (await bystander.ping())
        assert (await http.get(f"/meetings/{SLUG}/chair")).status_code == 401
        for path in ("", "/entries"):
            answer = await http.get(f"/api/meetings/{SLUG}{path}", headers=program)
            assert answer.status_code == 401


async def test_what_another_process_revokes_in_the_database_is_closed_too(served: Product) -> None:
    async with browser(served) as http:
        cookie, secret = await signed_in(served, http, "chair"), token(served, "secretariat")
        async with socket(served, cookie) as page, socket(served, bearer(secret)) as line:
            (file,) = served.data.glob("*.sqlite3")
            now = datetime.now(UTC).strftime("%Y-%m-%d %H:%M:%S.%f")
            with closing(sqlite3.connect(file, timeout=10)) as database, database:
                for table, shown in (("sign_ins", http.cookies.jar), ("tokens", [secret])):
                    for each in shown:
                        kept = hashlib.sha256(getattr(each, "value", each).encode()).hexdigest()
                        changed = database.execute(
                            f"UPDATE {table} SET revoked = ? WHERE digest = ?", (now, kept)
                        )
                        assert changed.rowcount == 1
            for closed in await asyncio.gather(end(page), end(line)):
                assert closed == (4501, "credentials withdrawn")
        assert (await http.get(f"/meetings/{SLUG}/chair")).status_code == 401


async def test_signing_out_closes_this_browsers_sockets_and_no_others(served: Product) -> None:
    async with browser(served) as http, browser(served) as elsewhere:
        here = await signed_in(served, http, "chair")
        there = await signed_in(served, elsewhere, "chair")
        async with (
            socket(served, here) as one,
            socket(served, here) as two,
            socket(served, there) as other,
        ):
            answer = await http.post("/sign-out", headers={"Origin": served.base_url})
            assert answer.status_code == 303
            for closed in await asyncio.gather(end(one), end(two)):
                assert closed == (4502, "signed out")
            await (await other.ping())
        assert not http.cookies.jar
        headers = {"Cookie": here["Cookie"]}
        async with browser(served) as thief:
            assert (await thief.get(f"/meetings/{SLUG}/chair", headers=headers)).status_code == 401
        assert (await elsewhere.get(f"/meetings/{SLUG}/chair")).status_code == 200
