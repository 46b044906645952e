"""People as persons: name, address, language. Kept apart from the record, and erasable.

Source: DESIGN §5.3. The record knows a person by id alone; `directory.py` shows names on pages from memory.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import delete, insert, select, update

from models.procedure import PersonId
from models.tables import people
from server.database import Database
from server.directory import Directory
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


class People:
    def __init__(self, database: Database, directory: Directory, world: World) -> None:
        self._database = database
        self._directory = directory
        self._world = world

    async def enter(self, persons: Sequence[Person]) -> list[PersonId]:
        """New people, in the order given; nobody is looked up."""
        rows = [
            {"id": self._world.new_id(), "since": self._world.now(), **_row(person)} for person in persons
        ]
        if rows:
            async with self._database.writing() as connection:
                await connection.execute(insert(people), rows)
        self._directory.learn({PersonId(str(row["id"])): str(row["name"]) for row in rows})
        return [PersonId(str(row["id"])) for row in rows]

    async def strike(self, persons: Collection[PersonId]) -> None:
        """Take out people who have just been entered for something that was refused: nobody refers to them yet."""
        if persons:
            async with self._database.writing() as connection:
                await connection.execute(delete(people).where(people.c.id.in_(list(persons))))
        self._directory.forget(persons)

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
