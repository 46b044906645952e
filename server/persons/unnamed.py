"""People whom nothing names: who were entered for an act that was never kept, or that was undone. They are let go.

Where people are entered with the act that names them there are none; a form that is refused, or a server that is
killed between the two, leaves some. Erasing is for people who are named: this is for rows that nobody needs.
"""

import re
from collections.abc import Callable, Collection, Iterable
from datetime import datetime, timedelta

import structlog
from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncConnection

from models.procedure import PersonId, StreamId
from models.tables import entries, metadata, people
from server.database import Database
from server.persons.directory import Directory
from server.persons.people import MOST_AT_ONCE
from server.persons.personal import persons_in
from server.world import World

BETWEEN = timedelta(days=1)
WAITED = timedelta(days=1)
"""How long somebody is waited for who has just been entered: their act may be on its way."""
LOOKED_BACK = timedelta(days=60)
STRINGS = re.compile(r'"((?:[^"\\]|\\.)*)"')
"""What stands in quotes in JSON, as it is written there; a person's id is nothing but letters and figures."""

log = structlog.get_logger()
Passed = Callable[[StreamId, str, PersonId], bool]
"""Whether what such an entry of a stream says of somebody does not count."""


class Unnamed:
    def __init__(self, database: Database, directory: Directory, world: World) -> None:
        self._database = database
        self._directory = directory
        self._world = world
        self._last: datetime | None = None

    async def beat(self) -> None:
        """Once a day: look who is to be let go."""
        now = self._world.now()
        if self._last is None or now - self._last >= BETWEEN:
            self._last = now
            await self.sweep()

    async def sweep(self) -> None:
        """Let go who was entered more than a day ago and is named by nothing."""
        now = self._world.now()
        when = people.c.since.between(now - LOOKED_BACK, now - WAITED)
        async with self._database.reading() as connection:
            entered = await connection.scalars(select(people.c.id).where(when, people.c.erased.is_(None)))
            gone = await unnamed(connection, {PersonId(one) for one in entered}, now - LOOKED_BACK)
        await self._let_go(gone)

    async def after_undoing(self, entered: Collection[PersonId], at: datetime, passed: Passed) -> None:
        """Let go who of these was entered at this very instant and is named by nothing that counts."""
        async with self._database.reading() as connection:
            known: set[PersonId] = set()
            for some in _some(entered):
                mine = select(people.c.id).where(people.c.id.in_(some), people.c.since == at)
                found = await connection.scalars(mine.where(people.c.erased.is_(None)))
                known |= {PersonId(one) for one in found}
            gone = await unnamed(connection, known, passed=passed)
        await self._let_go(gone)

    async def _let_go(self, gone: Collection[PersonId]) -> None:
        if not gone:
            return
        async with self._database.writing() as connection:
            for some in _some(gone):
                await connection.execute(delete(people).where(people.c.id.in_(some)))
        self._directory.forget(gone)
        log.info("people whom nothing names were let go", people=len(gone))


async def unnamed(
    connection: AsyncConnection,
    persons: Collection[PersonId],
    since: datetime | None = None,
    passed: Passed = lambda _stream, _type, _person: False,
) -> set[PersonId]:
    """Who of these stands in no row of another table, and in no entry of the record (from this instant on)."""
    left = set(persons)
    for table in metadata.sorted_tables:
        for column in persons_in(table):
            for some in _some(tuple(left)):
                left -= set(await connection.scalars(select(column).where(column.in_(some)).distinct()))
    if not left:
        return left
    told = select(entries.c.stream, entries.c.type, entries.c.by, entries.c.data)
    if since:
        told = told.where(entries.c.at >= since)
    for stream, kind, by, data in await connection.execute(told):
        named = left & {by, *STRINGS.findall(data)}
        left -= {person for person in named if by == person or not passed(stream, kind, person)}
    return left


def _some(persons: Iterable[PersonId]) -> Iterable[list[PersonId]]:
    """So many at once as a statement takes."""
    every = list(persons)
    return (every[first : first + MOST_AT_ONCE] for first in range(0, len(every), MOST_AT_ONCE))
