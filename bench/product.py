"""Hemicycle under measurement: its server, its own commands, and the people who watch."""

from __future__ import annotations

import json
import os
import re
import socket
import subprocess
import sys
import time
import uuid
from http.client import HTTPMessage, HTTPResponse
from pathlib import Path
from typing import Any, Self
from urllib.parse import urlsplit

from machine import SERVER_CORE, on_core

from server.console import control

MEETING = "world-council-2021"
COMMAND = Path(sys.executable).parent / "hemicycle"


class Conversation:
    """One keep-alive HTTP connection; a request leaves in one piece, so its moment is exact."""

    def __init__(self, port: int, **headers: str) -> None:
        self.line = socket.create_connection(("127.0.0.1", port), timeout=30)
        self.line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.headers = {"Host": f"127.0.0.1:{port}", **headers}

    def send(self, method: str, path: str, body: bytes = b"", **headers: str) -> int:
        """Send a request; return the moment before it left, in ns of CLOCK_MONOTONIC."""
        every = {**self.headers, **headers, "Content-Length": str(len(body))}
        lines = "".join(f"{name.replace('_', '-')}: {value}\r\n" for name, value in every.items())
        request = f"{method} {path} HTTP/1.1\r\n{lines}\r\n".encode() + body
        sent = time.monotonic_ns()
        self.line.sendall(request)
        return sent

    def receive(self) -> tuple[int, HTTPMessage, bytes]:
        response = HTTPResponse(self.line)
        response.begin()
        return response.status, response.headers, response.read()

    def ask(
        self, method: str, path: str, body: bytes = b"", **headers: str
    ) -> tuple[int, HTTPMessage, bytes]:
        self.send(method, path, body, **headers)
        return self.receive()


class House:
    """A data folder with the demo meeting in it, its chair's token and the delegates' sessions."""

    def __init__(self, folder: Path, command: Path = COMMAND) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.command = command
        self.folder = folder
        self.bind = f"127.0.0.1:{self.port}"
        self.env = {**os.environ, "HEMICYCLE_DATA": str(folder), "HEMICYCLE_BIND": self.bind}
        self.env.pop("HEMICYCLE_DATABASE_URL", None)
        self.env.pop("HEMICYCLE_BASE_URL", None)
        self.run("demo")
        self.token = ""
        self.cookies: list[str] = []

    def run(self, *words: str) -> str:
        done = subprocess.run(
            [str(self.command), *words], env=self.env, check=True, stdout=subprocess.PIPE, text=True
        )
        return done.stdout.strip()

    def token_of(self, role: str, name: str = "") -> str:
        """A bearer token of somebody with this role, from the server that runs."""
        return self.given("token", role, name)

    def given(self, do: str, role: str, name: str = "") -> str:
        """A token or a link, as the console prints it, without starting a console for each."""
        asked = {"do": do, "role": role, "meeting": MEETING, "name": name}
        given = control.ask(self.folder, asked)
        if not given:
            raise RuntimeError("the server does not listen to its console")
        return given

    def sign_in(self, delegates: int) -> None:
        """A token for the chair, and as many sessions of delegates, each by a personal link of its own."""
        self.token = self.token or self.token_of("chair")
        while len(self.cookies) < delegates:
            link = urlsplit(self.given("link", "delegate"))
            status, headers, _ = Conversation(self.port).ask("POST", link.path, Origin=f"http://{self.bind}")
            if status not in (200, 303):
                raise RuntimeError(f"sign-in: {status}")
            crumbs = [value.split(";")[0] for value in headers.get_all("Set-Cookie", [])]
            self.cookies.append("; ".join(crumbs))


