"""The product as a program, without importing it anew each time: one process has imported it and forks.

What is forked runs `hemicycle` from its first line, with an environment, a folder and files of its own;
only the second of processor that the imports and the catalogues take is spared. `tests/console/test_cli.py`
starts it from cold.
"""

import ctypes
import gc
import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
PR_SET_PDEATHSIG = 1
STEP = 0.005  # seconds between two looks at whether a program has ended


class Program:
    """A program that was forked: of `subprocess.Popen`, what the tests need."""

    def __init__(self, launcher: "Launcher", pid: int) -> None:
        self._launcher = launcher
        self.pid = pid
        self.returncode: int | None = None

    def poll(self) -> int | None:
        """Its exit code, negative for a signal; None while it runs."""
        if self.returncode is None:
            self.returncode = self._launcher.ask(ended=self.pid)
        return self.returncode

    def wait(self, timeout: float = 60) -> int:
        """Its exit code once it has ended. Raises `subprocess.TimeoutExpired` after so many seconds."""
        deadline = time.monotonic() + timeout
        while (code := self.poll()) is None:
            if time.monotonic() > deadline:
                raise subprocess.TimeoutExpired("hemicycle", timeout)
            time.sleep(STEP)
        return code

    def kill(self) -> None:
        self._send(signal.SIGKILL)

    def terminate(self) -> None:
        self._send(signal.SIGTERM)

    def _send(self, what: signal.Signals) -> None:
        if self.poll() is None:
            os.kill(self.pid, what)


class Launcher:
    """The process that has imported the product. It ends with the tests, and what it forked ends with it."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.launching"],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={n: value for n, value in os.environ.items() if not n.startswith("HEMICYCLE_")},
        )
        self._turn = threading.Lock()

    def start(
        self, *arguments: str, environment: Mapping[str, str], folder: Path, out: Path, err: Path
    ) -> Program:
        """`hemicycle` with these arguments; what it says is added to the files `out` and `err`."""
        asked = {"arguments": arguments, "environment": dict(environment), "folder": str(folder)}
        return Program(self, self.ask(**asked, out=str(out), err=str(err)))

    def ask(self, **asked: Any) -> Any:
        with self._turn:
            assert self._process.stdin
            assert self._process.stdout
            self._process.stdin.write(json.dumps(asked).encode() + b"\n")
            self._process.stdin.flush()
            return json.loads(self._process.stdout.readline())

    def close(self) -> None:
        assert self._process.stdin
        self._process.stdin.close()
        self._process.wait(timeout=10)


def main() -> None:
    """The other side: fork on demand, and say how what was forked has ended."""
    import server.console.serving  # noqa: PLC0415 - this side alone carries the product
    from models.text import LANGUAGES  # noqa: PLC0415
    from server.cli import main as hemicycle  # noqa: PLC0415
    from server.languages import catalogue  # noqa: PLC0415

    assert server.console.serving
    for language in LANGUAGES:
        catalogue(language)
    gc.freeze()
    ended: dict[int, int] = {}
    for line in sys.stdin:
        asked = json.loads(line)
        if pid := asked.get("ended"):
            if pid not in ended and (found := os.waitpid(pid, os.WNOHANG))[0]:
                ended[pid] = os.waitstatus_to_exitcode(found[1])
            say(ended.get(pid))
        elif pid := os.fork():
            say(pid)
        else:
            become(hemicycle, asked)


def say(answer: int | None) -> None:
    sys.stdout.write(json.dumps(answer) + "\n")
    sys.stdout.flush()


def become(hemicycle: Any, asked: Mapping[str, Any]) -> None:
    """From here on this process is that program; it ends when it does."""
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    for number, path in ((1, asked["out"]), (2, asked["err"])):
        file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        os.dup2(file, number)
        os.close(file)
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.close(nothing)
    os.chdir(asked["folder"])
    os.environ.clear()
    os.environ.update(asked["environment"])
    sys.argv = ["hemicycle", *asked["arguments"]]
    code: Any = 0
    try:
        hemicycle()
    except SystemExit as end:
        code = end.code
    except BaseException:  # noqa: BLE001 - as the interpreter does with what nobody has caught
        sys.excepthook(*sys.exc_info())  # type: ignore[arg-type]
        code = 1
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code if isinstance(code, int) else 1 if code else 0)


if __name__ == "__main__":
    main()
