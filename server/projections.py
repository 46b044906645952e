"""Read tables, written in the same transaction as the entries they sum up: the list of meetings."""

from datetime import datetime

import msgspec
from sqlalchemy import select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection

from models import tables, wire
from models.convocation import Convocation
from models.meeting import Meeting
from models.planning.programme import starts_of_all
from models.procedure import StreamId


async def project(connection: AsyncConnection, stream: StreamId, state: object) -> None:
    """Bring the read tables to what this stream's state is now."""
    if not isinstance(state, Meeting) or state.convocation is None:
        return
    row = row_of(stream, state, state.convocation)
    insert = (sqlite if connection.dialect.name == "sqlite" else postgresql).insert(tables.meetings)
    await connection.execute(insert.values(row).on_conflict_do_update(index_elements=["stream"], set_=row))


def row_of(stream: StreamId, meeting: Meeting, convocation: Convocation) -> dict[str, object]:
    """A meeting's line in the list; `verify` compares it with what the record tells."""
    return {
        "stream": stream,
        "slug": convocation.slug,
        "state": meeting.state.value,
        "public": convocation.public,
        "starts": _starts(meeting),
        "seq": meeting.seq,
        "data": msgspec.json.encode(wire.to_wire(convocation)).decode(),
    }


def _starts(meeting: Meeting) -> datetime | None:
    """When the first item or sitting is planned to begin (UTC), if that is known."""
    sittings = (s.starts for s in meeting.whole.sittings if s.starts and not s.withdrawn)
    return min([*starts_of_all(meeting.agendas).values(), *sittings], default=None)


async def rows(connection: AsyncConnection) -> list[dict[str, object]]:
    """All lines of the list, the next meeting first."""
    found = await connection.execute(select(tables.meetings).order_by(tables.meetings.c.starts.desc()))
    return [dict(row) for row in found.mappings()]
