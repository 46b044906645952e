"""A program of its own: what is asked comes in as JSON, what is found goes out, a line at a time as it is found.

`server/proposing/search.py` starts it; its memory goes with it, and killing it is how a search is cancelled.
"""

import os
import resource
import sys

from server.proposing.lines import Line, asked, written
from server.proposing.seeking import seek

GENTLE = 10
"""How much the meetings come before the rotation."""

CPU_SECONDS = 1200
"""An end of its own, should whoever started it be gone."""

MOST_BYTES = 4 * 1024**3
"""Of its address space; the largest problem that is taken was seen at 0.7 GiB."""


def report(line: Line) -> None:
    sys.stdout.buffer.write(written(line) + b"\n")
    sys.stdout.buffer.flush()


def main() -> None:
    os.nice(GENTLE)
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MOST_BYTES, MOST_BYTES))
    seek(asked(sys.stdin.buffer.read()), report)


if __name__ == "__main__":
    main()
