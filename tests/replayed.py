"""What a server says at the end of a test is what its record tells: replayed, it gives the very same answers."""

import asyncio
import json
import urllib.request
from datetime import datetime
from types import SimpleNamespace
from typing import Any

from models import meeting
from models.audience import Audience
from models.meeting import Meeting
from models.organisation import ORGANISATION, Organisation
from models.organisation import replay as replay_organisation
from models.wire import from_wire
from server import archive
from server.database import Database
from server.persons.directory import Directory
from server.programs.meeting_json import meeting_json
from server.record import since
from server.settings import read_settings
from server.world import RealWorld
from tests.provision_product import Product


def record_is_sound(product: Product) -> None:
    """Whatever happened to the server: its record replays, and every number, time and receipt is there."""
    findings = asyncio.run(_verified(product))
    assert all(finding.sound for finding in findings), [finding.text for finding in findings]


def tells_its_record(product: Product) -> None:
    """Every public meeting, as the running server shows it now, is what its record replays to."""
    for slug, (replayed, epoch) in asyncio.run(_replayed(product)).items():
        said = _asked(product, slug)
        chamber: Any = SimpleNamespace(meeting=replayed, epoch=epoch, state=replayed)
        now = from_wire(datetime, said["now"])
        told = meeting_json(chamber, "en", now, lambda person: NAMES.get(str(person), ""), Audience.PUBLIC)
        assert json.loads(json.dumps(told)) == said


NAMES: dict[str, str] = {}


async def _verified(product: Product) -> Any:
    database = _database(product)
    try:
        return await archive.verify(database)
    finally:
        await database.close()


async def _replayed(product: Product) -> dict[str, tuple[Meeting, str]]:
    database = _database(product)
    try:
        directory = Directory(database, RealWorld())
        await directory.open()
        NAMES.update({str(person): name for person, name in directory._names.items()})
        async with database.reading() as connection:
            calendar: Organisation = replay_organisation((await since(connection, ORGANISATION, 0)).entries)
            found = {}
            for slug, stream in calendar.meetings.items():
                tail = await since(connection, stream, 0)
                state = meeting.replay(tail.entries)
                if state.convocation and state.convocation.public and state.state != "draft":
                    found[slug] = (state, tail.epoch or "")
            return found
    finally:
        await database.close()


def _database(product: Product) -> Database:
    return Database(read_settings(product.environment).database_url)


def _asked(product: Product, slug: str) -> dict[str, Any]:
    with urllib.request.urlopen(f"{product.base_url}/api/meetings/{slug}?lang=en", timeout=10) as answer:
        said: dict[str, Any] = json.load(answer)
    return said
