"""People as persons: name, address, language. Kept apart from the record, and erasable.

Source: DESIGN §5.3. The record knows a person by id alone; `directory.py` shows names on pages from memory.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from models.procedure import PersonId
from models.tables import people
from server.database import Database
from server.persons.directory import Directory
from server.world import World

MOST_AT_ONCE = 500


@dataclass(frozen=True)
class Person:
    """What is known of somebody. `address` is their e-mail address in small letters; empty: not known.

    `language` is a BCP 47 code, `gender` as they say it; both may be empty.
    """

    name: str
    address: str = ""
    language: str = ""
    gender: str = ""


NOBODY_KNOWN = Person("")


@dataclass(frozen=True)
class Newcomers:
    """People about to be entered, as rows, and what is from then on known of others."""

    rows: tuple[Mapping[str, object], ...]
    corrected: Mapping[PersonId, Person] = field(default_factory=dict)

    @property
    def ids(self) -> list[PersonId]:
        return [PersonId(str(row["id"])) for row in self.rows]

    async def keep(self, connection: AsyncConnection) -> None:
        """Enter them, in this transaction."""
        if self.rows:
            await connection.execute(insert(people), [dict(row) for row in self.rows])
        for person, known in self.corrected.items():
            await connection.execute(update(people).where(people.c.id == person).values(_row(known)))


class People:
    def __init__(self, database: Database, directory: Directory, world: World) -> None:
        self._database = database
        self._directory = directory
        self._world = world

    def newcomers(
        self,
        persons: Sequence[Person],
        at: datetime | None = None,
        corrected: Mapping[PersonId, Person] | None = None,
    ) -> "Newcomers":
        """New people with an id each, in the order given, and others put right; kept with the act that names them."""
        since = at or self._world.now()
        rows = tuple({"id": self._world.new_id(), "since": since, **_row(person)} for person in persons)
        return Newcomers(rows, corrected or {})

    def learn(self, newcomers: "Newcomers") -> None:
        """They are kept: pages name them from here on."""
        self._directory.learn({PersonId(str(row["id"])): str(row["name"]) for row in newcomers.rows})
        self._directory.learn({person: known.name for person, known in newcomers.corrected.items()})

    async def enter(self, persons: Sequence[Person]) -> list[PersonId]:
        """New people by themselves, in the order given; nobody is looked up."""
        newcomers = self.newcomers(persons)
        async with self._database.writing() as connection:
            await newcomers.keep(connection)
        self.learn(newcomers)
        return newcomers.ids

    async def edit(self, person: PersonId, known: Person) -> None:
        """What is known of somebody is this from here on."""
        async with self._database.writing() as connection:
            await connection.execute(update(people).where(people.c.id == person).values(_row(known)))
        self._directory.learn({person: known.name})

    async def of(self, among: Collection[PersonId]) -> Mapping[PersonId, Person]:
        """What is known of these people; whoever is erased, or never was, is not in it."""
        found: dict[PersonId, Person] = {}
        wanted = list(among)
        async with self._database.reading() as connection:
            for first in range(0, len(wanted), MOST_AT_ONCE):
                rows = await connection.execute(
                    select(people).where(people.c.id.in_(wanted[first : first + MOST_AT_ONCE]))
                )
                found |= {
                    PersonId(r.id): Person(r.name, r.address, r.language, r.gender)
                    for r in rows
                    if r.erased is None
                }
        return found

    async def everybody(self) -> Mapping[PersonId, Person]:
        """All people who are not erased, by name."""
        async with self._database.reading() as connection:
            rows = await connection.execute(
                select(people).where(people.c.erased.is_(None)).order_by(people.c.name)
            )
            return {PersonId(r.id): Person(r.name, r.address, r.language, r.gender) for r in rows}

    async def at(self, address: str) -> PersonId | None:
        """Who has this address; None if nobody or more than one."""
        async with self._database.reading() as connection:
            found = await connection.scalars(
                select(people.c.id).where(
                    people.c.address == address.strip().lower(), people.c.erased.is_(None)
                )
            )
            known = list(found)
        return PersonId(known[0]) if address.strip() and len(known) == 1 else None


def _row(person: Person) -> dict[str, str]:
    return {
        "name": person.name.strip(),
        "address": person.address.strip().lower(),
        "language": person.language,
        "gender": person.gender,
    }
