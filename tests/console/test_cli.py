"""The console command beside a running server and without one: links, tokens, the demo (DESIGN §3, issue 2)."""

import json
import re
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path

import pytest

from server.console import control
from tests.console.conftest import Console
from tests.provision import free_port
from tests.provision_product import HEMICYCLE, Product, end_of_hemicycle, program_environment

SLUG = "world-council-2021"
CHAIR = ("--role", "chair", "--meeting", SLUG)
LINK = re.compile(r"http://127\.0\.0\.1:\d+/in/[\w-]{43}\n")
TOKEN = re.compile(r"[\w-]{43}\n")
DEEP = Path("d" * 60, "e" * 60, "f" * 60)  # no socket's path may be so long


def hemicycle(*arguments: str, **settings: str) -> subprocess.CompletedProcess[str]:
    """The command as a program of its own, with these settings alone."""
    return end_of_hemicycle(*arguments, environment=program_environment(**settings), timeout=20)


def answered(product: Product, path: str, token: str = "", body: bytes | None = None) -> int:
    """The status of one request with this token."""
    request = urllib.request.Request(product.base_url + path, data=body)
    if token:
        request.add_header("Authorization", f"Bearer {token}")
    try:
        with urllib.request.urlopen(request, timeout=10) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as refused:
        return refused.code


def opens_the_meeting(product: Product, token: str) -> bool:
    """Whether a program with this token may do what a chair does."""
    body = json.dumps({"id": f"press-{time.monotonic_ns()}", "data": {}}).encode()
    return answered(product, f"/api/meetings/{SLUG}/commands/resume_meeting", token, body) == 409


# ---------------------------------------------------------------------------------- one value, alone


@pytest.mark.parametrize(("command", "shape"), [("link", LINK), ("token", TOKEN)])
def test_without_a_server_one_value_stands_alone_on_stdout(
    data: Path, command: str, shape: re.Pattern[str]
) -> None:
    said = hemicycle(command, *CHAIR, HEMICYCLE_DATA=str(data), HEMICYCLE_BIND="127.0.0.1:8123")
    assert shape.fullmatch(said.stdout), said
    assert said.returncode == 0
    assert said.stderr == ""


@pytest.mark.parametrize(("command", "shape"), [("link", LINK), ("token", TOKEN)])
def test_beside_a_server_one_value_stands_alone_on_stdout(
    served: Product, command: str, shape: re.Pattern[str]
) -> None:
    """From cold, as an operator starts it."""
    said = subprocess.run(
        [HEMICYCLE, command, *CHAIR], env=served.environment, capture_output=True, text=True, check=True
    )
    assert shape.fullmatch(said.stdout), said
    assert said.stderr == ""


def test_what_was_made_beside_the_server_works_at_once(served: Product) -> None:
    link = served.cli("link", *CHAIR)
    assert link.startswith(served.base_url)
    assert answered(served, link.removeprefix(served.base_url)) == 200
    assert opens_the_meeting(served, served.cli("token", *CHAIR))


def test_what_was_made_before_the_server_started_works_in_it(
    serve: Callable[..., Product], data: Path
) -> None:
    token = hemicycle("token", *CHAIR, HEMICYCLE_DATA=str(data)).stdout.strip()
    assert opens_the_meeting(serve(data=data), token)


def test_each_link_and_each_token_is_another(console: Console, data: Path) -> None:
    said = [console(command, *CHAIR, HEMICYCLE_DATA=data).out for command in ("link", "token") * 2]
    assert len(set(said)) == 4


def test_for_the_public_the_link_is_the_meetings_own_address(served: Product) -> None:
    link = served.cli("link", "--role", "public", "--meeting", SLUG)
    assert link == f"{served.base_url}/meetings/{SLUG}"


def test_a_role_is_revoked_and_its_tokens_with_it(served: Product) -> None:
    token = served.cli("token", *CHAIR)
    assert opens_the_meeting(served, token)
    assert served.cli("revoke", *CHAIR) == "1"
    deadline = time.monotonic() + 5
    while opens_the_meeting(served, token):
        assert time.monotonic() < deadline, "the token is still good"
    assert opens_the_meeting(served, served.cli("token", *CHAIR))


def test_somebody_without_a_role_is_revoked_by_name(served: Product) -> None:
    served.cli("secretary", "--name", "Grace Hopper")
    assert served.cli("revoke", "--name", "Grace Hopper") == "1"
    failed = hemicycle("revoke", "--address", "nobody@example.org", **served.environment)
    assert (failed.returncode, failed.stderr) == (1, "Nobody is known as 'nobody@example.org'.\n")


# ----------------------------------------------------------------------------------------- folders


