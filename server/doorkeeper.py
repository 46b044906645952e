"""The doorkeeper: who is this? Personal links, sign-ins by cookie, tokens for programs.

Codes and passwords, which make sign-ins too, have rooms of their own. Secrets are kept as digests only. A sign-in
or token is looked up once and then known; every second the doorkeeper asks the database which have been revoked,
here or by another process, and forgets them.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Table, insert, select, update
from starlette.requests import HTTPConnection

from models.procedure import PersonId, StreamId
from models.tables import codes, links, people, sign_ins, tokens
from server.database import Database
from server.doors.browsers import UNKNOWN, Browser
from server.doors.digests import digest
from server.doors.links import Link, LinkState
from server.doors.sign_ins import SignIns
from server.settings import Settings
from server.world import World

LINK_LASTS = timedelta(days=7)
LOOKING_BACK = timedelta(seconds=10)
MOST_KNOWN = 50_000


@dataclass(frozen=True)
class Visitor:
    """Who a request comes from. `credential` is the digest of what they showed; nobody shows nothing."""

    person: PersonId | None = None
    name: str = ""
    credential: str | None = None
    expires: datetime | None = None


NOBODY = Visitor()


class WrongOrigin(Exception):  # noqa: N818 - a fact about a request
    """A cookie came from a page that is not ours."""


class BadToken(Exception):  # noqa: N818 - a fact about a request
    """A bearer token that is not, or no longer, valid."""


class Doorkeeper:
    def __init__(self, database: Database, world: World, settings: Settings) -> None:
        self._database = database
        self._world = world
        self._settings = settings
        self.sign_ins = SignIns(database, world)
        self._known: dict[tuple[str, str], Visitor] = {}
        self.cookie = "__Host-hemicycle" if settings.secure else "hemicycle"

    async def visitor(self, request: HTTPConnection, *, acting: bool) -> Visitor:
        """Who this request comes from. `acting` requests (forms, sockets) with a cookie need our Origin.

        Raises `WrongOrigin` or `BadToken`. A bearer token counts in the header only and needs no Origin.
        """
        authorization = request.headers.get("authorization", "")
        if authorization:
            scheme, _, secret = authorization.partition(" ")
            found = await self._find(tokens, digest(secret.strip())) if scheme.lower() == "bearer" else None
            if found is None:
                raise BadToken
            return found
        origin = request.headers.get("origin")
        if acting and origin is not None and origin not in self._settings.origins:
            raise WrongOrigin
        secret = request.cookies.get(self.cookie, "")
        if not secret:
            return NOBODY
        if acting and origin is None:
            raise WrongOrigin
        found = await self._find(sign_ins, digest(secret))
        if found is None or found.credential is None:
            return NOBODY
        self.sign_ins.note([found.credential])
        return found

    def recognised(self, request: HTTPConnection) -> Visitor:
        """Whose browser this is, as far as is known without asking the database."""
        found = self._known.get((sign_ins.name, digest(request.cookies.get(self.cookie, ""))), NOBODY)
        return NOBODY if found.expires and found.expires <= self._world.now() else found

    async def _find(self, table: Table, credential: str) -> Visitor | None:
        key = (table.name, credential)
        visitor = self._known.get(key)
        if visitor is None:
            visitor = await self._look_up(table, credential)
            if visitor is None:
                return None
            if len(self._known) >= MOST_KNOWN:
                self._known.clear()
            self._known[key] = visitor
        if visitor.expires and visitor.expires <= self._world.now():
            return None
        return visitor

    async def _look_up(self, table: Table, credential: str) -> Visitor | None:
        async with self._database.reading() as connection:
            found = await connection.execute(
                select(table, people.c.name)
                .join(people, table.c.person == people.c.id)
                .where(table.c.digest == credential, table.c.revoked.is_(None))
            )
            row = found.mappings().first()
        if row is None:
            return None
        return Visitor(PersonId(row["person"]), row["name"], credential, row.get("expires"))

    async def revoked(self) -> set[str]:
        """Credentials revoked in the last seconds, by whomever; they are forgotten here."""
        since = self._world.now() - LOOKING_BACK
        async with self._database.reading() as connection:
            found: set[str] = set()
            for table in (sign_ins, tokens):
                gone = await connection.scalars(select(table.c.digest).where(table.c.revoked >= since))
                found.update(gone)
        for credential in found:
            self._forget(credential)
        return found

    def _forget(self, credential: str) -> None:
        for table in (sign_ins, tokens):
            self._known.pop((table.name, credential), None)

    def forget(self, person: PersonId) -> None:
        """Forget all that this person has shown here."""
        self._known = {key: known for key, known in self._known.items() if known.person != person}

    def expired(self) -> set[str]:
        """Sign-ins known here whose time is over."""
        now = self._world.now()
        return {c for (_, c), v in self._known.items() if v.expires and v.expires <= now}

    # People, links, tokens

    async def welcome_person(self, name: str, address: str = "") -> PersonId:
        """A new person, known by this name; `address` is where mail reaches them, in small letters."""
        person = PersonId(self._world.new_id())
        async with self._database.writing() as connection:
            await connection.execute(
                insert(people).values(id=person, name=name, since=self._world.now(), address=address)
            )
        return person

    async def called(self, name: str) -> list[PersonId]:
        """Everybody of exactly this name."""
        async with self._database.reading() as connection:
            found = await connection.scalars(
                select(people.c.id).where(people.c.name == name, people.c.erased.is_(None))
            )
            return [PersonId(one) for one in found]

    async def names(self, among: Mapping[PersonId, object]) -> dict[PersonId, str]:
        """The names of these people; whoever is erased is not among them."""
        async with self._database.reading() as connection:
            found = await connection.execute(
                select(people.c.id, people.c.name)
                .where(people.c.id.in_(list(among)), people.c.erased.is_(None))
                .order_by(people.c.since)
            )
            return {PersonId(row.id): row.name for row in found}

    async def signed_in(self, among: Collection[PersonId]) -> frozenset[PersonId]:
        """Who of these people has ever signed in."""
        async with self._database.reading() as connection:
            found = await connection.scalars(
                select(sign_ins.c.person).where(sign_ins.c.person.in_(list(among))).distinct()
            )
            return frozenset(PersonId(person) for person in found)

    async def make_link(self, person: PersonId, meeting: StreamId | None = None) -> str:
        """A personal sign-in link, usable until its first sign-in. It leads to that meeting, or to all of them."""
        secret, now = self._world.new_secret(), self._world.now()
        async with self._database.writing() as connection:
            await connection.execute(
                insert(links).values(
                    digest=digest(secret), person=person, meeting=meeting, made=now, expires=now + LINK_LASTS
                )
            )
        return f"{self._settings.base_url}/in/{secret}"

    async def make_token(self, person: PersonId) -> str:
        """A bearer token for a program that acts as this person."""
        secret = self._world.new_secret()
        async with self._database.writing() as connection:
            await connection.execute(
                insert(tokens).values(digest=digest(secret), person=person, made=self._world.now())
            )
        return secret

    async def read_link(self, secret: str) -> Link:
        """What a link is; reading it consumes nothing (mail scanners open links)."""
        async with self._database.reading() as connection:
            found = await connection.execute(
                select(links, people.c.name).join(people).where(links.c.digest == digest(secret))
            )
            row = found.first()
        if row is None:
            return Link(LinkState.UNKNOWN)
        if row.used:
            state = LinkState.USED
        else:
            state = LinkState.EXPIRED if row.expires <= self._world.now() else LinkState.READY
        return Link(state, PersonId(row.person), row.name, StreamId(row.meeting) if row.meeting else None)

    async def sign_in(self, secret: str, browser: Browser = UNKNOWN) -> str | None:
        """Use a link up: the secret of a new sign-in, for the cookie. None if the link is not ready."""
        now = self._world.now()
        async with self._database.writing() as connection:
            used = await connection.execute(
                update(links)
                .where(links.c.digest == digest(secret), links.c.used.is_(None), links.c.expires > now)
                .values(used=now)
                .returning(links.c.person)
            )
            person = used.scalar()
            if person is None:
                return None
            return await self.sign_ins.begin(connection, PersonId(person), browser)

    async def revoke(self, *, credential: str | None = None, person: PersonId | None = None) -> None:
        """Revoke one sign-in or token; or all of a person's, and with them links and codes that nobody has used."""
        async with self._database.writing() as connection:
            for table in (sign_ins, tokens):
                which = table.c.digest == credential if credential else table.c.person == person
                await connection.execute(
                    update(table).where(which, table.c.revoked.is_(None)).values(revoked=self._world.now())
                )
            if person:
                unused = update(links).where(links.c.person == person, links.c.used.is_(None))
                await connection.execute(unused.values(expires=self._world.now()))
                mailed = update(codes).where(codes.c.person == person, codes.c.used.is_(None))
                await connection.execute(mailed.values(expires=self._world.now()))
        if credential:
            self._forget(credential)
        if person:
            self.forget(person)

    async def sign_out_everywhere(self, person: PersonId) -> set[str]:
        """End every sign-in of somebody, not their tokens; which they were."""
        async with self._database.writing() as connection:
            ended = await connection.scalars(
                update(sign_ins)
                .where(sign_ins.c.person == person, sign_ins.c.revoked.is_(None))
                .values(revoked=self._world.now())
                .returning(sign_ins.c.digest)
            )
            gone = set(ended)
        for credential in gone:
            self._forget(credential)
        return gone
