"""Everybody's own notes over HTTP: theirs alone, never lost, and no part of anything else."""

import json
import re
import sqlite3
from contextlib import ExitStack, closing
from html import unescape

import httpx2
import pytest

from models.belonging.roles import Role
from server.paper_pages.notes import LONGEST
from tests.live.clients import SLUG, Follower, bearer, token
from tests.live.papers import API, PUBLIC, browser_of, client
from tests.provision_product import Product

HERE = f"/meetings/{SLUG}/notes"
JSON = {"Accept": "application/json"}
SECRET = "Do not give the floor to Xanadu before lunch"


def write(
    writer: httpx2.Client, text: str, seen: int, item: str = "item-2", **more: str
) -> tuple[int, dict[str, object]]:
    """Write as the page's script does: the status, and what it answers."""
    fields = {"text": text, "revision": str(seen), **more}
    answer = writer.post(f"{HERE}/{item}", data=fields, headers=JSON)
    return answer.status_code, answer.json()


def read(reader: httpx2.Client) -> dict[str, dict[str, object]]:
    return dict(reader.get(HERE, headers=JSON).raise_for_status().json())


# ---------------------------------------------------------------------------------------------- whose they are


@pytest.mark.parametrize("role", [role.value for role in Role])
def test_whoever_has_a_role_has_notes_of_their_own(standing: Product, role: str) -> None:
    with client(standing, role) as one, browser_of(standing, role, "Somebody else") as other:
        assert write(one, f"as {role}", 0) == (200, {"text": f"as {role}", "revision": 1})
        assert read(one) == {"item-2": {"text": f"as {role}", "revision": 1}}
        assert f"as {role}" in one.get(HERE).text
        assert read(other) == {}
        assert f"as {role}" not in other.get(HERE).text


def test_whoever_has_no_role_has_none(standing: Product) -> None:
    with client(standing, PUBLIC) as public, client(standing, "secretariat") as desk:
        stranger = bearer(token(standing, "observer", "Stranger"))
        roles = [e["data"] for e in desk.get(f"{API}/entries?limit=500").json()["entries"] if "data" in e]
        person = next(data["person"] for data in reversed(roles) if data.get("role") == "observer")
        press = {"id": "stranger", "data": {"person": person, "role": "observer"}}
        assert desk.post(f"{API}/commands/withdraw_role", json=press).json()["ok"]
        for headers, status in (({}, 401), (stranger, 403)):
            fields = {"text": "mine", "revision": "0"}
            assert public.get(HERE, headers=headers).status_code == status
            assert public.post(f"{HERE}/item-2", data=fields, headers=headers).status_code == status


async def test_a_note_is_nowhere_but_on_its_writers_own_page(served: Product) -> None:
    with ExitStack() as open_:
        chair = open_.enter_context(browser_of(served, "chair"))
        others = [
            open_.enter_context(browser_of(served, role, "Another"))
            for role in ("chair", "secretariat", "delegate")
        ]
        public = open_.enter_context(client(served, PUBLIC))
        async with Follower(served, token(served, "chair", "A third"), panels="chair") as watching:
            assert write(chair, SECRET, 0)[0] == 200
            program = open_.enter_context(client(served, "secretariat"))
            seq = program.post(f"{API}/commands/open_meeting", json={"id": "1"}).json()["seq"]
            await watching.until(seq)
            frames = json.dumps(watching.frames)
        pages = ("", "/chair", "/wall", "/papers", "/notes")
        seen = [reader.get(f"/meetings/{SLUG}{page}").text for reader in (*others, public) for page in pages]
        seen += [chair.get(f"/meetings/{SLUG}{page}").text for page in pages if page != "/notes"]
        seen += [
            one.get(a).text for one in (*others, chair, public) for a in (API, f"{API}/entries?limit=500")
        ]
        seen += [public.get(address).text for address in ("/", "/healthz", "/metrics")]
        seen += [served.cli("verify"), served.log.read_text(), frames]
        assert [text for text in seen if "Xanadu" in text] == []
        assert SECRET in chair.get(HERE).text


