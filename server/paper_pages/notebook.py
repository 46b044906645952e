"""Everybody's own notes on the items of a meeting. Machinery, not record: erasable, and nobody else's to read.

A note has a revision. Whoever writes says which one they saw, so that two windows of one person lose nothing.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import insert, select, update
from sqlalchemy.exc import DBAPIError, IntegrityError

from models.planning.item import ItemId
from models.procedure import PersonId, StreamId
from models.tables import notes
from server.database import Database
from server.record import LOST_RACES
from server.world import World


@dataclass(frozen=True)
class Note:
    """What somebody has written on an item; revision 0 is nothing yet."""

    text: str = ""
    revision: int = 0


@dataclass(frozen=True)
class Whose:
    """Whose note, and on what."""

    person: PersonId
    meeting: StreamId
    item: ItemId

    def key(self) -> dict[str, str]:
        return {"person": self.person, "meeting": self.meeting, "item": self.item}


class Notebook:
    def __init__(self, database: Database, world: World) -> None:
        self._database = database
        self._world = world

    async def read(self, person: PersonId, meeting: StreamId) -> Mapping[ItemId, Note]:
        """All that this person has written on the items of this meeting."""
        async with self._database.reading() as connection:
            found = await connection.execute(
                select(notes).where(notes.c.person == person, notes.c.meeting == meeting)
            )
            return {ItemId(row.item): Note(row.text, row.revision) for row in found}

    async def write(self, whose: Whose, text: str, seen: int) -> tuple[Note, bool]:
        """The note as it now is, and whether it is what was written: not if another revision than `seen` is kept."""
        note = Note(text, seen + 1)
        try:
            written = await (self._change(whose, note) if seen else self._begin(whose, note))
        except IntegrityError:
            written = False
        except DBAPIError as fault:
            if getattr(fault.orig, "sqlstate", None) not in LOST_RACES:
                raise
            written = False
        if written:
            return note, True
        kept = (await self.read(whose.person, whose.meeting)).get(whose.item, Note())
        return kept, kept.text == text

    async def _begin(self, whose: Whose, note: Note) -> bool:
        async with self._database.writing() as connection:
            row = {"text": note.text, "revision": note.revision, "changed": self._world.now()}
            await connection.execute(insert(notes).values(**whose.key(), **row))
        return True

    async def _change(self, whose: Whose, note: Note) -> bool:
        async with self._database.writing() as connection:
            same = (notes.c[name] == value for name, value in whose.key().items())
            changed = await connection.execute(
                update(notes)
                .where(*same, notes.c.revision == note.revision - 1)
                .values(text=note.text, revision=note.revision, changed=self._world.now())
            )
        return changed.rowcount == 1
