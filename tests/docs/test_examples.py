"""Every example of docs/protocol.md is what a running server sends and takes: the same keys, not one more."""

import json
import re
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

import httpx2
import msgspec
import pytest
from websockets.sync.client import ClientConnection, connect

from models import wire
from models.rules import grounds
from server import frames
from server.console import control
from server.programs.interface import AskedCommand
from server.shapes import command_of
from server.world import RealWorld
from tests.docs.reading import Section, chapters, page, spans
from tests.provision_product import Product

PROTOCOL = chapters("docs/protocol.md")
DOWN, UP, HTTP = PROTOCOL["Frames down"].below, PROTOCOL["Frames up"].below, PROTOCOL["JSON over HTTP"].below
MEETING, ENTRIES, COMMAND = (HTTP[title] for title in HTTP if title.startswith(("GET", "POST")))
OTHERWISE = HTTP["What else comes back"]

SLUG = "world-council-2021"
PATIENCE = 10  # seconds
OPAQUE = {"data", "panels"}  # an event's own fields, HTML by name: documented elsewhere


def keys(value: Any, inside: str = "") -> set[str]:
    """Where there is something in a JSON value: `items[].roles[].part`."""
    if isinstance(value, list):
        return set().union(*(keys(one, f"{inside}[]") for one in value))
    if not isinstance(value, dict):
        return set()
    found = set()
    for name, part in value.items():
        path = f"{inside}.{name}" if inside else name
        found |= {path} if name in OPAQUE else {path} | keys(part, path)
    return found


def exemplary(section: Section) -> set[str]:
    """The keys of a section's examples, which are those its table explains."""
    shown = set().union(*(keys(json.loads(example)) for example in section.json()))
    assert shown == {word for row in section.rows("key") for word in spans(row["key"])}, section.title
    return shown


# ------------------------------------------------------------------------------------------ by themselves


def all_examples() -> Iterator[Any]:
    waiting = [page("docs/protocol.md")]
    while waiting:
        section = waiting.pop()
        waiting += section.below.values()
        yield from map(json.loads, section.json())


def test_every_event_in_an_example_is_one_that_could_have_happened() -> None:
    shown = [e for one in all_examples() for e in one.get("events", one.get("entries", ())) if "data" in e]
    assert shown
    for entry in shown:
        assert wire.to_wire(wire.event_from_wire(entry["type"], entry["data"])) == entry["data"]


def test_every_command_in_an_example_is_taken() -> None:
    for example in UP["command"].json():
        press = msgspec.json.decode(example, type=frames.Press)
        assert command_of(press.name, bytes(press.data))
    [asked] = (one for one in COMMAND.json() if "data" in json.loads(one))
    assert command_of("suspend_meeting", bytes(msgspec.json.decode(asked, type=AskedCommand).data))


def test_every_refusal_in_an_example_says_what_the_rules_say() -> None:
    shown = [one["refusal"] for one in all_examples() if "refusal" in one]
    assert shown
    for refusal in shown:
        patterns = [
            re.sub(r"\\{\w+\\}", ".+", re.escape(g.message))
            for g in grounds.GROUNDS
            if (g.code, g.rule) == (refusal["code"], refusal["rule"])
        ]
        assert any(re.fullmatch(pattern, refusal["message"]) for pattern in patterns), refusal


# -------------------------------------------------------------------------------------- beside the server