async def test_a_note_is_no_part_of_the_record(served: Product) -> None:
    with client(served, "chair") as chair:
        before = chair.get(API).json()["seq"]
        write(chair, SECRET, 0)
        assert chair.get(API).json()["seq"] == before
    with closing(sqlite3.connect(served.data / "hemicycle.sqlite3")) as shell:
        tables = [name for (name,) in shell.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        holding = [
            table for table in tables if "Xanadu" in str(shell.execute(f"SELECT * FROM {table}").fetchall())
        ]
    assert holding == ["notes"]


# ---------------------------------------------------------------------------------------------- nothing is lost


def test_another_window_is_told_and_shown_both_texts(standing: Product) -> None:
    with browser_of(standing, "chair", "With two windows") as chair:
        assert write(chair, "from the desk", 0)[0] == 200
        status, said = write(chair, "from the phone", 0)
        assert status == 409
        assert said == {
            "error": "This note was changed in another window meanwhile. Here are both texts; nothing is lost.",
            "text": "from the desk",
            "revision": 1,
        }
        assert read(chair)["item-2"] == {"text": "from the desk", "revision": 1}

        page = chair.post(f"{HERE}/item-2", data={"text": "from the phone", "revision": "0"})
        assert page.status_code == 409
        assert "<blockquote>from the desk</blockquote>" in page.text
        form = re.search(r'<form class="note-form" id="note-item-2".*?</form>', page.text, re.DOTALL)
        assert form
        assert 'name="revision" value="1"' in form[0], "saving again is on purpose"
        assert "from the phone</textarea>" in form[0]
        assert write(chair, "both", 1) == (200, {"text": "both", "revision": 2})


def test_what_has_arrived_already_may_be_sent_again(standing: Product) -> None:
    with client(standing, "chair") as chair:
        [write(chair, "the same", 0, "item-3") for _ in range(2)]
        assert write(chair, "the same", 0, "item-3") == (200, {"text": "the same", "revision": 1})


def test_without_script_a_note_is_a_form(standing: Product) -> None:
    with browser_of(standing, "delegate", "Without script") as delegate:
        answer = delegate.post(f"{HERE}/item-4", data={"text": "one\r\ntwo", "revision": "0"})
        assert (answer.status_code, answer.headers["location"]) == (303, f"{HERE}#note-item-4")
        back = {"text": "one\r\nthree", "revision": "1", "back": f"/meetings/{SLUG}"}
        assert delegate.post(f"{HERE}/item-4", data=back).headers["location"] == f"/meetings/{SLUG}"
        away = {**back, "revision": "2", "back": "//evil.example"}
        assert delegate.post(f"{HERE}/item-4", data=away).headers["location"] == f"{HERE}#note-item-4"
        assert read(delegate)["item-4"]["text"] == "one\nthree"


@pytest.mark.parametrize(
    "text", ["</textarea><script>alert(1)</script>", "&amp; <b>", "\n\nafter two lines", "会议 🎉"]
)
def test_a_note_is_what_was_written(standing: Product, text: str) -> None:
    with browser_of(standing, "chair", f"Writer of {text}") as chair:
        write(chair, text, 0)
        assert read(chair)["item-2"]["text"] == text
        [shown] = re.findall(
            r'<textarea id="text-item-2"[^>]*>\n(.*?)</textarea>', chair.get(HERE).text, re.DOTALL
        )
        assert unescape(shown) == text
        assert "<script>alert" not in shown


# ------------------------------------------------------------------------------------------------ what is refused


def test_a_long_note_is_taken_in_any_script_and_a_longer_one_is_shown_again(standing: Product) -> None:
    with browser_of(standing, "chair", "Of many words") as chair:
        assert write(chair, "🎉" * LONGEST, 0)[0] == 200
        status, said = write(chair, "x" * (LONGEST + 1), 1)
        assert (status, said) == (
            422,
            {"error": "A note has at most 10000 characters. This one was not saved."},
        )
        page = chair.post(f"{HERE}/item-2", data={"text": "y" * (LONGEST + 1), "revision": "1"})
        assert page.status_code == 422
        assert "y" * (LONGEST + 1) in page.text
        assert chair.post(f"{HERE}/item-2", data={"text": "x" * 200_000, "revision": "1"}).status_code == 413
        assert read(chair)["item-2"] == {"text": "🎉" * LONGEST, "revision": 1}


@pytest.mark.parametrize(
    ("item", "fields", "status"),
    [
        ("item-99", {"text": "x", "revision": "0"}, 404),
        ("item-5", {"text": "x"}, 400),
        ("item-5", {"text": "x", "revision": "-1"}, 400),
        ("item-5", {"text": "x", "revision": "9" * 40}, 400),
        ("item-5", {"text": "x", "revision": "7"}, 409),
    ],
)
def test_what_is_no_note_is_refused(
    standing: Product, item: str, fields: dict[str, str], status: int
) -> None:
    with client(standing, "chair") as chair:
        assert chair.post(f"{HERE}/{item}", data=fields).status_code == status
        assert item not in read(chair)


def test_another_page_writes_nothing(standing: Product) -> None:
    with browser_of(standing, "chair", "Lured away") as chair:
        fields = {"text": "theirs", "revision": "0"}
        for origin in ("https://evil.example", "null"):
            assert chair.post(f"{HERE}/item-2", data=fields, headers={"Origin": origin}).status_code == 403
        assert read(chair) == {}
