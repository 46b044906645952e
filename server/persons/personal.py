"""What is kept of one person beside the record, and what they did in it: for themselves, and for whoever must answer.

docs/personal-data.md says of each column why it is kept, and for how long. Secrets, their digests and letters
that carry them are told to nobody.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Column, ColumnElement, Table, func, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from models.procedure import PersonId, StreamId
from models.tables import (
    codes,
    entries,
    links,
    meetings,
    notes,
    outbox,
    passwords,
    people,
    sign_ins,
    tokens,
)
from server.database import Database

EXPORTED: Mapping[Table, tuple[str, ...]] = {
    sign_ins: ("since", "expires", "revoked", "seen", "browser", "system"),
    codes: ("made", "expires", "address", "to", "wrong", "used"),
    passwords: ("login", "made"),
    links: ("meeting", "made", "expires", "used", "given"),
    tokens: ("made", "revoked"),
    outbox: ("made", "due", "until", "address", "tries"),
    notes: ("meeting", "item", "text", "revision", "changed"),
}
"""What a person is given of each table that names them, by their id or their address."""


@dataclass(frozen=True)
class Act:
    """An entry of the record that somebody made: its stream, number, instant (UTC) and the name of its event."""

    stream: StreamId
    seq: int
    at: datetime
    type: str


@dataclass(frozen=True)
class Holdings:
    """All that is kept of one person: their row, the rows that name them by table, and their acts in the record.

    `named` are the records in which others have named them; `slugs` are those of the meetings among the streams.
    """

    person: Mapping[str, Any]
    rows: Mapping[str, Sequence[Mapping[str, Any]]]
    acts: Sequence[Act]
    named: Sequence[StreamId]
    slugs: Mapping[StreamId, str]


class PersonalData:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def of(self, person: PersonId) -> Holdings | None:
        """What is kept of this person; None if nobody has this id."""
        async with self._database.reading() as connection:
            row = (await connection.execute(select(people).where(people.c.id == person))).mappings().first()
            if row is None:
                return None
            rows = {table.name: await _told(connection, table, person, row["address"]) for table in EXPORTED}
            found = await connection.execute(
                select(entries.c.stream, entries.c.seq, entries.c.at, entries.c.type)
                .where(entries.c.by == person)
                .order_by(entries.c.stream, entries.c.seq)
            )
            acts = tuple(Act(StreamId(one.stream), one.seq, one.at, one.type) for one in found)
            listed = await connection.execute(select(meetings.c.stream, meetings.c.slug))
            slugs = {StreamId(one.stream): one.slug for one in listed}
            return Holdings(dict(row), rows, acts, await naming(connection, person), slugs)

    async def sign_ins_of(self, now: datetime) -> Mapping[PersonId, int]:
        """How many sign-ins of each person are good at this instant."""
        async with self._database.reading() as connection:
            found = await connection.execute(
                select(sign_ins.c.person, func.count())
                .where(sign_ins.c.revoked.is_(None), sign_ins.c.expires > now)
                .group_by(sign_ins.c.person)
            )
            return {PersonId(person): count for person, count in found}


async def naming(connection: AsyncConnection, person: PersonId) -> tuple[StreamId, ...]:
    """The records in which this person's id stands, as the one who acted or as one spoken of."""
    inside = entries.c.data.contains(f'"{person}"', autoescape=True)
    found = await connection.scalars(
        select(entries.c.stream)
        .where(or_(entries.c.by == person, inside))
        .distinct()
        .order_by(entries.c.stream)
    )
    return tuple(StreamId(stream) for stream in found)


def persons_in(table: Table) -> tuple[Column[Any], ...]:
    """The columns of a table that say whose a row is."""
    return tuple(column for column in table.columns if column.references(people.c.id))


def rows_about(table: Table, person: PersonId, address: str | None) -> tuple[ColumnElement[bool], ...]:
    """What makes a row of this table one about this person: their id, or the address that is theirs."""
    whose = tuple(column == person for column in persons_in(table))
    by_address = address and table is not people and "address" in table.c
    return (*whose, table.c.address == address) if by_address else whose


async def _told(
    connection: AsyncConnection, table: Table, person: PersonId, address: str
) -> Sequence[Mapping[str, Any]]:
    whose = rows_about(table, person, address)
    if not whose:
        return ()
    shown = [table.c[name] for name in EXPORTED[table]]
    found = await connection.execute(select(*shown).where(or_(*whose)).order_by(*shown[:2]))
    return tuple(dict(row) for row in found.mappings())
