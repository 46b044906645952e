"""Who may open a socket at all: Origin, cookie, token, meeting, and a handshake as RFC 6455 §4 has it."""

import base64
import json
from collections.abc import Iterator

import httpx2
import pytest

from tests.live.clients import bearer, credential, token
from tests.live.raw import Line, command, frame
from tests.provision_product import Product

FOREIGN = ("https://evil.example", "null", "", "http://127.0.0.1.evil.example")


@pytest.fixture(scope="module")
def cookie(standing: Product) -> dict[str, str]:
    """The cookie of somebody who has signed in."""
    with httpx2.Client(trust_env=False) as http:
        http.post(credential(standing, "link", "chair"))
        (kept,) = http.cookies.jar
    return {"Cookie": f"{kept.name}={kept.value}"}


@pytest.fixture(autouse=True)
def goes_on(standing: Product) -> Iterator[None]:
    """After each of these tests the server welcomes the next."""
    yield
    with Line(standing) as line:
        assert line.status == 101
        assert line.take("welcome")["you"]["roles"] == []


def origins(product: Product) -> tuple[str, ...]:
    return (product.base_url, f"http://localhost:{product.port}")


def test_a_cookie_comes_in_with_our_origin_in_either_spelling(
    standing: Product, cookie: dict[str, str]
) -> None:
    for origin in origins(standing):
        with Line(standing, cookie | {"Origin": origin}) as line:
            assert line.take("welcome")["you"]["roles"] == ["chair"]


@pytest.mark.parametrize("foreign", FOREIGN)
def test_a_page_that_is_not_ours_is_refused_with_or_without_a_cookie(
    standing: Product, cookie: dict[str, str], foreign: str
) -> None:
    for headers in ({}, cookie):
        with Line(standing, headers | {"Origin": foreign}) as line:
            assert line.status == 403
            assert json.loads(line.said)["error"]


def test_our_origin_on_another_port_is_not_ours(standing: Product, cookie: dict[str, str]) -> None:
    with Line(standing, cookie | {"Origin": f"http://127.0.0.1:{standing.port + 1}"}) as line:
        assert line.status == 403


def test_a_cookie_without_an_origin_is_refused(standing: Product, cookie: dict[str, str]) -> None:
    with Line(standing, cookie) as line:
        assert line.status == 403


def test_a_form_with_a_cookie_needs_our_origin(standing: Product, cookie: dict[str, str]) -> None:
    """Also the one that signs out."""
    for path in ("/meetings/world-council-2021/commands/open_meeting", "/sign-out"):
        for headers in ({}, *({"Origin": foreign} for foreign in FOREIGN)):
            answer = httpx2.post(f"{standing.base_url}{path}", headers=cookie | headers, trust_env=False)
            assert answer.status_code == 403, (path, headers)
            assert "Nothing was changed" in answer.text
    with Line(standing, cookie | {"Origin": standing.base_url}) as line:
        assert line.take("welcome")["you"]["roles"] == ["chair"]


def test_the_program_interface_takes_a_cookie_only_with_our_origin(
    standing: Product, cookie: dict[str, str]
) -> None:
    path = f"{standing.base_url}/api/meetings/world-council-2021/commands/reopen_meeting"
    for origin, status in ((None, 403), ("https://evil.example", 403), (standing.base_url, 409)):
        headers = cookie | ({"Origin": origin} if origin else {})
        answer = httpx2.post(path, headers=headers, json={"id": "1", "data": {}}, trust_env=False)
        assert answer.status_code == status


def test_a_token_needs_no_origin(standing: Product) -> None:
    with Line(standing, bearer(token(standing, "delegate"))) as line:
        assert line.take("welcome")["you"]["roles"] == ["delegate"]


@pytest.mark.parametrize("given", ["Bearer nonsense", "Bearer ", "Bearer", "Basic Y2hhaXI6", "Bearer é"])
def test_a_bad_token_is_refused_and_does_not_become_the_public(standing: Product, given: str) -> None:
    with Line(standing, {"Authorization": given}) as line:
        assert line.status == 401
        assert json.loads(line.said)["error"]


def test_a_token_counts_in_the_header_alone(standing: Product) -> None:
    """In an address it would stand in logs; as a cookie it would be nobody's sign-in."""
    secret = token(standing, "chair")
    with Line(standing, query=f"token={secret}&access_token={secret}") as line:
        assert line.take("welcome")["you"]["roles"] == []
    with Line(standing, {"Cookie": f"hemicycle={secret}", "Origin": standing.base_url}) as line:
        assert line.take("welcome")["you"]["roles"] == []


@pytest.mark.parametrize("slug", ["nowhere", "%00", "world-council-2021%20", "x" * 5000])
def test_a_meeting_that_is_not_there_is_a_404(standing: Product, slug: str) -> None:
    with Line(standing, meeting=slug) as line:
        assert line.status == 404


@pytest.mark.parametrize(
    "key",
    ["", "x", base64.b64encode(b"15 bytes, alas.").decode(), "&&&", base64.b64encode(b"x" * 17).decode()],
)
def test_a_bad_key_is_a_400(standing: Product, key: str) -> None:
    with Line(standing, key=key) as line:
        assert line.status == 400


@pytest.mark.parametrize("version", ["8", "14", "", "x"])
def test_another_version_is_a_426_that_names_ours(standing: Product, version: str) -> None:
    """RFC 6455 §4.2.2: "If this version does not match, ... an appropriate HTTP error code (such as 426)"."""
    with Line(standing, version=version) as line:
        assert line.status == 426
        assert line.headers["sec-websocket-version"] == "13"


def test_an_ordinary_request_for_the_socket_is_no_page(standing: Product) -> None:
    path = f"{standing.base_url}/meetings/world-council-2021/live"
    assert httpx2.get(path, trust_env=False).status_code in {404, 426}
    assert httpx2.post(path, trust_env=False).status_code in {404, 405, 426}


def test_a_press_sent_right_behind_the_handshake_is_answered(standing: Product) -> None:
    """A hasty client does not wait for the welcome."""
    with Line(standing) as line:
        line.send(frame(command()))
        assert line.take("reply")["refusal"]["code"] == "sign_in_first"
