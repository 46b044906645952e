"""Papers come in over HTTP: who uploads, what a new version takes over, what is refused and in which words."""

import hashlib
import http.client
from collections.abc import Iterator

import httpx2
import pytest

from models.planning.papers import MOST_BYTES
from tests.live.clients import bearer, token
from tests.live.papers import API, HERE, PDF, PUBLIC, SLUG, attached, browser_of, client, listed, send
from tests.provision_product import Product


@pytest.fixture(scope="module")
def desk(standing: Product) -> Iterator[httpx2.Client]:
    """A program of the secretariat."""
    with client(standing, "secretariat") as made:
        yield made


@pytest.fixture(scope="module")
def browser(standing: Product) -> Iterator[httpx2.Client]:
    """The secretariat in a browser without script."""
    with browser_of(standing, "secretariat") as made:
        yield made


def test_a_program_uploads_a_paper_and_reads_it_back(desk: httpx2.Client) -> None:
    paper = attached(desk, PDF, title_en="Report", title_fr="Rapport", language="fr")
    shown = listed(desk)[paper]
    assert shown == {
        "id": paper,
        "title": "Report",
        "language": "fr",
        "version": 1,
        "superseded": False,
        "members_only": False,
        "name": "report.pdf",
        "media": "application/pdf",
        "size": len(PDF),
        "digest": hashlib.sha256(PDF).hexdigest(),
        "address": f"{HERE}/{paper}",
    }
    assert desk.get(shown["address"]).content == PDF


def test_a_form_goes_back_to_the_page_it_came_from(browser: httpx2.Client) -> None:
    answer = send(browser, back=f"/meetings/{SLUG}/chair")
    assert (answer.status_code, answer.headers["location"]) == (303, f"/meetings/{SLUG}/chair")


@pytest.mark.parametrize(
    "back",
    ["", "//evil.example/", "https://evil.example/", "/\\evil.example", "chair", "/a\nb", "javascript:x"],
)
def test_a_form_goes_back_to_no_other_house(browser: httpx2.Client, back: str) -> None:
    answer = send(browser, back=back)
    assert (answer.status_code, answer.headers["location"]) == (303, HERE)


def test_a_paper_without_a_title_is_called_as_its_file(desk: httpx2.Client) -> None:
    paper = attached(desk, name="Budget 2022.xlsx")
    assert listed(desk)[paper]["title"] == "Budget 2022"


def test_a_title_is_in_the_language_of_the_page_it_is_typed_on(desk: httpx2.Client) -> None:
    answer = desk.post(
        f"{HERE}?lang=fr", data={"item": "item-2", "title": "Rapport"}, files={"file": ("a.pdf", b"%PDF-fr")}
    )
    [entry] = desk.get(f"{API}/entries?after={answer.json()['seq'] - 1}").json()["entries"]
    assert entry["data"]["paper"]["title"] == {"en": "", "fr": "Rapport", "es": ""}


def test_a_new_version_is_as_the_one_before_but_for_what_is_said(desk: httpx2.Client) -> None:
    first = attached(desk, title_en="Plan", title_es="Plan", language="en", members_only="true")
    second = attached(desk, item="", replaces=first)
    third = attached(desk, replaces=second, language="fr", members_only="false")
    shown = listed(desk)
    told = {
        paper: tuple(
            shown[paper][key] for key in ("title", "language", "version", "members_only", "superseded")
        )
        for paper in (first, second, third)
    }
    assert told == {
        first: ("Plan", "en", 1, True, True),
        second: ("Plan", "en", 2, True, True),
        third: ("Plan", "fr", 3, False, False),
    }
    assert desk.get(f"{HERE}/{first}").status_code == 200, "older versions stay available"


def test_the_same_upload_again_is_one_paper(desk: httpx2.Client) -> None:
    replies = [send(desk, b"%PDF-once", id="once").json() for _ in range(2)]
    assert replies[0] == replies[1]
    assert send(desk, b"%PDF-other", id="once").json()["refusal"]["code"] == "id_reused"


def test_an_acknowledged_paper_has_its_file(desk: httpx2.Client) -> None:
    """By command alone a paper gets a file that is here already, and no other."""
    paper = attached(desk)
    shown = listed(desk)[paper]
    data = {key: shown[key] for key in ("name", "media", "size", "digest")}
    for n, (change, ok) in enumerate([({}, True), ({"digest": "0" * 64}, False), ({"size": 7}, False)]):
        press = {"id": f"by hand {n}", "data": {"item": "item-3", "title": {"en": "Again"}, **data, **change}}
        reply = desk.post(f"{API}/commands/attach_paper", json=press).json()
        assert reply["ok"] is ok
        assert ok or reply["refusal"]["code"] == "file_missing"


