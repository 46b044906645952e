"""The bench: how long until the last watcher has it, and how near that is to a bare C write() loop.

    python bench/run.py [--watchers 500,2000,10000] [--rounds 15] [--asking 500 --watching 5000]

Both servers hold the same number of sockets, are pinned to the same core and write frames of the same
bytes; rounds of one and the other alternate in one run. bench/README.md says how to read the table.
"""

from __future__ import annotations

import argparse
import json
import tempfile
import time
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import proposing
import table
from acknowledgement import over_http, over_socket
from crowding import crowding
from listing import working_out
from machine import (
    BUILD,
    CLIENT_CORE,
    SERVER_CORE,
    Limit,
    Watchers,
    compile_programs,
    open_files_to_the_limit,
    resident_kb,
    schedule,
)
from product import COMMAND, MEETING, House, Server

SETTLE = 0.03  # seconds between rounds: what a round sets off has ended before the next is measured
WARM_UP = 2  # rounds that are not counted
PATIENCE = 4  # up to so many times the rounds asked for, till enough were undisturbed


@dataclass
class Round:
    """One frame to all watchers; durations in ms, CPU in µs a delivery."""

    write: float  # first watcher → last watcher, on the client's clock
    loop: float  # the write alone, on the server's clock
    path: float  # after commit: render and frame (the server's clock), then the write (the client's)
    press: float  # press → last watcher
    cpu: float  # the server's CPU per delivery, everything that the press sets off included
    client_busy: float  # the share of the write in which the client was reading: below 1, or it is the brake
    waited: float  # how long server and client queued for their cores, because something else ran there
    frame_bytes: int

    @property
    def disturbed(self) -> bool:
        return self.waited > 1 + 0.02 * self.write


@dataclass
class Crowd:
    """One server with its watchers connected and idle, and the rounds it has run."""

    per_second: float  # connects
    cpu_per_connect: float  # µs
    handshake_p50: float
    handshake_p99: float
    kb_per_watcher: float
    rounds: list[Round] = field(default_factory=list)

    @property
    def undisturbed(self) -> int:
        return sum(not each.disturbed for each in self.rounds)


def aim_as_delegates(watchers: Watchers, house: House) -> None:
    """They will follow the meeting's page, signed in with the delegates' sessions in turn."""
    path = f"/meetings/{MEETING}/live?after=&epoch=&panels=follow&lang=en"
    watchers.ask("target", host="127.0.0.1", port=house.port, path=path, greeted=1)
    for cookie in house.cookies:
        watchers.ask("as", headers=f"Cookie: {cookie}\r\nOrigin: http://{house.bind}\r\n")


def gather(watchers: Watchers, pid: int, n: int) -> Crowd:
    """Connect n watchers to the server with this pid, and weigh it before and after, idle."""
    watchers.ask("connect", n=20)  # what is loaded at the first use of all is nobody's memory
    watchers.ask("close")
    time.sleep(0.5)
    before, cpu = resident_kb(pid), schedule(pid)
    got = watchers.ask("connect", n=n)
    cpu = schedule(pid) - cpu
    time.sleep(1)
    memory = (resident_kb(pid) - before) / n
    return Crowd(got["per_second"], cpu.ran / n / 1e3, got["p50_ms"], got["p99_ms"], memory)


class Stopwatch:
    """What one frame took: the scheduler's account of server and client, and the watchers' stamps."""

    def __init__(self, server_pid: int, watchers: Watchers) -> None:
        self.pids = (server_pid, watchers.pid)
        self.watchers = watchers
        time.sleep(SETTLE)
        self.before = [schedule(pid) for pid in self.pids]
        watchers.ask("arm")
        watchers.tell(json.dumps({"do": "await"}))

    def stop(self, pressed: int) -> dict[str, Any]:
        """Wait for the last watcher; what follows from its stamps for any server, as a Round has it."""
        self.got = got = self.watchers.answer()
        time.sleep(SETTLE)
        server, client = (schedule(pid) - before for pid, before in zip(self.pids, self.before, strict=True))
        write = (got["last"] - got["first"]) / 1e6
        return {
            "write": write,
            "press": (got["last"] - pressed) / 1e6,
            "cpu": server.ran / got["received"] / 1e3,
            "client_busy": got["busy_ns"] / 1e6 / write,
            "waited": (server.waited + client.waited) / 1e6,
            "frame_bytes": got["frame_bytes"],
        }


def product_round(server: Server, watchers: Watchers) -> Round:
    """The chair presses Next; the answer is read when the last watcher has the frame, so it disturbs nobody."""
    act = server.next_act()
    passes = server.passes()
    watch = Stopwatch(server.pid, watchers)
    pressed = server.press(*act)
    figures = watch.stop(pressed)
    seq, got = server.reply(), watch.got
    if got["to_min"] != seq or got["to_max"] != seq:
        raise RuntimeError(f"the reply says {seq}, the watchers have {got}")
    took = {name: 1000 * (value - passes.get(name, 0)) for name, value in server.passes().items()}
    loop = took.get("pass_write_seconds_sum", float("nan"))
    before_writing = took.get("pass_seconds_sum", float("nan")) - loop
    return Round(loop=loop, path=before_writing + figures["write"], **figures)


