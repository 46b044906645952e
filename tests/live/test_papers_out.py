"""Papers go out over HTTP: who is told of them and may open them, and how a file is handed out."""

from collections.abc import Iterator

import httpx2
import pytest

from models.belonging.roles import Role
from models.planning.papers import MEDIA
from tests.live.papers import API, HERE, PDF, PUBLIC, SLUG, attached, browser_of, client, listed, withdraw
from tests.provision_product import Product

OPENS_MEMBERS_PAPERS = {
    "chair",
    "secretariat",
    "desk",
    "delegate",
    "interpreter",
}  # by hand, not from the rules


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


@pytest.mark.parametrize("role", [PUBLIC, *(role.value for role in Role)])
def test_a_paper_for_members_is_there_for_members_alone(
    standing: Product, desk: httpx2.Client, role: str
) -> None:
    """In the interface, the record, the page and the download; and going, it leaves as it came."""
    opens = role in OPENS_MEMBERS_PAPERS
    with client(standing, role) as reader:  # who comes for the first time is given the role by it
        secret = attached(desk, title_en=f"Secret for {role}", members_only="true")
        seq = desk.get(API).json()["seq"]
        missing = 401 if role == PUBLIC else 404
        assert (secret in listed(reader)) is opens
        assert (f"Secret for {role}" in reader.get(HERE).text) is opens
        answer = reader.get(f"{HERE}/{secret}")
        assert answer.status_code == (200 if opens else missing)
        none = reader.get(f"{HERE}/paper-99999").text.replace("paper-99999", secret)
        assert opens or answer.text == none, "as if there were none"
        withdraw(desk, secret)
        entries = reader.get(f"{API}/entries?after={seq - 1}&limit=2").json()["entries"]
        assert [set(entry) == {"seq", "sealed"} for entry in entries] == [not opens] * 2
        assert reader.get(f"{HERE}/{secret}").status_code == (410 if opens else missing)
        assert secret not in listed(reader)


def test_anybody_opens_a_public_paper_and_nobody_once_it_is_withdrawn(
    standing: Product, desk: httpx2.Client
) -> None:
    paper = attached(desk)
    with client(standing, PUBLIC) as anybody:
        assert anybody.get(f"{HERE}/{paper}").status_code == 200
        withdraw(desk, paper)
        for reader in (anybody, desk):
            gone = reader.get(f"{HERE}/{paper}")
            assert gone.status_code == 410
            assert "This paper has been withdrawn." in gone.text


@pytest.mark.parametrize(
    ("name", "content", "media"),
    [
        ("page.html", b"<!doctype html><script>alert(1)</script>", "application/octet-stream"),
        (
            "image.svg",
            b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>',
            "application/octet-stream",
        ),
        ("report.pdf", b"<script>alert(1)</script>", "application/octet-stream"),
        ("notes.txt", b"<script>alert(1)</script>", "text/plain"),
        ("report.pdf", PDF, MEDIA["pdf"]),
    ],
)
def test_whatever_was_uploaded_comes_as_an_attachment_in_a_sandbox(
    standing: Product, desk: httpx2.Client, name: str, content: bytes, media: str
) -> None:
    paper = attached(desk, content, name)
    with client(standing, PUBLIC) as anybody:
        answer = anybody.get(f"{HERE}/{paper}")
    said = answer.headers
    assert answer.content == content
    assert said["content-type"] == media
    assert said["content-disposition"] == f"attachment; filename=\"{name}\"; filename*=UTF-8''{name}"
    assert said["content-security-policy"] == "default-src 'none'; sandbox"
    assert said["x-content-type-options"] == "nosniff"
    assert said["content-length"] == str(len(content))


def test_a_name_in_any_script_arrives(desk: httpx2.Client) -> None:
    paper = attached(desk, name="Отчёт «2021».pdf", language="ru")
    said = desk.get(f"{HERE}/{paper}").headers
    assert said["content-disposition"].startswith('attachment; filename="')
    assert "filename*=UTF-8''%D0%9E%D1%82%D1%87%D1%91%D1%82" in said["content-disposition"]
    assert said["content-language"] == "ru"


def test_a_public_paper_is_asked_about_anew_and_one_for_members_is_not_kept_at_all(
    standing: Product, desk: httpx2.Client
) -> None:
    public, secret = attached(desk), attached(desk, members_only="true")
    shown = desk.get(f"{HERE}/{public}").headers
    assert shown["cache-control"] == "private, no-cache"
    again = desk.get(f"{HERE}/{public}", headers={"If-None-Match": shown["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["content-security-policy"] == "default-src 'none'; sandbox"
    shown = desk.get(f"{HERE}/{secret}").headers
    assert shown["cache-control"] == "no-store"
    assert "etag" not in shown


def test_head_says_what_would_come(desk: httpx2.Client) -> None:
    paper = attached(desk, PDF + b"head")
    head, whole = desk.head(f"{HERE}/{paper}"), desk.get(f"{HERE}/{paper}")
    assert head.content == b""
    left_out = {"date"}
    assert {k: v for k, v in head.headers.items() if k not in left_out} == {
        k: v for k, v in whole.headers.items() if k not in left_out
    }


def test_a_paper_is_nowhere_else(standing: Product, desk: httpx2.Client) -> None:
    paper = attached(desk)
    for address in (f"/meetings/nowhere/papers/{paper}", f"{HERE}/{paper}/x", f"{HERE}/%2e%2e"):
        assert desk.get(address).status_code == 404


# --------------------------------------------------------------------------------------------- its page


def test_the_page_of_papers_shows_forms_to_the_secretariat_alone(
    standing: Product, desk: httpx2.Client
) -> None:
    attached(desk, title_en="Shown to all")
    for role, has_forms in ((PUBLIC, False), ("chair", False), ("secretariat", True)):
        with client(standing, role) as reader:
            page = reader.get(HERE)
        assert page.status_code == 200
        assert "Shown to all" in page.text
        assert ('type="file"' in page.text) is has_forms


def test_a_form_withdraws_a_paper_and_goes_back(browser: httpx2.Client, desk: httpx2.Client) -> None:
    paper = attached(desk)
    fields = {"id": "", "paper": paper, "back": HERE}
    answer = browser.post(f"/meetings/{SLUG}/commands/withdraw_paper", data=fields)
    assert (answer.status_code, answer.headers["location"]) == (303, HERE)
    assert paper not in listed(desk)


def test_a_paper_is_shown_in_the_readers_language(desk: httpx2.Client) -> None:
    attached(desk, b"x" * 1_300_000, "a.zip", title_fr="Dossier", title_en="Folder", language="es")
    page = desk.get(f"{HERE}?lang=fr").text
    assert "Dossier" in page
    assert "espagnol" in page
    assert "1,2" in page