class Server:
    """`hemicycle serve` on its own core, and the chair who presses Next (and back again)."""

    def __init__(self, house: House, delegates: int = 8) -> None:
        self.house = house
        self.log = (house.folder / "serve.log").open("ab")
        with on_core(SERVER_CORE):
            self.process = subprocess.Popen(
                [str(house.command), "serve"], env=house.env, stdout=self.log, stderr=self.log
            )
        self.pid = self.process.pid
        self.wait_until_up()
        house.sign_in(delegates)
        self.chair = self.conversation()
        self.forward = True
        self.open_the_meeting()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.process.terminate()
        self.process.wait(timeout=60)
        self.log.close()

    def wait_until_up(self) -> None:
        patience = time.monotonic() + 60
        while True:
            try:
                Conversation(self.house.port).ask("GET", "/healthz")
                return
            except OSError:
                if self.process.poll() is not None or time.monotonic() > patience:
                    log = (self.house.folder / "serve.log").read_text()[-3000:]
                    raise RuntimeError(f"the server does not come up:\n{log}") from None
                time.sleep(0.05)

    def conversation(self) -> Conversation:
        return Conversation(self.house.port, Authorization=f"Bearer {self.house.token}")

    def meeting(self) -> dict[str, Any]:
        status, _, body = self.chair.ask("GET", f"/api/meetings/{MEETING}")
        if status != 200:
            raise RuntimeError(f"meeting: {status} {body[:300]!r}")
        meeting: dict[str, Any] = json.loads(body)
        return meeting

    def open_the_meeting(self) -> None:
        """Open it unless it is open, and go to its third item, so that what follows is ordinary business."""
        way = {"draft": "convene_meeting", "convened": "open_meeting", "suspended": "resume_meeting"}
        while (meeting := self.meeting())["state"] in way:
            self.command(way[meeting["state"]], {})
        ids = [item["id"] for item in meeting["items"]]
        while meeting["current"] is None or ids.index(meeting["current"]) < 2:
            self.command("open_next_item", {"closing": meeting["current"]})
            meeting = self.meeting()

    def go_to_debate(self) -> str:
        """Go on to an item that has a list of speakers; its id."""
        while True:
            meeting = self.meeting()
            [current] = [one for one in meeting["items"] if one["id"] == meeting["current"]]
            if current["kind"] != "break":
                return str(current["id"])
            self.command("open_next_item", {"closing": current["id"]})

    def waiting(self, item: str) -> int:
        """How many wait for the floor there."""
        return sum(len(one["places"]) for one in self.meeting()["floor"] if one["item"] == item)

    def next_act(self) -> tuple[str, dict[str, Any]]:
        """Forward and back in turn, so that the agenda never runs out; names the item that was seen."""
        name = "open_next_item" if self.forward else "reopen_previous_item"
        self.forward = not self.forward
        return name, {"closing": self.meeting()["current"]}

    def press(self, name: str, data: dict[str, Any]) -> int:
        """Send a command over HTTP without waiting; returns the moment it left."""
        body = json.dumps({"id": str(uuid.uuid4()), "data": data}).encode()
        path = f"/api/meetings/{MEETING}/commands/{name}"
        return self.chair.send("POST", path, body, Content_Type="application/json")

    def reply(self) -> int:
        """The seq that the last press has reached; a refusal stops the bench."""
        status, _, body = self.chair.receive()
        reply = json.loads(body)
        if status != 200 or not reply["ok"]:
            raise RuntimeError(f"refused: {status} {reply}")
        return int(reply["seq"])

    def command(self, name: str, data: dict[str, Any]) -> int:
        self.press(name, data)
        return self.reply()

    def passes(self) -> dict[str, float]:
        """Sums and counts of the hub's passes so far, from /metrics; empty if it shows none."""
        _, _, body = self.chair.ask("GET", "/metrics")
        found: dict[str, float] = {}
        for name, value in re.findall(
            r"^hemicycle_(pass\w*_(?:sum|count))(?:{.*})? (\S+)", body.decode(), re.MULTILINE
        ):
            found[name] = found.get(name, 0) + float(value)
        return found
