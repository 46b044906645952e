"""What starting a program takes, whichever it is."""

import shutil
import signal
import socket


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def dying_with_us(last: signal.Signals) -> list[str]:
    """The start of a command line whose program gets the signal `last` if the tests themselves are killed."""
    setpriv = shutil.which("setpriv")
    return [setpriv, f"--pdeathsig={last.name.removeprefix('SIG')}"] if setpriv else []