def limit_round(limit: Limit, watchers: Watchers, frame_bytes: int) -> Round:
    """The same for the C loop: the line on its stdin is the press."""
    watch = Stopwatch(limit.pid, watchers)
    pressed = time.monotonic_ns()
    limit.tell(f"write {frame_bytes}")
    figures = watch.stop(pressed)
    loop = limit.hear()
    if loop["short"] or figures["frame_bytes"] != frame_bytes:
        raise RuntimeError(f"the C loop is no measure: {loop} {figures}")
    return Round(loop=(loop["end"] - loop["begin"]) / 1e6, path=figures["write"], **figures)


@dataclass
class Comparison:
    """All that was measured with one number of watchers."""

    n: int
    product: Crowd
    limit: Crowd


def compare(house: House, n: int, rounds: int) -> Comparison:
    """Both servers with n watchers each, frame by frame in turn, until enough frames of each were undisturbed."""
    with Limit() as limit, Watchers() as at_limit, Server(house) as server, Watchers() as at_product:
        at_limit.ask("target", host="127.0.0.1", port=limit.port, path="/", greeted=0)
        aim_as_delegates(at_product, house)
        product, bare = gather(at_product, server.pid, n), gather(at_limit, limit.pid, n)
        server.chair = server.conversation()  # the old one may have been idle for too long
        for turn in range(2 * (WARM_UP + PATIENCE * rounds)):
            ours = product_round(
                server, at_product
            )  # strictly in turn: neither finds its own memory still warm
            its = limit_round(limit, at_limit, ours.frame_bytes)
            if turn >= 2 * WARM_UP:
                product.rounds.append(ours)
                bare.rounds.append(its)
            if min(product.undisturbed, bare.undisturbed) >= 2 * rounds:
                break
        return Comparison(n, product, bare)


def stalled_beside(house: House, n: int, stalled: int, rounds: int) -> str:
    """Some watchers never read: what the others notice, and what it costs in memory."""
    with Server(house) as server, Watchers() as watchers:
        aim_as_delegates(watchers, house)
        watchers.ask("connect", n=n - stalled)
        server.chair = server.conversation()
        alone = [product_round(server, watchers).write for _ in range(rounds)]
        watchers.ask("connect", n=stalled, rcvbuf=4096)
        watchers.ask("stall", n=stalled)
        before = resident_kb(server.pid)
        beside = [product_round(server, watchers).write for _ in range(3 * rounds)]
        return table.stalled(n, stalled, alone, beside, (resident_kb(server.pid) - before) / 1024)


def choices() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--watchers", default="500,2000,10000", help="how many, separated by commas")
    parser.add_argument(
        "--rounds", type=int, default=15, help="undisturbed rounds wanted: Next and back again, each"
    )
    parser.add_argument("--commands", type=int, default=200, help="commands timed to their acknowledgement")
    parser.add_argument("--asking", type=int, default=500, help="so many ask within five seconds (0: none)")
    parser.add_argument("--watching", type=int, default=5000, help="while so many watch")
    parser.add_argument("--stalled", type=int, default=0, help="also: so many of 2,000 watchers never read")
    parser.add_argument("--command", type=Path, default=COMMAND, help="the hemicycle command to measure")
    return parser.parse_args()


def main() -> None:
    chosen = choices()
    compile_programs()
    files = open_files_to_the_limit()
    with tempfile.TemporaryDirectory(prefix="house-", dir=BUILD) as folder:
        house = House(Path(folder), chosen.command)
        print(table.heading(SERVER_CORE, CLIENT_CORE, files), flush=True)
        with Server(house) as server:
            acknowledged = {
                "HTTP": over_http(server, chosen.commands),
                "socket": over_socket(server, chosen.commands),
            }
        print(table.acknowledgements(acknowledged), flush=True)
        found = []
        for n in map(int, chosen.watchers.split(",")):
            found.append(compare(house, n, chosen.rounds))
            print(table.comparison(found[-1]), flush=True)
        if chosen.stalled:
            print(stalled_beside(house, 2000, chosen.stalled, chosen.rounds), flush=True)
        crowded = crowding(house, chosen.asking, chosen.watching) if chosen.asking else None
        if crowded:
            print(table.crowding(crowded, working_out(chosen.asking)), flush=True)
        print(table.aims(found, acknowledged, crowded))
    print(proposing.rotations())
    raw = {
        "acknowledged_ms": acknowledged,
        "watchers": [asdict(each) for each in found],
        "crowding": asdict(crowded) if crowded else None,
    }
    (BUILD / "figures.json").write_text(json.dumps(raw, indent=1))


if __name__ == "__main__":
    main()