@pytest.mark.parametrize(
    ("fields", "content", "name", "status", "code", "words"),
    [
        ({"item": "item-99"}, PDF, "a.pdf", 409, "unknown_item", "There is no such item"),
        ({}, b"", "a.pdf", 409, "empty_file", "There is no file, or nothing in it."),
        ({}, b"", "", 409, "empty_file", "There is no file, or nothing in it."),
        ({"language": "no such"}, PDF, "a.pdf", 409, "unknown_language", "is no code of a language"),
        ({"members_only": "perhaps"}, PDF, "a.pdf", 422, "bad_shape", "was not understood"),
        ({"title": "x" * 4001}, PDF, "a.pdf", 422, "bad_shape", "was not understood"),
        ({"secret": "x"}, PDF, "a.pdf", 422, "bad_shape", "there is no field secret"),
        ({"replaces": "paper-9999"}, PDF, "a.pdf", 409, "unknown_paper", "There is no such paper"),
    ],
)
def test_what_is_no_paper_is_refused_in_words(
    desk: httpx2.Client,
    browser: httpx2.Client,
    fields: dict[str, str],
    content: bytes,
    name: str,
    status: int,
    code: str,
    words: str,
) -> None:
    before = desk.get(API).json()["seq"]
    program, form = (send(sender, content, name, **fields) for sender in (desk, browser))
    assert (program.status_code, program.json()["refusal"]["code"]) == (status, code)
    assert form.status_code == status
    assert words in form.text
    assert f'href="{HERE}"' in form.text, "the way back"
    assert desk.get(API).json()["seq"] == before


def test_a_form_that_is_no_form_is_a_400(desk: httpx2.Client) -> None:
    kind = {"Content-Type": "multipart/form-data"}
    assert desk.post(HERE, content=b"nonsense", headers=kind).status_code == 400
    assert desk.post(HERE, data={"item": "item-2"}).json()["refusal"]["code"] == "empty_file"


def test_another_page_uploads_nothing(standing: Product, browser: httpx2.Client, desk: httpx2.Client) -> None:
    before = desk.get(API).json()["seq"]
    for origin in ("https://evil.example", "null"):
        answer = browser.post(
            HERE, data={"item": "item-2"}, files={"file": ("a.pdf", PDF)}, headers={"Origin": origin}
        )
        assert answer.status_code == 403
    assert desk.get(API).json()["seq"] == before


# ------------------------------------------------------------------------------------------------- size


def announced(standing: Product, role: str, size: int) -> tuple[int, str]:
    """Somebody says how much will come, and waits for the answer before they send any of it."""
    connection = http.client.HTTPConnection("127.0.0.1", standing.port, timeout=10)
    secret = {} if role == PUBLIC else bearer(token(standing, role))
    connection.putrequest("POST", HERE)
    for name, value in {
        **secret,
        "Content-Type": "multipart/form-data; boundary=x",
        "Content-Length": size,
    }.items():
        connection.putheader(name, str(value))
    connection.endheaders()
    answer = connection.getresponse()
    said = answer.status, answer.read().decode()
    connection.close()
    return said


@pytest.mark.parametrize(
    ("role", "code"), [(PUBLIC, None), ("delegate", "not_permitted"), ("chair", "not_permitted")]
)
def test_whoever_may_not_is_told_before_they_have_sent_anything(
    standing: Product, role: str, code: str | None
) -> None:
    status, body = announced(standing, role, 20_000_000)
    assert status == (403 if code else 401)
    assert code is None or f'"code":"{code}"' in body


def test_whoever_announces_too_much_is_told_before_they_have_sent_it(standing: Product) -> None:
    status, body = announced(standing, "secretariat", MOST_BYTES + 200_000)
    assert status == 413
    assert "a paper has at most 25 MB" in body


def test_a_paper_may_have_25_mib_and_not_a_byte_more(desk: httpx2.Client, browser: httpx2.Client) -> None:
    full = b"\0" * MOST_BYTES
    assert desk.get(f"{HERE}/{attached(desk, full, 'full.bin')}").content == full
    for sender in (desk, browser):
        answer = send(sender, full + b"\0", "too-full.bin")
        assert answer.status_code == 413
        assert "The file is too large: a paper has at most 25 MB." in answer.text


def test_a_body_that_grows_too_large_unannounced_is_refused_in_words(desk: httpx2.Client) -> None:
    def endless() -> Iterator[bytes]:
        yield b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.bin"\r\n\r\n'
        for _ in range(MOST_BYTES // 65536 + 40):
            yield b"\0" * 65536

    kind = {"Content-Type": "multipart/form-data; boundary=x"}
    answer = desk.post(HERE, content=endless(), headers=kind)
    assert (answer.status_code, answer.json()["refusal"]["code"]) == (413, "too_large")