def test_a_folder_deeper_than_a_sockets_path_may_be(
    serve: Callable[..., Product], data: Path, tmp_path: Path
) -> None:
    deep = tmp_path / DEEP
    deep.parent.mkdir(parents=True)
    served = serve(data=data.rename(deep))
    asked = {"do": "token", "role": "chair", "meeting": SLUG, "name": ""}
    made = control.ask(deep, asked)
    assert made, "the running server was not reached"
    assert opens_the_meeting(served, made)
    assert opens_the_meeting(served, served.cli("token", *CHAIR))


@pytest.mark.parametrize("name", ["with a space", "a#b", "a?b", "a%41b", "été", "it's", "a&b=c"])
def test_a_folder_with_any_name(console: Console, tmp_path: Path, name: str) -> None:
    folder = tmp_path / name
    assert console("demo", HEMICYCLE_DATA=folder).out == f"{SLUG}\n"
    assert console("verify", HEMICYCLE_DATA=folder).code == 0
    assert (folder / "hemicycle.sqlite3").is_file()
    assert [one.name for one in tmp_path.iterdir()] == [name], "nothing is written elsewhere"


def test_the_folder_is_its_owners_alone(console: Console, tmp_path: Path) -> None:
    console("demo", HEMICYCLE_DATA=tmp_path / "data")
    assert (tmp_path / "data").stat().st_mode & 0o077 == 0


def test_after_a_kill_the_command_does_not_wait_for_the_server(served: Product) -> None:
    """Its socket's name is still in the folder, and nobody listens."""
    served.kill()
    assert (served.data / control.NAME).exists()
    assert TOKEN.fullmatch(served.cli("token", *CHAIR) + "\n")


# ------------------------------------------------------------------------------------ one server each


def test_a_second_server_on_the_same_folder_is_refused_in_words(served: Product) -> None:
    second = hemicycle("serve", HEMICYCLE_DATA=str(served.data), HEMICYCLE_BIND="127.0.0.1:1")
    assert second.returncode == 1
    assert second.stderr == (
        f"Another Hemicycle server is already using the folder {served.data}. Stop it first.\n"
    )
    assert served.healthy()


def test_a_second_server_on_the_same_port_is_refused_in_words(served: Product, tmp_path: Path) -> None:
    bind = served.base_url.removeprefix("http://")
    second = hemicycle("serve", HEMICYCLE_DATA=str(tmp_path / "other"), HEMICYCLE_BIND=bind)
    assert second.returncode == 1
    assert f"Cannot listen on {bind}" in second.stderr
    assert "Traceback" not in second.stderr


# ------------------------------------------------------------------------------------------- the demo


def test_the_demo_is_made_once(console: Console, data: Path) -> None:
    assert [console("demo", HEMICYCLE_DATA=data).out for _ in range(2)] == [f"{SLUG}\n"] * 2
    assert console("verify", HEMICYCLE_DATA=data).out.count("\n") == 2, "the calendar and the meeting"


def test_the_demo_is_made_once_beside_a_server_too(served: Product) -> None:
    before = served.cli("verify")
    assert served.cli("demo") == SLUG
    assert served.cli("verify") == before


def test_as_published_the_demo_keeps_its_dates(serve: Callable[..., Product]) -> None:
    served = serve(demo=False)
    assert served.cli("demo", "--as-published") == SLUG
    with urllib.request.urlopen(f"{served.base_url}/api/meetings/{SLUG}", timeout=10) as answer:
        meeting = json.load(answer)
    assert meeting["items"][0]["fixed_start"] == "2021-11-17T08:30:00Z"
    assert meeting["state"] == "convened"


def test_serve_with_the_demo_prints_one_role_and_its_link_a_line(tmp_path: Path) -> None:
    port = free_port()
    settings = program_environment(HEMICYCLE_DATA=str(tmp_path), HEMICYCLE_BIND=f"127.0.0.1:{port}")
    with subprocess.Popen(
        [HEMICYCLE, "serve", "--demo"],
        env=settings,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as server:
        assert server.stdout
        lines = [server.stdout.readline() for _ in range(7)]
        server.terminate()
        rest, _ = server.communicate(timeout=20)
    printed = dict(line.rstrip("\n").split(" ") for line in lines)
    home = f"http://127.0.0.1:{port}"
    assert list(printed) == ["chair", "secretariat", "delegate", "observer", "public", "wall", "organisation"]
    signing_in = ("chair", "secretariat", "delegate", "observer", "organisation")
    assert all(LINK.fullmatch(printed[role] + "\n") for role in signing_in)
    assert printed["public"] == f"{home}/meetings/{SLUG}"
    assert printed["wall"] == f"{home}/meetings/{SLUG}/wall"
    assert rest == ""
