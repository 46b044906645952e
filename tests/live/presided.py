"""A served World Council whose presidency rotates: Kazan presides, Xi'an's turn is due."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from models.belonging.roles import Role
from models.body import stream_of
from models.organisation import ORGANISATION
from models.procedure import OPERATOR, CommandId, StreamId, Submission
from models.rules.calendar import EnterMeeting
from models.rules.conduct import ConveneMeeting, OpenMeeting
from models.rules.roles import GrantRole
from server import schema
from server.app import Parts
from server.demo.world_council import SLUG, world_council
from server.settings import read_settings
from server.world import RealWorld
from tests.provision_product import Product, standing_on
from tests.record.presidency import CITIES, COUNCIL, PRESIDENCY, founding, to

NAMES = {"kazan": "Mayor of Kazan", "xian": "Mayor of Xian", "soria": "Mayor of Soria"}
"""What each is called who holds the office; everybody signs in by it."""


async def found(data: Path) -> None:
    world = RealWorld()
    parts = Parts(read_settings({"HEMICYCLE_DATA": str(data)}), world)
    await schema.upgrade(parts.database)
    people = {city: await parts.doorkeeper.welcome_person(NAMES[city]) for city in CITIES}
    secretary = await parts.doorkeeper.welcome_person("Ms Staff")
    drafted, stream = world_council(world.now(), as_published=False), StreamId(f"meeting-{SLUG}")
    council = replace(drafted, convocation=replace(drafted.convocation, of=COUNCIL))
    acts: list[tuple[StreamId, Any]] = [
        *founding(people=people),
        (stream_of(PRESIDENCY), to("kazan")),
        (ORGANISATION, EnterMeeting(stream, SLUG)),
        (stream, council),
        (stream, GrantRole(secretary, Role.SECRETARIAT)),
        (stream, ConveneMeeting()),
        (stream, OpenMeeting()),
    ]
    await parts.house.together(
        [(at, Submission(CommandId(world.new_id()), OPERATOR, world.now(), act)) for at, act in acts]
    )
    await parts.house.close()
    await parts.database.close()


@contextmanager
def presided_served(folder: Path) -> Iterator[Product]:
    data = folder / "data"
    data.mkdir()
    asyncio.run(found(data))
    with standing_on(data) as product:
        yield product
