"""Lets go what has been kept long enough: when the server starts, then once an hour (models/retention.py)."""

from collections.abc import Mapping
from datetime import datetime

import structlog
from sqlalchemy import ColumnElement, Table, and_, delete, or_, select

from models.meeting import MeetingState
from models.retention import Horizons, Keeping, due, horizons
from models.tables import entries, links, meetings, notes, sign_ins, tokens
from server.database import Database
from server.world import World

log = structlog.get_logger()


class Retention:
    def __init__(self, database: Database, world: World, keeping: Keeping) -> None:
        self._database = database
        self._world = world
        self._keeping = keeping
        self._last: datetime | None = None

    async def beat(self) -> None:
        """Let go what is due, if it is time to look."""
        now = self._world.now()
        if not due(self._last, now):
            return
        self._last = now
        gone = await self.let_go(horizons(self._keeping, now))
        if any(gone.values()):
            log.info("kept long enough, and let go", **gone)

    async def let_go(self, before: Horizons) -> Mapping[str, int]:
        """Delete what ended before these instants; returns how many rows of which table."""
        over = ended(before)
        gone: dict[str, int] = {}
        if over:
            async with self._database.writing() as connection:
                for table, condition in over.items():
                    gone[table.name] = (await connection.execute(delete(table).where(condition))).rowcount
        return gone


def ended(before: Horizons) -> Mapping[Table, ColumnElement[bool]]:
    """Which rows of which tables are over by these horizons. Never one of the record's."""
    over: dict[Table, ColumnElement[bool]] = {}
    if before.sign_ins:
        over[sign_ins] = or_(sign_ins.c.revoked < before.sign_ins, sign_ins.c.expires < before.sign_ins)
        over[tokens] = tokens.c.revoked < before.sign_ins
    if before.links:
        over[links] = or_(links.c.used < before.links, links.c.expires < before.links)
    if before.notes:
        closed = (
            select(meetings.c.stream)
            .join(entries, and_(entries.c.stream == meetings.c.stream, entries.c.seq == meetings.c.seq))
            .where(meetings.c.state == MeetingState.CLOSED, entries.c.at < before.notes)
        )
        over[notes] = and_(notes.c.changed < before.notes, notes.c.meeting.in_(closed))
    return over
