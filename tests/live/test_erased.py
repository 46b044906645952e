"""Erased while a meeting is watched: sockets close, pages forget, the record stands, and the log names nobody."""

import asyncio
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import httpx2
import pytest

from server.console import control
from tests.live.clients import SLUG, Follower, bearer, credential, token
from tests.live.organised import ADDRESS, ANA, DESK, OLGA, Known, organised, rows
from tests.live.test_credentials import browser, end, socket
from tests.provision_product import Product

MEETING = f"/meetings/{SLUG}"
SECRET = "Ask about the harbour of Xanadu"


@pytest.fixture
def folder(tmp_path: Path, demo_folder: Path) -> tuple[Path, Known]:
    data = tmp_path / "organised"
    shutil.copytree(demo_folder, data)
    return data, organised(data)


async def come_in(product: Product, http: httpx2.AsyncClient, role: str, name: str) -> dict[str, str]:
    """Use a personal link; the headers a page's socket then carries."""
    origin = {"Origin": product.base_url}
    answer = await http.post(credential(product, "link", role, name), headers=origin)
    assert answer.status_code == 303
    http.headers["Origin"] = product.base_url
    (kept,) = http.cookies.jar
    return {"Cookie": f"{kept.name}={kept.value}", **origin}


async def test_erasing_closes_sockets_and_no_page_names_them_any_more(
    serve: Callable[..., Product], folder: tuple[Path, Known]
) -> None:
    data, known = folder
    product = serve(data)
    async with browser(product) as desk, browser(product) as hers:
        await come_in(product, desk, "secretariat", OLGA)
        cookie = await come_in(product, hers, "delegate", ANA)
        said = {"item": "item-5", "lines": f"keynote: {ANA}, Mayor of Soria, City of Soria"}
        assert (await desk.post(f"{MEETING}/contributors", data=said)).status_code == 303
        note = {"text": SECRET, "revision": "0"}
        assert (await hers.post(f"{MEETING}/notes/item-5", data=note)).status_code == 303
        async with Follower(product, token(product, "chair")) as chair:
            await chair.press("open_meeting")
            assert (await chair.press("open_item", {"item": "item-5", "closing": None}))["ok"]
        assert ANA in (await desk.get(MEETING)).text
        program = bearer(token(product, "delegate", ANA))

        async with (
            socket(product, cookie) as line,
            Follower(product, panels="follow") as public,
            Follower(product) as listening,
        ):
            answer = await desk.post(f"/people/{known.ana}/erase", data={"sure": "yes"})
            assert answer.headers["location"] == "/people?erased"
            assert await end(line) == (4501, "credentials withdrawn")
            with pytest.raises(Exception, match="erased"):
                await public.until_type("never")
            chair = token(product, "chair")
            async with Follower(product, chair) as pressing:
                reply = await pressing.press("suspend_meeting")
            await listening.until(reply["seq"])  # a program is not told to begin anew
        assert not {"reload"} & {frame["type"] for frame in listening.frames}

        for page in (MEETING, f"{MEETING}/agenda", f"{MEETING}/programme", f"/api{MEETING}", "/people"):
            shown = await desk.get(page)
            assert shown.status_code == 200
            assert ANA not in shown.text, page
        assert "Mayor of Soria" in (await desk.get(f"{MEETING}/agenda")).text
        assert (await hers.get("/me/data")).status_code == 401
        refused = await hers.get(f"/api{MEETING}", headers=program)
        assert refused.status_code == 401
        assert rows(data, f"SELECT count(*) FROM sign_ins WHERE person = '{known.ana}'") == [(0,)]
    assert "ok" in product.cli("verify")


async def test_after_a_whole_story_log_and_metrics_name_nobody(
    serve: Callable[..., Product], folder: tuple[Path, Known]
) -> None:
    data, known = folder
    product = serve(data)
    async with browser(product) as desk, browser(product) as hers:
        link = credential(product, "link", "delegate", ANA)
        secret = link.rpartition("/")[2]
        await come_in(product, desk, "secretariat", OLGA)
        await hers.post(link, headers={"Origin": product.base_url})
        assert (await hers.post(link, headers={"Origin": product.base_url})).status_code == 410
        hers.headers["Origin"] = "https://elsewhere.example"
        assert (await hers.post("/me/data", data={"language": ANA})).status_code == 403
        hers.headers["Origin"] = product.base_url
        assert (await hers.post("/me/data", data={"language": ADDRESS})).status_code == 400
        assert (await hers.get(f"/people?find={ANA}")).status_code == 403
        fields = {"name": ANA, "address": DESK, "language": "es", "gender": "f"}
        assert (await desk.post(f"/people/{known.ana}", data=fields)).status_code == 409
        assert (await desk.get(f"/people?find={ADDRESS}")).text.count(ADDRESS) == 2
        pdf = await desk.post(f"{MEETING}/badges.pdf", data={"which": "all"})
        assert pdf.content.startswith(b"%PDF")
        assert (await desk.get(f"/people/{known.ana}/data.json")).json()["person"]["name"] == ANA
        await hers.post(f"{MEETING}/notes/item-5", data={"text": SECRET, "revision": "0"})
        with closing(sqlite3.connect(data / "hemicycle.sqlite3")) as broken, broken:
            broken.execute("ALTER TABLE notes RENAME TO away")  # a bug, with their name on its way
        product.may_fail = True
        failed = await hers.post(f"{MEETING}/notes/item-6", data={"text": SECRET, "revision": "0"})
        assert failed.status_code == 500
        with closing(sqlite3.connect(data / "hemicycle.sqlite3")) as mended, mended:
            mended.execute("ALTER TABLE away RENAME TO notes")
        assert control.ask(data, {"do": "revoke", "role": "delegate", "meeting": SLUG, "name": ANA}) == "1"
        await desk.post(f"/people/{known.ana}/erase", data={"sure": "yes"})
        metrics = (await desk.get("/metrics")).text
    await asyncio.to_thread(product.stop)
    log = product.log.read_text()
    assert "a request failed" in log
    assert "somebody was erased" in log
    for said in (ANA, OLGA, ADDRESS, DESK, SECRET, secret, "Xanadu", known.ana):
        assert said not in log
        assert said not in metrics


def test_what_was_kept_long_enough_goes_when_the_server_starts(
    serve: Callable[..., Product], folder: tuple[Path, Known]
) -> None:
    data, known = folder
    meeting = rows(data, "SELECT stream FROM meetings")[0][0]
    with closing(sqlite3.connect(data / "hemicycle.sqlite3")) as kept, kept:
        for digest, expires in (
            ("old", "2020-01-01 00:00:00.000000"),
            ("good", "2099-01-01 00:00:00.000000"),
        ):
            kept.execute(
                "INSERT INTO links (digest, person, meeting, made, expires) VALUES (?, ?, ?, ?, ?)",
                (digest, known.ana, meeting, "2019-12-25 00:00:00.000000", expires),
            )
    entries = rows(data, "SELECT count(*) FROM entries")
    product = serve(data, HEMICYCLE_KEEP_LINKS_DAYS="1")
    assert rows(data, f"SELECT digest FROM links WHERE person = '{known.ana}'") == [("good",)]
    assert rows(data, "SELECT count(*) FROM entries") == entries
    product.stop()
    assert "kept long enough" in product.log.read_text()
