"""The record: entries are added, and read, and nothing else ever happens to them (DESIGN §5.3).

A group of submissions shares one transaction, over as many streams as the act concerns. The primary key
(stream, seq) is the guard between processes: who comes second hears `Taken`, reads the tail and decides again.
"""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import msgspec
from sqlalchemy import Row, insert, select
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection

from models import wire
from models.belonging.roles import Role
from models.procedure import CommandId, Entry, PersonId, Receipt, StreamId, Submission
from models.tables import entries, streams, submissions
from server.database import Database
from server.projections import project

LOST_RACES = {"40001", "40P01"}
"""PostgreSQL's words for it: could not serialise; deadlock detected."""

NOBODY = ""
"""Stands for a submitter without a name in the key of `submissions`."""


Beside = Callable[[AsyncConnection], Awaitable[None]]
"""What is kept beside the record in the transaction of an act: the people it names."""


class Taken(Exception):  # noqa: N818 - no fault: another process was first
    """Another process has written these numbers first."""


@dataclass(frozen=True)
class Accepted:
    """A submission the rules have accepted, and what follows from it."""

    submission: Submission
    entries: tuple[Entry, ...]

    @property
    def receipt(self) -> Receipt:
        return Receipt(self.submission.id, self.entries[-1].seq)


@dataclass(frozen=True)
class Growth:
    """What one stream gains in an act, and the state it then has. `begins` when the stream is new."""

    stream: StreamId
    kind: str
    epoch: str
    begins: bool
    group: tuple[Accepted, ...]
    state: object


@dataclass(frozen=True)
class Kept:
    """A submission as it stands in the record: who asked what and when, and the number of its last entry."""

    at: datetime
    by: PersonId | None
    id: CommandId
    asked: str
    seq: int


@dataclass(frozen=True)
class Tail:
    """What a stream holds behind a number: its lineage (None: no such stream), entries and submissions."""

    epoch: str | None
    entries: tuple[Entry, ...]
    submissions: tuple[Kept, ...]


async def append(
    database: Database, growths: Sequence[Growth], *, alone: bool = False, beside: Beside | None = None
) -> None:
    """Keep an act, whole or not at all, streams in a fixed order; with it what stands `beside` the record.

    Whoever holds the streams `alone` already is not to wait for them again. Raises `Taken`.
    """
    try:
        async with database.writing() as connection:
            if not alone:
                await database.claim(connection, [growth.stream for growth in growths])
            for growth in sorted(growths, key=lambda g: g.stream):
                await _grow(connection, growth)
            for growth in growths:
                await project(connection, growth.stream, growth.state)
            if beside:
                await beside(connection)
    except IntegrityError as error:
        raise Taken from error
    except DBAPIError as error:
        if getattr(error.orig, "sqlstate", None) in LOST_RACES:
            raise Taken from error
        raise


async def _grow(connection: AsyncConnection, growth: Growth) -> None:
    if growth.begins:
        begun = growth.group[0].submission.at
        await connection.execute(
            insert(streams).values(id=growth.stream, kind=growth.kind, epoch=growth.epoch, begun=begun)
        )
    await connection.execute(insert(submissions), [_row(growth.stream, a) for a in growth.group])
    await connection.execute(
        insert(entries), [entry_row(growth.stream, e) for a in growth.group for e in a.entries]
    )


def asked(submission: Submission) -> tuple[str, str]:
    """The command's name and its data as JSON: what a resent id is compared with."""
    command = submission.command
    return wire.wire_name(type(command)), msgspec.json.encode(wire.to_wire(command), order="sorted").decode()


def _row(stream: StreamId, accepted: Accepted) -> dict[str, object]:
    submission = accepted.submission
    command, data = asked(submission)
    return {
        "stream": stream,
        "by": submission.by or NOBODY,
        "id": submission.id,
        "at": submission.at,
        "command": command,
        "data": data,
        "seq": accepted.receipt.seq,
    }


def entry_row(stream: StreamId, entry: Entry) -> dict[str, object]:
    return {
        "stream": stream,
        "seq": entry.seq,
        "at": entry.at,
        "by": entry.by,
        "type": wire.wire_name(type(entry.event)),
        "data": msgspec.json.encode(wire.to_wire(entry.event)).decode(),
        "behalf": entry.behalf,
    }


async def since(connection: AsyncConnection, stream: StreamId, after: int) -> Tail:
    """Everything the stream holds behind `after`, as of one instant."""
    epoch = await connection.scalar(select(streams.c.epoch).where(streams.c.id == stream))
    lines = await connection.execute(
        select(entries).where(entries.c.stream == stream, entries.c.seq > after).order_by(entries.c.seq)
    )
    kept = await connection.execute(
        select(submissions)
        .where(submissions.c.stream == stream, submissions.c.seq > after)
        .order_by(submissions.c.seq)
    )
    return Tail(
        epoch,
        tuple(map(_entry, lines)),
        tuple(
            Kept(r.at, PersonId(r.by) if r.by else None, CommandId(r.id), r.command + r.data, r.seq)
            for r in kept
        ),
    )


def _entry(row: Row[Any]) -> Entry:
    event = wire.event_from_wire(row.type, msgspec.json.decode(row.data))
    behalf = Role(row.behalf) if row.behalf else None
    return Entry(row.seq, row.at, PersonId(row.by) if row.by else None, event, behalf)


async def stream_ids(connection: AsyncConnection) -> list[tuple[StreamId, str]]:
    """Every stream there is, with its kind."""
    found = await connection.execute(select(streams.c.id, streams.c.kind).order_by(streams.c.id))
    return [(StreamId(row.id), row.kind) for row in found]
