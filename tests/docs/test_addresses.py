"""docs/protocol.md names every frame, close code, address, status and metric there is, and no other."""

import ast
import re
from pathlib import Path
from typing import get_args, get_type_hints

import pytest
from prometheus_client import REGISTRY
from starlette.routing import Mount, Route, WebSocketRoute
from websockets.frames import CloseCode

from server import frames, metrics
from server.app import create_app
from server.panels import PAGES
from server.settings import read_settings
from server.world import RealWorld
from tests.docs.reading import ROOT, chapters, spans

PROTOCOL = chapters("docs/protocol.md")
SOCKET, HTTP = PROTOCOL["The socket"], PROTOCOL["JSON over HTTP"]
MEETING, ENTRIES, COMMAND = (title for title in HTTP.below if title.startswith(("GET", "POST")))

OF_THE_PROTOCOL = {CloseCode.PROTOCOL_ERROR, CloseCode.INVALID_DATA, CloseCode.MESSAGE_TOO_BIG}
ADDRESS = re.compile(r"(GET|POST|PUT|PATCH|DELETE) (/\S*)")


def source(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def first(section: str, column: str) -> set[str]:
    """What the first column of a chapter's tables sets in code, or says plainly."""
    cells = [row[column] for row in PROTOCOL[section].rows(column)]
    return {word for cell in cells for word in spans(cell) or [cell]}


# --------------------------------------------------------------------------------------------- the socket


def test_every_frame_has_its_section_and_there_is_no_other() -> None:
    made = re.findall(r'(?:_json\(type=|"type":)"(\w+)"', source("server/frames.py"))
    assert set(PROTOCOL["Frames down"].below) == set(made)
    assert set(PROTOCOL["Frames up"].below) == set(get_args(get_type_hints(frames.Press)["type"]))


def test_every_close_code_is_listed() -> None:
    ours = {value for value in vars(frames).values() if isinstance(value, int) and 4000 <= value < 5000}
    assert first("Close codes", "code") == {str(int(code)) for code in ours | OF_THE_PROTOCOL}


def test_every_reason_to_reload_is_listed() -> None:
    reasons = {row["reason"] for row in PROTOCOL["Frames down"].below["reload"].rows("reason")}
    said = set()
    for name in ("server/live.py", "server/watching/groups.py"):
        for node in ast.walk(ast.parse(source(name))):
            match node:
                case ast.Assign(targets=[ast.Name(id="reason")], value=value):
                    said |= texts(value)
                case ast.Call(func=ast.Attribute(attr="reload"), args=[value]):
                    said |= texts(value)
    assert reasons == {f"`{reason}`" for reason in said - {""}}


def texts(node: ast.AST) -> set[str]:
    return {n.value for n in ast.walk(node) if isinstance(n, ast.Constant) and isinstance(n.value, str)}


def test_every_question_in_an_address_is_listed() -> None:
    asked = r'(?:asked|query_params)(?:\.get\(|\[)"(\w+)"'
    assert first("The socket", "query") == set(re.findall(asked, source("server/live.py")))
    listed = {word for row in HTTP.below[ENTRIES].rows("query") for word in spans(row["query"])}
    assert {*listed, "lang"} == set(re.findall(asked, source("server/programs/interface.py")))
    of_a_body = PROTOCOL["Bodies over HTTP"].below["GET /api/bodies/{body}"].rows("query")
    assert {spans(row["query"])[0] for row in of_a_body} - {"lang"} == set(
        re.findall(asked, source("server/programs/body_door.py"))
    )


def test_every_page_and_its_panels_are_listed() -> None:
    listed = {
        spans(row["`panels`"])[0]: tuple(spans(row["panels, as HTML"])) for row in SOCKET.rows("`panels`")
    }
    assert listed == PAGES


def test_every_status_of_the_handshake_is_listed() -> None:
    refused = re.findall(r"await refuse\(socket, (\d+)", source("server/live.py"))
    answered = re.findall(r"(?:return |_answer\()(\d{3}),", source("server/watching/seam.py"))
    assert first("The socket", "handshake") == {"101", *refused, *answered}


# --------------------------------------------------------------------------------------------- over HTTP


def test_every_address_is_named_and_no_other(tmp_path: Path) -> None:
    app = create_app(read_settings({"HEMICYCLE_DATA": str(tmp_path)}), RealWorld())
    there = set()
    for route in app.routes:
        match route:
            case WebSocketRoute(path=path):
                there.add(("GET", path))
            case Route(path=path, methods=methods):
                there |= {(method, path) for method in methods - {"HEAD"}}
            case Mount(path=path):
                there.add(("GET", f"{path}/{{path}}"))
    assert len(there) == len(app.routes)
    named = {found for chapter in PROTOCOL.values() for found in addresses(chapter)}
    assert named == there


def addresses(section) -> set[tuple[str, str]]:
    own = {found.groups() for span in spans(section.text) if (found := ADDRESS.fullmatch(span))}
    heading = ADDRESS.fullmatch(section.title)
    return own.union({heading.groups()} if heading else (), *map(addresses, section.below.values()))


@pytest.mark.parametrize("code", ["sign_in_first", "not_permitted", "unknown_command", "bad_shape", "busy"])
def test_a_refusal_with_a_status_of_its_own_stands_beside_it(code: str) -> None:
    [status] = {row["status"] for row in PROTOCOL["Refusals"].rows("code") if row["code"] == f"`{code}`"}
    rows = HTTP.below["What else comes back"].rows("status")
    assert [row["status"] for row in rows if code in spans(row["when"])] == [status]


def test_every_metric_is_listed_with_its_kind() -> None:
    listed = {spans(row["metric"])[0]: row["kind"] for row in PROTOCOL["Metrics"].rows("metric")}
    ours = [family for family in REGISTRY.collect() if family.name.startswith("hemicycle_")]
    assert metrics.SOCKETS
    assert listed == {f.name + ("_total" if f.type == "counter" else ""): f.type for f in ours}
