"""The names of speakers, kept apart from the record: a contributor carries an office and an id, the name stands here.

Source: DESIGN §5.3. Who is erased from `people` is shown by office alone.
"""

from collections.abc import Iterable, Mapping

from sqlalchemy import insert, select

from models.procedure import PersonId
from models.tables import people
from server.database import Database
from server.world import World


class Directory:
    """Names by id, all in memory; a name another process has added is found at the next beat."""

    def __init__(self, database: Database, world: World) -> None:
        self._database = database
        self._world = world
        self._names: dict[PersonId, str] = {}
        self._missed: set[PersonId] = set()

    def name(self, person: PersonId | None) -> str:
        """The name, or nothing: it may be erased, or not be known here yet."""
        if person is None:
            return ""
        if person not in self._names:
            self._missed.add(person)
        return self._names.get(person, "")

    async def open(self) -> None:
        """Read every name."""
        async with self._database.reading() as connection:
            found = await connection.execute(select(people.c.id, people.c.name))
            self._names = {PersonId(row.id): row.name for row in found}

    async def beat(self) -> None:
        """Look up again what was asked for in vain, once."""
        missed, self._missed = self._missed - self._names.keys(), set()
        if not missed:
            return
        async with self._database.reading() as connection:
            found = await connection.execute(
                select(people.c.id, people.c.name).where(people.c.id.in_(missed))
            )
            self._names.update({PersonId(row.id): row.name for row in found})

    async def meet(self, person: PersonId | None) -> None:
        """Look up whoever acts for the first time, before anybody is shown what they did."""
        if person is not None and person not in self._names:
            self._missed.add(person)
            await self.beat()

    def learn(self, names: Mapping[PersonId, str]) -> None:
        """These people are called so from here on."""
        self._names.update(names)

    def known_as(self, names: Iterable[str]) -> dict[str, PersonId]:
        """Who is called so, of these names."""
        wanted = {name.strip() for name in names if name.strip()}
        return {name: person for person, name in self._names.items() if name in wanted}

    def forget(self, persons: Iterable[PersonId]) -> None:
        """Nobody has these ids any more."""
        for person in persons:
            self._names.pop(person, None)

    async def register(self, names: Iterable[str]) -> Mapping[str, PersonId]:
        """An id for each of these names: the known one where somebody is called so, else a new one."""
        wanted = {name.strip() for name in names if name.strip()}
        known = self.known_as(wanted)
        fresh = {name: PersonId(self._world.new_id()) for name in sorted(wanted - known.keys())}
        if fresh:
            rows = [{"id": i, "name": name, "since": self._world.now()} for name, i in fresh.items()]
            async with self._database.writing() as connection:
                await connection.execute(insert(people), rows)
            self._names.update({person: name for name, person in fresh.items()})
        return known | fresh
