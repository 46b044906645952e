"""The doorkeeper: who is this? Personal links, sign-ins by cookie, tokens for programs.

Secrets are kept as digests only. A sign-in or token is looked up once and then known; every second the
doorkeeper asks the database which have been revoked, here or by another process, and forgets them.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import Table, insert, select, update
from starlette.requests import HTTPConnection

from models.procedure import PersonId, StreamId
from models.tables import links, people, sign_ins, tokens
from server.database import Database
from server.settings import Settings
from server.world import World

LINK_LASTS = timedelta(days=7)
SIGN_IN_LASTS = timedelta(days=30)
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


class LinkState(StrEnum):
    READY = "ready"
    USED = "used"
    EXPIRED = "expired"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Link:
    """A personal link as its page shows it, before anybody presses the button."""

    state: LinkState
    person: PersonId | None = None
    name: str = ""
    meeting: StreamId | None = None


def digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


class Doorkeeper:
    def __init__(self, database: Database, world: World, settings: Settings) -> None:
        self._database = database
        self._world = world
        self._settings = settings
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
        return await self._find(sign_ins, digest(secret)) or NOBODY

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

    def expired(self) -> set[str]:
        """Sign-ins known here whose time is over."""
        now = self._world.now()
        return {c for (_, c), v in self._known.items() if v.expires and v.expires <= now}

    # People, links, tokens

    async def welcome_person(self, name: str) -> PersonId:
        """A new person, known by this name."""
        person = PersonId(self._world.new_id())
        async with self._database.writing() as connection:
            await connection.execute(insert(people).values(id=person, name=name, since=self._world.now()))
        return person

    async def names(self, among: Mapping[PersonId, object]) -> dict[PersonId, str]:
        """The names of these people."""
        async with self._database.reading() as connection:
            found = await connection.execute(
                select(people.c.id, people.c.name)
                .where(people.c.id.in_(list(among)))
                .order_by(people.c.since)
            )
            return {PersonId(row.id): row.name for row in found}

    async def make_link(self, person: PersonId, meeting: StreamId) -> str:
        """A personal sign-in link, usable until its first sign-in."""
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
        return Link(state, PersonId(row.person), row.name, StreamId(row.meeting))

    async def sign_in(self, secret: str) -> str | None:
        """Use a link up: the secret of a new sign-in, for the cookie. None if the link is not ready."""
        now, fresh = self._world.now(), self._world.new_secret()
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
            await connection.execute(
                insert(sign_ins).values(
                    digest=digest(fresh), person=person, since=now, expires=now + SIGN_IN_LASTS
                )
            )
        return fresh

    async def revoke(self, *, credential: str | None = None, person: PersonId | None = None) -> None:
        """Revoke one sign-in or token; or all of a person's, and with them their links that nobody has used."""
        async with self._database.writing() as connection:
            for table in (sign_ins, tokens):
                which = table.c.digest == credential if credential else table.c.person == person
                await connection.execute(
                    update(table).where(which, table.c.revoked.is_(None)).values(revoked=self._world.now())
                )
            if person:
                unused = update(links).where(links.c.person == person, links.c.used.is_(None))
                await connection.execute(unused.values(expires=self._world.now()))
        if credential:
            self._forget(credential)
