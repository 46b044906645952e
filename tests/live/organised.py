"""The demonstration with an organisation around it, put into a data folder before a server runs on it."""

import asyncio
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from models.belonging.dating import Period, on
from models.belonging.offices import Mandate, MandateId, Office, OfficeId
from models.belonging.roles import Role
from models.organisation import ORGANISATION
from models.procedure import OPERATOR, Command, CommandId, PersonId, StreamId, Submission
from models.rules.offices import EnterMandate, EnterOffice
from models.rules.roles import GrantRole
from models.text import Text
from server.app import Parts
from server.persons.people import Person
from server.settings import read_settings
from server.world import RealWorld
from tests.live.clients import SLUG

OLGA, ANA = "Olga Quill", "Ana Ruiz Xanadu"
DESK, ADDRESS = "olga.quill@world.example", "ana.xanadu@soria.example"
LONG = "Maximiliana-Alexandrina Featherstonehaugh-Cholmondeley de Bustamante y Villavicencio"


@dataclass(frozen=True)
class Known:
    """Olga of the organisation's and the meeting's secretariat; Ana, Mayor of Soria, a delegate; another."""

    olga: PersonId
    ana: PersonId
    other: PersonId


def organised(data: Path) -> Known:
    return asyncio.run(_organise(data))


async def _organise(data: Path) -> Known:
    world = RealWorld()
    parts = Parts(read_settings({"HEMICYCLE_DATA": str(data)}), world)

    async def act(stream: StreamId, command: Command) -> None:
        press = Submission(CommandId(world.new_id()), OPERATOR, world.now(), command)
        await (await parts.house.chamber(stream)).submit(press)

    await parts.directory.open()
    olga, ana, other = await parts.people.enter(
        [Person(OLGA, DESK, "en", "f"), Person(ANA, ADDRESS, "es", "f"), Person(LONG, "", "fr")]
    )
    meeting = await parts.house.meeting(SLUG)
    assert meeting is not None
    await act(ORGANISATION, GrantRole(olga, Role.SECRETARIAT))
    await act(ORGANISATION, EnterOffice(Office(OfficeId("soria"), Text("Mayor of Soria", "Maire de Soria"))))
    since = Period(on(date(2019, 6, 15)))
    await act(ORGANISATION, EnterMandate(Mandate(MandateId("m"), OfficeId("soria"), ana, since)))
    await act(meeting.stream, GrantRole(olga, Role.SECRETARIAT))
    for delegate in (ana, other):
        await act(meeting.stream, GrantRole(delegate, Role.DELEGATE))
    await parts.house.close()
    await parts.database.close()
    return Known(olga, ana, other)


def rows(data: Path, query: str) -> list[tuple[object, ...]]:
    """What the database of this folder holds, read beside the server."""
    with closing(sqlite3.connect(f"file:{data / 'hemicycle.sqlite3'}?mode=ro", uri=True)) as kept:
        return kept.execute(query).fetchall()
