"""What the bench asks of the machine: cores, open files, a process's CPU and memory, the C programs."""

from __future__ import annotations

import json
import os
import resource
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

HERE = Path(__file__).resolve().parent
BUILD = HERE.parent / "build" / "bench"
SOURCES = {"limit": ["limit.c"], "watchers": ["watchers.c", "crowd.c"]}

_cores = sorted(os.sched_getaffinity(0))
CLIENT_CORE, SERVER_CORE = _cores[0], _cores[-1]


def compile_programs() -> None:
    """Compile limit and watchers into build/bench."""
    BUILD.mkdir(parents=True, exist_ok=True)
    for name, sources in SOURCES.items():
        paths = [str(HERE / source) for source in sources]
        subprocess.run(["gcc", "-O2", "-Wall", "-o", str(BUILD / name), *paths], check=True)


def open_files_to_the_limit() -> int:
    """Allow this process, and those it starts, as many open files as the system permits."""
    hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    return hard


@contextmanager
def on_core(core: int) -> Iterator[None]:
    """What is started inside runs on this core for the rest of its life, threads included."""
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {core})
    try:
        yield
    finally:
        os.sched_setaffinity(0, before)


@dataclass(frozen=True)
class Schedule:
    """What all threads of a process have had of their core so far, in ns: on it, and in the queue for it."""

    ran: int
    waited: int

    def __sub__(self, earlier: Schedule) -> Schedule:
        return Schedule(self.ran - earlier.ran, self.waited - earlier.waited)


def schedule(pid: int) -> Schedule:
    """As the scheduler counts it, to the nanosecond."""
    threads = [(thread / "schedstat").read_text().split() for thread in Path(f"/proc/{pid}/task").iterdir()]
    return Schedule(sum(int(thread[0]) for thread in threads), sum(int(thread[1]) for thread in threads))


def resident_kb(pid: int) -> int:
    """Memory of a process now (VmRSS), in kB; the kernel's socket buffers are not part of it."""
    status = Path(f"/proc/{pid}/status").read_text()
    return int(status.split("VmRSS:")[1].split()[0])


class Program:
    """One of our C programs: a line in, a line of JSON out."""

    def __init__(self, name: str, core: int) -> None:
        self.name = name
        with on_core(core):
            self.process = subprocess.Popen(
                [str(BUILD / name)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1
            )
        self.pid = self.process.pid

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self.process.stdin:
            self.process.stdin.close()
        self.process.wait(timeout=30)

    def tell(self, line: str) -> None:
        assert self.process.stdin
        self.process.stdin.write(line + "\n")

    def hear(self) -> dict[str, Any]:
        assert self.process.stdout
        line = self.process.stdout.readline()
        if not line:
            raise RuntimeError(f"{self.name} has ended")
        answer: dict[str, Any] = json.loads(line)
        return answer


class Limit(Program):
    """The bare limit: a server that is nothing but a write() loop in C."""

    def __init__(self) -> None:
        super().__init__("limit", SERVER_CORE)
        self.port = int(self.hear()["port"])


class Watchers(Program):
    """A crowd of watchers on the client's core; every answer must be `ok`, or the bench stops."""

    def __init__(self) -> None:
        super().__init__("watchers", CLIENT_CORE)

    def ask(self, do: str, **facts: object) -> dict[str, Any]:
        self.tell(json.dumps({"do": do, **facts}))
        return self.answer()

    def answer(self) -> dict[str, Any]:
        answer = self.hear()
        if not answer["ok"]:
            raise RuntimeError(f"watchers: {answer}")
        return answer
