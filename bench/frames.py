"""What one more request for the floor costs everybody who watches: the bytes of its frame, page by page.

    python bench/frames.py [--waiting 500]

So many wait already, put there by the desk; then one more asks. Once they stand as they came, once by three policies.
"""

from __future__ import annotations

import argparse
import tempfile
import uuid
from pathlib import Path
from typing import Any

from acknowledgement import SocketLine
from machine import BUILD, open_files_to_the_limit
from product import House, Server

PAGES = (
    ("public", "follow"),
    ("delegate", "follow"),
    ("public", "wall"),
    ("public", "overlay"),
    ("interpreter", "interpret"),
    ("desk", "desk"),
    ("chair", "chair"),
)
POLICIES = ["first_time_first", "alternate_room_and_remote", "sections_in_turn"]
AT_ONCE = 100  # presses under way: fewer than the door holds


def pressed(line: SocketLine, name: str, *asked: dict[str, Any]) -> int:
    """Press all of these; the seq of the last."""
    seq = 0
    for first in range(0, len(asked), AT_ONCE):
        some = asked[first : first + AT_ONCE]
        for data in some:
            line.send({"type": "command", "id": str(uuid.uuid4()), "name": name, "data": data})
        for _ in some:
            reply = line.wait_for("reply")
            if not reply["ok"]:
                raise RuntimeError(f"refused: {reply}")
            seq = reply["seq"]
    return seq


def one_more(server: Server, line: SocketLine, item: str, number: int) -> dict[tuple[str, str], int]:
    """The bytes of the frame that tells each page of one who is put on the list."""
    watching = {}
    for role, page in PAGES:
        token = "" if role == "public" else server.house.token_of(role, f"{role} at {page}")
        watching[role, page] = SocketLine(server.house.port, token, page)
        watching[role, page].wait_for("welcome")
    seq = pressed(line, "add_speaker", speaker(item, number))
    sizes = {}
    for at, watcher in watching.items():
        watcher.wait_for("advance", to=seq)
        sizes[at] = watcher.size
        watcher.line.close()
    return sizes


def speaker(item: str, number: int) -> dict[str, Any]:
    return {
        "item": item,
        "office": f"Mayor of City {number}",
        "organisation": f"City {number}, Federation of Municipalities",
        "attendance": "remote" if number % 3 else "in_the_room",
        "language": "es",
    }


def measured(waiting: int) -> dict[str, dict[tuple[str, str], int]]:
    """By how the list is ordered: the bytes for each page."""
    open_files_to_the_limit()
    BUILD.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="house-", dir=BUILD) as folder:
        house = House(Path(folder))
        with Server(house, delegates=0) as server:
            item = server.go_to_debate()
            line = SocketLine(house.port, house.token)
            line.wait_for("welcome")
            pressed(line, "add_speaker", *(speaker(item, number + 1) for number in range(waiting)))
            plain = one_more(server, line, item, waiting + 1)
            pressed(line, "set_order", {"item": item, "policies": POLICIES})
            return {"as they came": plain, "three policies": one_more(server, line, item, waiting + 2)}


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--waiting", type=int, default=500, help="how many wait when one more comes")
    waiting = parser.parse_args().waiting
    found = measured(waiting)
    print(f"{waiting} wait, one more is put on the list: bytes of the frame")
    print(f"  {'audience':<14}{'page':<12}" + "".join(f"{words:>16}" for words in found))
    for audience, page in PAGES:
        cells = "".join(f"{sizes[audience, page]:>16,}" for sizes in found.values())
        print(f"  {audience:<14}{page:<12}{cells}")


if __name__ == "__main__":
    main()
