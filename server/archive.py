"""Backup, restore and verify. A backup is one SQLite file of the same schema, whatever database it came from."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce
from itertools import pairwise
from pathlib import Path

import msgspec
from sqlalchemy import func, insert, select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection

from models import meeting, wire
from models.convocation import Convocation
from models.procedure import StreamId
from models.tables import entries, metadata, pieces, streams
from server import folder, schema
from server.chamber import BEGINNINGS
from server.database import Database
from server.paper_pages.files import fault_in
from server.projections import row_of, rows
from server.record import Tail, since, stream_ids
from server.settings import Settings, url_of
from server.world import World

AT_ONCE = 1000
PIECES_AT_ONCE = 16
UNREADABLE = (KeyError, TypeError, ValueError, AttributeError, msgspec.MsgspecError)


class CannotCopy(Exception):  # noqa: N818 - said to the operator, in words
    """A backup, restore or verification that would lose something, or has nothing to work on."""


@dataclass(frozen=True)
class Finding:
    """What `verify` says of one stream, and whether it is sound."""

    text: str
    sound: bool


async def backup(database: Database, file: Path) -> int:
    """Copy everything, as of one instant, into a new file; returns how many entries. Raises `CannotCopy`."""
    if file.exists():
        raise CannotCopy(f"{file} exists already: choose another name.")
    if await schema.revision(database) != schema.head():
        raise CannotCopy("The database is of another release: start the server once, which upgrades it.")
    if not file.absolute().parent.is_dir():
        raise CannotCopy(f"There is no folder {file.absolute().parent}.")
    file.touch(mode=0o600)
    target = Database(url_of(file))
    try:
        await schema.upgrade(target)
        async with database.reading() as source, target.writing() as into:
            counted = await _copy(source, into, {})
        await target.as_one_file()
    finally:
        await target.close()
    return counted


async def restore(settings: Settings, file: Path, world: World, *, replace: bool) -> int:
    """Bring a backup back into the configured database, each stream under a new epoch. Raises `CannotCopy`."""
    database, source = Database(settings.database_url), Database(url_of(file))
    holding = folder.hold(settings, database.file)
    try:
        if await _stamp(source) != schema.head():
            raise CannotCopy(f"{file} is no backup of this release.")
        await _make_room(database, world, replace=replace)
        await schema.upgrade(database)
        async with source.reading() as connection, database.writing() as into:
            if await into.scalar(select(func.count()).select_from(streams)):
                raise CannotCopy("The database is not empty. Restore into an empty one.")
            epochs = {stream: world.new_epoch() for stream, _ in await stream_ids(connection)}
            return await _copy(connection, into, epochs)
    finally:
        await source.close()
        await database.close()
        holding.release()


async def _stamp(database: Database) -> str | None:
    try:
        return await schema.revision(database)
    except DBAPIError:
        return None


async def _make_room(database: Database, world: World, *, replace: bool) -> None:
    file = database.file
    if file is None or not file.exists():
        return
    if not replace:
        raise CannotCopy(f"{file} exists. With --replace it is put aside, and the backup takes its place.")
    aside = file.with_name(f"{file.name}.before-restore-{world.now():%Y%m%dT%H%M%SZ}")
    await database.as_one_file()
    await database.close()
    file.rename(aside)
    for rest in ("-wal", "-shm"):
        file.with_name(file.name + rest).unlink(missing_ok=True)


async def _copy(source: AsyncConnection, into: AsyncConnection, epochs: dict[StreamId, str]) -> int:
    for table in metadata.sorted_tables:
        found = await source.stream(select(table))
        async for part in found.mappings().partitions(PIECES_AT_ONCE if table is pieces else AT_ONCE):
            lines = [dict(row) for row in part]
            if table is streams:
                lines = [{**line, "epoch": epochs.get(line["id"], line["epoch"])} for line in lines]
            await into.execute(insert(table), lines)
    return await into.scalar(select(func.count()).select_from(entries)) or 0


async def verify(database: Database) -> Sequence[Finding]:
    """Replay every stream as of one instant and compare it with numbers, times, receipts and read tables."""
    if await schema.revision(database) != schema.head():
        raise CannotCopy("The database is empty or of another release: there is nothing to verify.")
    async with database.reading() as connection:
        listed = {row["stream"]: row for row in await rows(connection)}
        findings = [
            await _verified(connection, stream, kind, listed.pop(stream, None))
            for stream, kind in await stream_ids(connection)
        ]
    findings += [Finding(f"{stream}: listed, but there is no such stream", sound=False) for stream in listed]
    return findings or [Finding("no streams", sound=True)]


async def _verified(
    connection: AsyncConnection, stream: StreamId, kind: str, listed: dict[str, object] | None
) -> Finding:
    try:
        tail = await since(connection, stream, 0)
        faults = _faults_in(tail)
        if kind == "meeting":
            state = meeting.replay(tail.entries)
            if state.convocation is None or not _says(listed, row_of(stream, state, state.convocation)):
                faults.append("the list of meetings says otherwise than the record")
            faults += await _faults_in_papers(connection, state)
        else:
            reduce(lambda state, entry: state.after(entry), tail.entries, BEGINNINGS[kind])
    except UNREADABLE as fault:
        return Finding(f"{stream}: an entry cannot be read: {fault!r}", sound=False)
    said = "; ".join(faults) or "ok"
    return Finding(f"{stream}: {len(tail.entries)} entries, {said}", sound=not faults)


def _says(listed: dict[str, object] | None, told: dict[str, object]) -> bool:
    """Whether the list says what the record tells; a field that it was written without reads as it does there."""
    return listed is not None and _read(listed) == _read(told)


def _read(row: dict[str, object]) -> dict[str, object]:
    return {**row, "data": wire.from_wire(Convocation, msgspec.json.decode(str(row["data"])))}


async def _faults_in_papers(connection: AsyncConnection, state: meeting.Meeting) -> list[str]:
    """What is wrong with the files of papers that are handed out; a withdrawn one's may be gone."""
    handed_out = {paper.digest: paper for paper in state.papers if not paper.withdrawn}
    faults = [(paper, await fault_in(connection, digest, paper.size)) for digest, paper in handed_out.items()]
    return [f"the file of {paper.id} {fault}" for paper, fault in faults if fault]


def _faults_in(tail: Tail) -> list[str]:
    lines = tail.entries
    faults = []
    if [entry.seq for entry in lines] != list(range(1, len(lines) + 1)):
        faults.append("numbers are missing")
    if any(later.at < earlier.at for earlier, later in pairwise(lines)):
        faults.append("times run backwards")
    unclaimed = list(lines)
    for kept in tail.submissions:
        claimed = [entry for entry in unclaimed if entry.seq <= kept.seq]
        unclaimed = unclaimed[len(claimed) :]
        if not claimed or claimed[-1].seq != kept.seq:
            faults.append(f"a receipt names entry {kept.seq}, which is not there")
        if any((entry.by, entry.at) != (kept.by, kept.at) for entry in claimed):
            faults.append(f"entries up to {kept.seq} name another hand or time than their submission")
    if unclaimed:
        faults.append(f"entries from {unclaimed[0].seq} on belong to no submission")
    return faults
