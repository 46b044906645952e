"""A house in this process, asked over HTTP without a line between: any meeting may be drafted in it and grow."""

import uuid
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import httpx2

from models.convocation import Convocation
from models.organisation import ORGANISATION
from models.planning.agenda import ItemAdded, SittingAdded
from models.planning.item import AgendaItem, ItemId, Kind
from models.planning.sitting import Sitting, SittingId
from models.procedure import OPERATOR, Command, CommandId, Entry, Event, Refusal, StreamId, Submission
from models.rules.calendar import EnterMeeting
from models.rules.conduct import ConveneMeeting, DraftMeeting
from models.text import Text
from server.app import Parts, create_app
from server.chamber import Chamber
from server.record import Kept, Tail
from server.settings import read_settings
from server.world import RealWorld
from tests.migrated import migrated

BASE = "http://127.0.0.1:8000"
SLUG = "bureau"
STREAM = StreamId("meeting-bureau")


def item(known_as: str, title: str | Text = "", minutes: int = 30, **more: object) -> AgendaItem:
    words = title if isinstance(title, Text) else Text(title or f"Item {known_as}")
    return AgendaItem(ItemId(known_as), known_as, words, Kind.REPORT, minutes, **more)  # type: ignore[arg-type]


def sitting(known_as: str, title: str | Text = "", **more: object) -> Sitting:
    words = title if isinstance(title, Text) else Text(title or f"Sitting {known_as}")
    return Sitting(SittingId(known_as), words, **more)  # type: ignore[arg-type]


def convocation(zone: str = "America/Mexico_City", place: str = "Mexico City", **more: object) -> Convocation:
    title = Text("Executive Bureau", "Bureau exécutif")
    return Convocation(SLUG, title, title, place, zone, **more)  # type: ignore[arg-type]


@dataclass
class Drafted:
    """The house, and a browser that stands in front of it."""

    parts: Parts
    http: httpx2.AsyncClient

    async def draft(
        self, convocation: Convocation, sittings: Iterable[Sitting] = (), items: Iterable[AgendaItem] = ()
    ) -> Chamber:
        """Whatever a record may hold: what no rule would let in today has happened without one."""
        whole = DraftMeeting(convocation, tuple(sittings), tuple(items))
        try:
            return await self._enter(whole)
        except Refusal:
            chamber = await self._enter(DraftMeeting(convocation))
            happened(chamber, *map(SittingAdded, whole.sittings), *map(ItemAdded, whole.items))
            return chamber

    async def _enter(self, draft: DraftMeeting) -> Chamber:
        enter = EnterMeeting(STREAM, draft.convocation.slug)
        await self.parts.house.together([(ORGANISATION, self._press(enter)), (STREAM, self._press(draft))])
        return await self.parts.house.chamber(STREAM)

    async def convene(
        self, convocation: Convocation, sittings: Iterable[Sitting] = (), items: Iterable[AgendaItem] = ()
    ) -> Chamber:
        chamber = await self.draft(convocation, sittings, items or [item("1")])
        await chamber.submit(self._press(ConveneMeeting()))
        return chamber

    async def token(self, role: str) -> dict[str, str]:
        return {"Authorization": f"Bearer {await self.parts.operator.token(role, SLUG)}"}

    async def get(self, path: str, **more: object) -> httpx2.Response:
        return await self.http.get(f"/meetings/{SLUG}/{path}", **more)  # type: ignore[arg-type]

    def _press(self, command: Command) -> Submission:
        return Submission(CommandId(str(uuid.uuid4())), OPERATOR, datetime.now(UTC), command)


def happened(chamber: Chamber, *events: Event) -> None:
    """Another process has kept one press with these events, and this one has read them."""
    at, first = datetime.now(UTC), chamber.state.seq + 1
    entries = tuple(Entry(seq, at, OPERATOR, event) for seq, event in enumerate(events, first))
    kept = Kept(at, OPERATOR, CommandId(str(uuid.uuid4())), "", entries[-1].seq)
    chamber.learn(Tail(None, entries, (kept,)))


@asynccontextmanager
async def drafted_in(folder: Path) -> AsyncIterator[Drafted]:
    """A house on this data folder, made if need be."""
    migrated(folder)
    app = create_app(read_settings({"HEMICYCLE_DATA": str(folder)}), RealWorld())
    parts: Parts = app.state.parts
    transport = httpx2.ASGITransport(app=app)
    async with httpx2.AsyncClient(transport=transport, base_url=BASE, trust_env=False) as http:
        yield Drafted(parts, http)
    await parts.house.close()
    await parts.database.close()
