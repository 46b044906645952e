"""Two real processes race on one PostgreSQL database: nothing is lost, nothing is doubled."""

import asyncio
import json
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
import pytest_asyncio

from models.belonging.granting import RoleGranted
from models.planning.agenda import ItemOpened
from server.house import House
from tests.record.acts import COUNCIL, Meddled, World, draft_council, kept, memory_is_the_record
from tests.record.racer import press

ROOT = Path(__file__).parents[2]


@pytest_asyncio.fixture
async def postgres(postgres_schema_url: str) -> AsyncIterator[Meddled]:
    database = Meddled(postgres_schema_url)
    yield database
    await database.close()


@asynccontextmanager
async def other_process(*arguments: str) -> AsyncIterator[Process]:
    command = [sys.executable, "-m", "tests.record.racer", *arguments]
    other = await asyncio.create_subprocess_exec(*command, stdin=PIPE, stdout=PIPE, cwd=ROOT)
    try:
        yield other
    finally:
        if other.returncode is None:
            other.kill()
            await other.wait()


@pytest.mark.trial
async def test_two_processes_press_at_once_and_every_press_is_kept_once(
    postgres: Meddled,
    postgres_schema_url: str,
    trial_size: Callable[[int, int], int],
    figure: Callable[[str], None],
) -> None:
    presses = trial_size(100, 1000)
    here = House(postgres, World())
    await draft_council(here)
    council = await here.chamber(COUNCIL)

    async with other_process(postgres_schema_url, "there", str(presses)) as other:
        assert other.stdin
        assert other.stdout
        assert await other.stdout.readline() == b"ready\n"
        other.stdin.write(b"go\n")
        ours = await press(council, "here", presses)
        theirs = json.loads(await other.stdout.readline())
        assert await other.wait() == 0

    entries = {entry.seq: entry for entry in (await kept(postgres, COUNCIL)).entries}
    given = {**ours["numbers"], **theirs["numbers"]}
    assert len(given) == len(set(given.values())) == 2 * presses
    for person, seq in given.items():
        assert isinstance(entries[seq].event, RoleGranted)
        assert entries[seq].event.person == person
    granted = [entry.event.person for entry in entries.values() if isinstance(entry.event, RoleGranted)]
    assert sorted(granted) == sorted(["chair", *given])

    opened = [seq for seq, entry in entries.items() if isinstance(entry.event, ItemOpened)]
    assert sorted(map(str, [ours["next"], theirs["next"]])) == sorted(["moved_on", *map(str, opened)])
    assert len(opened) == 1

    async with council.lock:
        await council.catch_up()
    await memory_is_the_record(council, postgres)
    await here.close()
    figure(
        f"two processes on PostgreSQL: {2 * presses} racing presses, {len(entries)} entries, each kept once"
    )
