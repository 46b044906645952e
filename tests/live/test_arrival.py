"""Somebody arrives between a commit and the pass that tells of it: they have the number, nobody else has yet."""

import asyncio
import json
import os
import shutil
import socket
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Self

import pytest

from models.belonging.roles import Role
from models.procedure import OPERATOR, CommandId, PersonId, Submission
from models.rules.roles import GrantRole
from server import frames
from server.app import Parts
from server.hub import Hub
from server.settings import read_settings
from server.watching.groups import Place
from server.watching.watcher import Watcher
from server.world import RealWorld
from tests.live.clients import SLUG


class Descriptor(Watcher):
    """A watcher written to by descriptor, with nobody's protocol behind it."""

    direct = True

    def __init__(self, parts: Parts, hub: Hub) -> None:
        super().__init__(parts.live, hub, None, None, "en")
        self.came_with = 0
        self.ours, self.theirs = socket.socketpair()
        self.theirs.settimeout(0)
        self.fd = self.ours.fileno()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.ours.close()
        self.theirs.close()

    def join(self, page: str, after: int) -> None:
        self.came_with = after
        self.hub.join(self, Place(page), after)

    def push(self, frame: bytes) -> bool:
        return os.write(self.fd, frame) == len(frame)

    def push_rest(self, rest: bytes) -> bool:
        return self.push(rest)

    def behind(self) -> bool:
        return False

    def close(self, code: int, reason: str = "") -> None:
        raise AssertionError(f"closed with {code}: {reason}")

    def abort(self) -> None:
        raise AssertionError("dropped")

    async def hear(self, until: int) -> list[int]:
        """The numbers it is told, from where it came in up to this one."""
        at, numbers = self.came_with, []
        async with asyncio.timeout(5):
            while at < until:
                frame = await asyncio.get_running_loop().sock_recv(self.theirs, 1 << 20)
                for told in map(json.loads, frames.payloads(frame)):
                    assert told["from"] == at, f"from {told['from']}, but this one stands at {at}"
                    at = told["to"]
                    numbers += [event["seq"] for event in told["events"]]
        return numbers


@pytest.fixture
async def parts(tmp_path: Path, demo_folder: Path) -> AsyncIterator[Parts]:
    shutil.copytree(demo_folder, tmp_path / "data")
    made = Parts(read_settings({"HEMICYCLE_DATA": str(tmp_path / "data")}), RealWorld())
    yield made
    await made.house.close()
    await made.database.close()


@pytest.mark.parametrize("page", ["none", "follow", "wall"])
@pytest.mark.parametrize("behind", [0, 1], ids=["with the newest number", "with the one before"])
async def test_who_arrives_before_the_pass_hears_every_number_once(
    parts: Parts, page: str, behind: int
) -> None:
    chamber = await parts.house.meeting(SLUG)
    assert chamber is not None
    hub, began = parts.live.hub(chamber), chamber.state.seq
    with Descriptor(parts, hub) as present, Descriptor(parts, hub) as newcomer:
        present.join(page, began)

        def arrive() -> None:
            if not newcomer.came_with:
                newcomer.join(page, chamber.state.seq - behind)

        chamber.grown.append(arrive)  # after the hub's own: a pass has been asked for, and has not begun
        for name in ("Ada", "Bo", "Cy"):
            command = GrantRole(PersonId(name), Role.OBSERVER)
            await chamber.submit(Submission(CommandId(name), OPERATOR, parts.world.now(), command))
        head = began + 3
        assert await present.hear(head) == [began + 1, began + 2, began + 3]
        assert await newcomer.hear(head) == [began + 1, began + 2, began + 3][1 - behind :]