class Room:
    """A chair, a delegate and somebody of the public, with what their sockets have heard."""

    def __init__(self, product: Product, stack: ExitStack) -> None:
        self.product, self.stack = product, stack
        self.heard: list[dict[str, Any]] = []
        self.http = stack.enter_context(httpx2.Client(base_url=product.base_url, trust_env=False))

    def headers(self, role: str) -> dict[str, str]:
        asked = {"do": "token", "role": role, "meeting": SLUG, "name": ""}
        return {"Authorization": f"Bearer {control.ask(self.product.data, asked)}"} if role else {}

    def come(self, query: str, role: str = "") -> ClientConnection:
        url = f"ws://127.0.0.1:{self.product.port}/meetings/{SLUG}/live?{query}"
        return self.stack.enter_context(
            connect(url, additional_headers=self.headers(role), proxy=None, close_timeout=1)
        )

    def listen(self, line: ClientConnection, until: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
        deadline = time.monotonic() + PATIENCE
        while True:
            frame = json.loads(line.recv(timeout=deadline - time.monotonic()))
            self.heard.append(frame)
            if until(frame):
                return frame

    def press(self, line: ClientConnection, name: str, /, **data: Any) -> dict[str, Any]:
        frame = {"type": "command", "id": str(uuid.uuid4()), "name": name, "data": data}
        line.send(json.dumps(frame))
        return self.listen(line, lambda heard: heard.get("id") == frame["id"])

    def post(self, name: str, by: str = "", /, **data: Any) -> httpx2.Response:
        asked = {"id": str(uuid.uuid4()), "data": data}
        return self.http.post(f"/api/meetings/{SLUG}/commands/{name}", json=asked, headers=self.headers(by))


@pytest.fixture
def room(served: Product) -> Iterator[Room]:
    with ExitStack() as stack:
        yield Room(served, stack)


def test_frames_have_the_keys_of_their_examples(room: Room) -> None:
    chair, delegate = room.come("panels=chair", "chair"), room.come("panels=follow", "delegate")
    room.listen(chair, lambda frame: frame["type"] == "presence")
    assert room.press(chair, "open_meeting")["ok"]
    assert room.press(chair, "open_next_item", closing=None)["ok"]
    assert not room.press(chair, "open_next_item", closing=None)["ok"]
    you = room.listen(delegate, lambda frame: frame["type"] == "welcome")["you"]
    assert room.post("grant_role", "secretariat", person=you["person"], role="observer").json()["ok"]
    room.listen(delegate, lambda frame: frame["type"] == "you")
    room.listen(delegate, lambda frame: {"seq", "sealed"} in map(set, frame.get("events", ())))
    current = room.http.get(f"/api/meetings/{SLUG}").json()["current"]
    assert room.press(delegate, "ask_for_floor", item=current, attendance="remote")["ok"]
    if not any(
        frame["type"] == "requests" for frame in room.heard
    ):  # it may come before the reply or after it
        room.listen(delegate, lambda frame: frame["type"] == "requests")
    assert room.post("suspend_meeting", "secretariat", reason="Coffee").json()["ok"]
    room.listen(delegate, lambda frame: any("behalf" in event for event in frame.get("events", ())))
    lost = room.come("after=1&epoch=lost&panels=none")
    room.listen(lost, lambda frame: frame["type"] == "reload")
    pulse = msgspec.json.decode(*frames.payloads(frames.framed(frames.pulse(1, RealWorld().now()))))

    for name, section in DOWN.items():
        sent = [frame for frame in (*room.heard, pulse) if frame["type"] == name]
        assert sent, f"no {name} was heard"
        assert set().union(*map(keys, sent)) == exemplary(section)
        assert {json.loads(example)["type"] for example in section.json()} == {name}


def test_a_command_frame_has_the_keys_of_its_example() -> None:
    assert exemplary(UP["command"]) == set(frames.Press.__struct_fields__)


def test_the_interface_answers_with_the_keys_of_its_examples(room: Room) -> None:
    here = f"/api/meetings/{SLUG}"
    paper = {"data": {"item": "item-1"}, "files": {"file": ("report.txt", b"Report")}}
    assert room.http.post(f"/meetings/{SLUG}/papers", headers=room.headers("secretariat"), **paper).json()[
        "ok"
    ]
    opened = room.post("open_meeting", "chair").json()
    a_debate(room, "item-1")
    assert keys(room.http.get(here).json()) == exemplary(MEETING)
    assert room.post("lay_out_wall", "secretariat", layout="agenda").json()["ok"]
    assert keys(room.http.get(f"{here}/entries?limit=500").json()) == exemplary(ENTRIES)

    asked, accepted = (keys(json.loads(example)) for example in COMMAND.json())
    assert asked == set(AskedCommand.__struct_fields__)
    assert asked == {word for row in COMMAND.rows("key") for word in spans(row["key"])}
    assert keys(opened) == accepted

    refused, fault = map(json.loads, OTHERWISE.json())
    assert room.post("open_meeting").json() == refused
    assert room.http.get("/api/meetings/nowhere").json() == fault


def a_debate(room: Room, item: str) -> None:
    """One speaks, one waits, and there is a limit."""
    limits = {"speeches": [{"seconds": 180}]}
    for name, data in (
        ("open_item", {"item": item, "closing": None}),
        ("set_limits", {"item": item, "was": {}, "now": limits}),
        ("add_speaker", {"item": item, "office": "Mayor of Iriga"}),
        ("add_speaker", {"item": item, "office": "Mayor of Soria"}),
        ("give_floor_to_next", {"item": item, "floor": None}),
    ):
        assert room.post(name, "chair", **data).json()["ok"]


def test_bodies_answer_with_the_keys_of_their_examples(room: Room) -> None:
    """As their secretariat reads them; and others read the same but for what is kept from them."""
    bodies, body = (PROTOCOL["Bodies over HTTP"].below[f"GET /api/bodies{rest}"] for rest in ("", "/{body}"))
    control.ask(room.product.data, {"do": "demo", "organisation": True})
    link = control.ask(room.product.data, {"do": "secretary", "name": "General Secretariat"})
    assert room.http.get("/api/bodies").json()["bodies"]
    assert keys(room.http.get("/api/bodies").json()) == exemplary(bodies)
    public = keys(room.http.get("/api/bodies/world-council").json())
    assert room.http.post(str(link), headers={"Origin": room.product.base_url}).status_code == 303
    assert keys(room.http.get("/api/bodies/world-council").json()) == exemplary(body)
    assert exemplary(body) - public == {"members[].fees_paid_to", "members[].suspended"}


def test_the_interface_answers_with_the_statuses_that_are_listed(room: Room) -> None:
    here = f"/api/meetings/{SLUG}"
    command = f"{here}/commands/open_meeting"
    chair = room.headers("chair")
    seen = {
        room.http.get(here),
        room.post("open_meeting"),
        room.http.get(here, headers={"Authorization": "Bearer nonsense"}),
        room.post("open_meeting", "delegate"),
        room.http.post(command, json={"id": "1"}, headers={"Origin": "http://elsewhere.example"}),
        room.post("open_the_bar", "chair"),
        room.http.get("/api/nowhere"),
        room.http.get(command),
        room.post("reopen_meeting", "chair"),
        room.http.post(command, content=b" " * 70_000, headers=chair),
        room.post("open_meeting", "chair", hour=9),
        room.http.get(f"{here}/entries?after=noon"),
    }
    rows = OTHERWISE.rows("status")
    bodies = {"a refusal": {"id", "ok", "refusal"}, "`error`": {"error"}}
    documented = {(int(row["status"]), frozenset(bodies.get(row["body"], ()))) for row in rows}
    answers = {(answer.status_code, frozenset(body(answer) if answer.is_error else ())) for answer in seen}
    never_here = {(500, frozenset({"error"})), (503, frozenset(bodies["a refusal"]))}  # a bug, a crowd
    assert answers == documented - never_here


def body(answer: httpx2.Response) -> set[str]:
    return set(answer.json()) if answer.headers["content-type"] == "application/json" else set()


def test_the_state_of_the_server_has_the_keys_of_its_example(room: Room) -> None:
    assert keys(room.http.get("/healthz").json()) == exemplary(PROTOCOL["Health"])
