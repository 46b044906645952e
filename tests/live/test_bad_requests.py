"""Requests of programs and forms that are no good: each has its status and words, and changes nothing (DESIGN §3)."""

import http.client
import json
from collections.abc import Iterator
from typing import Any

import httpx2
import pytest

from tests.live.clients import SLUG, bearer, credential, token
from tests.provision_product import Product

MOST = 65536
BAD_BODIES: dict[str, bytes] = {
    "nothing": b"",
    "no JSON": b"open the meeting",
    "half of it": b'{"id":"1"',
    "a list": b"[]",
    "bad UTF-8": b'{"id":"\xff","data":{}}',
    "half a surrogate pair": b'{"id":"\\ud800","data":{}}',
    "nesting without end": b"[" * 60_000,
    "nesting that ends": b'{"id":"1","data":' + b"[" * 30_000 + b"]" * 30_000 + b"}",
    "no id": b'{"data":{}}',
    "an empty id": b'{"id":"","data":{}}',
    "an id without end": json.dumps({"id": "x" * 81, "data": {}}).encode(),
    "a number as id": b'{"id":1' + b"0" * 5000 + b',"data":{}}',
    "an unknown field": b'{"id":"1","data":{},"by":"chair"}',
    "an unknown field of the command": b'{"id":"1","data":{"now":true}}',
    "no object": b'{"id":"1","data":"now"}',
    "a zero in the id": b'{"id":"\\u0000","data":{}}',
}
COMMAND = f"/api/meetings/{SLUG}/commands"


@pytest.fixture(scope="module")
def program(standing: Product) -> Iterator[httpx2.Client]:
    """Somebody who may do everything that is tried here."""
    with httpx2.Client(
        base_url=standing.base_url, headers=bearer(token(standing, "secretariat")), trust_env=False
    ) as made:
        yield made


@pytest.fixture(autouse=True)
def nothing_changes(program: httpx2.Client) -> Iterator[None]:
    before = program.get(f"/api/meetings/{SLUG}").json()["seq"]
    yield
    assert program.get(f"/api/meetings/{SLUG}").json()["seq"] == before


@pytest.mark.parametrize("fault", BAD_BODIES)
def test_a_body_of_a_bad_shape_is_a_422_in_words(program: httpx2.Client, fault: str) -> None:
    answer = program.post(f"{COMMAND}/open_meeting", content=BAD_BODIES[fault])
    assert answer.status_code == 422, answer.text
    reply = answer.json()
    assert reply["ok"] is False
    assert reply["refusal"]["code"] == "bad_shape"
    assert reply["refusal"]["message"].startswith("This command was not understood: ")


def test_sign_in_and_permission_are_checked_before_the_body_is_understood(standing: Product) -> None:
    for role, status, code in (("", 401, "sign_in_first"), ("delegate", 403, "not_permitted")):
        headers = bearer(token(standing, role)) if role else {}
        for body in BAD_BODIES.values():
            answer = httpx2.post(
                f"{standing.base_url}{COMMAND}/open_meeting", content=body, headers=headers, trust_env=False
            )
            assert answer.status_code == status
            assert answer.json()["refusal"]["code"] == code


@pytest.mark.parametrize("path", [f"{COMMAND}/open_meeting", f"/meetings/{SLUG}/commands/open_meeting"])
@pytest.mark.parametrize("announced", [True, False], ids=["announced", "in chunks"])
def test_a_body_over_64_kib_is_a_413(
    standing: Product, program: httpx2.Client, path: str, announced: object
) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", standing.port, timeout=10)
    body = json.dumps({"id": "1", "data": {}}).encode() + b" " * MOST
    headers = {"Authorization": program.headers["authorization"]}
    if path.startswith("/meetings"):
        headers["Content-Type"] = "application/x-www-form-urlencoded"
    if announced:
        connection.request("POST", path, body, headers)
    else:
        connection.request("POST", path, iter([body[:40_000], body[40_000:]]), headers, encode_chunked=True)
    answer = connection.getresponse()
    assert answer.status == 413, answer.read()
    connection.close()


def test_a_body_of_64_kib_is_read(program: httpx2.Client) -> None:
    body = json.dumps({"id": "1", "data": {}}).encode().ljust(MOST)
    answer = program.post(f"{COMMAND}/resume_meeting", content=body)
    assert answer.json()["refusal"]["code"] == "not_suspended"


def test_an_unknown_command_is_a_404_in_words(program: httpx2.Client) -> None:
    for name in ("adjourn_sine_die", "Open_Meeting", "x" * 2000, "%00", "__class__"):
        answer = program.post(f"{COMMAND}/{name}", json={"id": "1", "data": {}})
        assert answer.status_code == 404
        assert answer.json()["refusal"]["code"] == "unknown_command"


def test_an_unknown_meeting_is_a_404_in_words(program: httpx2.Client) -> None:
    for method, path in (("GET", ""), ("GET", "/entries"), ("POST", "/commands/open_meeting")):
        answer = program.request(method, f"/api/meetings/nowhere{path}")
        assert answer.status_code == 404
        assert answer.json()["error"]


@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE", "PATCH"])
def test_a_command_is_a_post(program: httpx2.Client, method: str) -> None:
    for path in (f"{COMMAND}/open_meeting", f"/meetings/{SLUG}/commands/open_meeting"):
        assert program.request(method, path).status_code == 405


@pytest.mark.parametrize(
    ("asked", "status"),
    [
        ("after=x", 422),
        ("limit=x", 422),
        ("after=", 422),
        ("after=-5&limit=-5", 200),
        ("after=9999999999999999999999&limit=0", 200),
        ("limit=100000", 200),
    ],
)
def test_the_record_is_asked_for_with_numbers(program: httpx2.Client, asked: str, status: int) -> None:
    answer = program.get(f"/api/meetings/{SLUG}/entries?{asked}")
    assert answer.status_code == status
    assert status == 422 or len(answer.json()["entries"]) <= 500


@pytest.mark.parametrize(
    ("command", "fields", "words"),
    [
        ("suspend_meeting", {"until": "25:00"}, "is no time of the form 15:00"),
        ("suspend_meeting", {"until": "x" * 5}, "is no time of the form 15:00"),
        ("suspend_meeting", {"reason": "x" * 201}, "This command was not understood"),
        ("open_next_item", {"closing": "", "outcome": "postponed"}, "This command was not understood"),
        ("open_next_item", {}, "This command was not understood"),
        ("open_meeting", {"now": "yes"}, "This command was not understood"),
        ("open_meeting", {"id": "x" * 81}, "This command was not understood"),
    ],
)
def test_a_form_of_a_bad_shape_comes_back_as_the_page_with_words(
    standing: Product, command: str, fields: dict[str, Any], words: str
) -> None:
    with httpx2.Client(base_url=standing.base_url, trust_env=False) as browser:
        browser.post(credential(standing, "link", "chair"))
        answer = browser.post(
            f"/meetings/{SLUG}/commands/{command}", data=fields, headers={"Origin": standing.base_url}
        )
    assert answer.status_code == 422
    assert words in answer.text


def test_a_file_in_a_form_is_refused_in_words(standing: Product) -> None:
    with httpx2.Client(base_url=standing.base_url, trust_env=False) as browser:
        browser.post(credential(standing, "link", "chair"))
        answer = browser.post(
            f"/meetings/{SLUG}/commands/suspend_meeting",
            files={"reason": ("lunch.txt", b"lunch")},
            headers={"Origin": standing.base_url},
        )
    assert answer.status_code in {400, 422}
    assert "Traceback" not in answer.text
