"""Erasing a person: all that names them beside the record is deleted, and whoever they were is signed out everywhere.

The record keeps ids and offices (DESIGN §5.3); pages show the office alone from here on. A second process hears of
it at its next heartbeat.
"""

from datetime import timedelta

import structlog
from sqlalchemy import delete, or_, select, update

from models.procedure import PersonId
from models.tables import metadata, people
from server.database import Database
from server.doorkeeper import Doorkeeper
from server.live import Live
from server.panels import Panels
from server.persons.directory import Directory
from server.persons.personal import naming, rows_about
from server.printing.pdf import Typesetter
from server.world import World

LOOKING_BACK = timedelta(seconds=10)

log = structlog.get_logger()


class Erasure:
    def __init__(
        self,
        database: Database,
        doorkeeper: Doorkeeper,
        directory: Directory,
        live: Live,
        panels: Panels,
        typesetter: Typesetter,
        world: World,
    ) -> None:
        self._database = database
        self._doorkeeper = doorkeeper
        self._directory = directory
        self._live = live
        self._panels = panels
        self._typesetter = typesetter
        self._world = world
        self._forgotten: set[PersonId] = set()

    async def erase(self, person: PersonId) -> bool:
        """Erase this person; false if there is none, or none any more. No entry of the record is touched."""
        nothing = {"name": "", "address": "", "language": "", "gender": ""}
        async with self._database.writing() as connection:
            address = await connection.scalar(select(people.c.address).where(people.c.id == person))
            erased = await connection.execute(
                update(people)
                .where(people.c.id == person, people.c.erased.is_(None))
                .values(**nothing, erased=self._world.now())
            )
            for table in metadata.sorted_tables:
                if whose := rows_about(table, person, address):
                    await connection.execute(delete(table).where(or_(*whose)))
        if erased.rowcount:
            await self._forget(person)
            log.info("somebody was erased")
        return bool(erased.rowcount)

    async def beat(self) -> None:
        """Forget whom another process has erased in the last seconds."""
        since = self._world.now() - LOOKING_BACK
        async with self._database.reading() as connection:
            lately = set(await connection.scalars(select(people.c.id).where(people.c.erased >= since)))
        for person in lately - self._forgotten:
            await self._forget(PersonId(person))
        self._forgotten &= lately

    async def _forget(self, person: PersonId) -> None:
        """Nothing in this process knows them any more, and no page goes on to name them."""
        self._forgotten.add(person)
        self._directory.learn({person: ""})
        self._panels.forget()
        self._typesetter.forget()
        self._doorkeeper.forget(person)
        async with self._database.reading() as connection:
            named = await naming(connection, person)
        self._live.let_go(person, named)
