"""Many ask for the floor within seconds while a crowd watches: from press to answer, and to the last screen."""

from __future__ import annotations

import json
import time
from dataclasses import dataclass

from acknowledgement import SocketLine
from frames import POLICIES, pressed
from machine import Watchers, schedule
from product import MEETING, House, Server

WITHIN = 5000  # ms in which all of them ask


@dataclass
class Crowding:
    """So many asked while so many watched; ms, and the server's CPU in ms."""

    asking: int
    watching: int
    ack_p50: float
    ack_p99: float
    screen_p50: float
    screen_p99: float
    screen_last: float
    passes: int
    before_writing: float  # a pass, before it writes: order, views, panels, frame
    writing: float  # a pass, while it writes
    cpu: float  # all that the server did, in all
    waited: float  # how long the server queued for its core, because something else ran there


def aim_as_people(watchers: Watchers, house: House, people: int) -> None:
    """They follow the meeting's page, as so many delegates in turn: each of them looks at several screens."""
    path = f"/meetings/{MEETING}/live?after=&epoch=&panels=follow&lang=en"
    watchers.ask("target", host="127.0.0.1", port=house.port, path=path, greeted=1)
    for number in range(people):
        token = house.token_of("delegate", f"Delegate {number}")
        watchers.ask("as", headers=f"Authorization: Bearer {token}\r\n")


def crowding(house: House, asking: int, watching: int) -> Crowding:
    """The first of those who watch ask, one after another, nobody waiting for another's answer."""
    with Server(house, delegates=0) as server, Watchers() as watchers:
        item = server.go_to_debate()
        with_order(house, item)
        aim_as_people(watchers, house, asking)
        watchers.ask("connect", n=watching)
        server.chair = server.conversation()
        time.sleep(1)
        before, cpu = server.passes(), schedule(server.pid)
        data = json.dumps({"item": item, "attendance": "remote"})
        got = watchers.ask("press", n=asking, within=WITHIN, name="ask_for_floor", data=data)
        cpu = schedule(server.pid) - cpu
        if (waiting := server.waiting(item)) != asking:
            raise RuntimeError(f"{waiting} wait, {asking} asked")
        took = {name: value - before.get(name, 0) for name, value in server.passes().items()}
        many = max(1, int(took["pass_seconds_count"]))
        writing = 1000 * took["pass_write_seconds_sum"]
        return Crowding(
            asking,
            watching,
            *(got[name] for name in ("ack_p50_ms", "ack_p99_ms", "screen_p50_ms", "screen_p99_ms")),
            got["screen_last_ms"],
            many,
            (1000 * took["pass_seconds_sum"] - writing) / many,
            writing / many,
            cpu.ran / 1e6,
            cpu.waited / 1e6,
        )


def with_order(house: House, item: str) -> None:
    """Three policies order the list: the dearest case there is."""
    line = SocketLine(house.port, house.token)
    line.wait_for("welcome")
    pressed(line, "set_order", {"item": item, "policies": POLICIES})
    line.line.close()
