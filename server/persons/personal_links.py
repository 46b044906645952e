"""Personal links to a meeting, many at once: printed on badges, or sent. Digests alone are kept of them."""

from collections.abc import Awaitable, Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import insert, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from models.procedure import PersonId, StreamId
from models.tables import links, sign_ins
from server.database import Database
from server.doorkeeper import LINK_LASTS
from server.doors.digests import digest
from server.persons.people import MOST_AT_ONCE
from server.settings import Settings
from server.world import World

AFTER_THE_END = timedelta(days=1)
BADGE, MAIL = "badge", "mail"


@dataclass(frozen=True)
class Given:
    """The last link of one kind that somebody was given to a meeting; `used` when it signed them in."""

    made: datetime
    expires: datetime
    used: datetime | None


@dataclass(frozen=True)
class Fresh:
    """A new link: its address, which nobody can read back, and what is kept of it."""

    person: PersonId
    address: str
    digest: str


class PersonalLinks:
    def __init__(self, database: Database, world: World, settings: Settings) -> None:
        self._database = database
        self._world = world
        self._base_url = settings.base_url

    def fresh(self, persons: Collection[PersonId]) -> tuple[Fresh, ...]:
        """A new link for each; good for nothing before `keep`."""
        secrets = {person: self._world.new_secret() for person in persons}
        return tuple(
            Fresh(p, f"{self._base_url}/in/{secret}", digest(secret)) for p, secret in secrets.items()
        )

    def good_until(self, end: datetime | None) -> datetime:
        """Until when a link made now is good: a day after the meeting's end (UTC), and never less than any link."""
        soonest = self._world.now() + LINK_LASTS
        return max(soonest, end + AFTER_THE_END) if end else soonest

    async def keep(
        self,
        made: Collection[Fresh],
        meeting: StreamId,
        expires: datetime,
        given: str,
        also: Callable[[AsyncConnection], Awaitable[None]] | None = None,
    ) -> None:
        """From here on these links are good, and those before them of the same kind are void.

        What is to be kept with them, in the same transaction, is `also` done.
        """
        now = self._world.now()
        persons = [one.person for one in made]
        async with self._database.writing() as connection:
            for first in range(0, len(persons), MOST_AT_ONCE):
                before = (
                    links.c.meeting == meeting,
                    links.c.given == given,
                    links.c.used.is_(None),
                    links.c.expires > now,
                    links.c.person.in_(persons[first : first + MOST_AT_ONCE]),
                )
                await connection.execute(update(links).where(*before).values(expires=now))
            rows = [
                {
                    "digest": one.digest,
                    "person": one.person,
                    "meeting": meeting,
                    "made": now,
                    "expires": expires,
                    "given": given,
                }
                for one in made
            ]
            if rows:
                await connection.execute(insert(links), rows)
            if also:
                await also(connection)

    async def given(self, meeting: StreamId, kind: str) -> Mapping[PersonId, Given]:
        """The last link of this kind that each person was given to this meeting."""
        async with self._database.reading() as connection:
            found = await connection.execute(
                select(links)
                .where(links.c.meeting == meeting, links.c.given == kind)
                .order_by(links.c.made, links.c.expires)
            )
            return {PersonId(row.person): Given(row.made, row.expires, row.used) for row in found}

    async def reached(self, meeting: StreamId) -> frozenset[PersonId]:
        """Who was given a link to this meeting, or to all of them, that is good now or was used."""
        async with self._database.reading() as connection:
            found = await connection.scalars(
                select(links.c.person)
                .where(
                    or_(links.c.meeting == meeting, links.c.meeting.is_(None)),
                    or_(links.c.used.is_not(None), links.c.expires > self._world.now()),
                )
                .distinct()
            )
            return frozenset(PersonId(person) for person in found)

    async def signed_in(self, among: Collection[PersonId]) -> set[PersonId]:
        """Who of these has a sign-in that is good now."""
        async with self._database.reading() as connection:
            found = await connection.scalars(
                select(sign_ins.c.person)
                .where(sign_ins.c.revoked.is_(None), sign_ins.c.expires > self._world.now())
                .distinct()
            )
            return {PersonId(person) for person in found} & set(among)
